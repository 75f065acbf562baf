"""Across versions, over the official records: who asks in one version finds what is kept in the other.

What cannot be carried, and so is not expected here:
- a vacancy of version 2 without a Dutch postcode, for an asker of version 3: left out, and counted;
- from a source elsewhere, every vacancy of version 2: its match holds no postcode;
- without a crosswalk, anybody who is asked for by occupation.
All other official results are found, jobseekers without exception.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from app.domain.criteria import Selectievraag
from app.domain.ports import Bronregistratie
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed, schrijf
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting, vertaal, vertaal_vraag
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie
from app.settings import SANDBOX_OIN
from tests.keten.bronnen import Huis, bronnen_op, huis, kop, officieel, start_bronnen
from tests.models.officieel import rechter
from tests.storage.hulp import aangeleverd, grond

SOORTEN = {"werkzoekenden": Soort.WERKZOEKENDE, "vacatures": Soort.VACATURE}
ID = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}
CONTRACT = {"werkzoekenden": "WerkzoekendeProfielen", "vacatures": "Vacatures"}
MATCHSCHEMA = {"werkzoekenden": "MPWerkzoekendeMatch", "vacatures": "MPVacatureMatch"}
BRON = Oin(SANDBOX_OIN)
RICHTINGEN = pytest.mark.parametrize("van", Versie, ids=lambda v: f"records {v.kort}")


def andere(versie: Versie) -> Versie:
    return Versie.V3 if versie is Versie.V2 else Versie.V2


def _codes(van: Versie) -> Iterator[tuple[str, str]]:
    """A crosswalk for every code in the official records: nobody's real one."""
    gevonden = set()
    for soort in SOORTEN:
        for record in officieel(soort, "records", van.kort):
            beroepen = [*record.get("bemiddelingsberoep", []), record.get("beroep", {})]
            codes = [b.get("beroepsnaamGecodeerd", {}) if van is Versie.V2 else b for b in beroepen]
            gevonden.update(code.get("codeBeroepsnaam") for code in codes)
    for nummer, code in enumerate(sorted(filter(None, gevonden))):
        yield (code, f"urn:beroep:{code}") if van is Versie.V2 else (str(nummer), code)


@pytest.fixture
def omzetting(tmp_path: Path, van: Versie) -> Path:
    pad = tmp_path / "omzetting.csv"
    pad.write_text("boc;uri\n" + "".join(f"{boc};{uri}\n" for boc, uri in _codes(van)), encoding="utf-8")
    return pad


class Geval(NamedTuple):
    """An official case, in the words of the other version; ``vraag`` None: that version cannot ask it."""

    vraag: Selectievraag | None
    verwacht: list[dict[str, Any]]


def _gevallen(soort: str, van: Versie, omzetting: Beroepenomzetting) -> Iterator[Geval]:
    for geval in officieel(soort, "gevallen", van.kort):
        gelezen = ontleed(SOORTEN[soort], geval["vraagObject"], van)
        yield Geval(vertaal_vraag(gelezen, andere(van), omzetting).vraag, geval["verwacht"])


async def _laad(h: Huis, van: Versie) -> None:
    await h.registreer(Bronregistratie(BRON, "Eigen bron"))
    for naam, soort in SOORTEN.items():
        records = [aangeleverd(soort, record) for record in officieel(naam, "records", van.kort)]
        async with h.samenstel.database.schrijven() as opslag:
            await opslag.dossiers.bewaar(BRON, soort, van, grond(soort), records)


async def _vraag(h: Huis, basis: str, versie: Versie, soort: str, vraag: Selectievraag) -> Any:
    koppen = {"X-VUM-berichtVersie": versie.value, "API-Version": versie.value, "X-VUM-SUWIparty": "true"}
    url = f"http://node{basis}/{versie.kort}/{CONTRACT[soort][0].lower()}{CONTRACT[soort][1:]}/matches"
    antwoord = await h.klant.post(url, json={"vraagObject": schrijf(vraag)}, headers=koppen)
    assert antwoord.status_code == 200, antwoord.text
    return antwoord


