"""Requests and what comes back, without any input or output: the same for both kinds of client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

import orjson

from app.models.identiteit import Oin
from app.models.partijen import Partijen
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol

JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Seconds for a connection, for a question and for a detail as a whole; bytes of an answer; details per question.

    Ten seconds for a detail and ten details per question are agreements of VUM.
    """

    verbinden: float = 5.0
    vraag: float = 30.0
    detail: float = 10.0
    bytes_: int = 20_000_000
    details: int = 10


@dataclass(frozen=True, slots=True)
class Verzoek:
    """``pad`` comes after the base; ``seconden`` for the whole answer."""

    methode: str
    pad: str = field(repr=False)
    koppen: Mapping[str, str]
    seconden: float
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Ontvangen:
    """What came back; the names in ``koppen`` are in small letters."""

    status: int
    koppen: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Gebroken:
    """No answer. ``verzonden``: the other side may have begun on it."""

    melding: str
    verzonden: bool
    te_laat: bool = False
    te_groot: bool = False


def partijen(van: str, naar: str, via: str | None = None, *, suwi: bool | None = None) -> Partijen:
    """Give the parties: who asks, who answers, the processor (default: who asks). Raises ``ValueError``.

    ``suwi`` is for a source, which must hear whether the asker is a SUWI party.
    """
    vrager = Oin(van)
    return Partijen(vrager, Oin(naar), vrager if via is None else Oin(via), suwi)


def maak_koppen(wie: Partijen, rol: Rol, versie: Versie) -> dict[str, str]:
    """Give the headers that the contract asks of a request; a source hears SUWI or not, also when nobody said."""
    suwi = bool(wie.suwi) if wie.suwi is not None or rol is Rol.BRON else None
    alle = {
        "X-VUM-berichtVersie": str(versie),
        "API-Version": str(versie),
        "X-VUM-fromParty": wie.van,
        "X-VUM-toParty": wie.naar,
        "X-VUM-viaParty": wie.via,
        "X-VUM-SUWIparty": None if suwi is None else str(suwi).lower(),
        "Accept": JSON,
        "Accept-Encoding": "identity",
        "traceparent": wie.traceparent,
        "tracestate": wie.tracestate,
    }
    return {naam: str(waarde) for naam, waarde in alle.items() if waarde is not None}


def matchverzoek(pad: str, koppen: Mapping[str, str], vraag: Mapping[str, Any], seconden: float) -> Verzoek:
    """Give the request that puts a question."""
    body = orjson.dumps({"vraagObject": vraag})
    return Verzoek("POST", f"{pad}/matches", {**koppen, "Content-Type": JSON}, seconden, body)


def detailverzoek(pad: str, koppen: Mapping[str, str], id_: str, seconden: float) -> Verzoek:
    """Give the request that opens a match."""
    return Verzoek("GET", f"{pad}/{quote(id_, safe='')}", koppen, seconden)


def wachttijd(koppen: Mapping[str, str]) -> float | None:
    """Give the seconds of ``Retry-After``; None where there are none (a date counts as none)."""
    waarde = koppen.get("retry-after", "").strip()
    return float(waarde) if waarde.isascii() and waarde.isdigit() else None
