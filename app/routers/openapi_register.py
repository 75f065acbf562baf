"""What the published document says of the operations that change the register."""

from typing import Any, Final

from pydantic import BaseModel

from app.models.beheer import Bronstatistiek
from app.models.beheer_register import Bronwijziging, Deelnemerwijziging
from app.models.errors import VerkeerdInhoudstype
from app.models.identiteit import Oin
from app.routers.mediatypen import JSON
from app.routers.openapi_eigen import Parameter, Resultaat, beschrijf
from app.settings import SANDBOX_OIN

_OIN: Final = Parameter(
    "oin", "OIN van de organisatie.", {"type": "string", "pattern": Oin.patroon}, SANDBOX_OIN, "path"
)
_DEELNEMER: Final[dict[str, Any]] = {"naam": "Gemeente Voorbeeld", "klasse": "publiek", "verwerkers": [SANDBOX_OIN]}
_BRON: Final[dict[str, Any]] = {
    "naam": "Gemeente Voorbeeld",
    "url": "https://bron.example/basis",
    "versie": "3.0.0",
    "staat": "actief",
    "soorten": ["werkzoekende"],
    "gebied": "1000-1999,6211",
}


def _zet(tekst: tuple[str, str, str, str], model: type[BaseModel], voorbeeld: dict[str, Any]) -> dict[str, Any]:
    """A PUT: the body comes back as it was understood to be right."""
    geen_json = (VerkeerdInhoudstype, "De inhoud is geen JSON in UTF-8.")
    beschreven = beschrijf(tekst, Resultaat(model, voorbeeld), (_OIN,), (geen_json,))
    inhoud = {JSON: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}, "example": voorbeeld}}
    beschreven["openapi_extra"]["requestBody"] = {
        "required": True,
        "description": "Wat er in het register komt te staan.",
        "content": inhoud,
    }
    gelukt = beschreven["responses"][200]
    beschreven["responses"][201] = {**gelukt, "description": "Toegevoegd"}
    return beschreven


def _verwijder(tekst: tuple[str, str, str, str]) -> dict[str, Any]:
    beschreven = beschrijf(tekst, Resultaat(Deelnemerwijziging, _DEELNEMER), (_OIN,))
    koppen = beschreven["responses"].pop(200)["headers"]
    beschreven["responses"][204] = {"description": "Verwijderd", "headers": koppen}
    return {**beschreven, "status_code": 204}


ZET_DEELNEMER: Final = _zet(
    (
        "putDeelnemer",
        "Register",
        "Registreer of wijzig een partij",
        "Zet een partij in het register, of vervangt haar geheel. Geldt meteen, in alle werkprocessen.",
    ),
    Deelnemerwijziging,
    _DEELNEMER,
)
VERWIJDER_DEELNEMER: Final = _verwijder(
    (
        "deleteDeelnemer",
        "Register",
        "Verwijder een partij",
        "Haalt een partij uit het register; zij mag niets meer vragen.",
    )
)
ZET_BRON: Final = _zet(
    (
        "putBron",
        "Register",
        "Registreer of wijzig een bron",
        "Zet een bron in het register, of vervangt haar geheel. Geldt meteen, in alle werkprocessen.",
    ),
    Bronwijziging,
    _BRON,
)
VERWIJDER_BRON: Final = _verwijder(
    (
        "deleteBron",
        "Register",
        "Verwijder een bron",
        "Haalt een bron uit het register. Haar gegevens in deze node blijven staan, buiten ieders bereik.",
    )
)
STATISTIEK: Final = beschrijf(
    (
        "getBronstatistiek",
        "Register",
        "Toon wat een bron deed",
        "Geeft per bron de aantallen en antwoordtijden van de laatste dagen (UTC).",
    ),
    Resultaat(
        Bronstatistiek,
        {
            "oin": SANDBOX_OIN,
            "dagen": 1,
            "gevraagd": 120,
            "geantwoord": 117,
            "teLaat": 2,
            "kapot": 1,
            "overgeslagen": 0,
            "begrensd": 9,
            "vervallenMatches": 0,
            "genegeerdeCriteria": 3,
            "dubbeleVacatures": 0,
            "details": 14,
            "p50Ms": 50,
            "p95Ms": 250,
            "p99Ms": 500,
            "laatsteAntwoord": "2026-11-21T10:00:00Z",
        },
    ),
    (
        _OIN,
        Parameter(
            "dagen", "Over hoeveel dagen, vandaag meegeteld.", {"type": "integer", "minimum": 1, "maximum": 31}, 7
        ),
    ),
)
