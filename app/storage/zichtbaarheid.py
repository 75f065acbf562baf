"""Until when a party of each class may see a jobseeker: what every query on jobseekers compares with.

Moments in seconds since 1970 (UTC). Source: design, section 5.
"""

from dataclasses import dataclass

from app.models.partijen import Grondslag

NOOIT = 0
ALTIJD = 2**62
"""A ground or consent without an end."""


@dataclass(frozen=True, slots=True)
class Zichtbaarheid:
    """``contact_tot`` is about the contact fields, for parties outside SUWI."""

    suwi_tot: int = NOOIT
    publiek_tot: int = NOOIT
    privaat_tot: int = NOOIT
    contact_tot: int = NOOIT


def zichtbaarheid(grondslag: Grondslag) -> Zichtbaarheid:
    """Say what the ground alone gives; the only place where it is decided, so that consents add to it here.

    A public task shows the record to SUWI parties; consent as a ground shows nothing by itself.
    """
    return Zichtbaarheid(suwi_tot=ALTIJD) if grondslag is Grondslag.PUBLIEKE_TAAK else Zichtbaarheid()
