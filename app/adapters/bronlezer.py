"""Takes the answer of a source apart without making objects of what is in it.

The whole answer is read, so that what is no JSON is no answer; but of each match only the id and the postcode
become something in Python, and its own bytes are kept until somebody wants the rest. With fifty sources
hardly one match in seven is ever looked into.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

import msgspec

from app.domain.bronfout import BronFaalt, Reden
from app.models.partijen import Soort
from app.models.versie import Versie

MEESTE_DELEN: Final = 200_000
"""Most commas in an answer: a hundred matches hold six thousand. What is made of an answer stays bounded by it."""


class Uitgepakt(NamedTuple):
    """The matches as they were sent, and whether the source says that it has more."""

    matches: list[msgspec.Raw]
    meer: bool


Plek: TypeAlias = tuple[str, str | None, msgspec.Raw]
"""The id and the postcode of a match (None for the kind that has none), and the match itself."""


class _Antwoord(msgspec.Struct, gc=False):
    matches: list[msgspec.Raw]
    meer: bool = msgspec.field(name="maximumAantalResultatenBereikt")


class _Mobiliteit(msgspec.Struct, gc=False):
    postcode: str = msgspec.field(name="bemiddelingspostcode")


class _Werkzoekende(msgspec.Struct, gc=False):
    id: str = msgspec.field(name="idWerkzoekende")
    plaats: _Mobiliteit = msgspec.field(name="mobiliteit")


class _Adres(msgspec.Struct, gc=False):
    postcode: str


class _Vacature(msgspec.Struct, gc=False):
    id: str = msgspec.field(name="idVacature")
    plaats: _Adres = msgspec.field(name="adres")


class _VacatureV2(msgspec.Struct, gc=False):
    id: str = msgspec.field(name="idVacature")


_antwoord: Final = msgspec.json.Decoder(_Antwoord).decode
_werkzoekende: Final = msgspec.json.Decoder(_Werkzoekende).decode
_vacature: Final = msgspec.json.Decoder(_Vacature).decode
_vacature_v2: Final = msgspec.json.Decoder(_VacatureV2).decode


def pak_uit(body: bytes) -> Uitgepakt:
    """Take an answer apart. Raises ``BronFaalt`` for what is no answer at all; its error holds nothing of it."""
    if body.count(b",") > MEESTE_DELEN:
        raise BronFaalt(Reden.TE_GROOT)
    try:
        antwoord = _antwoord(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        antwoord = None
    if antwoord is None:
        raise BronFaalt(Reden.ONLEESBAAR)
    return Uitgepakt(antwoord.matches, antwoord.meer)


def _plek_werkzoekende(match: msgspec.Raw) -> Plek:
    gelezen = _werkzoekende(match)
    return gelezen.id, gelezen.plaats.postcode, match


def _plek_vacature(match: msgspec.Raw) -> Plek:
    gelezen = _vacature(match)
    return gelezen.id, gelezen.plaats.postcode, match


def _plek_vacature_v2(match: msgspec.Raw) -> Plek:
    """The match of a version 2 vacancy holds no postcode."""
    return _vacature_v2(match).id, None, match


_PLEK: Final[Mapping[tuple[Soort, Versie], Callable[[msgspec.Raw], Plek]]] = {
    (Soort.WERKZOEKENDE, Versie.V3): _plek_werkzoekende,
    (Soort.WERKZOEKENDE, Versie.V2): _plek_werkzoekende,
    (Soort.VACATURE, Versie.V3): _plek_vacature,
    (Soort.VACATURE, Versie.V2): _plek_vacature_v2,
}


def plekken(matches: Iterable[msgspec.Raw], soort: Soort, versie: Versie) -> Iterator[Plek]:
    """Give what has an id and, where its kind has one, a postcode; anything else is left out."""
    plek = _PLEK[soort, versie]
    for match in matches:
        try:
            yield plek(match)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue
