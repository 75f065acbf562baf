"""Records: given back as delivered, stored once, replaced per source, shown to whom the ground allows."""

import asyncio
import hashlib
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, func, select

from app.domain.ports import Aangeleverd, Wijziging
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.errors import InterneFout
from app.models.identiteit import RecordID
from app.models.partijen import Grondslag, Inzage, Partijklasse, Soort
from app.storage.db import Database, Motoren
from app.storage.tables import DOSSIERS, SELECTIES, TALEN, werkzoekende_beroep
from tests.builders import een_record, een_vraag
from tests.storage.hulp import NU, SUWI, aangeleverd, bewaar, grond, in_delen, nieuwe_bron, zoek
from tests.strategies import records

NIEUW, GEWIJZIGD, ONGEWIJZIGD = Wijziging.NIEUW, Wijziging.GEWIJZIGD, Wijziging.ONGEWIJZIGD
gedeelde_fixtures = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def _veel(soort: Soort, *ids: str, **over: Any) -> list[Aangeleverd]:
    return [aangeleverd(soort, een_record(soort, **over), id_) for id_ in ids]


async def _ids(database: Database, bron: Any, soort: Soort, *ids: str) -> set[str]:
    async with database.lezen() as lezer:
        return {id_ for id_ in ids if await lezer.dossiers.open(bron, soort, RecordID(id_), SUWI)}


@pytest.mark.parametrize("soort", Soort)
@gedeelde_fixtures
@given(data=st.data())
async def test_a_record_comes_back_as_delivered(database: Database, soort: Soort, data: st.DataObject) -> None:
    record, inspringing = data.draw(records(soort)), data.draw(st.sampled_from((0, orjson.OPT_INDENT_2)))
    geleverd = aangeleverd(soort, record)
    inhoud = orjson.dumps(record, option=inspringing)
    bron = nieuwe_bron()
    await bewaar(database, bron, soort, [Aangeleverd(geleverd.id, inhoud, record)])
    async with database.lezen() as lezer:
        dossier = await lezer.dossiers.open(bron, soort, geleverd.id, SUWI)
    assert dossier is not None
    assert (dossier.id, dossier.versie, dossier.inhoud) == (geleverd.id, "3.0.0", inhoud)
    assert dossier.grondslag == grond(soort)


@pytest.mark.parametrize("soort", Soort)
async def test_delivering_again_changes_nothing(database: Database, soort: Soort) -> None:
    bron, batch = nieuwe_bron(), _veel(soort, "r-1", "r-2")
    assert await bewaar(database, bron, soort, batch) == {NIEUW: 2}
    assert await bewaar(database, bron, soort, batch) == {ONGEWIJZIGD: 2}
    anders = _veel(soort, "r-2", werktijden={"aantalWerkurenPerWeekMaximaal": 8})
    assert await bewaar(database, bron, soort, [*batch, *anders, *_veel(soort, "r-3")]) == {
        ONGEWIJZIGD: 1,
        GEWIJZIGD: 1,
        NIEUW: 1,
    }
    async with database.lezen() as lezer:
        assert await lezer.dossiers.aantal(bron, soort) == 3


@pytest.mark.parametrize("soort", Soort)
async def test_the_last_one_wins_within_a_batch(database: Database, soort: Soort) -> None:
    bron = nieuwe_bron()
    eerst = _veel(soort, "r-1")
    laatst = _veel(soort, "r-1", werktijden={})
    assert await bewaar(database, bron, soort, [*eerst, *laatst]) == {NIEUW: 1}
    async with database.lezen() as lezer:
        dossier = await lezer.dossiers.open(bron, soort, RecordID("r-1"), SUWI)
    assert dossier is not None
    assert dossier.inhoud == laatst[0].inhoud


