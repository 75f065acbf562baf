"""Independent sources (the official material's test server) and a node in this process that asks them."""

import asyncio
import socket
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.selectiegebied import Postcodekaart
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from tests.materiaal import materiaal_map

WORTEL = Path(__file__).resolve().parents[2]
STORINGEN = [
    "traag9000",
    "hangt",
    "kapot",
    "html",
    "druppel",
    "groot",
    "500",
    "503",
    "429",
    "reset",
    "leeg",
    "teveel",
    "vals",
    "vreemd",
    "traag6000",
    "hangt",
    "reset",
    "500",
    "html",
    "groot",
]
"""Twenty ways to go wrong: every fault that the test server knows."""
PAD = {"werkzoekenden": "werkzoekendeProfielen", "vacatures": "vacatures"}


def oin(nummer: int) -> Oin:
    return Oin(f"00000099{nummer:09}000")


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def start_bronnen(aantal: int, poort: int | None = None, versie: str = "v3") -> Iterator[str]:
    """Start the server of ``aantal`` sources and give its address."""
    programma = materiaal_map("vum", "testbron.py")
    gekozen = poort or vrije_poort()
    opdracht = [sys.executable, str(programma), "--poort", str(gekozen), "--aantal", str(aantal)]
    opdracht += ["--versie", versie]
    opdracht += ["--pc4", str(WORTEL / "app" / "data" / "pc4.csv")]
    with subprocess.Popen(opdracht, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as proces:
        try:
            assert proces.stdout is not None
            proces.stdout.readline()
            yield f"http://127.0.0.1:{gekozen}"
        finally:
            proces.kill()


def telling(adres: str) -> dict[str, int]:
    """How many requests each source has seen."""
    with urllib.request.urlopen(f"{adres}/_telling", timeout=10) as antwoord:
        geteld: dict[str, int] = orjson.loads(antwoord.read())
        return geteld


def officieel(soort: str, wat: str, versie: str = "v3") -> list[dict[str, Any]]:
    naam = soort if wat == "records" else f"{soort}_gevallen"
    return list(orjson.loads(materiaal_map("vum", "accreditatie", versie, f"{naam}.json").read_bytes()))


class Huis:
    """A node, and an asker of it."""

    def __init__(self, samenstel: Samenstel, klant: httpx.AsyncClient) -> None:
        self.samenstel = samenstel
        self.klant = klant

    async def registreer(self, *bronnen: Bronregistratie) -> None:
        async with self.samenstel.database.schrijven() as opslag:
            for bron in bronnen:
                await opslag.register.zet_bron(bron)

    async def vraag(self, soort: str, vraag: dict[str, Any]) -> httpx.Response:
        return await self.klant.post(f"/{PAD[soort]}/matches", json={"vraagObject": vraag})

    async def detail(self, soort: str, vum_id: str) -> httpx.Response:
        return await self.klant.get(f"/{PAD[soort]}/{vum_id}")


@asynccontextmanager
async def huis(url: str, kaart: Postcodekaart, **instellingen: Any) -> AsyncIterator[Huis]:
    """A node on a migrated database whose own OIN is a SUWI party; it has no source of its own."""
    met = Instellingen(database_url=url, **instellingen)
    lees_of_maak(met.sleutelpad)
    samenstel = Samenstel(met, kaart)
    koppen = {"X-VUM-berichtVersie": "3.0.0", "API-Version": "3.0.0"}
    koppen |= dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN)
    try:
        async with samenstel.database.schrijven() as opslag:
            await opslag.register.zet_deelnemer(Deelnemer(Oin(SANDBOX_OIN), "x", Partijklasse.SUWI))
        app = maak_app(samenstel.instellingen, samenstel.poort)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://node/api/v3", headers=koppen, timeout=60
        ) as klant:
            yield Huis(samenstel, klant)
    finally:
        await samenstel.sluit()


def bronnen_op(adres: str, namen: Sequence[str]) -> list[Bronregistratie]:
    return [Bronregistratie(oin(n + 1), naam, f"{adres}/{naam}") for n, naam in enumerate(namen)]


def kop(antwoord: httpx.Response) -> dict[str, int]:
    """The header that counts the sources."""
    assert antwoord.status_code == 200, antwoord.text
    delen = antwoord.headers["X-VUM-Bronnen"].split("; ")
    return {naam: int(aantal) for naam, aantal in (deel.split("=") for deel in delen)}


def inhoud(match: dict[str, Any]) -> bytes:
    """A match without its identifier, and without what is empty: that may be dropped."""
    zonder = {naam: w for naam, w in match.items() if naam not in {"vumID", "idWerkzoekende"} and w not in ([], {})}
    return orjson.dumps(zonder, option=orjson.OPT_SORT_KEYS)


async def rechtstreeks(adres: str, namen: list[str], vraag: dict[str, Any]) -> Counter[bytes]:
    """What the sources answer to whoever asks them without an exchange."""
    async with httpx.AsyncClient(timeout=30) as klant:
        urls = [f"{adres}/{naam}/werkzoekendeProfielen/matches" for naam in namen]
        gegeven = await asyncio.gather(*(klant.post(url, json={"vraagObject": vraag}) for url in urls))
    return Counter(inhoud(m) for antwoord in gegeven for m in antwoord.json()["matches"])
