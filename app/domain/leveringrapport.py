"""What became of a delivery, for whoever delivered it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.celverslag import Celverslag
from app.domain.leveringtoestemming import Gedaan
from app.domain.ports import Wijziging
from app.domain.tekstwacht import Bevindingen
from app.models.schending import Schending

MAX_GENOEMD: Final = 100_000


@dataclass(frozen=True, slots=True)
class Geweigerd:
    """A refused record: its place in the file, its id where that is valid, and field + rule, never a value."""

    plaats: str
    id: str | None = field(repr=False)
    schendingen: tuple[Schending, ...]


@dataclass(slots=True)
class Rapport:
    """What became of a delivery. ``fout`` says why nothing was changed; ``dubbel``: the last one won.

    ``geweerd``: not stored, because the person was erased. ``toestemmingen``: consents given or withdrawn because
    the file says so. ``aanwezig``: records before a delivery that removes; ``te_verwijderen``: would go, and waits
    for a confirmation; ``niet_gevonden``: were to be removed, and are not there. ``cellen``: what became of every cell, where an adapter read the file.
    """

    gelezen: int = 0
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    verwijderd: int = 0
    geweigerd: int = 0
    dubbel: int = 0
    geweerd: int = 0
    toestemmingen: int = 0
    aanwezig: int = 0
    te_verwijderen: int = 0
    niet_gevonden: int = 0
    proef: bool = False
    volledig: bool = False
    fout: str = ""
    onleesbaar: str = ""
    weigeringen: list[Geweigerd] = field(default_factory=list, repr=False)
    bevindingen: Bevindingen = field(default_factory=Bevindingen)
    cellen: Celverslag | None = None

    @property
    def geldig(self) -> int:
        """Records that met every rule."""
        return self.gelezen - self.geweigerd

    @property
    def geladen(self) -> int:
        """Records that are now stored as delivered."""
        return self.nieuw + self.gewijzigd + self.ongewijzigd

    def tel(self, uitkomst: Mapping[Wijziging, int]) -> None:
        self.nieuw += uitkomst.get(Wijziging.NIEUW, 0)
        self.gewijzigd += uitkomst.get(Wijziging.GEWIJZIGD, 0)
        self.ongewijzigd += uitkomst.get(Wijziging.ONGEWIJZIGD, 0)
        self.geweerd += uitkomst.get(Wijziging.GEWEERD, 0)

    def tel_toestemming(self, gedaan: Gedaan) -> None:
        self.toestemmingen += gedaan.gewijzigd
        self.verwijderd += gedaan.verwijderd

    def weiger(self, weigering: Geweigerd) -> None:
        """Count a refusal; the first hundred thousand are named."""
        self.geweigerd += 1
        if len(self.weigeringen) < MAX_GENOEMD:
            self.weigeringen.append(weigering)

    def niets_gedaan(self, reden: str) -> None:
        self.nieuw = self.gewijzigd = self.ongewijzigd = self.verwijderd = self.geweerd = 0
        self.toestemmingen = self.niet_gevonden = 0
        self.fout = reden
