"""The forms of RDF that a SKOS list may come in, and what a file may not hold before a parser sees it."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO, Final

from pyoxigraph import Quad, RdfFormat, Triple, parse

from app.adapters.formaten.bronnen.xmllezer import lees_xml
from app.adapters.formaten.kern import Bestandsfout
from app.adapters.referentielijsten.kern import Lijstfout

_TURTLE: Final = re.compile(rb"(?:\s|#[^\n]*\n)*(?:@?(?:prefix|base)\b|<[a-z]+:[^>\s]*>\s)", re.IGNORECASE)
_BOM: Final = b"\xef\xbb\xbf"
_MAX_DIEPTE: Final = 64
"""Of RDF/XML: the parser's time grows with the square of the nesting."""


class Skosvorm(Enum):
    """How a file spells its triples, and the largest file: all but JSON-LD are read in a stream."""

    TURTLE = (RdfFormat.TURTLE, 300_000_000)
    RDF_XML = (RdfFormat.RDF_XML, 300_000_000)
    JSON_LD = (RdfFormat.JSON_LD, 50_000_000)

    def __init__(self, formaat: RdfFormat, hoogstens: int) -> None:
        self.formaat, self.hoogstens = formaat, hoogstens

    @classmethod
    def herken(cls, begin: bytes) -> "Skosvorm | None":
        """Tell the form from the beginning of a file; None: it is no RDF."""
        begin = begin.removeprefix(_BOM).lstrip()
        if begin[:1] in {b"{", b"["}:
            return cls.JSON_LD
        if _TURTLE.match(begin):
            return cls.TURTLE
        return cls.RDF_XML if begin[:1] == b"<" else None


def lees_triples(bestand: BinaryIO, vorm: Skosvorm) -> Iterator[Quad | Triple]:
    """Give the triples. Nothing is fetched: a context elsewhere is an error. Raises ``Lijstfout``."""
    _eis_grootte(bestand, vorm)
    if vorm is Skosvorm.RDF_XML:
        _eis_onschuldig(bestand)
    if bestand.read(len(_BOM)) != _BOM:
        bestand.seek(0)
    try:
        yield from parse(bestand, vorm.formaat)
    except SyntaxError as fout:
        plaats = f", regel {fout.lineno}" if fout.lineno else ""
        raise Lijstfout(
            f"{plaats}: is geen geldige {vorm.formaat.name}, of verwijst naar iets buiten het bestand"
        ) from None
    except (MemoryError, ValueError):
        raise Lijstfout(f": bevat iets dat te groot is voor {vorm.formaat.name}") from None


def _eis_grootte(bestand: BinaryIO, vorm: Skosvorm) -> None:
    grootte = bestand.seek(0, 2)
    bestand.seek(0)
    if grootte > vorm.hoogstens:
        raise Lijstfout(f": is groter dan {vorm.hoogstens // 1_000_000} MB; lever het als Turtle of CSV")


class _Diepte:
    """Follows the elements; the parser of RDF itself would unfold entities and take any nesting."""

    def __init__(self) -> None:
        self._diepte = 0

    def begin(self, naam: str, kenmerken: dict[str, str], /) -> None:
        del naam, kenmerken
        self._diepte += 1
        if self._diepte > _MAX_DIEPTE:
            raise Lijstfout(f": is meer dan {_MAX_DIEPTE} elementen diep")

    def tekst(self, deel: str) -> None:
        """Text is of no interest here."""

    def einde(self, naam: str) -> None:
        del naam
        self._diepte -= 1


def _eis_onschuldig(bestand: BinaryIO) -> None:
    """Refuse document types, and so entities, and deep nesting. Raises ``Lijstfout``."""
    try:
        for _ in lees_xml(bestand, _Diepte(), "het bestand"):
            pass
    except Bestandsfout as fout:
        raise Lijstfout(f": {fout}") from None
    bestand.seek(0)
