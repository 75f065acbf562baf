"""The exchange contract (VUM-Bemiddelaar): an asker puts a question, and opens details by vumID."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.models import bericht
from app.models.identiteit import VumID
from app.models.partijen import Soort
from app.models.v2 import bericht as bericht_v2
from app.models.versie import Versie
from app.privacy.gate import Uitwisselingspoort
from app.routers.afbreken import zolang_gewenst
from app.routers.antwoord import PadID, json_antwoord
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import eis_json_acceptabel, eis_json_inhoud
from app.routers.openapi import Contract, IdInPad, Inhoud, versietekst
from app.routers.partijen import PartijenBijUitwisseling
from app.routers.voorbeelden import VUM_ID

TITEL: Final = "VUM-uitwisseling"


class Modellen(NamedTuple):
    """The bodies of one version of the contract."""

    vraag_werkzoekende: type[BaseModel]
    vraag_vacature: type[BaseModel]
    matches_werkzoekende: type[BaseModel]
    matches_vacature: type[BaseModel]
    werkzoekende: type[BaseModel]
    vacature: type[BaseModel]
    fout: type[BaseModel] = bericht.Error


MODELLEN: Final[Mapping[Versie, Modellen]] = {
    Versie.V3: Modellen(
        bericht.WerkzoekendeProfielMatchesRequest,
        bericht.VacatureMatchesRequest,
        bericht.WerkzoekendeProfielMatchesResponse,
        bericht.VacaturesMatchesResponse,
        bericht.WerkzoekendeProfielResponse,
        bericht.VacatureResponse,
    ),
    Versie.V2: Modellen(
        bericht_v2.WerkzoekendeProfielMatchesRequest,
        bericht_v2.VacatureMatchesRequest,
        bericht_v2.WerkzoekendeProfielMatchesResponse,
        bericht_v2.VacaturesMatchesResponse,
        bericht_v2.WerkzoekendeProfielResponse,
        bericht_v2.VacatureResponse,
    ),
}
_ID = IdInPad("vumID", {"type": "string", "pattern": VumID.patroon}, VUM_ID)
_BRONNENKOP: Final[dict[str, Any]] = {
    "X-VUM-Bronnen": {
        "description": "Hoeveel bronnen zijn bevraagd, hoeveel er antwoordden en hoeveel er meer hadden dan ze gaven; en "
        "niet-vertaald: hoeveel gegevens deze versie niet kan bevatten.",
        "schema": {"type": "string"},
        "example": "bevraagd=12; geantwoord=11; begrensd=2",
    }
}


def beschrijving(versie: Versie) -> str:
    """Say in Dutch what this API is."""
    return (
        "Stelt één selectievraag aan alle bronnen en voegt hun antwoorden samen onder pseudoniemen. Volgt de contracten "
        "VUM-Bemiddelaar-WerkzoekendeProfielen en VUM-Bemiddelaar-Vacatures, "
        f"versie {versie}.{versietekst(versie)}"
    )


def maak_router(poort: Uitwisselingspoort, versie: Versie = Versie.V3) -> APIRouter:
    """Give the routes of one version of the contract; each goes through the gate and nowhere else."""
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel)])
    met_json = [Depends(eis_json_inhoud)]
    tekst = _operaties(versie)

    @router.post("/werkzoekendeProfielen/matches", dependencies=met_json, **tekst["matches_werkzoekenden"])
    async def matches_werkzoekenden(request: Request, partijen: PartijenBijUitwisseling, lichaam: Lichaam) -> Response:
        return json_antwoord(
            await zolang_gewenst(request, poort.matches(partijen, Soort.WERKZOEKENDE, lichaam, versie))
        )

    @router.get("/werkzoekendeProfielen/{vumID}", **tekst["detail_werkzoekende"])
    async def detail_werkzoekende(vum_id: PadID, partijen: PartijenBijUitwisseling) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.WERKZOEKENDE, vum_id, versie))

    @router.post("/vacatures/matches", dependencies=met_json, **tekst["matches_vacatures"])
    async def matches_vacatures(request: Request, partijen: PartijenBijUitwisseling, lichaam: Lichaam) -> Response:
        return json_antwoord(await zolang_gewenst(request, poort.matches(partijen, Soort.VACATURE, lichaam, versie)))

    @router.get("/vacatures/{vumID}", **tekst["detail_vacature"])
    async def detail_vacature(vum_id: PadID, partijen: PartijenBijUitwisseling) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.VACATURE, vum_id, versie))

    return router


def _operaties(versie: Versie) -> dict[str, dict[str, Any]]:
    """Say of each operation what the published document says."""
    contract, m = Contract(suwi_verplicht=False, versie=versie), MODELLEN[versie]
    return {
        "matches_werkzoekenden": contract.matches(
            ("MatcheswerkzoekendeProfielen", "WerkzoekendeProfielen", "Zoek matchprofielen van werkzoekenden"),
            Inhoud(m.vraag_werkzoekende, "vraag-werkzoekende"),
            Inhoud(m.matches_werkzoekende, "matches-werkzoekende"),
            _BRONNENKOP,
        ),
        "detail_werkzoekende": contract.detail(
            ("getWerkzoekendeProfiel", "WerkzoekendeProfielen", "Vraag het detailprofiel van een werkzoekende op"),
            _ID,
            Inhoud(m.werkzoekende, "detail-werkzoekende"),
        ),
        "matches_vacatures": contract.matches(
            ("MatchesVacatures", "Vacatures", "Zoek matchprofielen van vacatures"),
            Inhoud(m.vraag_vacature, "vraag-vacature"),
            Inhoud(m.matches_vacature, "matches-vacature"),
            _BRONNENKOP,
        ),
        "detail_vacature": contract.detail(
            ("getVacature", "Vacatures", "Vraag een volledige vacature op"),
            _ID,
            Inhoud(m.vacature, "detail-vacature"),
        ),
    }
