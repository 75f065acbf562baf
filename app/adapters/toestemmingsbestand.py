"""Files with changes of the consent register: CSV (comma or semicolon, with a header) or NDJSON, in UTF-8.

Streams: no more than one line is held. A fault that leaves the rest of the file in doubt ends the reading.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO, Final

import orjson

from app.domain.toestemmingsbestand import VELDEN, Registerregel

MAX_REGEL: Final = 10_000
"""Bytes in a line."""

_ONLEESBAAR: Final = f"is geen UTF-8 of langer dan {MAX_REGEL} bytes; het bestand is niet verder gelezen"
_KOP: Final = f"de kop moet id en verder alleen {', '.join(VELDEN[1:])} noemen, met ; of , ertussen"


class _Onleesbaar(Exception):
    """This line cannot be read, nor what comes after it."""


def lees(bestand: BinaryIO) -> Iterator[Registerregel]:
    """Give the lines of an open file; what cannot be read is given with a ``leesfout``."""
    regels = _Regels(bestand)
    try:
        eerste = next((regel for regel in regels if regel.strip()), "")
        if not eerste:
            yield Registerregel("bestand", leesfout="is leeg")
        elif eerste.startswith("{"):
            yield from _ndjson(regels, eerste)
        else:
            yield from _csv(regels, eerste)
    except _Onleesbaar:
        yield Registerregel(f"regel {regels.nummer}", leesfout=_ONLEESBAAR)


class _Regels:
    """The lines of a file as text, and the number of the last one."""

    def __init__(self, bestand: BinaryIO) -> None:
        self._bestand = bestand
        self.nummer = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        ruw = self._bestand.readline(MAX_REGEL + 1)
        if not ruw:
            raise StopIteration
        self.nummer += 1
        if len(ruw) > MAX_REGEL:
            raise _Onleesbaar
        try:
            return (ruw.removeprefix(codecs.BOM_UTF8) if self.nummer == 1 else ruw).decode()
        except UnicodeDecodeError:
            raise _Onleesbaar from None


def _ndjson(regels: _Regels, eerste: str) -> Iterator[Registerregel]:
    for regel in chain([eerste], regels):
        if regel.strip():
            yield _object(f"regel {regels.nummer}", regel)


def _object(plaats: str, regel: str) -> Registerregel:
    try:
        velden: Any = orjson.loads(regel)
    except orjson.JSONDecodeError:
        velden = None
    if not isinstance(velden, dict):
        return Registerregel(plaats, leesfout="is geen JSON-object")
    if not velden.keys() <= set(VELDEN):
        return Registerregel(plaats, leesfout=f"kent alleen de velden {', '.join(VELDEN)}")
    gevuld = {naam: waarde for naam, waarde in velden.items() if waarde is not None}
    if not all(isinstance(waarde, str) for waarde in gevuld.values()):
        return Registerregel(plaats, leesfout="elk veld moet tekst zijn")
    return Registerregel(plaats, gevuld)


def _csv(regels: _Regels, eerste: str) -> Iterator[Registerregel]:
    scheiding = ";" if ";" in eerste else ","
    lezer = csv.reader(chain([eerste], regels), delimiter=scheiding, strict=True)
    try:
        kop = [naam.strip() for naam in next(lezer)]
        if "id" not in kop or len(set(kop)) != len(kop) or not set(kop) <= set(VELDEN):
            yield Registerregel(f"regel {regels.nummer}", leesfout=_KOP)
            return
        yield from (_rij(f"regel {regels.nummer}", kop, rij) for rij in lezer if any(rij))
    except csv.Error:
        yield Registerregel(
            f"regel {regels.nummer}", leesfout="is geen geldige CSV; het bestand is niet verder gelezen"
        )


def _rij(plaats: str, kop: Sequence[str], rij: Sequence[str]) -> Registerregel:
    if len(rij) != len(kop):
        return Registerregel(plaats, leesfout=f"moet {len(kop)} velden hebben, zoals de kop")
    return Registerregel(plaats, {naam: waarde.strip() for naam, waarde in zip(kop, rij, strict=True)})
