"""What is kept to measure quality by: the port. ``storage`` implements it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from app.domain.kwaliteit import Meting
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Soort
from app.models.versie import Versie


@dataclass(frozen=True, slots=True)
class Kwaliteitsrij:
    """A record as it is measured; ``te_plaatsen``: it can be found."""

    id: RecordID = field(repr=False)
    versie: Versie
    inhoud: bytes = field(repr=False)
    bevestigd_op: int
    te_plaatsen: bool


class Dagmeting(NamedTuple):
    """A figure that was kept. ``gemeten_op`` in seconds since 1970 (UTC)."""

    bron: Oin
    dag: date
    gemeten_op: int
    meting: Meting


class Kwaliteitsopslag(Protocol):
    """What measuring reads, and the figures that are kept."""

    async def deel(self, bron: Oin, soort: Soort, na: str, aantal: int) -> Sequence[Kwaliteitsrij]:
        """Give records by id, those after ``na``."""
        ...

    async def een(self, bron: Oin, soort: Soort, id_: RecordID) -> Kwaliteitsrij | None: ...

    async def bewaar(self, meting: Dagmeting) -> None:
        """Keep the figure of a day, in the place of an earlier one of that day."""
        ...

    async def metingen(self, sinds: date, bron: Oin | None = None) -> Sequence[Dagmeting]:
        """Give the figures of these days, oldest first; of one source or of all."""
        ...

    async def gemeten(self, dag: date) -> frozenset[tuple[Oin, Soort]]:
        """Give what has a figure of this day."""
        ...

    async def ruim_op(self, voor: date) -> int:
        """Forget the figures of the days before; give their number."""
        ...
