"""Takes the answer of a source apart without making objects of what is in it.

The whole answer is read, so that what is no JSON is no answer; but of each match only the id and the postcode
become something in Python. Its own text is cut out when somebody wants the rest: with fifty sources hardly one
match in seven is ever looked into.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

import msgspec

from app.domain.bronfout import BronFaalt, Reden
from app.models.partijen import Soort
from app.models.versie import Versie

MEESTE_DELEN: Final = 200_000
"""Most commas in an answer: a hundred matches hold six thousand. What is made of an answer stays bounded by it."""
_FOUTEN: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


class Plaats(Protocol):
    """What says where a match lies."""

    postcode: str


class Plek(Protocol):
    """What places a match; ``plaats`` is None for the kind whose match holds no postcode."""

    id: str

    @property
    def plaats(self) -> Plaats | None: ...


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

    @property
    def plaats(self) -> None:
        return None


class _Antwoord(msgspec.Struct, gc=False):
    matches: list[msgspec.Raw]
    meer: bool = msgspec.field(name="maximumAantalResultatenBereikt")


class _Werkzoekenden(_Antwoord):
    matches: list[_Werkzoekende]  # type: ignore[assignment]


class _Vacatures(_Antwoord):
    matches: list[_Vacature]  # type: ignore[assignment]


class _VacaturesV2(_Antwoord):
    matches: list[_VacatureV2]  # type: ignore[assignment]


def _lezer(soort: Any) -> Any:
    return msgspec.json.Decoder(soort).decode


_LEES_DELEN: Final = _lezer(_Antwoord)
_LEES: Final[Mapping[tuple[Soort, Versie], tuple[Any, Any]]] = {
    (Soort.WERKZOEKENDE, Versie.V3): (_lezer(_Werkzoekenden), _lezer(_Werkzoekende)),
    (Soort.WERKZOEKENDE, Versie.V2): (_lezer(_Werkzoekenden), _lezer(_Werkzoekende)),
    (Soort.VACATURE, Versie.V3): (_lezer(_Vacatures), _lezer(_Vacature)),
    (Soort.VACATURE, Versie.V2): (_lezer(_VacaturesV2), _lezer(_VacatureV2)),
}
"""Per kind and version what reads a whole answer, and what reads one match."""


class Uitgepakt:
    """The answer of a source of ``versie``. Raises ``BronFaalt`` for what is none; the error holds nothing of it.

    ``plekken`` has a place for each match: None for what has no id or, where its kind has one, no postcode.
    ``meer``: the source says that it has more.
    """

    def __init__(self, body: bytes, soort: Soort, versie: Versie) -> None:
        if body.count(b",") > MEESTE_DELEN:
            raise BronFaalt(Reden.TE_GROOT)
        self._body = body
        self._delen: Sequence[msgspec.Raw] | None = None
        lees_alle, self._lees_een = _LEES[soort, versie]
        gelezen = _gelezen(lees_alle, body)
        if gelezen is not None:
            self.plekken: Sequence[Plek | None] = gelezen.matches
            self.meer: bool = gelezen.meer
            return
        apart = _gelezen(_LEES_DELEN, body)  # not every match is one: they are read one by one
        if apart is None:
            raise BronFaalt(Reden.ONLEESBAAR)
        self._delen, self.meer = apart.matches, apart.meer
        self.plekken = [_gelezen(self._lees_een, deel) for deel in apart.matches]

    def tekst(self, nummer: int) -> bytes:
        """Give a match as it was sent."""
        if self._delen is None:
            self._delen = _LEES_DELEN(self._body).matches
        return bytes(self._delen[nummer])


def _gelezen(lees: Any, tekst: bytes | msgspec.Raw) -> Any:
    try:
        return lees(tekst)
    except _FOUTEN:  # its error would carry the answer along
        return None
