"""What the roles need from the outside; ``storage`` and ``adapters`` implement it, ``main`` plugs it in."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from app.domain.auditport import Auditlog
from app.domain.client import Clients
from app.domain.criteria import Selectievraag
from app.domain.kwaliteitsport import Kwaliteitsopslag
from app.domain.leveringport import Leveringen
from app.domain.persoon import Beleidsarchief, Personen
from app.domain.referentieport import Referentielijsten
from app.domain.registerport import Bronregistratie, Bronstaat, Deelnemer, Postcodereeksen, Register
from app.domain.selectiegebied import Gebied
from app.domain.toestemming import Registerhandeling, Stand
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Inzage, Soort
from app.models.versie import Versie

__all__ = [
    "Aangeleverd",
    "Bronmatch",
    "Bronregistratie",
    "Bronstaat",
    "Deelnemer",
    "Detailtelling",
    "Dossier",
    "Dossiers",
    "Dossierstand",
    "Grenzen",
    "Klok",
    "Opslag",
    "Opslagfabriek",
    "Postcodereeksen",
    "Register",
    "Selectie",
    "Toestemmingen",
    "Wijziging",
]


class Klok(Protocol):
    """The time, in seconds since 1970 (UTC)."""

    def __call__(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The agreed limits; times in seconds."""

    matches_per_bron: int = 100
    matches_totaal: int = 100
    details_per_vraag: int = 10
    vraag_seconden: float = 5.0
    detail_seconden: float = 10.0
    vraag_geldig_seconden: int = 604_800
    body_bytes: int = 100_000
    vragen_tegelijk: int = 32
    """Most questions that the exchange has under way, per worker."""


@dataclass(frozen=True, slots=True)
class Bronmatch:
    """One match as a source gives it.

    ``profiel`` is the match profile as JSON object bytes without any identifier; ``afstand`` is the
    distance to the asked postcode in the agreed unit, infinite where the record has no postcode; ``bewaakt``
    the version of the free-text guard that the profile has passed, 0 when that is not known; ``versie`` the
    version of the standard that the profile is in.
    """

    id: RecordID
    profiel: bytes
    afstand: float
    bewaakt: int = 0
    versie: str = Versie.V3

    def keur(self) -> "Bronmatch":
        """A match of a source inside this node was judged when it was delivered."""
        return self


@dataclass(frozen=True, slots=True)
class Selectie:
    """The nearest matches, in random order; ``meer``: there are more than the maximum.

    ``niet_vertaald`` counts those that the version of the question cannot hold.
    """

    matches: Sequence[Bronmatch]
    meer: bool
    niet_vertaald: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """A record as delivered (JSON object bytes, id and empty values included) with what rules it.

    ``contact_tot``: until when (seconds since 1970) the contact fields may go to parties outside SUWI.
    """

    id: RecordID
    versie: str
    inhoud: bytes
    grondslag: Grondslag | None = None
    contact_tot: int = 0


