"""A source as the exchange sees it: what it is asked, and what it offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.domain.criteria import Selectievraag
from app.domain.ports import Bronmatch
from app.models.identiteit import RecordID
from app.models.partijen import Partijen, Soort
from app.models.versie import Versie


class Kandidaat(Protocol):
    """A match as a source offers it: judged only when it is near enough to become part of the answer."""

    @property
    def afstand(self) -> float: ...

    def keur(self) -> Bronmatch | None:
        """Give the match; None when it breaks the contract or lies outside the question."""
        ...


@dataclass(frozen=True, slots=True)
class Aanbod:
    """What a source offers on a question, in any order; ``meer``: it has more than it offers.

    ``vervallen`` counts what was dropped at once: outside the area, twice the same id, no match at all;
    ``niet_vertaald`` what the version of the question cannot hold.
    """

    kandidaten: Sequence[Kandidaat]
    meer: bool
    vervallen: int = 0
    niet_vertaald: int = 0


@dataclass(frozen=True, slots=True)
class Bronvraag:
    """A question to one source.

    ``partijen`` are as that source must see them; ``ruw`` is the vraagObject as the asker sent it.
    """

    partijen: Partijen
    vraag: Selectievraag
    ruw: Mapping[str, Any] = field(repr=False)


class Bron(Protocol):
    """A source as the exchange sees it: inside this node or far away, of any version."""

    async def zoek(self, vraag: Bronvraag) -> Aanbod:
        """Give what it offers. Raises ``VumFout`` when the source cannot answer."""
        ...

    async def open(self, partijen: Partijen, soort: Soort, id_: RecordID, versie: Versie) -> bytes:
        """Give the detail in this version as JSON object bytes. Raises ``OnbekendRecord`` or ``NietBeschikbaar``."""
        ...

    async def proef(self, partijen: Partijen) -> None:
        """Return when it answers something harmless, about nobody. Raises ``VumFout``."""
        ...