@RICHTINGEN
@pytest.mark.parametrize("soort", SOORTEN)
async def test_records_in_this_node(sqlite_url: str, kaart: Postcodekaart, omzetting: Path, van: Versie, soort: str):
    tabel, naar = Beroepenomzetting.lees(omzetting), andere(van)
    officiele = rechter(f"{naar.kort}/VUM-Bron-{CONTRACT[soort]}", MATCHSCHEMA[soort], beslist=False)
    alle = {r[ID[SOORTEN[soort]]]: r for r in officieel(soort, "records", van.kort)}
    gezien = onvertaald = 0
    async with huis(sqlite_url, kaart, beroepen_omzetting=omzetting) as h:
        await _laad(h, van)
        for vraag, verwacht in _gevallen(soort, van, tabel):
            assert vraag is not None
            antwoord = await _vraag(h, "/bron/api", naar, soort, vraag)
            matches = antwoord.json()["matches"]
            ids = {match[ID[SOORTEN[soort]]] for match in matches}
            kan = {v[ID[SOORTEN[soort]]] for v in verwacht if _kan(SOORTEN[soort], naar, alle[v[ID[SOORTEN[soort]]]])}
            assert kan <= ids
            assert all(officiele.is_valid(match) for match in matches)
            gezien, onvertaald = gezien + len(kan), onvertaald + len(verwacht) - len(kan)
    assert gezien > 40
    assert bool(onvertaald) is ((soort, van) == ("vacatures", Versie.V2))


def _kan(soort: Soort, naar: Versie, record: dict[str, Any]) -> bool:
    vertaald = vertaal(soort, Fase.DETAIL, naar, record, GEEN_OMZETTING).record
    return vertaald is not None and matchprofiel(soort, vertaald, naar) is not None


@contextmanager
def _bronnen(van: Versie) -> Iterator[list[Bronregistratie]]:
    with start_bronnen(3, versie=van.kort) as adres:
        yield [replace(bron, versie=van.value) for bron in bronnen_op(adres, ["bron0", "bron1", "bron2"])]


@RICHTINGEN
async def test_jobseekers_of_sources_elsewhere(sqlite_url: str, kaart: Postcodekaart, omzetting: Path, van: Versie):
    tabel, naar, soort = Beroepenomzetting.lees(omzetting), andere(van), Soort.WERKZOEKENDE
    officiele = rechter(f"{naar.kort}/VUM-Bemiddelaar-WerkzoekendeProfielen", "MPWerkzoekendeMatch", beslist=False)
    gezien, vum_id = 0, ""
    async with huis(sqlite_url, kaart, beroepen_omzetting=omzetting) as h:
        with _bronnen(van) as bronnen:
            await h.registreer(*bronnen)
            for vraag, verwacht in _gevallen("werkzoekenden", van, tabel):
                assert vraag is not None
                antwoord = await _vraag(h, "/api", naar, "werkzoekenden", vraag)
                matches = antwoord.json()["matches"]
                assert kop(antwoord)["geantwoord"] == 3
                assert all(officiele.is_valid(match) for match in matches)
                profielen = {_kaal(match): match["vumID"] for match in matches}
                for v in verwacht:
                    vertaald = vertaal(soort, Fase.MATCH, naar, v, tabel).record
                    assert vertaald is not None
                    assert _kaal(vertaald) in profielen
                    gezien, vum_id = gezien + 1, profielen[_kaal(vertaald)]
            koppen = {"X-VUM-berichtVersie": naar.value, "API-Version": naar.value}
            detail = await h.klant.get(f"http://node/api/{naar.kort}/werkzoekendeProfielen/{vum_id}", headers=koppen)
            assert detail.status_code == 200
            contract = f"{naar.kort}/VUM-Bemiddelaar-WerkzoekendeProfielen"
            assert rechter(contract, "Werkzoekende", beslist=False).is_valid(detail.json()["werkzoekende"])
    assert gezien > 40


