"""Transactions: all or nothing, one moment for a reader, and errors that say what without saying whose."""

import asyncio
import socket
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, insert, select, text

from app.models.errors import InterneFout, NietBeschikbaar, VumFout
from app.storage import verbinding as module
from app.storage.db import Database, Motoren
from app.storage.tables import bron
from tests.storage.hulp import nieuwe_bron

GEHEIM = "geheime-waarde"


@pytest.fixture
async def motoren(database_url: str):
    zelf = Motoren(database_url, 2)
    yield zelf
    await zelf.sluit()


def _rij(oin: str | None = None) -> dict[str, str | None]:
    return {"oin": str(oin or nieuwe_bron()), "naam": GEHEIM, "url": None, "versie": "3.0.0", "verwerker": None}


async def _aantal(motoren: Motoren) -> int:
    async with motoren.lezen() as verbinding:
        return (await verbinding.voer_uit(select(func.count()).select_from(bron))).scalar_one()


async def test_a_good_block_stays_and_a_failed_one_does_not(motoren: Motoren) -> None:
    async with motoren.schrijven() as verbinding:
        await verbinding.voer_uit(insert(bron), [_rij(), _rij()])
    with pytest.raises(RuntimeError):
        await _schrijf_en_faal(motoren)
    assert await _aantal(motoren) == 2


async def _schrijf_en_faal(motoren: Motoren) -> None:
    async with motoren.schrijven() as verbinding:
        await verbinding.voer_uit(insert(bron), _rij())
        raise RuntimeError


async def test_a_cancelled_block_does_not_stay(motoren: Motoren) -> None:
    geschreven, nooit = asyncio.Event(), asyncio.Event()

    async def schrijf() -> None:
        async with motoren.schrijven() as verbinding:
            await verbinding.voer_uit(insert(bron), _rij())
            geschreven.set()
            await nooit.wait()

    taak = asyncio.create_task(schrijf())
    await geschreven.wait()
    taak.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taak
    assert await _aantal(motoren) == 0
    async with motoren.schrijven() as verbinding:
        await verbinding.voer_uit(insert(bron), _rij())
    assert await _aantal(motoren) == 1


async def test_a_reader_cannot_write(motoren: Motoren) -> None:
    with pytest.raises(VumFout):
        async with motoren.lezen() as verbinding:
            await verbinding.voer_uit(insert(bron), _rij())
    assert await _aantal(motoren) == 0


async def test_a_reader_sees_one_moment(motoren: Motoren) -> None:
    async with motoren.lezen() as verbinding:
        tel = select(func.count()).select_from(bron)
        voor = (await verbinding.voer_uit(tel)).scalar_one()
        async with motoren.schrijven() as schrijver:
            await schrijver.voer_uit(insert(bron), _rij())
        assert (await verbinding.voer_uit(tel)).scalar_one() == voor == 0
    assert await _aantal(motoren) == 1


async def test_an_error_of_the_block_itself_stays_what_it_is(motoren: Motoren) -> None:
    with pytest.raises(FileNotFoundError):
        async with motoren.schrijven():
            raise FileNotFoundError


async def test_errors_never_name_a_value(motoren: Motoren) -> None:
    rij = _rij()
    with pytest.raises(InterneFout) as gevangen:
        async with motoren.schrijven() as verbinding:
            await verbinding.voer_uit(insert(bron), [rij, rij])
    fout = gevangen.value
    assert fout.__cause__ is not None
    assert fout.__suppress_context__
    for deel in (fout, fout.__cause__):
        assert GEHEIM not in repr(deel)
        assert str(rij["oin"]) not in repr(deel)


async def test_a_broken_statement_says_what_is_wrong(motoren: Motoren) -> None:
    with pytest.raises(VumFout) as gevangen:
        async with motoren.lezen() as verbinding:
            await verbinding.voer_uit(text("SELECT 1 FROM bestaat_niet"))
    assert "bestaat_niet" in str(gevangen.value.__cause__)


async def test_writers_lose_no_row(motoren: Motoren) -> None:
    async def schrijf() -> None:
        async with motoren.schrijven() as verbinding:
            aantal = (await verbinding.voer_uit(select(func.count()).select_from(bron))).scalar_one()
            await verbinding.voer_uit(insert(bron), {**_rij(), "naam": str(aantal)})

    await asyncio.gather(*(schrijf() for _ in range(12)))
    assert await _aantal(motoren) == 12


