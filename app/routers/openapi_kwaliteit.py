"""What the published document says of the operations on quality."""

from typing import Any, Final

from app.models.beheer_kwaliteit import Bronkwaliteit, Bronkwaliteiten
from app.models.identiteit import Oin
from app.privacy.kwaliteitspoort import MAX_DAGEN
from app.routers.openapi_eigen import Parameter, Resultaat, beschrijf
from app.settings import SANDBOX_OIN

_DAG: Final[dict[str, Any]] = {"dag": "2026-11-21", "records": 1_200, "vindbaarheid": 71.4, "verouderd": 30}
_BRON: Final[dict[str, Any]] = {
    "oin": SANDBOX_OIN,
    "metingen": [
        {
            "soort": "werkzoekende",
            "gemetenOp": "2026-11-21T03:00:00Z",
            "records": 1_200,
            "vindbaarheid": 71.4,
            "verouderd": 30,
            "leeftijd": [
                {"totDagen": 7, "records": 900},
                {"totDagen": 30, "records": 250},
                {"totDagen": 90, "records": 20},
                {"totDagen": 180, "records": 30},
            ],
            "verbeterpunten": [
                {
                    "veld": "contractvorm.codeTypeArbeidscontract",
                    "van": 1_200,
                    "ontbreekt": 800,
                    "ongeldig": 0,
                    "kosten": 20.92,
                }
            ],
            "trend": [{**_DAG, "dag": "2026-11-20", "vindbaarheid": 70.2}, _DAG],
        }
    ],
}

KWALITEITEN: Final = beschrijf(
    (
        "getKwaliteiten",
        "Kwaliteit",
        "Toon de kwaliteit van alle bronnen",
        "Geeft per bron in deze node de laatste meting; er wordt elke dag gemeten. Aantallen, nooit een persoon.",
    ),
    Resultaat(Bronkwaliteiten, {"bronnen": [_BRON]}),
)
DAGEN: Final = Parameter(
    "dagen",
    "Over hoeveel dagen de trend gaat, vandaag meegeteld.",
    {"type": "integer", "minimum": 1, "maximum": MAX_DAGEN, "default": 90},
    90,
)
KWALITEIT: Final = beschrijf(
    (
        "getKwaliteit",
        "Kwaliteit",
        "Toon de kwaliteit van een bron",
        (
            "Geeft wat matching nodig heeft en ontbreekt of niet klopt, wat de meeste vindbaarheid kost eerst, hoe oud "
            "de gegevens zijn, en het verloop over de dagen."
        ),
    ),
    Resultaat(Bronkwaliteit, _BRON),
    (
        Parameter("oin", "OIN van de bron.", {"type": "string", "pattern": Oin.patroon}, SANDBOX_OIN, "path"),
        DAGEN,
    ),
)
