"""Statistics of sources: many writers add up, days stay apart."""

from collections.abc import AsyncIterator

import pytest

from app.domain.bronstatistiek import DAG, Bronstand, Statistieksleutel, met_duur
from app.models.identiteit import Oin
from app.storage.bronstatistiek import Bronstatistieken
from app.storage.verbinding import Motoren

A, B = Oin("00000099000000001000"), Oin("00000099000000002000")
LEEG = Bronstand().verdeling


@pytest.fixture
async def opslag(database_url: str) -> AsyncIterator[Bronstatistieken]:
    motoren = Motoren(database_url)
    yield Bronstatistieken(motoren)
    await motoren.sluit()


async def test_writers_add_up_and_the_last_answer_is_the_latest(opslag):
    snel, traag = met_duur(LEEG, 0.004), met_duur(LEEG, 60)
    await opslag.bewaar(b"een", {Statistieksleutel(A, 0): Bronstand(gevraagd=3, laatste=7, verdeling=snel)})
    await opslag.bewaar(b"ander", {Statistieksleutel(A, 0): Bronstand(gevraagd=4, laatste=5, verdeling=traag)})
    standen = await opslag.lees([A, B], 0)
    assert (standen[A].gevraagd, standen[A].laatste) == (7, 7)
    assert (standen[A].verdeling[0], standen[A].verdeling[-1], sum(standen[A].verdeling)) == (1, 1, 2)
    assert standen[B] == Bronstand()


async def test_storing_again_replaces_what_this_writer_stored(opslag):
    for aantal in (3, 9):
        await opslag.bewaar(b"een", {Statistieksleutel(A, DAG): Bronstand(geantwoord=aantal, dubbel=1)})
    assert (await opslag.lees([A], 0))[A] == Bronstand(geantwoord=9, dubbel=1)


async def test_days_stay_apart_and_are_forgotten(opslag):
    await opslag.bewaar(b"een", {Statistieksleutel(A, d * DAG): Bronstand(kapot=10**d) for d in range(3)})
    assert (await opslag.lees([A], DAG))[A].kapot == 110
    assert await opslag.ruim_op(2 * DAG) == 2
    assert (await opslag.lees([A], 0))[A].kapot == 100
