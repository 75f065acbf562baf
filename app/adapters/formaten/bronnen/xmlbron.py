"""XML: every element of one name is a record, wherever it stands; attributes are ``@name``."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from app.adapters.formaten.afbeelding import Afbeelding
from app.adapters.formaten.bronnen.records import MAX_CELLEN, TEKST, Ontvouwer
from app.adapters.formaten.bronnen.xmllezer import lees_xml
from app.adapters.formaten.kern import MAX_RECORD, Bestandsfout, Rij

_MAX_DIEPTE: Final = 100
_XMLNS: Final = "xmlns"


class Xmlbron:
    """An open XML file."""

    def __init__(self, bestand: BinaryIO, afbeelding: Afbeelding) -> None:
        self._bestand = bestand
        self._element = afbeelding.bron.records
        self._ontvouwer = Ontvouwer(afbeelding)

    def rijen(self) -> Iterator[Rij]:
        """Give the records. Raises ``Bestandsfout``."""
        self._bestand.seek(0)
        verzamelaar = _Records(self._element)
        nummer = 0
        for _ in lees_xml(self._bestand, verzamelaar, "het bestand"):
            for record in verzamelaar.neem():
                nummer += 1
                yield self._ontvouwer.rij(f"record {nummer}", record)


class _Knoop:
    """An element that is being read: its children by name, and its text."""

    def __init__(self, kenmerken: dict[str, str]) -> None:
        self.kinderen: dict[str, list[Any]] = {
            f"@{naam.rpartition(':')[2]}": [waarde] for naam, waarde in kenmerken.items() if not naam.startswith(_XMLNS)
        }
        self.tekst: list[str] = []

    def waarde(self) -> Any:
        tekst = "".join(self.tekst).strip()
        if not self.kinderen:
            return tekst
        velden = {naam: delen[0] if len(delen) == 1 else delen for naam, delen in self.kinderen.items()}
        return {**velden, TEKST: tekst} if tekst else velden


class _Records:
    """Builds the records while the file is read; holds one of them, and no more than its limit."""

    def __init__(self, element: str) -> None:
        self._element = element
        self._stapel: list[_Knoop] = []
        self._diepte = self._omvang = self._aantal = 0
        self._klaar: list[Any] = []

    def neem(self) -> list[Any]:
        """Give the records that are complete, and forget them."""
        klaar, self._klaar = self._klaar, []
        return klaar

    def begin(self, naam: str, kenmerken: dict[str, str]) -> None:
        self._diepte += 1
        if self._diepte > _MAX_DIEPTE:
            raise Bestandsfout("is te diep genest", "lever alleen de velden van het formaat aan")
        if self._stapel or naam == self._element:
            self._aantal += 1 + len(kenmerken)
            self._weeg(sum(map(len, kenmerken.values())))
            self._stapel.append(_Knoop(kenmerken))

    def tekst(self, deel: str) -> None:
        if self._stapel:
            self._weeg(len(deel))
            self._stapel[-1].tekst.append(deel)

    def einde(self, naam: str) -> None:
        self._diepte -= 1
        if not self._stapel:
            return
        waarde = self._stapel.pop().waarde()
        if self._stapel:
            self._stapel[-1].kinderen.setdefault(naam, []).append(waarde)
        else:
            self._klaar.append(waarde)
            self._omvang = self._aantal = 0

    def _weeg(self, lengte: int) -> None:
        self._omvang += lengte
        if self._omvang > MAX_RECORD or self._aantal > MAX_CELLEN:
            raise Bestandsfout(f"bevat een record van meer dan {MAX_RECORD} tekens", "lever kleinere records aan")
