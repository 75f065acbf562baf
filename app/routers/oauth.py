"""The token endpoint of our own issuer, its keys and its discovery; everybody may ask, a client proves itself here."""

from typing import Annotated, Any, Final
from urllib.parse import parse_qsl

import orjson
from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.models import token
from app.models.bericht import Error
from app.models.errors import VerkeerdInhoudstype
from app.models.tokenfouten import OnbekendeClient, Tokenfout
from app.privacy.uitgifte import Tokenverzoek, Uitgifte
from app.routers import openapi_oauth as tekst
from app.routers.aanroeper import CERTIFICAAT
from app.routers.lichaam import Lichaam
from app.routers.mediatypen import JSON, eis_json_acceptabel

TITEL: Final = "OpenVUM-tokens"
BASIS: Final = "/oauth/v1"
VERSIE: Final = "1.0.0"
BESCHRIJVING: Final = (
    "Geeft toegangstokens voor aanlevering, beheer en inzage aan clients die de beheerder van deze node heeft "
    "geregistreerd. Volgt het NL GOV-profiel voor OAuth 2.0 (1.1): alleen client credentials, alleen met een eigen "
    "ondertekende bewering (private_key_jwt), nooit met een gedeeld geheim. Fouten hebben daarnaast de velden error en "
    "error_description van RFC 6749. Een onbekende en een onbewezen client krijgen hetzelfde antwoord."
)
TAGS: Final = {"Tokens": "Een token vragen, en de sleutels waarmee het te controleren is."}
MODELLEN: Final[tuple[type[BaseModel], ...]] = (
    token.Tokenverzoek,
    token.Tokenantwoord,
    token.Sleutelverzameling,
    token.Tokenfout,
    Error,
)
ONTDEKKING: Final = "/.well-known/oauth-authorization-server"
"""Below the base, and before it at the root of the node: where RFC 8414 puts it."""
FORMULIER: Final = "application/x-www-form-urlencoded"
_MAX_VELDEN: Final = 20


async def eis_formulier(request: Request) -> None:
    """Dependency; raises ``VerkeerdInhoudstype`` unless the body is a form."""
    soort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if soort != FORMULIER or len(request.headers.getlist("content-type")) != 1:
        raise VerkeerdInhoudstype(f"De kop Content-Type moet {FORMULIER} zijn.")


async def lees_tokenverzoek(request: Request, lichaam: Lichaam) -> Tokenverzoek:
    """Dependency; read the form. Raises ``Tokenfout``; ``OnbekendeClient`` for a client that sends a secret."""
    try:
        velden = parse_qsl(
            lichaam.decode("utf-8"), keep_blank_values=True, strict_parsing=True, max_num_fields=_MAX_VELDEN
        )
    except ValueError:
        raise Tokenfout("de inhoud is geen formulier") from None
    gegeven = dict(velden)
    if len(gegeven) != len(velden):
        raise Tokenfout("elk veld mag maar één keer voorkomen")
    if "client_secret" in gegeven or "authorization" in request.headers:
        raise OnbekendeClient
    return Tokenverzoek(**{naam: gegeven.get(naam) for naam in Tokenverzoek._fields})


def maak_router(uitgifte: Uitgifte) -> APIRouter:
    """Give the routes."""
    router = APIRouter(dependencies=[Depends(eis_json_acceptabel)])

    @router.post("/token", dependencies=[Depends(eis_formulier)], **tekst.TOKEN)
    async def geef_token(request: Request, verzoek: Annotated[Tokenverzoek, Depends(lees_tokenverzoek)]) -> Response:
        return _json(await uitgifte.geef(verzoek, request.scope.get(CERTIFICAAT)))

    @router.get("/jwks", **tekst.SLEUTELS)
    async def sleutels() -> Response:
        return _json(uitgifte.jwks())

    @router.get(ONTDEKKING, include_in_schema=False)
    async def ontdekking() -> Response:
        return _json(uitgifte.metadata())

    return router


def _json(inhoud: dict[str, Any]) -> Response:
    return Response(orjson.dumps(inhoud), media_type=JSON)
