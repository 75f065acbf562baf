"""One processing of personal data, as the processing record (Logboek Dataverwerkingen 1.0) knows it.

No user identity, no content of the question, no id of a record and no vumID: only which activity, for
whom, when, and the keyed pseudonyms of the persons whose data went out.
"""

import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from app.models.identiteit import Oin
from app.models.partijen import Fase, Partijklasse, Soort

TRACE_BYTES: Final = 16
SPAN_BYTES: Final = 8
_PSEUDONIEM_LENGTES: Final = frozenset(range(16, 33))
_VELDEN_MAXIMUM: Final = 100
_TRACESTATE_MAXIMUM: Final = 512
_TRACEPARENT: Final = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
_TRACESTATE: Final = re.compile(r"[ -~]*")


class Rol(StrEnum):
    """In which role this node processes."""

    BRON = "bron"
    UITWISSELING = "uitwisseling"


class Activiteit(StrEnum):
    """Processing activities; each has an entry of the same id in the register of processing activities."""

    BRON_WERKZOEKENDE_MATCH = "bron-werkzoekende-match"
    BRON_WERKZOEKENDE_DETAIL = "bron-werkzoekende-detail"
    BRON_VACATURE_MATCH = "bron-vacature-match"
    BRON_VACATURE_DETAIL = "bron-vacature-detail"
    UITWISSELING_WERKZOEKENDE_MATCH = "uitwisseling-werkzoekende-match"
    UITWISSELING_WERKZOEKENDE_DETAIL = "uitwisseling-werkzoekende-detail"
    UITWISSELING_VACATURE_MATCH = "uitwisseling-vacature-match"
    UITWISSELING_VACATURE_DETAIL = "uitwisseling-vacature-detail"
    INZAGE_BETROKKENE = "inzage-betrokkene"
    CORRECTIE_BETROKKENE = "correctie-betrokkene"
    BEZWAAR_BETROKKENE = "bezwaar-betrokkene"
    TOESTEMMING_BETROKKENE = "toestemming-betrokkene"
    WISSING_BETROKKENE = "wissing-betrokkene"

    @classmethod
    def voor(cls, rol: Rol, soort: Soort, fase: Fase) -> "Activiteit":
        """Give the activity of answering a question, or opening a record, in this role."""
        return cls(f"{rol}-{soort}-{fase}")


class Status(StrEnum):
    """Outcome as LDV spells it; nothing found or a faulty question is ``UNSET``, never an error."""

    UNSET = "Unset"
    OK = "Ok"
    ERROR = "Error"


@dataclass(frozen=True, slots=True)
class Spoor:
    """Place of one action in a trace (W3C Trace Context); ids as raw bytes.

    ``tracestate`` is passed on as received and never stored.
    """

    trace_id: bytes
    span_id: bytes
    parent_span_id: bytes | None = None
    tracestate: str = field(default="", repr=False, compare=False)

    @classmethod
    def nieuw(cls) -> Self:
        """Start a trace."""
        return cls(secrets.token_bytes(TRACE_BYTES), secrets.token_bytes(SPAN_BYTES))

    @classmethod
    def lees(cls, traceparent: str | None, tracestate: str | None = None) -> Self:
        """Continue the caller's trace under a new span; an absent or invalid header starts a fresh one.

        The sampled flag has no effect: every processing is recorded.
        """
        gelezen = _TRACEPARENT.fullmatch(traceparent or "")
        if gelezen is None or not _is_geldig(*gelezen.groups()):
            return cls.nieuw()
        toestand = tracestate or ""
        if len(toestand) > _TRACESTATE_MAXIMUM or not _TRACESTATE.fullmatch(toestand):
            toestand = ""
        trace_id, parent = bytes.fromhex(gelezen[2]), bytes.fromhex(gelezen[3])
        return cls(trace_id, secrets.token_bytes(SPAN_BYTES), parent, toestand)

    def onderliggend(self) -> "Spoor":
        """Give a new span under this one: one for every outgoing call."""
        return Spoor(self.trace_id, os.urandom(SPAN_BYTES), self.span_id, self.tracestate)

    @property
    def traceparent(self) -> str:
        """Value of the header that hands this span on; always sampled, since all of it is recorded."""
        return f"00-{self.trace_id.hex()}-{self.span_id.hex()}-01"


def _is_geldig(versie: str, trace: str, span: str, rest: str | None) -> bool:
    if versie == "ff" or (versie == "00" and rest is not None):
        return False
    return trace.strip("0") != "" and span.strip("0") != ""


@dataclass(frozen=True, slots=True)
class Verwerking:
    """What one request did: one row of the record, with all its subjects.

    ``verantwoordelijke`` is the controller whose processing this is (a source, or the exchange),
    ``vrager`` the controller that asks and ``via`` the processor that carries its request.
    ``begin`` and ``eind`` are in milliseconds since 1970 (UTC). ``betrokkenen`` are keyed pseudonyms
    of one and the same size (16 to 32 bytes), one for each person whose data went out. ``velden`` says
    which set of fields went out, as the version of the disclosure policy. Raises ``ValueError``.
    """

    activiteit: Activiteit
    verantwoordelijke: Oin
    vrager: Oin
    via: Oin
    klasse: Partijklasse
    soort: Soort
    fase: Fase
    spoor: Spoor
    begin: int
    eind: int
    betrokkenen: Sequence[bytes] = field(default=(), repr=False)
    velden: str = ""
    naam: str = ""
    status: Status = Status.UNSET

    def __post_init__(self) -> None:
        lengtes = {len(b) for b in self.betrokkenen}
        if len(lengtes) > 1 or not lengtes <= _PSEUDONIEM_LENGTES:
            raise ValueError("betrokkenen: pseudoniemen van 16 tot 32 bytes, alle even lang")
        if not 0 <= self.begin <= self.eind:
            raise ValueError("eind mag niet voor begin liggen")
        if len(self.velden) > _VELDEN_MAXIMUM:
            raise ValueError(f"velden: hoogstens {_VELDEN_MAXIMUM} tekens")
