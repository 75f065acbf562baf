"""What a party that breaks its limit costs another: the 95th percentile of the one, alone and beside the flood of the other.

A real server in productie mode on SQLite; this program plays the proxy that passes on the certificates. One party
asks at its ease, nine questions a second (100 matches each). Another uses up what its limit allows, and then sends ``--verzoeken`` requests, ``--per-seconde``
of them a second, of which its limit lets 600 a minute through. The factor is the ratio of the two percentiles, and must
stay below 1.5. ``--redis`` counts in Redis. Run: ``make bench-begrenzing``.
"""

import argparse
import asyncio
import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from http import HTTPStatus
from pathlib import Path

import aiohttp

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.domain.ports import Deelnemer
from app.main import Samenstel
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from bench.verantwoording import VRAAG, vul
from tests.pki import maak_pki
from tools.conformiteit import OPENVUM, vrije_poort, wacht_tot_gereed

GRENS = 1.5
PAD = "/api/v3/werkzoekendeProfielen/matches"
RUSTIG, DRUK = Oin("00000099000000071000"), Oin("00000099000000072000")
TEMPO = 9.0
PERCENTIEL = 95
OPGEBRUIKT = 20


async def richt_in(url: str, map_: Path) -> None:
    """Migrate, load the records, and register both parties."""
    instellingen = Instellingen(database_url=url, sleutels=map_ / "ring.sleutels.json")
    lees_of_maak(instellingen.sleutelpad)
    await vul(instellingen)
    node = Samenstel(instellingen)
    try:
        async with node.database.schrijven() as opslag:
            for oin in (RUSTIG, DRUK):
                await opslag.register.zet_deelnemer(Deelnemer(oin=oin, naam="Partij", klasse=Partijklasse.SUWI))
    finally:
        await node.sluit()


def omgeving(url: str, map_: Path, redis: str | None) -> dict[str, str]:
    """Give the environment of the server: productie, with certificates passed on by this machine."""
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("OPENVUM_")}
    geen_bulk = {f"OPENVUM_BULK_{m}_{v}": "0" for m in ("VRAGEN", "DETAILS", "PERSONEN") for v in ("UUR", "DAG")}
    return {
        **schoon,
        **geen_bulk,
        "OPENVUM_OMGEVING": "productie",
        "OPENVUM_OIN": SANDBOX_OIN,
        "OPENVUM_DATABASE_URL": url,
        "OPENVUM_SLEUTELS": str(map_ / "ring.sleutels.json"),
        "OPENVUM_VERTROUWDE_PROXYS": "127.0.0.1",
        "OPENVUM_CERTIFICAAT_CA": str(map_ / "ca.pem"),
        "OPENVUM_ONDERHOUD_MINUTEN": "0",
        **({"OPENVUM_REDIS_URL": redis} if redis else {}),
    }


def koppen(oin: Oin, der: bytes) -> dict[str, str]:
    """Give the headers of a party, its certificate as a proxy passes it on."""
    return {
        "X-VUM-berichtVersie": "3.0.0",
        "API-Version": "3.0.0",
        "X-VUM-fromParty": oin,
        "X-VUM-viaParty": oin,
        "X-VUM-toParty": SANDBOX_OIN,
        "Content-Type": "application/json",
        "Client-Cert": f":{base64.b64encode(der).decode()}:",
    }


async def vraag(klant: aiohttp.ClientSession, adres: str, kop: dict[str, str]) -> tuple[int, float]:
    begin = time.perf_counter()
    async with klant.post(adres + PAD, data=VRAAG, headers=kop) as antwoord:
        await antwoord.read()
        return antwoord.status, (time.perf_counter() - begin) * 1000


async def rustig(
    klant: aiohttp.ClientSession, adres: str, kop: dict[str, str], seconden: float, einde: asyncio.Event
) -> list[float]:
    """Ask at an even pace until the time or the flood is over; give the milliseconds of each answer."""
    tijden, begin = [], time.perf_counter()
    while time.perf_counter() - begin < seconden and not einde.is_set():
        status, ms = await vraag(klant, adres, kop)
        if status != HTTPStatus.OK:
            raise SystemExit(f"the party that keeps its limit got {status}")
        tijden.append(ms)
        await asyncio.sleep(max(begin + len(tijden) / TEMPO - time.perf_counter(), 0))
    return tijden


