"""The practice sources of the sandbox, as sources elsewhere: the node asks them over HTTP, at an address of its own."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.models.errors import NietGevonden
from app.models.lezen import lees_vraag
from app.models.partijen import Soort
from app.models.versie import Versie
from app.routers.lichaam import lees_tot
from app.routers.partijen import API_VERSIE, BERICHTVERSIE, NAAR, VAN, VIA, lees_oin

BASIS: Final = "/oefenbron"
_MAXIMUM: Final = 100_000
_PADEN: Final = {"werkzoekendeProfielen": Soort.WERKZOEKENDE, "vacatures": Soort.VACATURE}
_RECORD: Final = {Soort.WERKZOEKENDE: "werkzoekende", Soort.VACATURE: "vacature"}


class Bron(Protocol):
    """Answers as a source does; raises ``VumFout`` for a question that cannot be read."""

    versie: Versie

    def zoek(self, soort: Soort, vraag_object: Mapping[str, Any]) -> dict[str, Any]:
        """Give the answer to a question."""

    def open(self, soort: Soort, id_: str) -> dict[str, Any] | None:
        """Give one record; None when there is none."""


def maak_routes(bronnen: Mapping[str, Bron], wachttijden: Mapping[str, float]) -> Sequence[Route]:
    """Give the routes of every source by name; ``wachttijden``: seconds before a source answers a question."""

    async def matches(verzoek: Request) -> Response:
        bron, soort = _gevraagd(bronnen, verzoek)
        vraag = lees_vraag(soort, await lees_tot(verzoek, _MAXIMUM), _MAXIMUM, bron.versie)
        await asyncio.sleep(wachttijden.get(verzoek.path_params["naam"], 0))
        return _antwoord(verzoek, bron, bron.zoek(soort, vraag))

    async def detail(verzoek: Request) -> Response:
        bron, soort = _gevraagd(bronnen, verzoek)
        record = bron.open(soort, verzoek.path_params["id"])
        if record is None:
            return _antwoord(verzoek, bron, {"code": "400.01", "message": "Ongeldige aanroep"}, 400)
        return _antwoord(verzoek, bron, {_RECORD[soort]: record})

    return [
        Route(BASIS + "/{naam}/{soort}/matches", matches, methods=["POST"]),
        Route(BASIS + "/{naam}/{soort}/{id}", detail),
    ]


def _gevraagd(bronnen: Mapping[str, Bron], verzoek: Request) -> tuple[Bron, Soort]:
    naam, soort = verzoek.path_params["naam"], verzoek.path_params["soort"]
    if naam not in bronnen or soort not in _PADEN:
        raise NietGevonden
    return bronnen[naam], _PADEN[soort]


def _antwoord(verzoek: Request, bron: Bron, inhoud: Mapping[str, Any], status: int = 200) -> Response:
    koppen = Headers(scope=verzoek.scope)
    terug = {VAN: lees_oin(koppen, NAAR), NAAR: lees_oin(koppen, VAN), VIA: lees_oin(koppen, VIA)}
    vast = {API_VERSIE: bron.versie.value, BERICHTVERSIE: bron.versie.value}
    return JSONResponse(inhoud, status, {**vast, **{n: w for n, w in terug.items() if w is not None}})
