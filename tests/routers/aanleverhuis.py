"""A whole node with two sources that deliver, a party that is none, and a source elsewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson

from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.sandbox import zorg_voor_sandbox
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse, Soort
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import Instellingen
from tests.builders import een_vacature, een_werkzoekende

BASIS = "/aanlevering/api/v1"
BRON, ANDER = Oin("00000099000000611000"), Oin("00000099000000612000")
PARTIJ, ELDERS = Oin("00000099000000613000"), Oin("00000099000000614000")
VERWERKER = Oin("00000099000000615000")
WIE = {"X-VUM-fromParty": BRON}
IEMAND_ANDERS = {"X-VUM-fromParty": ANDER}
RUW = {"Content-Type": "application/octet-stream"}


def w(nummer: int, **velden: Any) -> dict[str, Any]:
    return een_werkzoekende(idWerkzoekende=f"w-{nummer}", **velden)


def v(nummer: int, **velden: Any) -> dict[str, Any]:
    return een_vacature(idVacature=f"v-{nummer}", **velden)


class Huis:
    """The node, and a client that asks it."""

    def __init__(self, node: Samenstel, klant: httpx.AsyncClient) -> None:
        self.node, self.klant = node, klant

    async def lever(self, inhoud: Any, wie: Any = WIE, **opties: Any) -> httpx.Response:
        """Deliver, as the body, without waiting for what comes of it."""
        body = inhoud if isinstance(inhoud, bytes) else orjson.dumps(inhoud)
        koppen = {**RUW, **wie, **opties.pop("headers", {})}
        return await self.klant.post(
            "leveringen", content=body, headers=koppen, params={"soort": "werkzoekende", **opties}
        )

    async def verwerkt(self, antwoord: httpx.Response) -> dict[str, Any]:
        """Give the delivery once it has ended, or waits."""
        assert antwoord.status_code == 202, antwoord.text
        await self.node.leveringen.werkbank.klaar()
        return await self.toon(antwoord.json()["id"])

    async def toon(self, id_: str, wie: Any = WIE) -> dict[str, Any]:
        return (await self.klant.get(f"leveringen/{id_}", headers=wie)).json()

    async def rapport(self, id_: str) -> dict[str, Any]:
        return (await self.klant.get(f"leveringen/{id_}/rapport", headers=WIE)).json()

    async def ids(self, bron: Oin = BRON, soort: Soort = Soort.WERKZOEKENDE) -> list[str]:
        async with self.node.database.lezen() as opslag:
            return [str(r.id) for r in await opslag.dossiers.lijst(bron, soort, 0, 100_000)]

    def spool(self) -> list[str]:
        """Give the names of the files that wait."""
        map_ = self.node.instellingen.aanleverpad
        return sorted(p.name for p in map_.iterdir()) if map_.exists() else []


@asynccontextmanager
async def huis(url: str, map_: Any, kaart: Any, **over: Any) -> AsyncIterator[Huis]:
    zet = Instellingen(database_url=url, sleutels=map_ / "bos.json", aanlevering_map=map_ / "spool", **over)
    lees_of_maak(zet.sleutelpad)
    node = Samenstel(zet, kaart)
    try:
        await zorg_voor_sandbox(node.database)
        async with node.database.schrijven() as opslag:
            await opslag.register.zet_bron(Bronregistratie(BRON, "Bron", verwerker=VERWERKER))
            await opslag.register.zet_bron(Bronregistratie(ANDER, "Andere bron"))
            await opslag.register.zet_bron(Bronregistratie(ELDERS, "Bron elders", "https://bron.example"))
            await opslag.register.zet_deelnemer(Deelnemer(PARTIJ, "Partij", Partijklasse.SUWI))
        app = maak_app(zet, node.poort, bij_weigering=node.auditwacht.geweigerd)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://node{BASIS}/") as klant:
            yield Huis(node, klant)
    finally:
        await node.sluit()
