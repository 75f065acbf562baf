"""A reference list as CSV: columns ``code;naam;synoniemen;geldig_vanaf;geldig_tot``, the last three may be absent.

The column names of known publications are taken as well: the list of UWV (BOC) and that of ISO 639-3 (SIL).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from app.adapters.referentielijsten.kern import Gelezen, Lijstfout, lees_dag, maak_begrip
from app.domain.referentielijst import Lijst

_NAMEN: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("code", "uri", "uwv beroep code", "id"),
    "naam": ("naam", "omschrijving", "ref_name"),
    "synoniemen": ("synoniemen",),
    "geldig_vanaf": ("geldig_vanaf",),
    "geldig_tot": ("geldig_tot",),
}
_SCHEIDINGEN: Final = ";\t,"
_MAX_REGEL: Final = 100_000


def lees_csv(lijst: Lijst, bestand: BinaryIO) -> Gelezen:
    """Read a list. Raises ``Lijstfout``."""
    gelezen = Gelezen()
    for plaats, rij in lees_rijen(bestand, _NAMEN, ("code", "naam")):
        if not rij["code"] or not rij["naam"]:
            raise Lijstfout(f"{plaats}: de kolommen code en naam moeten gevuld zijn")
        geldig = lees_dag(plaats, rij["geldig_vanaf"]), lees_dag(plaats, rij["geldig_tot"])
        synoniemen = rij["synoniemen"].split("|")
        begrip = maak_begrip(lijst, plaats, rij["code"], rij["naam"], synoniemen, geldig=geldig)
        gelezen.voeg_toe(plaats, begrip)
    return gelezen


def lees_rijen(
    bestand: BinaryIO, namen: Mapping[str, tuple[str, ...]], nodig: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Give place and values of every row, by our own names; a column that is absent is empty. Raises ``Lijstfout``."""
    try:
        tekst = io.TextIOWrapper(bestand, encoding="utf-8-sig", newline="")
        kop = tekst.readline(_MAX_REGEL)
        tekst.seek(0)
        lezer = csv.DictReader(tekst, delimiter=max(_SCHEIDINGEN, key=kop.count), strict=True)
        kolommen = _kolommen(lezer.fieldnames or (), namen, nodig)
        for rij in lezer:
            yield f", regel {lezer.line_num}", {naam: (rij.get(k) or "").strip() for naam, k in kolommen.items()}
    except (UnicodeDecodeError, csv.Error):
        raise Lijstfout(": is geen leesbare CSV in UTF-8") from None
    finally:
        tekst.detach()


def _kolommen(kop: object, namen: Mapping[str, tuple[str, ...]], nodig: tuple[str, ...]) -> Mapping[str, str]:
    aanwezig = {str(naam).strip().casefold(): str(naam) for naam in kop} if isinstance(kop, list) else {}
    kolommen = {naam: next((aanwezig[k] for k in ook if k in aanwezig), "") for naam, ook in namen.items()}
    if ontbreekt := [naam for naam in nodig if not kolommen[naam]]:
        raise Lijstfout(f", regel 1: de kolom {' en '.join(ontbreekt)} ontbreekt")
    return kolommen