def _kaal(match: dict[str, Any]) -> bytes:
    """A match without its ids and without what is empty."""
    return orjson.dumps(
        _zonder_leeg({n: w for n, w in match.items() if n not in {"vumID", "idWerkzoekende"}}), option=32
    )


def _zonder_leeg(deel: Any) -> Any:
    if isinstance(deel, dict):
        return {n: schoon for n, w in deel.items() if (schoon := _zonder_leeg(w)) not in ([], {})}
    return [s for lid in deel if (s := _zonder_leeg(lid)) not in ([], {})] if isinstance(deel, list) else deel


@pytest.mark.parametrize("van", [Versie.V2])
async def test_vacancies_of_version_2_elsewhere_are_left_out_of_version_3_and_counted(
    sqlite_url: str, kaart: Postcodekaart, van: Versie
):
    overal = ontleed(Soort.VACATURE, {"selectiegebied": {"postcode": "3511AA", "afstand": 999}})
    async with huis(sqlite_url, kaart) as h:
        with _bronnen(van) as bronnen:
            await h.registreer(*bronnen)
            in_v3 = await _vraag(h, "/api", Versie.V3, "vacatures", overal)
            in_v2 = await _vraag(h, "/api", Versie.V2, "vacatures", replace(overal, versie=Versie.V2))
    assert in_v3.json()["matches"] == []
    assert in_v3.json()["maximumAantalResultatenBereikt"] is False
    assert kop(in_v3) == {"bevraagd": 3, "geantwoord": 3, "begrensd": 0, "niet-vertaald": 127}
    assert len(in_v2.json()["matches"]) == 100
    assert "niet-vertaald" not in kop(in_v2)


@RICHTINGEN
async def test_without_a_crosswalk_nobody_is_found_by_occupation(sqlite_url: str, kaart: Postcodekaart, van: Versie):
    """Rather nobody than somebody who was not asked for."""
    naar, soort = andere(van), Soort.WERKZOEKENDE
    code = next(code for code, _ in _codes(van)) if van is Versie.V2 else next(uri for _, uri in _codes(van))
    naam = "beroep.codeBeroepsnaam" if naar is Versie.V3 else "beroepsnaamGecodeerd.codeBeroepsnaam"
    beroep = {"bemiddelingsberoep": {"$elemMatch": {"$or": [{naam: {"$eq": code if naar is Versie.V3 else "1"}}]}}}
    gebied = {"selectiegebied": {"postcode": "3511AA", "afstand": 999}}
    async with huis(sqlite_url, kaart) as h:
        await _laad(h, van)
        met = await _vraag(h, "/api", naar, "werkzoekenden", ontleed(soort, gebied | beroep, naar))
        zonder = await _vraag(h, "/api", naar, "werkzoekenden", ontleed(soort, gebied, naar))
    assert met.json()["matches"] == []
    assert len(zonder.json()["matches"]) == 100


async def test_the_processing_record_says_in_which_version_somebody_was_shown(sqlite_url: str, kaart: Postcodekaart):
    async with huis(sqlite_url, kaart) as h:
        await _laad(h, Versie.V2)
        gebied = {"selectiegebied": {"postcode": "3511AA", "afstand": 999}}
        for versie in Versie:
            vraag = ontleed(Soort.WERKZOEKENDE, gebied, versie)
            match = (await _vraag(h, "/bron/api", versie, "werkzoekenden", vraag)).json()["matches"][0]
            id_ = RecordID(match["idWerkzoekende"])
            (*_, blik) = await h.samenstel.verantwoording.wie(BRON, id_)
            assert ("+2.0.0" in blik.velden) is (versie is Versie.V2)
