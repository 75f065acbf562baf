"""A whole node on one database, asked over HTTP by one party of each class."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.sandbox import zorg_voor_sandbox
from app.domain.selectiegebied import Postcodekaart
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Partijklasse, Soort
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from tests.builders import een_vraag, een_werkzoekende
from tests.storage.hulp import aangeleverd

BRON = Oin("00000099000000050000")
VRAGERS = {klasse: Oin(f"0000009900000006{n}000") for n, klasse in enumerate(Partijklasse)}
UITWISSELING, BRONKANT = "/api/v3", "/bron/api/v3"


class Huis:
    """What the tests of the chain do with the node."""

    def __init__(self, node: Samenstel, klant: httpx.AsyncClient) -> None:
        self.node = node
        self.database = node.database
        self._klant = klant

    async def laad(self, ids: Iterable[str], grondslag: Grondslag, *, bron: Oin = BRON, **over: Any) -> None:
        """Deliver a jobseeker for each id; a marker goes with it where no id does: see ``merk``."""
        tot = over.pop("grondslag_tot", None)
        records = [
            aangeleverd(Soort.WERKZOEKENDE, een_werkzoekende(sector=[{"codeSbi": merk(i)}], **over), i) for i in ids
        ]
        async with self.database.schrijven() as opslag:
            await opslag.dossiers.bewaar(bron, Soort.WERKZOEKENDE, "3.0.0", grondslag, records, grondslag_tot=tot)

    async def zet(self, handelingen: Iterable[tuple[str, Any]], moment: int, bron: Oin = BRON) -> None:
        """Change the consent register at ``moment``."""
        async with self.database.schrijven() as opslag:
            await opslag.toestemmingen.verwerk(bron, [(RecordID(i), h) for i, h in handelingen], moment)

    async def matches(self, klasse: Partijklasse, basis: str = UITWISSELING, bron: Oin = BRON) -> dict[str, Any]:
        """Ask everyone within reach; give the answer."""
        antwoord = await self._vraag("POST", basis, klasse, "/matches", bron, een_vraag(Soort.WERKZOEKENDE))
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()

    async def detail(
        self, klasse: Partijklasse, id_: str, basis: str = UITWISSELING, bron: Oin = BRON
    ) -> httpx.Response:
        return await self._vraag("GET", basis, klasse, f"/{id_}", bron, None)

    async def _vraag(
        self, methode: str, basis: str, klasse: Partijklasse, pad: str, bron: Oin, vraag: Any
    ) -> httpx.Response:
        vrager = VRAGERS[klasse]
        koppen = {
            "X-VUM-berichtVersie": "3.0.0",
            "API-Version": "3.0.0",
            "X-VUM-fromParty": vrager,
            "X-VUM-toParty": SANDBOX_OIN if basis == UITWISSELING else bron,
            "X-VUM-viaParty": vrager if basis == UITWISSELING else bron,
            "X-VUM-SUWIparty": "true" if klasse is Partijklasse.SUWI else "false",
            "Content-Type": "application/json",
        }
        inhoud = None if vraag is None else orjson.dumps({"vraagObject": vraag})
        return await self._klant.request(methode, f"{basis}/werkzoekendeProfielen{pad}", headers=koppen, content=inhoud)


def merk(id_: str) -> int:
    """A number that tells a jobseeker from the others in an answer without its id; ids end in one."""
    return int(id_.rpartition("-")[2])


def merken(antwoord: dict[str, Any]) -> set[int]:
    """Give whose profiles stand in an answer."""
    return {match["sector"][0]["codeSbi"] for match in antwoord["matches"]}


@asynccontextmanager
async def huis(url: str, kaart: Postcodekaart, map_: Path, **instellingen: Any) -> AsyncIterator[Huis]:
    """Build the node and register the parties and the source."""
    zet = Instellingen(database_url=url, sleutels=map_ / "node.sleutels.json", **instellingen)
    lees_of_maak(zet.sleutelpad)
    node = Samenstel(zet, kaart)
    await zorg_voor_sandbox(node.database)
    async with node.database.schrijven() as opslag:
        await opslag.register.zet_bron(Bronregistratie(BRON, "Bron"))
        for klasse, oin in VRAGERS.items():
            await opslag.register.zet_deelnemer(Deelnemer(oin, f"Partij {klasse}", klasse))
    transport = httpx.ASGITransport(maak_app(zet, node.poort))
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://node") as klant:
            yield Huis(node, klant)
    finally:
        await node.sluit()
