"""The bulk guard: nobody empties a source by asking.

Counts per asking party, in hours and days (UTC): questions, details, and different persons of whom
something went out. From a part of a limit on it raises an alarm, at the limit it stops. Small answers
stay possible: one good candidate is the point, so the guard looks at the sum, never at one answer.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from app.domain.telschets import LEEG, schatting, voeg_samen
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


class Gebruikssleutel(NamedTuple):
    """Whose records were asked for in which role (``bron`` or ``uitwisseling``), by whom, in which window."""

    rol: str
    verantwoordelijke: Oin
    partij: Oin
    venster: Venster
    begin: int


class Gebruiksopslag(Protocol):
    """Keeps what was used. Each process is a writer with rows of its own: writers never wait for each other."""

    async def bewaar(self, schrijver: bytes, gebruik: Mapping[Gebruikssleutel, Gebruik]) -> None:
        """Store what this writer counted, in the place of what it stored before."""
        ...

    async def van_anderen(
        self, schrijver: bytes, sleutels: Collection[Gebruikssleutel]
    ) -> Mapping[Gebruikssleutel, Gebruik]:
        """Give what all other writers counted, those of before a restart included."""
        ...

    async def ruim_op(self, voor: int) -> int:
        """Forget the windows that began before ``voor`` (seconds since 1970); give the number of rows."""
        ...


def samen(een: Gebruik, ander: Gebruik) -> Gebruik:
    """Give the use of both together."""
    return Gebruik(een.vragen + ander.vragen, een.details + ander.details, voeg_samen(een.personen, ander.personen))


def nieuwe_meldingen(eerder: Iterable[Overschrijding], nu: Iterable[Overschrijding]) -> list[Overschrijding]:
    """Give what became an alarm or a stop by the last use: each is reported once, not at every request."""
    bekend = {(o.venster, o.maat, o.stop) for o in eerder}
    return [o for o in nu if (o.venster, o.maat, o.stop) not in bekend]
