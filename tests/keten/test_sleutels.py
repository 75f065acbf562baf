"""Keys rotate under running workers: nothing stops, no open question breaks, and what is withdrawn is over everywhere."""

import asyncio
import base64
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
import structlog

from app.cli import voer_uit
from app.domain.sandbox import zorg_voor_sandbox
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.privacy.sleutelbestand import lees, lees_of_maak
from app.privacy.sleutels import Sleuteldoel
from app.settings import SANDBOX_OIN, Instellingen
from tests import builders
from tests.storage.hulp import aangeleverd, bewaar

KOPPEN = {
    "X-VUM-berichtVersie": "3.0.0",
    "API-Version": "3.0.0",
    **dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN),
}


@pytest.fixture
def pad(tmp_path):
    return tmp_path / "bos.json"


@pytest.fixture
async def werkers(database_url, kaart, pad):
    """Two workers of one node: the same database, the same file with keys."""
    lees_of_maak(pad)
    instellingen = Instellingen(database_url=database_url, sleutels=pad)
    async with AsyncExitStack() as op:
        klanten = []
        for _ in range(2):
            node = Samenstel(instellingen, kaart)
            op.push_async_callback(node.sluit)
            transport = httpx.ASGITransport(maak_app(instellingen, node.poort))
            klanten.append(await op.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://node")))
        await zorg_voor_sandbox(node.database)
        soort = Soort.WERKZOEKENDE
        await bewaar(node.database, Oin(SANDBOX_OIN), soort, [aangeleverd(soort, builders.een_record(soort), "w-1")])
        yield klanten


def openvum(argumenten) -> int:
    """Run a command; the log goes on where it went."""
    try:
        return voer_uit(argumenten)
    finally:
        structlog.reset_defaults()


async def _vraag(klant) -> str:
    vraag = {"vraagObject": builders.een_vraag(Soort.WERKZOEKENDE)}
    antwoord = await klant.post("/api/v3/werkzoekendeProfielen/matches", headers=KOPPEN, json=vraag)
    assert antwoord.status_code == 200
    return antwoord.json()["matches"][0]["vumID"]


async def _detail(klant, vum_id) -> int:
    return (await klant.get(f"/api/v3/werkzoekendeProfielen/{vum_id}", headers=KOPPEN)).status_code


async def test_a_rotation_stops_nothing_and_breaks_no_open_question(werkers, pad):
    een = werkers[0]
    voor = await _vraag(een)
    oud = lees(pad).actief(Sleuteldoel.VUMID).kid
    for doel in (Sleuteldoel.VUMID, Sleuteldoel.TELLING, Sleuteldoel.VERANTWOORDING):
        assert await asyncio.to_thread(openvum, ["sleutels", "roteer", str(pad), "--doel", doel]) == 0
    na = {klant: await _vraag(klant) for klant in werkers}
    for klant in werkers:
        assert await _detail(klant, voor) == 200
        assert [await _detail(klant, vum_id) for vum_id in na.values()] == [200, 200]
    assert (
        await asyncio.to_thread(openvum, ["sleutels", "trek-in", str(pad), "--doel", "vumid", "--kid", oud, "--ja"])
        == 0
    )
    assert [await _verlopen(klant, voor) for klant in werkers] == [400, 400]
    assert [await _detail(klant, await _vraag(een)) for klant in werkers] == [200, 200]


async def test_no_key_is_in_the_log_or_the_database(werkers, pad, database_url, capsys):
    for klant in werkers:
        assert await _detail(klant, await _vraag(klant)) == 200
        assert await asyncio.to_thread(openvum, ["sleutels", "roteer", str(pad), "--doel", "vumid"]) == 0
    uit = capsys.readouterr()
    sporen = (uit.out + uit.err).encode()
    if database_url.startswith("sqlite"):
        database = Path(database_url.partition(":///")[2])
        sporen += b"".join(p.read_bytes() for p in database.parent.glob(f"{database.name}*"))
    for s in lees(pad).sleutels:
        ruw = bytes(s.materiaal)
        assert not any(v in sporen for v in (ruw, ruw.hex().encode(), base64.urlsafe_b64encode(ruw)[:40]))


async def _verlopen(klant, vum_id) -> int:
    """Ask until the second in which a worker may be behind its file is over."""
    for _ in range(200):
        if (status := await _detail(klant, vum_id)) != 200:
            break
        await asyncio.sleep(0.02)
    return status
