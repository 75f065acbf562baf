"""What one question to many sources costs: our own time over the slowest source.

Sources run in a process of their own; each answers after 30 ms with about 20 kB of valid matches. In one run,
in turns, they are asked by bare asyncio streams (nothing parsed, nothing merged), by an aiohttp session, by
httpx (with its own transport, and with aiohttp's if ``httpx-aiohttp`` is there), and by the whole exchange:
edge, register, validation, merging, processing record on SQLite, and vumIDs.
"""

import argparse
import asyncio
import gc
import multiprocessing
import re
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import httpx
import orjson
import uvloop

from app.adapters.demo import lees_plaatsen, populatie
from app.domain.ports import Bronregistratie, Deelnemer
from app.log import configureer
from app.main import OPRUIMDREMPELS, Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse, Soort
from app.models.profiel import matchprofiel
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from app.storage.migratie import upgrade

WACHT = 0.030
BYTES = 20_000
VRAAG = orjson.dumps({"vraagObject": {"selectiegebied": {"postcode": "3511AA", "afstand": 400}}})
PAD = "/werkzoekendeProfielen/matches"
KOPPEN = dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN)
KOPPEN |= {"X-VUM-berichtVersie": "3.0.0", "API-Version": "3.0.0", "Content-Type": "application/json"}

Vraag = Callable[[], Awaitable[None]]


class Meting(NamedTuple):
    """Milliseconds over the slowest source, CPU milliseconds per question, questions per second, failures."""

    p50: float
    p95: float
    cpu: float
    per_seconde: float
    mislukt: int


def antwoorden(aantal: int) -> list[bytes]:
    """One answer per source, of synthetic jobseekers who travel any distance: every match meets the question."""
    records = [record for _, record in populatie(Soort.WERKZOEKENDE, lees_plaatsen())]
    for record in records:
        record["mobiliteit"]["maximaleReisafstand"] = 999
    bodies, plek = [], 0
    for _ in range(aantal):
        matches: list[bytes] = []
        while sum(map(len, matches)) < BYTES:
            record = records[plek % len(records)]
            profiel = {"idWerkzoekende": f"bench-{plek}", **(matchprofiel(Soort.WERKZOEKENDE, record) or {})}
            matches.append(orjson.dumps(profiel))
            plek += 1
        bodies.append(b'{"maximumAantalResultatenBereikt":false,"matches":[%b]}' % b",".join(matches))
    return bodies


def dien_op(aantal: int, poort: Any) -> None:
    """The sources: the number in the path says which."""
    bodies = antwoorden(aantal)
    kop = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    klaar = [kop % len(body) + body for body in bodies]

    async def behandel(lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        try:
            while True:
                verzoek = await lezer.readuntil(b"\r\n\r\n")
                lengte = next(int(r[15:]) for r in verzoek.split(b"\r\n") if r.lower().startswith(b"content-length:"))
                await lezer.readexactly(lengte)
                await asyncio.sleep(WACHT)
                schrijver.write(klaar[int(verzoek.split(b" ", 2)[1].split(b"/")[1])])
        except (asyncio.IncompleteReadError, ConnectionError):
            schrijver.close()

    async def loop() -> None:
        server = await asyncio.start_server(behandel, "127.0.0.1", 0, backlog=2048, limit=2**20)
        poort.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    uvloop.run(loop())


class Kaal:
    """Bare streams, kept alive."""

    def __init__(self, poort: int, aantal: int) -> None:
        self._poort, self._aantal = poort, aantal
        self._vrij: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def __call__(self) -> None:
        await asyncio.gather(*(self._een(n) for n in range(self._aantal)))

    async def _een(self, nummer: int) -> None:
        lezer, schrijver = self._vrij.pop() if self._vrij else await asyncio.open_connection("127.0.0.1", self._poort)
        kop = b"POST /%d%b HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
        schrijver.write(kop % (nummer, PAD.encode(), len(VRAAG)) + VRAAG)
        antwoord = await lezer.readuntil(b"\r\n\r\n")
        await lezer.readexactly(int(antwoord.partition(b"Content-Length: ")[2].split(b"\r\n")[0]))
        self._vrij.append((lezer, schrijver))


@asynccontextmanager
async def kaal(poort: int, aantal: int) -> AsyncIterator[Vraag]:
    yield Kaal(poort, aantal)


@asynccontextmanager
async def met_aiohttp(poort: int, aantal: int) -> AsyncIterator[Vraag]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as sessie:

        async def een(nummer: int) -> None:
            async with sessie.post(f"http://127.0.0.1:{poort}/{nummer}{PAD}", data=VRAAG) as antwoord:
                await antwoord.read()

        async def vraag() -> None:
            await asyncio.gather(*(een(n) for n in range(aantal)))

        yield vraag


@asynccontextmanager
async def met_httpx(poort: int, aantal: int, transport: Any = None) -> AsyncIterator[Vraag]:
    grenzen = httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=600)
    async with httpx.AsyncClient(limits=grenzen, timeout=60, transport=transport) as klant:

        async def een(nummer: int) -> None:
            (await klant.post(f"http://127.0.0.1:{poort}/{nummer}{PAD}", content=VRAAG)).raise_for_status()

        async def vraag() -> None:
            await asyncio.gather(*(een(n) for n in range(aantal)))

        yield vraag


@asynccontextmanager
async def met_httpx_over_aiohttp(poort: int, aantal: int) -> AsyncIterator[Vraag]:
    import httpx_aiohttp  # noqa: PLC0415 - not a dependency: measured where somebody installed it

    async with met_httpx(poort, aantal, httpx_aiohttp.AiohttpTransport()) as vraag:
        yield vraag


async def _registreer(samenstel: Samenstel, urls: Sequence[str]) -> None:
    async with samenstel.database.schrijven() as opslag:
        await opslag.register.zet_deelnemer(Deelnemer(Oin(SANDBOX_OIN), "bench", Partijklasse.SUWI))
        for n, url in enumerate(urls):
            await opslag.register.zet_bron(Bronregistratie(Oin(f"00000099{n + 1:09}000"), f"{n}", url))


@asynccontextmanager
async def uitwisseling(urls: Sequence[str], geantwoord: int) -> AsyncIterator[Vraag]:
    """The node as a server has it, called without a server in between; so many sources must answer (at least)."""
    with tempfile.TemporaryDirectory() as map_:
        url = f"sqlite+aiosqlite:///{map_}/bench.db"
        await upgrade(url)
        instellingen = Instellingen(database_url=url, sleutels=Path(map_) / "bench.json", vragen_tegelijk=64)
        lees_of_maak(instellingen.sleutelpad)
        samenstel = Samenstel(instellingen)
        await _registreer(samenstel, urls)
        app = maak_app(instellingen, samenstel.poort)
        gc.freeze()
        gc.set_threshold(*OPRUIMDREMPELS)
        try:
            yield lambda: _stel(app, geantwoord)
        finally:
            await samenstel.sluit()


@asynccontextmanager
async def hele_uitwisseling(poort: int, aantal: int) -> AsyncIterator[Vraag]:
    async with uitwisseling([f"http://127.0.0.1:{poort}/{n}" for n in range(aantal)], aantal) as vraag:
        yield vraag