async def test_freshness(database_url: str, kaart: Postcodekaart) -> None:
    soort, bron, nu = Soort.VACATURE, nieuwe_bron(), [100.0]
    database = Database(database_url, kaart=kaart, klok=lambda: nu[0])
    verwacht = []
    for moment, over in ((100.0, {}), (200.0, {}), (300.0, {"naamVacature": "Anders"})):
        nu[0] = moment
        await bewaar(database, bron, soort, _veel(soort, "r-1", **over))
        verwacht.append(await _versheid(database_url, soort, bron))
    await database.sluit()
    assert verwacht == [(100, 100, 100), (100, 100, 200), (100, 300, 300)]


async def _versheid(url: str, soort: Soort, bron: str) -> tuple[int, ...]:
    t = DOSSIERS[soort]
    opdracht = select(t.c.aangemaakt_op, t.c.gewijzigd_op, t.c.bevestigd_op).where(t.c.bron_oin == str(bron))
    motoren = Motoren(url)
    try:
        async with motoren.lezen() as verbinding:
            return tuple((await verbinding.voer_uit(opdracht)).one())
    finally:
        await motoren.sluit()


@pytest.mark.parametrize("soort", Soort)
async def test_removal_leaves_nothing_behind(database: Database, database_url: str, soort: Soort) -> None:
    bron, ander = nieuwe_bron(), nieuwe_bron()
    for wie in (bron, ander):
        await bewaar(database, wie, soort, _veel(soort, "r-1"))
    async with database.schrijven() as opslag:
        assert await opslag.dossiers.verwijder(bron, soort, RecordID("r-1"))
        assert not await opslag.dossiers.verwijder(bron, soort, RecordID("r-1"))
    tabellen = [DOSSIERS[soort], SELECTIES[soort], TALEN[soort]]
    tabellen += [werkzoekende_beroep] if soort is Soort.WERKZOEKENDE else []
    assert await _tel(database_url, tabellen, bron) == [0] * len(tabellen)
    assert await _tel(database_url, tabellen, ander) == [1] * len(tabellen)


async def _tel(url: str, tabellen: list[Table], bron: str) -> list[int]:
    motoren = Motoren(url)
    try:
        async with motoren.lezen() as verbinding:
            vragen = [select(func.count()).select_from(t).where(t.c.bron_oin == str(bron)) for t in tabellen]
            return [(await verbinding.voer_uit(vraag)).scalar_one() for vraag in vragen]
    finally:
        await motoren.sluit()


async def test_replacement_touches_this_source_and_kind_only(database: Database) -> None:
    bron, ander = nieuwe_bron(), nieuwe_bron()
    for wie in (bron, ander):
        for soort in Soort:
            await bewaar(database, wie, soort, _veel(soort, *(f"r-{n}" for n in range(6))))
    soort = Soort.WERKZOEKENDE
    async with database.schrijven() as opslag:
        await opslag.dossiers.bewaar(bron, soort, "3.0.0", grond(soort), _veel(soort, "r-9"))
        weg = await opslag.dossiers.verwijder_behalve(bron, soort, in_delen(["r-1", "r-9"], [], ["r-4", "r-1"]))
    assert weg == 4
    alle = tuple(f"r-{n}" for n in range(10))
    assert await _ids(database, bron, soort, *alle) == {"r-1", "r-4", "r-9"}
    assert await _ids(database, bron, Soort.VACATURE, *alle) == set(alle[:6])
    assert await _ids(database, ander, soort, *alle) == set(alle[:6])


async def test_replacing_twice_in_one_transaction_and_then_keeping_nothing(database: Database) -> None:
    bron, soort = nieuwe_bron(), Soort.VACATURE
    await bewaar(database, bron, soort, _veel(soort, "r-1", "r-2", "r-3"))
    async with database.schrijven() as opslag:
        assert await opslag.dossiers.verwijder_behalve(bron, soort, in_delen(["r-1", "r-2"])) == 1
        assert await opslag.dossiers.verwijder_behalve(bron, soort, in_delen(["r-1"])) == 1
    async with database.schrijven() as opslag:
        assert await opslag.dossiers.verwijder_behalve(bron, soort, in_delen()) == 1


