"""The count of details per question never passes its maximum, whoever counts and however many at a time."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.storage.db import Database, Motoren
from app.storage.tables import vraag_detail, vraag_teller

MAXIMUM, VERLOOPT = 10, 2_000_000_000


@pytest.fixture
def vraag() -> str:
    return f"vraag-{uuid4()}"


@pytest.fixture
async def twee(database_url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two workers on one database."""
    werkers = Database(database_url, 8), Database(database_url, 8)
    yield werkers
    for werker in werkers:
        await werker.sluit()


async def _tel(database: Database, vraag: str, sleutel: bytes, verloopt: int = VERLOOPT) -> bool:
    async with database.schrijven() as opslag:
        return await opslag.detailtelling.tel(vraag, sleutel, MAXIMUM, verloopt)


async def _mag(database: Database, vraag: str, sleutel: bytes) -> bool:
    async with database.lezen() as opslag:
        return await opslag.detailtelling.toegestaan(vraag, sleutel, MAXIMUM)


async def test_up_to_the_maximum_and_no_further(database: Database, vraag: str) -> None:
    assert [await _tel(database, vraag, bytes([n])) for n in range(12)] == [True] * 10 + [False] * 2
    assert not await _mag(database, vraag, b"nog een")
    assert await _mag(database, vraag, bytes([3]))
    assert await _mag(database, f"{vraag}-anders", b"nog een")


async def test_a_repeat_is_free(database: Database, vraag: str) -> None:
    assert all([await _tel(database, vraag, b"zelfde") for _ in range(15)])
    assert [await _tel(database, vraag, bytes([n])) for n in range(10)] == [True] * 9 + [False]
    assert await _tel(database, vraag, b"zelfde")


async def test_asking_whether_it_may_counts_nothing(database: Database, vraag: str) -> None:
    assert all([await _mag(database, vraag, bytes([n])) for n in range(30)])
    assert await _tel(database, vraag, b"x")


async def test_nothing_goes_with_a_maximum_of_zero(database: Database, vraag: str) -> None:
    async with database.schrijven() as opslag:
        assert not await opslag.detailtelling.toegestaan(vraag, b"x", 0)
        assert not await opslag.detailtelling.tel(vraag, b"x", 0, VERLOOPT)


async def test_thirty_at_a_time_over_two_workers(twee: tuple[Database, Database], vraag: str) -> None:
    uitkomsten = await asyncio.gather(*(_tel(twee[n % 2], vraag, bytes([n])) for n in range(30)))
    assert sum(uitkomsten) == MAXIMUM
    geteld = [bytes([n]) for n, goed in enumerate(uitkomsten) if goed]
    assert all(await asyncio.gather(*(_tel(twee[n % 2], vraag, s) for n, s in enumerate(geteld))))


async def test_the_same_one_at_a_time_counts_once(twee: tuple[Database, Database], vraag: str) -> None:
    assert all(await asyncio.gather(*(_tel(twee[n % 2], vraag, b"zelfde") for n in range(20))))
    assert sum([await _tel(twee[0], vraag, bytes([n])) for n in range(12)]) == MAXIMUM - 1


async def _tel_en_faal(database: Database, vraag: str) -> None:
    async with database.schrijven() as opslag:
        assert await opslag.detailtelling.tel(vraag, b"x", MAXIMUM, VERLOOPT)
        raise RuntimeError


async def test_what_is_rolled_back_is_not_counted(database: Database, vraag: str) -> None:
    with pytest.raises(RuntimeError):
        await _tel_en_faal(database, vraag)
    assert sum([await _tel(database, vraag, bytes([n])) for n in range(11)]) == MAXIMUM


async def test_the_count_stays_until_its_last_detail_expires(database: Database, database_url: str, vraag: str) -> None:
    for sleutel, verloopt in ((b"a", 100), (b"b", 300), (b"c", 200)):
        await _tel(database, vraag, sleutel, verloopt)
    motoren = Motoren(database_url)
    async with motoren.lezen() as verbinding:
        rij = (await verbinding.voer_uit(select(vraag_teller).where(vraag_teller.c.vraag_id == vraag))).one()
        details = select(vraag_detail.c.sleutel).where(vraag_detail.c.vraag_id == vraag)
        sleutels = {bytes(s) for s in (await verbinding.voer_uit(details)).scalars()}
    await motoren.sluit()
    assert (rij.aantal, rij.verloopt, sleutels) == (3, 300, {b"a", b"b", b"c"})
