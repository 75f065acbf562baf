"""Breakers, probes and running questions of one process, without a network."""

import asyncio

import pytest

from app.domain.bronfout import BronFaalt, Reden
from app.domain.ports import Bronregistratie, Bronstaat
from app.domain.zekering import DREMPEL, RUST
from app.models.identiteit import Oin
from app.privacy.bronwacht import Bronwacht

EIGEN, A = Oin("00000099000000009000"), Oin("00000099000000001000")
BRON = Bronregistratie(A, "x", "https://bron.example", verwerker=EIGEN)


class Nepbron:
    def __init__(self) -> None:
        self.proeven = []
        self.fout: Exception | None = None
        self.door = asyncio.Event()

    async def proef(self, partijen) -> None:
        self.proeven.append(partijen)
        await self.door.wait()
        if self.fout:
            raise self.fout


class Klok:
    nu = 0.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def nep():
    return Nepbron()


@pytest.fixture
def klok():
    return Klok()


@pytest.fixture
def wacht(nep, klok):
    return Bronwacht(lambda _: nep, EIGEN, klok)


def _breek(wacht, reden=Reden.TE_LAAT):
    for _ in range(DREMPEL):
        wacht.noteer(BRON, reden)


async def _even():
    for _ in range(3):
        await asyncio.sleep(0)


async def test_a_probe_goes_out_once_in_the_background_about_nobody(wacht, nep, klok):
    _breek(wacht)
    assert wacht.bezwaar(BRON) is Reden.ZEKERING
    klok.nu = RUST
    for _ in range(3):
        assert wacht.bezwaar(BRON) is Reden.ZEKERING
    await _even()
    (partijen,) = nep.proeven
    assert (partijen.van, partijen.naar, partijen.via, partijen.suwi) == (EIGEN, A, EIGEN, False)
    nep.door.set()
    await _even()
    assert wacht.bezwaar(BRON) is None
    assert wacht.op_proef(BRON)
    wacht.noteer(BRON, None)
    assert not wacht.op_proef(BRON)


@pytest.mark.parametrize("fout", [BronFaalt(Reden.STATUS), TimeoutError()])
async def test_a_failed_probe_leaves_it_open(wacht, nep, klok, fout):
    _breek(wacht)
    nep.fout = fout
    nep.door.set()
    klok.nu = RUST
    wacht.bezwaar(BRON)
    await _even()
    klok.nu += RUST
    assert wacht.bezwaar(BRON) is Reden.ZEKERING
    assert len(nep.proeven) == 1


async def test_stopping_breaks_the_probes_off(wacht, nep, klok):
    _breek(wacht)
    klok.nu = RUST
    wacht.bezwaar(BRON)
    await _even()
    await wacht.stop()
    assert len(asyncio.all_tasks()) == 1


@pytest.mark.parametrize("reden", [Reden.GEWEIGERD, Reden.DRUKTE, Reden.STAAT, Reden.VERSIE])
def test_what_says_nothing_of_the_source_does_not_count(wacht, reden):
    _breek(wacht, reden)
    assert wacht.bezwaar(BRON) is None


def test_another_address_starts_anew(wacht):
    _breek(wacht)
    assert wacht.bezwaar(Bronregistratie(A, "x", "https://elders.example")) is None


def test_a_source_inside_this_node_has_no_breaker(wacht):
    hier = Bronregistratie(A, "x")
    for _ in range(DREMPEL + 1):
        wacht.noteer(hier, Reden.TE_LAAT)
    assert wacht.bezwaar(hier) is None


@pytest.mark.parametrize("staat", [Bronstaat.STORING, Bronstaat.GEPAUZEERD])
def test_what_the_operator_says_holds(wacht, staat):
    assert wacht.bezwaar(Bronregistratie(A, "x", "https://bron.example", staat=staat)) is Reden.STAAT


def test_no_more_at_once_than_the_source_allows(wacht):
    bron = Bronregistratie(A, "x", "https://bron.example", gelijktijdig=1)
    with wacht.bezig(bron):
        assert wacht.bezwaar(bron) is Reden.DRUKTE
    assert wacht.bezwaar(bron) is None
