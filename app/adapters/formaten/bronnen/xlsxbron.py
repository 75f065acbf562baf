"""Excel workbooks (.xlsx), row by row: memory does not grow with the number of rows.

Not python-calamine: it is quicker, but holds the whole sheet (300 MB for 100,000 rows of 35 columns, and
without a bound for a sheet with one cell in the last corner), and gives the last result of a formula as if
it were typed. The tests compare what both read.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, Final

from app.adapters.formaten.afbeelding import Afbeelding
from app.adapters.formaten.bronnen import tabel
from app.adapters.formaten.bronnen.tabel import Ruwerij
from app.adapters.formaten.bronnen.xlsxblad import Blad, Samengevoegd
from app.adapters.formaten.bronnen.xlsxdelen import Stijlen, Tekstbank, Verzamelaar, lees_relaties, lees_tekstbank
from app.adapters.formaten.bronnen.xmllezer import lees_xml
from app.adapters.formaten.kern import Bestandsfout, Rij

MAX_UITGEPAKT: Final = 8_000_000_000
_MAX_VERHOUDING: Final = 200
_KLEIN: Final = 100_000_000
_MAX_DELEN: Final = 10_000
_OUD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_BEWAAR: Final = "open het in Excel of LibreOffice en bewaar het opnieuw als .xlsx"
_MACRO: Final = "vbaproject.bin"


class Xlsxbron:
    """An open workbook."""

    def __init__(self, bestand: BinaryIO, afbeelding: Afbeelding) -> None:
        self._afbeelding = afbeelding
        self._zip = _open(bestand)
        self._blad, self._1904 = self._zoek_blad()
        self._stijlen = self._lees_stijlen()

    def rijen(self) -> Iterator[Rij]:
        """Give the rows below the header. Raises ``Bestandsfout``."""
        return tabel.rijen(self._ruw(), self._afbeelding)

    def _ruw(self) -> Iterator[Ruwerij]:
        with self._deel(self._blad) as deel:
            samengevoegd = Samengevoegd.lees(deel)
        with self._teksten() as teksten, self._deel(self._blad) as deel:
            blad = Blad(teksten, self._stijlen, samengevoegd, self._1904)
            for _ in lees_xml(deel, blad, "het werkblad"):
                yield from blad.neem_rijen()

    @contextmanager
    def _deel(self, naam: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(naam) as deel:
                yield deel
        except (KeyError, NotImplementedError, RuntimeError):
            raise Bestandsfout("is een onvolledige of versleutelde werkmap", _BEWAAR) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise Bestandsfout("is beschadigd", _BEWAAR) from None

    def _teksten(self) -> Tekstbank:
        if "xl/sharedStrings.xml" not in self._zip.namelist():
            return Tekstbank()
        with self._deel("xl/sharedStrings.xml") as deel:
            return lees_tekstbank(deel)

    def _lees_stijlen(self) -> Stijlen:
        stijlen = Stijlen()
        if "xl/styles.xml" in self._zip.namelist():
            with self._deel("xl/styles.xml") as deel:
                for _ in lees_xml(deel, stijlen, "de opmaak"):
                    pass
        return stijlen

    def _zoek_blad(self) -> tuple[str, bool]:
        """Give the part that holds the wanted sheet (the first one without a wish), and the calendar."""
        with self._deel("xl/workbook.xml") as deel:
            werkmap = Verzamelaar.lees(deel, {"sheet", "workbookPr"}, "de werkmap")
        with self._deel("xl/_rels/workbook.xml.rels") as deel:
            relaties = lees_relaties(deel)
        bladen = {kenmerken.get("name", ""): _relatie(kenmerken) for naam, kenmerken in werkmap if naam == "sheet"}
        gewenst = self._afbeelding.bron.blad
        if not bladen or (gewenst and gewenst not in bladen):
            raise Bestandsfout(f"heeft geen werkblad {gewenst or ''}".rstrip(), "controleer de naam van het werkblad")
        doel = relaties.get(bladen[gewenst] if gewenst else next(iter(bladen.values())), "")
        kalender = {"1", "true"} & {kenmerken.get("date1904", "") for _, kenmerken in werkmap}
        return posixpath.normpath(posixpath.join("/xl", doel)).lstrip("/"), bool(kalender)


def _relatie(kenmerken: dict[str, str]) -> str:
    return next((waarde for naam, waarde in kenmerken.items() if naam.rpartition(":")[2] == "id"), "")


def _open(bestand: BinaryIO) -> zipfile.ZipFile:
    bestand.seek(0)
    if bestand.read(4) == _OUD_EXCEL:
        raise Bestandsfout("is een oud Excel-bestand (.xls) of heeft een wachtwoord", _BEWAAR)
    try:
        werkmap = zipfile.ZipFile(bestand)
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Bestandsfout("is geen Excel-werkmap (.xlsx) of is beschadigd", _BEWAAR) from None
    _keur(werkmap.infolist())
    return werkmap


def _keur(delen: list[zipfile.ZipInfo]) -> None:
    """Refuse what is no workbook, holds macros or would unpack to an absurd size."""
    namen = {deel.filename for deel in delen}
    if any(naam.casefold().endswith(_MACRO) for naam in namen):
        raise Bestandsfout("bevat macro's", "bewaar het als .xlsx (zonder macro's)")
    if "xl/workbook.xml" not in namen:
        raise Bestandsfout("is geen Excel-werkmap (.xlsx)", _BEWAAR)
    if len(namen) != len(delen) or len(delen) > _MAX_DELEN:
        raise Bestandsfout("is geen gewone Excel-werkmap", _BEWAAR)
    groot = sum(deel.file_size for deel in delen)
    klein = max(sum(deel.compress_size for deel in delen), 1)
    if groot > MAX_UITGEPAKT or (groot > _KLEIN and groot / klein > _MAX_VERHOUDING):
        raise Bestandsfout("wordt bij het uitpakken te groot", "lever een bestand aan zonder lege of herhaalde inhoud")
