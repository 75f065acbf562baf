"""Version 2 and version 3 translated into each other: valid by the official contracts, and every loss accounted for.

Records are made from the official schemas. A round trip must give back the record less what the loss report
says is gone; where the report says that something changed, anything may stand there, and nowhere else.
"""

import re
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import orjson
import pytest

from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting, Reden, Vertaling, vertaal
from app.models.lezen import ID_VELD, valideer_detail, valideer_match
from app.models.partijen import Fase, Soort
from app.models.versie import Versie
from tests.models.maker import Maker
from tests.models.officieel import rechter, schemas

CONTRACT = {Soort.WERKZOEKENDE: "VUM-Bron-WerkzoekendeProfielen", Soort.VACATURE: "VUM-Bron-Vacatures"}
SCHEMA = {
    (Soort.WERKZOEKENDE, Fase.MATCH): "MPWerkzoekendeMatch",
    (Soort.WERKZOEKENDE, Fase.DETAIL): "Werkzoekende",
    (Soort.VACATURE, Fase.MATCH): "MPVacatureMatch",
    (Soort.VACATURE, Fase.DETAIL): "Vacature",
}
OMZETTING = Beroepenomzetting([("5642", "tekst"), ("0", "tekst"), ("9999999999", "x\n"), ("5642", "e\u0301")])
OMZETTINGEN = pytest.mark.parametrize("omzetting", [GEEN_OMZETTING, OMZETTING], ids=["none", "crosswalk"])
GEVALLEN = pytest.mark.parametrize(
    ("soort", "fase", "van"), [(s, f, v) for s in Soort for f in Fase for v in Versie], ids=str
)
AANTAL = 250
ANDERS = object()


class Gul(Random):
    """Chance that gives three in four fields instead of two in five: losses stand deep in a record."""

    def random(self) -> float:
        return super().random() ** 3


def andere(versie: Versie) -> Versie:
    return Versie.V3 if versie is Versie.V2 else Versie.V2


@cache
def records(soort: Soort, fase: Fase, versie: Versie) -> list[dict[str, Any]]:
    contract = f"{versie.kort}/{CONTRACT[soort]}"
    maker = Maker(schemas(contract, beslist=True), Gul(f"{soort}{fase}{versie}"))
    return [maker.maak({"$ref": SCHEMA[soort, fase]}) for _ in range(AANTAL)]


@GEVALLEN
@OMZETTINGEN
def test_what_is_translated_keeps_to_the_other_contract(soort, fase, van, omzetting):
    naar = andere(van)
    officieel = rechter(f"{naar.kort}/{CONTRACT[soort]}", SCHEMA[soort, fase], beslist=False)
    gegeven = 0
    for record in records(soort, fase, van):
        vertaald = vertaal(soort, fase, naar, record, omzetting).record
        if vertaald is None:
            continue
        gegeven += 1
        assert list(officieel.iter_errors(vertaald)) == []
        oordeel = valideer_match if fase is Fase.MATCH else valideer_detail
        met_id = {**vertaald, ID_VELD[soort]: "id-1"}
        assert oordeel(soort, met_id, naar) == []
        assert record.get(ID_VELD[soort]) == vertaald.get(ID_VELD[soort])
    verwacht_niets = (soort, fase, van) == (Soort.VACATURE, Fase.MATCH, Versie.V2)
    assert (gegeven == 0) is verwacht_niets


@GEVALLEN
def test_a_translation_changes_nothing_in_what_it_was_given(soort, fase, van):
    for record in records(soort, fase, van)[:50]:
        eerst = deepcopy(record)
        vertaald = vertaal(soort, fase, andere(van), record, OMZETTING).record
        _verniel(vertaald)
        assert record == eerst


def _verniel(deel: Any) -> None:
    for waarde in list(deel.values()) if isinstance(deel, dict) else deel if isinstance(deel, list) else ():
        _verniel(waarde)
    if isinstance(deel, dict | list):
        deel.clear()


