"""The delivery API: a source brings its own records, and sees what came of it; records by id are in their own module."""

from typing import Final

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.models import aanlevering
from app.models.bericht import Error
from app.models.errors import NietAcceptabel
from app.models.vacature import Vacature
from app.models.werkzoekende import Werkzoekende
from app.privacy.aanleverpoort import Aanleverpoort
from app.privacy.recordpoort import Recordpoort
from app.routers import aanlevering_records
from app.routers import openapi_aanlevering as tekst
from app.routers.aanleveraar import Leveraar, ander, lees_blad, volgende
from app.routers.mediatypen import JSON, PROBLEEM, eis_json_acceptabel, wens
from app.routers.upload import XLSX, lees_bestand

TITEL: Final = "OpenVUM-aanlevering"
BASIS: Final = "/aanlevering/api/v1"
VERSIE: Final = "1.0.0"
BESCHRIJVING: Final = (
    "Een bron levert hier haar eigen werkzoekenden en vacatures aan: een bestand in een van de formaten die deze node "
    "kent, of records een voor een in de standaard. Zij ziet alleen haar eigen leveringen en records; die van een ander "
    "bestaan hier niet. Een bestand wordt na ontvangst verwerkt: helemaal of niet. Het rapport noemt van elke fout de "
    "plaats, de kolom, de regel en wat er te doen is, nooit de waarde."
)
TAGS: Final = {
    "Leveringen": "Bestanden aanleveren, en zien wat ervan kwam.",
    "Records": "Eigen records een voor een zetten, verwijderen en opsommen.",
}
MODELLEN: Final[tuple[type[BaseModel], ...]] = (
    aanlevering.Leveringweergave,
    aanlevering.Leveringen,
    aanlevering.Leveringsrapport,
    aanlevering.Recordstanden,
    Werkzoekende,
    Vacature,
    Error,
)
_AANGENOMEN: Final = 202


async def eis_blad_of_json(request: Request) -> None:
    """Dependency; raises ``NietAcceptabel`` when ``Accept`` leaves neither JSON nor a workbook."""
    if not any(wens(request.headers, soort).gewicht for soort in (JSON, PROBLEEM, XLSX)):
        raise NietAcceptabel(f"Deze API antwoordt met {JSON} of {XLSX}.")


def maak_router(poort: Aanleverpoort, records: Recordpoort) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    router = APIRouter()
    router.include_router(_leveringen(poort), dependencies=[Depends(eis_json_acceptabel)])
    router.include_router(_rapport(poort), dependencies=[Depends(eis_blad_of_json)])
    router.include_router(aanlevering_records.maak_router(records), dependencies=[Depends(eis_json_acceptabel)])
    ander(router, "/leveringen", "GET, HEAD, POST")
    ander(router, "/leveringen/{id}", "DELETE, GET, HEAD")
    return router


def _leveringen(poort: Aanleverpoort) -> APIRouter:
    router = APIRouter()

    @router.post("/leveringen", **tekst.LEVER)
    async def lever(wie: Leveraar, request: Request) -> Response:
        await poort.eis(wie)
        gegeven = await poort.lever(wie, await lees_bestand(request).open())
        plek = {"Location": f"{BASIS}/leveringen/{gegeven.id}"}
        return Response(gegeven.model_dump_json(), _AANGENOMEN, plek, media_type=JSON)

    @router.get("/leveringen", **tekst.LEVERINGEN)
    async def leveringen(wie: Leveraar, request: Request) -> Response:
        gegeven = await poort.leveringen(wie, lambda: lees_blad(request))
        koppen = volgende(f"{BASIS}/leveringen", request, gegeven.volgende)
        return Response(gegeven.model_dump_json(), media_type=JSON, headers=koppen)

    @router.get("/leveringen/{id}", **tekst.LEVERING)
    async def levering(wie: Leveraar, request: Request) -> Response:
        return Response((await poort.levering(wie, _id(request))).model_dump_json(), media_type=JSON)

    @router.delete("/leveringen/{id}", **tekst.TREK_IN)
    async def trek_in(wie: Leveraar, request: Request) -> Response:
        await poort.trek_in(wie, _id(request))
        return Response(status_code=204)

    @router.post("/leveringen/{id}/bevestiging", **tekst.BEVESTIG)
    async def bevestig(wie: Leveraar, request: Request) -> Response:
        gegeven = await poort.bevestig(wie, _id(request))
        return Response(gegeven.model_dump_json(), _AANGENOMEN, media_type=JSON)

    return router


def _rapport(poort: Aanleverpoort) -> APIRouter:
    router = APIRouter()

    @router.get("/leveringen/{id}/rapport", **tekst.RAPPORT)
    async def rapport(wie: Leveraar, request: Request) -> Response:
        if wens(request.headers, XLSX) > wens(request.headers, JSON):
            naam = {"Content-Disposition": 'attachment; filename="rapport.xlsx"', "Vary": "Accept"}
            return Response(await poort.rapportblad(wie, _id(request)), media_type=XLSX, headers=naam)
        return Response(await poort.rapport(wie, _id(request)), media_type=JSON, headers={"Vary": "Accept"})

    return router


def _id(request: Request) -> str:
    return str(request.path_params["id"])
