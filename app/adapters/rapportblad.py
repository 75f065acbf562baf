"""The report of a delivery as a workbook: what came of it, every fault, and the faulty cells in their places.

The sheet ``Cellen`` has the rows and columns of the delivered file, and nothing of it but the faults: lay it
beside your own. Rows of JSON and XML have no place in a sheet and stand in the list alone.
"""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

MAX_RIJEN: Final = 1_048_576
_RIJ: Final = re.compile(r"rij ([1-9][0-9]{0,6})")
_KOLOM: Final = re.compile(r"\bkolom ([A-Z]{1,3})\)?$")
_OPTIES: Final = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TELLING: Final = {
    "gelezen": "Gelezen",
    "geaccepteerd": "Geaccepteerd",
    "geweigerd": "Geweigerd",
    "nieuw": "Nieuw",
    "gewijzigd": "Gewijzigd",
    "ongewijzigd": "Ongewijzigd",
    "geweerd": "Geweerd: de persoon is gewist",
    "dubbel": "Dubbel in het bestand: het laatste telt",
    "verwijderd": "Verwijderd",
    "nietGevonden": "Te verwijderen, maar niet aanwezig",
    "toestemmingen": "Toestemmingen gewijzigd",
    "aanwezig": "Aanwezig voor deze levering",
    "teVerwijderen": "Zou verwijderd worden",
}
_KOPPEN: Final = ("Plaats", "Kolom of veld", "Regel", "Wat u kunt doen", "Gevolg")
_VELDEN: Final = ("plaats", "kolom", "regel", "verbetering", "gevolg")


def maak_blad(kop: Mapping[str, str], rapport: Mapping[str, Any]) -> bytes:
    """Give the workbook; ``kop`` says which delivery it is about, ``rapport`` is the document of the report."""
    uit = BytesIO()
    with xlsxwriter.Workbook(uit, _OPTIES) as werkmap:
        vet, rood = werkmap.add_format({"bold": True}), werkmap.add_format({"bg_color": "#F4B6B6", "text_wrap": True})
        _overzicht(werkmap.add_worksheet("Levering"), kop, rapport, vet)
        _lijst(werkmap.add_worksheet("Fouten"), rapport["fouten"], vet)
        _cellen(werkmap.add_worksheet("Cellen"), rapport["fouten"], rood)
    return uit.getvalue()


def _overzicht(blad: Any, kop: Mapping[str, str], rapport: Mapping[str, Any], vet: Any) -> None:
    blad.set_column(0, 1, 44)
    telling = rapport["telling"]
    rijen = [*kop.items(), *((tekst, telling[naam]) for naam, tekst in _TELLING.items())]
    if rapport["fout"]:
        rijen.append(("Niets gedaan, want", rapport["fout"]))
    for nummer, (naam, waarde) in enumerate(rijen):
        blad.write(nummer, 0, naam, vet)
        blad.write(nummer, 1, waarde)


def _lijst(blad: Any, fouten: Sequence[Mapping[str, str]], vet: Any) -> None:
    blad.set_column(0, 0, 14)
    blad.set_column(1, 3, 44)
    blad.freeze_panes(1, 0)
    blad.write_row(0, 0, _KOPPEN, vet)
    for nummer, fout in enumerate(fouten[: MAX_RIJEN - 1], 1):
        blad.write_row(nummer, 0, [fout[veld] for veld in _VELDEN])


def _cellen(blad: Any, fouten: Sequence[Mapping[str, str]], rood: Any) -> None:
    """Mark each faulty cell where it stands; of more than one fault in a cell all are said."""
    gemerkt: dict[tuple[int, int], list[str]] = {}
    for fout in fouten:
        if plek := plaats_van(fout):
            gemerkt.setdefault(plek, []).append(f"{fout['regel']}; {fout['verbetering']}")
    for rij, kolom in sorted(gemerkt):
        blad.write_string(rij, kolom, "\n".join(gemerkt[rij, kolom]), rood)


def plaats_van(fout: Mapping[str, str]) -> tuple[int, int] | None:
    """Give row and column, from 0, of a fault in a table; None where it has no such place."""
    rij, kolom = _RIJ.fullmatch(fout["plaats"]), _KOLOM.search(fout["kolom"])
    if rij is None or int(rij[1]) > MAX_RIJEN:
        return None
    return int(rij[1]) - 1, xl_cell_to_rowcol(f"{kolom[1]}1")[1] if kolom else 0
