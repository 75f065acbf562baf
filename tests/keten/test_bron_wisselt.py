"""A source that dies, comes back and moves while questions go on: no wrong answer, and no restart."""

import asyncio
from collections import Counter
from functools import partial

import httpx

from app.domain import zekering
from app.domain.ports import Bronregistratie
from app.privacy import bronwacht
from tests.keten.bronnen import Huis, bronnen_op, huis, inhoud, kop, oin, rechtstreeks, start_bronnen, vrije_poort
from tests.keten.server import Server

VRAAG = {"selectiegebied": {"postcode": "3511AA", "afstand": 12}}


class Belasting:
    """Askers that go on asking, one after another, until they are told to stop; keeps every answer."""

    def __init__(self, node: Huis, vragers: int = 3) -> None:
        self._node = node
        self._door = True
        self._taken = [asyncio.create_task(self._vraag_door()) for _ in range(vragers)]
        self.antwoorden: list[httpx.Response] = []

    async def _vraag_door(self) -> None:
        while self._door:
            self.antwoorden.append(await self._node.vraag("werkzoekenden", VRAAG))

    async def tot(self, geantwoord: int) -> None:
        """Return when so many sources answered a question that was asked after this."""
        gezien = len(self.antwoorden) + len(self._taken)
        async with asyncio.timeout(60):
            while not any(kop(a)["geantwoord"] == geantwoord for a in self.antwoorden[gezien:]):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def stop(self) -> list[httpx.Response]:
        self._door = False
        await asyncio.gather(*self._taken)
        return self.antwoorden


async def test_a_source_dies_comes_back_and_moves_while_questions_go_on(sqlite_url, kaart, monkeypatch, tmp_path):
    monkeypatch.setattr(bronwacht, "Zekering", partial(zekering.Zekering, rust=0.1))
    beheerder, poort = Server(tmp_path, OPENVUM_DATABASE_URL=sqlite_url), vrije_poort()
    async with huis(sqlite_url, kaart) as node:
        with start_bronnen(2) as vast:
            basis = await rechtstreeks(vast, ["bron0"], VRAAG)
            vol = basis + await rechtstreeks(vast, ["bron1"], VRAAG)
            with start_bronnen(2, poort) as adres:
                await node.registreer(*bronnen_op(vast, ["bron0"]), Bronregistratie(oin(9), "x", f"{adres}/bron1"))
                belasting = Belasting(node)
                await belasting.tot(2)
            await belasting.tot(1)
            with start_bronnen(2, poort):
                await belasting.tot(2)
            await belasting.tot(1)
            with start_bronnen(2) as elders:
                verhuis = ("bron", "zet", "--oin", oin(9), "--url", f"{elders}/bron1")
                verhuisd = await asyncio.to_thread(beheerder.voer_uit, *verhuis)
                assert verhuisd.returncode == 0, verhuisd.stderr
                await belasting.tot(2)
                antwoorden = await belasting.stop()
    for antwoord in antwoorden:
        gevonden = Counter(map(inhoud, antwoord.json()["matches"]))
        assert gevonden == (vol if kop(antwoord)["geantwoord"] == 2 else basis)
