"""Reference lists on the command line, from the file to a delivery that uses them."""

import pytest

from tests.adapters.referentielijsten.test_skos import BEROEP, SOORT, TURTLE
from tests.cli.test_formaten import SONAR, laad
from tests.materiaal import materiaal_map

VANAF = ("--geldig-vanaf", "2026-01-01")


@pytest.fixture
def lijst(tmp_path):
    pad = tmp_path / "beroepen.ttl"
    pad.write_text(TURTLE)
    return pad


def test_a_list_is_tried_loaded_shown_and_removed(gemigreerd, lijst):
    assert gemigreerd("referentielijst", "laden", "beroepen", lijst, *VANAF, "--selectie", SOORT, "--proef") == 0
    assert "2 begrippen, 2 overgeslagen" in gemigreerd.uit
    assert gemigreerd("referentielijst", "toon", "beroepen") == 2, "a trial loads nothing"
    for stand in ("geladen", "ongewijzigd"):
        assert gemigreerd("referentielijst", "laden", "beroepen", lijst, *VANAF) == 0
        assert f"3 begrippen {stand}" in gemigreerd.uit
    assert gemigreerd("referentielijst", "lijst") == 0
    assert "2026-01-01" in gemigreerd.uit
    assert gemigreerd("referentielijst", "toon", "beroepen") == 0
    assert "Bakker" in gemigreerd.uit
    assert gemigreerd("referentielijst", "toon", "beroepen", "--zoek", "keukenchef") == 0
    assert f"{BEROEP}1" in gemigreerd.uit
    assert gemigreerd("referentielijst", "toon", "beroepen", "--zoek", "keuken") == 1
    assert gemigreerd("referentielijst", "toon", "beroepen", "--dag", "2025-12-31") == 2
    assert gemigreerd("referentielijst", "verwijder", "beroepen", *VANAF) == 0
    assert gemigreerd("referentielijst", "verwijder", "beroepen", *VANAF) == 2


def test_the_real_list_of_uwv_loads_as_it_is(gemigreerd):
    bestand = materiaal_map("vum", "waardelijsten", "BOC_lijst_Volledig-24.1.csv")
    assert gemigreerd("referentielijst", "laden", "boc", bestand, *VANAF) == 0
    assert "24309 begrippen geladen" in gemigreerd.uit
    assert gemigreerd("referentielijst", "toon", "boc", "--zoek", "schakelbordmonteur") == 0
    assert "1000403587" in gemigreerd.uit


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (("laden", "beroep", "x.csv", *VANAF), "LIJST: moet een van deze zijn: beroepen"),
        (("laden", "boc", "x.csv", "--geldig-vanaf", "nu"), "--geldig-vanaf: moet een datum zijn"),
        (("laden", "boc", "x.csv", *VANAF), "x.csv: is niet te lezen"),
        (("synoniemen", "x.csv"), "x.csv: is niet te lezen"),
        (("toon", "boc", "--dag", "nu"), "--dag: moet een datum zijn"),
    ],
)
def test_a_mistake_is_one_line(gemigreerd, argumenten, melding):
    assert gemigreerd("referentielijst", *argumenten) == 2
    assert melding in gemigreerd.fout


class TestVoorstellen:
    URI = "https://linkeddata.competentnl.nl/uwv/id/occupation/koordanser"

    @pytest.fixture
    def geladen(self, gemigreerd, tmp_path):
        (tmp_path / "b.csv").write_text(f"code;naam\n{self.URI};Koorddanser\n")
        assert gemigreerd("referentielijst", "laden", "beroepen", tmp_path / "b.csv", *VANAF) == 0
        return gemigreerd

    def test_a_name_is_proposed_decided_on_and_then_loaded(self, geladen, tmp_path):
        naar = tmp_path / "voorstellen.csv"
        opdracht = ("formaat", "voorstellen", "werkzoekende", SONAR, "--formaat", "sonar", "--naar", naar)
        assert geladen(*opdracht) == 0
        assert naar.read_text().splitlines() == [
            "lijst;naam;code;voorstel;score",
            f"beroepen;Koordanser;{self.URI};Koorddanser;95",
        ]
        assert naar.stat().st_mode & 0o777 == 0o600
        assert geladen(*opdracht) == 2, "an earlier review is not overwritten"

        laad(geladen, SONAR, "sonar")
        assert "Bemiddelingsberoep" in geladen.fout, "a proposal alone changes nothing"
        assert geladen("referentielijst", "synoniemen", naar) == 0
        laad(geladen, SONAR, "sonar")
        assert "Bemiddelingsberoep" not in geladen.fout

    def test_a_decision_on_a_code_that_is_in_no_list_is_refused(self, geladen, tmp_path):
        (tmp_path / "s.csv").write_text("lijst;naam;code\nberoepen;Koordanser;https://x.example/1\n")
        assert geladen("referentielijst", "synoniemen", tmp_path / "s.csv") == 2
        assert "er is niets vastgelegd" in geladen.fout

    @pytest.mark.parametrize(("formaat", "bestand"), [("weg", SONAR), ("sonar", "weg.xlsx"), ("gemeente-csv", SONAR)])
    def test_what_cannot_be_read_is_said(self, gemigreerd, tmp_path, formaat, bestand):
        naar = ("--formaat", formaat, "--naar", tmp_path / "v.csv")
        assert gemigreerd("formaat", "voorstellen", "werkzoekende", bestand, *naar) == 2
        assert not (tmp_path / "v.csv").exists()


class TestBoc:
    """The real file of Sonar names occupations by their code of UWV."""

    URI = "https://linkeddata.competentnl.nl/uwv/id/occupation/uit-boc"

    def test_a_code_of_uwv_becomes_one_of_competentnl_by_the_crosswalk(self, gemigreerd, tmp_path, monkeypatch):
        kop = "Cliëntnummer;Postcode;Gewenst beroep\n"
        (tmp_path / "o.csv").write_text(f"boc;uri\n9991;{self.URI}\n")
        monkeypatch.setenv("OPENVUM_BEROEPEN_OMZETTING", str(tmp_path / "o.csv"))
        (tmp_path / "boc.csv").write_text("code;naam\n9991;Schakelmonteur\n9992;Paneelmonteur\n")
        gemigreerd("referentielijst", "laden", "boc", tmp_path / "boc.csv", *VANAF)
        (tmp_path / "g.csv").write_text(
            kop + "K1;3511AB;9991\nK2;3511AB;schakelmonteur\nK3;3511AB;9992\nK4;3511AB;paneelmonteur\n"
        )
        laad(gemigreerd, tmp_path / "g.csv", "gemeente-csv", "--proef")
        assert "2 keer afgewezen: Gewenst beroep" in gemigreerd.fout
