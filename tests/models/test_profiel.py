"""The match profile keeps what the match schema knows, and nothing else."""

import pytest

from app.models.partijen import Fase, Soort
from app.models.profiel import matchprofiel, velden
from tests.builders import WEG, een_record, een_vacature, een_werkzoekende

DETAIL_ALLEEN = {
    Soort.WERKZOEKENDE: {
        "idWerkzoekende",
        "contactpersoon",
        "eisAanWerk",
        "emailadres",
        "indicatieLdrRegistratie",
        "persoonlijkePresentatie",
        "telefoonnummer",
        "webadres",
    },
    Soort.VACATURE: {"idVacature", "nummerVacature"},
}


@pytest.mark.parametrize("soort", list(Soort))
def test_profile_leaves_out_id_and_detail_fields_and_touches_nothing_else(soort):
    record = een_record(soort)
    profiel = matchprofiel(soort, record)
    assert profiel is not None
    assert record.keys() - profiel.keys() == DETAIL_ALLEEN[soort]
    assert {k: v for k, v in profiel.items() if k != "werkgever"} == {
        k: v for k, v in record.items() if k in profiel and k != "werkgever"
    }
    assert record == een_record(soort)


def test_employer_loses_its_contact_persons_only():
    profiel = matchprofiel(Soort.VACATURE, een_vacature())
    assert profiel is not None
    werkgever = een_vacature()["werkgever"]
    del werkgever["contactpersoon"]
    assert profiel["werkgever"] == werkgever


def test_empty_values_stay():
    profiel = matchprofiel(Soort.VACATURE, een_vacature(naamVacature="", rijbewijs=[], flexibiliteit={}, werkgever={}))
    assert profiel is not None
    assert (profiel["naamVacature"], profiel["rijbewijs"], profiel["flexibiliteit"], profiel["werkgever"]) == (
        "",
        [],
        {},
        {},
    )


def test_a_record_without_what_a_match_requires_has_no_profile():
    assert matchprofiel(Soort.WERKZOEKENDE, een_werkzoekende(mobiliteit=WEG)) is None
    assert matchprofiel(Soort.WERKZOEKENDE, een_werkzoekende(mobiliteit={"maximaleReistijd": 5})) is None
    assert matchprofiel(Soort.VACATURE, een_vacature(adres=WEG)) is None
    assert matchprofiel(Soort.VACATURE, een_vacature(adres={})) is None


@pytest.mark.parametrize("soort", list(Soort))
def test_field_paths_are_those_of_a_complete_record(soort):
    def paden(deel, kop=""):
        if isinstance(deel, list):
            return {pad for element in deel for pad in paden(element, kop)}
        if not isinstance(deel, dict):
            return set()
        eigen = {f"{kop}{naam}" for naam in deel}
        return eigen.union(*(paden(waarde, f"{kop}{naam}.") for naam, waarde in deel.items()))

    record = een_record(soort)
    assert paden(record) <= set(velden(soort, Fase.DETAIL))
    profiel = matchprofiel(soort, record)
    assert paden(profiel) <= set(velden(soort, Fase.MATCH))
    alleen_detail = set(velden(soort, Fase.DETAIL)) - set(velden(soort, Fase.MATCH))
    assert {pad.split(".")[0] for pad in alleen_detail} <= DETAIL_ALLEEN[soort] | {"werkgever"}
    assert len(velden(soort, Fase.DETAIL)) == len(set(velden(soort, Fase.DETAIL)))


def test_paths_have_dots_and_no_brackets():
    assert "arbeidsmarktkwalificatie.taalbeheersing.codeTaal" in velden(Soort.WERKZOEKENDE, Fase.MATCH)
    assert "werkgever.contactpersoon.emailadres" in velden(Soort.VACATURE, Fase.DETAIL)
    assert "werkgever.contactpersoon" not in velden(Soort.VACATURE, Fase.MATCH)
    assert "idWerkzoekende" not in velden(Soort.WERKZOEKENDE, Fase.MATCH)
