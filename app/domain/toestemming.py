"""Consent and objection of one person: the register's entries, what changes them, and what they open.

Source: design, section 5. All moments are in seconds since 1970 (UTC). An end is the first moment that no
longer counts: a consent until a day counts through the end of that day in the Netherlands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from app.models.partijen import Grondslag, Omvang

NOOIT: Final = 0
ALTIJD: Final = 2**62
"""A ground or consent without an end."""

_NEDERLAND: Final = ZoneInfo("Europe/Amsterdam")
_LAATSTE_SECONDE: Final = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Toestemming:
    """One consent as it was given; ``wijze`` says how. ``geldig_tot`` None: without an end."""

    omvang: Omvang
    gegeven_op: int
    geldig_tot: int | None = None
    wijze: str = field(default="", repr=False)
    ingetrokken_op: int | None = None


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """One objection, in force until it is lifted."""

    sinds: int
    opgeheven_op: int | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """All that the register holds of one person, oldest first; nothing is ever taken out of it."""

    toestemmingen: tuple[Toestemming, ...] = ()
    bezwaren: tuple[Bezwaar, ...] = ()

    @property
    def bezwaar(self) -> Bezwaar | None:
        """The objection in force."""
        return next((b for b in self.bezwaren if b.opgeheven_op is None), None)


class Registerhandeling(Protocol):
    """A change of the register: gives the stand after it, or the very same where it has no effect."""

    def op(self, stand: Stand, moment: int) -> Stand: ...


@dataclass(frozen=True, slots=True)
class Geven:
    """Consent is given; no effect where the same consent is in force already."""

    omvang: Omvang
    geldig_tot: int | None = None
    wijze: str = field(default="", repr=False)

    def op(self, stand: Stand, moment: int) -> Stand:
        nieuw = Toestemming(self.omvang, moment, self.geldig_tot, self.wijze)
        if any(replace(t, gegeven_op=moment) == nieuw for t in stand.toestemmingen):
            return stand
        return replace(stand, toestemmingen=(*stand.toestemmingen, nieuw))


@dataclass(frozen=True, slots=True)
class Intrekken:
    """Every consent of this scope is withdrawn; no effect where none stands."""

    omvang: Omvang

    def op(self, stand: Stand, moment: int) -> Stand:
        na = tuple(self._ingetrokken(t, moment) for t in stand.toestemmingen)
        return stand if na == stand.toestemmingen else replace(stand, toestemmingen=na)

    def _ingetrokken(self, t: Toestemming, moment: int) -> Toestemming:
        staat = t.omvang is self.omvang and t.ingetrokken_op is None
        return replace(t, ingetrokken_op=moment) if staat else t


@dataclass(frozen=True, slots=True)
class Bezwaarmaken:
    """The person objects; no effect where an objection is in force. Consents stay, without effect."""

    def op(self, stand: Stand, moment: int) -> Stand:
        return stand if stand.bezwaar else replace(stand, bezwaren=(*stand.bezwaren, Bezwaar(moment)))


@dataclass(frozen=True, slots=True)
class Opheffen:
    """The objection is lifted: consents that still stand count again; no effect where there is none."""

    def op(self, stand: Stand, moment: int) -> Stand:
        if stand.bezwaar is None:
            return stand
        return replace(stand, bezwaren=tuple(replace(b, opgeheven_op=b.opgeheven_op or moment) for b in stand.bezwaren))


@dataclass(frozen=True, slots=True)
class Zichtbaarheid:
    """Until when a party of each class may see a jobseeker: what every query compares with.

    ``contact_tot`` is about the contact fields, for parties outside SUWI.
    """

    suwi_tot: int = NOOIT
    publiek_tot: int = NOOIT
    privaat_tot: int = NOOIT
    contact_tot: int = NOOIT


def zichtbaarheid(
    grondslag: Grondslag,
    toestemmingen: Iterable[Toestemming] = (),
    bezwaar: Bezwaar | None = None,
    grondslag_tot: int | None = None,
) -> Zichtbaarheid:
    """Say until when each class may see the record; the only place where it is decided.

    A public task shows the record to SUWI parties, a consent to the class in its scope. An objection
    shows it to nobody, and nothing outlives the ground (``grondslag_tot`` None: without an end).
    """
    if bezwaar is not None:
        return Zichtbaarheid()
    tot = dict.fromkeys(Omvang, NOOIT)
    for t in toestemmingen:
        if t.ingetrokken_op is None:
            tot[t.omvang] = max(tot[t.omvang], _einde(t.geldig_tot))
    if grondslag is Grondslag.PUBLIEKE_TAAK:
        tot[Omvang.SUWI] = ALTIJD
    grens = _einde(grondslag_tot)
    return Zichtbaarheid(**{f"{omvang.value}_tot": min(einde, grens) for omvang, einde in tot.items()})


def _einde(tot: int | None) -> int:
    return ALTIJD if tot is None else tot


def einde_van(dag: date) -> int:
    """Give the end of what holds through this day, by the Dutch clock."""
    return int(datetime.combine(dag, _LAATSTE_SECONDE, _NEDERLAND).timestamp()) + 1


def laatste_dag(einde: int) -> date:
    """Give the last day of what ends at ``einde``, by the Dutch clock."""
    return datetime.fromtimestamp(einde - 1, _NEDERLAND).date()


def plaatselijk(moment: int) -> datetime:
    """Give a moment by the Dutch clock."""
    return datetime.fromtimestamp(moment, _NEDERLAND)
