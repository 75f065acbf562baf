import pytest

OIN = "00000099000000501000"
VERWERKER = "00000099000000502000"


def _rij(openvum):
    openvum("bron", "lijst")
    return " ".join(r for r in openvum.uit.splitlines() if OIN in r)


@pytest.fixture
def bron(gemigreerd):
    opties = ["--gebied", "1000-1999, 6211", "--soorten", "vacatures", "--seconden", "2.5", "--gelijktijdig", "4"]
    url = ["--url", "http://127.0.0.1:9/b"]
    assert gemigreerd("bron", "toevoegen", "--oin", OIN, "--naam", "x", *url, *opties) == 0
    return gemigreerd


def test_a_source_has_a_kind_and_an_area(bron):
    rij = _rij(bron)
    assert "vacatures" in rij
    assert "werkzoekenden" not in rij
    assert "1000-1999" in rij


def test_setting_changes_what_is_named_and_leaves_the_rest(bron):
    assert bron("bron", "zet", "--oin", OIN, "--staat", "gepauzeerd", "--verwerker", VERWERKER) == 0
    rij = _rij(bron)
    assert "gepauzeerd" in rij
    assert VERWERKER in rij
    assert "1000-1999" in rij
    assert bron("bron", "zet", "--oin", OIN, "--gebied", "", "--soorten", "vacatures,werkzoekenden") == 0
    rij = _rij(bron)
    assert "overal" in rij
    assert "werkzoekenden" in rij
    assert "gepauzeerd" in rij


@pytest.mark.parametrize(
    ("opties", "optie"),
    [
        (["--staat", "weg"], "--staat"),
        (["--gebied", "2000-1000"], "--gebied"),
        (["--soorten", "mensen"], "--soorten"),
        (["--seconden", "61"], "--seconden"),
        (["--seconden", "nan"], "--seconden"),
        (["--gelijktijdig", "-1"], "--gelijktijdig"),
        (["--url", "ftp://bron.example"], "--url"),
        (["--versie", "1"], "--versie"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_changes(bron, opties, optie):
    voor = _rij(bron)
    assert bron("bron", "zet", "--oin", OIN, *opties) == 2
    assert bron.meldingen[0].startswith(f"openvum: {optie}: ")
    assert _rij(bron) == voor


@pytest.mark.parametrize("groep", ["bron", "deelnemer"])
def test_removing_is_done_once(gemigreerd, groep):
    assert gemigreerd(groep, "toevoegen", "--oin", OIN, "--naam", "x") == 0
    assert gemigreerd(groep, "verwijder", "--oin", OIN) == 0
    gemigreerd(groep, "lijst")
    assert OIN not in gemigreerd.uit
    assert gemigreerd(groep, "verwijder", "--oin", OIN) == 2
    assert gemigreerd.meldingen[0].startswith("openvum: --oin: ")


def test_what_is_not_there_cannot_be_set(gemigreerd):
    assert gemigreerd("bron", "zet", "--oin", OIN, "--staat", "storing") == 2
    assert gemigreerd.meldingen[0].startswith("openvum: --oin: ")


def test_changes_of_the_register_are_audited(bron):
    bron("bron", "zet", "--oin", OIN, "--staat", "storing")
    bron("bron", "verwijder", "--oin", OIN)
    bron("audit", "toon")
    for handeling in ("bron_toegevoegd", "bron_gewijzigd", "bron_verwijderd"):
        assert bron.uit.count(handeling) == 1


def test_statistics_of_a_source_that_was_never_asked_are_zero(bron):
    assert bron("bron", "statistiek", "--dagen", "31") == 0
    (rij,) = [r for r in bron.uit.splitlines() if OIN in r]
    assert rij.count(" 0 ") == 8
