"""What the published document of the delivery API says of deliveries."""

from collections.abc import Mapping
from typing import Any, Final

from app.models.aanlevering import Leveringen, Leveringsrapport, Leveringweergave
from app.models.errors import Conflict, OngeldigeAanroep, TeGroot, VerkeerdInhoudstype
from app.models.partijen import Grondslag
from app.routers.openapi_eigen import VERWERKER, Parameter, Resultaat, beschrijf
from app.settings import SANDBOX_OIN

LIMIET: Final = 50
MAX_LIMIET: Final = 200
MAX_CURSOR: Final = 2**53
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TAG: Final = "Leveringen"
_ID: Final = "5f0c8f0e-7f0e-4b8e-9d3c-0f5b1a2c3d4e"
_MOMENT: Final = "2026-11-21T10:00:00Z"
_TELLING: Final = {
    "gelezen": 312,
    "geaccepteerd": 311,
    "geweigerd": 1,
    "nieuw": 12,
    "gewijzigd": 4,
    "ongewijzigd": 295,
    "geweerd": 0,
    "dubbel": 0,
    "verwijderd": 9,
    "nietGevonden": 0,
    "toestemmingen": 16,
    "aanwezig": 308,
    "teVerwijderen": 0,
}
_LEVERING: Final[dict[str, Any]] = {
    "id": _ID,
    "bron": SANDBOX_OIN,
    "soort": "werkzoekende",
    "formaat": "sonar",
    "wijze": "vervangen",
    "proef": False,
    "herkomst": "api",
    "staat": "klaar",
    "ontvangenOp": _MOMENT,
    "bijgewerktOp": _MOMENT,
    "bytes": 81_920,
    "vervaltOp": None,
    "fout": None,
    "telling": _TELLING,
}
_RAPPORT: Final[dict[str, Any]] = {
    "fout": None,
    "telling": _TELLING,
    "fouten": [
        {
            "plaats": "rij 312",
            "kolom": "Postcode (kolom F)",
            "regel": "is geen Nederlandse postcode",
            "verbetering": "vul vier cijfers en twee letters in",
            "gevolg": "record geweigerd",
        }
    ],
    "cellen": {
        "rijen": 312,
        "legeRijen": 0,
        "gelezen": 10_920,
        "uitkomsten": {"afgewezen": 1, "identificerend": 936, "omgezet": 6_240, "overgenomen": 3_743},
        "afgewezenPerKolom": {"Postcode (kolom F)": 1},
        "onbekendeKolommen": {},
        "ontbrekendeKolommen": [],
    },
    "vrijeTekst": {"telling": {"emailadres": 1}, "bevindingen": []},
}
_LINK: Final = {"Link": {"description": "Volgende bladzijde (rel=next), als die er is.", "schema": {"type": "string"}}}
_LOCATIE: Final = {"Location": {"description": "Waar de levering te volgen is.", "schema": {"type": "string"}}}
_JA_NEE: Final = {"type": "string", "enum": ["true", "false"], "default": "false"}

PAD_ID: Final = Parameter("id", "Id van de levering.", {"type": "string", "format": "uuid"}, _ID, "path")
VIA: Final = Parameter(VERWERKER["name"], VERWERKER["description"], VERWERKER["schema"], SANDBOX_OIN, "header")
BLADEN: Final = (
    Parameter(
        "cursor",
        "Waarde van volgende op de vorige bladzijde.",
        {"type": "integer", "minimum": 1, "maximum": MAX_CURSOR},
        100,
    ),
    Parameter(
        "limit",
        "Meeste op een bladzijde.",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIET, "default": LIMIET},
        LIMIET,
    ),
)
GROND: Final = (
    Parameter(
        "grondslag",
        "Grondslag van de werkzoekenden; verplicht in productie, tenzij het formaat haar per rij leest.",
        {"type": "string", "enum": [g.value for g in Grondslag]},
        "publieke_taak",
    ),
    Parameter(
        "grondslagTot",
        "Laatste dag van de grondslag; daarna ziet niemand de records.",
        {"type": "string", "format": "date"},
        "2099-12-31",
    ),
)
_OPTIES: Final = (
    Parameter(
        "soort",
        "Wat er in het bestand staat, enkelvoud of meervoud. Verplicht: hier of in het formulier.",
        {"type": "string", "enum": ["werkzoekende", "vacature", "werkzoekenden", "vacatures"]},
        "vacature",
    ),
    Parameter(
        "formaat",
        "Formaat van het bestand: vum3, vum2, sonar, of een ander dat deze node kent.",
        {"type": "string", "default": "vum3", "maxLength": 100},
        "vum3",
    ),
    Parameter("volledig", "Vervang alle records van deze soort.", _JA_NEE, "false"),
    Parameter("verwijderen", "Verwijder de records die in het bestand staan.", _JA_NEE, "false"),
    Parameter("proef", "Controleer alleen; verander niets.", _JA_NEE, "false"),
)
_SLEUTEL: Final = Parameter(
    "Idempotency-Key",
    "Zelf gekozen kenmerk van deze levering: wie haar herhaalt, krijgt dezelfde levering terug.",
    {"type": "string", "minLength": 1, "maxLength": 255},
    "nachtelijke-levering-2026-11-21",
    "header",
)
_CONFLICT: Final = (
    Conflict,
    "Er loopt al een levering van deze soort, of Idempotency-Key hoort bij een andere levering.",
)
_WACHT_NIET: Final = (Conflict, "De levering wacht niet (meer) op bevestiging.")


