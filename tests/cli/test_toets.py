"""``openvum toets`` against a node that really listens, and its reports."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client import Rol
from openvum.toets import Bevinding, Ernst, Oordeel, Uitkomst, Verslag, alle_regels
from openvum.toets.verslag import VORMEN, als_html, als_junit
from openvum.toets.wissel import Wissel
from tests import builders
from tests.client.node import luisterende_node
from tests.keten.bronnen import WORTEL

HANDLEIDING = WORTEL / "docs" / "toets.md"
GEHEIM = "Synthetische presentatie"


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    with luisterende_node(tmp_path_factory.mktemp("node")) as adres:
        yield adres


def test_nothing_found_is_exit_0(node, openvum, tmp_path):
    verslagen = [f"--verslag=v.{vorm}" for vorm in ("json", "xml", "html")]
    assert openvum("toets", f"{node}/bron/api/v3", "--regel", "AKO-*", "--regel", "SCH-*", *verslagen) == 0
    assert "0 fouten, 0 waarschuwingen" in openvum.uit
    uitslag = json.loads((tmp_path / "v.json").read_text())
    assert uitslag["aantallen"]["fouten"] == 0
    assert uitslag["aantallen"]["goed"] == len(uitslag["regels"]) > 20
    suite = ET.parse(tmp_path / "v.xml").getroot()[0]
    assert int(suite.get("tests")) == len(uitslag["regels"]) == len(suite)
    assert "Niets gevonden" in (tmp_path / "v.html").read_text()


def test_an_exchange(node, openvum):
    assert openvum("toets", f"{node}/api/v2", "--rol", "uitwisseling", "--versie", "2.0.0", "--regel", "IDS-*") == 0


def test_a_fault_is_exit_1_and_the_report_shows_what_was_sent_and_nobodys_data(node, openvum, tmp_path):
    """The address of the exchange is no source: its matches have no id of their own, and its details another form."""
    opties = ["--regel", "SCH-*", "--soort", "werkzoekende", "--kop", "X-Sleutel: zeer-geheim"]
    verslagen = [f"--verslag=v.{vorm}" for vorm in ("json", "xml", "html")]
    assert openvum("toets", f"{node}/api/v3", *opties, *verslagen) == 1
    assert "SCH-01" in openvum.uit
    for vorm in ("json", "xml", "html"):
        tekst = (tmp_path / f"v.{vorm}").read_text()
        assert "VUM-Bron-WerkzoekendeProfielen 3.0.0, components.schemas.MPWerkzoekendeMatch" in tekst
        assert "X-VUM-fromParty" in tekst
        assert not {GEHEIM, "zeer-geheim", builders.BEROEP} & set(
            re.findall("|".join((GEHEIM, "zeer-geheim", re.escape(builders.BEROEP))), tekst)
        )
    assert openvum("toets", f"{node}/api/v3", *opties, *verslagen, "--toon-waarden") == 1
    assert builders.BEROEP in (tmp_path / "v.json").read_text()


def test_the_page_needs_nothing_from_outside(node, openvum, tmp_path):
    openvum("toets", f"{node}/api/v3", "--regel", "SCH-*", "--verslag", "v.html")
    pagina = (tmp_path / "v.html").read_text()
    assert '<html lang="nl">' in pagina
    assert "default-src 'none'" in pagina
    assert not re.search(r"<script|<link|<img|src=|href=|@import|url\(", pagina)
    assert pagina.count("<h1>") == 1
    assert re.findall(r"<th(?! scope=)", pagina) == ["<th"] * pagina.count("<thead")  # <thead> itself


def test_warnings_count_only_when_asked(node, openvum):
    opties = ["toets", f"{node}/bron/api/v3", "--regel", "TIJ-01", "--vraag-seconden", "0"]
    assert openvum(*opties) == 0
    assert "0 fouten, 2 waarschuwingen" in openvum.uit
    assert openvum(*opties, "--streng") == 1


@pytest.mark.parametrize("versie", ["3.0.0", "2.0.0"])
def test_the_test_set_can_be_loaded(gemigreerd, tmp_path, versie):
    assert gemigreerd("toets", "--schrijf-testset", "set", "--versie", versie) == 0
    formaat = ["--formaat", "vum2"] if versie == "2.0.0" else []
    for soort in ("werkzoekenden", "vacatures"):
        pad = tmp_path / "set" / f"{soort}-{versie}.ndjson"
        assert gemigreerd("laden", soort, pad, "--bron", "00000001810207357000", *formaat) == 0, gemigreerd.fout
    assert "openvum-toets-" in (tmp_path / "set" / "LEESMIJ.md").read_text()


@pytest.mark.parametrize(
    ("opties", "optie"),
    [
        ([], "URL"),
        (["ftp://x"], "URL"),
        (["http://127.0.0.1:1", "--rol", "vrager"], "--rol"),
        (["http://127.0.0.1:1", "--versie", "1.0.0"], "--versie"),
        (["http://127.0.0.1:1", "--soort", "x"], "--soort"),
        (["http://127.0.0.1:1", "--van", "1"], "--van"),
        (["http://127.0.0.1:1", "--andere-vrager", "1"], "--andere-vrager"),
        (["http://127.0.0.1:1", "--postcode", "3511"], "--postcode"),
        (["http://127.0.0.1:1", "--kop", "zonder"], "--kop"),
        (["http://127.0.0.1:1", "--regel", "ZZZ-*"], "--regel"),
        (["http://127.0.0.1:1", "--verslag", "v.pdf"], "--verslag"),
        (["http://127.0.0.1:1", "--sleutel", "weg.pem"], "--sleutel"),
        (["http://127.0.0.1:1", "--certificaat", "weg.pem"], "--certificaat"),
        (["http://127.0.0.1:1", "--ca", "weg.pem"], "--certificaat"),
    ],
)
def test_a_wrong_option_is_named(openvum, opties, optie):
    assert openvum("toets", *opties) == 2
    assert openvum.meldingen[0].startswith(f"openvum: {optie}")


def test_nobody_there_is_exit_2(openvum):
    assert openvum("toets", "http://127.0.0.1:9/bron/api/v3", "--regel", "BER-*") == 2
    assert openvum.meldingen == ["openvum: het adres is niet bereikbaar; er is niet getoetst"]


def test_the_example_of_the_manual_runs(node, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", HANDLEIDING.read_text("utf-8"), re.DOTALL)
    exec(compile(code.replace("http://127.0.0.1:8000", node), HANDLEIDING.name, "exec"), {"__name__": "voorbeeld"})
    assert "AKO-01 werkzoekende goed" in capsys.readouterr().out


def test_what_is_shown_is_text_and_nothing_else():
    wissel = Wissel("GET", "x", (("Accept", "<b>"),), None, 200, (("Server", "<script>"),), b'"</pre>\x00\xff')
    (regel, *_) = alle_regels()
    bevinding = Bevinding("<img>", Ernst.FOUT, wissel)
    uitkomst = Uitkomst(regel, Soort.VACATURE, Oordeel.BEVINDING, (bevinding,), "<i>")
    verslag = Verslag("http://x/<u>", Rol.BRON, Versie.V3, "nu", 1.0, (uitkomst,), toon_waarden=True)
    for vorm in VORMEN.values():
        assert vorm(verslag)
    assert not re.search(r"<(b|i|u|script|img)>", als_html(verslag))
    ET.fromstring(als_junit(verslag))
