"""What readers, converters and the engine of the formats share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, Protocol, TypeAlias

MAX_CEL: Final = 100_000
"""Characters in one cell."""
MAX_KOLOMMEN: Final = 1_000
MAX_GETAL: Final = 1e15
"""A spreadsheet loses digits of larger numbers."""
MAX_RECORD: Final = 1_000_000
"""Characters in one row or record."""


@dataclass(frozen=True, slots=True)
class Gebrek:
    """What is wrong with a cell or a row, and what its owner can do. Neither holds a value.

    In the place of a cell's value: it holds no plain value but a formula, an error of Excel, too much text.
    """

    regel: str
    verbetering: str


class Afgewezen(Exception):
    """A cell breaks a rule."""

    def __init__(self, regel: str, verbetering: str) -> None:
        super().__init__(regel)
        self.gebrek = Gebrek(regel, verbetering)


class Bestandsfout(Exception):
    """A file cannot be read as this format: what is wrong, where, and what to do. Nothing of it is loaded."""

    def __init__(self, regel: str, verbetering: str, plaats: str = "bestand") -> None:
        super().__init__(f"{regel}; {verbetering}")
        self.plaats = plaats


Celwaarde: TypeAlias = str | int | float | bool | date | Gebrek | None


_BESTURING: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")


class Cel(NamedTuple):
    """A cell: ``sleutel`` is the name in the mapping ("" where it has none), ``naam`` what a report calls it.

    ``indices`` are those of the lists on the way to a value of a JSON or XML record.
    """

    sleutel: str
    naam: str
    waarde: Celwaarde
    indices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of a table or one record. ``fout`` refuses it as a whole."""

    plaats: str
    cellen: list[Cel] = field(repr=False)
    fout: Gebrek | None = None


@dataclass(frozen=True, slots=True)
class Kop:
    """The columns of a table in order: the mapping's name, and what a report calls it."""

    sleutels: tuple[str, ...]
    namen: tuple[str, ...]


def genormaliseerd(naam: str) -> str:
    """Write a name so that case and white space make no difference."""
    return " ".join(naam.split()).casefold()


def is_leeg(waarde: Celwaarde) -> bool:
    return waarde is None or (isinstance(waarde, str) and not waarde.strip())


def kolomletters(index: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def als_tekst(waarde: Celwaarde) -> str:
    """Write a value as a person would type it. Raises ``Afgewezen`` where it has no such form."""
    if isinstance(waarde, str):
        return waarde.strip()
    if isinstance(waarde, Gebrek):
        raise Afgewezen(waarde.regel, waarde.verbetering)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float):
        return _getaltekst(waarde)
    return "" if waarde is None else str(waarde)


def schone_tekst(waarde: Celwaarde) -> str:
    """Write a value as plain text; line ends and tabs may be in it. Raises ``Afgewezen``."""
    tekst = als_tekst(waarde)
    if _BESTURING.search(tekst):
        raise Afgewezen("bevat tekens die geen tekst zijn", "typ de tekst opnieuw of bewaar het bestand als UTF-8")
    return tekst


def _getaltekst(getal: float) -> str:
    if abs(getal) >= MAX_GETAL:
        raise Afgewezen("is een getal van meer dan 15 cijfers", "zet de cel om naar tekst en vul alle cijfers in")
    return str(int(getal)) if getal.is_integer() else repr(getal)


class Bron(Protocol):
    """A file of one kind, opened: it can be read more than once, and holds no more than a row in memory."""

    def rijen(self) -> Iterator[Rij]:
        """Give the rows. Raises ``Bestandsfout`` where the file as a whole cannot be trusted."""
        ...