def _formulier() -> dict[str, Any]:
    velden = {p.naam: {**p.schema, "description": p.tekst} for p in (*_OPTIES, *GROND)}
    bestand = {"type": "string", "format": "binary", "description": "Het bestand; het laatste deel van het formulier."}
    return {"type": "object", "required": ["bestand"], "properties": {**velden, "bestand": bestand}}


def _aangenomen(beschreven: dict[str, Any], koppen: Mapping[str, Any]) -> dict[str, Any]:
    """The answer is 202: what was asked is done later."""
    gelukt = beschreven["responses"].pop(200)
    gelukt = {**gelukt, "description": "Aangenomen", "headers": {**gelukt["headers"], **koppen}}
    return {**beschreven, "status_code": 202, "responses": {202: gelukt, **beschreven["responses"]}}


def _lever() -> dict[str, Any]:
    beschreven = _aangenomen(
        beschrijf(
            (
                "postLeveringen",
                _TAG,
                "Lever een bestand aan",
                (
                    "Als inhoud zelf (application/octet-stream, of het eigen type: JSON, NDJSON, csv, XML, xlsx) met de opties "
                    "in de query, of als formulier met het bestand als laatste deel. Het wordt na ontvangst verwerkt, helemaal "
                    "of niet: volg het onder Location. Wie opnieuw stuurt wat nog verwerkt wordt, of dezelfde "
                    "Idempotency-Key gebruikt, krijgt de levering die er al is. Een levering die meer dan een vijfde van de "
                    "records zou verwijderen (instelbaar) wacht op bevestiging."
                ),
            ),
            Resultaat(Leveringweergave, {**_LEVERING, "staat": "ontvangen"}),
            (*_OPTIES, *GROND, _SLEUTEL, VIA),
            (
                _CONFLICT,
                (TeGroot, "Het bestand is groter dan deze node aanneemt."),
                (VerkeerdInhoudstype, "De inhoud is van geen type dat deze API leest."),
                (OngeldigeAanroep, "Een optie voldoet niet aan haar regel, of het formulier is niet heel."),
            ),
        ),
        _LOCATIE,
    )
    record = '[{"idVacature": "voorbeeld-0001", "adres": {"postcode": "3511AB"}}]'
    ruw = {"schema": {"type": "string", "format": "binary"}, "example": record}
    formulier = {"schema": _formulier(), "example": {"soort": "vacature", "bestand": record}}
    beschreven["openapi_extra"]["requestBody"] = {
        "required": True,
        "description": "Het bestand.",
        "content": {"multipart/form-data": formulier, "application/octet-stream": ruw},
    }
    return beschreven


def _rapport() -> dict[str, Any]:
    beschreven = beschrijf(
        (
            "getLeveringRapport",
            _TAG,
            "Toon het rapport van een levering",
            (
                "Elke fout met plaats, kolom, regel en wat er te doen is; nooit de waarde. Als JSON, of als werkmap (xlsx) als "
                "Accept daarom vraagt: daarin staan de foute cellen gemerkt op hun eigen plaats, zonder de andere gegevens. "
                "404 zolang er geen rapport is."
            ),
        ),
        Resultaat(Leveringsrapport, _RAPPORT),
        (PAD_ID, VIA),
    )
    beschreven["responses"][200]["content"][XLSX] = {
        "schema": {"type": "string", "format": "binary"},
        "example": "(werkmap)",
    }
    return beschreven


def _trek_in() -> dict[str, Any]:
    beschreven = beschrijf(
        (
            "deleteLevering",
            _TAG,
            "Trek een levering in die op bevestiging wacht",
            "Er verandert niets aan de records; het bestand wordt weggegooid.",
        ),
        Resultaat(Leveringweergave, _LEVERING),
        (PAD_ID, VIA),
        (_WACHT_NIET,),
    )
    koppen = beschreven["responses"].pop(200)["headers"]
    beschreven["responses"][204] = {"description": "Ingetrokken", "headers": koppen}
    return {**beschreven, "status_code": 204}


LEVER: Final = _lever()
LEVERINGEN: Final = beschrijf(
    ("getLeveringen", _TAG, "Toon de eigen leveringen", "De nieuwste eerst, een bladzijde per keer."),
    Resultaat(Leveringen, {"leveringen": [_LEVERING], "volgende": None}, _LINK),
    (*BLADEN, VIA),
)
LEVERING: Final = beschrijf(
    (
        "getLevering",
        _TAG,
        "Toon een levering",
        "Hoe zij ervoor staat; tijdens het verwerken hoeveel er gelezen is.",
    ),
    Resultaat(Leveringweergave, _LEVERING),
    (PAD_ID, VIA),
)
RAPPORT: Final = _rapport()
TREK_IN: Final = _trek_in()
BEVESTIG: Final = _aangenomen(
    beschrijf(
        (
            "postLeveringBevestiging",
            _TAG,
            "Bevestig een levering die veel verwijdert",
            "De levering wordt alsnog verwerkt, met het bestand zoals het is aangeleverd. Veilig te herhalen.",
        ),
        Resultaat(Leveringweergave, {**_LEVERING, "staat": "ontvangen"}),
        (PAD_ID, VIA),
        (_WACHT_NIET,),
    ),
    {},
)
