"""The bulk guard counts different persons, not answers."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.bulkwacht import Bulkgrenzen, Gebruik, Maat, Venster, beoordeel, nieuwe_meldingen
from app.domain.telschets import LEEG, schatting, voeg_samen, voeg_toe


def _persoon(nummer: int) -> bytes:
    return hashlib.sha256(nummer.to_bytes(8, "big")).digest()[:16]


@pytest.mark.parametrize("aantal", [0, 1, 2, 10, 100, 1_000, 2_600, 10_000, 50_000])
def test_the_estimate_is_near_the_number(aantal):
    schets = voeg_toe(LEEG, (_persoon(i) for i in range(aantal)))
    assert abs(schatting(schets) - aantal) <= max(1, 0.08 * aantal)


@given(st.lists(st.integers(0, 5_000)), st.lists(st.integers(0, 5_000)))
@settings(deadline=None, max_examples=50)
def test_order_repetition_and_merging_change_nothing(a, b):
    een = voeg_toe(voeg_toe(LEEG, map(_persoon, a)), map(_persoon, b))
    ander = voeg_samen(voeg_toe(LEEG, map(_persoon, set(b))), voeg_toe(LEEG, map(_persoon, reversed(a))))
    assert een == ander


GRENZEN = Bulkgrenzen(
    per_uur={Maat.VRAGEN: 10, Maat.DETAILS: 5, Maat.PERSONEN: 100},
    per_dag={Maat.VRAGEN: 20, Maat.DETAILS: 0, Maat.PERSONEN: 100_000},
)


def _oordeel(uur: Gebruik, dag: Gebruik | None = None, moment: float = 7_200.0):
    return beoordeel({Venster.UUR: uur, Venster.DAG: dag or uur}, GRENZEN, moment)


def test_little_use_raises_nothing():
    assert _oordeel(Gebruik(vragen=7, details=3)) == []


@pytest.mark.parametrize(
    ("gebruik", "maat", "stop"),
    [
        (Gebruik(vragen=8), Maat.VRAGEN, False),
        (Gebruik(vragen=10), Maat.VRAGEN, True),
        (Gebruik(details=4), Maat.DETAILS, False),
        (Gebruik(details=5), Maat.DETAILS, True),
        (Gebruik(personen=voeg_toe(LEEG, map(_persoon, range(120)))), Maat.PERSONEN, True),
    ],
)
def test_alarm_before_the_limit_and_stop_at_it(gebruik, maat, stop):
    eerste = _oordeel(gebruik)[0]
    assert (eerste.venster, eerste.maat, eerste.stop) == (Venster.UUR, maat, stop)


def test_the_wait_is_to_the_end_of_the_window():
    assert _oordeel(Gebruik(vragen=10), Gebruik(), moment=3_600.0 + 600)[0].wacht == 3_000


def test_a_limit_of_nought_is_no_limit():
    assert beoordeel({Venster.DAG: Gebruik(details=10**6)}, GRENZEN, 0.0) == []


def test_stops_come_first():
    gevonden = _oordeel(Gebruik(vragen=8, details=5))
    assert [o.stop for o in gevonden] == [True, False]


def test_an_alarm_is_new_once():
    eerder = _oordeel(Gebruik(vragen=8))
    assert nieuwe_meldingen(eerder, _oordeel(Gebruik(vragen=9))) == []
    assert [o.stop for o in nieuwe_meldingen(eerder, _oordeel(Gebruik(vragen=10), Gebruik(vragen=9)))] == [True]
