"""The body of a request, read up to a limit and no further."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from app.models.errors import OngeldigeAanroep


def _te_groot(maximum: int) -> OngeldigeAanroep:
    return OngeldigeAanroep(f"De inhoud is groter dan {maximum} bytes.")


async def lees_lichaam(request: Request) -> bytes:
    """Dependency; raises ``OngeldigeAanroep`` as soon as the body shows to be larger than the limit.

    What comes after the limit is never held. The connection is left to the server, which discards the
    rest: cutting it would let the asker see a reset instead of its answer.
    """
    maximum: int = request.app.state.maximum_body
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
