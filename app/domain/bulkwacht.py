"""The bulk guard: nobody empties a source by asking.

Counts per asking party, in hours and days (UTC): questions, details, and different persons of whom
something went out. From a part of a limit on it raises an alarm, at the limit it stops. Small answers
stay possible: one good candidate is the point, so the guard looks at the sum, never at one answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from app.domain.telschets import LEEG, schatting
from app.models.identiteit import Oin

ALARM_VANAF: Final = 0.8


class Venster(StrEnum):
    """Length of a window; it starts at a whole hour or a whole day, UTC."""

    UUR = "uur"
    DAG = "dag"

    @property
    def seconden(self) -> int:
        return 3600 if self is Venster.UUR else 86_400

    def begin(self, moment: float) -> int:
        """Give the start of the window that holds ``moment`` (seconds since 1970)."""
        return int(moment) // self.seconden * self.seconden


class Gebruik(NamedTuple):
    """What one party used in one window; ``personen`` is a sketch (``telschets``)."""

    vragen: int = 0
    details: int = 0
    personen: bytes = LEEG


class Maat(StrEnum):
    """What is counted."""

    VRAGEN = "vragen"
    DETAILS = "details"
    PERSONEN = "personen"


@dataclass(frozen=True, slots=True)
class Bulkgrenzen:
    """Most of each measure per window; a party's own limits may replace them."""

    per_uur: Mapping[Maat, int] = field(
        default_factory=lambda: {Maat.VRAGEN: 1_000, Maat.DETAILS: 300, Maat.PERSONEN: 10_000}
    )
    per_dag: Mapping[Maat, int] = field(
        default_factory=lambda: {Maat.VRAGEN: 5_000, Maat.DETAILS: 1_500, Maat.PERSONEN: 30_000}
    )

    def voor(self, venster: Venster) -> Mapping[Maat, int]:
        return self.per_uur if venster is Venster.UUR else self.per_dag


class Overschrijding(NamedTuple):
    """A limit that is reached (``stop``) or near; ``wacht`` is the seconds until its window ends."""

    venster: Venster
    maat: Maat
    stop: bool
    wacht: int


def beoordeel(gebruik: Mapping[Venster, Gebruik], grenzen: Bulkgrenzen, moment: float) -> Sequence[Overschrijding]:
    """Give every limit that this use has reached or come near to, the stops first."""
    gevonden = [
        Overschrijding(venster, maat, aantal >= grens, venster.begin(moment) + venster.seconden - int(moment))
        for venster, gebruikt in gebruik.items()
        for maat, aantal in _aantallen(gebruikt).items()
        if (grens := grenzen.voor(venster)[maat]) and aantal >= grens * ALARM_VANAF
    ]
    return sorted(gevonden, key=lambda o: not o.stop)


def _aantallen(gebruik: Gebruik) -> dict[Maat, int]:
    return {
        Maat.VRAGEN: gebruik.vragen,
        Maat.DETAILS: gebruik.details,
        Maat.PERSONEN: 0 if gebruik.personen == LEEG else schatting(gebruik.personen),
    }


class Gebruikstelling(Protocol):
    """Keeps what each party used, right over workers and restarts."""

    async def gebruik(self, partij: Oin, moment: float) -> Mapping[Venster, Gebruik]:
        """Give the use in the windows that hold ``moment``."""
        ...

    async def tel(self, partij: Oin, moment: float, bij: Gebruik) -> None:
        """Add to the windows that hold ``moment``."""
        ...

    async def ruim_op(self, voor: float) -> int:
        """Forget windows that ended before ``voor``; give their number."""
        ...


def nieuwe_stops(eerder: Iterable[Overschrijding], nu: Iterable[Overschrijding]) -> list[Overschrijding]:
    """Give what became a stop or an alarm by the last use: those are reported once, not at every request."""
    bekend = {(o.venster, o.maat, o.stop) for o in eerder}
    return [o for o in nu if (o.venster, o.maat, o.stop) not in bekend]
