"""What is kept of reference lists: the port, and what is read from it.

``storage`` implements it. A version of a list never changes in part: it is loaded whole, or replaced whole.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.domain.referentielijst import Begrip, Lijst, Naslag, Referentielijst


@dataclass(frozen=True, slots=True)
class Lijstversie:
    """One version of a list: ``geldig_tot`` is the day before the next one begins, None: it is the last.

    ``geladen_op`` in seconds since 1970 (UTC).
    """

    lijst: Lijst
    geldig_vanaf: date
    aantal: int
    geladen_op: int
    geldig_tot: date | None = None


class Referentielijsten(Protocol):
    """The reference lists of this node."""

    async def versies(self) -> Sequence[tuple[Lijst, date, int, int]]:
        """Give list, first day, number of entries and moment of loading, in the order of list and day."""
        ...

    async def bewaar(self, lijst: Lijst, geldig_vanaf: date, begrippen: Iterable[Begrip], moment: int) -> bool:
        """Store a version, in the place of what it was; False where it is the same."""
        ...

    async def verwijder(self, lijst: Lijst, geldig_vanaf: date) -> bool:
        """Remove a version; False where there was none."""
        ...

    async def blad(self, lijst: Lijst, geldig_vanaf: date, dag: date, na: str, aantal: int) -> Sequence[Begrip]:
        """Give the entries that hold on ``dag``, by code, those after ``na``."""
        ...

    def alle(self, lijst: Lijst, geldig_vanaf: date) -> AsyncIterator[Begrip]:
        """Give every entry of a version."""
        ...

    async def synoniemen(self, lijst: Lijst) -> Sequence[tuple[str, str]]:
        """Give what the operator decided: name and code."""
        ...

    async def zet_synoniemen(self, lijst: Lijst, paren: Iterable[tuple[str, str]], *, vervang: bool) -> None:
        """Keep decisions; ``vervang`` forgets the earlier ones of this list."""
        ...


async def versies(opslag: Referentielijsten) -> list[Lijstversie]:
    """Give every version with its last day."""
    rijen = await opslag.versies()
    volgende: dict[Lijst, date] = {}
    gevonden = []
    for lijst, vanaf, aantal, geladen_op in reversed(rijen):
        tot = volgende.get(lijst)
        gevonden.append(Lijstversie(lijst, vanaf, aantal, geladen_op, tot and tot - timedelta(days=1)))
        volgende[lijst] = vanaf
    return gevonden[::-1]


async def versie_op(opslag: Referentielijsten, lijst: Lijst, dag: date) -> Lijstversie | None:
    """Give the version that holds on this day."""
    geldend = [v for v in await versies(opslag) if v.lijst is lijst and v.geldig_vanaf <= dag]
    return geldend[-1] if geldend else None


async def lijst_op(opslag: Referentielijsten, lijst: Lijst, dag: date) -> Referentielijst | None:
    """Give the list as it holds on this day, with what the operator decided; None where none was loaded."""
    versie = await versie_op(opslag, lijst, dag)
    if versie is None:
        return None
    begrippen = [begrip async for begrip in opslag.alle(lijst, versie.geldig_vanaf)]
    return Referentielijst(begrippen, dag, await opslag.synoniemen(lijst))


async def naslag_op(
    opslag: Referentielijsten, dag: date, uri_van_boc: Callable[[str], str | None] = lambda _: None
) -> Naslag:
    """Give all lists as they hold on the day of a delivery."""
    gevonden = {lijst: await lijst_op(opslag, lijst, dag) for lijst in Lijst}
    return Naslag({naam: lijst for naam, lijst in gevonden.items() if lijst is not None}, uri_van_boc)
