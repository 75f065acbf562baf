"""The source contract (VUM-Bron): an exchange asks a source inside this node for its own records."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.responses import Response

from app.models import bericht, vacature, werkzoekende
from app.models.partijen import Soort
from app.models.v2 import bericht as bericht_v2
from app.models.v2 import vacature as vacature_v2
from app.models.v2 import werkzoekende as werkzoekende_v2
from app.models.versie import Versie
from app.privacy.gate import Bronpoort
from app.routers.antwoord import PadID, json_antwoord
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import eis_json_acceptabel, eis_json_inhoud
from app.routers.openapi import Contract, IdInPad, Inhoud, versietekst
from app.routers.partijen import PartijenBijBron
from app.routers.voorbeelden import ID

TITEL: Final = "VUM-bron"


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
        bericht.WerkzoekendeProfielMatchesBronResponse,
        bericht.VacatureMatchesBronResponse,
        werkzoekende.Werkzoekende,
        vacature.Vacature,
    ),
    Versie.V2: Modellen(
        bericht_v2.WerkzoekendeProfielMatchesRequest,
        bericht_v2.VacatureMatchesRequest,
        bericht_v2.WerkzoekendeProfielMatchesBronResponse,
        bericht_v2.VacatureMatchesBronResponse,
        werkzoekende_v2.Werkzoekende,
        vacature_v2.Vacature,
    ),
}
_IDSCHEMA = {"type": "string", "pattern": "^[a-zA-Z0-9_.-]{0,200}$"}


def beschrijving(versie: Versie) -> str:
    """Say in Dutch what this API is."""
    return (
        "Beantwoordt selectievragen uit de eigen gegevens van een bron. "
        f"Volgt de contracten VUM-Bron-WerkzoekendeProfielen en VUM-Bron-Vacatures, versie {versie}.{versietekst(versie)}"
    )


def maak_router(poort: Bronpoort, versie: Versie = Versie.V3) -> APIRouter:
    """Give the routes of one version of the contract; each goes through the gate and nowhere else."""
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel)])
    met_json = [Depends(eis_json_inhoud)]
    tekst = _operaties(versie)

    @router.post("/werkzoekendeProfielen/matches", dependencies=met_json, **tekst["matches_werkzoekenden"])
    async def matches_werkzoekenden(partijen: PartijenBijBron, lichaam: Lichaam) -> Response:
        return json_antwoord(await poort.matches(partijen, Soort.WERKZOEKENDE, lichaam, versie))

    @router.get("/werkzoekendeProfielen/{idWerkzoekende}", **tekst["detail_werkzoekende"])
    async def detail_werkzoekende(record_id: PadID, partijen: PartijenBijBron) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.WERKZOEKENDE, record_id, versie))

    @router.post("/vacatures/matches", dependencies=met_json, **tekst["matches_vacatures"])
    async def matches_vacatures(partijen: PartijenBijBron, lichaam: Lichaam) -> Response:
        return json_antwoord(await poort.matches(partijen, Soort.VACATURE, lichaam, versie))

    @router.get("/vacatures/{idVacature}", **tekst["detail_vacature"])
    async def detail_vacature(record_id: PadID, partijen: PartijenBijBron) -> Response:
        return json_antwoord(await poort.detail(partijen, Soort.VACATURE, record_id, versie))

    return router


def _operaties(versie: Versie) -> dict[str, dict[str, Any]]:
    """Say of each operation what the published document says."""
    contract, m = Contract(suwi_verplicht=True, versie=versie), MODELLEN[versie]
    return {
        "matches_werkzoekenden": contract.matches(
            ("MatchesWerkzoekendeProfielen", "WerkzoekendeProfielen", "Zoek matchprofielen van werkzoekenden"),
            Inhoud(m.vraag_werkzoekende, "vraag-werkzoekende"),
            Inhoud(m.matches_werkzoekende, "bronmatches-werkzoekende"),
        ),
        "detail_werkzoekende": contract.detail(
            ("getWerkzoekendeProfiel", "WerkzoekendeProfielen", "Vraag het detailprofiel van een werkzoekende op"),
            IdInPad("idWerkzoekende", _IDSCHEMA, ID),
            Inhoud(m.werkzoekende, "werkzoekende"),
        ),
        "matches_vacatures": contract.matches(
            ("MatchesVacatures", "Vacatures", "Zoek matchprofielen van vacatures"),
            Inhoud(m.vraag_vacature, "vraag-vacature"),
            Inhoud(m.matches_vacature, "bronmatches-vacature"),
        ),
        "detail_vacature": contract.detail(
            ("getVacature", "Vacatures", "Vraag een volledige vacature op"),
            IdInPad("idVacature", _IDSCHEMA, ID),
            Inhoud(m.vacature, "vacature"),
        ),
    }
