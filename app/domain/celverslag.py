"""What became of every cell of a delivered file: the counts add up to the cells that were read.

A cell is one field of a row, or one value of a JSON or XML record. A remark names row, column, rule and
what to do; never the value, nor a column name that only the file knows.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MAX_GENOEMD: Final = 100_000
_NUMMER: Final = re.compile(r"\[[0-9]+\]")


class Celuitkomst(StrEnum):
    """What became of one cell."""

    LEEG = "leeg"
    OVERGENOMEN = "overgenomen"
    OMGEZET = "omgezet"
    GENEGEERD = "genegeerd"
    """The mapping leaves it out on purpose."""
    IDENTIFICEREND = "identificerend"
    """It points at a person and never passes."""
    ONBEKEND = "onbekend"
    """The mapping does not know its column: it does not pass."""
    AFGEWEZEN = "afgewezen"
    VERVALLEN = "vervallen"
    """Nothing is wrong with it, but its row was refused."""


@dataclass(frozen=True, slots=True)
class Celopmerking:
    """A rejected cell: what rule it breaks and what its owner can do."""

    plaats: str
    kolom: str
    regel: str
    verbetering: str


@dataclass(slots=True)
class Celverslag:
    """Counts per outcome, rejected cells, and what is odd about the columns; columns without list indices."""

    rijen: int = 0
    lege_rijen: int = 0
    cellen: int = 0
    telling: Counter[Celuitkomst] = field(default_factory=Counter)
    afgewezen_per_kolom: Counter[str] = field(default_factory=Counter)
    onbekende_kolommen: Counter[str] = field(default_factory=Counter)
    ontbrekende_kolommen: tuple[str, ...] = ()
    opmerkingen: list[Celopmerking] = field(default_factory=list, repr=False)

    def tel(self, uitkomsten: Iterable[Celuitkomst]) -> None:
        """Count the cells of one row."""
        uitkomsten = list(uitkomsten)
        self.rijen += 1
        self.cellen += len(uitkomsten)
        self.telling.update(uitkomsten)

    def wijs_af(self, opmerking: Celopmerking) -> None:
        """Name a rejected cell; the first hundred thousand are named, all are counted per column."""
        self.afgewezen_per_kolom[_NUMMER.sub("[]", opmerking.kolom)] += 1
        if len(self.opmerkingen) < MAX_GENOEMD:
            self.opmerkingen.append(opmerking)

    @property
    def sluitend(self) -> bool:
        """Whether every cell that was read is accounted for."""
        return self.cellen == self.telling.total()
