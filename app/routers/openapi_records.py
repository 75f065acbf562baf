"""What the published document of the delivery API says of records by id."""

from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from app.models.aanlevering import Recordstanden
from app.models.errors import Conflict, VerkeerdInhoudstype
from app.models.identiteit import RecordID
from app.models.partijen import Soort
from app.models.vacature import Vacature
from app.models.werkzoekende import Werkzoekende
from app.routers.mediatypen import JSON
from app.routers.openapi_aanlevering import BLADEN, GROND, VIA
from app.routers.openapi_eigen import Parameter, Resultaat, beschrijf

_TAG: Final = "Records"
_ID: Final = "voorbeeld-0001"
_MOMENT: Final = "2026-11-21T10:00:00Z"
_PAD_ID: Final = Parameter(
    "id", "Id waaronder de bron het record aanlevert.", {"type": "string", "pattern": RecordID.patroon}, _ID, "path"
)
_STANDEN: Final[dict[str, Any]] = {
    "records": [
        {"id": _ID, "versie": "3.0.0", "aangemaaktOp": _MOMENT, "gewijzigdOp": _MOMENT, "bevestigdOp": _MOMENT}
    ],
    "volgende": None,
}


class _Woorden(NamedTuple):
    """How the texts call a kind of record."""

    model: type[BaseModel]
    een: str
    meer: str
    voorbeeld: dict[str, Any]


_WOORDEN: Final = {
    Soort.WERKZOEKENDE: _Woorden(
        Werkzoekende,
        "werkzoekende",
        "werkzoekenden",
        {"idWerkzoekende": _ID, "sector": [{"codeSbi": 62010}]},
    ),
    Soort.VACATURE: _Woorden(
        Vacature, "vacature", "vacatures", {"idVacature": _ID, "naamVacature": "Vacature Voorbeeld"}
    ),
}


def _lijst(w: _Woorden) -> dict[str, Any]:
    return beschrijf(
        (
            f"get{w.meer.capitalize()}",
            _TAG,
            f"Som de eigen {w.meer} op",
            "Ids en momenten, op volgorde van id, een bladzijde per keer. De inhoud heeft de bron zelf.",
        ),
        Resultaat(
            Recordstanden,
            _STANDEN,
            {"Link": {"description": "Volgende bladzijde (rel=next), als die er is.", "schema": {"type": "string"}}},
        ),
        (*BLADEN, VIA),
    )


def _zet(soort: Soort, w: _Woorden) -> dict[str, Any]:
    beschreven = beschrijf(
        (
            f"put{w.een.capitalize()}",
            _TAG,
            f"Zet een {w.een}",
            (
                "Voegt het record toe of vervangt het geheel, beoordeeld als een levering: het antwoord is het record zoals "
                "het na het maskeren van vrije tekst is opgeslagen. Zonder grondslag houdt een bestaand record de zijne."
                if soort is Soort.WERKZOEKENDE
                else "Voegt het record toe of vervangt het geheel, beoordeeld als een levering: het antwoord is het record "
                "zoals het na het maskeren van vrije tekst is opgeslagen."
            ),
        ),
        Resultaat(w.model, w.voorbeeld),
        (_PAD_ID, *(GROND if soort is Soort.WERKZOEKENDE else ()), VIA),
        (
            (VerkeerdInhoudstype, "De inhoud is geen JSON in UTF-8."),
            (Conflict, "De persoon is op eigen verzoek gewist."),
        ),
    )
    beschreven["openapi_extra"]["requestBody"] = {
        "required": True,
        "description": "Het record in versie 3 van de standaard; zijn id is dat in het pad.",
        "content": {JSON: {"schema": {"$ref": f"#/components/schemas/{w.model.__name__}"}, "example": w.voorbeeld}},
    }
    gelukt = beschreven["responses"][200]
    beschreven["responses"][201] = {**gelukt, "description": "Toegevoegd"}
    return beschreven


def _verwijder(w: _Woorden) -> dict[str, Any]:
    beschreven = beschrijf(
        (
            f"delete{w.een.capitalize()}",
            _TAG,
            f"Verwijder een {w.een}",
            "Niemand vindt haar nog, ook niet onder een vumID dat al is uitgegeven. Veilig te herhalen: dan 404.",
        ),
        Resultaat(w.model, w.voorbeeld),
        (_PAD_ID, VIA),
    )
    koppen = beschreven["responses"].pop(200)["headers"]
    beschreven["responses"][204] = {"description": "Verwijderd", "headers": koppen}
    return {**beschreven, "status_code": 204}


TEKSTEN: Final = {
    soort: {"lijst": _lijst(w), "zet": _zet(soort, w), "verwijder": _verwijder(w)} for soort, w in _WOORDEN.items()
}
