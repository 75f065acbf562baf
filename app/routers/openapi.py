"""What the published OpenAPI document says beyond the routes: headers, parameters, responses, schemas.

The paths and operations come from the app's own routes, the schemas from the models; the texts are
Dutch, as those of the official contracts are. A test walks the official contracts and finds all they
say in these documents.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.responses import Response

from app.models.errors import (
    InterneFout,
    LimietOverschreden,
    NietAcceptabel,
    NietBeschikbaar,
    NietGeautoriseerd,
    OngeldigeAanroep,
    VerkeerdInhoudstype,
    VumFout,
)
from app.models.identiteit import Oin
from app.models.versie import Versie
from app.routers.errors import WACHTTIJD, foutvelden
from app.routers.mediatypen import JSON, PROBLEEM
from app.routers.partijen import API_VERSIE, BERICHTVERSIE, NAAR, SUWI, VAN, VIA
from app.routers.voorbeelden import voorbeeldnaam
from app.settings import SANDBOX_OIN, Instellingen

_OINSCHEMA = {"type": "string", "pattern": Oin.patroon}
_VOORBEELD_ID = "00000000-0000-4000-8000-000000000000"

_TEKST = {
    BERICHTVERSIE: "Versie van het bericht.",
    API_VERSIE: "Versie van de API.",
    VAN: "OIN van de verwerkingsverantwoordelijke die vraagt.",
    NAAR: "OIN van de partij aan wie gevraagd wordt.",
    VIA: "OIN van de verwerker die de vraag overbrengt; zonder verwerker het OIN van de verantwoordelijke zelf.",
    SUWI: "Of de vragende partij een SUWI-partij is.",
}
_ANTWOORDTEKST = {
    BERICHTVERSIE: "Versie van het bericht.",
    API_VERSIE: "Versie van de API.",
    VAN: "OIN van de partij die antwoordt.",
    NAAR: "OIN van de partij die vroeg.",
    VIA: "OIN van de verwerker die de vraag overbracht.",
}

_FOUTEN: Sequence[tuple[type[VumFout], str, str]] = (
    (OngeldigeAanroep, "Bad request", "De aanroep is ongeldig of onvolledig, of onder dit id is niets op te vragen."),
    (NietGeautoriseerd, "Not authorized", "De vrager is niet bekend, niet bewezen of niet gemachtigd."),
    (LimietOverschreden, "Too many requests", "Het afgesproken aantal details bij een vraag is overschreden."),
    (InterneFout, "Internal server error", "Er ging iets mis aan onze kant."),
    (NietBeschikbaar, "Service unavailable", "De dienst, of elke bevraagde bron, kan nu niet antwoorden."),
)
_NIET_ACCEPTABEL = (NietAcceptabel, "Not acceptable", "De kop Accept laat geen JSON toe.")
_VERKEERD_INHOUDSTYPE = (VerkeerdInhoudstype, "Unsupported media type", "De inhoud is geen JSON in UTF-8.")
"""The API Design Rules want these two; the contract does not know them."""


def _ref(naam: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{naam}"}


def _kop(naam: str, schema: Mapping[str, Any], voorbeeld: object, *, verplicht: bool = True) -> dict[str, Any]:
    return {
        "name": naam,
        "in": "header",
        "required": verplicht,
        "description": _TEKST[naam],
        "schema": schema,
        "example": voorbeeld,
    }


def versietekst(versie: Versie) -> str:
    """Say of an older version that it will end."""
    if versie is Versie.V3:
        return ""
    return " Deze versie is verouderd en blijft zolang de overgang naar versie 3.0.0 duurt; stap over naar /api/v3."


def _versieschema(versie: str) -> dict[str, Any]:
    return {"type": "string", "enum": [versie]}


def _parameters(versie: Versie, *, suwi_verplicht: bool) -> list[dict[str, Any]]:
    """The header parameters of every operation of a contract."""
    return [
        _kop(BERICHTVERSIE, _versieschema(versie), versie.value),
        *(_kop(naam, _OINSCHEMA, SANDBOX_OIN) for naam in (VAN, NAAR, VIA)),
        _kop(SUWI, {"type": "boolean"}, voorbeeld=True, verplicht=suwi_verplicht),
        _kop(API_VERSIE, _versieschema(versie), versie.value),
    ]


def _kopschema(naam: str, versie: str) -> Mapping[str, Any]:
    return _versieschema(versie) if naam in (BERICHTVERSIE, API_VERSIE) else _OINSCHEMA


_ANTWOORDKOPPEN: Mapping[str, Any] = {naam: {"$ref": f"#/components/headers/{naam}"} for naam in _ANTWOORDTEKST}


def _kopcomponenten(versie: str) -> Mapping[str, Any]:
    return {naam: {"description": tekst, "schema": _kopschema(naam, versie)} for naam, tekst in _ANTWOORDTEKST.items()}


EIGEN_KOPPEN: Mapping[str, Any] = {
    API_VERSIE: {"description": "Volledige versie van deze API.", "schema": {"type": "string"}, "example": "1.0.0"}
}
"""Headers of a response of an API of our own."""


def wachtkop(status: int) -> dict[str, Any]:
    """Describe the header of an error that says when to come back."""
    if status not in WACHTTIJD:
        return {}
    schema = {"type": "integer", "minimum": 1}
    uitleg = "Na hoeveel seconden het verzoek opnieuw kan."
    return {"Retry-After": {"description": uitleg, "schema": schema, "example": int(WACHTTIJD[status])}}


def _foutantwoord(fout: type[VumFout], titel: str, uitleg: str) -> dict[str, Any]:
    inhoud = {"schema": _ref("Error"), "example": foutvelden(fout(), _VOORBEELD_ID)}
    return {
        "description": f"{titel}. {uitleg}",
        "headers": {**_ANTWOORDKOPPEN, **wachtkop(fout.status)},
        "content": {JSON: inhoud, PROBLEEM: inhoud},
    }


class Inhoud(NamedTuple):
    """A JSON body in the document: its model and the name of a synthetic example (``voorbeelden``)."""

    model: type[BaseModel]
    voorbeeld: str

    def als_json(self, versie: Versie = Versie.V3) -> dict[str, Any]:
        naam = voorbeeldnaam(self.voorbeeld, versie)
        voorbeeld = {"summary": "Voorbeeld", "externalValue": f"docs/voorbeelden/{naam}.json"}
        return {JSON: {"schema": _ref(self.model.__name__), "examples": {"voorbeeld": voorbeeld}}}


class IdInPad(NamedTuple):
    """The id in the path of a detail operation."""

    naam: str
    schema: Mapping[str, Any]
    voorbeeld: str


def _antwoorden(
    inhoud: Mapping[str, Any], koppen: Mapping[str, Any], *extra: tuple[type[VumFout], str, str]
) -> dict[int | str, dict[str, Any]]:
    gelukt: dict[str, Any] = {
        "description": "OK",
        "headers": {**_ANTWOORDKOPPEN, **koppen},
        "content": inhoud,
    }
    fouten: dict[int | str, dict[str, Any]] = {
        fout.status: _foutantwoord(fout, titel, uitleg) for fout, titel, uitleg in (*_FOUTEN, *extra)
    }
    return {200: gelukt} | fouten


class Contract(NamedTuple):
    """What holds for every operation of one contract."""

    suwi_verplicht: bool
    versie: Versie = Versie.V3

    def matches(
        self, tekst: tuple[str, str, str], vraag: Inhoud, antwoord: Inhoud, koppen: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Describe ``POST …/matches``; ``tekst`` is operationId, tag and summary."""
        body = {"required": True, "description": "De selectievraag.", "content": vraag.als_json(self.versie)}
        extra = {
            "parameters": _parameters(self.versie, suwi_verplicht=self.suwi_verplicht),
            "requestBody": body,
        }
        return _operatie(
            tekst,
            _VRAAGTEKST,
            _antwoorden(antwoord.als_json(self.versie), koppen or {}, _NIET_ACCEPTABEL, _VERKEERD_INHOUDSTYPE),
            extra,
        )

    def detail(self, tekst: tuple[str, str, str], id_: IdInPad, antwoord: Inhoud) -> dict[str, Any]:
        """Describe ``GET …/{id}``; ``tekst`` is operationId, tag and summary."""
        pad = {
            "name": id_.naam,
            "in": "path",
            "required": True,
            "description": "Aanduiding van het gegeven, zoals het antwoord op een vraag haar gaf.",
            "schema": id_.schema,
            "example": id_.voorbeeld,
        }
        extra = {"parameters": [pad, *_parameters(self.versie, suwi_verplicht=self.suwi_verplicht)]}
        return _operatie(tekst, _DETAILTEKST, _antwoorden(antwoord.als_json(self.versie), {}, _NIET_ACCEPTABEL), extra)


