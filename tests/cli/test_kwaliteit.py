"""``openvum kwaliteit`` on the samples of the formats."""

import json

import pytest

from tests.cli.test_formaten import BRON, SONAR, laad


@pytest.fixture
def geladen(gemigreerd):
    laad(gemigreerd, SONAR, "sonar")
    return gemigreerd


def test_says_what_to_mend_first(geladen):
    assert geladen("kwaliteit", "--bron", BRON, "--soort", "werkzoekende", "--json") == 0
    (meting,) = json.loads(geladen.uit)
    assert (meting["records"], meting["leeftijd"]["7"]) == (55, 55)
    eerste = meting["verbeterpunten"][0]
    assert (eerste["veld"], eerste["ontbreekt"]) == ("contractvorm.codeTypeArbeidscontract", 55)
    assert geladen("kwaliteit", "--bron", BRON) == 0
    assert "55 records, vindbaarheid" in geladen.uit
    assert "vacature: er zijn geen records" in geladen.uit


def test_a_code_that_no_list_has_is_counted(geladen, tmp_path):
    (tmp_path / "b.csv").write_text("code;naam\nhttps://x.example/1;Kok\n")
    geladen("referentielijst", "laden", "beroepen", tmp_path / "b.csv", "--geldig-vanaf", "2026-01-01")
    geladen("kwaliteit", "--bron", BRON, "--soort", "werkzoekende", "--json")
    velden = {v["veld"]: v for v in json.loads(geladen.uit)[0]["verbeterpunten"]}
    assert velden["bemiddelingsberoep.codeBeroepsnaam"]["ongeldig"] > 50


def test_one_record_for_its_owner_by_the_number_that_only_the_owner_knows(geladen):
    een = ("kwaliteit", "--bron", BRON, "--soort", "werkzoekende")
    assert geladen(*een, "--nummer", "999900006") in {0, 2}
    from tests.adapters.formaten.hulp import maker

    bsn = f"{maker().sonar().rijen[0]['BSN']:09d}"
    assert geladen(*een, "--nummer", bsn) == 0
    assert "ontbreekt: contractvorm.codeTypeArbeidscontract" in geladen.uit
    assert "0 dagen geleden bevestigd" in geladen.uit
    assert geladen(*een, "--nummer", bsn, "--json") == 0
    assert bsn not in geladen.uit + geladen.fout
    assert geladen(*een, "--id", "weg") == 2
    assert geladen("kwaliteit", "--bron", BRON, "--id", "weg") == 2
    assert "--soort" in geladen.fout


def test_what_is_too_old_is_counted(geladen, monkeypatch):
    monkeypatch.setenv("OPENVUM_VEROUDERD_NA_DAGEN", "30")
    assert geladen("kwaliteit", "--bron", BRON, "--soort", "werkzoekende") == 0
    assert "ouder dan 30 dagen: 0" in geladen.uit
