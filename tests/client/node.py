"""A whole node on a port of its own, in a thread of this process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.settings import SANDBOX_OIN
from tests import builders
from tests.contract.node import maak_node_met_een_record
from tests.storage.hulp import aangeleverd, bewaar

AANTAL = 12


async def _draai(map_: Path, klaar: "threading.Event", uit: dict[str, object]) -> None:
    node: Samenstel = await maak_node_met_een_record(f"sqlite+aiosqlite:///{map_ / 'node.db'}")
    try:
        for soort in Soort:
            records = [aangeleverd(soort, builders.een_record(soort), f"voorbeeld-1{n:03}") for n in range(AANTAL - 1)]
            await bewaar(node.database, Oin(SANDBOX_OIN), soort, records)
        config = uvicorn.Config(maak_app(node.instellingen, node.poort), port=0, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        uit["server"] = server
        taak = asyncio.create_task(server.serve())
        while not server.started and not taak.done():  # noqa: ASYNC110 -- uvicorn tells it no other way
            await asyncio.sleep(0.01)
        uit["poort"] = server.servers[0].sockets[0].getsockname()[1]
        klaar.set()
        await taak
    finally:
        klaar.set()
        await node.sluit()


@contextmanager
def luisterende_node(map_: Path) -> Iterator[str]:
    """Give the address of a node that holds ``AANTAL`` records of each kind."""
    klaar, uit = threading.Event(), {}
    draad = threading.Thread(target=lambda: asyncio.run(_draai(map_, klaar, uit)))
    draad.start()
    try:
        klaar.wait(60)
        yield f"http://127.0.0.1:{uit['poort']}"
    finally:
        if "server" in uit:
            uit["server"].should_exit = True
        draad.join(30)
