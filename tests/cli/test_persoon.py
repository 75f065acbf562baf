import io
import json
import stat

import orjson
import pytest

from tests.keten.inzagehuis import WIE, kanaries, sporen

BRON = "00000001810207357000"


@pytest.fixture
def geladen(gemigreerd, tmp_path, monkeypatch):
    """A sandbox whose own source holds one person."""
    bestand = tmp_path / "records.json"
    bestand.write_bytes(orjson.dumps([kanaries()]))
    assert gemigreerd("laden", "werkzoekenden", bestand, "--bron", BRON) == 0
    return gemigreerd


def _persoon(openvum, *argumenten, id_=WIE):
    return openvum("persoon", *argumenten, "--bron", BRON, "--id", id_)


def test_export_gives_all_and_is_itself_on_the_list(geladen, tmp_path):
    assert _persoon(geladen, "export") == 0
    assert json.loads(geladen.uit)["werkzoekende"] == kanaries()
    doel = tmp_path / "kopie.json"
    assert _persoon(geladen, "export", "--uit", doel) == 0
    assert stat.S_IMODE(doel.stat().st_mode) == 0o600
    [eerder] = json.loads(doel.read_bytes())["verstrekkingen"]
    assert (eerder["rol"], eerder["omvang"], eerder["vrager"]["oin"]) == ("rechten", "alles", BRON)
    assert _persoon(geladen, "export", "--uit", doel) == 2


def test_an_id_can_come_from_standard_input(geladen, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WIE}\n"))
    assert _persoon(geladen, "export", id_="-") == 0
    assert json.loads(geladen.uit)["id"] == WIE


def test_a_correction_replaces_the_record_or_nothing(geladen, tmp_path):
    bestand = tmp_path / "beter.json"
    beter = kanaries(persoonlijkePresentatie="kanarie: beter")
    bestand.write_bytes(orjson.dumps(beter))
    assert _persoon(geladen, "corrigeer", bestand) == 0
    assert "verbeterd" in geladen.uit
    assert _persoon(geladen, "corrigeer", bestand) == 0
    assert "waren al zo" in geladen.uit
    for fout in ({**beter, "idWerkzoekende": "kanarie-ander"}, {**beter, "kanarie": 1}, [beter]):
        bestand.write_bytes(orjson.dumps(fout))
        assert _persoon(geladen, "corrigeer", bestand) == 2
        assert "kanarie" not in geladen.fout + geladen.uit
    bestand.write_text("{kanarie")
    assert _persoon(geladen, "corrigeer", bestand) == 2
    assert "kanarie" not in geladen.fout + geladen.uit
    assert _persoon(geladen, "export") == 0
    assert json.loads(geladen.uit)["werkzoekende"] == beter


def test_an_erasure_outlives_the_next_load_until_it_is_lifted(geladen, tmp_path):
    assert _persoon(geladen, "wis") == 0
    assert "Gewist: gegevens." in geladen.uit
    assert not any(spoor in geladen.uit + geladen.fout for spoor in sporen(kanaries()))
    bestand = tmp_path / "records.json"
    assert geladen("laden", "werkzoekenden", bestand, "--bron", BRON) == 0
    assert "1 records zijn niet opgeslagen" in geladen.fout
    assert _persoon(geladen, "wis") == 2
    assert _persoon(geladen, "wis", "--opheffen") == 0
    assert geladen("laden", "werkzoekenden", bestand, "--bron", BRON) == 0
    assert "1 nieuw" in geladen.uit
    assert _persoon(geladen, "wis", "--opheffen") == 2


def test_who_is_not_held_and_a_source_that_is_not_here(geladen):
    assert _persoon(geladen, "export", id_="niemand-1") == 2
    assert "geen gegevens" in geladen.meldingen[0]
    assert "niemand-1" not in geladen.fout
    assert geladen("persoon", "wis", "--bron", "00000099000000098000", "--id", WIE) == 2
    assert "geen bron in deze node" in geladen.meldingen[0]
    assert _persoon(geladen, "export", id_="kanarie mag niet") == 2
    assert "kanarie" not in geladen.fout
