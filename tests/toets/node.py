"""A whole node that holds the test set of one version, checked over ASGI."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

from app.domain.ports import Aangeleverd, Deelnemer
from app.domain.sandbox import zorg_voor_sandbox
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Partijklasse, Soort
from app.models.versie import Versie
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from app.storage.migratie import upgrade
from openvum.client import Rol, partijen
from openvum.toets import Doel, Verslag, toets
from openvum.toets.testset import records
from tests.storage.hulp import ID_VELD, grond

ANDER = Oin("00000099000000001000")
PAD = {Rol.UITWISSELING: "/api", Rol.BRON: "/bron/api"}
Omhulsel = Callable[[Any], Any]


async def _vul(node: Samenstel, versie: Versie) -> None:
    await zorg_voor_sandbox(node.database)
    async with node.database.schrijven() as opslag:
        await opslag.register.zet_deelnemer(Deelnemer(ANDER, "Ander", Partijklasse.SUWI, frozenset({ANDER})))
        for soort in Soort:
            rij = [r.gegevens for r in records(versie, soort)]
            aangeleverd = [Aangeleverd(RecordID(g[ID_VELD[soort]]), orjson.dumps(g), g) for g in rij]
            await opslag.dossiers.bewaar(Oin(SANDBOX_OIN), soort, versie, grond(soort), aangeleverd)


async def _bouw(map_: Path, versie: Versie) -> Samenstel:
    url = f"sqlite+aiosqlite:///{map_ / 'node.db'}"
    await upgrade(url)
    instellingen = Instellingen(database_url=url)
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen)
    await _vul(node, versie)
    return node


class Proefnode:
    """The node and its event loop."""

    def __init__(self, node: Samenstel, loop: asyncio.Runner, versie: Versie) -> None:
        self._app = maak_app(node.instellingen, node.poort)
        self._loop = loop
        self._versie = versie

    def toets(self, rol: Rol, *regels: str, om: Omhulsel = lambda app: app, **doel: Any) -> Verslag:
        """Check it, behind whatever ``om`` makes of the application."""
        opties = {"testset": True, "ander_oin": ANDER, "maximum": 100, **doel}
        gericht = Doel(
            f"http://localhost{PAD[rol]}/{self._versie.kort}",
            rol,
            self._versie,
            partijen(SANDBOX_OIN, SANDBOX_OIN, suwi=True),
            **opties,
        )
        transport = httpx.ASGITransport(om(self._app))
        return self._loop.run(toets(gericht, regels=regels, transport=transport))


@contextmanager
def proefnode(map_: Path, versie: Versie) -> Iterator[Proefnode]:
    """Give a node to check."""
    with asyncio.Runner() as loop:
        node = loop.run(_bouw(map_, versie))
        try:
            yield Proefnode(node, loop, versie)
        finally:
            loop.run(node.sluit())
