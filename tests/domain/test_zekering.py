"""The breaker, without a source and without waiting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.zekering import DREMPEL, LANGSTE_RUST, RUST, Zekering


class Klok:
    def __init__(self) -> None:
        self.nu = 0.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


def _open(klok: Klok) -> Zekering:
    zekering = Zekering(klok)
    for _ in range(DREMPEL):
        zekering.mislukt()
    return zekering


def test_opens_at_the_third_failure_in_a_row(klok):
    zekering = Zekering(klok)
    for _ in range(DREMPEL - 1):
        zekering.mislukt()
    assert not zekering.open
    zekering.gelukt()
    for _ in range(DREMPEL - 1):
        zekering.mislukt()
    assert not zekering.open
    zekering.mislukt()
    assert zekering.open


def test_one_probe_at_a_time_and_only_after_the_rest(klok):
    zekering = _open(klok)
    klok.nu = RUST - 0.001
    assert not zekering.proef_nodig()
    klok.nu = RUST
    assert zekering.proef_nodig()
    assert not zekering.proef_nodig()


def test_a_good_probe_puts_it_on_trial_and_a_good_question_closes_it(klok):
    zekering = _open(klok)
    klok.nu = RUST
    assert zekering.proef_nodig()
    zekering.na_proef(gelukt=True)
    assert (zekering.open, zekering.op_proef) == (False, True)
    zekering.gelukt()
    assert (zekering.open, zekering.op_proef) == (False, False)
    zekering.mislukt()
    assert not zekering.open


def test_one_failure_on_trial_opens_it_again_for_twice_as_long(klok):
    zekering = _open(klok)
    klok.nu = RUST
    assert zekering.proef_nodig()
    zekering.na_proef(gelukt=True)
    zekering.mislukt()
    assert zekering.open
    klok.nu += RUST * 2 - 0.001
    assert not zekering.proef_nodig()
    klok.nu += 0.001
    assert zekering.proef_nodig()


def test_the_rest_grows_to_a_maximum_and_starts_anew_after_success(klok):
    zekering = _open(klok)
    for _ in range(20):
        klok.nu += LANGSTE_RUST
        assert zekering.proef_nodig()
        zekering.na_proef(gelukt=False)
        assert zekering.open
    klok.nu += LANGSTE_RUST
    assert zekering.proef_nodig()
    zekering.na_proef(gelukt=True)
    zekering.gelukt()
    for _ in range(DREMPEL):
        zekering.mislukt()
    klok.nu += RUST
    assert zekering.proef_nodig()


def test_what_was_under_way_when_it_opened_changes_nothing(klok):
    zekering = _open(klok)
    klok.nu = RUST / 2
    zekering.mislukt()
    klok.nu = RUST
    assert zekering.proef_nodig()


def test_an_answer_that_was_under_way_closes_it_and_a_probe_then_does_not_reopen_the_trial(klok):
    zekering = _open(klok)
    klok.nu = RUST
    assert zekering.proef_nodig()
    zekering.gelukt()
    zekering.na_proef(gelukt=True)
    assert (zekering.open, zekering.op_proef) == (False, False)


@given(st.lists(st.tuples(st.sampled_from(["gelukt", "mislukt", "proef goed", "proef fout"]), st.floats(0, 700))))
def test_never_open_and_on_trial_at_once_and_always_a_way_back(stappen):
    klok = Klok()
    zekering = Zekering(klok)
    for stap, verloop in stappen:
        klok.nu += verloop
        if stap.startswith("proef"):
            if zekering.proef_nodig():
                zekering.na_proef(gelukt=stap == "proef goed")
        else:
            getattr(zekering, stap)()
        assert not (zekering.open and zekering.op_proef)
    klok.nu += LANGSTE_RUST
    assert zekering.open == zekering.proef_nodig()
