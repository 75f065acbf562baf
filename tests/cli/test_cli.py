import pytest

import app.cli
from app.settings import PREFIX, Instellingen


def test_help_is_dutch_and_names_every_command(openvum):
    assert openvum("--help") == 0
    for naam in ("serve", "laden", "instellingen", "demo", "db", "deelnemer", "bron", "sleutels"):
        assert naam in openvum.uit


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (["bestaat-niet"], "onbekende opdracht"),
        (["laden"], "SOORT: ontbreekt"),
        (["laden", "werkzoekenden", "x.json"], "--bron: ontbreekt"),
        (["laden", "werkzoekenden", "x.json", "--geheim", "x"], "--geheim: is geen bekende optie"),
        (["serve", "--port", "geheim"], "--port: heeft een ongeldige waarde"),
        (["serve", "--workers", "0"], "--workers: heeft een ongeldige waarde"),
    ],
)
def test_wrong_use_gives_one_dutch_line(openvum, argumenten, melding):
    assert openvum(*argumenten) == 2
    (regel,) = openvum.meldingen
    assert melding in regel
    assert "geheim" not in regel.removeprefix("openvum: --geheim")


@pytest.mark.parametrize("groep", [[], ["db"], ["bron"]])
def test_a_group_without_a_command_shows_its_help(openvum, groep):
    assert openvum(*groep) == 2
    assert "--help" in openvum.uit
    assert openvum.meldingen == []


def test_an_unexpected_error_shows_neither_traceback_nor_message(openvum, monkeypatch):
    def breek(*_, **__):
        raise RuntimeError("het burgerservicenummer is geheim")

    monkeypatch.setattr(app.cli, "app", breek)
    assert openvum("db", "upgrade") == 2
    (regel,) = openvum.meldingen
    assert "RuntimeError, app.cli:" in regel
    assert "geheim" not in regel


def test_every_setting_is_shown_with_its_meaning(openvum):
    assert openvum("instellingen") == 0
    for naam in Instellingen.model_fields:
        assert f"{PREFIX}{naam.upper()}" in openvum.uit


@pytest.mark.parametrize("opdracht", [["deelnemer", "lijst"], ["bron", "lijst"], ["demo"], ["serve"]])
def test_refuses_a_database_that_is_not_migrated_and_says_what_to_do(openvum, opdracht):
    assert openvum(*opdracht) == 2
    assert "openvum db upgrade" in openvum.meldingen[-1]


@pytest.mark.parametrize("naam", ["OPENVUM_OMGEVING", "OPENVUM_MAXIMUM_MATCHES", "OPENVUM_BESTAAT_NIET"])
def test_refuses_a_wrong_setting_without_its_value(openvum, monkeypatch, naam):
    monkeypatch.setenv(naam, "geheim")
    assert openvum("db", "upgrade") == 2
    assert naam in openvum.fout
    assert "geheim" not in openvum.fout


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"])
def test_refuses_a_database_that_is_gone_when_the_command_ends(openvum, monkeypatch, url):
    monkeypatch.setenv("OPENVUM_DATABASE_URL", url)
    assert openvum("db", "upgrade") == 2
    assert "OPENVUM_DATABASE_URL" in openvum.meldingen[0]


def test_says_that_the_database_cannot_be_reached(openvum, monkeypatch):
    monkeypatch.setenv("OPENVUM_DATABASE_URL", "postgresql+asyncpg://gebruiker:geheim@127.0.0.1:1/x")
    assert openvum("db", "upgrade") == 2
    assert "niet bereikbaar" in openvum.meldingen[0]
    assert "geheim" not in openvum.fout


def test_upgrade_can_be_repeated_and_keeps_what_an_operator_changed(gemigreerd):
    oin = "00000001810207357000"
    assert gemigreerd("deelnemer", "toevoegen", "--oin", oin, "--naam", "Eigen naam", "--publiek") == 0
    assert gemigreerd("db", "upgrade") == 0
    assert gemigreerd("deelnemer", "lijst") == 0
    assert "Eigen naam" in gemigreerd.uit
    assert gemigreerd.uit.count(oin) == 1


def test_the_sandbox_knows_its_own_oin_from_the_start(gemigreerd):
    for groep in ("deelnemer", "bron"):
        assert gemigreerd(groep, "lijst") == 0
        assert "00000001810207357000" in gemigreerd.uit


def test_main_exits_with_the_code(openvum, monkeypatch):
    monkeypatch.setattr("sys.argv", ["openvum", "deelnemer", "lijst"])
    with pytest.raises(SystemExit) as uitgang:
        app.cli.main()
    assert uitgang.value.code == 2
