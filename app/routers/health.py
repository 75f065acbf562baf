"""What stands beside the APIs: the front page, health and metrics. Nothing here touches personal data."""

from collections.abc import Awaitable, Callable, Sequence
from html import escape
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.privacy.certificaten import GEEN_CERTIFICATEN, Certificaten, waarschuwing
from app.routers.meting import INHOUDSTYPE, meet_geldigheid, meetwaarden

Klaar = Callable[[], Awaitable[None]]
"""Raises ``NietBeschikbaar`` while the node cannot answer."""

Meldingen = Callable[[], Sequence[str]]
"""Gives what needs attention, in fixed words."""


def geen_meldingen() -> Sequence[str]:
    """Give nothing."""
    return ()


_PAGINA = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>OpenVUM</title></head>
<body>
<h1>OpenVUM</h1>
<p>Deze node wisselt matchingsgegevens uit volgens de VUM-standaard.</p>
<ul>
{regels}
</ul>
<p><a href="health/live">Leeft de node?</a> <a href="health/ready">Kan de node antwoorden?</a></p>
</body>
</html>
"""


def _regel(titel: str, basis: str) -> str:
    pad = escape(basis.removeprefix("/"))
    return f'<li>{escape(titel)}: <a href="{pad}/docs">documentatie</a>, <a href="{pad}/openapi.json">openapi.json</a></li>'


def maak_routes(
    apis: Sequence[tuple[str, str]],
    klaar: Klaar,
    certificaten: Certificaten = GEEN_CERTIFICATEN,
    meldingen: Meldingen = geen_meldingen,
) -> list[Route]:
    """Give the routes outside the APIs; ``apis`` are the title and base path of each API.

    A certificate that ends soon or a broken chain makes a node no less ready: it says so, and goes on answering.
    """
    pagina = _PAGINA.format(regels="\n".join(_regel(titel, basis) for titel, basis in apis))

    async def voorpagina(_: Request) -> Response:
        return Response(pagina, media_type="text/html")

    async def leeft(_: Request) -> Response:
        return Response(b'{"status":"ok"}', media_type="application/json")

    async def gereed(_: Request) -> Response:
        await klaar()
        stand: dict[str, Any] = {"status": "ok"}
        if waarschuwingen := [*(waarschuwing(*v) for v in certificaten.waarschuwingen()), *meldingen()]:
            stand["waarschuwingen"] = waarschuwingen
        return Response(orjson.dumps(stand), media_type="application/json")

    async def metrics(_: Request) -> Response:
        for soort, tot, _marge in certificaten.geldigheid():
            meet_geldigheid(soort, tot.timestamp())
        return Response(meetwaarden(), media_type=INHOUDSTYPE)

    return [
        Route("/", voorpagina),
        Route("/health/live", leeft),
        Route("/health/ready", gereed),
        Route("/metrics", metrics),
    ]
