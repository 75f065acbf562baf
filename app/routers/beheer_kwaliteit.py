"""The part of the management API that shows the quality of what sources hold."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.privacy.kwaliteitspoort import MAX_DAGEN, Kwaliteitspoort
from app.routers import openapi_kwaliteit as tekst
from app.routers import query
from app.routers.aanroeper import Beller
from app.routers.mediatypen import JSON

TREND_DAGEN: Final = 90


def maak_router(poort: Kwaliteitspoort) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    router = APIRouter()

    @router.get("/kwaliteit", **tekst.KWALITEITEN)
    async def kwaliteiten(wie: Beller) -> Response:
        return Response((await poort.overzicht(wie)).model_dump_json(), media_type=JSON)

    @router.get("/kwaliteit/{oin}", **tekst.KWALITEIT)
    async def kwaliteit(wie: Beller, request: Request) -> Response:
        gegeven = await poort.van_bron(wie, str(request.path_params["oin"]), lambda: lees_dagen(request))
        return Response(gegeven.model_dump_json(), media_type=JSON)

    return router


def lees_dagen(request: Request) -> int:
    """Give over how many days the trend goes. Raises ``OngeldigeAanroep``."""
    return query.getal(request.query_params, "dagen", MAX_DAGEN) or TREND_DAGEN
