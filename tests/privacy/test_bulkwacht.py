"""Nobody empties a source by asking: limits hold over workers and restarts; the sandbox only reports."""

import hashlib

import pytest

from app.domain.bulkwacht import Bulkgrenzen, Maat
from app.domain.verwerking import Rol
from app.models.errors import LimietOverschreden
from app.models.identiteit import Oin
from app.models.partijen import Fase
from app.privacy.bulkwacht import Bulkwacht
from app.storage.gebruik import Gebruikstelling
from app.storage.verbinding import Motoren

BRON, VRAGER, ANDER = Oin("00000099000000001000"), Oin("00000099000000002000"), Oin("00000099000000003000")
GRENZEN = Bulkgrenzen(
    per_uur={Maat.VRAGEN: 5, Maat.DETAILS: 3, Maat.PERSONEN: 100},
    per_dag={Maat.VRAGEN: 1_000, Maat.DETAILS: 1_000, Maat.PERSONEN: 250},
)


class Klok:
    nu = 1_800_000_000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok():
    return Klok()


@pytest.fixture
async def telling(database_url):
    motoren = Motoren(database_url, 2)
    yield Gebruikstelling(motoren)
    await motoren.sluit()


@pytest.fixture
def wacht(telling, klok):
    return lambda weigert=True: Bulkwacht(telling, GRENZEN, klok, weigert=weigert)


def _personen(van: int, tot: int) -> list[bytes]:
    return [hashlib.sha256(str(i).encode()).digest()[:16] for i in range(van, tot)]


async def _vraag(wacht: Bulkwacht, personen=(), fase=Fase.MATCH, wie=VRAGER) -> None:
    await wacht.toets(Rol.BRON, BRON, wie)
    wacht.tel(Rol.BRON, BRON, wie, fase, personen)


async def test_questions_stop_at_the_limit_and_say_when_to_come_back(wacht, klok):
    deze = wacht()
    for _ in range(5):
        await _vraag(deze)
    with pytest.raises(LimietOverschreden) as fout:
        await _vraag(deze)
    assert fout.value.headers == {"Retry-After": str(3600 - int(klok.nu) % 3600)}
    klok.nu += 3600
    await _vraag(deze)


async def test_one_party_at_its_limit_costs_another_nothing(wacht):
    deze = wacht()
    for _ in range(5):
        await _vraag(deze)
    await _vraag(deze, wie=ANDER)


async def test_details_and_persons_have_limits_of_their_own(wacht):
    details, personen = wacht(), wacht()
    for _ in range(3):
        await _vraag(details, fase=Fase.DETAIL, wie=ANDER)
    with pytest.raises(LimietOverschreden):
        await _vraag(details, fase=Fase.DETAIL, wie=ANDER)
    await _vraag(personen, _personen(0, 120))
    with pytest.raises(LimietOverschreden):
        await _vraag(personen)


async def test_the_same_persons_again_are_not_more_persons(wacht):
    deze = wacht()
    for _ in range(4):
        await _vraag(deze, _personen(0, 70))
    await _vraag(deze)


async def test_the_day_limit_counts_over_hours(wacht, klok):
    deze = wacht()
    for uur in range(4):
        await _vraag(deze, _personen(uur * 80, uur * 80 + 80))
        klok.nu += 3600
    with pytest.raises(LimietOverschreden):
        await _vraag(deze)


async def test_the_limit_holds_over_workers_and_a_restart(wacht, klok):
    een, twee = wacht(), wacht()
    for deze in (een, twee, een, twee, een):
        await _vraag(deze)
        klok.nu += 1.1
    await een.stop()
    await twee.stop()
    for deze in (een, twee, wacht()):
        klok.nu += 1.1
        with pytest.raises(LimietOverschreden):
            await _vraag(deze)


async def test_the_sandbox_reports_each_once_and_refuses_nobody(wacht, capsys):
    from app.log import configureer

    configureer()
    deze = wacht(weigert=False)
    for _ in range(9):
        await _vraag(deze)
    regels = [r for r in capsys.readouterr().err.splitlines() if '"bulkwacht"' in r]
    assert ['"alarm"' in r for r in regels] == [True, False]
    assert VRAGER in regels[0]


async def test_upkeep_forgets_old_windows(wacht, telling, klok):
    deze = wacht()
    await _vraag(deze)
    await deze.stop()
    assert await telling.ruim_op(int(klok.nu) - 86_400 * 2) == 0
    assert await telling.ruim_op(int(klok.nu) + 1) == 2
