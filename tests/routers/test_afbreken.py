"""An asker that goes away stops what is done for it."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect, Request

from app.models.errors import NietBeschikbaar
from app.routers.afbreken import zolang_gewenst


class Vrager:
    def __init__(self) -> None:
        self.weg = asyncio.Event()
        self.gebroken = False

    async def ontvang(self):
        await self.weg.wait()
        return {"type": "http.disconnect"}

    @property
    def request(self) -> Request:
        return Request({"type": "http", "method": "POST", "headers": []}, self.ontvang)

    async def werk(self):
        try:
            await asyncio.Event().wait()
        finally:
            self.gebroken = True


async def test_the_answer_comes_through_and_nothing_stays_behind():
    async def werk():
        return 7

    voor = asyncio.all_tasks()
    assert await zolang_gewenst(Vrager().request, werk()) == 7
    assert asyncio.all_tasks() == voor


async def test_an_error_comes_through():
    async def werk():
        raise NietBeschikbaar("x")

    with pytest.raises(NietBeschikbaar):
        await zolang_gewenst(Vrager().request, werk())


async def test_the_work_stops_when_the_asker_goes():
    vrager = Vrager()
    taak = asyncio.create_task(zolang_gewenst(vrager.request, vrager.werk()))
    await asyncio.sleep(0)
    vrager.weg.set()
    with pytest.raises(ClientDisconnect):
        await taak
    assert vrager.gebroken


async def test_a_server_that_stops_stops_the_work_too():
    vrager = Vrager()
    taak = asyncio.create_task(zolang_gewenst(vrager.request, vrager.werk()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    taak.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taak
    assert vrager.gebroken
