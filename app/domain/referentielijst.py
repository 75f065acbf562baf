"""Reference lists: a code for a name, found exactly or by synonym; what is merely alike is only proposed.

A list has versions, each valid from a day; an entry may have its own dates.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

Naamzoeker: TypeAlias = Callable[[str], str | None]
"""Gives the code that belongs to a code, name or synonym; None where the list does not have it."""

Gelijkenis: TypeAlias = Callable[[str, Iterable[str]], Iterable[tuple[str, float]]]
"""Gives the names that are most like this one, each with a score from 0 to 100, best first."""

MAX_VOORSTELLEN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Begrip:
    """One entry: the code that goes into a record, its name, and what else it is called or coded."""

    code: str
    naam: str
    synoniemen: tuple[str, ...] = ()
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    """Last day on which it holds."""

    def geldt(self, dag: date) -> bool:
        """Say whether this entry holds on this day."""
        return not (self.geldig_vanaf and dag < self.geldig_vanaf) and not (self.geldig_tot and dag > self.geldig_tot)


@dataclass(frozen=True, slots=True)
class Voorstel:
    """A name that was not found, and what it may have meant; someone decides, the program never does."""

    naam: str = field(repr=False)
    kandidaten: tuple[tuple[Begrip, float], ...]


def sleutel(naam: str) -> str:
    """Write a name so that case and white space make no difference."""
    return " ".join(naam.split()).casefold()


class Referentielijst:
    """The entries that hold on one day, by code, name and synonym. A name of two entries finds neither."""

    def __init__(self, begrippen: Iterable[Begrip] = (), dag: date | None = None) -> None:
        self._begrippen = [b for b in begrippen if dag is None or b.geldt(dag)]
        self._op_code = {b.code: b for b in self._begrippen}
        self._op_naam = _eenduidig((sleutel(b.naam), b) for b in self._begrippen)
        self._op_synoniem = _eenduidig((sleutel(s), b) for b in self._begrippen for s in b.synoniemen)

    def __len__(self) -> int:
        return len(self._begrippen)

    def zoek(self, wat: str) -> Begrip | None:
        """Find by code, then by name, then by synonym."""
        gezocht = sleutel(wat)
        return self._op_code.get(wat.strip()) or self._op_naam.get(gezocht) or self._op_synoniem.get(gezocht)

    def voorstel(self, naam: str, gelijkenis: Gelijkenis) -> Voorstel:
        """Propose what a name that was not found may have meant."""
        namen = {**self._op_synoniem, **self._op_naam}
        beste: dict[str, tuple[Begrip, float]] = {}
        for gevonden, score in gelijkenis(sleutel(naam), namen):
            beste.setdefault(namen[gevonden].code, (namen[gevonden], score))
        return Voorstel(naam, tuple(beste.values()))


class Voorstellenbak:
    """Looks names up and keeps the ones that were not found, each once, up to a limit."""

    def __init__(self, lijst: Referentielijst) -> None:
        self._lijst = lijst
        self._gemist: dict[str, str] = {}

    def __call__(self, naam: str) -> str | None:
        """Give the code, or remember that there is none."""
        begrip = self._lijst.zoek(naam)
        if begrip is None and len(self._gemist) < MAX_VOORSTELLEN:
            self._gemist.setdefault(sleutel(naam), naam)
        return begrip.code if begrip else None

    def voorstellen(self, gelijkenis: Gelijkenis) -> Iterator[Voorstel]:
        """Give a proposal for every name that was missed, in the order of the file."""
        return (self._lijst.voorstel(naam, gelijkenis) for naam in self._gemist.values())


def _eenduidig(paren: Iterable[tuple[str, Begrip]]) -> dict[str, Begrip]:
    gevonden: dict[str, Begrip | None] = {}
    for naam, begrip in paren:
        ander = gevonden.setdefault(naam, begrip)
        if ander is not None and ander.code != begrip.code:
            gevonden[naam] = None
    return {naam: begrip for naam, begrip in gevonden.items() if begrip is not None}
