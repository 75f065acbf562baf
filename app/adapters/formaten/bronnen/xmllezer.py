"""XML read by expat in small blocks: no document type, so no entities; no part of it larger than a block."""

from collections.abc import Callable, Iterator
from typing import IO, Final, Protocol
from xml.parsers import expat

from app.adapters.formaten.kern import Bestandsfout

BLOK: Final = 65_536
_MAX_DEEL: Final = 4_000_000
"""Bytes in one tag."""


class Ontvanger(Protocol):
    """Takes what is found; names are without their prefix."""

    def begin(self, naam: str, kenmerken: dict[str, str], /) -> None: ...

    def tekst(self, deel: str) -> None: ...

    def einde(self, naam: str) -> None: ...


def lees_xml(bestand: IO[bytes], ontvanger: Ontvanger, wat: str) -> Iterator[None]:
    """Read, block by block: after each ``yield`` the receiver may be asked for what it has.

    Raises ``Bestandsfout``, naming ``wat``.
    """
    ontleder = _ontleder(ontvanger)
    gelezen = 0
    try:
        while blok := bestand.read(BLOK):
            ontleder.Parse(blok, False)
            gelezen += len(blok)
            if gelezen - max(ontleder.CurrentByteIndex, 0) > _MAX_DEEL:
                raise Bestandsfout(f"{wat} bevat een onderdeel van meer dan 4 MB", "bewaar het bestand opnieuw")
            yield
        ontleder.Parse(b"", True)
        yield
    except expat.ExpatError as fout:
        raise Bestandsfout(
            f"{wat} is geen geldige XML (regel {fout.lineno})", "lever het bestand opnieuw aan; het is beschadigd"
        ) from None
    except (LookupError, ValueError):
        raise Bestandsfout(f"{wat} heeft een tekenset die niet bestaat", "bewaar het bestand als UTF-8") from None


def _ontleder(ontvanger: Ontvanger) -> expat.XMLParserType:
    ontleder = expat.ParserCreate()
    ontleder.buffer_text = True
    ontleder.StartDoctypeDeclHandler = _weiger_doctype
    ontleder.StartElementHandler = _zonder_voorvoegsel(ontvanger.begin)
    ontleder.CharacterDataHandler = ontvanger.tekst
    ontleder.EndElementHandler = lambda naam: ontvanger.einde(naam.rpartition(":")[2])
    return ontleder


def _zonder_voorvoegsel(begin: Callable[[str, dict[str, str]], None]) -> Callable[[str, dict[str, str]], None]:
    return lambda naam, kenmerken: begin(naam.rpartition(":")[2] if ":" in naam else naam, kenmerken)


def _weiger_doctype(*_: object) -> None:
    raise Bestandsfout("bevat een DOCTYPE; dat kan vreemde bestanden binnenhalen", "verwijder de DOCTYPE")
