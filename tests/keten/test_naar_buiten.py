"""What a source elsewhere gets to see, byte for byte: what the contract prescribes, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest

from app.domain.ports import Bronregistratie, Deelnemer
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.settings import SANDBOX_OIN
from tests.keten.bronnen import Huis, huis, kop, oin

BRON, VERWERKER, VRAGER = oin(1), oin(2), oin(3)
TRACE = "0af7651916cd43dd8448eb211c80319c"
ANTWOORD = orjson.dumps(
    {
        "maximumAantalResultatenBereikt": False,
        "matches": [{"idWerkzoekende": "r-1", "mobiliteit": {"bemiddelingspostcode": "3511AA"}}],
    }
)
VRAAG = {"selectiegebied": {"postcode": "3511AA", "afstand": 12}, "onbekend": {"$eq": 1}}


class Luisteraar:
    """A source that keeps what it is sent."""

    def __init__(self) -> None:
        self.verzoeken: list[tuple[str, list[tuple[str, str]], bytes]] = []
        self.taken: set[asyncio.Task[None] | None] = set()

    async def __call__(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        self.taken.add(asyncio.current_task())
        try:
            while True:
                eerste, *regels = (await lezer.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
                koppen = [tuple(regel.split(": ", 1)) for regel in regels]
                lengte = int(dict(koppen).get("Content-Length", 0))
                self.verzoeken.append((eerste, koppen, await lezer.readexactly(lengte)))
                inhoud = ANTWOORD if lengte else b'{"mobiliteit":{"bemiddelingspostcode":"3511AA"}}'
                kop_ = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                schrijver.write(kop_ % len(inhoud) + inhoud)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            schrijver.transport.abort()


@asynccontextmanager
async def opstelling(url: str, kaart: Any, klasse: Partijklasse, versie: str) -> AsyncIterator[tuple[Huis, Luisteraar]]:
    luisteraar = Luisteraar()
    server = await asyncio.start_server(luisteraar, "127.0.0.1", 0)
    adres = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/de/basis"
    async with huis(url, kaart) as node:
        async with node.samenstel.database.schrijven() as opslag:
            await opslag.register.zet_deelnemer(Deelnemer(VRAGER, "Vrager", klasse))
        await node.registreer(Bronregistratie(BRON, "Bron", adres, versie, VERWERKER))
        node.klant.headers.update({"X-VUM-fromParty": VRAGER, "X-VUM-viaParty": VRAGER, "X-VUM-SUWIparty": "true"})
        node.klant.headers.update({"traceparent": f"00-{TRACE}-b7ad6b7169203331-01", "tracestate": "a=1,b=2"})
        node.klant.headers.update(
            {"Cookie": "a=b", "Authorization": "Bearer x", "X-Anders": "1", "User-Agent": "vrager"}
        )
        yield node, luisteraar
    server.close()
    await asyncio.gather(*luisteraar.taken, return_exceptions=True)


@pytest.mark.parametrize(
    ("klasse", "suwi"), [(Partijklasse.SUWI, "true"), (Partijklasse.PUBLIEK, "false"), (Partijklasse.PRIVAAT, "false")]
)
@pytest.mark.parametrize("versie", ["3.0.0", "2.0.0"])
async def test_a_source_gets_what_the_contract_prescribes(sqlite_url, kaart, klasse, suwi, versie):
    async with opstelling(sqlite_url, kaart, klasse, versie) as (node, luisteraar):
        antwoord = await node.vraag("werkzoekenden", VRAAG)
        assert kop(antwoord)["geantwoord"] == 1
        (match,) = antwoord.json()["matches"]
        assert (await node.detail("werkzoekenden", match["vumID"])).status_code == 200
    (vraag, vraagkoppen, body), (detail, detailkoppen, _) = luisteraar.verzoeken
    assert vraag == "POST /de/basis/werkzoekendeProfielen/matches HTTP/1.1"
    assert detail == "GET /de/basis/werkzoekendeProfielen/r-1 HTTP/1.1"
    gevraagd = orjson.loads(body)["vraagObject"]
    assert gevraagd == (VRAAG if versie == "3.0.0" else {"selectiegebied": VRAAG["selectiegebied"]})
    for koppen in (vraagkoppen, detailkoppen):
        gegeven = dict(koppen)
        assert len(gegeven) == len(koppen)
        host, spoor = gegeven.pop("Host"), gegeven.pop("traceparent").split("-")
        lengte, soort = gegeven.pop("Content-Length", None), gegeven.pop("Content-Type", None)
        assert (lengte, soort) == ((str(len(body)), "application/json") if koppen is vraagkoppen else (None, None))
        assert host.startswith("127.0.0.1:")
        assert (spoor[:2], spoor[3]) == (["00", TRACE], "01")
        assert spoor[2] != "b7ad6b7169203331"
        assert gegeven == {
            "X-VUM-berichtVersie": versie,
            "API-Version": versie,
            "X-VUM-fromParty": VRAGER,
            "X-VUM-toParty": BRON,
            "X-VUM-viaParty": VERWERKER,
            "X-VUM-SUWIparty": suwi,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "tracestate": "a=1,b=2",
        }


async def test_a_source_without_a_processor_is_its_own(sqlite_url, kaart):
    async with opstelling(sqlite_url, kaart, Partijklasse.SUWI, "3.0.0") as (node, luisteraar):
        async with node.samenstel.database.lezen() as opslag:
            bron = await opslag.register.bron(BRON)
        assert bron is not None
        await node.registreer(Bronregistratie(BRON, "Bron", bron.url))
        await node.vraag("vacatures", VRAAG)
    ((vraag, koppen, _),) = luisteraar.verzoeken
    assert vraag == "POST /de/basis/vacatures/matches HTTP/1.1"
    assert dict(koppen)["X-VUM-viaParty"] == BRON
    assert Oin(SANDBOX_OIN) not in dict(koppen).values()
