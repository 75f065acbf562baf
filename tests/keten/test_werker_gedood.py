"""A worker that is killed while it waits for sources elsewhere: its askers hear it, and nothing stays half done."""

import asyncio
import os
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.cli.register import zet_in_register
from app.domain.ports import Bronregistratie
from app.settings import SANDBOX_OIN, Instellingen
from app.storage.migratie import upgrade
from tests.keten.bronnen import oin, start_bronnen, telling
from tests.keten.server import Server, gereed, vastgelegd

PROC = Path("/proc")
KOPPEN = dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN)
KOPPEN |= {"X-VUM-berichtVersie": "3.0.0", "API-Version": "3.0.0"}
VRAAG = {"vraagObject": {"selectiegebied": {"postcode": "3511AA", "afstand": 100}}}
VRAGEN = 4
TRAAG = "bron0-traag30000"
"""Slower than the test, so that everything that is asked of it is still waiting at the kill."""


class Vrager:
    """Asks, each time under a trace of its own."""

    def __init__(self, klant: httpx.AsyncClient) -> None:
        self._klant = klant

    async def vraag(self, trace: str = "") -> httpx.Response:
        return await self._stuur("POST", "/matches", trace, json=VRAAG)

    async def detail(self, vum_id: str, trace: str = "") -> httpx.Response:
        return await self._stuur("GET", f"/{vum_id}", trace)

    async def _stuur(self, methode: str, pad: str, trace: str, **over: Any) -> httpx.Response:
        koppen = {"traceparent": f"00-{trace or secrets.token_hex(16)}-{'1' * 16}-01"}
        return await self._klant.request(methode, f"/api/v3/werkzoekendeProfielen{pad}", headers=koppen, **over)


def werkers(opzichter: int) -> list[int]:
    """The processes that answer, under the one that keeps them alive."""
    kinderen = (PROC / f"{opzichter}/task/{opzichter}/children").read_text(encoding="ascii").split()
    return [int(kind) for kind in kinderen if b"spawn_main" in (PROC / kind / "cmdline").read_bytes()]


async def zet_bron(server: Server, url: str) -> None:
    """Change the register beside the running server, as a command does."""
    instellingen = Instellingen(database_url=server.database, sleutels=server.sleutels)
    await zet_in_register(instellingen, [], [Bronregistratie(oin(1), "Bron elders", url)])


@asynccontextmanager
async def draaiend(server: Server) -> AsyncIterator[tuple[int, str]]:
    """Two workers under one that watches; gives its process and the address."""
    proces, adres = server.start("--workers", "2")
    try:
        await gereed(adres)
        yield proces.pid, adres
    finally:
        proces.terminate()
        await asyncio.to_thread(proces.wait)


async def _tot_bezig(adres: str, aantal: int) -> None:
    async with asyncio.timeout(30):
        while telling(adres).get(TRAAG, 0) < aantal:  # noqa: ASYNC110 - it happens in another process
            await asyncio.sleep(0.05)


async def _dood_werkers(opzichter: int) -> None:
    for pid in werkers(opzichter):
        os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(not PROC.is_dir(), reason="which process is a worker is read from /proc")
async def test_askers_of_a_killed_worker_hear_it_and_nothing_is_half_counted(tmp_path):
    ruim = {"OPENVUM_VRAAG_SECONDEN": "60", "OPENVUM_DETAIL_SECONDEN": "60"}
    server = Server(tmp_path, OPENVUM_MAXIMUM_DETAILS="2", **ruim)
    await upgrade(server.database)
    with start_bronnen(1) as bron:
        await zet_bron(server, f"{bron}/bron0")
        async with draaiend(server) as (opzichter, adres):
            async with httpx.AsyncClient(base_url=adres, headers=KOPPEN, timeout=30) as klant:
                een, twee, drie = await _vraag_drie(Vrager(klant))
                await zet_bron(server, f"{bron}/{TRAAG}")
                traces = [secrets.token_hex(16) for _ in range(VRAGEN + 1)]
                wachtend = [Vrager(klant).vraag(trace) for trace in traces[1:]]
                wachtend += [Vrager(klant).detail(twee, traces[0])]
                taken = [asyncio.ensure_future(w) for w in wachtend]
                await _tot_bezig(bron, len(taken))
                await _dood_werkers(opzichter)
                for uitkomst in await asyncio.gather(*taken, return_exceptions=True):
                    assert isinstance(uitkomst, httpx.TransportError), uitkomst
            await zet_bron(server, f"{bron}/bron0")
            await gereed(adres)
            async with httpx.AsyncClient(base_url=adres, headers=KOPPEN, timeout=30) as klant:
                na = Vrager(klant)
                assert (await na.vraag()).headers["X-VUM-Bronnen"].startswith("bevraagd=2; geantwoord=2;")
                # The killed detail was not counted: it may still be opened, and is the last.
                gekregen = [(await na.detail(i)).status_code for i in (een, twee, drie, een, twee)]
                assert gekregen == [200, 200, 429, 200, 200]
    controle = server.voer_uit("verantwoording", "controleer")
    assert controle.returncode == 0, controle.stderr
    getoond = {trace for (trace, _), personen in (await vastgelegd(server)).items() if personen}
    assert getoond
    assert getoond.isdisjoint(traces)


async def _vraag_drie(vrager: Vrager) -> list[str]:
    """Ask, open the first match, and give the vumIDs of three."""
    matches = (await vrager.vraag()).json()["matches"]
    assert (await vrager.detail(matches[0]["vumID"])).status_code == 200
    return [match["vumID"] for match in matches[:3]]
