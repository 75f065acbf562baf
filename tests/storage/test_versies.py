"""Records of both versions in one store: a question of either finds exactly what its reference accepts."""

from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.bron import Bronrol
from app.domain.criteria import Element, En, Of, Operator, Selectievraag, Vergelijking
from app.domain.matching import past
from app.domain.ports import Selectie
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting, vertaal, vertaal_vraag
from app.models.errors import OnbekendRecord
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie
from app.storage.db import Database
from tests.builders import een_record, een_vraag
from tests.storage.hulp import SUWI, aangeleverd, grond, nieuwe_bron
from tests.strategies import BEROEPEN, records, vragen

rustig = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
OMZETTING = Beroepenomzetting([("10", BEROEPEN[0]), ("11", BEROEPEN[0]), ("20", BEROEPEN[1]), ("10", BEROEPEN[2])])
OVERAL = {"postcode": "3511AA", "afstand": 5}


def _v2(soort: Soort, record: dict[str, Any], kaal: bool) -> dict[str, Any]:
    vertaald = vertaal(soort, Fase.DETAIL, Versie.V2, record, OMZETTING).record
    assert vertaald is not None
    if kaal:
        vertaald.pop("werkgever", None)
    return vertaald


async def _bewaar(opslag: Database, bron: Oin, soort: Soort, versie: Versie, alle: dict[str, dict[str, Any]]) -> None:
    geleverd = [aangeleverd(soort, record, id_) for id_, record in alle.items()]
    async with opslag.schrijven() as transactie:
        await transactie.dossiers.bewaar(bron, soort, versie, grond(soort), geleverd)


async def _zoek(
    opslag: Database, kaart: Postcodekaart, bron: Oin, vraag: Selectievraag, maximum: int = 100
) -> Selectie:
    async with opslag.lezen() as lezer:
        return await Bronrol(kaart, maximum, OMZETTING).zoek(lezer.dossiers, bron, vraag, SUWI)


def _in_versie(soort: Soort, van: Versie, naar: Versie, record: dict[str, Any]) -> dict[str, Any] | None:
    vertaald = record if van is naar else vertaal(soort, Fase.DETAIL, naar, record, OMZETTING).record
    return None if vertaald is None or matchprofiel(soort, vertaald, naar) is None else vertaald


def _alleen_gelijke_beroepen(vraag: Selectievraag) -> bool:
    """Across versions occupations compare with $eq alone: their order means nothing in the other list."""
    open_ = [vraag.criterium]
    while open_:
        match open_.pop():
            case Vergelijking(veld, operator, _):
                if veld.endswith("codeBeroepsnaam") and operator is not Operator.EQ:
                    return False
            case Element(_, eis):
                open_.append(eis)
            case En(delen) | Of(delen):
                open_ += delen
    return True


@pytest.mark.parametrize("soort", Soort)
@rustig
@given(data=st.data())
async def test_either_version_finds_what_its_reference_accepts(
    database: Database, kaart: Postcodekaart, soort: Soort, data: st.DataObject
) -> None:
    bron = nieuwe_bron()
    ruw = data.draw(st.lists(st.tuples(records(soort), st.booleans()), min_size=2, max_size=14))
    bevolking = {
        Versie.V3: {f"r-{n}": record for n, (record, _) in enumerate(ruw[::2])},
        Versie.V2: {f"s-{n}": _v2(soort, record, kaal) for n, (record, kaal) in enumerate(ruw[1::2])},
    }
    for versie, alle in bevolking.items():
        await _bewaar(database, bron, soort, versie, alle)
    gevraagd = [ontleed(soort, r) for r in data.draw(st.lists(vragen(soort), min_size=1, max_size=4))]
    for vraag_v3 in filter(_alleen_gelijke_beroepen, gevraagd):
        for vraag in filter(None, (vraag_v3, vertaal_vraag(vraag_v3, Versie.V2, OMZETTING).vraag)):
            verwacht = {
                id_
                for versie, alle in bevolking.items()
                for id_, record in alle.items()
                if (hier := _in_versie(soort, versie, vraag.versie, record)) is not None and past(vraag, hier, kaart)
            }
            selectie = await _zoek(database, kaart, bron, vraag)
            assert {str(m.id) for m in selectie.matches} == verwacht
            assert {m.versie for m in selectie.matches} <= {vraag.versie}
            assert not selectie.meer


