"""Records of JSON and XML as cells: every value, and every empty list or object, is one.

A cell is named by its path, ``[]`` for the elements of a list; its indices say which elements. A single
value stands for a list of one where the mapping knows a list: XML cannot tell them apart, and JSON-LD
leaves it open.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from app.adapters.formaten.afbeelding import Afbeelding, Keuze
from app.adapters.formaten.kern import MAX_CEL, Cel, Celwaarde, Gebrek, Rij

MAX_CELLEN: Final = 10_000
MAX_DIEPTE: Final = 30
_TE_LANG: Final = Gebrek(f"bevat meer dan {MAX_CEL} tekens", "kort de tekst in")
_TE_VEEL: Final = Gebrek(
    f"is te diep genest of bevat meer dan {MAX_CELLEN} waarden", "lever alleen de velden van het formaat aan"
)


NIET_GEKOZEN: Final = "\0niet gekozen"
"""The key of cells of an element that ``keuzes`` leaves out."""
NIET_TE_KIEZEN: Final = "\0niet te kiezen"
"""The key of a cell that ``keuzes`` should choose by and that says nothing it knows: then nothing is chosen."""
_ONBEKENDE_KEUZE: Final = Gebrek("is geen waarde waarop gekozen kan worden", "gebruik een waarde uit de volgorde")


TEKST: Final = "#tekst"
"""The text of an XML element that has attributes or other elements too; its path is that of the element."""
ELK_KENMERK: Final = "@*"
"""Every attribute of XML (or keyword of JSON-LD) that the mapping does not name."""


class _TeDiep(Exception):
    """Nesting beyond the limit."""


class Ontvouwer:
    """Turns a record into a row of cells."""

    def __init__(self, afbeelding: Afbeelding) -> None:
        self._sleutels = dict(afbeelding.namen())
        self._lijsten = {pad[: plek + 2] for pad in self._sleutels for plek in _haken(pad)}
        self._delen = {deel for pad in self._sleutels for deel in pad.replace("[]", "").split(".")}
        self._groepen = [naam for naam in self._sleutels if naam.endswith(("].*", ".*"))]
        self._keuzes = {keuze.lijst: keuze for keuze in afbeelding.keuzes}
        self._delen |= {keuze.op for keuze in afbeelding.keuzes if keuze.op}

    def rij(self, plaats: str, record: Any) -> Rij:
        """Give the cells of one record."""
        if not isinstance(record, dict):
            return Rij(plaats, [], Gebrek("is geen object met velden", "lever per record een object aan"))
        try:
            cellen = list(islice(self._cellen(record, "", ()), MAX_CELLEN + 1))
        except _TeDiep:
            return Rij(plaats, [], _TE_VEEL)
        return Rij(plaats, cellen, _TE_VEEL if len(cellen) > MAX_CELLEN else None)

    def _cellen(self, waarde: Any, pad: str, indices: tuple[int, ...]) -> Iterator[Cel]:
        if isinstance(waarde, dict | list) and pad.count(".") + len(indices) > MAX_DIEPTE:
            raise _TeDiep
        elif f"{pad}[]" in self._lijsten or (isinstance(waarde, list) and waarde):
            yield from self._lijst(waarde if isinstance(waarde, list) else [waarde], f"{pad}[]", indices)
        elif isinstance(waarde, dict) and waarde:
            for naam, deel in waarde.items():
                verder = pad if naam == TEKST else f"{pad}.{naam}" if pad else naam
                yield from self._cellen(deel, verder, indices)
        else:
            yield self._cel(pad, indices, waarde)

    def _lijst(self, lijst: list[Any], pad: str, indices: tuple[int, ...]) -> Iterator[Cel]:
        keuze = self._keuzes.get(pad)
        onbekend = _onbekend(lijst, keuze)
        gekozen = len(lijst) if onbekend else _kies(lijst, keuze)
        if not lijst:
            yield self._cel(pad, (*indices, 0), None)
        for nummer, element in enumerate(lijst):
            if gekozen in {None, nummer}:
                yield from self._cellen(element, pad, indices if pad in self._keuzes else (*indices, nummer))
            else:
                yield from self._niet_gekozen(element, pad, (*indices, nummer), onbekend.get(nummer))

    def _niet_gekozen(self, element: Any, pad: str, indices: tuple[int, ...], op: str | None) -> Iterator[Cel]:
        """Give the cells of an element that is left out; ``op`` is what it should have been chosen by."""
        fout = op and self._naam(f"{pad}.{op}", indices)
        for cel in self._cellen(element, pad, indices):
            if cel.naam == fout:
                yield cel._replace(sleutel=NIET_TE_KIEZEN, waarde=_ONBEKENDE_KEUZE)
            else:
                yield cel._replace(sleutel=NIET_GEKOZEN)

    def _cel(self, pad: str, indices: tuple[int, ...], waarde: Any) -> Cel:
        return Cel(self._sleutel(pad), self._naam(pad, indices), _waarde(waarde), indices)

    def _sleutel(self, pad: str) -> str:
        if pad in self._sleutels:
            return self._sleutels[pad]
        if ELK_KENMERK in self._sleutels and "@" in pad.rpartition(".")[2]:
            return ELK_KENMERK
        return next((groep for groep in self._groepen if pad.startswith(groep[:-1])), "")

    def _naam(self, pad: str, indices: tuple[int, ...]) -> str:
        """Name a path; a part of it that the mapping does not know becomes ``*``."""
        rest = list(indices)
        delen = []
        for deel in pad.split("."):
            naam, haken, _ = deel.partition("[]")
            plek = f"[{rest.pop(0) + 1}]" if haken and rest else haken
            delen.append((naam if naam in self._delen else "*") + plek)
        return ".".join(delen)


def _waarde(waarde: Any) -> Celwaarde:
    if isinstance(waarde, dict | list):
        return None
    if isinstance(waarde, str) and len(waarde) > MAX_CEL:
        return _TE_LANG
    goed: Celwaarde = waarde
    return goed


def _kies(lijst: list[Any], keuze: Keuze | None) -> int | None:
    if keuze is None or not lijst:
        return None
    waarden = [element.get(keuze.op or "") if isinstance(element, Mapping) else None for element in lijst]
    rang = {waarde: nummer for nummer, waarde in enumerate(keuze.volgorde)}
    return min(range(len(lijst)), key=lambda n: rang.get(str(waarden[n]), len(rang)))


def _onbekend(lijst: list[Any], keuze: Keuze | None) -> dict[int, str]:
    """Give the elements that say something else than can be chosen by, where there is something to choose."""
    if keuze is None or not keuze.op or len(lijst) == 1:
        return {}
    waarden = [element.get(keuze.op) if isinstance(element, Mapping) else None for element in lijst]
    return {n: keuze.op for n, w in enumerate(waarden) if w not in (None, "") and str(w) not in keuze.volgorde}


def _haken(pad: str) -> Iterator[int]:
    plek = pad.find("[]")
    while plek >= 0:
        yield plek
        plek = pad.find("[]", plek + 1)
