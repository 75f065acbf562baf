"""The watch over both chains: in parts, round and round, and loud when one is broken."""

import httpx
import orjson
import pytest

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.jobs import onderhoud
from app.main import Samenstel, maak_app
from app.privacy.ketenwacht import AUDITLOG, VERANTWOORDING, Ketenwacht
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import Instellingen
from tests.storage.test_audit import knoei
from tests.storage.verwerkinghulp import een_verwerking, personen

REGELS = 25


@pytest.fixture
async def node(database_url, kaart, tmp_path):
    instellingen = Instellingen(database_url=database_url, sleutels=tmp_path / "bos.json")
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen, kaart)
    for n in range(REGELS):
        gebeurtenis = Auditgebeurtenis(Handeling.BELEID_VAN_KRACHT, Objecttype.BELEID, f"b{n}", Wie())
        assert await node.audit.noteer(gebeurtenis)
        await node.verantwoording.leg_vast(een_verwerking(personen(1)))
    yield node
    await node.sluit()


@pytest.fixture
def stand():
    return {}


@pytest.fixture
def wacht(node, stand):
    return Ketenwacht(node.audit, node.verantwoording, stand.__setitem__, regels=10)


async def test_a_whole_log_is_gone_round_in_parts_of_bounded_work(wacht, stand):
    beurten = [await wacht.bekijk_auditlog() for _ in range(6)]
    assert beurten == [10, 10, 5, 10, 10, 5]
    assert await wacht.bekijk_verantwoording() == REGELS
    assert stand == {AUDITLOG: True, VERANTWOORDING: True}
    assert wacht.waarschuwingen() == []


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE auditregel SET actor = 'cli:ander' WHERE nummer = 3",
        "UPDATE auditregel SET actor = 'cli:ander' WHERE nummer = 24",
        "DELETE FROM auditregel WHERE nummer = 14",
        "DELETE FROM auditregel WHERE nummer = 25",
        "UPDATE audit_kop SET aantal = 20",
    ],
)
async def test_tampering_with_the_audit_log_is_seen_within_a_round_and_told_at_every_turn(
    wacht, stand, database_url, capsys, opdracht
):
    await wacht.bekijk_auditlog()
    await knoei(database_url, opdracht)
    for _ in range(6):
        await wacht.bekijk_auditlog()
    assert stand[AUDITLOG] is False
    assert "auditlog" in wacht.waarschuwingen()[0]
    for _ in range(2):
        capsys.readouterr()
        await wacht.bekijk_auditlog()
        assert "keten_gebroken" in capsys.readouterr().out


async def test_what_is_repaired_is_no_longer_told(wacht, stand, database_url):
    await knoei(database_url, "UPDATE auditregel SET herkomst = 'api' WHERE nummer = 12")
    for _ in range(3):
        await wacht.bekijk_auditlog()
    assert stand[AUDITLOG] is False
    await knoei(database_url, "UPDATE auditregel SET herkomst = 'systeem' WHERE nummer = 12")
    await wacht.bekijk_auditlog()
    assert (stand[AUDITLOG], wacht.waarschuwingen()) == (True, [])


async def test_a_log_that_was_emptied_with_its_head_shows_to_who_saw_it(wacht, stand, database_url):
    await wacht.bekijk_auditlog()
    for tabel in ("auditregel", "audit_kop"):
        await knoei(database_url, f"DELETE FROM {tabel}")
    await wacht.bekijk_auditlog()
    assert stand[AUDITLOG] is False


async def test_retention_in_the_middle_of_a_round_is_no_break(wacht, stand, node, monkeypatch):
    await wacht.bekijk_auditlog()
    await node.audit.verwijder_verlopen(-1)
    for _ in range(3):
        await wacht.bekijk_auditlog()
    assert stand[AUDITLOG] is True


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE verwerking SET naam = 'x' WHERE nummer = 7",
        "DELETE FROM verwerking WHERE nummer = 25",
        "UPDATE verwerking_segment SET aantal = 3",
        "UPDATE verwerking_kop SET aantal = 2",
    ],
)
async def test_tampering_with_the_processing_record_is_seen(wacht, stand, database_url, opdracht):
    assert await wacht.bekijk_verantwoording() == REGELS
    await knoei(database_url, opdracht)
    for _ in range(2):
        await wacht.bekijk_verantwoording()
    assert stand[VERANTWOORDING] is False
    assert "verantwoording" in wacht.waarschuwingen()[0]


async def test_the_upkeep_looks_and_log_metric_and_health_say_so(node, database_url, capsys):
    await knoei(database_url, "UPDATE auditregel SET uitkomst = 'mislukt' WHERE nummer = 2")
    uitkomsten = {u.klus: u.aantal for u in await onderhoud(node.klussen())}
    assert uitkomsten["verantwoording bewaken"] == REGELS
    assert "auditlog bewaken" in uitkomsten
    uit = capsys.readouterr().out
    assert "keten_gebroken" in uit
    assert "gewijzigd" in uit
    app = maak_app(node.instellingen, node.poort, meldingen=node.ketenwacht.waarschuwingen)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node") as klant:
        meting = (await klant.get("/metrics")).text
        gereed = await klant.get("/health/ready")
    assert 'openvum_keten_heel{keten="auditlog"} 0.0' in meting
    assert 'openvum_keten_heel{keten="verantwoording"} 1.0' in meting
    assert gereed.status_code == 200
    assert "openvum audit controleer" in orjson.loads(gereed.content)["waarschuwingen"][-1]
