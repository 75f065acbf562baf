"""Reference lists: a code for a name, found exactly or by synonym; what is merely alike is only proposed.

A list has versions, each valid from a day until the next one begins; an entry may have its own dates.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

Gelijkenis: TypeAlias = Callable[[str, Iterable[str]], Iterable[tuple[str, float]]]
"""Gives the names that are most like this one, each with a score from 0 to 100, best first."""

MAX_VOORSTELLEN: Final = 10_000
MAX_NAAM: Final = 300
"""Characters in a name or synonym."""
MAX_SYNONIEMEN: Final = 200
"""Of one entry."""
MAX_BEGRIPPEN: Final = 200_000
"""In one version of a list."""


class Lijst(StrEnum):
    """The lists that can be loaded."""

    BEROEPEN = "beroepen"
    """Occupations of CompetentNL."""
    COMPETENTIES = "competenties"
    """Competences of CompetentNL."""
    BOC = "boc"
    """Occupations of UWV, the codes of version 2 of the standard."""
    TALEN = "talen"
    """Languages, ISO 639-3."""
    SBI = "sbi"
    """Branches of industry, Standaard Bedrijfsindeling."""
    OPLEIDINGEN = "opleidingen"
    """Names of educations, the code list of SuwiML."""


@dataclass(frozen=True, slots=True)
class _Codevorm:
    patroon: re.Pattern[str]
    uitleg: str


_URI: Final = _Codevorm(re.compile(r"https?://[!-~]{3,190}"), "code moet een URI zijn, zoals CompetentNL die geeft")
_VORM: Final[Mapping[Lijst, _Codevorm]] = {
    Lijst.BEROEPEN: _URI,
    Lijst.COMPETENTIES: _URI,
    Lijst.BOC: _Codevorm(re.compile(r"[0-9]{1,10}"), "code moet 1 tot 10 cijfers zijn"),
    Lijst.TALEN: _Codevorm(re.compile(r"[a-z]{3}"), "code moet drie kleine letters zijn (ISO 639-3)"),
    Lijst.SBI: _Codevorm(re.compile(r"[A-U]|[0-9]{2,5}"), "code moet 2 tot 5 cijfers zijn"),
    Lijst.OPLEIDINGEN: _Codevorm(re.compile(r"[0-9]{1,10}"), "code moet 1 tot 10 cijfers zijn"),
}


class Codefout(ValueError):
    """A code that cannot be of this list; the message gives the rule, not the code."""


def lees_code(lijst: Lijst, tekst: str) -> str:
    """Give a code as the list keeps it: an SBI code without points. Raises ``Codefout``."""
    code = tekst.strip().replace(".", "") if lijst is Lijst.SBI else tekst.strip()
    vorm = _VORM[lijst]
    if not vorm.patroon.fullmatch(code):
        raise Codefout(vorm.uitleg)
    return code


def als_sleutelcode(lijst: Lijst, code: str) -> str:
    """Write a code so that two spellings are one: a record holds an SBI code as a number, without its zero."""
    return code.lstrip("0") if lijst is Lijst.SBI else code


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
    """The entries that hold on one day, by code, name and synonym. A name of two entries finds neither.

    ``eigen`` are synonyms that the operator decided on: name and code; those of an unknown code do nothing.
    """

    def __init__(
        self, begrippen: Iterable[Begrip] = (), dag: date | None = None, eigen: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._begrippen = [b for b in begrippen if dag is None or b.geldt(dag)]
        self._op_code = {b.code: b for b in self._begrippen}
        self._op_naam = _eenduidig((sleutel(b.naam), b) for b in self._begrippen)
        gegeven = [(sleutel(s), b) for b in self._begrippen for s in b.synoniemen]
        besloten = [(sleutel(n), self._op_code[c]) for n, c in eigen if c in self._op_code]
        self._op_synoniem = _eenduidig(gegeven) | _eenduidig(besloten)

    def __len__(self) -> int:
        return len(self._begrippen)

    def zoek(self, wat: str) -> Begrip | None:
        """Find by code, then by name, then by synonym."""
        gezocht = sleutel(wat)
        return self._op_code.get(wat.strip()) or self._op_naam.get(gezocht) or self._op_synoniem.get(gezocht)

    def codes(self) -> Iterable[str]:
        """Give every code."""
        return self._op_code.keys()

    def voorstel(self, naam: str, gelijkenis: Gelijkenis) -> Voorstel:
        """Propose what a name that was not found may have meant."""
        namen = {**self._op_synoniem, **self._op_naam}
        beste: dict[str, tuple[Begrip, float]] = {}
        for gevonden, score in gelijkenis(sleutel(naam), namen):
            beste.setdefault(namen[gevonden].code, (namen[gevonden], score))
        return Voorstel(naam, tuple(beste.values()))


class Naslag:
    """The lists as they hold on the day of a delivery; it remembers the names that were not found.

    ``uri_van_boc`` is the crosswalk from the occupations of UWV to those of CompetentNL.
    """

    def __init__(
        self,
        lijsten: Mapping[Lijst, Referentielijst] | None = None,
        uri_van_boc: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._lijsten = lijsten or {}
        self._gemist: dict[tuple[Lijst, str], str] = {}
        self.uri_van_boc: Final = uri_van_boc

    def code(self, lijst: Lijst, naam: str) -> str | None:
        """Give the code that belongs to a code, name or synonym; None where the list does not have it."""
        gekozen = self._lijsten.get(lijst)
        begrip = gekozen.zoek(naam) if gekozen else None
        return begrip.code if begrip else None

    def mis(self, lijst: Lijst, naam: str) -> None:
        """Remember, each name once and up to a limit, that nothing was found."""
        if len(self._gemist) < MAX_VOORSTELLEN:
            self._gemist.setdefault((lijst, sleutel(naam)), naam)

    def voorstellen(self, gelijkenis: Gelijkenis) -> Iterator[tuple[Lijst, Voorstel]]:
        """Give a proposal for every name that was missed, list by list, in the order of the file."""
        for (lijst, _), naam in sorted(self._gemist.items(), key=lambda paar: paar[0][0]):
            yield lijst, self._lijsten.get(lijst, Referentielijst()).voorstel(naam, gelijkenis)


def _eenduidig(paren: Iterable[tuple[str, Begrip]]) -> dict[str, Begrip]:
    gevonden: dict[str, Begrip | None] = {}
    for naam, begrip in paren:
        ander = gevonden.setdefault(naam, begrip)
        if ander is not None and ander.code != begrip.code:
            gevonden[naam] = None
    return {naam: begrip for naam, begrip in gevonden.items() if begrip is not None}
