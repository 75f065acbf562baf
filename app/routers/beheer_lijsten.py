"""The part of the management API that shows the reference lists."""

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.models.beheer_lijsten import Begrippenblad
from app.privacy.lijstenpoort import Lijstenpoort, Lijstvraag
from app.routers import openapi_lijsten as tekst
from app.routers import query as lees
from app.routers.aanroeper import Beller
from app.routers.mediatypen import JSON
from app.routers.openapi_lijsten import LIMIET, MAX_LIMIET, MAX_TEKST, VORM

_PAD: Final = "/beheer/api/v1/referentielijsten"
_UITLEG: Final = f"1 tot {MAX_TEKST} letters, cijfers en leestekens hebben"


def maak_router(poort: Lijstenpoort) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    router = APIRouter()

    @router.get("/referentielijsten", **tekst.LIJSTEN)
    async def referentielijsten(wie: Beller) -> Response:
        return Response((await poort.overzicht(wie)).model_dump_json(), media_type=JSON)

    @router.get("/referentielijsten/{lijst}", **tekst.LIJST)
    async def referentielijst(wie: Beller, request: Request) -> Response:
        query = request.query_params
        blad = await poort.begrippen(wie, str(request.path_params["lijst"]), lambda: _vraag(query))
        return Response(blad.model_dump_json(), media_type=JSON, headers=_link(blad, _vraag(query)))

    return router


def _vraag(query: QueryParams) -> Lijstvraag:
    return Lijstvraag(
        lees.dag(query, "dag"),
        lees.tekst(query, "zoek", VORM, _UITLEG),
        lees.tekst(query, "cursor", VORM, _UITLEG),
        lees.getal(query, "limit", MAX_LIMIET) or LIMIET,
    )


def _link(blad: Begrippenblad, vraag: Lijstvraag) -> dict[str, str]:
    if blad.volgende is None:
        return {}
    query = f"dag={blad.dag}&cursor={quote(blad.volgende, safe='')}&limit={vraag.limiet}"
    return {"Link": f'<{_PAD}/{blad.lijst}?{query}>; rel="next"'}