async def test_an_error_undoes_the_whole_replacement(database: Database) -> None:
    bron, soort = nieuwe_bron(), Soort.WERKZOEKENDE
    await bewaar(database, bron, soort, _veel(soort, "r-1", "r-2"))
    with pytest.raises(RuntimeError, match="halverwege"):
        await _vervang_half(database, bron, soort)
    assert await _ids(database, bron, soort, "r-1", "r-2", "r-3") == {"r-1", "r-2"}


async def _vervang_half(database: Database, bron: Any, soort: Soort) -> None:
    async with database.schrijven() as opslag:
        await opslag.dossiers.bewaar(bron, soort, "3.0.0", grond(soort), _veel(soort, "r-3"))
        await opslag.dossiers.verwijder_behalve(bron, soort, in_delen(["r-3"]))
        raise RuntimeError("halverwege")


async def test_a_reader_sees_no_half_replacement(database: Database, kaart: Postcodekaart) -> None:
    bron, soort = nieuwe_bron(), Soort.WERKZOEKENDE
    await bewaar(database, bron, soort, _veel(soort, "r-1", "r-2"))
    vraag = ontleed(soort, een_vraag(soort))
    async with database.lezen() as lezer:
        voor = {str(m.id) for m in (await zoek(lezer.dossiers, bron, vraag, kaart)).matches}
        async with database.schrijven() as opslag:
            await opslag.dossiers.bewaar(bron, soort, "3.0.0", grond(soort), _veel(soort, "r-3"))
            await opslag.dossiers.verwijder_behalve(bron, soort, in_delen(["r-3"]))
        na = {str(m.id) for m in (await zoek(lezer.dossiers, bron, vraag, kaart)).matches}
        geopend = await lezer.dossiers.open(bron, soort, RecordID("r-1"), SUWI)
    assert voor == na == {"r-1", "r-2"}
    assert geopend is not None
    assert await _ids(database, bron, soort, "r-1", "r-2", "r-3") == {"r-3"}


async def test_deliveries_at_the_same_time_lose_nothing(database: Database, database_url: str) -> None:
    bron, soort, ids = nieuwe_bron(), Soort.WERKZOEKENDE, [f"r-{n}" for n in range(8)]
    batches = [
        _veel(soort, *(ids if n % 2 else ids[::-1]), werktijden={"aantalWerkurenPerWeekMaximaal": n}) for n in range(6)
    ]
    await asyncio.gather(*(bewaar(database, bron, soort, batch) for batch in batches))
    assert await _tel(database_url, [DOSSIERS[soort], SELECTIES[soort], TALEN[soort]], bron) == [8, 8, 8]


async def test_a_jobseeker_needs_a_legal_ground(database: Database) -> None:
    with pytest.raises(ValueError, match="legal ground"):
        async with database.schrijven() as opslag:
            await opslag.dossiers.bewaar(
                nieuwe_bron(), Soort.WERKZOEKENDE, "3.0.0", None, _veel(Soort.WERKZOEKENDE, "r-1")
            )


async def test_an_empty_batch_does_nothing(database: Database) -> None:
    for soort in Soort:
        assert await bewaar(database, nieuwe_bron(), soort, []) == {}


@pytest.mark.parametrize("klasse", Partijklasse)
@pytest.mark.parametrize("grondslag", Grondslag)
async def test_who_sees_which_jobseeker(
    database: Database, kaart: Postcodekaart, grondslag: Grondslag, klasse: Partijklasse
) -> None:
    bron, soort, wie = nieuwe_bron(), Soort.WERKZOEKENDE, Inzage(klasse, NU)
    ziet = grondslag is Grondslag.PUBLIEKE_TAAK and klasse is Partijklasse.SUWI
    async with database.schrijven() as opslag:
        await opslag.dossiers.bewaar(bron, soort, "3.0.0", grondslag, _veel(soort, "r-1"))
    async with database.lezen() as lezer:
        selectie = await zoek(lezer.dossiers, bron, ontleed(soort, een_vraag(soort)), kaart, wie=wie)
        dossier = await lezer.dossiers.open(bron, soort, RecordID("r-1"), wie)
    assert len(selectie.matches) == ziet
    assert (dossier is not None) == ziet
    if dossier is not None:
        assert (dossier.grondslag, dossier.contact_tot) == (grondslag, 0)


