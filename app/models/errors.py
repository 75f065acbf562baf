"""The one error tree.

VumFout
├── OngeldigeAanroep      400  400.01
│   └── OnbekendRecord    400  400.01  unknown, expired, foreign or withdrawn id: one and the same answer
├── OnvolledigeAanroep    400  400.02
├── NietGeautoriseerd     401  401.01
├── NietToegestaan        403  403.01  ┐
├── NietGevonden          404  404.01  │
├── MethodeNietToegestaan 405  405.01  │ outside the operations of the VUM contract:
├── NietAcceptabel        406  406.01  │ the API Design Rules hold
├── Conflict              409  409.01  │
├── TeGroot               413  413.01  │
├── VerkeerdInhoudstype   415  415.01  ┘
├── LimietOverschreden    429  429.01
│   └── TeVeelVerzoeken   429  429.02  outside the VUM contract, which has one code for every limit
├── InterneFout           500  500.1
└── NietBeschikbaar       503  500.3

Codes and messages of 400, 429, 500 and 503: the VUM error table (v1.0.0, never changed since).
``details`` names fields and rules, never a value that was sent.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

MAX_DETAILS = 2000


class VumFout(Exception):
    """Base of every error that reaches the wire; carries its status, code and fixed message."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "500.1"
    melding: ClassVar[str] = "Interne serverfout"

    def __init__(self, details: str | Iterable[str] = "", headers: Mapping[str, str] | None = None) -> None:
        regels = [details] if isinstance(details, str) else list(details)
        self.details = "; ".join(r for r in regels if r)[:MAX_DETAILS]
        self.headers = dict(headers or {})
        super().__init__(self.details or self.melding)


class OngeldigeAanroep(VumFout):
    """The request breaks a rule of the contract."""

    status, code, melding = 400, "400.01", "Ongeldige aanroep"


class OnbekendRecord(OngeldigeAanroep):
    """No record that this asker may see stands behind the id; the reason is never told."""

    def __init__(self) -> None:
        super().__init__("Onder dit id is geen gegeven op te vragen.")


class OnvolledigeAanroep(VumFout):
    """A required part of the request is missing."""

    status, code, melding = 400, "400.02", "Onvolledige aanroep"


class NietGeautoriseerd(VumFout):
    """The asker is not known, not proven, or has no mandate."""

    status, code, melding = 401, "401.01", "Niet geautoriseerd"


class NietToegestaan(VumFout):
    """The asker is known, and may not do this. Never in an operation of the VUM contract, which says 401."""

    status, code, melding = 403, "403.01", "Niet toegestaan"


class NietGevonden(VumFout):
    """No operation stands behind this path."""

    status, code, melding = 404, "404.01", "Niet gevonden"


class MethodeNietToegestaan(VumFout):
    """The path exists, the method does not; the header Allow says which do."""

    status, code, melding = 405, "405.01", "Methode niet toegestaan"


class NietAcceptabel(VumFout):
    """The Accept header leaves no media type that the operation can give."""

    status, code, melding = 406, "406.01", "Niet acceptabel"


class Conflict(VumFout):
    """What is asked does not go with how things stand now."""

    status, code, melding = 409, "409.01", "Conflict met de huidige stand"


class TeGroot(VumFout):
    """The body is larger than this node takes."""

    status, code, melding = 413, "413.01", "Inhoud te groot"


class VerkeerdInhoudstype(VumFout):
    """The body is not of a media type that the operation takes."""

    status, code, melding = 415, "415.01", "Verkeerd inhoudstype"


class LimietOverschreden(VumFout):
    """The agreed number of details per question is used up."""

    status, code, melding = 429, "429.01", "Aantal werkzoekendeProfielen limiet overschreden"


class TeVeelVerzoeken(LimietOverschreden):
    """More requests in a minute than the limit. Never in an operation of the VUM contract, which says 429.01."""

    code, melding = "429.02", "Te veel verzoeken"


class InterneFout(VumFout):
    """Something went wrong on our side; the log has the reason, the answer has not."""

    status, code, melding = 500, "500.1", "Interne serverfout"


class NietBeschikbaar(VumFout):
    """The service, or every source that was asked, cannot answer now."""

    status, code, melding = 503, "500.3", "Service niet beschikbaar"
