"""Consent and objection of one person: what each change does to the register, and what it opens."""

from datetime import UTC, date, datetime

import pytest

from app.domain.toestemming import (
    ALTIJD,
    NOOIT,
    Bezwaar,
    Bezwaarmaken,
    Geven,
    Intrekken,
    Opheffen,
    Stand,
    Toestemming,
    Zichtbaarheid,
    einde_van,
    laatste_dag,
    plaatselijk,
    zichtbaarheid,
)
from app.models.partijen import Grondslag, Omvang

SUWI, PUBLIEK, PRIVAAT, CONTACT = Omvang
TAAK, TOESTEMMING = Grondslag
LEEG = Stand()


def _na(*handelingen, stand=LEEG, begin=100):
    """Do these one second after the other."""
    for moment, handeling in enumerate(handelingen, start=begin):
        stand = handeling.op(stand, moment)
    return stand


def _zicht(stand, grondslag=TOESTEMMING, tot=None):
    return zichtbaarheid(grondslag, stand.toestemmingen, stand.bezwaar, tot)


def test_the_grounds_alone():
    assert _zicht(LEEG, TAAK) == Zichtbaarheid(suwi_tot=ALTIJD)
    assert _zicht(LEEG, TOESTEMMING) == Zichtbaarheid(NOOIT, NOOIT, NOOIT, NOOIT)


@pytest.mark.parametrize("omvang", Omvang)
def test_a_consent_opens_its_own_scope_alone(omvang):
    verwacht = dict.fromkeys((f"{o}_tot" for o in Omvang), NOOIT) | {f"{omvang}_tot": 500}
    assert _zicht(_na(Geven(omvang, 500))) == Zichtbaarheid(**verwacht)
    if omvang is not SUWI:
        assert _zicht(_na(Geven(omvang, 500)), TAAK) == Zichtbaarheid(**verwacht | {"suwi_tot": ALTIJD})


def test_a_public_task_needs_no_consent_and_is_not_bounded_by_one():
    stand = _na(Geven(SUWI, 500), Intrekken(SUWI))
    assert _zicht(stand, TAAK).suwi_tot == ALTIJD


def test_of_several_the_latest_end_counts_among_those_that_stand():
    assert _zicht(_na(Geven(PRIVAAT, 900), Geven(PRIVAAT, 500))).privaat_tot == 900
    assert _zicht(_na(Geven(PRIVAAT, 900), Geven(PRIVAAT))).privaat_tot == ALTIJD
    assert _zicht(_na(Geven(PRIVAAT), Intrekken(PRIVAAT), Geven(PRIVAAT, 500))).privaat_tot == 500


def test_a_withdrawal_takes_every_consent_of_its_scope_and_no_other():
    stand = _na(Geven(PRIVAAT, 500), Geven(PRIVAAT), Geven(PUBLIEK), Intrekken(PRIVAAT))
    assert _zicht(stand) == Zichtbaarheid(publiek_tot=ALTIJD)
    assert [t.ingetrokken_op for t in stand.toestemmingen] == [103, 103, None]
    assert _na(Intrekken(PRIVAAT), stand=stand, begin=200) is stand


def test_what_was_withdrawn_stays_withdrawn_at_its_own_moment_when_given_again():
    stand = _na(Geven(PRIVAAT, wijze="balie"), Intrekken(PRIVAAT), Geven(PRIVAAT, wijze="balie"), Intrekken(PRIVAAT))
    assert stand.toestemmingen == (
        Toestemming(PRIVAAT, 100, None, "balie", 101),
        Toestemming(PRIVAAT, 102, None, "balie", 103),
    )


def test_the_same_consent_twice_is_one():
    eerst = _na(Geven(PRIVAAT, 500, "balie"))
    assert _na(Geven(PRIVAAT, 500, "balie"), stand=eerst, begin=200) is eerst
    assert len(_na(Geven(PRIVAAT, 501, "balie"), stand=eerst).toestemmingen) == 2
    assert len(_na(Geven(PRIVAAT, 500, "brief"), stand=eerst).toestemmingen) == 2


def test_an_objection_closes_everything_and_leaves_the_consents():
    stand = _na(*(Geven(o) for o in Omvang), Bezwaarmaken())
    assert _zicht(stand, TAAK) == _zicht(stand) == Zichtbaarheid()
    assert _na(Bezwaarmaken(), stand=stand, begin=200) is stand
    weer = _na(Opheffen(), stand=stand, begin=300)
    assert _zicht(weer) == Zichtbaarheid(ALTIJD, ALTIJD, ALTIJD, ALTIJD)
    assert weer.bezwaren == (Bezwaar(104, 300),)
    assert _na(Opheffen(), stand=weer, begin=400) is weer
    assert _na(Bezwaarmaken(), stand=weer, begin=500).bezwaren == (Bezwaar(104, 300), Bezwaar(500))


def test_nothing_outlives_the_ground():
    stand = _na(Geven(PUBLIEK, 500), Geven(PRIVAAT), Geven(CONTACT))
    assert _zicht(stand, TAAK, 700) == Zichtbaarheid(700, 500, 700, 700)
    assert _zicht(stand, TOESTEMMING, 400) == Zichtbaarheid(NOOIT, 400, 400, 400)


@pytest.mark.parametrize(
    ("dag", "einde"),
    [
        (date(2026, 1, 31), datetime(2026, 1, 31, 23, tzinfo=UTC)),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # the day summer time begins
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # and ends
        (date(9999, 12, 31), datetime(9999, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_by_the_dutch_clock(dag, einde):
    assert einde_van(dag) == int(einde.timestamp())
    assert laatste_dag(einde_van(dag)) == dag


def test_a_moment_by_the_dutch_clock():
    assert plaatselijk(1_800_000_000).isoformat() == "2027-01-15T09:00:00+01:00"


def test_how_a_consent_was_given_is_not_in_a_repr():
    assert "balie" not in repr(_na(Geven(PRIVAAT, wijze="balie")))
    assert "balie" not in repr(Geven(PRIVAAT, wijze="balie"))
