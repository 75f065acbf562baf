"""What the published document says of the operations on reference lists."""

import re
from typing import Final

from app.models.beheer_lijsten import Begrippenblad, Referentielijstoverzicht
from app.routers.openapi_eigen import Parameter, Resultaat, beschrijf

LIMIET: Final = 100
MAX_LIMIET: Final = 1_000
MAX_TEKST: Final = 300
_NAMEN: Final = ["beroepen", "competenties", "boc", "talen", "sbi", "opleidingen"]
_URI: Final = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-000000000001"
VORM: Final = re.compile(f"[ -~\u00c0-\u024f]{{1,{MAX_TEKST}}}")
"""Latin letters, digits and signs: what a code, name or synonym is written with."""
_TEKST: Final = {"type": "string", "pattern": f"^{VORM.pattern}$"}

LIJSTEN: Final = beschrijf(
    (
        "getReferentielijsten",
        "Referentielijsten",
        "Toon de referentielijsten",
        "Geeft elke lijst met haar versies: vanaf welke dag zij geldt, tot welke, en hoeveel zij bevat.",
    ),
    Resultaat(
        Referentielijstoverzicht,
        {
            "referentielijsten": [
                {
                    "lijst": "beroepen",
                    "versies": [
                        {
                            "geldigVanaf": "2026-01-01",
                            "geldigTot": "2026-12-31",
                            "aantal": 3205,
                            "geladenOp": "2026-01-05T09:30:00Z",
                        }
                    ],
                }
            ]
        },
    ),
)
LIJST: Final = beschrijf(
    (
        "getReferentielijst",
        "Referentielijsten",
        "Toon een referentielijst",
        (
            "Geeft de begrippen die op een dag gelden, een bladzijde per keer; de kop Link wijst naar de volgende. "
            "Met zoek: het ene begrip dat een aanlevering bij deze code, naam of dit synoniem vindt, of niets."
        ),
    ),
    Resultaat(
        Begrippenblad,
        {
            "lijst": "beroepen",
            "dag": "2026-11-21",
            "versie": "2026-01-01",
            "begrippen": [
                {
                    "code": _URI,
                    "naam": "Kok",
                    "synoniemen": ["Chef-kok"],
                    "geldigVanaf": "2026-01-01",
                    "geldigTot": "2026-12-31",
                }
            ],
            "volgende": _URI,
        },
        {"Link": {"description": "Volgende bladzijde (rel=next), als die er is.", "schema": {"type": "string"}}},
    ),
    (
        Parameter("lijst", "Naam van de lijst.", {"type": "string", "enum": _NAMEN}, "beroepen", "path"),
        Parameter(
            "dag", "Zoals zij op deze dag geldt; standaard vandaag.", {"type": "string", "format": "date"}, "2026-11-21"
        ),
        Parameter("zoek", "Een code, naam of synoniem.", _TEKST, "kok"),
        Parameter("cursor", "Waarde van volgende op de vorige bladzijde.", _TEKST, _URI),
        Parameter(
            "limit",
            "Meeste begrippen op een bladzijde.",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIET, "default": LIMIET},
            LIMIET,
        ),
    ),
)
