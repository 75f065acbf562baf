"""The body of a request, read up to a limit and no further."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from app.models.errors import OngeldigeAanroep


def _te_groot(maximum: int) -> OngeldigeAanroep:
    return OngeldigeAanroep(f"De inhoud is groter dan {maximum} bytes.")


async def lees_lichaam(request: Request) -> bytes:
    """Dependency; give the body of a request to an API, see ``lees_tot``."""
    return await lees_tot(request, request.app.state.maximum_body)


async def lees_tot(request: Request, maximum: int) -> bytes:
    """Give the body; raises ``OngeldigeAanroep`` as soon as it shows to be larger than ``maximum`` bytes.

    What comes after the limit is never held. The connection is left to the server, which discards the
    rest: cutting it would let the asker see a reset instead of its answer.
    """
    lengte = request.headers.get("content-length", "")
    if lengte.isdecimal() and int(lengte[:20]) > maximum:
        raise _te_groot(maximum)
    lichaam = bytearray()
    async for deel in request.stream():
        lichaam += deel
        if len(lichaam) > maximum:
            raise _te_groot(maximum)
    return bytes(lichaam)


Lichaam = Annotated[bytes, Depends(lees_lichaam)]