@GEVALLEN
@OMZETTINGEN
def test_a_round_trip_loses_what_the_report_says_and_no_more(soort, fase, van, omzetting):
    for record in records(soort, fase, van):
        heen = vertaal(soort, fase, andere(van), record, omzetting)
        if heen.record is None:
            assert any(v.reden is Reden.ONVOLLEDIG for v in heen.verliezen)
            continue
        terug = vertaal(soort, fase, van, heen.record, omzetting).record
        if terug is None:  # a vacancy's match of version 2 has lost its postcode
            assert (soort, fase, van) == (Soort.VACATURE, Fase.MATCH, Versie.V3)
            continue
        verwacht = _volgens_verslag(record, heen)
        assert _gelijk(verwacht, _zonder_leeg(terug)), (record, heen.verliezen, heen.record, terug)


@GEVALLEN
def test_the_report_names_parts_of_the_record_that_was_translated(soort, fase, van):
    for record in records(soort, fase, van):
        for verlies in vertaal(soort, fase, andere(van), record, OMZETTING).verliezen:
            if verlies.reden.weg and verlies.reden is not Reden.ONVOLLEDIG:
                assert _op(record, _stappen(verlies.pad)) is not None, verlies


def _stappen(pad: str) -> list[str | int]:
    return [int(deel[1:-1]) if deel.startswith("[") else deel for deel in re.findall(r"\[\d+\]|[^.\[\]]+", pad)]


def _op(deel: Any, stappen: list[str | int]) -> Any:
    for stap in stappen:
        deel = deel[stap]
    return deel


def _volgens_verslag(record: dict[str, Any], heen: Vertaling) -> Any:
    """The record as it may come back: ANDERS where it may differ, and without what is gone."""
    verwacht = deepcopy(record)
    for verlies in heen.verliezen:
        if not verlies.reden.weg:
            _zet(verwacht, _stappen(verlies.pad))
    weg = [_stappen(v.pad) for v in heen.verliezen if v.reden.weg]
    for stappen in sorted(weg, key=lambda s: [(isinstance(x, int), x) for x in s], reverse=True):
        del _op(verwacht, stappen[:-1])[stappen[-1]]
    return _zonder_leeg(verwacht)


def _zet(deel: Any, stappen: list[str | int]) -> None:
    for stap in stappen[:-1]:
        if isinstance(deel, dict) and (stap not in deel or deel[stap] is ANDERS):
            deel[stap] = {}
        deel = deel[stap]
    deel[stappen[-1]] = ANDERS


def _zonder_leeg(deel: Any) -> Any:
    """Empty values count as absent; an element of a list keeps its place."""
    if isinstance(deel, dict):
        schoon = {naam: _zonder_leeg(waarde) for naam, waarde in deel.items()}
        return {naam: waarde for naam, waarde in schoon.items() if waarde is ANDERS or waarde not in ("", [], {})}
    return [_zonder_leeg(lid) for lid in deel] if isinstance(deel, list) else deel


def _gelijk(verwacht: Any, terug: Any) -> bool:
    if verwacht is ANDERS:
        return True
    if isinstance(verwacht, dict) and isinstance(terug, dict | None.__class__):
        terug = terug or {}
        return all(_gelijk(verwacht.get(n), terug.get(n)) for n in verwacht.keys() | terug.keys())
    if isinstance(verwacht, list) and isinstance(terug, list) and len(verwacht) == len(terug):
        return all(map(_gelijk, verwacht, terug))
    return bool(verwacht == terug)


