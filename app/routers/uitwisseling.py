"""The exchange contract (VUM-Bemiddelaar 3.0.0): an asker puts a question, and opens details by vumID."""

from typing import Any, Final

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.responses import Response

from app.models.bericht import (
    Error,
    VacatureMatchesRequest,
    VacatureResponse,
    VacaturesMatchesResponse,
    WerkzoekendeProfielMatchesRequest,
    WerkzoekendeProfielMatchesResponse,
    WerkzoekendeProfielResponse,
)
from app.models.identiteit import VumID
from app.models.partijen import Soort
from app.privacy.gate import Uitwisselingspoort
from app.routers.antwoord import PadID, json_antwoord
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import eis_json_acceptabel, eis_json_inhoud
from app.routers.openapi import Contract, IdInPad, Inhoud
from app.routers.partijen import PartijenBijUitwisseling
from app.routers.voorbeelden import VUM_ID

TITEL: Final = "VUM-uitwisseling"
BESCHRIJVING: Final = (
    "Stelt één selectievraag aan alle bronnen en voegt hun antwoorden samen onder pseudoniemen. "
    "Volgt de contracten VUM-Bemiddelaar-WerkzoekendeProfielen en VUM-Bemiddelaar-Vacatures, versie 3.0.0."
)
MODELLEN: Final[tuple[type[BaseModel], ...]] = (
    WerkzoekendeProfielMatchesRequest,
    VacatureMatchesRequest,
    WerkzoekendeProfielMatchesResponse,
    VacaturesMatchesResponse,
    WerkzoekendeProfielResponse,
    VacatureResponse,
    Error,
)
_CONTRACT = Contract(suwi_verplicht=False)
_ID = IdInPad("vumID", {"type": "string", "pattern": VumID.patroon}, VUM_ID)
_BRONNENKOP: Final[dict[str, Any]] = {
    "X-VUM-Bronnen": {
        "description": "Hoeveel bronnen zijn bevraagd, hoeveel er antwoordden en hoeveel er meer hadden dan ze gaven.",
        "schema": {"type": "string"},
        "example": "bevraagd=12; geantwoord=11; begrensd=2",
    }
}


def maak_router(poort: Uitwisselingspoort) -> APIRouter:
    """Give the routes of the contract; each goes through the gate and nowhere else."""
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel)])
    met_json = [Depends(eis_json_inhoud)]

    @router.post("/werkzoekendeProfielen/matches", dependencies=met_json, **_MATCHES_WERKZOEKENDEN)
    async def matches_werkzoekenden(partijen: PartijenBijUitwisseling, lichaam: Lichaam) -> Response:
        return json_antwoord(await poort.matches(partijen, Soort.WERKZOEKENDE, lichaam))

    @router.get("/werkzoekendeProfielen/{vumID}", **_DETAIL_WERKZOEKENDE)
    async def detail_werkzoekende(vum_id: PadID, partijen: PartijenBijUitwisseling) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.WERKZOEKENDE, vum_id))

    @router.post("/vacatures/matches", dependencies=met_json, **_MATCHES_VACATURES)
    async def matches_vacatures(partijen: PartijenBijUitwisseling, lichaam: Lichaam) -> Response:
        return json_antwoord(await poort.matches(partijen, Soort.VACATURE, lichaam))

    @router.get("/vacatures/{vumID}", **_DETAIL_VACATURE)
    async def detail_vacature(vum_id: PadID, partijen: PartijenBijUitwisseling) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.VACATURE, vum_id))

    return router


_MATCHES_WERKZOEKENDEN = _CONTRACT.matches(
    ("MatcheswerkzoekendeProfielen", "WerkzoekendeProfielen", "Zoek matchprofielen van werkzoekenden"),
    Inhoud(WerkzoekendeProfielMatchesRequest, "vraag-werkzoekende"),
    Inhoud(WerkzoekendeProfielMatchesResponse, "matches-werkzoekende"),
    _BRONNENKOP,
)
_DETAIL_WERKZOEKENDE = _CONTRACT.detail(
    ("getWerkzoekendeProfiel", "WerkzoekendeProfielen", "Vraag het detailprofiel van een werkzoekende op"),
    _ID,
    Inhoud(WerkzoekendeProfielResponse, "detail-werkzoekende"),
)
_MATCHES_VACATURES = _CONTRACT.matches(
    ("MatchesVacatures", "Vacatures", "Zoek matchprofielen van vacatures"),
    Inhoud(VacatureMatchesRequest, "vraag-vacature"),
    Inhoud(VacaturesMatchesResponse, "matches-vacature"),
    _BRONNENKOP,
)
_DETAIL_VACATURE = _CONTRACT.detail(
    ("getVacature", "Vacatures", "Vraag een volledige vacature op"),
    _ID,
    Inhoud(VacatureResponse, "detail-vacature"),
)
