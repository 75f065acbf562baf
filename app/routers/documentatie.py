"""Documentation of one API: its ``openapi.json`` and a Swagger UI that asks nothing outside this node."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from app.models.errors import NietGevonden
from app.routers.voorbeelden import VOORBEELDEN

OPEN_PADEN = ("/openapi.json", "/docs")
"""Served to everybody, without certificate or token (API Design Rules, publish-openapi)."""

_BESTANDEN: Mapping[str, tuple[str, str]] = {
    "swagger-ui.css": ("swagger-ui", "text/css"),
    "swagger-ui-bundle.js": ("swagger-ui", "text/javascript"),
    "favicon-32x32.png": ("swagger-ui", "image/png"),
    "start.js": ("docs", "text/javascript"),
    "docs.css": ("docs", "text/css"),
}

_VOOR_IEDEREEN = {"Access-Control-Allow-Origin": "*"}
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_PAGINA = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titel}</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="stylesheet" href="docs/docs.css">
</head>
<body>
<div class="partijkeuze" id="partijkeuze" hidden><a href="/">Begin</a></div>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""


def openapi_bytes(document: Mapping[str, Any]) -> bytes:
    """Give the document in its published form: stable, so that two versions can be compared."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


@cache
def _bestand(naam: str) -> tuple[bytes, str]:
    map_, mediatype = _BESTANDEN[naam]
    return files("app").joinpath("static", map_, naam).read_bytes(), mediatype


def voeg_documentatie_toe(app: FastAPI) -> None:
    """Serve ``openapi.json``, ``docs`` and what that page needs."""

    async def openapi() -> Response:
        return Response(openapi_bytes(app.openapi()), media_type="application/json", headers=_VOOR_IEDEREEN)

    async def docs() -> Response:
        return Response(
            _PAGINA.format(titel=app.title), media_type="text/html", headers={"Content-Security-Policy": _CSP}
        )

    async def bestand(naam: str) -> Response:
        if naam not in _BESTANDEN:
            raise NietGevonden
        inhoud, mediatype = _bestand(naam)
        return Response(inhoud, media_type=mediatype)

    async def voorbeeld(naam: str) -> Response:
        if naam not in VOORBEELDEN:
            raise NietGevonden
        return Response(openapi_bytes(VOORBEELDEN[naam]), media_type="application/json", headers=_VOOR_IEDEREEN)

    paden: Mapping[str, Callable[..., Any]] = {
        "/openapi.json": openapi,
        "/docs": docs,
        "/docs/{naam}": bestand,
        "/docs/voorbeelden/{naam}.json": voorbeeld,
    }
    for pad, functie in paden.items():
        app.add_api_route(pad, functie, include_in_schema=False, response_class=Response)
