"""The runs of deliveries: what each is and where it stands. ``storage`` keeps them, and nothing of any person.

A run is open until it has ended. Of one source and kind at most one is open, trials apart, so that two
deliveries never mix. Whoever works on a run says until when it lives; a run that is past that was left by
a process that died, and nothing of it was stored. Moments are in seconds since 1970 (UTC).
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from app.domain.audit import Herkomst
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort

if TYPE_CHECKING:
    from app.domain.aanlevering import Tussenopslag

LEVEND: Final = 60
"""Seconds after which a run without a sign of life is taken for left."""


class Staat(StrEnum):
    """Where a run stands."""

    ONTVANGEN = "ontvangen"
    BEZIG = "bezig"
    WACHT = "wacht-op-bevestiging"
    KLAAR = "klaar"
    MISLUKT = "mislukt"
    AFGEBROKEN = "afgebroken"


OPEN: Final = frozenset({Staat.ONTVANGEN, Staat.BEZIG, Staat.WACHT})


class Wijze(StrEnum):
    """What must happen with the records of the file."""

    AANVULLEN = "aanvullen"
    VERVANGEN = "vervangen"
    VERWIJDEREN = "verwijderen"


@dataclass(frozen=True, slots=True)
class Run:
    """One delivery. ``vingerafdruk`` and ``sleutel`` are keyed: they tell a repeat from another delivery.

    ``volgorde`` orders the runs of a source (microseconds). ``telling`` holds the counts of the report by name.
    ``werker`` works on it until ``levend_tot``; ``vervalt_op``: until when a confirmation is waited for.
    """

    bron: Oin
    id: str
    soort: Soort
    formaat: str
    wijze: Wijze
    volgorde: int
    ontvangen_op: int
    bijgewerkt_op: int
    proef: bool = False
    grondslag: Grondslag | None = None
    grondslag_tot: int | None = None
    herkomst: Herkomst = Herkomst.API
    staat: Staat = Staat.ONTVANGEN
    grootte: int = 0
    vingerafdruk: bytes = field(default=b"", repr=False)
    sleutel: bytes | None = field(default=None, repr=False)
    verzoek_id: str = ""
    werker: str = ""
    levend_tot: int = 0
    vervalt_op: int | None = None
    bevestigd: bool = False
    telling: Mapping[str, int] = field(default_factory=dict)
    fout: str = ""

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.staat in OPEN


class Leveringen(Protocol):
    """The runs, in one transaction."""

    async def registreer(self, run: Run) -> bool:
        """Add a run; False where another of this source and kind is open, or has its key."""
        ...

    async def lees(self, bron: Oin, id_: str) -> Run | None: ...

    async def open_van(self, bron: Oin, soort: Soort) -> Run | None:
        """Give the run of this source and kind that is open, trials apart."""
        ...

    async def met_sleutel(self, bron: Oin, sleutel: bytes) -> Run | None: ...

    async def lijst(self, bron: Oin, voor: int | None, aantal: int) -> Sequence[Run]:
        """Give at most so many runs, newest first, of those with a smaller ``volgorde`` than ``voor``."""
        ...

    async def zet(self, run: Run, van: Collection[Staat]) -> bool:
        """Store how the run stands now; False, and nothing stored, where it stood in none of ``van``."""
        ...

    async def leef(self, werker: str, tot: int) -> None:
        """Note of all runs of this worker that they live."""
        ...

    async def verlaten(self, nu: int) -> Sequence[Run]:
        """Give the open runs that nobody works on, or that waited too long for a confirmation."""
        ...

    async def bewaar_rapport(self, bron: Oin, id_: str, inhoud: bytes) -> None: ...

    async def rapport(self, bron: Oin, id_: str) -> bytes | None: ...

    async def ids_open(self) -> frozenset[str]:
        """Give the ids of all open runs."""
        ...

    async def verwijder_voor(self, moment: int) -> int:
        """Remove the runs that were last changed before ``moment`` and are not open, with their reports."""
        ...


class Ontvangst(Protocol):
    """A file that is coming in."""

    async def schrijf(self, blok: bytes) -> None:
        """Take the next bytes. Raises ``TeGroot`` and ``NietBeschikbaar``."""
        ...

    async def sluit(self) -> tuple[int, str]:
        """Give size and SHA-256 (hex) of the whole file, which is now on disk."""
        ...

    def behoud(self) -> None:
        """Keep the file when the block ends; without this it is removed."""
        ...


class Spool(Protocol):
    """Files that were delivered, until they are processed; each readable by this process's owner alone."""

    def ontvang(self, id_: str, maximum: int) -> AbstractAsyncContextManager[Ontvangst]: ...

    def open(self, id_: str) -> BinaryIO:
        """Open a file for reading. Raises ``FileNotFoundError``."""
        ...

    def bestaat(self, id_: str) -> bool:
        """Say whether the file is here."""
        ...

    def verwijder(self, id_: str) -> None:
        """Remove a file, if it is there."""
        ...

    def tussen(self) -> AbstractContextManager["Tussenopslag"]:
        """Give a place for judged batches, which vanishes with the block, and with the process."""
        ...


class Formaten(Protocol):
    """The formats that a file can be in."""

    def namen(self, soort: Soort) -> Sequence[str]: ...

    def grondslag(self, naam: str, soort: Soort) -> Grondslag | None:
        """Give the legal ground that the rows of this format state themselves."""
        ...
