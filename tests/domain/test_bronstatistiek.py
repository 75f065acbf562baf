"""Counts and times of sources."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bronstatistiek import GRENZEN_MS, Bronstand, met_duur, percentiel, samen

LEEG = Bronstand().verdeling
SECONDEN = st.lists(st.floats(0, 12), min_size=1, max_size=60)


def verdeeld(tijden):
    return reduce(met_duur, tijden, LEEG)


@given(SECONDEN, st.sampled_from([0.5, 0.95, 0.99, 1.0]))
def test_a_percentile_is_the_upper_end_of_its_bucket(tijden, deel):
    grens = percentiel(verdeeld(tijden), deel)
    ms = [min(t * 1000, GRENZEN_MS[-1]) for t in tijden]
    assert sum(t <= grens for t in ms) >= deel * len(ms)
    lager = [g for g in GRENZEN_MS if g < grens]
    assert not lager or sum(t <= lager[-1] for t in ms) < deel * len(ms) or not any(lager[-1] < t for t in ms)


def test_no_answers_have_no_percentile():
    assert percentiel(LEEG, 0.5) is None


@given(SECONDEN, SECONDEN)
def test_counting_apart_and_adding_is_counting_together(een, ander):
    apart = samen(Bronstand(verdeling=verdeeld(een), laatste=3), Bronstand(verdeling=verdeeld(ander), laatste=2))
    assert apart == Bronstand(verdeling=verdeeld(een + ander), laatste=3)


@pytest.mark.parametrize("veld", [v for v in Bronstand._fields if v not in {"laatste", "verdeling"}])
def test_every_count_adds_up(veld):
    assert getattr(samen(Bronstand(**{veld: 2}), Bronstand(**{veld: 3})), veld) == 5
