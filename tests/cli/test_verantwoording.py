import asyncio
import json

import pytest

from app.privacy.sleutelbestand import lees, lees_of_maak
from tests.storage.verwerkinghulp import BRON, NU, VRAGER, Wijzer, een_verwerking, knoei, verantwoording_op


@pytest.fixture
def gevuld(gemigreerd, tmp_path):
    """A sandbox in which two persons were shown, one of them twice."""
    url = "sqlite+aiosqlite:///openvum.db"
    bos = lees_of_maak(tmp_path / "openvum.sleutels.json")

    async def vul():
        async with verantwoording_op(url, Wijzer(), bos) as v:
            een, twee = v.betrokkene(BRON, "persoon-1"), v.betrokkene(BRON, "persoon-2")
            await v.leg_vast(een_verwerking([een, twee]))
            await v.leg_vast(een_verwerking([een], begin=(NU + 1) * 1000, eind=(NU + 86_400) * 1000))

    asyncio.run(vul())
    assert lees(tmp_path / "openvum.sleutels.json").sleutels == bos.sleutels
    return gemigreerd


def test_checks_and_gives_a_witness_for_the_next_check(gevuld):
    assert gevuld("verantwoording", "controleer") == 0
    assert "klopt: 2 verwerkingen in 1 segmenten" in gevuld.uit
    getuige = gevuld.uit.split("Getuige: ")[1].split()[0]
    assert gevuld("verantwoording", "controleer", "--getuige", getuige) == 0
    assert gevuld("verantwoording", "controleer", "--getuige", "9:ab") == 1


def test_exits_with_1_and_names_the_first_broken_record(gevuld):
    asyncio.run(knoei("sqlite+aiosqlite:///openvum.db", "UPDATE verwerking SET vrager = via WHERE nummer = 2"))
    assert gevuld("verantwoording", "controleer") == 1
    assert "segment 1, record 2" in gevuld.meldingen[0]
    assert gevuld.meldingen[0].endswith("gewijzigd")


def test_says_who_saw_a_person_when_and_why_and_not_whom(gevuld):
    assert gevuld("verantwoording", "wie", "--bron", BRON, "--id", "persoon-1") == 0
    assert "2 keer verstrekt" in gevuld.uit
    assert VRAGER in gevuld.uit
    assert "2027-01-15 08:00:00" in gevuld.uit
    assert "persoon-1" not in gevuld.uit
    assert gevuld("verantwoording", "wie", "--bron", BRON, "--id", "persoon-3") == 0
    assert "0 keer" in gevuld.uit


def test_refuses_an_id_that_cannot_be_without_repeating_it(gevuld):
    assert gevuld("verantwoording", "wie", "--bron", BRON, "--id", "jan@voorbeeld") == 2
    assert "voorbeeld" not in gevuld.fout + gevuld.uit


@pytest.mark.parametrize(("extra", "aantal"), [((), 5), (("--sinds", "2027-01-16"), 2), (("--oin", VRAGER), 0)])
def test_exports_ndjson(gevuld, tmp_path, extra, aantal):
    doel = tmp_path / "uit.ndjson"
    assert gevuld("verantwoording", "export", doel, *extra) == 0
    records = [json.loads(regel) for regel in doel.read_bytes().splitlines()]
    assert len(records) == aantal
    assert b"persoon" not in doel.read_bytes()
    assert gevuld("verantwoording", "export", doel) == 2


def test_exports_otlp(gevuld, tmp_path):
    doel = tmp_path / "uit.otlp"
    assert gevuld("verantwoording", "export", doel, "--vorm", "otlp") == 0
    [verzoek] = [json.loads(regel) for regel in doel.read_bytes().splitlines()]
    assert len(verzoek["resourceSpans"][0]["scopeSpans"][0]["spans"]) == 5
    assert gevuld("verantwoording", "export", tmp_path / "x", "--vorm", "xml") == 2
    assert gevuld("verantwoording", "export", tmp_path / "x", "--sinds", "gisteren") == 2


def test_an_operator_brings_a_register_of_its_own(gevuld, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENVUM_VERWERKINGSREGISTER_URI", "https://voorbeeld.test/register/")
    assert gevuld("verantwoording", "export", tmp_path / "a") == 0
    assert b"https://voorbeeld.test/register/bron-werkzoekende-match" in (tmp_path / "a").read_bytes()
    monkeypatch.setenv("OPENVUM_VERWERKINGSREGISTER", str(tmp_path / "weg.toml"))
    assert gevuld("verantwoording", "controleer") == 2
    (tmp_path / "weg.toml").write_text("activiteit = []")
    assert gevuld("verantwoording", "controleer") == 2
    assert "ontbreekt" in gevuld.meldingen[0]
