"""Judging delivered records, and matches and details of other sources."""

import json
from typing import Any

import orjson
import pytest

from app.models.lezen import valideer_detail, valideer_match, valideer_record
from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from app.models.schending import GEEN_NULL, ONBEKEND_VELD, ONTBREEKT, Schending
from tests.builders import WEG, een_record

GEHEIM = "geheimewaarde"
SOORTEN = pytest.mark.parametrize("soort", list(Soort))
ID = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}


@SOORTEN
def test_complete_record_is_accepted_and_must_be_an_object(soort):
    assert valideer_record(soort, orjson.dumps(een_record(soort))) == []
    assert valideer_record(soort, b"[]") == [Schending("", "moet een object zijn")]
    assert [s.pad for s in valideer_record(soort, b"{")] == [""]
    assert valideer_record(soort, b"\xef\xbb\xbf{}") != []


@SOORTEN
def test_record_needs_an_id_that_can_be_opened(soort):
    def regels(waarde: Any) -> list[Schending]:
        return valideer_record(soort, orjson.dumps(een_record(soort, **{ID[soort]: waarde})))

    assert valideer_record(soort, orjson.dumps(een_record(soort, **{ID[soort]: WEG}))) == [
        Schending(ID[soort], ONTBREEKT)
    ]
    for slecht in ("", ".", "..", "a/b", "a b", "a\n", "x" * 201, "é", 5):
        gevonden = regels(slecht)
        assert gevonden, slecht
        assert {s.pad for s in gevonden} == {ID[soort]}
    for goed in ("a", "...", "-", "x" * 200, "a.b_c-D9"):
        assert regels(goed) == []


@pytest.mark.parametrize(
    ("nummer", "is_bsn"),
    [("999990019", True), ("010464554", True), ("10464554", True), ("999990018", False), ("19", False), ("w1", False)],
)
def test_a_bsn_is_no_id_of_a_jobseeker(nummer, is_bsn):
    ruw = orjson.dumps(een_record(Soort.WERKZOEKENDE, idWerkzoekende=nummer))
    assert valideer_record(Soort.WERKZOEKENDE, ruw) == (
        [Schending("idWerkzoekende", "mag geen BSN zijn")] if is_bsn else []
    )
    assert valideer_record(Soort.VACATURE, orjson.dumps(een_record(Soort.VACATURE, idVacature=nummer))) == []


@SOORTEN
def test_record_faults_are_all_named_without_value_or_made_up_key(soort):
    record = een_record(soort, **{GEHEIM: 1})
    record["contractvorm"] = [{}, {"codeTypeOvereenkomst": GEHEIM, GEHEIM: GEHEIM}]
    record["werktijden"]["aantalWerkurenPerWeekMaximaal"] = None
    [enige] = valideer_record(soort, orjson.dumps(record))
    assert enige == Schending("werktijden.aantalWerkurenPerWeekMaximaal", GEEN_NULL)
    record["werktijden"]["aantalWerkurenPerWeekMaximaal"] = 100
    gevonden = valideer_record(soort, orjson.dumps(record))
    assert set(gevonden) == {
        Schending("", ONBEKEND_VELD),
        Schending("contractvorm[1]", ONBEKEND_VELD),
        Schending("contractvorm[1].codeTypeOvereenkomst", 'moet een van deze codes zijn: "01", "02", "03", "04"'),
        Schending("werktijden.aantalWerkurenPerWeekMaximaal", "mag hoogstens 99 zijn"),
    }
    assert GEHEIM not in " ".join(map(str, gevonden))


@pytest.mark.parametrize(
    "datum", ["2023-02-29", "2024-13-01", "0000-01-01", "20240101", "2024-1-1", "2024-01-01\n", ""]
)
def test_a_date_must_exist_and_be_a_full_date(datum):
    ruw = orjson.dumps(een_record(Soort.VACATURE, sluitingsdatumVacature=datum))
    [schending] = valideer_record(Soort.VACATURE, ruw)
    assert schending == Schending("sluitingsdatumVacature", "moet een bestaande datum zijn als JJJJ-MM-DD")


def test_length_counts_code_points():
    for tekst, goed in (("\N{GRINNING FACE}" * 11, True), ("\N{GRINNING FACE}" * 12, False), ("e\u0301" * 6, False)):
        ruw = json.dumps(een_record(Soort.VACATURE, nummerVacature=tekst)).encode()
        assert (valideer_record(Soort.VACATURE, ruw) == []) is goed


@SOORTEN
def test_match_of_a_source_is_judged_one_by_one(soort):
    profiel = matchprofiel(soort, een_record(soort))
    assert profiel is not None
    match = profiel | {ID[soort]: "a1"}
    assert valideer_match(soort, match) == []
    assert valideer_match(soort, profiel) == [Schending(ID[soort], ONTBREEKT)]
    assert valideer_match(soort, match | {"bsn": GEHEIM}) == [Schending("", ONBEKEND_VELD)]
    assert valideer_match(soort, match | {ID[soort]: ".."}) != []
    assert valideer_match(soort, match | {ID[soort]: ""}) != []
    assert valideer_match(soort, match | {"werktijden": None}) == [Schending("werktijden", GEEN_NULL)]
    assert valideer_match(soort, [match]) == [Schending("", "moet een object zijn")]
    assert valideer_match(soort, None) == [Schending("", GEEN_NULL)]


@SOORTEN
def test_detail_of_a_source_is_judged(soort):
    assert valideer_detail(soort, een_record(soort)) == []
    assert valideer_detail(soort, een_record(soort, onbekend=1)) == [Schending("", ONBEKEND_VELD)]
    assert valideer_detail(soort, {ID[soort]: None}) == [Schending(ID[soort], GEEN_NULL)]
    assert valideer_detail(soort, []) == [Schending("", "moet een object zijn")]