@pytest.mark.parametrize("klasse", Partijklasse)
async def test_everyone_sees_a_vacancy(database: Database, kaart: Postcodekaart, klasse: Partijklasse) -> None:
    bron, soort, wie = nieuwe_bron(), Soort.VACATURE, Inzage(klasse, NU)
    await bewaar(database, bron, soort, _veel(soort, "r-1"))
    async with database.lezen() as lezer:
        assert (await zoek(lezer.dossiers, bron, ontleed(soort, een_vraag(soort)), kaart, wie=wie)).matches
        assert await lezer.dossiers.open(bron, soort, RecordID("r-1"), wie)


async def test_maximum_and_flag_are_about_what_the_asker_may_see(database: Database, kaart: Postcodekaart) -> None:
    bron, soort = nieuwe_bron(), Soort.WERKZOEKENDE
    async with database.schrijven() as opslag:
        for grondslag, ids in ((Grondslag.TOESTEMMING, ("r-1", "r-2", "r-3")), (Grondslag.PUBLIEKE_TAAK, ("r-4",))):
            await opslag.dossiers.bewaar(bron, soort, "3.0.0", grondslag, _veel(soort, *ids))
    async with database.lezen() as lezer:
        selectie = await zoek(lezer.dossiers, bron, ontleed(soort, een_vraag(soort)), kaart, maximum=1)
    assert ([str(m.id) for m in selectie.matches], selectie.meer) == (["r-4"], False)


async def test_another_ground_decides_anew_who_may_see(database: Database) -> None:
    bron, soort, batch = nieuwe_bron(), Soort.WERKZOEKENDE, _veel(Soort.WERKZOEKENDE, "r-1")
    for grondslag, uitkomst, ziet in (
        (Grondslag.PUBLIEKE_TAAK, NIEUW, {"r-1"}),
        (Grondslag.TOESTEMMING, GEWIJZIGD, set()),
        (Grondslag.TOESTEMMING, ONGEWIJZIGD, set()),
        (Grondslag.PUBLIEKE_TAAK, GEWIJZIGD, {"r-1"}),
    ):
        async with database.schrijven() as opslag:
            assert await opslag.dossiers.bewaar(bron, soort, "3.0.0", grondslag, batch) == {uitkomst: 1}
        assert await _ids(database, bron, soort, "r-1") == ziet


async def test_sources_and_kinds_share_no_ids(database: Database) -> None:
    bron, ander = nieuwe_bron(), nieuwe_bron()
    await bewaar(database, bron, Soort.VACATURE, _veel(Soort.VACATURE, "r-1"))
    assert await _ids(database, bron, Soort.VACATURE, "r-1", "r-2") == {"r-1"}
    assert await _ids(database, bron, Soort.WERKZOEKENDE, "r-1") == set()
    assert await _ids(database, ander, Soort.VACATURE, "r-1") == set()


async def test_a_large_record_comes_back_whole(database: Database) -> None:
    soort, bron = Soort.VACATURE, nieuwe_bron()
    tekst = "".join(hashlib.sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(20_000))
    geleverd = aangeleverd(soort, een_record(soort, omschrijvingVacature=tekst), "r-1")
    await bewaar(database, bron, soort, [geleverd])
    async with database.lezen() as lezer:
        dossier = await lezer.dossiers.open(bron, soort, RecordID("r-1"), SUWI)
    assert dossier is not None
    assert dossier.inhoud == geleverd.inhoud


async def test_nobody_writes_in_a_read_transaction(database: Database) -> None:
    bron, soort = nieuwe_bron(), Soort.VACATURE
    with pytest.raises(InterneFout):
        async with database.lezen() as lezer:
            await lezer.dossiers.bewaar(bron, soort, "3.0.0", None, _veel(soort, "r-1"))
    assert await _ids(database, bron, soort, "r-1") == set()
