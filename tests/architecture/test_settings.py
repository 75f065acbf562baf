"""Startup refuses what it does not know, and says what to do."""

import pytest

from app.settings import SANDBOX_OIN, InstellingsFout, Omgeving, lees_instellingen


@pytest.fixture(autouse=True)
def _schoon(monkeypatch):
    import os

    for naam in [k for k in os.environ if k.startswith("OPENVUM_")]:
        monkeypatch.delenv(naam)


def _fout(monkeypatch, **omgeving) -> str:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    with pytest.raises(InstellingsFout) as fout:
        lees_instellingen()
    return str(fout.value)


def test_defaults_are_a_sandbox():
    instellingen = lees_instellingen()
    assert instellingen.omgeving is Omgeving.SANDBOX
    assert instellingen.eigen_oin == SANDBOX_OIN


def test_unknown_setting_is_refused(monkeypatch):
    melding = _fout(monkeypatch, OPENVUM_DATABSE_URL="sqlite+aiosqlite:///geheim.db")
    assert "OPENVUM_DATABSE_URL" in melding
    assert "geheim" not in melding


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("OPENVUM_OMGEVING", "acceptatie"),
        ("OPENVUM_DATABASE_URL", "mysql://gebruiker:geheim@x/y"),
        ("OPENVUM_OIN", "123geheim"),
        ("OPENVUM_MAXIMUM_MATCHES", "-7geheim"),
        ("OPENVUM_VRAAG_SECONDEN", "0"),
    ],
)
def test_bad_value_is_refused_by_name_and_never_shown(monkeypatch, naam, waarde):
    melding = _fout(monkeypatch, **{naam: waarde})
    assert naam in melding
    assert "geheim" not in melding


def test_productie_needs_an_oin_and_keys(monkeypatch):
    assert "OPENVUM_OIN" in _fout(monkeypatch, OPENVUM_OMGEVING="productie")
    melding = _fout(monkeypatch, OPENVUM_OIN="00000001003214345000")
    assert "OPENVUM_SLEUTELS" in melding
    assert "openvum sleutels maak" in melding


def test_productie_refuses_a_test_oin(monkeypatch):
    assert "test-OIN" in _fout(
        monkeypatch, OPENVUM_OMGEVING="productie", OPENVUM_OIN="00000099000000001000", OPENVUM_SLEUTELS="bos.json"
    )
