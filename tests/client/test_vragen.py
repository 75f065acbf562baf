"""The builder of questions: what it writes is what the contract knows, and means what it says."""

from datetime import date

import pytest

from app.domain.selectievraag import ontleed
from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client import VacatureVraag, VraagFout, WerkzoekendeVraag

DAG = date(2026, 6, 30)
ALLES_W = (
    WerkzoekendeVraag("3511AA", 25)
    .uren(minstens=24, hoogstens=36)
    .beroep("111", "222")
    .contract("B", "O")
    .rijbewijs("B", "C")
    .taal("nld", spreken=3, schrijven=2)
    .taal("eng")
    .kantoortijden()
    .onregelmatig(False)
)
ALLES_V = VacatureVraag("3511AA", 25).uren(minstens=24).beroep("111").rijbewijs("B").taal("nld", spreken=3).niveau("3")


@pytest.mark.parametrize("versie", list(Versie))
@pytest.mark.parametrize("vraag", [ALLES_W, ALLES_V, ALLES_V.niveau_onbekend()])
def test_nothing_that_is_built_is_unknown_to_the_contract(vraag, versie):
    assert ontleed(vraag.soort, vraag.als_json(versie), versie).genegeerd == 0


def test_everything_is_there():
    assert ALLES_W.beschikbaar_op(DAG).als_json() == {
        "selectiegebied": {"postcode": "3511AA", "afstand": 25},
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24},
        "werktijden.aantalWerkurenPerWeekMinimaal": {"$lte": 36},
        "contractvorm": {
            "$elemMatch": {
                "$or": [{"codeTypeArbeidscontract": {"$eq": "B"}}, {"codeTypeArbeidscontract": {"$eq": "O"}}]
            }
        },
        "arbeidsmarktkwalificatie.rijbewijs": {
            "$all": [
                {"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}},
                {"$elemMatch": {"codeSoortRijbewijs": {"$eq": "C"}}},
            ]
        },
        "arbeidsmarktkwalificatie.taalbeheersing": {
            "$all": [
                {
                    "$elemMatch": {
                        "codeTaal": {"$eq": "nld"},
                        "codeNiveauTaalbeheersingMondeling": {"$gte": 3},
                        "codeNiveauTaalbeheersingSchriftelijk": {"$gte": 2},
                    }
                },
                {"$elemMatch": {"codeTaal": {"$eq": "eng"}}},
            ]
        },
        "werktijden.indicatieKantoortijden": {"$eq": 1},
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": 2},
        "datumAanvangBeschikbaarVoorWerk": {"$lte": "2026-06-30"},
        "bemiddelingsberoep": {"$elemMatch": {"$or": [{"beroep.codeBeroepsnaam": {"$eq": c}} for c in ("111", "222")]}},
    }


def test_every_step_gives_a_new_question():
    begin = WerkzoekendeVraag("3511AA", 5)
    begin.taal("nld").rijbewijs("B").beroep("x")
    assert begin.als_json() == {"selectiegebied": {"postcode": "3511AA", "afstand": 5}}


@pytest.mark.parametrize(
    "vraag",
    [
        WerkzoekendeVraag("3511AA", 5).beschikbaar_op(DAG),
        VacatureVraag("3511AA", 5).begint_vanaf(DAG),
        VacatureVraag("3511AA", 5).onregelmatig(),
    ],
)
def test_what_version_2_lacks_is_refused_there(vraag):
    assert vraag.als_json(Versie.V3)
    with pytest.raises(VraagFout, match=r"bestaat niet in versie 2\.0\.0"):
        vraag.als_json(Versie.V2)


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        (WerkzoekendeVraag("3511 AA", 5), "postcode"),
        (WerkzoekendeVraag("3511AA", 1000), "afstand"),
        (WerkzoekendeVraag("3511AA", 5).uren(minstens=100), "aantalWerkurenPerWeekMaximaal"),
        (WerkzoekendeVraag("3511AA", 5).contract("X"), "codeTypeArbeidscontract"),
        (VacatureVraag("3511AA", 5).taal("NL"), "codeTaal"),
        (VacatureVraag("3511AA", 5).niveau("7"), "codeWerkEnDenkniveauMinimaal"),
        (VacatureVraag("3511AA", 5).beroep("x" * 201), "codeBeroepsnaam"),
    ],
)
def test_a_question_that_breaks_the_contract_is_named_by_field(vraag, veld):
    with pytest.raises(VraagFout, match=veld):
        vraag.als_json()


def test_kinds() -> None:
    assert (WerkzoekendeVraag.soort, VacatureVraag.soort) == (Soort.WERKZOEKENDE, Soort.VACATURE)
