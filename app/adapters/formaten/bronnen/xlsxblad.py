"""One sheet of a workbook: its cells as plain values, row by row."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import isfinite
from typing import IO, Final

from app.adapters.formaten.bronnen.tabel import Ruwerij
from app.adapters.formaten.bronnen.xlsxdelen import Stijlen, Tekstbank
from app.adapters.formaten.bronnen.xmllezer import BLOK
from app.adapters.formaten.kern import MAX_CEL, MAX_GETAL, MAX_KOLOMMEN, MAX_RECORD, Bestandsfout, Celwaarde, Gebrek

MAX_BREEDTE: Final = 16_384
"""Columns that Excel knows."""
_MAX_SAMENGEVOEGD: Final = 100_000
_SAMENGEVOEGD: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"
)
_PLEK: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BEGIN: Final = datetime(1899, 12, 30)  # noqa: DTZ001 -- a sheet knows no time zones
_BEGIN_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_SCHRIKKELFOUT: Final = 61
"""Excel thinks 1900 was a leap year: dates before this day are not what they seem."""

FORMULE: Final = Gebrek("bevat een formule", "kopieer de kolom en plak haar als waarden")
EXCELFOUT: Final = Gebrek("bevat een foutmelding van Excel", "vul de waarde in")
SAMEN: Final = Gebrek("is samengevoegd met andere cellen", "hef de samenvoeging op en vul elke cel")
TE_LANG: Final = Gebrek(f"bevat meer dan {MAX_CEL} tekens", "kort de tekst in")
_GEEN_GETAL: Final = Gebrek("is een beschadigde cel", "vul de waarde opnieuw in")
_GEEN_DATUM: Final = Gebrek("is geen bestaande datum", "vul een datum in als dd-mm-jjjj")


class Samengevoegd:
    """Which columns are part of a merged range, per row."""

    def __init__(self) -> None:
        self._bereiken: dict[int, list[range]] = {}
        self._aantal = 0

    @classmethod
    def lees(cls, deel: IO[bytes]) -> "Samengevoegd":
        """Find the merged ranges, which a sheet names after its cells. Raises ``Bestandsfout``."""
        zelf, rest = cls(), b""
        while blok := deel.read(BLOK):
            stuk = rest + blok
            einde = 0
            for gevonden in _SAMENGEVOEGD.finditer(stuk):
                zelf._voeg_toe(gevonden)
                einde = gevonden.end()
            rest = stuk[max(einde, len(stuk) - 300) :]
        return zelf

    def _voeg_toe(self, gevonden: re.Match[bytes]) -> None:
        van, tot = (kolomnummer(gevonden[groep].decode()) for groep in (1, 3))
        eerste, laatste = int(gevonden[2]), int(gevonden[4])
        self._aantal += max(laatste - eerste + 1, 1)
        if self._aantal > _MAX_SAMENGEVOEGD:
            raise Bestandsfout("bevat te veel samengevoegde cellen", "hef de samenvoegingen op")
        for nummer in range(eerste, laatste + 1):
            self._bereiken.setdefault(nummer, []).append(range(van, tot + 1))

    def merk(self, nummer: int, waarden: list[Celwaarde]) -> None:
        """Mark the merged cells of a row: nobody can tell to which of them the value belongs."""
        for bereik in self._bereiken.get(nummer, ()):
            einde = min(bereik.stop, MAX_KOLOMMEN)
            waarden.extend([None] * (einde - len(waarden)))
            waarden[bereik.start : einde] = [SAMEN] * (einde - bereik.start)


class Blad:
    """Takes the XML of a sheet and gives its rows."""

    def __init__(self, teksten: Tekstbank, stijlen: Stijlen, samengevoegd: Samengevoegd, kalender_1904: bool) -> None:
        self._teksten, self._stijlen, self._samengevoegd = teksten, stijlen, samengevoegd
        self._begin = _BEGIN_1904 if kalender_1904 else _BEGIN
        self._datumstijl: dict[str, bool] = {}
        self._klaar: list[Ruwerij] = []
        self._rij: list[Celwaarde] = []
        self._nummer = self._kolom = self._omvang = 0
        self._cel: dict[str, str] = {}
        self._delen: list[str] = []
        self._lees = self._formule = self._uitspraak = False

    def neem_rijen(self) -> Iterator[Ruwerij]:
        """Give the rows that are complete, and forget them."""
        klaar, self._klaar = self._klaar, []
        return iter(klaar)

    def begin(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam == "c":
            self._begin_cel(kenmerken)
        elif naam in {"v", "t"}:
            self._lees = not self._uitspraak
        elif naam == "f":
            self._formule = True
        elif naam == "row":
            self._begin_rij(kenmerken.get("r", ""))
        elif naam == "rPh":
            self._uitspraak = True

    def tekst(self, deel: str) -> None:
        if self._lees:
            self._omvang += len(deel)
            if self._omvang > MAX_RECORD:
                raise Bestandsfout(f"bevat meer dan {MAX_RECORD} tekens in een rij", "kort de teksten in", self._plaats)
            self._delen.append(deel)

    def einde(self, naam: str) -> None:
        if naam == "c":
            self._zet(self._waarde("".join(self._delen)))
        elif naam in {"v", "t"}:
            self._lees = False
        elif naam == "rPh":
            self._uitspraak = False
        elif naam == "row":
            self._samengevoegd.merk(self._nummer, self._rij)
            self._klaar.append(Ruwerij(self._nummer, self._rij))

    @property
    def _plaats(self) -> str:
        return f"rij {self._nummer}"

    def _begin_rij(self, nummer: str) -> None:
        volgende = int(nummer) if nummer.isdecimal() and len(nummer) < 8 else self._nummer + 1  # noqa: PLR2004
        if volgende <= self._nummer:
            raise Bestandsfout("heeft rijen die niet op volgorde staan", "bewaar het bestand opnieuw", self._plaats)
        self._nummer, self._kolom, self._rij, self._omvang = volgende, -1, [], 0

    def _begin_cel(self, kenmerken: dict[str, str]) -> None:
        self._cel, self._delen, self._formule, self._lees = kenmerken, [], False, False
        plek = _PLEK.fullmatch(kenmerken.get("r", ""))
        self._kolom = kolomnummer(plek[1]) if plek else self._kolom + 1
        if self._kolom >= MAX_BREEDTE or self._kolom < len(self._rij):
            raise Bestandsfout("heeft cellen die niet op volgorde staan", "bewaar het bestand opnieuw", self._plaats)

    def _zet(self, waarde: Celwaarde) -> None:
        rij = self._rij
        if waarde is not None:
            rij.extend([None] * (self._kolom - len(rij)))
            rij.append(waarde)

    def _waarde(self, tekst: str) -> Celwaarde:
        if self._formule:
            return FORMULE
        soort = self._cel.get("t", "n")
        if soort == "s":
            return self._gedeeld(tekst)
        if soort in {"str", "inlineStr"}:
            return tekst if len(tekst) <= MAX_CEL else TE_LANG
        return self._los(soort, tekst) if tekst else None

    def _los(self, soort: str, tekst: str) -> Celwaarde:
        if soort == "n":
            return self._getal(tekst)
        if soort == "b":
            return tekst == "1"
        return _iso(tekst) if soort == "d" else EXCELFOUT

    def _gedeeld(self, nummer: str) -> Celwaarde:
        if not nummer.isdecimal() or int(nummer) >= len(self._teksten):
            return _GEEN_GETAL
        tekst = self._teksten.geef(int(nummer))
        return tekst if len(tekst) <= MAX_CEL else TE_LANG

    def _getal(self, tekst: str) -> Celwaarde:
        try:
            getal = float(tekst)
        except ValueError:
            return _GEEN_GETAL
        stijl = self._cel.get("s", "")
        if stijl not in self._datumstijl:
            self._datumstijl[stijl] = self._stijlen.is_datum(stijl)
        if self._datumstijl[stijl]:
            return self._dag(getal)
        if not isfinite(getal):
            return _GEEN_GETAL
        return int(getal) if getal.is_integer() and abs(getal) < MAX_GETAL else getal

    def _dag(self, getal: float) -> Celwaarde:
        if not (_SCHRIKKELFOUT if self._begin == _BEGIN else 1) <= getal < 2_958_466:  # noqa: PLR2004 -- 31-12-9999
            return _GEEN_DATUM
        moment = self._begin + timedelta(days=getal)
        return moment.date() if getal.is_integer() else moment


def _iso(tekst: str) -> Celwaarde:
    try:
        return date.fromisoformat(tekst[:10])
    except ValueError:
        return _GEEN_DATUM


def kolomnummer(letters: str) -> int:
    """Give the number of a column: A is 0, AA is 26."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + ord(letter) - 64
    return nummer - 1
