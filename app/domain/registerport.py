"""Parties and sources, and the register that keeps them; ``storage`` implements it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from app.models.identiteit import Oin
from app.models.partijen import Partijklasse, Soort


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """A party of the register. ``verwerkers`` may act for it; without any it is its own processor."""

    oin: Oin
    naam: str
    klasse: Partijklasse
    verwerkers: frozenset[Oin] = frozenset()
    uitwisseling: bool = False
    """May ask sources as an exchange."""


Postcodereeksen: TypeAlias = tuple[tuple[int, int], ...]
"""Ranges of PC4s, both ends included."""


class Bronstaat(StrEnum):
    """Whether a source is asked. ``GEPAUZEERD``: it takes no part; ``STORING``: it should, but cannot now."""

    ACTIEF = "actief"
    GEPAUZEERD = "gepauzeerd"
    STORING = "storing"


@dataclass(frozen=True, slots=True)
class Bronregistratie:
    """A source of the register; without a URL it lives inside this node."""

    oin: Oin
    naam: str
    url: str | None = None
    versie: str = "3.0.0"
    verwerker: Oin | None = None
    """Processor of the source; None: its own OIN."""
    staat: Bronstaat = Bronstaat.ACTIEF
    soorten: frozenset[Soort] = frozenset(Soort)
    """The kinds of record that it holds."""
    gebied: Postcodereeksen = ()
    """Where all its records lie; empty: anywhere."""
    seconden: float | None = None
    """Longest wait for one answer; None: what the exchange gives every source."""
    gelijktijdig: int | None = None
    """Most questions and details at once, per worker; None: what the exchange asks every source."""


class Register(Protocol):
    """Parties and sources; a change counts at once, in every worker."""

    async def deelnemer(self, oin: Oin) -> Deelnemer | None: ...

    async def deelnemers(self) -> Sequence[Deelnemer]: ...

    async def bron(self, oin: Oin) -> Bronregistratie | None: ...

    async def bronnen(self) -> Sequence[Bronregistratie]: ...

    async def zet_deelnemer(self, deelnemer: Deelnemer) -> None: ...

    async def zet_bron(self, bron: Bronregistratie) -> None: ...

    async def verwijder_deelnemer(self, oin: Oin) -> bool:
        """Remove the party; False where there was none."""
        ...

    async def verwijder_bron(self, oin: Oin) -> bool:
        """Remove the source; its records stay, and nobody can ask for them. False where there was none."""
        ...