_VRAAGTEKST = (
    "Geeft de profielen die aan de selectievraag voldoen, in willekeurige volgorde. Een onbekend criterium in het "
    "vraagObject heeft geen gevolg; een leeg gegeven telt als afwezig."
)
_DETAILTEKST = (
    "Geeft het volledige gegeven. Een onbekend, verlopen, ingetrokken of andermans id krijgt steeds hetzelfde antwoord."
)


def _operatie(
    tekst: tuple[str, str, str], beschrijving: str, antwoorden: Mapping[int | str, Any], extra: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the arguments for the decorator of a route."""
    operation_id, tag, summary = tekst
    return {
        "operation_id": operation_id,
        "tags": [tag],
        "summary": summary,
        "description": beschrijving,
        "responses": antwoorden,
        "openapi_extra": extra,
        "response_class": Response,
    }


def _hernoem(deel: Any) -> Any:
    """Give schemas an UpperCamelCase name (API Design Rules): the standard's prefix MP becomes Mp."""
    if isinstance(deel, list):
        return [_hernoem(d) for d in deel]
    if isinstance(deel, str):
        return re.sub(r"^#/components/schemas/MP(?=[A-Z])", "#/components/schemas/Mp", deel)
    if not isinstance(deel, dict):
        return deel
    return {re.sub(r"^MP(?=[A-Z][a-z])", "Mp", naam): _hernoem(waarde) for naam, waarde in deel.items()}


def contact(instellingen: Instellingen) -> dict[str, str]:
    """Whom to ask about this API."""
    return {
        "name": instellingen.contact_naam,
        "url": instellingen.contact_url,
        "email": instellingen.contact_email,
    }


def maak_document(
    app: FastAPI,
    basis: str,
    modellen: Sequence[type[BaseModel]],
    tags: Mapping[str, str],
    contactpunt: Mapping[str, str],
    *,
    vum: bool = True,
) -> dict[str, Any]:
    """Give the OpenAPI document of a finished app."""
    _, schemas = models_json_schema([(m, "validation") for m in modellen], ref_template="#/components/schemas/{model}")
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        servers=[{"url": basis, "description": "Deze node"}],
        tags=[{"name": naam, "description": tekst} for naam, tekst in tags.items()],
        routes=app.routes,
    )
    # Not through the framework: it would want an extra package to look at the address.
    document["info"]["contact"] = dict(contactpunt)
    koppen = _kopcomponenten(app.version) if vum else EIGEN_KOPPEN
    document["components"] = {"headers": koppen, "schemas": dict(sorted(schemas["$defs"].items()))}
    resultaat: dict[str, Any] = _hernoem(document)
    return resultaat
