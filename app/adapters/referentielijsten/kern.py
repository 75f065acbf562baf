"""What the readers of reference lists share."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.domain.referentielijst import MAX_BEGRIPPEN, MAX_NAAM, MAX_SYNONIEMEN, Begrip, Codefout, Lijst, lees_code


class Lijstfout(Exception):
    """A list cannot be used; the message names file, line and rule."""


@dataclass(slots=True)
class Gelezen:
    """The entries of a file by code, and how many were left out on purpose: deprecated, or without a Dutch name."""

    begrippen: dict[str, Begrip] = field(default_factory=dict)
    overgeslagen: int = 0

    def voeg_toe(self, plaats: str, begrip: Begrip) -> None:
        """Keep an entry. Raises ``Lijstfout`` where its code is there already, or there are too many."""
        if begrip.code in self.begrippen:
            raise Lijstfout(f"{plaats}: deze code staat er twee keer in")
        if len(self.begrippen) >= MAX_BEGRIPPEN:
            raise Lijstfout(f": heeft meer dan {MAX_BEGRIPPEN} begrippen")
        self.begrippen[begrip.code] = begrip


def maak_begrip(
    lijst: Lijst,
    plaats: str,
    code: str,
    naam: str,
    synoniemen: list[str],
    *,
    geldig: tuple[date | None, date | None] = (None, None),
) -> Begrip:
    """Judge and make an entry. Raises ``Lijstfout``."""
    try:
        goed = lees_code(lijst, code)
    except Codefout as fout:
        raise Lijstfout(f"{plaats}: {fout}") from None
    naam, *rest = (_kaal(tekst) for tekst in (naam, *synoniemen))
    anders = tuple(dict.fromkeys(tekst for tekst in rest if tekst))
    if len(anders) > MAX_SYNONIEMEN:
        raise Lijstfout(f"{plaats}: heeft meer dan {MAX_SYNONIEMEN} synoniemen")
    if any(len(tekst) > MAX_NAAM or not tekst.isprintable() for tekst in (naam, *anders)):
        raise Lijstfout(f"{plaats}: een naam moet hoogstens {MAX_NAAM} zichtbare tekens hebben")
    return Begrip(goed, naam, anders, *geldig)


def _kaal(tekst: str) -> str:
    """Write white space as one space, and leave out soft hyphens: nobody types them."""
    return " ".join(tekst.replace("\xad", "").split())


_DAG: Final = 10


def lees_dag(plaats: str, tekst: str) -> date | None:
    """Read a day, or the day of a moment; None where there is none. Raises ``Lijstfout``."""
    if not tekst:
        return None
    try:
        return date.fromisoformat(tekst[:_DAG])
    except ValueError:
        raise Lijstfout(f"{plaats}: een datum moet JJJJ-MM-DD zijn") from None