async def _stel(app: Any, geantwoord: int) -> None:
    """One request through ASGI; raises unless so many sources answered."""
    kop = [(naam.lower().encode(), waarde.encode()) for naam, waarde in KOPPEN.items()]
    scope = {"type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "query_string": b""}
    scope |= {"path": f"/api/v3{PAD}", "raw_path": f"/api/v3{PAD}".encode(), "headers": kop, "asgi": {"version": "3.0"}}
    gegeven: dict[str, Any] = {}
    berichten = iter([{"type": "http.request", "body": VRAAG, "more_body": False}])

    async def ontvang() -> Any:
        if bericht := next(berichten, None):
            return bericht
        return await asyncio.get_running_loop().create_future()

    async def stuur(bericht: Any) -> None:
        gegeven.update(bericht)
        if bericht["type"] == "http.response.start":
            gegeven["koppen"] = {naam.lower(): waarde for naam, waarde in bericht["headers"]}

    await app(scope, ontvang, stuur)
    bronnen = re.search(rb"geantwoord=(\d+);", gegeven["koppen"].get(b"x-vum-bronnen", b""))
    if bronnen is None or int(bronnen[1]) < geantwoord:
        raise RuntimeError(f"status {gegeven['status']}")


async def meet(vraag: Vraag, aantal: int, tegelijk: int) -> Meting:
    """Ask ``aantal`` questions, so many at once."""
    tijden: list[float] = []
    mislukt: Counter[str] = Counter()
    over = iter(range(aantal))

    async def werker() -> None:
        for _ in over:
            begin = time.perf_counter()
            try:
                await vraag()
            except Exception as fout:  # noqa: BLE001 - counted: a client that fails is a finding
                mislukt[type(fout).__name__] += 1
            tijden.append((time.perf_counter() - begin - WACHT) * 1000)

    cpu, begin = time.process_time(), time.perf_counter()
    await asyncio.gather(*(werker() for _ in range(tegelijk)))
    duur, cpu = time.perf_counter() - begin, time.process_time() - cpu
    p95 = statistics.quantiles(tijden, n=20)[-1]
    return Meting(statistics.median(tijden), p95, cpu * 1000 / aantal, aantal / duur, mislukt.total())


KLANTEN: dict[str, Any] = {
    "asyncio-streams, bare": kaal,
    "aiohttp, one session": met_aiohttp,
    "httpx over aiohttp": met_httpx_over_aiohttp,
    "httpx, one client": met_httpx,
    "exchange, whole": hele_uitwisseling,
}


async def rondes(a: argparse.Namespace, poort: int, aantal: int) -> None:
    """Measure every client in turns; print the median round of each."""
    print(
        f"\n{aantal} sources of {WACHT * 1000:.0f} ms and {BYTES // 1000} kB; {a.rondes} rounds of {a.vragen} questions"
    )
    print(
        "| client | at once | over slowest p50 ms | p95 ms | CPU ms | questions/s | failed |\n|---|---|---|---|---|---|---|"
    )
    for tegelijk in a.tegelijk:
        uitslagen: dict[str, list[Meting]] = {naam: [] for naam in a.klant}
        for _ in range(a.rondes):
            for naam in a.klant:
                async with KLANTEN[naam](poort, aantal) as vraag:
                    await meet(vraag, max(5, tegelijk * 2), tegelijk)
                    uitslagen[naam].append(await meet(vraag, a.vragen, tegelijk))
        for naam, gemeten in uitslagen.items():
            p50, p95, cpu, snel, mislukt = (statistics.median(k) for k in zip(*gemeten, strict=True))
            print(
                f"| {naam} | {tegelijk} | {p50:.1f} | {p95:.1f} | {cpu:.1f} | {snel:.0f} | {mislukt:.0f} |", flush=True
            )


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--bronnen", type=int, action="append", help="default: 50 and 400")
    p.add_argument("--tegelijk", type=int, action="append", help="default: 1 and 8")
    p.add_argument("--vragen", type=int, default=100)
    p.add_argument("--rondes", type=int, default=3)
    p.add_argument("--klant", action="append", choices=list(KLANTEN), help="default: all but httpx's own transport")
    a = p.parse_args()
    a.tegelijk = a.tegelijk or [1, 8]
    a.klant = a.klant or ["asyncio-streams, bare", "aiohttp, one session", "exchange, whole"]
    configureer("error")
    for aantal in a.bronnen or [50, 400]:
        ontvang, stuur = multiprocessing.Pipe(duplex=False)
        bronnen = multiprocessing.Process(target=dien_op, args=(aantal, stuur), daemon=True)
        bronnen.start()
        uvloop.run(rondes(a, ontvang.recv(), aantal))
        bronnen.terminate()
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
