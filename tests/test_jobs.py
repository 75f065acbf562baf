"""Upkeep: each job does its work once, repeats nothing, and one that fails does not keep the others."""

import asyncio

from app.domain.verwerking import Rol
from app.jobs import Klus, Uitkomst, genoteerd, klussen, onderhoud, op_de_achtergrond
from app.main import Samenstel
from app.models.identiteit import Oin
from app.models.partijen import Fase
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import Instellingen

BRON = Oin("00000099000000001000")


async def test_one_that_fails_does_not_keep_the_others(capsys):
    async def goed() -> int:
        return 3

    async def stuk() -> int:
        raise RuntimeError("geheim")

    assert await onderhoud([Klus("stuk", stuk), Klus("goed", goed)]) == [Uitkomst("stuk", None), Uitkomst("goed", 3)]
    assert "geheim" not in capsys.readouterr().err


async def test_upkeep_forgets_what_is_past_its_time_and_keeps_the_rest(database_url, kaart, tmp_path):
    instellingen = Instellingen(database_url=database_url, sleutels=tmp_path / "bos.json")
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen, kaart)
    nu = 2_000_000_000.0
    try:
        async with node.database.schrijven() as opslag:
            for vraag, verloopt in (("oud", int(nu) - 1), ("nieuw", int(nu) + 1)):
                assert await opslag.detailtelling.tel(vraag, b"a" * 16, 1, verloopt)
        alle = klussen(
            node.database,
            node.verantwoording,
            node.gebruik,
            node.statistiek,
            lambda: nu,
            audit=node.audit,
            audit_dagen=1_095,
            meter=node.meter,
            leveringen=node.leveringen.klussen(),
        )
        eerste = {u.klus: u.aantal for u in await onderhoud(alle)}
        tweede = {u.klus: u.aantal for u in await onderhoud(alle)}
        assert (eerste["verlopen vragen vergeten"], tweede["verlopen vragen vergeten"]) == (1, 0)
        async with node.database.lezen() as opslag:
            assert await opslag.detailtelling.toegestaan("oud", b"b" * 16, 1)
            assert not await opslag.detailtelling.toegestaan("nieuw", b"b" * 16, 1)
    finally:
        await node.sluit()


async def test_upkeep_on_the_background_runs_and_stops_with_the_server():
    gedaan = asyncio.Event()

    async def doe() -> int:
        gedaan.set()
        return 1

    async with op_de_achtergrond([Klus("klus", doe)], minuten=0.0001):
        await asyncio.wait_for(gedaan.wait(), 10)
    assert [t for t in asyncio.all_tasks() if t is not asyncio.current_task()] == []


async def test_use_of_a_party_is_kept_for_a_month(database_url, kaart, tmp_path):
    instellingen = Instellingen(database_url=database_url, sleutels=tmp_path / "bos.json")
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen, kaart)
    try:
        await node.vastlegging._wacht.toets(Rol.BRON, BRON, BRON)
        node.vastlegging._wacht.tel(Rol.BRON, BRON, BRON, Fase.MATCH, [])
        await node.vastlegging._wacht.stop()
        weg = {u.klus: u.aantal for u in await onderhoud(node.klussen())}
        assert weg["gebruik vergeten"] == 0
        assert await node.gebruik.ruim_op(2**40) == 2
    finally:
        await node.sluit()


async def test_what_retention_removed_is_noted_in_the_audit_log(database_url, kaart, tmp_path):
    instellingen = Instellingen(database_url=database_url, sleutels=tmp_path / "bos.json")
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen, kaart)

    async def niets() -> int:
        return 0

    async def twee() -> int:
        return 2

    async def stuk() -> int:
        raise RuntimeError("geheim")

    try:
        namen = {"niets bewaartermijn": niets, "twee bewaartermijn": twee, "stuk bewaartermijn": stuk}
        await onderhoud([genoteerd(Klus(naam, doe), node.audit) for naam, doe in namen.items()])
        regels = [(r.object, r.uitkomst, r.toelichting) for r in await node.audit.nieuwste(None, 9)]
        assert regels == [
            ("stuk-bewaartermijn", "mislukt", "aantal=0"),
            ("twee-bewaartermijn", "gelukt", "aantal=2"),
        ]
    finally:
        await node.sluit()
