"""openvum privacy rapport: it follows the configuration, is complete, and gives no secret away."""

import json
from pathlib import Path

import jsonschema
import pytest

from app.domain.verwerking import Activiteit
from app.jobs import GEBRUIK_BEWAARD
from app.models.partijen import Fase, Soort
from app.models.profiel import alle_velden
from app.privacy.openbaarmaking import bladen
from app.privacy.privacyrapport import GEBRUIK_DAGEN, _instelling
from app.privacy.sleutelbestand import lees, lees_of_maak
from app.settings import PREFIX, Instellingen

OIN = "00000099000000501000"
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "privacy-rapport.schema.json").read_text("utf-8"))


@pytest.fixture
def rapport(gemigreerd, tmp_path):
    lees_of_maak(tmp_path / "openvum.sleutels.json")

    def maak():
        assert gemigreerd("privacy", "rapport", "--uit", "uit") == 0
        document = json.loads((tmp_path / "uit" / "privacy-rapport.json").read_bytes())
        jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(
            document
        )
        return document, (tmp_path / "uit" / "privacy-rapport.md").read_text("utf-8")

    return maak


def test_the_same_configuration_gives_the_same_report(rapport):
    assert rapport() == rapport()


def test_every_field_setting_and_activity_is_in_it(rapport):
    document, tekst = rapport()
    genoemd = {(v["soort"], v["veld"]) for v in document["openbaarmaking"]["velden"]}
    standaard = {
        (s.value, veld) for s in Soort for veld in bladen(alle_velden(s, Fase.DETAIL), alle_velden(s, Fase.MATCH))
    }
    assert genoemd == standaard
    assert all(f"| `{veld}` |" in tekst for _, veld in standaard)
    assert {i["naam"] for i in document["instellingen"]} == {PREFIX + n.upper() for n in Instellingen.model_fields}
    assert [a["id"] for a in document["verwerkingsactiviteiten"]] == list(Activiteit)
    assert all(f"### {a['naam']}" in tekst for a in document["verwerkingsactiviteiten"])
    assert GEBRUIK_DAGEN * 86_400 == GEBRUIK_BEWAARD


def test_says_what_it_does_not_know(rapport, monkeypatch):
    document, tekst = rapport()
    assert document["node"]["organisatie"] is None
    assert "niet ingevuld" in tekst
    assert {"OPENVUM_ORGANISATIE", "OPENVUM_FG_CONTACT"} <= {
        woord.strip(".") for regel in document["onbekend"] for woord in regel.split()
    }
    monkeypatch.setenv("OPENVUM_ORGANISATIE", "Gemeente Voorbeeld")
    monkeypatch.setenv("OPENVUM_FG_CONTACT", "fg@voorbeeld.example")
    document, tekst = rapport()
    assert document["node"]["organisatie"] == "Gemeente Voorbeeld"
    assert "| Functionaris gegevensbescherming | fg@voorbeeld.example |" in tekst
    assert not any("OPENVUM_" in regel for regel in document["onbekend"])


def test_a_setting_changes_it(rapport, monkeypatch):
    monkeypatch.setenv("OPENVUM_AUDIT_BEWAREN_DAGEN", "400")
    monkeypatch.setenv("OPENVUM_VRAAG_GELDIG_SECONDEN", "86400")
    document, tekst = rapport()
    termijnen = {r["gegevens"]: r["termijn"] for r in document["bewaartermijnen"]}
    assert termijnen["Auditlog"] == "400 dagen."
    assert termijnen["Pseudoniemen (vumID)"] == "1 dagen geldig."
    [instelling] = [i for i in document["instellingen"] if i["naam"] == "OPENVUM_AUDIT_BEWAREN_DAGEN"]
    assert (instelling["waarde"], instelling["standaard"]) == ("400", False)
    assert "| Auditlog | 400 dagen. |" in tekst


def test_a_tighter_policy_changes_it(rapport, monkeypatch, tmp_path):
    voor, _ = rapport()
    (tmp_path / "eigen.toml").write_text(
        'versie = 1\n[[werkzoekende]]\nveld = "emailadres"\ndetail = "nee"\nreden = "Wij bellen."\n'
    )
    monkeypatch.setenv("OPENVUM_BELEID", str(tmp_path / "eigen.toml"))
    na, tekst = rapport()
    assert na["openbaarmaking"]["kenmerk"] != voor["openbaarmaking"]["kenmerk"]
    [veld] = [v for v in na["openbaarmaking"]["velden"] if (v["soort"], v["veld"]) == ("werkzoekende", "emailadres")]
    assert set(veld["detail"].values()) == {"nee"}
    assert "Wij bellen." in tekst


def test_parties_and_sources_change_it_and_cannot_break_a_table(rapport, gemigreerd):
    gemigreerd("deelnemer", "toevoegen", "--oin", OIN, "--naam", "Bureau | <b>A</b>", "--privaat")
    gemigreerd("bron", "toevoegen", "--oin", OIN, "--naam", "Bron", "--url", "https://bron.example")
    document, tekst = rapport()
    assert {"oin": OIN, "naam": "Bureau | <b>A</b>", "klasse": "privaat", "verwerkers": []} in document["deelnemers"]
    assert "Bureau \\| &lt;b>A&lt;/b>" in tekst
    [bron] = [b for b in document["bronnen"] if b["oin"] == OIN]
    assert (bron["plaats"], bron["aantallen"]) == ("elders", {"werkzoekende": 0, "vacature": 0})


def test_no_secret_is_in_it(rapport, tmp_path):
    document, tekst = rapport()
    alles = json.dumps(document) + tekst
    assert [s["kid"] for s in document["sleutels"]] != []
    for sleutel in lees(tmp_path / "openvum.sleutels.json").sleutels:
        assert sleutel.materiaal.hex() not in alles
    for opgeslagen in json.loads((tmp_path / "openvum.sleutels.json").read_bytes())["sleutels"]:
        assert opgeslagen["sleutel"] not in alles
    assert "sqlite+aiosqlite:///openvum.db" not in alles
    assert "standaard (niet getoond)" in alles


def test_a_setting_that_may_hold_a_password_is_not_shown():
    instellingen = Instellingen(database_url="postgresql+asyncpg://wie:geheim@db/openvum")
    getoond = [_instelling(instellingen, naam) for naam in Instellingen.model_fields]
    assert "geheim" not in str(getoond)
    assert [i["waarde"] for i in getoond if i["naam"] == "OPENVUM_DATABASE_URL"] == ["ingesteld (niet getoond)"]


def test_without_a_key_ring_it_says_so_and_makes_none(gemigreerd, tmp_path):
    assert gemigreerd("privacy", "rapport") == 0
    assert not (tmp_path / "openvum.sleutels.json").exists()
    assert "sleutelbos" in gemigreerd.uit
    assert json.loads((tmp_path / "privacy-rapport.json").read_bytes())["sleutels"] == []


def test_what_cannot_be_read_or_written_is_one_clear_line(gemigreerd, tmp_path, monkeypatch):
    (tmp_path / "bestand").write_text("")
    assert gemigreerd("privacy", "rapport", "--uit", "bestand") == 2
    assert "--uit" in gemigreerd.meldingen[0]
    monkeypatch.setenv("OPENVUM_BELEID", "weg.toml")
    assert gemigreerd("privacy", "rapport") == 2
    assert "openbaarmaking" in gemigreerd.meldingen[0]