TABEL = {
    (Soort.WERKZOEKENDE, Versie.V2): {
        "bemiddelingsberoep", "bemiddelingsberoep.beroepsnaamGecodeerd.omschrijvingBeroepsnaam",
        "bemiddelingsberoep.beroepsnaamGecodeerd.codeBeroepsnaam",
        "arbeidsmarktkwalificatie.werkervaring.beroep",
        "arbeidsmarktkwalificatie.werkervaring.beroep.beroepsnaamGecodeerd.omschrijvingBeroepsnaam",
        "arbeidsmarktkwalificatie.werkervaring.beroep.beroepsnaamGecodeerd.codeBeroepsnaam",
        "arbeidsmarktkwalificatie.werkervaring.toelichtingWerkervaring",
        "arbeidsmarktkwalificatie.gedragscompetentie", "arbeidsmarktkwalificatie.vakvaardigheid",
        "arbeidsmarktkwalificatie.opleiding.opleidingsnaam",
        "flexibiliteit.codeRegiostraal", "voorkeursland", "indicatieLdrRegistratie", "mobiliteit",
    },
    (Soort.WERKZOEKENDE, Versie.V3): {
        "bemiddelingsberoep", "bemiddelingsberoep.codeBeroepsnaam",
        "arbeidsmarktkwalificatie.werkervaring.beroep", "arbeidsmarktkwalificatie.werkervaring.beroep.codeBeroepsnaam",
        "arbeidsmarktkwalificatie.werkervaring.toelichtingWerkervaring",
        "arbeidsmarktkwalificatie.competentiebeheersing", "arbeidsmarktkwalificatie.interesse",
        "arbeidsmarktkwalificatie.cursus.indicatieCertificaat", "arbeidsmarktkwalificatie.cursus.toelichtingCursus",
        "arbeidsmarktkwalificatie.cursus.datumAanvangVolgenCursus",
        "arbeidsmarktkwalificatie.cursus.datumEindeVolgenCursus",
        "arbeidsmarktkwalificatie.cursus.naamOpleidingsinstituut",
        "arbeidsmarktkwalificatie.opleiding.toelichtingOpleiding",
        "arbeidsmarktkwalificatie.opleiding.codeStatusOpleiding",
        "arbeidsmarktkwalificatie.opleiding.datumAanvangVolgenOpleiding",
        "arbeidsmarktkwalificatie.opleiding.datumEindeVolgenOpleiding",
        "arbeidsmarktkwalificatie.opleiding.naamOpleidingsinstituut",
        "vervoermiddel.codeVervoermiddel", "webadres",
    },
    (Soort.VACATURE, Versie.V2): {
        "beroep", "beroep.beroepsnaamGecodeerd.omschrijvingBeroepsnaam", "beroep.beroepsnaamGecodeerd.codeBeroepsnaam",
        "naamVacature", "gedragscompetentie", "vakvaardigheid", "opleiding.opleidingsnaam",
        "werkgever.adresHouding", "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
        "arbeidsVoorwaarden.datumAanvangWerkzaamheden", "flexibiliteit.codeRegiostraal", "indicatieLdrRegistratie",
    },
    (Soort.VACATURE, Versie.V3): {
        "beroep", "beroep.codeBeroepsnaam", "competentiebeheersing", "opleiding.toelichtingOpleiding", "adres",
        "naamVacature", "omschrijvingVacature", "arbeidsVoorwaarden.omschrijvingArbeidsvoorwaarden",
        "cursus.indicatieCertificaat", "cursus.toelichtingCursus", "vervoermiddel.codeVervoermiddel",
        "werkgever.handelsnaamOrganisatie", "werkgever.webadres", "sollicitatiewijze.webadres",
    },
}  # fmt: skip
"""All that a translation from this version may lose or change: the translator table of the release notes."""


@pytest.mark.parametrize(("soort", "van"), TABEL, ids=str)
def test_nothing_is_lost_but_what_the_table_says(soort, van):
    gezien = {
        re.sub(r"\[\d+\]", "", verlies.pad)
        for fase in Fase
        for omzetting in (GEEN_OMZETTING, OMZETTING)
        for record in records(soort, fase, van)
        for verlies in vertaal(soort, fase, andere(van), record, omzetting).verliezen
    }
    adres = {pad for pad in gezien if pad.startswith("werkgever.adresHouding.")}
    assert gezien - adres <= TABEL[soort, van]
    assert TABEL[soort, van] <= gezien
    assert bool(adres) is ((soort, van) == (Soort.VACATURE, Versie.V2))


def _v2_vacature(*adressen: dict[str, Any], **velden: Any) -> dict[str, Any]:
    return {"idVacature": "v-1", "werkgever": {"adresHouding": list(adressen)}, **velden}


