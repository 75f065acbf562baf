"""The source contract (VUM-Bron 3.0.0): an exchange asks a source inside this node for its own records."""

from typing import Final

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.responses import Response

from app.models.bericht import (
    Error,
    VacatureMatchesBronResponse,
    VacatureMatchesRequest,
    WerkzoekendeProfielMatchesBronResponse,
    WerkzoekendeProfielMatchesRequest,
)
from app.models.partijen import Soort
from app.models.vacature import Vacature
from app.models.werkzoekende import Werkzoekende
from app.privacy.gate import Bronpoort
from app.routers.antwoord import PadID, json_antwoord
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import eis_json_acceptabel, eis_json_inhoud
from app.routers.openapi import Contract, IdInPad, Inhoud
from app.routers.partijen import PartijenBijBron
from app.routers.voorbeelden import ID

TITEL: Final = "VUM-bron"
BESCHRIJVING: Final = (
    "Beantwoordt selectievragen uit de eigen gegevens van een bron. "
    "Volgt de contracten VUM-Bron-WerkzoekendeProfielen en VUM-Bron-Vacatures, versie 3.0.0."
)
MODELLEN: Final[tuple[type[BaseModel], ...]] = (
    WerkzoekendeProfielMatchesRequest,
    VacatureMatchesRequest,
    WerkzoekendeProfielMatchesBronResponse,
    VacatureMatchesBronResponse,
    Werkzoekende,
    Vacature,
    Error,
)
_CONTRACT = Contract(suwi_verplicht=True)
_IDSCHEMA = {"type": "string", "pattern": "^[a-zA-Z0-9_.-]{0,200}$"}


def maak_router(poort: Bronpoort) -> APIRouter:
    """Give the routes of the contract; each goes through the gate and nowhere else."""
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel)])
    met_json = [Depends(eis_json_inhoud)]

    @router.post("/werkzoekendeProfielen/matches", dependencies=met_json, **_MATCHES_WERKZOEKENDEN)
    async def matches_werkzoekenden(partijen: PartijenBijBron, lichaam: Lichaam) -> Response:
        return json_antwoord(await poort.matches(partijen, Soort.WERKZOEKENDE, lichaam))

    @router.get("/werkzoekendeProfielen/{idWerkzoekende}", **_DETAIL_WERKZOEKENDE)
    async def detail_werkzoekende(record_id: PadID, partijen: PartijenBijBron) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.WERKZOEKENDE, record_id))

    @router.post("/vacatures/matches", dependencies=met_json, **_MATCHES_VACATURES)
    async def matches_vacatures(partijen: PartijenBijBron, lichaam: Lichaam) -> Response:
        return json_antwoord(await poort.matches(partijen, Soort.VACATURE, lichaam))

    @router.get("/vacatures/{idVacature}", **_DETAIL_VACATURE)
    async def detail_vacature(record_id: PadID, partijen: PartijenBijBron) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.VACATURE, record_id))

    return router


_MATCHES_WERKZOEKENDEN = _CONTRACT.matches(
    ("MatchesWerkzoekendeProfielen", "WerkzoekendeProfielen", "Zoek matchprofielen van werkzoekenden"),
    Inhoud(WerkzoekendeProfielMatchesRequest, "vraag-werkzoekende"),
    Inhoud(WerkzoekendeProfielMatchesBronResponse, "bronmatches-werkzoekende"),
)
_DETAIL_WERKZOEKENDE = _CONTRACT.detail(
    ("getWerkzoekendeProfiel", "WerkzoekendeProfielen", "Vraag het detailprofiel van een werkzoekende op"),
    IdInPad("idWerkzoekende", _IDSCHEMA, ID),
    Inhoud(Werkzoekende, "werkzoekende"),
)
_MATCHES_VACATURES = _CONTRACT.matches(
    ("MatchesVacatures", "Vacatures", "Zoek matchprofielen van vacatures"),
    Inhoud(VacatureMatchesRequest, "vraag-vacature"),
    Inhoud(VacatureMatchesBronResponse, "bronmatches-vacature"),
)
_DETAIL_VACATURE = _CONTRACT.detail(
    ("getVacature", "Vacatures", "Vraag een volledige vacature op"),
    IdInPad("idVacature", _IDSCHEMA, ID),
    Inhoud(Vacature, "vacature"),
)
