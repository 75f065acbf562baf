"""The part of the delivery API that deals with a source's own records by their id."""

from typing import Any, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from app.models.partijen import Soort
from app.privacy.recordpoort import Recordpoort
from app.routers import openapi_records as tekst
from app.routers.aanleveraar import Leveraar, ander, lees_blad, volgende
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import JSON, eis_json_inhoud
from app.routers.query import alle

BASIS: Final = "/aanlevering/api/v1"
PADEN: Final = {Soort.WERKZOEKENDE: "/werkzoekenden", Soort.VACATURE: "/vacatures"}
_GOED, _NIEUW = 200, 201


def maak_router(poort: Recordpoort) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    router = APIRouter()
    for soort, pad in PADEN.items():
        _voeg_toe(router, poort, soort, pad, tekst.TEKSTEN[soort])
        ander(router, f"{pad}/{{id}}", "DELETE, PUT")
    return router


def _voeg_toe(
    router: APIRouter, poort: Recordpoort, soort: Soort, pad: str, teksten: dict[str, dict[str, Any]]
) -> None:
    @router.get(pad, **teksten["lijst"])
    async def lijst(wie: Leveraar, request: Request) -> Response:
        gegeven = await poort.lijst(wie, soort, lambda: lees_blad(request))
        koppen = volgende(BASIS + pad, request, gegeven.volgende)
        return Response(gegeven.model_dump_json(), media_type=JSON, headers=koppen)

    @router.put(f"{pad}/{{id}}", dependencies=[Depends(eis_json_inhoud)], **teksten["zet"])
    async def zet(wie: Leveraar, request: Request, lichaam: Lichaam) -> Response:
        nieuw, inhoud = await poort.zet(wie, soort, _id(request), alle(request.query_params), lichaam)
        return Response(inhoud, status_code=_NIEUW if nieuw else _GOED, media_type=JSON)

    @router.delete(f"{pad}/{{id}}", **teksten["verwijder"])
    async def verwijder(wie: Leveraar, request: Request) -> Response:
        await poort.verwijder(wie, soort, _id(request))
        return Response(status_code=204)


def _id(request: Request) -> str:
    return str(request.path_params["id"])
