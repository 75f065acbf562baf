"""The inspection API: the rights of the person, through the source. Every operation is a POST of a body."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, Final, TypeAlias

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.models import inzage
from app.models.bericht import Error
from app.models.errors import NietGeautoriseerd
from app.privacy.antwoord import Antwoord
from app.privacy.inzagepoort import Inzagepoort, Verzoeker
from app.routers import openapi_inzage as tekst
from app.routers.aanroeper import Beller
from app.routers.antwoord import json_antwoord
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import eis_json_acceptabel, eis_json_inhoud
from app.routers.partijen import VIA, een_waarde, lees_oin

TITEL: Final = "OpenVUM-inzage"
BASIS: Final = "/inzage/api/v1"
VERSIE: Final = "1.0.0"
BESCHRIJVING: Final = (
    "De rechten van de persoon wiens gegevens een bron in deze node houdt: weten wie vroeg en wat naar buiten ging, een "
    "kopie, verbetering, toestemming, bezwaar en wissing. Zij worden uitgeoefend via de bron: die weet wie de persoon is. "
    "Een bron handelt voor haar eigen personen; het OIN van de node zelf, als functionaris, voor die van elke bron in de "
    "node. Elke handeling staat zelf in de verantwoording. Geen enkele URL bevat een persoonsgegeven."
)
TAGS: Final = {
    "Inzage": "Weten wie vroeg, en een kopie.",
    "Verbetering en wissing": "Gegevens verbeteren of wissen.",
    "Toestemming en bezwaar": "Bepalen wie de gegevens ziet; geldt meteen.",
}
MODELLEN: Final[tuple[type[BaseModel], ...]] = (
    inzage.PersoonVerzoek,
    inzage.InzageVerzoek,
    inzage.CorrectieVerzoek,
    inzage.ToestemmingVerzoek,
    inzage.IntrekkingVerzoek,
    inzage.Inzageoverzicht,
    inzage.Export,
    inzage.Correctieresultaat,
    inzage.Registerstand,
    inzage.Toestemmingshistorie,
    inzage.Wissingsresultaat,
    inzage.Opheffingsresultaat,
    Error,
)
Handeling: TypeAlias = Callable[[Inzagepoort, Verzoeker, bytes], Awaitable[Antwoord]]


async def lees_verzoeker(request: Request, beller: Beller) -> Verzoeker:
    """Dependency; give who asks, and by which processor. Raises ``NietGeautoriseerd`` for a processor of no form."""
    koppen = request.headers
    via = lees_oin(koppen, VIA)
    if via is None and koppen.getlist(VIA):
        raise NietGeautoriseerd(f"Kop {VIA} noemt geen OIN")
    return Verzoeker(beller, via, een_waarde(koppen, "traceparent"), een_waarde(koppen, "tracestate"))


def maak_router(poort: Inzagepoort) -> APIRouter:
    """Give the routes; each goes through the gate and nowhere else."""
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel), Depends(eis_json_inhoud)])
    for pad, (handeling, beschrijving) in _ROUTES.items():
        router.post(pad, **beschrijving)(_eindpunt(poort, handeling))
    return router


def _eindpunt(poort: Inzagepoort, handeling: Handeling) -> Callable[..., Awaitable[Response]]:
    async def eindpunt(verzoeker: Annotated[Verzoeker, Depends(lees_verzoeker)], lichaam: Lichaam) -> Response:
        return json_antwoord(await handeling(poort, verzoeker, lichaam))

    return eindpunt


_ROUTES: Final[Mapping[str, tuple[Handeling, dict[str, Any]]]] = {
    "/inzageverzoeken": (Inzagepoort.inzageverzoek, tekst.INZAGEVERZOEK),
    "/exporten": (Inzagepoort.export, tekst.EXPORT),
    "/correcties": (Inzagepoort.correctie, tekst.CORRECTIE),
    "/wissingen": (Inzagepoort.wissing, tekst.WISSING),
    "/wissingen/opheffingen": (Inzagepoort.hef_wissing_op, tekst.WISSING_OPHEFFEN),
    "/toestemmingen": (Inzagepoort.toestemming, tekst.TOESTEMMING),
    "/toestemmingen/intrekkingen": (Inzagepoort.trek_toestemming_in, tekst.INTREKKING),
    "/toestemmingen/historie": (Inzagepoort.toestemmingshistorie, tekst.HISTORIE),
    "/bezwaren": (Inzagepoort.bezwaar, tekst.BEZWAAR),
    "/bezwaren/opheffingen": (Inzagepoort.hef_bezwaar_op, tekst.BEZWAAR_OPHEFFEN),
}
