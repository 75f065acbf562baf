"""Who calls one of our own APIs: the edge lets the caller in before path, body or content type is looked at.

Every route behind ``eis_recht`` asks the scope and role that the table says (``models.bevoegdheden``).
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Final, TypeAlias

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.routing import BaseRoute
from starlette.types import Scope

from app.models.aanroeper import Aanroeper
from app.models.bevoegdheden import ANDERE_METHODE, BEVOEGDHEDEN
from app.models.certificaat import Certificaat
from app.models.errors import NietToegestaan
from app.privacy.toelating import Aanmelding, ScopeOntbreekt, Toelating, eis_bevoegd
from app.privacy.tokenkeuring import OngeldigToken
from app.routers.errors import BEARER, UITDAGING
from app.routers.partijen import VAN, Toegang, lees_oin

AANROEPER: Final = "openvum.aanroeper"
"""Key in the ASGI scope of the caller whom the edge has let in."""

CERTIFICAAT: Final = "openvum.certificaat"
"""Key in the ASGI scope of the verified certificate of the caller, where there is one (``Certificaat``)."""

Certificaatbron: TypeAlias = Callable[[Scope], Certificaat | None]
"""Gives the verified certificate of a request; raises ``NietGeautoriseerd`` for one that is not right."""


def maak_open_toegang(lezer: Certificaatbron) -> Toegang:
    """Let everybody through; the verified certificate, where there is one, is left in the scope."""

    async def toegang(scope: Scope) -> None:
        scope[CERTIFICAAT] = lezer(scope)

    return toegang


def maak_eigen_toegang(toelating: Toelating, lezer: Certificaatbron) -> Toegang:
    """Give the check of an API of our own; it leaves the caller in the scope."""

    async def toegang(scope: Scope) -> None:
        koppen = Headers(scope=scope)
        wie, token = lees_oin(koppen, VAN), _token(koppen.getlist("authorization"))
        try:
            scope[AANROEPER] = await toelating.laat_toe(Aanmelding(wie, token, lezer(scope)))
        except OngeldigToken as fout:
            fout.headers[UITDAGING] = f'{BEARER}, error="invalid_token"'
            raise

    return toegang


def _token(koppen: list[str]) -> str | None:
    """Give the access token: in this header alone, never from the URL or the body (RFC 6750)."""
    if not koppen:
        return None
    schema, _, token = koppen[0].partition(" ")
    return token.strip() if len(koppen) == 1 and schema.lower() == "bearer" else ""


async def lees_aanroeper(request: Request) -> Aanroeper:
    """Dependency; give the caller whom the edge has let in."""
    aanroeper: Aanroeper = request.scope[AANROEPER]
    return aanroeper


async def eis_recht(request: Request) -> None:
    """Dependency; raise ``NietToegestaan`` unless the caller has what the table asks for this operation."""
    operatie = request.scope["route"].operation_id
    if operatie == ANDERE_METHODE:
        return
    if operatie not in BEVOEGDHEDEN:
        raise NietToegestaan
    try:
        eis_bevoegd(request.scope[AANROEPER], BEVOEGDHEDEN[operatie])
    except ScopeOntbreekt as fout:
        scope = BEVOEGDHEDEN[operatie].scope
        fout.headers[UITDAGING] = f'{BEARER}, error="insufficient_scope", scope="{scope}"'
        raise


def eis_volledige_tabel(routes: Iterable[BaseRoute]) -> None:
    """Raise ``LookupError`` for an operation that has no line in the table."""
    namen = {r.operation_id for r in routes if isinstance(r, APIRoute)} - {ANDERE_METHODE}
    if zonder := sorted(str(naam) for naam in namen - BEVOEGDHEDEN.keys()):
        raise LookupError(f"models/bevoegdheden.py has no line for {', '.join(zonder)}")


Beller = Annotated[Aanroeper, Depends(lees_aanroeper)]
