"""``openvum vraag`` against a node that really listens."""

import json
import subprocess
import sys
import time
import urllib.request

import pytest

from app.domain.selectievraag import ontleed, schrijf
from app.models.partijen import Soort
from tests.keten.bronnen import WORTEL, vrije_poort


@pytest.fixture
def node(gemigreerd):
    """Runs commands beside a node with the synthetic population, in a process of its own."""
    assert gemigreerd("demo") == 0
    poort = vrije_poort()
    begin = "import sys; sys.path.insert(0, sys.argv.pop(1)); from app.cli import main; main()"
    opdracht = [sys.executable, "-c", begin, str(WORTEL), "serve", "--port", str(poort)]
    with subprocess.Popen(opdracht, stderr=subprocess.DEVNULL) as proces:
        try:
            _wacht_op(f"http://127.0.0.1:{poort}/health/ready")
            gemigreerd.url = ["--url", f"http://127.0.0.1:{poort}/api/v3"]
            yield gemigreerd
        finally:
            proces.terminate()


def _wacht_op(url):
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the node did not become ready")


@pytest.mark.parametrize(("soort", "record"), [("werkzoekenden", "werkzoekende"), ("vacatures", "vacature")])
def test_shows_matches_and_opens_details(node, soort, record):
    gebied = ["--postcode", "3511aa", "--afstand", "60"]
    criteria = ["--uren-min", "8", "--uren-max", "40", "--taal", "nld"]
    assert node("vraag", soort, *gebied, *criteria, "--detail", "2", *node.url) == 0
    assert "Bronnen: bevraagd=" in node.uit
    assert "geantwoord=" in node.uit
    details = node.uit[node.uit.index("{") :]
    lezer, gelezen = json.JSONDecoder(), []
    while details.strip():
        inhoud, einde = lezer.raw_decode(details.strip())
        gelezen.append(inhoud)
        details = details.strip()[einde:]
    assert len(gelezen) == 2
    assert all(inhoud["bronID"] and inhoud[record] for inhoud in gelezen)


def test_says_what_the_exchange_said_of_an_error(node):
    gebied = ["--postcode", "3511AA", "--afstand", "5"]
    assert node("vraag", "vacatures", *gebied, "--van", "00000099000000001000", *node.url) == 2
    assert node.meldingen[0].startswith("openvum: de uitwisseling antwoordt 401: 401.01")


@pytest.mark.parametrize(
    ("opties", "optie"),
    [
        (["--postcode", "3511", "--afstand", "5"], "--postcode"),
        (["--postcode", "3511AA", "--afstand", "5", "--taal", "NL"], "--taal"),
        (["--postcode", "3511AA", "--afstand", "5", "--url", "ftp://x"], "--url"),
        (["--postcode", "3511AA", "--afstand", "5", "--naar", "1"], "--naar"),
    ],
)
def test_a_wrong_option_is_named(openvum, opties, optie):
    assert openvum("vraag", "vacatures", *opties) == 2
    assert openvum.meldingen[0].startswith(f"openvum: {optie}: ")


def test_nobody_there(openvum):
    url = f"http://127.0.0.1:{vrije_poort()}/api/v3"
    assert openvum("vraag", "vacatures", "--postcode", "3511AA", "--afstand", "5", "--url", url) == 2
    assert openvum.meldingen == ["openvum: de uitwisseling is niet bereikbaar"]


@pytest.mark.parametrize("soort", list(Soort))
def test_the_question_is_one_that_the_contract_knows(soort):
    from app.cli.vraag import _criteria, _maak_vraag

    gevraagd = _maak_vraag(soort, "3511AA", 20, _criteria((8, 40), "x", ["nld", "eng"])).als_json()
    gelezen = ontleed(soort, gevraagd)
    assert gelezen.genegeerd == 0
    assert schrijf(gelezen) == gevraagd


@pytest.mark.parametrize(
    ("opties", "naam"),
    [(["--ca", "weg.pem"], "--ca"), (["--certificaat", "weg.pem"], "--certificaat"), (["--ca", "leeg.pem"], "--ca")],
)
def test_a_certificate_that_cannot_be_read_is_named(openvum, tmp_path, opties, naam):
    (tmp_path / "leeg.pem").write_text("")
    assert openvum("vraag", "vacatures", "--postcode", "3511AA", "--afstand", "5", *opties) == 2
    assert openvum.meldingen[-1].startswith(f"openvum: {naam}: ")