class Wijziging(StrEnum):
    """What storing a delivered record did."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    GEWEERD = "geweerd"
    """Not stored: the person was erased, and has not been let in again."""


@dataclass(frozen=True, slots=True)
class Aangeleverd:
    """A delivered record that has been validated: ``gegevens`` is ``inhoud`` parsed.

    The match profile is made from ``matchgegevens``: the record with more masked in its free text; None:
    from the record itself. ``bewaakt`` is the version of the free-text guard behind both; 0: none.
    """

    id: RecordID
    inhoud: bytes
    gegevens: Mapping[str, Any] = field(repr=False)
    matchgegevens: Mapping[str, Any] | None = field(default=None, repr=False)
    bewaakt: int = 0


class Dossierstand(NamedTuple):
    """Of one record: its version, and when it was first delivered, changed and last delivered (seconds since 1970)."""

    id: RecordID
    versie: str
    aangemaakt_op: int
    gewijzigd_op: int
    bevestigd_op: int


class Dossiers(Protocol):
    """The records of the sources inside this node."""

    async def zoek(self, bron: Oin, vraag: Selectievraag, gebied: Gebied, inzage: Inzage, maximum: int) -> Selectie:
        """Give the nearest ``maximum`` records that meet the question and that ``inzage`` may see."""
        ...

    async def open(self, bron: Oin, soort: Soort, id_: RecordID, inzage: Inzage) -> Dossier | None:
        """Give the record if it exists and ``inzage`` may see it."""
        ...

    async def inhouden(self, bron: Oin, soort: Soort, ids: Sequence[RecordID]) -> Mapping[RecordID, bytes]:
        """Give the records that ``zoek`` has just found, as delivered."""
        ...

    async def bewaar(
        self,
        bron: Oin,
        soort: Soort,
        versie: str,
        grondslag: Grondslag | None,
        records: Sequence[Aangeleverd],
        *,
        grondslag_tot: int | None = None,
    ) -> Mapping[Wijziging, int]:
        """Store a batch; the last one wins where an id occurs twice.

        ``grondslag_tot``: when the ground ends (seconds since 1970); None: it has no end.
        """
        ...

    async def verwijder(self, bron: Oin, soort: Soort, id_: RecordID) -> bool:
        """Remove one record; False where there was none."""
        ...

    async def verwijder_alle(self, bron: Oin, soort: Soort, ids: Sequence[RecordID]) -> int:
        """Remove these records; give the number of those that were there."""
        ...

    async def verwijder_behalve(self, bron: Oin, soort: Soort, behouden: AsyncIterator[Sequence[RecordID]]) -> int:
        """Remove every record of this source and kind that ``behouden`` does not name; give their number."""
        ...

    async def lijst(self, bron: Oin, soort: Soort, na: int, aantal: int) -> Sequence[Dossierstand]:
        """Give so many records in the order of their ids, ``na`` of them passed over."""
        ...

    async def aantal(self, bron: Oin, soort: Soort) -> int:
        """Count the records of this source and kind."""
        ...

    async def bewaak_opnieuw(
        self, soort: Soort, versie: int, hoogstens: int, bewaak: Callable[[Aangeleverd], Aangeleverd]
    ) -> int:
        """Rewrite records, of any source, whose free text no guard of ``versie`` has seen; give their number."""
        ...


class Toestemmingen(Protocol):
    """Consents and objections of the jobseekers of the sources inside this node, who need have no record (yet).

    A change counts at once, in every query: it is written through to the record in the same transaction.
    """

    async def verwerk(
        self, bron: Oin, handelingen: Sequence[tuple[RecordID, Registerhandeling]], moment: int
    ) -> Sequence[bool]:
        """Make the changes in this order; say of each whether it had an effect."""
        ...

    async def historie(self, bron: Oin, id_: RecordID) -> Stand:
        """Give all that was ever entered for this person."""
        ...

    async def wis(self, bron: Oin, id_: RecordID) -> bool:
        """Erase all that was entered for this person; False where there was nothing."""
        ...


class Detailtelling(Protocol):
    """Counts the different details per question, right over workers and restarts."""

    async def toegestaan(self, vraag: str, sleutel: bytes, maximum: int) -> bool:
        """Say whether this detail may still be asked, without counting it."""
        ...

    async def tel(self, vraag: str, sleutel: bytes, maximum: int, verloopt: int) -> bool:
        """Count this detail (a repeat is free); False, and nothing counted, beyond the maximum."""
        ...

    async def vergeet(self, voor: int) -> int:
        """Forget the questions that expired before ``voor`` (seconds since 1970); give their number."""
        ...


class Opslag(Protocol):
    """All that one transaction can reach."""

    @property
    def dossiers(self) -> Dossiers: ...

    @property
    def toestemmingen(self) -> Toestemmingen: ...

    @property
    def personen(self) -> Personen: ...

    @property
    def beleidsarchief(self) -> Beleidsarchief: ...

    @property
    def register(self) -> Register: ...

    @property
    def detailtelling(self) -> Detailtelling: ...

    @property
    def referentielijsten(self) -> Referentielijsten: ...

    @property
    def kwaliteit(self) -> Kwaliteitsopslag: ...

    @property
    def audit(self) -> Auditlog: ...

    @property
    def leveringen(self) -> Leveringen: ...

    @property
    def clients(self) -> Clients: ...


class Opslagfabriek(Protocol):
    """Opens transactions: committed when the block ends well, rolled back when it raises."""

    def lezen(self) -> AbstractAsyncContextManager[Opslag]: ...

    def schrijven(self) -> AbstractAsyncContextManager[Opslag]: ...
