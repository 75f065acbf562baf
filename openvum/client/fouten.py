"""What can go wrong when asking.

KlantFout
├── VraagFout            the question itself breaks the contract; nothing was sent (also a ValueError)
├── Onbereikbaar         no connection, or it broke
├── Tijdslimiet          no complete answer in time
├── OngeldigAntwoord     status 200, and not an answer that the contract knows
└── FoutAntwoord         another status: ``status``, ``code``, ``melding`` and ``details`` as received
    ├── OngeldigeAanroep     400
    ├── NietGeautoriseerd    401
    ├── LimietBereikt        429; ``wacht`` in seconds where the other side names it
    ├── Serverfout           500
    └── NietBeschikbaar      503
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import orjson

_LANGSTE: Final = 2000


class KlantFout(Exception):
    """Base of every error of this library. Its message is Dutch and holds nothing of a person."""


class VraagFout(KlantFout, ValueError):
    """The question breaks the contract; the message names fields and rules."""


class Onbereikbaar(KlantFout):
    """There is no connection, or it broke before the answer was complete."""


class Tijdslimiet(Onbereikbaar):
    """No complete answer within the time that was allowed."""


class OngeldigAntwoord(KlantFout):
    """An answer came that the contract does not know: no JSON, too large, or not of the right form."""


class FoutAntwoord(KlantFout):
    """The other side refused; what it says of it is passed on as printable text."""

    verwacht: ClassVar[int | None] = None

    def __init__(self, status: int, body: bytes, wacht: float | None = None) -> None:
        velden = _lees(body)
        self.status = status
        self.code = _tekst(velden.get("code"))
        self.melding = _tekst(velden.get("message"))
        self.details = _tekst(velden.get("details"))
        self.wacht = wacht
        super().__init__(" ".join(deel for deel in (str(status), self.code, self.melding, self.details) if deel))


class OngeldigeAanroep(FoutAntwoord):
    """400: the request breaks the contract, or nothing may be asked under this id."""

    verwacht = 400


class NietGeautoriseerd(FoutAntwoord):
    """401: the asker is not known, not proven or not mandated."""

    verwacht = 401


class LimietBereikt(FoutAntwoord):
    """429: the agreed number of details, or of requests, is used up."""

    verwacht = 429


class Serverfout(FoutAntwoord):
    """500: something went wrong on the other side."""

    verwacht = 500


class NietBeschikbaar(FoutAntwoord):
    """503: the other side, or every source behind it, cannot answer now."""

    verwacht = 503


_OP_STATUS: Final[Mapping[int | None, type[FoutAntwoord]]] = {
    soort.verwacht: soort for soort in (OngeldigeAanroep, NietGeautoriseerd, LimietBereikt, Serverfout, NietBeschikbaar)
}


def foutantwoord(status: int, body: bytes, wacht: float | None) -> FoutAntwoord:
    """Give the error that fits this status."""
    return _OP_STATUS.get(status, FoutAntwoord)(status, body, wacht)


def _lees(body: bytes) -> Mapping[str, Any]:
    try:
        inhoud = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return inhoud if isinstance(inhoud, dict) else {}


def _tekst(waarde: Any) -> str:
    """As printable text: what the other side sends may not steer a terminal."""
    return "".join(t for t in waarde if t.isprintable())[:_LANGSTE] if isinstance(waarde, str) else ""
