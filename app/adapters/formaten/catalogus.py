"""Every format that a file can be in: the standard's own, the shipped mappings, and those of the operator.

All mappings are read and checked when the catalogue is made: a mistake is found at the start, not at row
one of a delivery.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, Final

from app.adapters.formaten import FORMATEN, Formaat
from app.adapters.formaten.afbeelding import Afbeelding, Afbeeldingsfout, Bestandssoort, lees_afbeelding
from app.adapters.formaten.bronnen.csvbron import Csvbron
from app.adapters.formaten.bronnen.jsonbron import Jsonbron
from app.adapters.formaten.bronnen.xlsxbron import Xlsxbron
from app.adapters.formaten.bronnen.xmlbron import Xmlbron
from app.adapters.formaten.idmaker import Pseudoniem
from app.adapters.formaten.inrichting import Inrichting, richt_in
from app.adapters.formaten.kern import Bestandsfout, Bron
from app.adapters.formaten.motor import Motor
from app.domain.aanlevering import Ingelezen
from app.domain.celverslag import Celverslag
from app.domain.referentielijst import Naslag
from app.models.partijen import Grondslag, Soort

MEEGELEVERD: Final = "afbeeldingen"
_ACHTERVOEGSELS: Final = (".yaml", ".yml")
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Catalogus:
    """The mappings by format and kind of record."""

    afbeeldingen: Mapping[tuple[str, Soort], Afbeelding]

    def namen(self, soort: Soort | None = None) -> list[str]:
        """Give the names of the formats (for this kind of record), the standard's own first."""
        eigen = (naam for naam, voor in sorted(self.afbeeldingen) if soort in {None, voor})
        return list(dict.fromkeys([*FORMATEN, *eigen]))

    def kies(self, naam: str, soort: Soort, pseudoniem: Pseudoniem, naslag: Naslag | None = None) -> Formaat:
        """Give a format made ready for one file. Raises ``KeyError`` when there is none for this kind."""
        if naam in FORMATEN:
            return FORMATEN[naam]
        return van_afbeelding(richt_in(naam, self.afbeeldingen[naam, soort], naslag or Naslag()), pseudoniem)


def van_afbeelding(inrichting: Inrichting, pseudoniem: Pseudoniem) -> Formaat:
    """Give a mapping as a format; its ``verslag`` is filled while a file is read."""
    verslag = Celverslag()

    def lees(bestand: BinaryIO) -> Iterator[Ingelezen]:
        return _lees(bestand, inrichting, Motor(inrichting, pseudoniem, verslag))

    grondslag = Grondslag.TOESTEMMING if inrichting.afbeelding.toestemming else None
    return Formaat("3.0.0", lees, grondslag=grondslag, verslag=verslag)


def laad_catalogus(map_: Path | None = None) -> Catalogus:
    """Read the shipped mappings and those in ``map_``. Raises ``Afbeeldingsfout`` with every mistake."""
    gevonden: dict[tuple[str, Soort], Afbeelding] = {}
    fouten: list[Afbeeldingsfout] = []
    for bestand, ruw in [*_meegeleverd(), *_uit_map(map_)]:
        try:
            afbeelding = keur_afbeelding(bestand, ruw)
            _voeg_toe(gevonden, bestand, afbeelding)
        except Afbeeldingsfout as fout:
            fouten.append(fout)
    if fouten:
        raise Afbeeldingsfout(fouten[0].naam, *fouten[0].regels, *(str(fout) for fout in fouten[1:]))
    return Catalogus(gevonden)


def keur_afbeelding(bestand: str, ruw: bytes) -> Afbeelding:
    """Read a mapping and check all of it. Raises ``Afbeeldingsfout``."""
    afbeelding = lees_afbeelding(bestand, ruw)
    richt_in(bestand, afbeelding, Naslag())
    return afbeelding


def _voeg_toe(gevonden: dict[tuple[str, Soort], Afbeelding], bestand: str, afbeelding: Afbeelding) -> None:
    sleutel = afbeelding.formaat, afbeelding.soort
    if afbeelding.formaat in FORMATEN or sleutel in gevonden:
        raise Afbeeldingsfout(bestand, f"het formaat {afbeelding.formaat} bestaat al; kies een andere naam bij formaat")
    gevonden[sleutel] = afbeelding


def _meegeleverd() -> Iterator[tuple[str, bytes]]:
    map_ = files("app.adapters.formaten") / MEEGELEVERD
    for pad in sorted(map_.iterdir(), key=lambda p: p.name):
        if pad.name.endswith(_ACHTERVOEGSELS):
            yield pad.name, pad.read_bytes()


def _uit_map(map_: Path | None) -> Iterable[tuple[str, bytes]]:
    if map_ is None:
        return []
    try:
        return [(pad.name, pad.read_bytes()) for pad in sorted(map_.iterdir()) if pad.suffix in _ACHTERVOEGSELS]
    except OSError as fout:
        raise Afbeeldingsfout(str(map_), f"is niet te lezen: {fout.strerror}") from None


def _lees(bestand: BinaryIO, inrichting: Inrichting, motor: Motor) -> Iterator[Ingelezen]:
    """Read the file twice: it must be whole before anything of it is given."""
    try:
        bron = open_bron(bestand, inrichting.afbeelding)
        for _ in bron.rijen():
            pass
        yield from motor.records(bron.rijen())
    except Bestandsfout as fout:
        yield Ingelezen(fout.plaats, leesfout=str(fout))


def open_bron(bestand: BinaryIO, afbeelding: Afbeelding) -> Bron:
    """Open a file as the kind that it is. Raises ``Bestandsfout`` where the format does not come in that kind."""
    if not bestand.seekable():
        raise Bestandsfout("is niet twee keer te lezen", "lever een gewoon bestand aan")
    bestand.seek(0)
    begin = bestand.read(4)
    soorten = set(afbeelding.bron.soort)
    if not begin:
        raise Bestandsfout("is leeg", "lever een bestand met inhoud aan")
    if begin in {_ZIP, _OLE}:
        if Bestandssoort.XLSX in soorten:
            return Xlsxbron(bestand, afbeelding)
    elif Bestandssoort.XML in soorten:
        return Xmlbron(bestand, afbeelding)
    elif soorten & {Bestandssoort.JSON, Bestandssoort.NDJSON}:
        return Jsonbron(bestand, afbeelding)
    elif Bestandssoort.CSV in soorten:
        return Csvbron(bestand, afbeelding)
    raise Bestandsfout(f"is geen {' of '.join(afbeelding.bron.soort)}", "bewaar het in die vorm")
