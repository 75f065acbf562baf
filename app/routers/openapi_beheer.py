"""What the published document of the management API says of each operation."""

from typing import Any, Final

from app.models import beheer
from app.models.beheer import keuzes
from app.models.partijen import Fase, Partijklasse, Soort
from app.routers.openapi_eigen import Parameter, Resultaat, beschrijf
from app.settings import SANDBOX_OIN

LIMIET: Final = 50
MAX_LIMIET: Final = 200
MAX_CURSOR: Final = 2**53

_MOMENT: Final = "2026-11-21T10:00:00Z"
_ACTIVITEIT: Final[dict[str, Any]] = {
    "id": "bron-werkzoekende-match",
    "uri": "urn:openvum:verwerkingsactiviteit:bron-werkzoekende-match",
    "geldend": 1,
    "versies": [
        {
            "nummer": 1,
            "geldigVanaf": "2026-01-01",
            "naam": "Zoekvraag naar werkzoekenden beantwoorden",
            "doel": "Werkzoekenden en vacatures bij elkaar brengen.",
            "grondslag": "Publieke taak (AVG artikel 6 lid 1 onder e).",
            "betrokkenen": ["werkzoekende"],
            "categorieen": ["matchprofiel zonder identificerende gegevens"],
            "ontvangers": ["SUWI-partijen"],
            "bewaartermijn": "P3Y",
        }
    ],
}

OPENBAARMAKING: Final = beschrijf(
    (
        "getOpenbaarmaking",
        "Beleid",
        "Toon het openbaarmakingsbeleid",
        "Geeft per veld, fase en klasse of het veld naar buiten gaat, met de reden. Zonder filters de hele tabel.",
    ),
    Resultaat(
        beheer.Openbaarmaking,
        {
            "kenmerk": "0123456789ab",
            "regels": [
                {
                    "soort": "werkzoekende",
                    "veld": "emailadres",
                    "fase": "detail",
                    "klasse": "privaat",
                    "oordeel": "contact",
                    "reden": "Contactgegeven: alleen met toestemming.",
                }
            ],
        },
    ),
    (
        Parameter("soort", "Alleen deze soort.", {"type": "string", **keuzes(Soort)}, "werkzoekende"),
        Parameter("fase", "Alleen deze fase.", {"type": "string", **keuzes(Fase)}, "match"),
        Parameter("klasse", "Alleen deze klasse van partijen.", {"type": "string", **keuzes(Partijklasse)}, "privaat"),
    ),
)
ACTIVITEITEN: Final = beschrijf(
    (
        "getVerwerkingsactiviteiten",
        "Beleid",
        "Toon het register van verwerkingsactiviteiten",
        "Geeft elke activiteit met al haar versies: doel, grondslag, categorieën, ontvangers en bewaartermijn.",
    ),
    Resultaat(beheer.Verwerkingsactiviteiten, {"verwerkingsactiviteiten": [_ACTIVITEIT]}),
)
ACTIVITEIT: Final = beschrijf(
    (
        "getVerwerkingsactiviteit",
        "Beleid",
        "Toon een verwerkingsactiviteit",
        "Geeft een activiteit met al haar versies; met id en tijdstip is terug te vinden wat gold.",
    ),
    Resultaat(beheer.Verwerkingsactiviteit, _ACTIVITEIT),
    (
        Parameter(
            "id",
            "Id van de activiteit.",
            {"type": "string", "pattern": "^[a-z-]{1,64}$"},
            "bron-werkzoekende-match",
            "path",
        ),
    ),
)
AUDITREGELS: Final = beschrijf(
    (
        "getAuditregels",
        "Toezicht",
        "Toon de auditlog",
        "Geeft de regels van nieuw naar oud, een bladzijde per keer. De kop Link wijst naar de volgende bladzijde.",
    ),
    Resultaat(
        beheer.Auditregels,
        {
            "regels": [
                {
                    "nummer": 7,
                    "moment": _MOMENT,
                    "handeling": "deelnemer_toegevoegd",
                    "objecttype": "deelnemer",
                    "object": "00000099000000001000",
                    "uitkomst": "gelukt",
                    "actor": "cli:beheerder",
                    "herkomst": "cli",
                    "verzoekId": "",
                    "bijzonderheden": {"klasse": "publiek"},
                }
            ],
            "volgende": 7,
        },
        {"Link": {"description": "Volgende bladzijde (rel=next), als die er is.", "schema": {"type": "string"}}},
    ),
    (
        Parameter(
            "cursor",
            "Waarde van volgende op de vorige bladzijde.",
            {"type": "integer", "minimum": 1, "maximum": MAX_CURSOR},
            8,
        ),
        Parameter(
            "limit",
            "Meeste regels op een bladzijde.",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIET, "default": LIMIET},
            LIMIET,
        ),
    ),
)
DEELNEMERS: Final = beschrijf(
    ("getDeelnemers", "Register", "Toon de partijen", "Geeft de partijen die mogen vragen, met hun klasse."),
    Resultaat(
        beheer.Deelnemers,
        {
            "deelnemers": [
                {
                    "oin": SANDBOX_OIN,
                    "naam": "OpenVUM-sandbox",
                    "klasse": "suwi",
                    "verwerkers": [SANDBOX_OIN],
                    "uitwisseling": True,
                }
            ]
        },
    ),
)
BRONNEN: Final = beschrijf(
    ("getBronnen", "Register", "Toon de bronnen", "Geeft de bronnen die antwoorden, in deze node en elders."),
    Resultaat(
        beheer.Bronnen,
        {
            "bronnen": [
                {
                    "oin": SANDBOX_OIN,
                    "naam": "OpenVUM-sandbox",
                    "url": "https://bron.example/basis",
                    "versie": "3.0.0",
                    "verwerker": SANDBOX_OIN,
                    "staat": "actief",
                    "soorten": ["vacature", "werkzoekende"],
                    "gebied": "1000-1999,6211",
                    "seconden": 2.5,
                    "gelijktijdig": 8,
                }
            ]
        },
    ),
)
CONTROLES: Final = beschrijf(
    (
        "getVerantwoordingscontroles",
        "Toezicht",
        "Toon de controles van de verantwoording",
        "Geeft de uitkomsten van `openvum verantwoording controleer`, de nieuwste eerst.",
    ),
    Resultaat(
        beheer.Verantwoordingscontroles,
        {
            "verantwoordingscontroles": [
                {
                    "nummer": 9,
                    "moment": _MOMENT,
                    "klopt": True,
                    "actor": "cli:beheerder",
                    "bijzonderheden": {"segmenten": "2", "verwerkingen": "41"},
                }
            ]
        },
    ),
)
