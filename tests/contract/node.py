"""A whole node on SQLite with one record of each kind, to be asked from tests that are not async."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.domain.sandbox import zorg_voor_sandbox
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from app.storage.db import Database
from app.storage.migratie import upgrade
from tests import builders
from tests.storage.hulp import aangeleverd, bewaar

PARTIJEN = dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN)


async def _vul(database: Database) -> None:
    await zorg_voor_sandbox(database)
    for soort in Soort:
        await bewaar(
            database, Oin(SANDBOX_OIN), soort, [aangeleverd(soort, builders.een_record(soort), "voorbeeld-0001")]
        )


async def maak_node_met_een_record(url: str) -> Samenstel:
    """Migrate the database and build a node on it."""
    await upgrade(url)
    instellingen = Instellingen(database_url=url)
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen)
    await _vul(node.database)
    return node


Vraag = Callable[..., httpx.Response]


@contextmanager
def draaiende_node(map_: Path) -> Iterator[Vraag]:
    """Give a function that asks a running node; one event loop, for the connections belong to it."""
    url = f"sqlite+aiosqlite:///{map_ / 'node.db'}"
    with asyncio.Runner() as runner:
        node = runner.run(maak_node_met_een_record(url))
        try:
            transport = httpx.ASGITransport(maak_app(node.instellingen, node.poort))
            klant = httpx.AsyncClient(transport=transport, base_url="http://node")
            yield lambda **verzoek: runner.run(klant.request(**verzoek))
            runner.run(klant.aclose())
        finally:
            runner.run(node.sluit())
