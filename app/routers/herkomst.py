"""Which web pages may call an API from a browser (CORS, Fetch standard section 3.2): an allow-list, never a wildcard on data.

``openapi.json`` and the examples are for every page, as the API Design Rules want (publish-openapi).
"""

from collections.abc import Collection, Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from app.routers.partijen import API_VERSIE, BERICHTVERSIE, NAAR, SUWI, VAN, VIA

_METHODEN: Final = "GET, HEAD, POST, PUT, PATCH, DELETE"
_VUMKOPPEN: Final = (API_VERSIE, BERICHTVERSIE, VAN, NAAR, VIA)
_VRAAGKOPPEN: Final = (*_VUMKOPPEN, SUWI, "Accept", "Authorization", "Content-Type", "traceparent", "tracestate")
_ANTWOORDKOPPEN: Final = (
    *_VUMKOPPEN,
    "X-VUM-Bronnen",
    "Allow",
    "Deprecation",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Sunset",
    "WWW-Authenticate",
)
_ONTHOUDEN: Final = "600"
"""Seconds that a browser may keep the answer to a preflight."""


class Herkomsten:
    """The allow-list of one node; empty: no page of another origin reads data."""

    def __init__(self, toegestaan: Collection[str] = ()) -> None:
        self._toegestaan = frozenset(toegestaan)

    def koppen(self, scope: Scope) -> Mapping[str, str]:
        """Give the headers of an answer to this request."""
        if not self._toegestaan:
            return {}
        if (herkomst := self._herkomst(scope)) is None:
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": herkomst,
            "Access-Control-Expose-Headers": ", ".join(_ANTWOORDKOPPEN),
        }

    def voorvraag(self, scope: Scope, *, open_pad: bool) -> Response | None:
        """Give the answer to a preflight; None when this is none, or none of a page that may call us."""
        if scope["method"] != "OPTIONS":
            return None
        koppen = Headers(scope=scope)
        if "origin" not in koppen or "access-control-request-method" not in koppen:
            return None
        if open_pad:
            return Response(status_code=204, headers={"Access-Control-Allow-Origin": "*", **_mag("GET, HEAD")})
        if self._herkomst(scope) is None:
            return None
        return Response(status_code=204, headers=_mag(_METHODEN))

    def _herkomst(self, scope: Scope) -> str | None:
        herkomsten = Headers(scope=scope).getlist("origin")
        return herkomsten[0] if len(herkomsten) == 1 and herkomsten[0] in self._toegestaan else None


def _mag(methoden: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Methods": methoden,
        "Access-Control-Allow-Headers": ", ".join(_VRAAGKOPPEN),
        "Access-Control-Max-Age": _ONTHOUDEN,
    }