@pytest.mark.parametrize("soort", Soort)
@pytest.mark.parametrize("versie", Versie)
async def test_a_record_comes_back_as_delivered_and_translated_for_the_other(
    database: Database, kaart: Postcodekaart, soort: Soort, versie: Versie
) -> None:
    bron, rol = nieuwe_bron(), Bronrol(kaart, 100)
    record = een_record(soort)
    if versie is Versie.V2:
        record = vertaal(soort, Fase.DETAIL, versie, record, GEEN_OMZETTING).record or {}
    geleverd = aangeleverd(soort, record, "r-1")
    await _bewaar(database, bron, soort, versie, {"r-1": record})
    async with database.lezen() as lezer:
        open_ = {v: await rol.open(lezer.dossiers, bron, soort, RecordID("r-1"), SUWI, versie=v) for v in Versie}
    assert open_[versie].inhoud == geleverd.inhoud
    (andere,) = set(Versie) - {versie}
    vertaald = vertaal(soort, Fase.DETAIL, andere, orjson.loads(geleverd.inhoud)).record
    assert orjson.loads(open_[andere].inhoud) == vertaald
    assert open_[andere].versie == andere


async def test_vacancies_without_a_postcode_are_everywhere_and_last(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.VACATURE, nieuwe_bron()
    met = {f"m-{n}": _v2(soort, een_record(soort), kaal=False) for n in range(3)}
    zonder = {f"z-{n}": _v2(soort, een_record(soort), kaal=True) for n in range(3)}
    await _bewaar(database, bron, soort, Versie.V2, met | zonder)
    ver = een_vraag(soort, selectiegebied={"postcode": "6211CZ", "afstand": 1})
    hier = een_vraag(soort)
    vraag = ontleed(soort, {k: v for k, v in hier.items() if k == "selectiegebied"}, Versie.V2)
    elders = replace(vraag, postcode=ver["selectiegebied"]["postcode"], afstand=1)
    onbekend = replace(vraag, postcode="0000AA")
    for gebied in (elders, onbekend):
        assert {str(m.id) for m in (await _zoek(database, kaart, bron, gebied)).matches} == set(zonder)
    assert {str(m.id) for m in (await _zoek(database, kaart, bron, vraag)).matches} == {*met, *zonder}
    vier = await _zoek(database, kaart, bron, vraag, maximum=4)
    assert set(met) <= {str(m.id) for m in vier.matches}
    assert vier.meer


async def test_version_3_leaves_them_out_and_counts_them(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.VACATURE, nieuwe_bron()
    met = {f"m-{n}": _v2(soort, een_record(soort), kaal=False) for n in range(3)}
    zonder = {f"z-{n}": _v2(soort, een_record(soort), kaal=True) for n in range(3)}
    await _bewaar(database, bron, soort, Versie.V2, met | zonder)
    vraag = ontleed(soort, {"selectiegebied": OVERAL})
    for maximum, niet_vertaald in ((100, 3), (4, 1), (3, 0)):
        selectie = await _zoek(database, kaart, bron, vraag, maximum=maximum)
        assert {str(m.id) for m in selectie.matches} == set(met)
        assert (selectie.meer, selectie.niet_vertaald) == (False, niet_vertaald)
    assert (await _zoek(database, kaart, bron, vraag, maximum=2)).meer
    async with database.lezen() as lezer:
        wel = await Bronrol(kaart, 100).open(lezer.dossiers, bron, soort, RecordID("z-0"), SUWI)
    assert orjson.loads(wel.inhoud)["idVacature"] == "z-0"  # a detail of version 3 needs no address


async def test_what_cannot_be_translated_is_as_good_as_absent(database: Database, kaart: Postcodekaart) -> None:
    soort, bron = Soort.WERKZOEKENDE, nieuwe_bron()
    await _bewaar(database, bron, soort, Versie.V2, {"r-1": {"mobiliteit": {"maximaleReistijd": 5}}})
    async with database.lezen() as lezer:
        rol = Bronrol(kaart, 100)
        assert (await rol.open(lezer.dossiers, bron, soort, RecordID("r-1"), SUWI, versie=Versie.V2)).versie == "2.0.0"
        with pytest.raises(OnbekendRecord):
            await rol.open(lezer.dossiers, bron, soort, RecordID("r-1"), SUWI, versie=Versie.V3)