def _adres(functie: str, postcode: str | None, **straat: Any) -> dict[str, Any]:
    details = {"adresDetails": {"straatadres": straat}} if straat else {}
    nederland = {"postcode": postcode} if postcode else {"woonplaatsnaam": "Ergens"}
    return {"codeFunctieAdres": functie, "adres": {"adresNederland": {**nederland, **details}}}


@pytest.mark.parametrize(
    ("adressen", "postcode"),
    [
        ([_adres("C", "1111AA"), _adres("V", "2222AA"), _adres("E", "3333AA")], "3333AA"),
        ([_adres("C", "1111AA"), _adres("V", "2222AA"), _adres("E", None)], "2222AA"),
        ([_adres("W", "2222AA"), _adres("C", "1111AA")], "1111AA"),
        ([_adres("E", "3333AA"), _adres("E", "4444AA")], "3333AA"),
        ([_adres("W", "2222AA")], None),
        ([], None),
    ],
)
def test_the_address_of_a_vacancy_is_where_the_work_is(adressen, postcode):
    vertaling = vertaal(Soort.VACATURE, Fase.DETAIL, Versie.V3, _v2_vacature(*adressen))
    assert vertaling.record is not None
    assert vertaling.record.get("adres", {}).get("postcode") == postcode
    weg = {v.pad for v in vertaling.verliezen if v.reden is Reden.NIET_GEKOZEN}
    assert len(weg) == len(adressen) - (postcode is not None)


def test_letter_and_addition_of_a_house_number_become_one():
    houding = _adres("E", "3511AA", straatnaam="Straat", huisnummer=1, huisletter="d", huisnummertoevoeging="bis")
    record = vertaal(Soort.VACATURE, Fase.DETAIL, Versie.V3, _v2_vacature(houding)).record
    assert record is not None
    assert record["adres"] == {
        "postcode": "3511AA", "straatnaam": "Straat", "huisnummer": 1, "huisnummertoevoeging": "dbis",
    }  # fmt: skip


def test_texts_without_a_code_are_kept_where_there_is_room():
    vacature = _v2_vacature(
        _adres("E", "3511AA"),
        beroep={"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "Bakker"}},
        opleiding=[
            {
                "opleidingsnaam": {
                    "opleidingsnaamOngecodeerd": {"naamOpleidingOngecodeerd": "A", "omschrijvingOpleiding": "B"}
                }
            }
        ],
        flexibiliteit={"datumAanvangBeschikbaarVoorWerk": "2026-01-01"},
    )
    record = vertaal(Soort.VACATURE, Fase.DETAIL, Versie.V3, vacature).record
    assert record == {
        "idVacature": "v-1",
        "adres": {"postcode": "3511AA"},
        "naamVacature": "Bakker",
        "opleiding": [{"toelichtingOpleiding": "A\nB"}],
        "arbeidsVoorwaarden": {"datumAanvangWerkzaamheden": "2026-01-01"},
    }
    vol = {
        "arbeidsmarktkwalificatie": {"werkervaring": [{"beroep": vacature["beroep"], "toelichtingWerkervaring": "x"}]}
    }
    werk = vertaal(Soort.WERKZOEKENDE, Fase.DETAIL, Versie.V3, vol).record
    assert werk == {"arbeidsmarktkwalificatie": {"werkervaring": [{"toelichtingWerkervaring": "Bakker\nx"}]}}


def test_a_record_is_its_own_translation_where_both_versions_are_alike():
    gelijk = {
        "idWerkzoekende": "w-1",
        "contractvorm": [{"codeTypeArbeidscontract": "B"}],
        "mobiliteit": {"bemiddelingspostcode": "3511AA", "maximaleReisafstand": 10},
        "werktijden": {"aantalWerkurenPerWeekMaximaal": 36},
        "sector": [],
    }
    for naar in Versie:
        vertaling = vertaal(Soort.WERKZOEKENDE, Fase.DETAIL, naar, gelijk)
        assert orjson.dumps(vertaling.record) == orjson.dumps(gelijk)
        assert vertaling.verliezen == ()
