"""What the routes of the delivery API share: who delivers, which page, and methods that a path does not have."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from app.models.bevoegdheden import ANDERE_METHODE
from app.models.errors import MethodeNietToegestaan, NietGeautoriseerd
from app.privacy.aanleverpoort import Aanleveraar, Blad
from app.routers.aanroeper import Beller
from app.routers.errors import VERZOEK_ID
from app.routers.openapi_aanlevering import LIMIET, MAX_CURSOR, MAX_LIMIET
from app.routers.partijen import VIA, lees_oin
from app.routers.query import getal

_METHODEN: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


async def lees_aanleveraar(request: Request, beller: Beller) -> Aanleveraar:
    """Dependency; give who delivers, and by which processor. Raises ``NietGeautoriseerd`` for one of no form."""
    via = lees_oin(request.headers, VIA)
    if via is None and request.headers.getlist(VIA):
        raise NietGeautoriseerd(f"Kop {VIA} noemt geen OIN")
    return Aanleveraar(beller, via, str(request.scope.get(VERZOEK_ID, "")))


Leveraar = Annotated[Aanleveraar, Depends(lees_aanleveraar)]


def lees_blad(request: Request) -> Blad:
    """Give which page is asked for. Raises ``OngeldigeAanroep``."""
    query = request.query_params
    return getal(query, "cursor", MAX_CURSOR), getal(query, "limit", MAX_LIMIET) or LIMIET


def volgende(pad: str, request: Request, cursor: int | None) -> dict[str, str]:
    """Give the header that leads to the next page, if there is one."""
    if cursor is None:
        return {}
    return {"Link": f'<{pad}?cursor={cursor}&limit={lees_blad(request)[1]}>; rel="next"'}


def ander(router: APIRouter, pad: str, toegestaan: str) -> None:
    """Have every other method on this path answered with those that it has.

    Of two routes on one path the framework would name the first one's methods alone.
    """

    async def _andere_methode() -> Response:
        raise MethodeNietToegestaan(headers={"Allow": toegestaan})

    methoden = sorted(_METHODEN - set(toegestaan.split(", ")))
    router.add_api_route(pad, _andere_methode, methods=methoden, operation_id=ANDERE_METHODE, include_in_schema=False)
