"""Who calls one of our own APIs: the edge lets the caller in before path, body or content type is looked at.

Every route behind ``eis_recht`` asks the scope and role that the table says (``models.bevoegdheden``).
"""

from collections.abc import Iterable
from typing import Annotated, Final

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.routing import BaseRoute
from starlette.types import Scope

from app.models.aanroeper import Aanroeper
from app.models.bevoegdheden import ANDERE_METHODE, BEVOEGDHEDEN
from app.models.errors import NietToegestaan
from app.privacy.toelating import Aanmelding, Toelating, eis_bevoegd
from app.routers.partijen import VAN, Toegang, lees_oin

AANROEPER: Final = "openvum.aanroeper"
"""Key in the ASGI scope of the caller whom the edge has let in."""


def maak_eigen_toegang(toelating: Toelating) -> Toegang:
    """Give the check of an API of our own; it leaves the caller in the scope."""

    async def toegang(scope: Scope) -> None:
        scope[AANROEPER] = await toelating.laat_toe(_aanmelding(Headers(scope=scope)))

    return toegang


def _aanmelding(koppen: Headers) -> Aanmelding:
    return Aanmelding(lees_oin(koppen, VAN))


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
    eis_bevoegd(request.scope[AANROEPER], BEVOEGDHEDEN[operatie])


def eis_volledige_tabel(routes: Iterable[BaseRoute]) -> None:
    """Raise ``LookupError`` for an operation that has no line in the table."""
    namen = {r.operation_id for r in routes if isinstance(r, APIRoute)} - {ANDERE_METHODE}
    if zonder := sorted(str(naam) for naam in namen - BEVOEGDHEDEN.keys()):
        raise LookupError(f"models/bevoegdheden.py has no line for {', '.join(zonder)}")


Beller = Annotated[Aanroeper, Depends(lees_aanroeper)]
