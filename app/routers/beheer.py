"""The management API: what an administrator of this node looks at; changes are in ``beheer_register``."""

from typing import Final

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from app.models import beheer, beheer_kwaliteit, beheer_lijsten
from app.models.beheer_register import Bronwijziging, Deelnemerwijziging
from app.models.bericht import Error
from app.models.partijen import Fase, Partijklasse, Soort
from app.privacy.beheerpoort import Blad, Filter
from app.privacy.gate import Beheer
from app.routers import beheer_kwaliteit as kwaliteitsroutes
from app.routers import beheer_lijsten as lijstroutes
from app.routers import beheer_register
from app.routers import openapi_beheer as tekst
from app.routers import query as lees
from app.routers.aanroeper import Beller
from app.routers.mediatypen import JSON, eis_json_acceptabel
from app.routers.openapi_beheer import LIMIET, MAX_CURSOR, MAX_LIMIET

TITEL: Final = "OpenVUM-beheer"
BASIS: Final = "/beheer/api/v1"
VERSIE: Final = "1.0.0"
BESCHRIJVING: Final = (
    "Laat de beheerder van een node zien wat er geldt en wat er is gebeurd: openbaarmakingsbeleid, "
    "verwerkingsactiviteiten, auditlog, partijen, bronnen, referentielijsten en kwaliteit, en laat haar partijen en bronnen wijzigen. "
    "Nooit gegevens van personen."
)
TAGS: Final = {
    "Beleid": "Wat naar wie gaat, waarvoor en waarom.",
    "Register": "Partijen en bronnen.",
    "Referentielijsten": "Codes met hun namen, in versies.",
    "Kwaliteit": "Wat er aan de gegevens van bronnen te verbeteren is.",
    "Toezicht": "Wat er met deze node is gedaan, en of de verantwoording klopt.",
}
MODELLEN: Final[tuple[type[BaseModel], ...]] = (
    beheer.Openbaarmaking,
    beheer.Verwerkingsactiviteiten,
    beheer.Verwerkingsactiviteit,
    beheer.Auditregels,
    beheer.Deelnemers,
    beheer.Bronnen,
    beheer.Verantwoordingscontroles,
    Deelnemerwijziging,
    Bronwijziging,
    beheer.Bronstatistiek,
    beheer_lijsten.Referentielijstoverzicht,
    beheer_lijsten.Begrippenblad,
    beheer_kwaliteit.Bronkwaliteiten,
    Error,
)


def maak_router(deuren: Beheer) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    poort = deuren.inzien
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel)])
    router.include_router(beheer_register.maak_router(deuren.register))
    router.include_router(lijstroutes.maak_router(deuren.lijsten))
    router.include_router(kwaliteitsroutes.maak_router(deuren.kwaliteit))

    @router.get("/openbaarmaking", **tekst.OPENBAARMAKING)
    async def openbaarmaking(wie: Beller, request: Request) -> Response:
        return _json(await poort.openbaarmaking(wie, lambda: _filter(request.query_params)))

    @router.get("/verwerkingsactiviteiten", **tekst.ACTIVITEITEN)
    async def activiteiten(wie: Beller) -> Response:
        return _json(await poort.activiteiten(wie))

    @router.get("/verwerkingsactiviteiten/{id}", **tekst.ACTIVITEIT)
    async def activiteit(wie: Beller, request: Request) -> Response:
        return _json(await poort.activiteit(wie, str(request.path_params["id"])))

    @router.get("/auditregels", **tekst.AUDITREGELS)
    async def auditregels(wie: Beller, request: Request) -> Response:
        blad = await poort.auditregels(wie, lambda: _blad(request.query_params))
        return _json(blad, _link(blad, _blad(request.query_params)))

    @router.get("/deelnemers", **tekst.DEELNEMERS)
    async def deelnemers(wie: Beller) -> Response:
        return _json(await poort.deelnemers(wie))

    @router.get("/bronnen", **tekst.BRONNEN)
    async def bronnen(wie: Beller) -> Response:
        return _json(await poort.bronnen(wie))

    @router.get("/verantwoordingscontroles", **tekst.CONTROLES)
    async def controles(wie: Beller) -> Response:
        return _json(await poort.controles(wie))

    return router


def _json(model: BaseModel, koppen: dict[str, str] | None = None) -> Response:
    return Response(model.model_dump_json(), media_type=JSON, headers=koppen)


def _filter(query: QueryParams) -> Filter:
    return Filter(
        lees.keuze(query, "soort", Soort), lees.keuze(query, "fase", Fase), lees.keuze(query, "klasse", Partijklasse)
    )


def _blad(query: QueryParams) -> Blad:
    return Blad(lees.getal(query, "cursor", MAX_CURSOR), lees.getal(query, "limit", MAX_LIMIET) or LIMIET)


def _link(regels: beheer.Auditregels, blad: Blad) -> dict[str, str]:
    if regels.volgende is None:
        return {}
    return {"Link": f'<{BASIS}/auditregels?cursor={regels.volgende}&limit={blad.limiet}>; rel="next"'}
