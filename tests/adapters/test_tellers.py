"""Counting requests: in one process, in Redis together, and what happens when Redis fails."""

import asyncio
from types import SimpleNamespace

import pytest
import redis

from app.adapters import tellers
from app.adapters.tellers import EigenTeller, GedeeldeTeller, Geheugen
from tests.redis_server import URL, _redis_antwoordt, voorvoegsel  # noqa: F401 - fixtures

GESLOTEN = "redis://127.0.0.1:1/0"


class Klok:
    def __init__(self) -> None:
        # Just after a whole minute: a window has just begun.
        self.nu = 1_800_000_001.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok(monkeypatch) -> Klok:
    klok = Klok()
    for module in ("limits.aio.storage.memory", "limits.aio.strategies", "app.adapters.tellers"):
        monkeypatch.setattr(f"{module}.time", SimpleNamespace(time=klok, monotonic=klok))
    return klok


async def _neem(teller, sleutel, grens, keer):
    return [(await teller.neem(sleutel, grens)).binnen for _ in range(keer)]


async def test_lets_through_up_to_the_limit_and_says_when_there_is_room(klok):
    teller = EigenTeller()
    assert await _neem(teller, "a", 3, 4) == [True, True, True, False]
    stand = await teller.neem("a", 3)
    assert (stand.binnen, stand.over, stand.wacht) == (False, 0, 59.0)
    assert (await teller.neem("b", 3)).binnen


async def test_the_window_slides_so_that_a_boundary_gives_no_double_share(klok):
    teller = EigenTeller()
    klok.nu += 58
    assert all(await _neem(teller, "a", 60, 60))
    klok.nu += 2
    assert sum(await _neem(teller, "a", 60, 60)) <= 2
    klok.nu += 29
    assert 25 <= sum(await _neem(teller, "a", 60, 60)) <= 31


async def test_what_is_past_is_forgotten(klok):
    geheugen = Geheugen()
    for n in range(50):
        await geheugen.incr(f"oud{n}", 120)
    klok.nu += 121
    await geheugen.incr("nieuw", 120)
    assert list(geheugen.storage) == list(geheugen.expirations) == ["nieuw"]


async def test_ever_new_names_fill_no_memory(klok, monkeypatch):
    monkeypatch.setattr(tellers, "VOL", 100)
    geheugen = Geheugen()
    for n in range(1000):
        await geheugen.incr(f"naam{n}", 120)
    assert len(geheugen.storage) <= 100


async def test_two_processes_share_one_limit_in_redis(voorvoegsel):  # noqa: F811
    een, twee = (GedeeldeTeller(URL, voorvoegsel, 5) for _ in range(2))
    try:
        uit = [await t.neem("a", 10) for _ in range(8) for t in (een, twee)]
        assert [s.binnen for s in uit] == [True] * 10 + [False] * 6
        assert all(50 < s.wacht <= 60 for s in uit[10:])
        assert (await twee.neem("b", 10)).over == 9
    finally:
        await een.sluit()
        await twee.sluit()


async def test_what_is_left_is_told_from_redis_and_at_most_a_second_old(voorvoegsel):  # noqa: F811
    nu = [100.0]
    een, twee = (GedeeldeTeller(URL, voorvoegsel, 5, klok=lambda: nu[0]) for _ in range(2))
    try:
        assert (await een.neem("a", 10)).over == 9
        for _ in range(4):
            await twee.neem("a", 10)
        assert (await een.neem("a", 10)).over == 8
        nu[0] += 1.1
        assert (await een.neem("a", 10)).over == 3
    finally:
        await een.sluit()
        await twee.sluit()


async def test_of_many_at_once_over_two_processes_no_more_than_the_limit_get_through(voorvoegsel):  # noqa: F811
    een, twee = (GedeeldeTeller(URL, voorvoegsel, 5) for _ in range(2))
    try:
        uit = await asyncio.gather(*(t.neem("a", 50) for _ in range(60) for t in (een, twee)))
        assert sum(s.binnen for s in uit) == 50
    finally:
        await een.sluit()
        await twee.sluit()


