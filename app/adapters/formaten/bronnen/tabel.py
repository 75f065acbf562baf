"""Tables: find the header among the first rows, by the names of the columns, and name every cell by it.

A column name that the mapping does not know is never repeated in a report: a file without a header
would have a person's data there. Such a column is named by its letter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.adapters.formaten.afbeelding import Afbeelding
from app.adapters.formaten.kern import (
    MAX_KOLOMMEN,
    Bestandsfout,
    Cel,
    Celwaarde,
    Gebrek,
    Kop,
    Rij,
    genormaliseerd,
    is_leeg,
    kolomletters,
)

_TE_BREED: Final = Gebrek(
    "heeft meer cellen dan de kop kolommen heeft", "controleer of een scheidingsteken in een tekst staat"
)
_TE_SMAL: Final = Gebrek(
    "heeft minder cellen dan de kop kolommen heeft", "controleer of de regel is afgebroken of een aanhalingsteken mist"
)


class Ruwerij(NamedTuple):
    """A row as a file has it. ``heel``: a cell that is not there was left out on purpose, as in a sheet."""

    nummer: int
    waarden: Sequence[Celwaarde]
    fout: Gebrek | None = None
    heel: bool = True


def rijen(ruw: Iterable[Ruwerij], afbeelding: Afbeelding) -> Iterator[Rij]:
    """Give the rows below the header; an empty one is given without cells. Raises ``Bestandsfout``."""
    reeks = iter(ruw)
    kop = _zoek_kop(reeks, afbeelding)
    for rij in reeks:
        yield _rij(rij, kop)


def aantal_bekend(waarden: Sequence[Celwaarde], bekend: Mapping[str, str]) -> int:
    """Count the cells of a row that are the name of a column."""
    return sum(isinstance(waarde, str) and genormaliseerd(waarde) in bekend for waarde in waarden)


def bekende_namen(afbeelding: Afbeelding) -> dict[str, str]:
    """Give the mapping's name by every spelling that a header may have."""
    return {genormaliseerd(naam): sleutel for naam, sleutel in afbeelding.namen()}


def _zoek_kop(reeks: Iterator[Ruwerij], afbeelding: Afbeelding) -> Kop:
    bekend, nodig = bekende_namen(afbeelding), set(afbeelding.verplicht)
    gemist = nodig
    for rij in reeks:
        if rij.nummer > afbeelding.bron.kop_tot_rij:
            break
        sleutels = [bekend.get(genormaliseerd(w), "") if isinstance(w, str) else "" for w in rij.waarden]
        if nodig <= set(sleutels):
            return _kop(rij, sleutels)
        gemist = min(gemist, nodig - set(sleutels), key=len)
    namen = ", ".join(naam for naam in afbeelding.verplicht if naam in gemist)
    raise Bestandsfout(
        f"heeft in de eerste {afbeelding.bron.kop_tot_rij} rijen geen rij met kolomnamen; niet gevonden: {namen}",
        "controleer of dit het goede bestand en formaat is, en of de kolomnamen ongewijzigd zijn",
    )


def _kop(rij: Ruwerij, sleutels: list[str]) -> Kop:
    while sleutels and not sleutels[-1] and is_leeg(rij.waarden[len(sleutels) - 1]):
        sleutels.pop()
    plaats = f"rij {rij.nummer}"
    if len(sleutels) > MAX_KOLOMMEN:
        raise Bestandsfout(f"heeft meer dan {MAX_KOLOMMEN} kolommen", "verwijder de overtollige kolommen", plaats)
    dubbel = next((s for n, s in enumerate(sleutels) if s and s in sleutels[:n]), None)
    if dubbel:
        raise Bestandsfout(f"de kolom {dubbel} komt twee keer voor", "verwijder of hernoem een van beide", plaats)
    namen = tuple(
        f"{' '.join(str(rij.waarden[n]).split())} (kolom {kolomletters(n)})" if sleutel else f"kolom {kolomletters(n)}"
        for n, sleutel in enumerate(sleutels)
    )
    return Kop(tuple(sleutels), namen)


def _rij(rij: Ruwerij, kop: Kop) -> Rij:
    plaats, breedte = f"rij {rij.nummer}", len(kop.sleutels)
    waarden = list(rij.waarden)
    if all(is_leeg(waarde) for waarde in waarden):
        return Rij(plaats, [], rij.fout)
    while len(waarden) > breedte and is_leeg(waarden[-1]):
        waarden.pop()
    fout = rij.fout
    if len(waarden) > breedte:
        fout = fout or _TE_BREED
    elif len(waarden) < breedte:
        fout = fout or (None if rij.heel else _TE_SMAL)
        waarden += [None] * (breedte - len(waarden))
    cellen = [Cel(*cel) for cel in zip(kop.sleutels, kop.namen, waarden, strict=False)]
    cellen += [Cel("", f"kolom {kolomletters(n)}", waarden[n]) for n in range(breedte, len(waarden))]
    return Rij(plaats, cellen, fout)
