"""The small parts of a workbook: shared texts, formats of cells, what belongs to what."""

import re
import tempfile
from array import array
from functools import lru_cache
from types import TracebackType
from typing import IO, Final, Self

from app.adapters.formaten.bronnen.xmllezer import lees_xml
from app.adapters.formaten.kern import MAX_CEL, Bestandsfout

_MAX_TEKSTEN: Final = 20_000_000
_IN_GEHEUGEN: Final = 8_000_000
_ONTHOUDEN: Final = 20_000
_DATUMNOTATIES: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""The built-in formats with a day in them (ECMA-376, 18.8.30)."""
_LETTERLIJK: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Tekstbank:
    """The shared texts of a workbook, outside memory: a file that has no name, and where each text begins."""

    def __init__(self) -> None:
        self._bestand = tempfile.SpooledTemporaryFile(max_size=_IN_GEHEUGEN)  # noqa: SIM115 -- closed by close()
        self._begin = array("Q", [0])
        self.geef = lru_cache(maxsize=_ONTHOUDEN)(self._geef)

    def __len__(self) -> int:
        return len(self._begin) - 1

    def voeg_toe(self, tekst: str) -> None:
        if len(self) >= _MAX_TEKSTEN:
            raise Bestandsfout("bevat te veel verschillende teksten", "splits het bestand")
        self._bestand.write(tekst.encode("utf-8", "surrogatepass"))
        self._begin.append(self._bestand.tell())

    def _geef(self, nummer: int) -> str:
        begin, einde = self._begin[nummer], self._begin[nummer + 1]
        self._bestand.seek(begin)
        return self._bestand.read(einde - begin).decode("utf-8", "surrogatepass")

    def sluit(self) -> None:
        self._bestand.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.sluit()


class _Tekstlezer:
    """Puts every shared text in the bank; phonetic readings are left out."""

    def __init__(self, bank: Tekstbank) -> None:
        self._bank = bank
        self._delen: list[str] = []
        self._lengte = 0
        self._lees = self._uitspraak = False

    def begin(self, naam: str, _kenmerken: dict[str, str]) -> None:
        if naam == "si":
            self._delen, self._lengte = [], 0
        elif naam == "rPh":
            self._uitspraak = True
        self._lees = naam == "t" and not self._uitspraak

    def tekst(self, deel: str) -> None:
        if self._lees and self._lengte <= MAX_CEL:
            self._delen.append(deel)
            self._lengte += len(deel)

    def einde(self, naam: str) -> None:
        self._lees = False
        if naam == "rPh":
            self._uitspraak = False
        elif naam == "si":
            # One character over the limit is enough to refuse the cell.
            self._bank.voeg_toe("".join(self._delen)[: MAX_CEL + 1])


def lees_tekstbank(deel: IO[bytes]) -> Tekstbank:
    """Read the shared texts. Raises ``Bestandsfout``."""
    bank = Tekstbank()
    try:
        for _ in lees_xml(deel, _Tekstlezer(bank), "de tekstlijst"):
            pass
    except BaseException:
        bank.sluit()
        raise
    return bank


class Stijlen:
    """Says which formats of cells show a date."""

    def __init__(self) -> None:
        self._eigen: dict[str, str] = {}
        self._notaties: list[str] = []
        self._in_cellen = False

    def begin(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam == "cellXfs":
            self._in_cellen = True
        elif naam == "numFmt":
            self._eigen[kenmerken.get("numFmtId", "")] = kenmerken.get("formatCode", "")
        elif naam == "xf" and self._in_cellen:
            self._notaties.append(kenmerken.get("numFmtId", ""))

    def tekst(self, deel: str) -> None:
        pass

    def einde(self, naam: str) -> None:
        if naam == "cellXfs":
            self._in_cellen = False

    def is_datum(self, stijl: str) -> bool:
        """Say whether a cell of this format shows a date."""
        if not stijl.isdecimal() or int(stijl) >= len(self._notaties):
            return False
        notatie = self._notaties[int(stijl)]
        code = _LETTERLIJK.sub("", self._eigen.get(notatie, "")).casefold()
        return (notatie.isdecimal() and int(notatie) in _DATUMNOTATIES) or any(letter in code for letter in "dy")


class Verzamelaar:
    """Keeps the elements with these names."""

    def __init__(self, namen: set[str]) -> None:
        self._namen = namen
        self.gevonden: list[tuple[str, dict[str, str]]] = []

    def begin(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam in self._namen:
            self.gevonden.append((naam, kenmerken))

    def tekst(self, deel: str) -> None:
        pass

    def einde(self, naam: str) -> None:
        pass

    @classmethod
    def lees(cls, deel: IO[bytes], namen: set[str], wat: str) -> list[tuple[str, dict[str, str]]]:
        """Give the elements with these names, and their attributes. Raises ``Bestandsfout``."""
        verzamelaar = cls(namen)
        for _ in lees_xml(deel, verzamelaar, wat):
            pass
        return verzamelaar.gevonden


def lees_relaties(deel: IO[bytes]) -> dict[str, str]:
    """Give the part that each relation leads to."""
    relaties = Verzamelaar.lees(deel, {"Relationship"}, "de werkmap")
    return {kenmerken.get("Id", ""): kenmerken.get("Target", "") for _, kenmerken in relaties}
