"""What a check consists of: rules, what they found, and the report of a run."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol

if TYPE_CHECKING:
    from openvum.toets.baan import Baan
    from openvum.toets.wissel import Wissel

Toets: TypeAlias = Callable[["Baan"], Awaitable[None]]


class Ernst(StrEnum):
    """How bad it is: against the contract or its meaning, or against what is good practice around it."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"


class Oordeel(StrEnum):
    """What became of a rule."""

    GOED = "goed"
    BEVINDING = "bevinding"
    NIET_TE_BEOORDELEN = "niet te beoordelen"


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule. ``waar``: where it stands, with the names of ``plaats`` in braces."""

    id: str
    titel: str
    ernst: Ernst
    waar: str
    toets: Toets = field(repr=False)
    rollen: frozenset[Rol]
    versies: frozenset[Versie]
    soorten: frozenset[Soort]
    testset: bool = False
    basis: bool = False
    """Without a good outcome of such a rule the others cannot be judged."""

    @property
    def categorie(self) -> str:
        """The part of the id before the dash."""
        return self.id.partition("-")[0]

    def geldt(self, rol: Rol, versie: Versie, soort: Soort) -> bool:
        """Say whether this rule is about this interface."""
        return rol in self.rollen and versie in self.versies and soort in self.soorten


@dataclass(frozen=True, slots=True)
class Bevinding:
    """What a rule found: ``wat`` in one Dutch line, and the exchange of messages that shows it, if there is one."""

    wat: str
    ernst: Ernst
    wissel: "Wissel | None" = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What became of one rule for one kind of record."""

    regel: Regel
    soort: Soort
    oordeel: Oordeel
    bevindingen: tuple[Bevinding, ...] = ()
    reden: str = ""
    verzoeken: int = 0
    seconden: float = 0.0


@dataclass(frozen=True, slots=True)
class Verslag:
    """A whole run. ``doel`` and ``begonnen`` are as they are to be shown."""

    doel: str
    rol: Rol
    versie: Versie
    begonnen: str
    seconden: float
    uitkomsten: tuple[Uitkomst, ...]
    onbereikbaar: bool = False
    toon_waarden: bool = False

    def aantal(self, oordeel: Oordeel) -> int:
        """Count the outcomes of one kind."""
        return sum(u.oordeel is oordeel for u in self.uitkomsten)

    def bevindingen(self, ernst: Ernst) -> int:
        """Count what was found of one severity."""
        return sum(b.ernst is ernst for u in self.uitkomsten for b in u.bevindingen)

    @property
    def verzoeken(self) -> int:
        """Count the requests that were sent."""
        return sum(u.verzoeken for u in self.uitkomsten)
