"""openvum audit, and that every command which changes something leaves its row."""

import asyncio
import json

import pytest

from app.privacy.sleutelbestand import lees_of_maak
from tests.storage.verwerkinghulp import knoei

OIN = "00000099000000501000"
URL = "sqlite+aiosqlite:///openvum.db"
RECORD = {"idVacature": "geheim-id-1", "adres": {"postcode": "3511AB"}}


@pytest.fixture
def log(gemigreerd):
    def regels():
        assert gemigreerd("audit", "toon") == 0
        return [r for r in gemigreerd.uit.splitlines() if "cli:" in r]

    return regels


def test_parties_sources_and_deliveries_are_noted_with_who_and_how_many(gemigreerd, log, tmp_path):
    gemigreerd("deelnemer", "toevoegen", "--oin", OIN, "--naam", "Geheime naam", "--privaat")
    bestand = tmp_path / "vacatures.json"
    bestand.write_text(json.dumps([RECORD]))
    gemigreerd("laden", "vacatures", bestand, "--bron", OIN, "--proef")
    gemigreerd("laden", "vacatures", bestand, "--bron", OIN)
    regels = log()
    handelingen = ["levering_verwerkt", "levering_begonnen", "bron_toegevoegd", "deelnemer_toegevoegd"]
    assert [h for r in regels for h in handelingen if h in r] == handelingen
    assert all(OIN in r for r in regels)
    assert "gelezen=1" in regels[0]
    assert "klasse=privaat" in regels[3]
    assert "eheim" not in gemigreerd.uit


def test_a_failed_delivery_is_noted_as_failed(gemigreerd, log, tmp_path):
    (tmp_path / "v.json").write_text("[{}]")
    assert gemigreerd("laden", "vacatures", tmp_path / "v.json", "--bron", OIN) == 2
    assert "mislukt" in log()[0]


def test_keys_are_noted_by_purpose_and_kid(gemigreerd, log, tmp_path):
    lees_of_maak(tmp_path / "openvum.sleutels.json")
    assert gemigreerd("sleutels", "roteer", "openvum.sleutels.json", "--doel", "verantwoording") == 0
    gemeld = [json.loads(r) for r in gemigreerd.fout.splitlines() if r.startswith("{")]
    assert [(g["event"], g["handeling"]) for g in gemeld] == [("audit", "sleutel_geroteerd")]
    assert "sleutel verantwoording/" in log()[0]
    assert gemigreerd("audit", "controleer") == 0


def test_making_a_ring_is_a_log_event_where_there_is_no_node_yet(openvum, tmp_path):
    assert openvum("sleutels", "maak", "bos.json") == 0
    assert '"handeling": "sleutelbos_gemaakt"' in openvum.fout
    assert "sleutelbos_gemaakt" not in openvum.uit
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bos.json"]


def test_checking_the_processing_record_is_noted_with_its_outcome(gemigreerd, log, tmp_path):
    lees_of_maak(tmp_path / "openvum.sleutels.json")
    assert gemigreerd("verantwoording", "controleer") == 0
    assert gemigreerd("verantwoording", "controleer", "--getuige", "9:ab") == 1
    mislukt, gelukt = log()
    assert "mislukt" in mislukt
    assert "gebrek=ontbreekt" in mislukt
    assert "gelukt" in gelukt


def test_controleer_names_the_first_row_and_exits_with_1(gemigreerd):
    for naam in ("een", "twee"):
        gemigreerd("bron", "toevoegen", "--oin", OIN, "--naam", naam)
    assert gemigreerd("audit", "controleer") == 0
    assert "klopt: 2 regels" in gemigreerd.uit
    getuige = gemigreerd.uit.split("Getuige: ")[1].split()[0]
    assert gemigreerd("audit", "controleer", "--getuige", getuige) == 0
    assert gemigreerd("audit", "controleer", "--getuige", "9:ab") == 1
    asyncio.run(knoei(URL, "UPDATE auditregel SET actor = 'cli:ander' WHERE nummer = 2"))
    assert gemigreerd("audit", "controleer") == 1
    assert gemigreerd.meldingen[0].endswith("regel 2: gewijzigd")


def test_toon_since_a_day(gemigreerd):
    gemigreerd("bron", "toevoegen", "--oin", OIN, "--naam", "x")
    assert gemigreerd("audit", "toon", "--sinds", "2020-01-01") == 0
    assert "1 regels" in gemigreerd.uit
    assert gemigreerd("audit", "toon", "--sinds", "2999-01-01") == 0
    assert "0 regels" in gemigreerd.uit
    assert gemigreerd("audit", "toon", "--sinds", "gisteren") == 2
    assert "gisteren" not in gemigreerd.fout


def test_no_change_without_its_row(productie, tmp_path):
    """The key ring that signs is gone: then nothing is changed either."""
    (tmp_path / "node.sleutels.json").unlink()
    assert productie("bron", "toevoegen", "--oin", "00000001003214345000", "--naam", "x") == 2
    assert "OPENVUM_SLEUTELS" in productie.meldingen[0]
    productie("bron", "lijst")
    assert "00000001003214345000" not in productie.uit