async def maak_op(klant: aiohttp.ClientSession, adres: str, kop: dict[str, str]) -> None:
    """Use up what the limit allows: until then the party has a right to its answers."""
    geweigerd = 0
    while geweigerd < OPGEBRUIKT:
        statussen = await asyncio.gather(*(vraag(klant, adres, kop) for _ in range(2)))
        geweigerd = geweigerd + 1 if all(s == HTTPStatus.TOO_MANY_REQUESTS for s, _ in statussen) else 0


async def vloed(
    klant: aiohttp.ClientSession, adres: str, kop: dict[str, str], verzoeken: int, per_seconde: float
) -> Counter[int]:
    """Send the flood at its pace, whether or not answers keep up; give how often each status came."""
    begin, taken = time.perf_counter(), []
    for n in range(verzoeken):
        await asyncio.sleep(max(begin + n / per_seconde - time.perf_counter(), 0))
        taken.append(asyncio.create_task(vraag(klant, adres, kop)))
    return Counter(status for status, _ in await asyncio.gather(*taken))


async def meet(adres: str, bewijs: dict[Oin, bytes], verzoeken: int, per_seconde: float) -> tuple[list[float], ...]:
    """Give the times of the quiet party alone and beside the flood."""
    duur = verzoeken / per_seconde
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as klant:
        kop = {oin: koppen(oin, der) for oin, der in bewijs.items()}
        await rustig(klant, adres, kop[RUSTIG], 3, asyncio.Event())
        alleen = await rustig(klant, adres, kop[RUSTIG], duur, asyncio.Event())
        await maak_op(klant, adres, kop[DRUK])
        over = asyncio.Event()
        naast = asyncio.create_task(rustig(klant, adres, kop[RUSTIG], duur * 10, over))
        statussen = await vloed(klant, adres, kop[DRUK], verzoeken, per_seconde)
        over.set()
        print(f"flood: {json.dumps(dict(sorted(statussen.items())))}", flush=True)
        return alleen, await naast


def wacht(adres: str, proces: "subprocess.Popen[bytes]") -> None:
    """Wait for the server; a busy machine may need more than one turn."""
    for _ in range(4):
        try:
            wacht_tot_gereed(f"{adres}/health/ready", proces)
        except SystemExit:
            if proces.poll() is not None:
                raise
        else:
            return
    raise SystemExit("the server did not become ready")


def p95(tijden: list[float]) -> float:
    return statistics.quantiles(tijden, n=100)[PERCENTIEL - 1]


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--verzoeken", type=int, default=10_000)
    p.add_argument("--per-seconde", type=float, default=250.0)
    p.add_argument("--werkers", type=int, default=2)
    p.add_argument("--spraakzaam", action="store_true", help="show the log of the server")
    p.add_argument("--redis", metavar="URL", help="count in this Redis")
    a = p.parse_args()
    pki = maak_pki()
    with tempfile.TemporaryDirectory() as naam:
        map_, poort = Path(naam), vrije_poort()
        (map_ / "ca.pem").write_bytes(pki.bundel)
        url = f"sqlite+aiosqlite:///{map_}/openvum.db"
        asyncio.run(richt_in(url, map_))
        opdracht = [str(OPENVUM), "serve", "--port", str(poort), "--workers", str(a.werkers)]
        proces = subprocess.Popen(
            opdracht, env=omgeving(url, map_, a.redis), stderr=subprocess.DEVNULL if not a.spraakzaam else None
        )
        try:
            adres = f"http://127.0.0.1:{poort}"
            wacht(adres, proces)
            bewijs = {oin: pki.tussen.geef([oin]).der for oin in (RUSTIG, DRUK)}
            alleen, naast = asyncio.run(meet(adres, bewijs, a.verzoeken, a.per_seconde))
        finally:
            proces.terminate()
            proces.wait(timeout=60)
    factor = p95(naast) / p95(alleen)
    print(f"alone:      p50 {statistics.median(alleen):.1f} ms, p95 {p95(alleen):.1f} ms ({len(alleen)} questions)")
    print(f"with flood: p50 {statistics.median(naast):.1f} ms, p95 {p95(naast):.1f} ms ({len(naast)} questions)")
    print(f"factor {factor:.2f} (must stay below {GRENS})")
    return 0 if factor < GRENS else 1


if __name__ == "__main__":
    raise SystemExit(main())
