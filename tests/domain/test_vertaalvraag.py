"""The question in the words of the other version: weaker, never stronger; and the crosswalk it takes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.criteria import Element, En, Of, Operator, Vergelijking
from app.domain.matching import voldoet
from app.domain.selectievraag import ontleed, schrijf
from app.domain.vertaling import (
    GEEN_OMZETTING,
    Beroepenomzetting,
    OmzettingFout,
    Reden,
    verbreed,
    vertaal,
    vertaal_vraag,
)
from app.domain.vertaling.vraag import MAX_CODES
from app.models.errors import OngeldigeAanroep
from app.models.lezen import lees_vraag
from app.models.partijen import Fase, Soort
from app.models.versie import Versie
from tests.strategies import BEROEPEN, records, vragen

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
BOC = ("10", "20", "30")
OMZETTING = Beroepenomzetting([*zip(BOC, BEROEPEN, strict=False), ("11", BEROEPEN[0]), ("10", "urn:tweede")])
GEBIED = {"selectiegebied": {"postcode": "3511AA", "afstand": 10}}
V3_BOC, V2_BOC = "codeBeroepsnaam", "beroepsnaamGecodeerd.codeBeroepsnaam"


def _keuze(*codes: str, naam: str = "beroep.codeBeroepsnaam") -> dict[str, Any]:
    return {"bemiddelingsberoep": {"$elemMatch": {"$or": [{naam: {"$eq": code}} for code in codes]}}}


def _vertaald(soort: Soort, vraag: dict[str, Any], omzetting: Beroepenomzetting = OMZETTING) -> Any:
    resultaat = vertaal_vraag(ontleed(soort, GEBIED | vraag), Versie.V2, omzetting)
    return resultaat.vraag and schrijf(resultaat.vraag), {(v.pad, v.reden) for v in resultaat.verliezen}


@pytest.mark.parametrize("soort", Soort)
@given(data=st.data())
def test_who_meets_a_question_meets_it_in_the_other_words(soort: Soort, data: st.DataObject):
    """Of all records that can be translated: what the exchange asks elsewhere leaves nobody out."""
    vraag = ontleed(soort, data.draw(vragen(soort)))
    record_v2 = vertaal(soort, Fase.DETAIL, Versie.V2, data.draw(records(soort)), OMZETTING).record
    assert record_v2 is not None
    record_v3 = vertaal(soort, Fase.DETAIL, Versie.V3, record_v2, OMZETTING).record
    for van, naar, gevraagd, ander in (
        (Versie.V3, Versie.V2, record_v3, record_v2),
        (Versie.V2, Versie.V3, record_v2, record_v3),
    ):
        hier = vraag if van is Versie.V3 else vertaal_vraag(vraag, Versie.V2, OMZETTING).vraag
        if hier is None or gevraagd is None or not voldoet(hier.criterium, gevraagd):
            continue
        daar = vertaal_vraag(hier, naar, OMZETTING).vraag
        assert daar is not None
        assert daar.versie is naar
        assert voldoet(daar.criterium, ander)


@pytest.mark.parametrize("soort", Soort)
@given(data=st.data())
def test_a_translated_question_is_one_that_the_other_contract_takes(soort: Soort, data: st.DataObject):
    resultaat = vertaal_vraag(ontleed(soort, data.draw(vragen(soort))), Versie.V2, OMZETTING).vraag
    if resultaat is not None:
        ruw = schrijf(resultaat)
        gelezen = ontleed(soort, ruw, Versie.V2)
        assert (gelezen.genegeerd, gelezen.versie) == (0, Versie.V2)
        assert schrijf(gelezen) == ruw


@pytest.mark.parametrize("soort", Soort)
@given(data=st.data())
def test_a_translated_question_means_the_same_when_it_is_written_and_read(soort: Soort, data: st.DataObject):
    resultaat = vertaal_vraag(ontleed(soort, data.draw(vragen(soort))), Versie.V2, OMZETTING).vraag
    record = data.draw(records(soort))
    if resultaat is not None:
        gelezen = ontleed(soort, schrijf(resultaat), Versie.V2)
        assert voldoet(gelezen.criterium, record) == voldoet(resultaat.criterium, record)


def test_what_has_no_place_beside_its_equal_is_written_as_a_choice_of_one():
    veld = "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"
    vraag, _ = _vertaald(W, {veld: {"$eq": 1}, "$or": [{veld: {"$eq": 2}}]})
    assert vraag == GEBIED | {veld: {"$eq": 1}, "$or": [{veld: {"$eq": 2}}]}


def test_two_sets_of_choices_are_both_written():
    veld, beroep = "werktijden.aantalWerkurenPerWeekMinimaal", "beroep.beroepsnaamGecodeerd.codeBeroepsnaam"
    uren = [{veld: {"$lte": 10}}, {veld: {"$gte": 30}}]
    vraag, _ = _vertaald(V, {"beroep.codeBeroepsnaam": {"$eq": BEROEPEN[0]}, "$or": uren})
    assert vraag == GEBIED | {"$or": [{beroep: {"$eq": code}, "$or": uren} for code in ("10", "11")]}


def test_occupations_become_all_codes_that_stand_for_them():
    vraag, verliezen = _vertaald(W, _keuze(*BEROEPEN[:2], "urn:onbekend"))
    assert vraag == GEBIED | _keuze("10", "11", "20", naam=V2_BOC)
    assert verliezen == {(V3_BOC, Reden.GEEN_CODE)}
    vraag, _ = _vertaald(V, {"beroep.codeBeroepsnaam": {"$eq": BEROEPEN[1]}})
    assert vraag == GEBIED | {"beroep.beroepsnaamGecodeerd.codeBeroepsnaam": {"$eq": "20"}}


def test_a_question_that_nobody_there_can_meet_is_not_asked():
    assert _vertaald(W, _keuze("urn:onbekend"))[0] is None
    assert _vertaald(W, _keuze(BEROEPEN[0]), GEEN_OMZETTING)[0] is None
    assert _vertaald(V, {"beroep.codeBeroepsnaam": {"$eq": "urn:onbekend"}})[0] is None


def test_what_the_other_version_has_no_word_for_is_left_to_the_exchange():
    vraag, verliezen = _vertaald(
        V,
        {
            "datumAanvangWerkzaamheden": {"$gte": "2026-01-01"},
            "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": 1},
            "codeWerkEnDenkniveauMinimaal": {"$lt": "7"},
        },
    )
    assert vraag == GEBIED | {"codeWerkEnDenkniveauMinimaal": {"$lt": "7"}}
    assert {pad for pad, _ in verliezen} == {
        "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
    }
    vraag, verliezen = _vertaald(W, {"datumAanvangBeschikbaarVoorWerk": {"$lte": "2026-01-01"}})
    assert (vraag, verliezen) == (GEBIED, {("flexibiliteit.datumAanvangBeschikbaarVoorWerk", Reden.BESTAAT_NIET)})


def test_a_choice_of_which_one_part_cannot_be_said_is_no_choice():
    """Somebody may meet the part that is not judged there: leaving out the whole is weaker, leaving out the part is not."""
    of = {"$or": [{"datumAanvangBeschikbaarVoorWerk": {"$lte": "2026-01-01"}}, {"contractvorm": {"$elemMatch": {}}}]}
    uren = {"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 20}}
    assert _vertaald(W, of | uren)[0] == GEBIED | uren


def test_a_question_of_version_2_says_all_it_has_in_version_3():
    vraag = ontleed(W, GEBIED | _keuze("10", naam=V2_BOC), Versie.V2)
    naar_v3 = vertaal_vraag(vraag, Versie.V3, OMZETTING)
    assert naar_v3.vraag is not None
    assert schrijf(naar_v3.vraag) == GEBIED | _keuze(BEROEPEN[0], "urn:tweede")
    assert naar_v3.verliezen == ()


def test_widening_puts_the_other_codes_beside_an_occupation():
    vraag = ontleed(W, GEBIED | _keuze(BEROEPEN[0]))
    codes = [Vergelijking(V3_BOC, Operator.EQ, BEROEPEN[0])]
    codes += [Vergelijking(V2_BOC, Operator.EQ, boc) for boc in ("10", "11")]
    assert verbreed(vraag, OMZETTING).criterium == Element("bemiddelingsberoep", Of(tuple(codes)))
    assert verbreed(vraag, GEEN_OMZETTING) is vraag
    leeg = ontleed(W, GEBIED)
    assert verbreed(leeg, OMZETTING).criterium == En()


def test_too_many_codes_are_refused():
    groot = Beroepenomzetting((str(n), "urn:een") for n in range(MAX_CODES + 1))
    vraag = ontleed(V, GEBIED | {"beroep.codeBeroepsnaam": {"$eq": "urn:een"}})
    for doe in (lambda: verbreed(vraag, groot), lambda: vertaal_vraag(vraag, Versie.V2, groot)):
        with pytest.raises(OngeldigeAanroep):
            doe()


def test_a_version_3_criterium_has_no_effect_in_a_version_2_question():
    vraag = lees_vraag(W, b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":1},'
                          b'"datumAanvangBeschikbaarVoorWerk":{"$lte":"geen datum"}}}', 1000, Versie.V2)  # fmt: skip
    gelezen = ontleed(W, vraag, Versie.V2)
    assert (gelezen.criterium, gelezen.genegeerd) == (En(), 1)


@pytest.mark.parametrize(
    ("inhoud", "regel"),
    [
        ("a;b\n1;2\n", "regel 1: de kolommen boc en uri"),
        ("boc;uri\n5642;urn:a\nx1;urn:b\n", "regel 3: boc"),
        ("boc;uri\n12345678901;urn:b\n", "regel 2: boc"),
        ("boc;uri\n1;\n", "regel 2: uri"),
        (f"boc;uri\n1;{'u' * 201}\n", "regel 2: uri"),
        ("", "regel 1: de kolommen"),
    ],
)
def test_a_faulty_crosswalk_says_where(tmp_path: Path, inhoud: str, regel: str):
    pad = tmp_path / "omzetting.csv"
    pad.write_text(inhoud, encoding="utf-8")
    with pytest.raises(OmzettingFout, match=regel):
        Beroepenomzetting.lees(pad)


def test_a_crosswalk_is_read_and_the_first_line_counts(tmp_path: Path):
    pad = tmp_path / "omzetting.csv"
    pad.write_text("\ufeffuri;naam;boc\nurn:a;A;1\nurn:b;B;1\nurn:a;A;2\n", encoding="utf-8")
    omzetting = Beroepenomzetting.lees(pad)
    assert len(omzetting) == 2
    assert (omzetting.uri("1"), omzetting.uri("2"), omzetting.uri("3")) == ("urn:a", "urn:a", None)
    assert (omzetting.boc("urn:a"), omzetting.boc("urn:b"), omzetting.boc("urn:c")) == ("1", "1", None)
    assert (omzetting.bocs("urn:a"), omzetting.bocs("urn:b")) == (("1", "2"), ())
    assert (omzetting.uris("1"), omzetting.uris("2")) == (("urn:a", "urn:b"), ())
    with pytest.raises(OmzettingFout, match="niet te lezen"):
        Beroepenomzetting.lees(tmp_path / "afwezig.csv")
    pad.write_bytes(b"boc;uri\n1;\xff\n")
    with pytest.raises(OmzettingFout, match="geen CSV in UTF-8"):
        Beroepenomzetting.lees(pad)
