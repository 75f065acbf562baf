"""The standard's own format: a JSON array of records, or NDJSON with one record per line.

The records are cut out of the file as the bytes they are, without interpreting them, so that a damaged
record spoils only itself and nothing is silently changed. (ijson with yajl turns a lone surrogate into
a question mark and cannot go on after a damaged record.) Memory stays below ``MAX_BUFFER``.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from app.domain.aanlevering import Ingelezen

MAX_RECORD = 1_000_000
MAX_BUFFER = 16_000_000
_BLOK = 65_536
_WIT = b" \t\r\n"
_TE_GROOT = "is groter dan 1 MB"
_NIET_AFGESLOTEN = "is niet afgesloten; het bestand is hier afgebroken"

# Up to and including the next bracket (inside a record) or bracket or comma (between records),
# passing over whole strings. No match: more bytes are needed.
_IN_RECORD = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+([\[\]{}])', re.DOTALL)
_TUSSEN = re.compile(rb'(?:[^"\[\]{},]++|"(?:[^"\\]++|\\.)*+")*+([\[\]{},])', re.DOTALL)


def lees(bestand: BinaryIO) -> Iterator[Ingelezen]:
    """Give the records of an open file; what cannot be read is given as an ``Ingelezen`` with a ``leesfout``."""
    begin, regel = _begin(bestand)
    if begin.startswith(b"["):
        return _lees_lijst(bestand, begin[1:])
    if begin.startswith(b"{"):
        return _lees_regels(bestand, begin, regel)
    return iter([Ingelezen("bestand", leesfout="is geen JSON-lijst of NDJSON" if begin else "is leeg")])


def _begin(bestand: BinaryIO) -> tuple[bytes, int]:
    """Read past a byte order mark and white space; give the rest of the block and its line number."""
    blok, regel = bestand.read(_BLOK).removeprefix(codecs.BOM_UTF8), 1
    while blok and not blok.strip(_WIT):
        regel += blok.count(b"\n")
        blok = bestand.read(_BLOK)
    begin = blok.lstrip(_WIT)
    return begin, regel + blok[: len(blok) - len(begin)].count(b"\n")


def _lees_regels(bestand: BinaryIO, begin: bytes, eerste: int) -> Iterator[Ingelezen]:
    for nummer, regel in enumerate(_regels(bestand, begin), start=eerste):
        plaats = f"regel {nummer}"
        if len(regel) > MAX_BUFFER:
            yield Ingelezen(plaats, leesfout=_NIET_AFGESLOTEN)
            return
        if ruw := regel.strip(_WIT):
            yield _ingelezen(plaats, ruw)


def _regels(bestand: BinaryIO, begin: bytes) -> Iterator[bytes]:
    """Give lines of at most ``MAX_BUFFER`` + 1 bytes, starting with what was read already."""
    *heel, rest = begin.split(b"\n")
    yield from heel
    yield rest + bestand.readline(MAX_BUFFER + 1 - len(rest))
    while regel := bestand.readline(MAX_BUFFER + 1):
        yield regel


def _ingelezen(plaats: str, ruw: bytes) -> Ingelezen:
    return Ingelezen(plaats, leesfout=_TE_GROOT) if len(ruw) > MAX_RECORD else Ingelezen(plaats, ruw)


def _lees_lijst(bestand: BinaryIO, begin: bytes) -> Iterator[Ingelezen]:
    snijder = _Snijder(bestand, begin)
    nummer = 0
    for ruw in snijder.elementen():
        nummer += 1
        yield _ingelezen(f"record {nummer}", ruw)
    if snijder.breuk:
        yield Ingelezen(f"record {nummer + 1}", leesfout=snijder.breuk)


class _Snijder:
    """Cuts the elements of a JSON array out of a stream; ``breuk`` says why it could not go on."""

    def __init__(self, bestand: BinaryIO, begin: bytes) -> None:
        self._bestand = bestand
        self._buffer = begin
        self._start = self._plek = 0
        self.breuk = ""

    def elementen(self) -> Iterator[bytes]:
        eerste = True
        while teken := self._element():
            ruw = self._knip()
            sluit = teken == b"]"
            if ruw or not (eerste and sluit):
                yield ruw
            eerste = False
            if sluit:
                self._controleer_einde()
                return

    def _element(self) -> bytes:
        """Go to the comma or bracket that ends this element; empty when the file ends first."""
        diepte = 0
        while teken := self._volgende(_IN_RECORD if diepte else _TUSSEN):
            if not diepte and teken in b",]}":
                return teken if teken != b"}" else self._breek("heeft een accolade te veel")
            diepte += 1 if teken in b"[{" else -1
        return self._breek(_NIET_AFGESLOTEN)

    def _volgende(self, patroon: re.Pattern[bytes]) -> bytes:
        while (gevonden := patroon.match(self._buffer, self._plek)) is None:
            if not self._vul():
                return b""
        self._plek = gevonden.end()
        return gevonden.group(1)

    def _vul(self) -> bool:
        """Read as much again as waits, so that a long string is not scanned over and over."""
        rest = self._buffer[self._start :]
        if len(rest) > MAX_BUFFER:
            return False
        blok = self._bestand.read(max(_BLOK, len(rest)))
        self._buffer = rest + blok
        self._start, self._plek = 0, self._plek - self._start
        return bool(blok)

    def _knip(self) -> bytes:
        ruw = self._buffer[self._start : self._plek - 1].strip(_WIT)
        self._start = self._plek
        return ruw

    def _breek(self, reden: str) -> bytes:
        self.breuk = self.breuk or reden
        return b""

    def _controleer_einde(self) -> None:
        rest = self._buffer[self._plek :]
        while rest and not rest.strip(_WIT):
            rest = self._bestand.read(_BLOK)
        if rest:
            self._breek("na het einde van de lijst staat nog iets")
