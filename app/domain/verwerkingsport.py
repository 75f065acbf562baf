"""What the processing record needs from the outside; ``storage`` implements it, ``main`` plugs it in."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple, Protocol

from app.domain.verwerkingsketen import Kop, Regel, Segment


class Aanvulling(NamedTuple):
    """Rows to add to a segment: its anchor as it stands, as it becomes, and the rows."""

    voor: Segment
    na: Segment
    regels: Sequence[Regel]


class Voortgang(NamedTuple):
    """How far the index of persons has come in a segment: ``afgeleid`` pieces of ``STUK`` rows."""

    segment: int
    aantal: int
    gesloten: bool
    afgeleid: int


class Vindplaats(NamedTuple):
    """Where the index places a person: offsets in one piece of a segment, one byte each."""

    segment: int
    stuk: int
    plaatsen: bytes


class Verwerkingenlezer(Protocol):
    """The record as it stood at one moment."""

    async def kop(self) -> Kop | None:
        """Give the head; None when no segment was ever opened."""
        ...

    def segmenten(self, na: int = 0) -> AsyncIterator[Segment]:
        """Give every segment with a greater number than ``na``, in the order of opening."""
        ...

    def regels(self, segment: int, na: int | None = None) -> AsyncIterator[Sequence[Regel]]:
        """Give the rows of a segment in order, ``STUK`` at a time, those after number ``na``."""
        ...

    async def regels_op(self, segment: int, nummers: Collection[int]) -> Sequence[Regel]:
        """Give the rows with these numbers, as far as they exist."""
        ...

    async def wees(self, segmenten: int) -> tuple[int, int] | None:
        """Give segment and number of a row whose segment is not one of the first ``segmenten``."""
        ...

    async def voortgang(self) -> Sequence[Voortgang]:
        """Say of every segment whose rows are there how far the index has come."""
        ...

    async def index(self, segment: int, stuk: int) -> Mapping[bytes, bytes]:
        """Give what the index holds of one piece of a segment: per person the offsets."""
        ...

    async def vindplaatsen(self, personen: Collection[bytes]) -> Sequence[Vindplaats]:
        """Give where the index places persons of these pseudonyms."""
        ...


class Verwerkingenopslag(Protocol):
    """What a method did is committed when it returns. Raises ``VumFout`` when that cannot be.

    Whatever takes long is done in short transactions, so that a disclosure hardly waits for it.
    """

    def lezen(self) -> AbstractAsyncContextManager[Verwerkingenlezer]:
        """Open the record as it stands now."""
        ...

    async def open_segment(self, maak: Callable[[Kop | None], tuple[Segment, Kop]]) -> Segment:
        """Store the segment and the head that ``maak`` makes from the present head; one at a time."""
        ...

    async def schrijf(self, aanvullingen: Sequence[Aanvulling]) -> bool:
        """Add rows durably; False, and nothing stored, when an anchor is no longer as it stood."""
        ...

    async def verwissel(self, voor: Segment, na: Segment) -> bool:
        """Replace an anchor; False when it is no longer as it stood."""
        ...

    async def verwijder(self, voor: Segment, na: Segment) -> bool:
        """Replace an anchor by its tombstone and remove the rows; False when it is no longer as it stood."""
        ...

    async def schrijf_index(self, segment: int, stuk: int, plaatsen: Mapping[bytes, bytes]) -> bool:
        """Store the index of the next piece; False when another did, or the segment's rows are gone."""
        ...
