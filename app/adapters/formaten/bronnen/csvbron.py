"""CSV: by a rule for the character set, never by a guess.

A byte order mark decides; without one the file is UTF-8 if all of it is, and Windows-1252 otherwise. A row
that is UTF-8 in a file that is not, is refused: it would be loaded with wrong letters. Text between quotes
may hold line ends; a record holds at most ``MAX_RECORD`` characters, a cell ``MAX_CEL``.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from app.adapters.formaten.afbeelding import Afbeelding
from app.adapters.formaten.bronnen import tabel
from app.adapters.formaten.bronnen.tabel import Ruwerij
from app.adapters.formaten.kern import MAX_CEL, MAX_RECORD, Bestandsfout, Celwaarde, Gebrek, Rij

_BLOK: Final = 1_048_576
_MERKEN: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SCHEIDINGEN: Final = (";", ",", "\t", "|")
_BEWAAR_UTF8: Final = "bewaar het bestand in zijn geheel als UTF-8 (CSV UTF-8 in Excel)"
_GEMENGD: Final = Gebrek("staat in een andere tekenset dan de rest van het bestand", _BEWAAR_UTF8)
_ONLEESBAAR: Final = Gebrek("bevat een teken dat in deze tekenset niet bestaat", _BEWAAR_UTF8)
_FORMULE: Final = Gebrek("bevat een formule", "zet er de waarde neer in plaats van de formule")
_TE_LANG: Final = Gebrek(f"bevat meer dan {MAX_CEL} tekens", "kort de tekst in")


class Csvbron:
    """An open CSV file."""

    def __init__(self, bestand: BinaryIO, afbeelding: Afbeelding) -> None:
        self._bestand, self._afbeelding = bestand, afbeelding
        self._tekenset = tekenset(bestand)
        self._scheiding = afbeelding.bron.scheiding or self._kies_scheiding()

    def rijen(self) -> Iterator[Rij]:
        """Give the rows below the header. Raises ``Bestandsfout``."""
        return tabel.rijen(self._ruw(self._scheiding), self._afbeelding)

    def _kies_scheiding(self) -> str:
        """Take the sign with which a row of names shows most columns of the mapping."""
        bekend = tabel.bekende_namen(self._afbeelding)
        tot = self._afbeelding.bron.kop_tot_rij

        def treffers(scheiding: str) -> int:
            try:
                return max(
                    (tabel.aantal_bekend(r.waarden, bekend) for r in islice(self._ruw(scheiding), tot)), default=0
                )
            except Bestandsfout:
                return 0

        return max(_SCHEIDINGEN, key=treffers)

    def _ruw(self, scheiding: str) -> Iterator[Ruwerij]:
        regels = _Regels(self._bestand, self._tekenset)
        lezer = csv.reader(regels, delimiter=scheiding, strict=True)
        nummer = 0
        try:
            for nummer, velden in enumerate(lezer, 1):
                yield Ruwerij(nummer, [_waarde(veld) for veld in velden], regels.neem_fout(), heel=False)
        except csv.Error:
            raise Bestandsfout(
                "is geen geldige CSV: een aanhalingsteken is niet gesloten, of staat midden in een cel",
                "zet een aanhalingsteken in een tekst dubbel, of laat het weg",
                f"rij {nummer + 1}",
            ) from None
        finally:
            regels.sluit()


def _waarde(veld: str) -> Celwaarde:
    if veld.startswith("="):
        return _FORMULE
    return veld if len(veld) <= MAX_CEL else _TE_LANG


class _Regels:
    """The lines of a file as text; remembers what is wrong with those of the present row."""

    def __init__(self, bestand: BinaryIO, tekenset_: str) -> None:
        bestand.seek(0)
        self._tekst = io.TextIOWrapper(bestand, tekenset_, errors="replace", newline="")
        self._cp1252 = tekenset_ == "cp1252"
        self._gelezen = 0
        self._fout: Gebrek | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        regel = self._tekst.readline(MAX_RECORD + 1)
        if not regel:
            raise StopIteration
        self._gelezen += len(regel)
        if self._gelezen > MAX_RECORD:
            raise Bestandsfout(
                f"bevat een rij van meer dan {MAX_RECORD} tekens", "controleer of een aanhalingsteken niet is gesloten"
            )
        if "\0" in regel:
            raise Bestandsfout("is geen tekstbestand", "bewaar het als CSV")
        if not regel.isascii():
            self._fout = self._fout or self._beoordeel(regel)
        return regel

    def _beoordeel(self, regel: str) -> Gebrek | None:
        if "\ufffd" in regel:
            return _ONLEESBAAR
        return _GEMENGD if self._cp1252 and _is_utf8(regel.encode("cp1252")) else None

    def neem_fout(self) -> Gebrek | None:
        """Give what is wrong with the row that was just completed, and begin the next."""
        fout, self._fout, self._gelezen = self._fout, None, 0
        return fout

    def sluit(self) -> None:
        """Leave the file open for the next reading."""
        self._tekst.detach()


def tekenset(bestand: BinaryIO) -> str:
    """Decide on the character set by reading the file once."""
    bestand.seek(0)
    blok = bestand.read(_BLOK)
    for merk, naam in _MERKEN:
        if blok.startswith(merk):
            return naam
    ontcijfer = codecs.getincrementaldecoder("utf-8")().decode
    try:
        while blok:
            ontcijfer(blok)
            blok = bestand.read(_BLOK)
        ontcijfer(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _is_utf8(ruw: bytes) -> bool:
    try:
        ruw.decode()
    except UnicodeDecodeError:
        return False
    return True
