"""The review file: names that no list has, each with what it may have meant. Somebody decides; it is read back."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from app.adapters.referentielijsten.csvlijst import lees_rijen
from app.adapters.referentielijsten.kern import Lijstfout
from app.domain.referentielijst import MAX_NAAM, Begrip, Codefout, Lijst, Naslag, lees_code, sleutel

KOLOMMEN: Final = ("lijst", "naam", "code", "voorstel", "score")
_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula: no such name goes into a review file."""
_AANTAL: Final = 3
_DREMPEL: Final = 75.0


def gelijkend(naam: str, namen: Iterable[str]) -> list[tuple[str, float]]:
    """Give the names that are most like this one, with a score from 0 to 100."""
    gevonden = process.extract(naam, list(namen), scorer=fuzz.WRatio, limit=_AANTAL, score_cutoff=_DREMPEL)
    return [(kandidaat, score) for kandidaat, score, _ in gevonden]


def voorstelrijen(naslag: Naslag) -> Iterator[dict[str, str]]:
    """Give the rows of a review file: for each missed name what it may have meant, best first."""
    for lijst, voorstel in naslag.voorstellen(gelijkend):
        if voorstel.naam.startswith(_FORMULE):
            continue
        for begrip, score in voorstel.kandidaten or ((Begrip("", ""), 0.0),):
            waarden = (lijst.value, voorstel.naam, begrip.code, begrip.naam, f"{score:.0f}")
            yield dict(zip(KOLOMMEN, waarden, strict=True))


def lees_besluiten(pad: Path) -> dict[Lijst, list[tuple[str, str]]]:
    """Read a reviewed file: per list the names with their codes; a row without a code decides nothing.

    Raises ``Lijstfout``.
    """
    besluiten: dict[Lijst, dict[str, tuple[str, str]]] = {}
    try:
        with pad.open("rb") as bestand:
            for plaats, rij in lees_rijen(bestand, {k: (k,) for k in KOLOMMEN}, KOLOMMEN[:3]):
                if rij["code"]:
                    _voeg_toe(besluiten, plaats, *_besluit(plaats, rij))
    except OSError as fout:
        raise Lijstfout(f"{pad.name}: is niet te lezen: {fout.strerror}") from None
    except Lijstfout as fout:
        raise Lijstfout(f"{pad.name}{fout}") from None
    return {lijst: list(paren.values()) for lijst, paren in besluiten.items()}


def _voeg_toe(
    besluiten: dict[Lijst, dict[str, tuple[str, str]]], plaats: str, lijst: Lijst, naam: str, code: str
) -> None:
    paren = besluiten.setdefault(lijst, {})
    if sleutel(naam) in paren:
        raise Lijstfout(f"{plaats}: deze naam staat er twee keer; houd per naam hoogstens één regel over")
    paren[sleutel(naam)] = naam, code


def _besluit(plaats: str, rij: dict[str, str]) -> tuple[Lijst, str, str]:
    if rij["lijst"] not in list(Lijst):
        raise Lijstfout(f"{plaats}: lijst moet een van deze zijn: {', '.join(Lijst)}")
    lijst = Lijst(rij["lijst"])
    if not rij["naam"] or len(rij["naam"]) > MAX_NAAM or not rij["naam"].isprintable():
        raise Lijstfout(f"{plaats}: naam moet 1 tot {MAX_NAAM} zichtbare tekens hebben")
    try:
        return lijst, rij["naam"], lees_code(lijst, rij["code"])
    except Codefout as fout:
        raise Lijstfout(f"{plaats}: {fout}") from None
