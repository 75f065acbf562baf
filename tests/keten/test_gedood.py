"""A real server that is killed while it answers: whoever an answer showed stands in the record, and it is whole."""

import asyncio
import os
import random
import secrets
import signal
from typing import Any

import httpx
import orjson
import pytest

from app.domain.verwerking import Activiteit, Rol
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Soort
from app.privacy.pseudoniem import Pseudonimiseerder
from app.privacy.sleutelbestand import Sleutelbewaarder
from app.settings import SANDBOX_OIN
from tests.builders import een_vraag, een_werkzoekende
from tests.keten.server import Server, gereed, vastgelegd

PARTIJEN = dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN)
KOPPEN = {"X-VUM-berichtVersie": "3.0.0", "API-Version": "3.0.0", "X-VUM-SUWIparty": "true", **PARTIJEN}
RONDES, VRAGERS = 2, 4
GENOEG = 20
"""Answers in a round before the kill may come."""


@pytest.fixture
def server(tmp_path) -> Server:
    server = Server(tmp_path)
    assert server.voer_uit("db", "upgrade").returncode == 0
    records = [een_werkzoekende(idWerkzoekende=f"wz-{n}", sector=[{"codeSbi": n}]) for n in range(101, 106)]
    (tmp_path / "w.json").write_bytes(orjson.dumps(records))
    assert server.voer_uit("laden", "werkzoekenden", "w.json", "--bron", SANDBOX_OIN).returncode == 0
    return server


async def _vraag_door(adres: str, gekregen: list[dict[str, Any]]) -> None:
    """Ask match and detail, at the source and through the exchange, until the server is gone."""
    body = orjson.dumps({"vraagObject": een_vraag(Soort.WERKZOEKENDE)})
    async with httpx.AsyncClient(base_url=adres) as klant:
        try:
            while True:
                for basis in ("/bron/api/v3", "/api/v3"):
                    pad = f"{basis}/werkzoekendeProfielen"
                    antwoord = await _stuur(klant, gekregen, "POST", f"{pad}/matches", content=body)
                    match = antwoord["matches"][0]
                    await _stuur(klant, gekregen, "GET", f"{pad}/{match.get('vumID') or match['idWerkzoekende']}")
        except httpx.TransportError:
            return


async def _stuur(klant: httpx.AsyncClient, gekregen: list[Any], methode: str, pad: str, **over: Any) -> dict[str, Any]:
    trace = secrets.token_hex(16)
    koppen = {**KOPPEN, "Content-Type": "application/json", "traceparent": f"00-{trace}-{'1' * 16}-01"}
    antwoord = await klant.request(methode, pad, headers=koppen, **over)
    assert antwoord.status_code == 200, antwoord.text
    fase = Fase.MATCH if methode == "POST" else Fase.DETAIL
    rollen = list(Rol) if pad.startswith("/api") else [Rol.BRON]
    gekregen.append({"trace": trace, "fase": fase, "rollen": rollen, "wie": _getoond(antwoord.json())})
    return antwoord.json()


def _getoond(antwoord: dict[str, Any]) -> set[str]:
    profielen = antwoord.get("matches") or [antwoord.get("werkzoekende", antwoord)]
    return {f"wz-{p['sector'][0]['codeSbi']}" for p in profielen}


async def _ronde(server: Server, gekregen: list[dict[str, Any]]) -> None:
    proces, adres = server.start()
    try:
        await gereed(adres)
        vragen = [asyncio.create_task(_vraag_door(adres, gekregen)) for _ in range(VRAGERS)]
        voor = len(gekregen)
        while len(gekregen) < voor + GENOEG:
            klaar, _ = await asyncio.wait(vragen, timeout=0.05)
            assert not klaar, [taak.exception() for taak in klaar]
        await asyncio.sleep(random.uniform(0, 0.3))
        os.kill(proces.pid, signal.SIGKILL)
        await asyncio.gather(*vragen)
    finally:
        proces.kill()
        proces.wait()


async def test_whoever_an_answer_showed_before_the_kill_is_in_the_record(server) -> None:
    gekregen: list[dict[str, Any]] = []
    for _ in range(RONDES):
        await _ronde(server, gekregen)
    controle = server.voer_uit("verantwoording", "controleer")
    assert controle.returncode == 0, controle.stderr

    pseudoniemen = Pseudonimiseerder(Sleutelbewaarder(server.sleutels, alleen_eigenaar=False))
    regels = await vastgelegd(server)
    assert len(gekregen) >= RONDES * GENOEG
    for antwoord in gekregen:
        namen = {bytes.fromhex(pseudoniemen.persoon(Oin(SANDBOX_OIN), RecordID(i))) for i in antwoord["wie"]}
        assert namen
        for rol in antwoord["rollen"]:
            activiteit = Activiteit.voor(rol, Soort.WERKZOEKENDE, antwoord["fase"])
            assert namen <= regels.get((antwoord["trace"], activiteit.value), set()), antwoord
