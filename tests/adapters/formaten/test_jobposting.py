"""A vacancy out as JobPosting and in again."""

import orjson
import pytest
from hypothesis import given

from app.adapters.formaten.jobposting import naar_jobposting
from app.models.lezen import valideer_record
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import lees, voorbeeld
from tests.builders import een_vacature
from tests.strategies import vacatures

V = Soort.VACATURE


def heen_en_terug(*records):
    return lees("jobposting", orjson.dumps([naar_jobposting(r) for r in records]), V)


def test_what_came_in_goes_out_and_comes_in_the_same():
    eerst = list(lees("jobposting.json", voorbeeld("jobposting.json")).records.values())
    opnieuw = heen_en_terug(*eerst)
    assert opnieuw.genoemd == []
    for was, werd in zip(eerst, opnieuw.records.values(), strict=True):
        was.get("arbeidsVoorwaarden", {}).pop("salarisIndicatie", None)  # a text: schema.org wants numbers
        assert werd == {k: v for k, v in was.items() if v}


def test_the_contact_person_stays_in():
    tekst = str(naar_jobposting(een_vacature()))
    contact = een_vacature()["werkgever"]["contactpersoon"][0]
    assert contact
    assert [w for w in map(str, contact.values()) if w in tekst] == []


def test_text_cannot_become_markup():
    posting = naar_jobposting(een_vacature(omschrijvingVacature="<script>alert(1)</script>\nregel 2"))
    assert posting["description"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>regel 2</p>"
    terug = heen_en_terug(een_vacature(omschrijvingVacature="<script>alert(1)</script>\nregel 2"))
    assert terug.records["record 1"]["omschrijvingVacature"] == "<script>alert(1)</script>\nregel 2"


@given(vacatures())
def test_every_valid_vacancy_can_go_out(record):
    posting = naar_jobposting(record)
    assert posting["identifier"]["value"] == record["idVacature"]
    assert None not in posting.values()


@pytest.mark.parametrize("records", [[een_vacature()]])
def test_what_comes_back_is_valid(records):
    for record in heen_en_terug(*records).records.values():
        assert valideer_record(V, orjson.dumps(record)) == []
