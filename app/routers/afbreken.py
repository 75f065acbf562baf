"""When the asker goes away, what is being done for it stops: no source is kept at work for nobody."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

T = TypeVar("T")


async def zolang_gewenst(request: Request, werk: Coroutine[Any, Any, T]) -> T:
    """Do the work, whose request has been read to its end; raises ``ClientDisconnect`` when the asker left."""
    taak = asyncio.ensure_future(werk)
    vertrek = asyncio.ensure_future(_vertrek(request))
    try:
        await asyncio.wait({taak, vertrek}, return_when=asyncio.FIRST_COMPLETED)
        if taak.done():
            return taak.result()
        raise ClientDisconnect
    finally:
        taak.cancel()
        vertrek.cancel()
        await asyncio.gather(taak, vertrek, return_exceptions=True)


async def _vertrek(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
