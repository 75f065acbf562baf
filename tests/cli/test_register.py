import pytest

from app.cli.bronnen import lees_url
from app.cli.kern import CliFout

OIN = "00000099000000501000"
VERWERKER = "00000099000000502000"


@pytest.mark.parametrize(
    ("optie", "klasse"), [([], "publiek"), (["--suwi"], "suwi"), (["--publiek"], "publiek"), (["--privaat"], "privaat")]
)
def test_a_party_has_one_class(gemigreerd, optie, klasse):
    assert gemigreerd("deelnemer", "toevoegen", "--oin", OIN, "--naam", "Een naam", *optie) == 0
    gemigreerd("deelnemer", "lijst")
    (regel,) = [r for r in gemigreerd.uit.splitlines() if OIN in r]
    assert f" {klasse} " in regel


def test_two_classes_are_refused(gemigreerd):
    assert gemigreerd("deelnemer", "toevoegen", "--oin", OIN, "--naam", "x", "--suwi", "--privaat") == 2
    assert "--suwi, --publiek, --privaat" in gemigreerd.meldingen[0]


def test_a_party_may_have_processors_and_be_an_exchange(gemigreerd):
    opties = ["--verwerker", VERWERKER, "--verwerker", OIN, "--uitwisseling"]
    assert gemigreerd("deelnemer", "toevoegen", "--oin", OIN, "--naam", "x", *opties) == 0
    gemigreerd("deelnemer", "lijst")
    assert VERWERKER in gemigreerd.uit
    assert gemigreerd.uit.count("ja") >= 2


def test_adding_again_replaces(gemigreerd):
    for naam in ("Oude naam", "Nieuwe naam"):
        assert gemigreerd("bron", "toevoegen", "--oin", OIN, "--naam", naam, "--verwerker", VERWERKER) == 0
    gemigreerd("bron", "lijst")
    assert "Nieuwe naam" in gemigreerd.uit
    assert "Oude naam" not in gemigreerd.uit
    assert VERWERKER in gemigreerd.uit


@pytest.mark.parametrize(
    ("groep", "opties", "optie"),
    [
        ("deelnemer", ["--oin", "1", "--naam", "x"], "--oin"),
        ("deelnemer", ["--oin", OIN, "--naam", " "], "--naam"),
        ("deelnemer", ["--oin", OIN, "--naam", "x" * 201], "--naam"),
        ("deelnemer", ["--oin", OIN, "--naam", "a\nb"], "--naam"),
        ("deelnemer", ["--oin", OIN, "--naam", "x", "--verwerker", "2"], "--verwerker"),
        ("bron", ["--oin", OIN, "--naam", "x", "--versie", "1.0.0"], "--versie"),
        ("bron", ["--oin", OIN, "--naam", "x", "--url", "ftp://bron.example"], "--url"),
        ("bron", ["--oin", OIN, "--naam", "x", "--verwerker", "2"], "--verwerker"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_is_stored(gemigreerd, groep, opties, optie):
    assert gemigreerd(groep, "toevoegen", *opties) == 2
    assert gemigreerd.meldingen[0].startswith(f"openvum: {optie}: ")
    gemigreerd(groep, "lijst")
    assert OIN not in gemigreerd.uit


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bron.example",
        "https://",
        "https:///pad",
        "ftp://bron.example",
        "https://[1",
        "https://bron.example:port",
        "https://gebruiker@bron.example",
        "https://bron.example?x=1",
        "https://bron.example/#x",
        "https://bron.example/een pad",
        "https://brön.example",
        "https://bron.example/\n",
    ],
)
def test_refuses_what_is_no_base_url(url):
    with pytest.raises(CliFout):
        lees_url("--url", url, http_mag=True)


def test_http_is_for_the_sandbox_only():
    assert lees_url("--url", "http://127.0.0.1:8001/", http_mag=True) == "http://127.0.0.1:8001"
    with pytest.raises(CliFout):
        lees_url("--url", "http://127.0.0.1:8001", http_mag=False)
    assert lees_url("--url", "https://bron.example/basis/", http_mag=False) == "https://bron.example/basis"
