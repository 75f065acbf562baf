"""``openvum`` as an operator runs it: real processes on a folder of their own."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen

WORTEL = Path(__file__).parents[2]
STARTTIJD = 60


class Server:
    """``openvum`` in a folder of its own, as an operator runs it."""

    def __init__(self, map_: Path, **instellingen: str) -> None:
        self._map = map_
        schoon = {k: v for k, v in os.environ.items() if not k.startswith("OPENVUM_")}
        self._env = {**schoon, "PYTHONPATH": str(WORTEL), **instellingen}
        self.database = f"sqlite+aiosqlite:///{map_ / 'openvum.db'}"
        self.sleutels = map_ / "openvum.sleutels.json"

    def _opdracht(self, *argumenten: str) -> list[str]:
        return [sys.executable, "-c", "from app.cli import main; main()", *argumenten]

    def voer_uit(self, *argumenten: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._opdracht(*argumenten), cwd=self._map, env=self._env, capture_output=True, text=True, check=False
        )

    def start(self, *argumenten: str) -> tuple[subprocess.Popen[bytes], str]:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            poort = s.getsockname()[1]
        opdracht = self._opdracht("serve", "--port", str(poort), *argumenten)
        with (self._map / "server.log").open("ab") as uit:
            proces = subprocess.Popen(opdracht, cwd=self._map, env=self._env, stdout=uit, stderr=uit)
        return proces, f"http://127.0.0.1:{poort}"


async def gereed(adres: str) -> None:
    einde = time.monotonic() + STARTTIJD
    async with httpx.AsyncClient() as klant:
        while time.monotonic() < einde:
            try:
                if (await klant.get(f"{adres}/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    pytest.fail("the server did not become ready")


async def vastgelegd(server: Server) -> dict[tuple[str, str], set[bytes]]:
    """Give by trace and activity who stands in the record."""
    motoren, uit = Motoren(server.database), {}
    try:
        async with Verwerkingen(motoren).lezen() as lezer:
            for v in await lezer.voortgang():
                async for deel in lezer.regels(v.segment):
                    uit.update({(r.trace_id.hex(), r.activiteit): set(r.personen()) for r in deel})
    finally:
        await motoren.sluit()
    return uit
