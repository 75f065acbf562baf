"""Reading through the drivers: one moment, no writing, no value in an error, and never long in the event loop."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text

from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.errors import InterneFout, NietBeschikbaar, VumFout
from app.models.partijen import Soort
from app.storage import lezing as module
from app.storage import verbinding
from app.storage.db import Database, Motoren
from app.storage.lezing import Lezers
from app.storage.opdrachten import Tekst
from app.storage.tables import bron
from tests.builders import een_record, een_vraag
from tests.storage.hulp import aangeleverd, bewaar, grond, in_delen, nieuwe_bron, zoek

TEL = select(func.count()).select_from(bron)
LANG = Tekst("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 300000) SELECT count(*) FROM r")


@pytest.fixture
async def lezers(database_url: str):
    zelf = Lezers(database_url, 2)
    yield zelf
    await zelf.sluit()


@pytest.fixture
async def motoren(database_url: str):
    zelf = Motoren(database_url, 2)
    yield zelf
    await zelf.sluit()


def _rij() -> dict[str, Any]:
    return {"oin": str(nieuwe_bron()), "naam": "geheime-waarde", "url": None, "versie": "3.0.0", "verwerker": None}


async def test_a_reader_sees_one_moment(lezers: Lezers, motoren: Motoren) -> None:
    async with lezers.lezen() as lezing:
        voor = (await lezing.voer_uit(TEL)).scalar_one()
        async with motoren.schrijven() as schrijver:
            await schrijver.voer_uit(insert(bron), _rij())
        assert (await lezing.voer_uit(TEL)).scalar_one() == voor
    async with lezers.lezen() as lezing:
        assert (await lezing.voer_uit(TEL)).scalar_one() == voor + 1


@pytest.mark.parametrize(
    "opdracht", ["DELETE FROM bron", "UPDATE bron SET naam = 'x'", "CREATE TABLE nieuw (a integer)"]
)
async def test_a_reader_cannot_write(lezers: Lezers, motoren: Motoren, opdracht: str) -> None:
    async with motoren.schrijven() as schrijver:
        await schrijver.voer_uit(insert(bron), _rij())
    with pytest.raises(VumFout):
        async with lezers.lezen() as lezing:
            await lezing.voer_uit(Tekst(opdracht))
    with pytest.raises(InterneFout):
        async with lezers.lezen() as lezing:
            await lezing.voer_uit(insert(bron), [_rij()])
    async with lezers.lezen() as lezing:
        assert [rij.naam for rij in await lezing.voer_uit(select(bron.c.naam))] == ["geheime-waarde"]


async def test_a_broken_statement_says_what_is_wrong(lezers: Lezers) -> None:
    with pytest.raises(VumFout) as gevangen:
        async with lezers.lezen() as lezing:
            await lezing.voer_uit(text("SELECT 1 FROM bestaat_niet"))
    assert "bestaat_niet" in str(gevangen.value.__cause__)
    async with lezers.lezen() as lezing:
        assert (await lezing.voer_uit(text("SELECT 1 AS een"))).first()[0] == 1


async def test_who_waits_too_long_for_a_connection_hears_so(lezers: Lezers, monkeypatch: pytest.MonkeyPatch) -> None:
    async with lezers.lezen(), lezers.lezen():
        monkeypatch.setattr(verbinding, "WACHTTIJD", 0.05)
        with pytest.raises(NietBeschikbaar):
            async with lezers.lezen():
                pytest.fail("more connections than allowed")
    async with lezers.lezen() as lezing:
        assert (await lezing.voer_uit(TEL)).scalar_one() == 0


async def test_a_broken_connection_is_replaced(postgresql_url: str) -> None:
    lezers, ander = Lezers(postgresql_url), Motoren(postgresql_url)
    try:
        async with lezers.lezen() as lezing:
            await lezing.voer_uit(TEL)
            verbroken = lezing._kanaal
        async with ander.schrijven() as schrijver:
            weg = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            await schrijver.voer_uit(text(weg + " AND pid <> pg_backend_pid()"))
        while verbroken.bruikbaar():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)
        async with lezers.lezen() as lezing:
            assert (await lezing.voer_uit(TEL)).scalar_one() == 0
    finally:
        await lezers.sluit()
        await ander.sluit()


async def test_a_long_read_leaves_the_event_loop_to_others(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GEDULD", 0.0)
    lezers = Lezers(sqlite_url, 1)
    try:
        async with lezers.lezen() as lezing:
            taak = asyncio.create_task(lezing.voer_uit(LANG))
            beurten = 0
            while not taak.done():
                beurten += 1
                await asyncio.sleep(0)
            assert (await taak).scalar_one() == 300_000
        assert beurten > 1
    finally:
        await lezers.sluit()


async def test_who_goes_away_from_a_long_read_leaves_a_good_connection(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GEDULD", 0.0)
    lezers, eindeloos = Lezers(sqlite_url, 1), Tekst(LANG.sql.replace("300000", "3000000000"))

    async def lees() -> None:
        async with lezers.lezen() as lezing:
            await lezing.voer_uit(eindeloos)

    try:
        taak = asyncio.create_task(lees())
        while not any(kanaal._in_draad for kanaal in _kanalen(taak)):  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.01)
        taak.cancel()
        with pytest.raises(asyncio.CancelledError):
            await taak
        async with lezers.lezen() as lezing:
            assert (await lezing.voer_uit(TEL)).scalar_one() == 0
    finally:
        await lezers.sluit()


def _kanalen(taak: "asyncio.Task[None]") -> list[Any]:
    """The connection of a task that is reading, wherever it stands."""
    gevonden, wacht = [], taak.get_coro()
    while wacht is not None:
        zelf = getattr(getattr(wacht, "cr_frame", None), "f_locals", {}).get("self")
        gevonden += [zelf] if isinstance(zelf, module.Sqlitekanaal) else []
        wacht = getattr(wacht, "cr_await", None)
    return gevonden


async def test_readers_never_see_half_a_replacement(database: Database, kaart: Postcodekaart) -> None:
    """Questions run without end while a source replaces everything it has; each answer is of one delivery."""
    id_, soort, aantal = nieuwe_bron(), Soort.WERKZOEKENDE, 90
    vraag = ontleed(soort, een_vraag(soort))
    gezien, klaar = set(), asyncio.Event()

    def levering(uren: int) -> list[Any]:
        record = een_record(soort, werktijden={"aantalWerkurenPerWeekMaximaal": uren})
        return [aangeleverd(soort, record, f"r-{uren}-{n}") for n in range(aantal)]

    async def vraag_door() -> None:
        while not klaar.is_set():
            async with database.lezen() as lezer:
                matches = (await zoek(lezer.dossiers, id_, vraag, kaart)).matches
            gezien.add(frozenset(str(m.id).split("-")[1] for m in matches))
            assert len(matches) == aantal
            await asyncio.sleep(0)

    await bewaar(database, id_, soort, levering(12))
    vragers = [asyncio.create_task(vraag_door()) for _ in range(3)]
    for uren in (16, 20):
        async with database.schrijven() as opslag:
            for deel in range(0, aantal, 30):
                await opslag.dossiers.bewaar(id_, soort, "3.0.0", grond(soort), levering(uren)[deel : deel + 30])
            await opslag.dossiers.verwijder_behalve(id_, soort, in_delen([r.id for r in levering(uren)]))
    klaar.set()
    await asyncio.gather(*vragers)
    assert all(len(levering_) == 1 for levering_ in gezien)
    assert len(gezien) > 1