async def test_a_flood_of_one_process_does_not_reach_redis(voorvoegsel, monkeypatch):  # noqa: F811
    teller = GedeeldeTeller(URL, voorvoegsel, 5)
    try:
        await _neem(teller, "a", 5, 6)
        monkeypatch.setattr(teller._pool, "get_connection", None)
        assert not any(await _neem(teller, "a", 5, 500))
        assert teller._weg_tot is None
    finally:
        await teller.sluit()


async def test_without_redis_the_limit_holds_in_this_process_and_is_told_once():
    verteld = []
    teller = GedeeldeTeller(GESLOTEN, "x", 5, lambda gedeeld, soort: verteld.append((gedeeld, soort)))
    try:
        assert await _neem(teller, "a", 5, 8) == [True] * 5 + [False] * 3
        assert verteld == [(False, "ConnectionError")]
    finally:
        await teller.sluit()


async def test_redis_that_goes_leaves_what_was_counted_already(voorvoegsel, monkeypatch):  # noqa: F811
    teller = GedeeldeTeller(URL, voorvoegsel, 5)
    try:
        assert all(await _neem(teller, "a", 10, 8))

        async def weg(*_, **__):
            raise redis.ConnectionError

        monkeypatch.setattr(teller._teller, "hit", weg)
        assert await _neem(teller, "a", 10, 6) == [True, True, False, False, False, False]
    finally:
        await teller.sluit()


async def test_redis_that_does_not_answer_holds_up_one_request_once():
    """A server that takes the connection and then says nothing."""
    verbonden = []

    async def zwijg(lezer, schrijver):
        verbonden.append(schrijver)
        await lezer.read()
        schrijver.close()

    server = await asyncio.start_server(zwijg, "127.0.0.1", 0)
    poort = server.sockets[0].getsockname()[1]
    verteld = []
    teller = GedeeldeTeller(f"redis://127.0.0.1:{poort}/0", "x", 0.2, lambda *stand: verteld.append(stand))
    try:
        assert all(await _neem(teller, "a", 1000, 300))
        assert len(verbonden) == 1
        assert [gedeeld for gedeeld, _ in verteld] == [False]
    finally:
        await teller.sluit()
        server.close()
        for schrijver in verbonden:
            schrijver.close()


async def test_redis_that_comes_back_is_used_again_and_no_request_waits_for_that(voorvoegsel):  # noqa: F811
    nu = [0.0]
    verteld = []
    teller = GedeeldeTeller(URL, voorvoegsel, 5, lambda gedeeld, _: verteld.append(gedeeld), klok=lambda: nu[0])
    try:
        teller._viel_weg(redis.ConnectionError())
        assert (await teller.neem("a", 10)).over == 9
        assert teller._poging is None
        nu[0] += tellers.PAUZE
        await teller.neem("a", 10)
        assert verteld == [False]
        await teller._poging
        assert verteld == [False, True]
        with redis.Redis.from_url(URL) as klant:
            assert list(klant.scan_iter(f"{voorvoegsel}:*")) == []
            await teller.neem("a", 10)
            assert list(klant.scan_iter(f"{voorvoegsel}:*")) != []
    finally:
        await teller.sluit()


async def test_redis_that_stays_away_is_tried_again_after_the_pause_and_told_once():
    nu = [0.0]
    verteld = []
    teller = GedeeldeTeller(GESLOTEN, "x", 5, lambda gedeeld, _: verteld.append(gedeeld), klok=lambda: nu[0])
    try:
        for _ in range(3):
            await teller.neem("a", 100)
            nu[0] += tellers.PAUZE
            await teller.neem("a", 100)
            await teller._poging
        assert verteld == [False]
    finally:
        await teller.sluit()
