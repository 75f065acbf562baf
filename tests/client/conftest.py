"""An exchange as the contract has it, scripted: the outer border of the library."""

from collections.abc import Callable
from typing import Any

import httpx
import orjson
import pytest

from openvum.client import UITWISSELING_V3, AsyncKlant, Grenzen, Herhaling, Klant, partijen

VRAGER, UITWISSELING = "00000099000000001000", "00000001810207357000"
BASIS = "http://uitwisseling.example/api/v3"
Bericht = Callable[[httpx.Request], httpx.Response]


def match(nummer: int = 1, **over: Any) -> dict[str, Any]:
    return {"mobiliteit": {"bemiddelingspostcode": "3511AA"}, "vumID": f"vum-{nummer}", **over}


def matches(*rij: dict[str, Any], meer: bool = False) -> httpx.Response:
    inhoud = {"vraagID": "vraag-1", "maximumAantalResultatenBereikt": meer, "matches": list(rij)}
    return httpx.Response(200, content=orjson.dumps(inhoud), headers={"X-VUM-Bronnen": "bevraagd=1"})


def detail(**over: Any) -> httpx.Response:
    return httpx.Response(200, json={"bronID": UITWISSELING, "werkzoekende": {"idWerkzoekende": "w1", **over}})


def fout(status: int, code: str = "400.01", **koppen: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": "m\u001b", "details": "d"}, headers=koppen)


class Overkant:
    """Answers from a list, the last one for ever; keeps what it was asked."""

    def __init__(self) -> None:
        self.verzoeken: list[httpx.Request] = []
        self.antwoorden: list[httpx.Response | Exception] = []

    def __call__(self, verzoek: httpx.Request) -> httpx.Response:
        self.verzoeken.append(verzoek)
        antwoord = self.antwoorden.pop(0) if len(self.antwoorden) > 1 else self.antwoorden[0]
        if isinstance(antwoord, Exception):
            raise antwoord
        stroom = httpx.ByteStream(antwoord.content)  # one that has not been read
        return httpx.Response(antwoord.status_code, headers=antwoord.headers, stream=stroom)


@pytest.fixture
def overkant() -> Overkant:
    return Overkant()


@pytest.fixture(params=["synchroon", "asyncio"])
def vraag(request, overkant):
    """Does the same with both kinds of client."""
    opties = {"herhaling": Herhaling(eerste_wacht=0.001), "grenzen": Grenzen(bytes_=10_000, details=2)}
    wie = partijen(VRAGER, UITWISSELING)

    async def asyncio_kant(doe):
        async with AsyncKlant(BASIS, wie, UITWISSELING_V3, transport=httpx.MockTransport(overkant), **opties) as klant:
            uit = doe(klant)
            return [deel async for deel in uit] if hasattr(uit, "__aiter__") else await uit

    async def synchrone_kant(doe):
        with Klant(BASIS, wie, UITWISSELING_V3, transport=httpx.MockTransport(overkant), **opties) as klant:
            uit = doe(klant)
            return list(uit) if hasattr(uit, "__next__") else uit

    return asyncio_kant if request.param == "asyncio" else synchrone_kant
