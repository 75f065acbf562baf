"""What the published documents of our own APIs say of their operations: the API Design Rules hold alone."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import BaseModel
from starlette.responses import Response

from app.models.errors import (
    InterneFout,
    NietAcceptabel,
    NietBeschikbaar,
    NietGeautoriseerd,
    NietGevonden,
    NietToegestaan,
    OngeldigeAanroep,
    TeVeelVerzoeken,
    VerkeerdInhoudstype,
    VumFout,
)
from app.models.identiteit import Oin
from app.routers.errors import foutvelden
from app.routers.mediatypen import JSON, PROBLEEM
from app.routers.openapi import Inhoud, wachtkop
from app.routers.partijen import API_VERSIE, VAN, VIA
from app.settings import SANDBOX_OIN

_KOP: Final = {API_VERSIE: {"$ref": f"#/components/headers/{API_VERSIE}"}}
_VOORBEELD_ID: Final = "00000000-0000-4000-8000-000000000000"
_FOUTEN: Final[Sequence[tuple[type[VumFout], str]]] = (
    (OngeldigeAanroep, "Een parameter voldoet niet aan haar regel."),
    (NietGeautoriseerd, "De vrager is niet bekend of niet bewezen."),
    (NietToegestaan, "De vrager is bekend, maar mag dit niet."),
    (NietAcceptabel, "De kop Accept laat geen JSON toe."),
    (TeVeelVerzoeken, "Er zijn te veel verzoeken in korte tijd."),
    (InterneFout, "Er ging iets mis aan onze kant."),
    (NietBeschikbaar, "De dienst kan nu niet antwoorden."),
)
_NIET_GEVONDEN: Final = (NietGevonden, "Onder dit pad staat niets.")

_VAN_BERICHT: Final[Sequence[tuple[type[VumFout], str]]] = (
    (OngeldigeAanroep, "Het bericht voldoet niet aan zijn regels, of is onvolledig."),
    (NietGevonden, "De bron is hier niet, of heeft niets waarop dit verzoek kan slaan."),
    (VerkeerdInhoudstype, "De inhoud is geen JSON in UTF-8."),
)

VRAGER: Final[Mapping[str, Any]] = {
    "name": VAN,
    "in": "header",
    "required": False,
    "description": "OIN van de vrager. Alleen de sandbox gelooft deze kop; zonder geldig OIN volgt 401.",
    "schema": {"type": "string", "pattern": Oin.patroon},
    "example": SANDBOX_OIN,
}

VERWERKER: Final[Mapping[str, Any]] = {
    "name": VIA,
    "in": "header",
    "required": False,
    "description": "OIN van de verwerker die namens de vrager vraagt; zonder: de vrager zelf.",
    "schema": {"type": "string", "pattern": Oin.patroon},
    "example": SANDBOX_OIN,
}


class Parameter(NamedTuple):
    """A parameter of an operation, in the query unless ``plaats`` says otherwise."""

    naam: str
    tekst: str
    schema: Mapping[str, Any]
    voorbeeld: object
    plaats: str = "query"

    def als_json(self) -> dict[str, Any]:
        return {
            "name": self.naam,
            "in": self.plaats,
            "required": self.plaats == "path",
            "description": self.tekst,
            "schema": self.schema,
            "example": self.voorbeeld,
        }


class Resultaat(NamedTuple):
    """The body of an answer, with an example that is valid by its model."""

    model: type[BaseModel]
    voorbeeld: Mapping[str, Any]
    koppen: Mapping[str, Any] = {}


def beschrijf(
    tekst: tuple[str, str, str, str],
    resultaat: Resultaat,
    parameters: Sequence[Parameter] = (),
    fouten: Sequence[tuple[type[VumFout], str]] = (),
) -> dict[str, Any]:
    """Give the arguments for the decorator of a route.

    ``tekst`` is operationId, tag, summary and description; ``fouten`` are those beside what every route has.
    """
    operation_id, tag, summary, beschrijving = tekst
    in_pad = any(p.plaats == "path" for p in parameters)
    return {
        "operation_id": operation_id,
        "tags": [tag],
        "summary": summary,
        "description": beschrijving,
        "responses": {200: _gelukt(resultaat)} | _fouten([*([_NIET_GEVONDEN] if in_pad else []), *fouten]),
        "openapi_extra": {"parameters": [dict(VRAGER), *(p.als_json() for p in parameters)]},
        "response_class": Response,
    }


def beschrijf_bericht(tekst: tuple[str, str, str, str], verzoek: Inhoud, antwoord: Inhoud) -> dict[str, Any]:
    """Give the arguments for the decorator of a route that takes and gives a JSON body."""
    operation_id, tag, summary, beschrijving = tekst
    gelukt = {"description": "OK", "headers": _KOP, "content": antwoord.als_json()}
    body = {"required": True, "description": "Om wie het gaat, en wat er nodig is.", "content": verzoek.als_json()}
    return {
        "operation_id": operation_id,
        "tags": [tag],
        "summary": summary,
        "description": beschrijving,
        "responses": {200: gelukt} | _fouten(_VAN_BERICHT),
        "openapi_extra": {"parameters": [dict(VRAGER), dict(VERWERKER)], "requestBody": body},
        "response_class": Response,
    }


def _gelukt(resultaat: Resultaat) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{resultaat.model.__name__}"}
    return {
        "description": "OK",
        "headers": {**_KOP, **resultaat.koppen},
        "content": {JSON: {"schema": schema, "example": resultaat.voorbeeld}},
    }


def _fouten(extra: Sequence[tuple[type[VumFout], str]]) -> dict[int, dict[str, Any]]:
    return {fout.status: _fout(fout, uitleg) for fout, uitleg in (*_FOUTEN, *extra)}


def _fout(fout: type[VumFout], uitleg: str) -> dict[str, Any]:
    inhoud = {"schema": {"$ref": "#/components/schemas/Error"}, "example": foutvelden(fout(), _VOORBEELD_ID)}
    koppen = {**_KOP, **wachtkop(fout.status)}
    return {"description": uitleg, "headers": koppen, "content": {PROBLEEM: inhoud}}
