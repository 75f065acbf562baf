"""Every error becomes the one error body here, and nowhere else.

The body ``{type,title,status,detail,instance,code,message,details}`` satisfies the ``Error`` of the VUM
contract and the problem details of RFC 9457 at once. It never holds anything that was sent.
"""

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Scope

from app.models.errors import (
    InterneFout,
    MethodeNietToegestaan,
    NietGeautoriseerd,
    NietGevonden,
    OngeldigeAanroep,
    VumFout,
)
from app.models.tokenfouten import Tokenfout
from app.routers.mediatypen import PROBLEEM, fout_mediatype

VERZOEK_ID = "openvum.verzoek_id"
"""Key in the ASGI scope of the id that the edge gives each request."""

VERTROKKEN = 499
"""Status under which the log counts a request whose asker went away; nobody receives it."""

EIGEN_API = "openvum.eigen_api"
"""Key in the ASGI scope: true where no VUM contract holds, so that every error is problem+json."""

UITDAGING: Final = "WWW-Authenticate"
BEARER: Final = 'Bearer realm="OpenVUM"'
"""How a caller of our own APIs can prove itself (RFC 6750); on every 401 there."""

STANDAARDDETAIL: Mapping[str, str] = {
    "400.01": "De aanroep voldoet niet aan het contract.",
    "400.02": "De aanroep mist een verplicht onderdeel.",
    "401.01": "De vrager is niet bekend, niet bewezen of niet gemachtigd.",
    "403.01": "De vrager is bekend, maar mag dit niet.",
    "404.01": "Dit pad bestaat niet.",
    "405.01": "Deze methode bestaat niet op dit pad; de kop Allow noemt welke wel.",
    "406.01": "Deze API kan niet antwoorden in een gevraagd mediatype.",
    "409.01": "Dit past niet bij de huidige stand.",
    "413.01": "De inhoud is groter dan deze node aanneemt.",
    "415.01": "De inhoud is niet van een mediatype dat deze API leest.",
    "429.01": "Het afgesproken aantal is bereikt.",
    "429.02": "Het aantal verzoeken is groter dan de grens.",
    "500.1": "Er ging iets mis aan onze kant.",
    "500.3": "De dienst kan nu niet antwoorden; probeer het later opnieuw.",
}


WACHTTIJD: Mapping[int, str] = {429: "60", 503: "5"}
"""``Retry-After``, in seconds, of an error that does not say itself when to come back."""


def foutvelden(fout: VumFout, verzoek_id: str | None) -> dict[str, str | int]:
    """Give the error body."""
    uitleg = fout.details or STANDAARDDETAIL[fout.code]
    velden: dict[str, str | int | None] = {
        "error": fout.fout if isinstance(fout, Tokenfout) else None,
        "error_description": uitleg if isinstance(fout, Tokenfout) else None,
        "type": f"urn:vum:fout:{fout.code}",
        "title": fout.melding,
        "status": fout.status,
        "detail": uitleg,
        "instance": f"urn:uuid:{verzoek_id}" if verzoek_id else None,
        "code": fout.code,
        "message": fout.melding,
        "details": uitleg,
    }
    return {naam: waarde for naam, waarde in velden.items() if waarde is not None}


def foutlichaam(fout: VumFout, verzoek_id: str | None) -> bytes:
    """Give the error body as JSON bytes."""
    return json.dumps(foutvelden(fout, verzoek_id), ensure_ascii=False, separators=(",", ":")).encode()


def _vaste_koppen(fout: VumFout, scope: Scope) -> dict[str, str]:
    """Give the headers that go with the status: when to come back, and how to prove oneself."""
    if fout.status == NietGeautoriseerd.status and scope.get(EIGEN_API):
        return {UITDAGING: BEARER}
    return {"Retry-After": WACHTTIJD[fout.status]} if fout.status in WACHTTIJD else {}


def foutantwoord(fout: VumFout, scope: Scope) -> Response:
    """Give the response to an error, in the media type that the asker wants errors in."""
    return Response(
        foutlichaam(fout, scope.get(VERZOEK_ID)),
        status_code=fout.status,
        headers={**_vaste_koppen(fout, scope), **fout.headers},
        media_type=PROBLEEM
        if scope.get(EIGEN_API) and not isinstance(fout, Tokenfout)
        else fout_mediatype(Headers(scope=scope)),
    )


def _toegestaan(koppen: Mapping[str, str] | None) -> str:
    """Value of ``Allow``: where GET is served, HEAD is too."""
    methoden = {m.strip() for m in (koppen or {}).get("Allow", "").split(",") if m.strip()}
    return ", ".join(sorted(methoden | ({"HEAD"} if "GET" in methoden else set())))


def _uit_http(fout: HTTPException) -> VumFout:
    if fout.status_code == MethodeNietToegestaan.status:
        return MethodeNietToegestaan(headers={"Allow": _toegestaan(fout.headers)})
    return NietGevonden() if fout.status_code == NietGevonden.status else OngeldigeAanroep()


async def _bij_vumfout(request: Request, fout: Exception) -> Response:
    return foutantwoord(fout if isinstance(fout, VumFout) else InterneFout(), request.scope)


async def _bij_http(request: Request, fout: Exception) -> Response:
    return foutantwoord(_uit_http(fout) if isinstance(fout, HTTPException) else InterneFout(), request.scope)


async def _bij_validatie(request: Request, fout: Exception) -> Response:  # noqa: ARG001 - it holds the input: unread
    return foutantwoord(OngeldigeAanroep(), request.scope)


async def _bij_onverwacht(request: Request, fout: Exception) -> Response:  # noqa: ARG001 - the edge logs it, see rand
    return foutantwoord(InterneFout(), request.scope)


async def _bij_vertrek(request: Request, fout: Exception) -> Response:  # noqa: ARG001 - nobody reads this answer
    return Response(status_code=VERTROKKEN)


AFHANDELING: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    VumFout: _bij_vumfout,
    ClientDisconnect: _bij_vertrek,
    HTTPException: _bij_http,
    RequestValidationError: _bij_validatie,
    Exception: _bij_onverwacht,
}
"""Handlers for every app at the edge; a mounted app does not inherit those of its parent."""
