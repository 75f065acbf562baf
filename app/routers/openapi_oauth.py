"""What the published document of the token endpoint says of each operation."""

from typing import Any, Final

from pydantic import BaseModel
from starlette.responses import Response

from app.models import token
from app.models.aanroeper import Scope
from app.models.errors import InterneFout, NietAcceptabel, NietBeschikbaar, VerkeerdInhoudstype, VumFout
from app.models.tokenfouten import OnbekendeClient, Tokenfout
from app.privacy.uitgifte import BEWERING, GRANT
from app.routers.errors import foutvelden
from app.routers.mediatypen import JSON, PROBLEEM
from app.routers.partijen import API_VERSIE

_KOP: Final = {API_VERSIE: {"$ref": f"#/components/headers/{API_VERSIE}"}}
_VOORBEELD_ID: Final = "00000000-0000-4000-8000-000000000000"
_JWT: Final = "eyJhbGciOiJSUzI1NiJ9.e30.AA"
_VERZOEK: Final = {
    "grant_type": GRANT,
    "client_assertion_type": BEWERING,
    "client_assertion": _JWT,
    "scope": Scope.AANLEVERING_SCHRIJVEN.value,
}
_ANTWOORD: Final = {
    "access_token": _JWT,
    "token_type": "Bearer",
    "expires_in": 300,
    "scope": Scope.AANLEVERING_SCHRIJVEN.value,
}
_SLEUTELS: Final = {
    "keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "0a1b2c3d", "use": "sig", "alg": "RS256"}],
}


def _fout(fout: VumFout, uitleg: str) -> dict[str, Any]:
    naam = "Tokenfout" if isinstance(fout, Tokenfout) else "Error"
    inhoud = {"schema": {"$ref": f"#/components/schemas/{naam}"}, "example": foutvelden(fout, _VOORBEELD_ID)}
    soorten = (JSON, PROBLEEM) if isinstance(fout, Tokenfout) else (PROBLEEM,)
    return {"description": uitleg, "headers": _KOP, "content": dict.fromkeys(soorten, inhoud)}


def _operatie(
    tekst: tuple[str, str, str],
    model: type[BaseModel],
    voorbeeld: dict[str, Any],
    fouten: dict[int | str, Any],
    extra: dict[str, Any],
) -> dict[str, Any]:
    operation_id, summary, beschrijving = tekst
    inhoud = {JSON: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}, "example": voorbeeld}}
    return {
        "operation_id": operation_id,
        "tags": ["Tokens"],
        "summary": summary,
        "description": beschrijving,
        "responses": {200: {"description": "OK", "headers": _KOP, "content": inhoud}, **fouten},
        "openapi_extra": extra,
        "response_class": Response,
    }


_ALTIJD: Final[dict[int | str, Any]] = {
    406: _fout(NietAcceptabel(), "De kop Accept laat geen JSON toe."),
    500: _fout(InterneFout(), "Er ging iets mis aan onze kant."),
    503: _fout(NietBeschikbaar(), "De dienst kan nu niet antwoorden."),
}
TOKEN: Final = _operatie(
    (
        "postToken",
        "Vraag een token",
        "Voor een client die zich bewijst met een bewering die zij zelf ondertekende. Een bewering telt een keer.",
    ),
    token.Tokenantwoord,
    _ANTWOORD,
    {
        400: _fout(
            Tokenfout("grant_type ontbreekt"),
            "Het verzoek is niet goed: invalid_request, invalid_scope of unsupported_grant_type.",
        ),
        401: _fout(OnbekendeClient(), "De client is niet bekend of bewees zich niet: invalid_client."),
        415: _fout(VerkeerdInhoudstype(), "De inhoud is geen formulier."),
        **_ALTIJD,
    },
    {
        "security": [],
        "requestBody": {
            "required": True,
            "description": "Het verzoek, als formulier.",
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"$ref": "#/components/schemas/Tokenverzoek"},
                    "example": _VERZOEK,
                }
            },
        },
    },
)
SLEUTELS: Final = _operatie(
    (
        "getSleutels",
        "Toon de openbare sleutels",
        "Geeft de sleutels waarmee tokens van deze uitgever te controleren zijn (JWK Set).",
    ),
    token.Sleutelverzameling,
    _SLEUTELS,
    dict(_ALTIJD),
    {"security": []},
)