async def test_on_sqlite_a_writer_begins_with_the_lock(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WACHTTIJD", 0.05)
    een, ander = Motoren(sqlite_url), Motoren(sqlite_url)
    async with een.schrijven():
        with pytest.raises(NietBeschikbaar) as gevangen:
            async with ander.schrijven():
                pytest.fail("two writers at a time")
        assert await _aantal(ander) == 0
    assert "locked" in str(gevangen.value.__cause__)
    for motoren in (een, ander):
        await motoren.sluit()


async def test_sqlite_keeps_what_was_committed(sqlite_url: str) -> None:
    motoren = Motoren(sqlite_url)
    async with motoren.schrijven() as verbinding:
        waarden = [
            (await verbinding.voer_uit(text(f"PRAGMA {naam}"))).scalar_one()
            for naam in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await motoren.sluit()
    assert waarden == ["wal", 2, 1]


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"])
def test_sqlite_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="OPENVUM_DATABASE_URL"):
        Database(url)


async def test_a_database_that_is_not_there(tmp_path) -> None:
    with socket.socket() as dicht:
        dicht.bind(("127.0.0.1", 0))
        poort = dicht.getsockname()[1]
    draden = _draden()
    for url in (f"postgresql+asyncpg://niemand@127.0.0.1:{poort}/x", f"sqlite+aiosqlite:///{tmp_path}/geen/map.db"):
        database = Database(url)
        with pytest.raises(NietBeschikbaar) as gevangen:
            async with database.lezen():
                pytest.fail("connected to nothing")
        assert gevangen.value.details == "De database antwoordt niet."
        await database.sluit()
    # The driver's thread reports back to this loop once more: it must still be there.
    await _tot(lambda: _draden() <= draden)


def _draden() -> int:
    """Threads that somebody made for himself; those that the loop keeps to lend out are not among them."""
    return sum(not draad.name.startswith("asyncio_") for draad in threading.enumerate())


async def _tot(klaar: Callable[[], bool]) -> None:
    """Let the loop run until it is so: nothing tells us when."""
    while not klaar():  # noqa: ASYNC110 - there is no event to wait for
        await asyncio.sleep(0.01)


async def test_a_broken_connection_is_replaced(postgresql_url: str) -> None:
    motoren, ander = Motoren(postgresql_url, 1), Motoren(postgresql_url, 1)
    try:
        async with motoren._lezer.connect() as verbinding:
            verbroken = (await verbinding.get_raw_connection()).driver_connection
        assert verbroken is not None
        async with ander.schrijven() as verbinding:
            weg = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            await verbinding.voer_uit(text(weg + " AND pid <> pg_backend_pid()"))
        await _tot(verbroken.is_closed)
        assert await _aantal(motoren) == 0
    finally:
        for zelf in (motoren, ander):
            await zelf.sluit()


async def test_who_waits_too_long_for_a_connection_hears_so(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WACHTTIJD", 1.0)
    motoren = Motoren(database_url, 1)
    async with motoren.lezen() as verbinding:
        await verbinding.voer_uit(text("SELECT 1"))
        with pytest.raises(NietBeschikbaar):
            async with motoren.lezen():
                pytest.fail("more connections than allowed")
    await motoren.sluit()


async def test_in_one_go_stays_or_does_not_as_a_block_does(motoren: Motoren) -> None:
    rij = _rij()

    def schrijf(verbinding: Connection) -> int:
        verbinding.execute(insert(bron), _rij())
        return verbinding.execute(insert(bron), rij).rowcount

    assert await motoren.ineens(schrijf) == 1
    with pytest.raises(VumFout) as gevangen:
        await motoren.ineens(schrijf)
    assert GEHEIM not in str(gevangen.value.__cause__)
    assert await _aantal(motoren) == 2


async def test_in_one_go_waits_for_the_lock_no_longer_than_a_block(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WACHTTIJD", 0.05)
    een, ander = Motoren(sqlite_url), Motoren(sqlite_url)
    async with een.schrijven():
        with pytest.raises(NietBeschikbaar):
            await ander.ineens(lambda verbinding: verbinding.execute(insert(bron), _rij()))
    await ander.ineens(lambda verbinding: verbinding.execute(insert(bron), _rij()))
    assert await _aantal(een) == 1
    for m in (een, ander):
        await m.sluit()
