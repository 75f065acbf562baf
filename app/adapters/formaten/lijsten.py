"""Reference lists of the operator: CSV files in one folder, and proposals for the names they do not have.

``beroepen-JJJJ-MM-DD.csv`` and ``competenties-JJJJ-MM-DD.csv`` are versions, each valid from its day; the
newest that is valid is used. ``synoniemen-beroepen.csv`` and ``synoniemen-competenties.csv`` hold what the
operator decided: a reviewed file of proposals.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from app.adapters.formaten.omzetters import Lijsten
from app.domain.referentielijst import Begrip, Referentielijst, Voorstellenbak

SOORTEN: Final = ("beroepen", "competenties")
MAX_REGELS: Final = 200_000
_NAAM: Final = re.compile(r"(beroepen|competenties)-([0-9]{4}-[0-9]{2}-[0-9]{2})\.csv")
_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula: no such name goes into a review file."""
_AANTAL: Final = 3
_DREMPEL: Final = 75.0


class Lijstfout(Exception):
    """A list cannot be used; the message names file, line and rule."""


@dataclass(frozen=True, slots=True)
class Bakken:
    """The lists as converters use them; each remembers the names it missed."""

    beroepen: Voorstellenbak
    competenties: Voorstellenbak

    @property
    def lijsten(self) -> Lijsten:
        return Lijsten(self.beroepen, self.competenties)

    def voorstellen(self) -> Iterator[dict[str, str]]:
        """Give the rows of a review file: for each missed name what it may have meant, best first."""
        for soort, bak in zip(SOORTEN, (self.beroepen, self.competenties), strict=True):
            for voorstel in bak.voorstellen(gelijkend):
                if voorstel.naam.startswith(_FORMULE):
                    continue
                for begrip, score in voorstel.kandidaten or ((Begrip("", ""), 0.0),):
                    yield {
                        "lijst": soort,
                        "naam": voorstel.naam,
                        "code": begrip.code,
                        "voorstel": begrip.naam,
                        "score": f"{score:.0f}",
                    }


VOORSTELKOLOMMEN: Final = ("lijst", "naam", "code", "voorstel", "score")


def laad_lijsten(map_: Path | None, dag: date) -> Bakken:
    """Read the lists that hold on this day; without a folder they are empty. Raises ``Lijstfout``."""
    return Bakken(*(Voorstellenbak(_lijst(map_, soort, dag)) for soort in SOORTEN))


def gelijkend(naam: str, namen: Iterable[str]) -> list[tuple[str, float]]:
    """Give the names that are most like this one, with a score from 0 to 100."""
    gevonden = process.extract(naam, list(namen), scorer=fuzz.WRatio, limit=_AANTAL, score_cutoff=_DREMPEL)
    return [(kandidaat, score) for kandidaat, score, _ in gevonden]


def _lijst(map_: Path | None, soort: str, dag: date) -> Referentielijst:
    if map_ is None:
        return Referentielijst()
    versie = _versie(map_, soort, dag)
    begrippen = [_begrip(*regel) for regel in _regels(versie)] if versie else []
    synoniemen = map_ / f"synoniemen-{soort}.csv"
    if synoniemen.exists():
        begrippen = _met_synoniemen(begrippen, synoniemen)
    return Referentielijst(begrippen, dag)


def _versie(map_: Path, soort: str, dag: date) -> Path | None:
    try:
        namen = [pad.name for pad in map_.iterdir()]
    except OSError as fout:
        raise Lijstfout(f"{map_} is niet te lezen: {fout.strerror}") from None
    gevonden = [m for naam in namen if (m := _NAAM.fullmatch(naam)) and m[1] == soort]
    geldig = [m[0] for m in gevonden if _datum(map_ / m[0], 0, m[2]) <= dag]
    return map_ / max(geldig) if geldig else None


def _regels(pad: Path) -> Iterator[tuple[Path, int, dict[str, str]]]:
    try:
        with pad.open(encoding="utf-8-sig", newline="") as bestand:
            kop = bestand.readline()
            bestand.seek(0)
            for nummer, rij in enumerate(csv.DictReader(bestand, delimiter=";" if ";" in kop else ","), 2):
                if nummer > MAX_REGELS:
                    raise Lijstfout(f"{pad.name}: heeft meer dan {MAX_REGELS} regels")
                yield pad, nummer, {naam: (waarde or "").strip() for naam, waarde in rij.items() if naam}
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Lijstfout(f"{pad.name}: is geen leesbare CSV in UTF-8") from None


def _begrip(pad: Path, nummer: int, rij: dict[str, str]) -> Begrip:
    if not rij.get("code") or not rij.get("naam"):
        raise Lijstfout(f"{pad.name}, regel {nummer}: de kolommen code en naam moeten gevuld zijn")
    if not rij["code"].startswith(("http://", "https://")):
        raise Lijstfout(f"{pad.name}, regel {nummer}: code moet een URI zijn, zoals CompetentNL die geeft")
    vanaf, tot = rij.get("geldig_vanaf"), rij.get("geldig_tot")
    return Begrip(
        rij["code"],
        rij["naam"],
        tuple(filter(None, (deel.strip() for deel in rij.get("synoniemen", "").split("|")))),
        _datum(pad, nummer, vanaf) if vanaf else None,
        _datum(pad, nummer, tot) if tot else None,
    )


def _datum(pad: Path, nummer: int, tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise Lijstfout(f"{pad.name}, regel {nummer}: een datum moet JJJJ-MM-DD zijn") from None


def _met_synoniemen(begrippen: list[Begrip], pad: Path) -> list[Begrip]:
    erbij: dict[str, list[str]] = {}
    bekend = {begrip.code for begrip in begrippen}
    for _, nummer, rij in _regels(pad):
        if rij.get("code") not in bekend:
            raise Lijstfout(f"{pad.name}, regel {nummer}: de code staat niet in de lijst")
        erbij.setdefault(rij["code"], []).append(rij.get("naam", ""))
    return [replace(b, synoniemen=(*b.synoniemen, *filter(None, erbij.get(b.code, ())))) for b in begrippen]
