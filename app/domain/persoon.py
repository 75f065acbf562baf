"""What the rights of a person need from the store, apart from what a question needs.

A person is a jobseeker of one source: ``(bron, id)``, the id as delivered.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag

Merker = Callable[[Oin, RecordID], Sequence[str]]
"""Gives every keyed pseudonym under which an erasure of this person may stand, the present one first."""


@dataclass(frozen=True, slots=True)
class Persoonsdossier:
    """All that is stored of one record, whoever may see it.

    ``rijen`` holds per table every column as the database has it, but for the two that stand here
    themselves. Moments are in seconds since 1970 (UTC).
    """

    inhoud: bytes = field(repr=False)
    profiel: bytes | None = field(repr=False)
    versie: str
    grondslag: Grondslag
    grondslag_tot: int | None
    rijen: Mapping[str, Sequence[Mapping[str, Any]]] = field(repr=False)


class Personen(Protocol):
    """Persons in one transaction: only for the rights of the person, as no ``Inzage`` limits what it gives."""

    async def dossier(self, bron: Oin, id_: RecordID) -> Persoonsdossier | None:
        """Give all that is stored of the record; None where there is none."""
        ...

    async def merk_gewist(self, bron: Oin, id_: RecordID, moment: int) -> None:
        """Keep this person out from now on. What stays is a mark: a keyed pseudonym and ``moment``."""
        ...

    async def wis(self, bron: Oin, id_: RecordID) -> bool:
        """Erase the record with all that was derived from it; False where there was none."""
        ...

    async def is_gewist(self, bron: Oin, id_: RecordID) -> bool:
        """Say whether this person is kept out."""
        ...

    async def laat_toe(self, bron: Oin, id_: RecordID) -> bool:
        """Take the mark away: the next delivery brings the person back. False where there was none."""
        ...


class Beleidsarchief(Protocol):
    """Every disclosure policy that was ever in force, by the hash that the processing record names it with."""

    async def bewaar(self, kenmerk: str, inhoud: bytes, moment: int) -> None:
        """Keep a policy; what is kept already stays as it is."""
        ...

    async def lees(self, kenmerken: Sequence[str]) -> Mapping[str, bytes]:
        """Give those of these policies that are kept."""
        ...
