"""The part of the management API that changes the register, and shows what a source did."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from app.models.bevoegdheden import ANDERE_METHODE
from app.models.errors import MethodeNietToegestaan, OngeldigeAanroep
from app.privacy.registerpoort import MAX_DAGEN, Beheerder, Registerpoort
from app.routers import openapi_register as tekst
from app.routers.aanroeper import Beller
from app.routers.errors import VERZOEK_ID
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import JSON, eis_json_inhoud

_NIEUW: Final = 201
_GOED: Final = 200
_ANDERE: Final = ["GET", "POST", "PATCH", "OPTIONS", "TRACE"]


async def lees_beheerder(request: Request, beller: Beller) -> Beheerder:
    """Dependency; give the caller with the id of its request."""
    return Beheerder(beller, str(request.scope.get(VERZOEK_ID, "")))


Wie = Annotated[Beheerder, Depends(lees_beheerder)]


def maak_router(poort: Registerpoort) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    router = APIRouter()
    met_json = [Depends(eis_json_inhoud)]

    @router.put("/deelnemers/{oin}", dependencies=met_json, **tekst.ZET_DEELNEMER)
    async def zet_deelnemer(wie: Wie, request: Request, lichaam: Lichaam) -> Response:
        return _gezet(await poort.zet_deelnemer(wie, _oin(request), lichaam), lichaam)

    @router.delete("/deelnemers/{oin}", **tekst.VERWIJDER_DEELNEMER)
    async def verwijder_deelnemer(wie: Wie, request: Request) -> Response:
        await poort.verwijder_deelnemer(wie, _oin(request))
        return Response(status_code=204)

    @router.put("/bronnen/{oin}", dependencies=met_json, **tekst.ZET_BRON)
    async def zet_bron(wie: Wie, request: Request, lichaam: Lichaam) -> Response:
        return _gezet(await poort.zet_bron(wie, _oin(request), lichaam), lichaam)

    @router.delete("/bronnen/{oin}", **tekst.VERWIJDER_BRON)
    async def verwijder_bron(wie: Wie, request: Request) -> Response:
        await poort.verwijder_bron(wie, _oin(request))
        return Response(status_code=204)

    @router.get("/bronnen/{oin}/statistiek", **tekst.STATISTIEK)
    async def statistiek(wie: Wie, request: Request) -> Response:
        gegeven = await poort.bronstatistiek(wie, _oin(request), lambda: _dagen(request))
        return Response(gegeven.model_dump_json(), media_type=JSON)

    for pad in ("/deelnemers/{oin}", "/bronnen/{oin}"):
        router.add_api_route(
            pad, _andere_methode, methods=_ANDERE, operation_id=ANDERE_METHODE, include_in_schema=False
        )
    return router


async def _andere_methode() -> Response:
    """Name both methods: of two routes on one path the framework would name the first one's alone."""
    raise MethodeNietToegestaan(headers={"Allow": "DELETE, PUT"})


def _oin(request: Request) -> str:
    return str(request.path_params["oin"])


def _gezet(nieuw: bool, lichaam: bytes) -> Response:
    return Response(lichaam, status_code=_NIEUW if nieuw else _GOED, media_type=JSON)


def _dagen(request: Request) -> int:
    waarden = request.query_params.getlist("dagen")
    waarde = waarden[0] if len(waarden) == 1 else "" if waarden else "1"
    if not (
        waarde.isascii() and waarde.isdigit() and len(waarde) <= len(str(MAX_DAGEN)) and 1 <= int(waarde) <= MAX_DAGEN
    ):
        raise OngeldigeAanroep(f"dagen moet een geheel getal van 1 tot en met {MAX_DAGEN} zijn")
    return int(waarde)
