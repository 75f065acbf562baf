"""Reference lists as CSV, those that UWV and SIL publish among them."""

from datetime import date

import pytest

from app.adapters.referentielijsten import Lijstfout, csvlijst, kern, lees_lijst
from app.adapters.referentielijsten.voorstellen import gelijkend, lees_besluiten
from app.domain.referentielijst import Begrip, Lijst, Referentielijst
from tests.materiaal import materiaal_map

URI = "https://linkeddata.competentnl.nl/uwv/id/occupation/{}"


@pytest.fixture
def bestand(tmp_path):
    def schrijf(inhoud, naam="lijst.csv"):
        pad = tmp_path / naam
        pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return pad

    return schrijf


def test_reads_codes_names_synonyms_and_dates(bestand):
    pad = bestand(
        "\ufeffCode;Naam;synoniemen;geldig_vanaf;geldig_tot\n"
        f'{URI.format(1)};Kok;"Chef | Keukenhulp |";2026-01-01;\n{URI.format(2)};Timmer\u00a0man\u00ad;;;2026-06-30\n'
    )
    assert list(lees_lijst(Lijst.BEROEPEN, pad).begrippen.values()) == [
        Begrip(URI.format(1), "Kok", ("Chef", "Keukenhulp"), date(2026, 1, 1), None),
        Begrip(URI.format(2), "Timmer man", (), None, date(2026, 6, 30)),
    ]


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
def test_finds_the_separator(bestand, scheiding):
    pad = bestand("Id\tPart1\tRef_Name\nnld\tnl\tDutch\n".replace("\t", scheiding))
    assert lees_lijst(Lijst.TALEN, pad).begrippen["nld"].naam == "Dutch"


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("code;naam\n;Kok\n", "regel 2: de kolommen code en naam moeten gevuld zijn"),
        ("code;naam\n721;Kok\n", "regel 2: code moet een URI zijn"),
        (f"code;naam;geldig_tot\n{URI.format(1)};Kok;morgen\n", "regel 2: een datum moet JJJJ-MM-DD zijn"),
        (f"code;naam\n{URI.format(1)};Kok\n{URI.format(1)};Bakker\n", "regel 3: deze code staat er twee keer in"),
        (f"code;naam\n{URI.format(1)};{'x' * 301}\n", "hoogstens 300 zichtbare tekens"),
        (f"code;naam\n{URI.format(1)};K\x07k\n", "hoogstens 300 zichtbare tekens"),
        (f"code;naam;synoniemen\n{URI.format(1)};Kok;{'|'.join(map(str, range(201)))}\n", "meer dan 200 synoniemen"),
        ("nummer;omschrijving\n1;Kok\n", "regel 1: de kolom code ontbreekt"),
        ("", "regel 1: de kolom code en naam ontbreekt"),
        ("code;naam\n", "geen enkel begrip"),
        (b"code;naam\n\xff;x\n", "UTF-8"),
        (f'code;naam\n{URI.format(1)};"open\n', "UTF-8"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line_and_without_the_value(bestand, inhoud, melding):
    with pytest.raises(Lijstfout, match=rf"lijst\.csv.*{melding}") as fout:
        lees_lijst(Lijst.BEROEPEN, bestand(inhoud))
    assert "Kok" not in str(fout.value)


def test_a_list_has_a_limit(bestand, monkeypatch):
    monkeypatch.setattr(kern, "MAX_BEGRIPPEN", 2)
    with pytest.raises(Lijstfout, match="meer dan 2 begrippen"):
        lees_lijst(Lijst.BOC, bestand("code;naam\n1;a\n2;b\n3;c\n"))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Lijstfout, match="niet te lezen"):
        lees_lijst(Lijst.BOC, tmp_path / "weg.csv")


def test_a_selection_is_for_skos(bestand):
    with pytest.raises(Lijstfout, match="SKOS"):
        lees_lijst(Lijst.BOC, bestand("code;naam\n1;a\n"), "https://x.example/schema")


def test_the_real_list_of_uwv_loads_as_it_is_published_and_proposes_for_a_slip():
    pad = materiaal_map("vum", "waardelijsten", "BOC_lijst_Volledig-24.1.csv")
    lijst = Referentielijst(lees_lijst(Lijst.BOC, pad).begrippen.values())
    assert len(lijst) == 24_309
    assert lijst.zoek("Elektromonteur  schakelborden").code == "9991"
    assert lijst.zoek("elektromonteur schakelbordne") is None
    kandidaten = lijst.voorstel("elektromonteur schakelbordne", gelijkend).kandidaten
    assert kandidaten[0][0].naam == "elektromonteur schakelborden"


class TestBesluiten:
    KOP = "lijst;naam;code;voorstel;score\n"

    def test_a_row_without_a_code_decides_nothing(self, bestand):
        pad = bestand(self.KOP + f"beroepen;Koch;{URI.format(1)};Kok;90\nberoepen;Bakker;;;0\nsbi;Zorg;86.1;;\n")
        assert lees_besluiten(pad) == {Lijst.BEROEPEN: [("Koch", URI.format(1))], Lijst.SBI: [("Zorg", "861")]}

    @pytest.mark.parametrize(
        ("regels", "melding"),
        [
            (f"beroepen;Koch;{URI.format(1)};;\nberoepen;KOCH;{URI.format(2)};;\n", "regel 3: deze naam staat er twee"),
            ("beroep;Koch;x;;\n", "regel 2: lijst moet een van deze zijn"),
            ("boc;Koch;x;;\n", "regel 2: code moet 1 tot 10 cijfers"),
            ("boc;;1;;\n", "regel 2: naam moet"),
        ],
    )
    def test_a_mistake_is_told_with_its_line(self, bestand, regels, melding):
        with pytest.raises(Lijstfout, match=melding) as fout:
            lees_besluiten(bestand(self.KOP + regels))
        assert "Koch" not in str(fout.value)

    def test_what_is_not_there_is_said(self, bestand, tmp_path):
        with pytest.raises(Lijstfout, match="niet te lezen"):
            lees_besluiten(tmp_path / "weg.csv")
        with pytest.raises(Lijstfout, match="kolom lijst ontbreekt"):
            lees_besluiten(bestand("naam;code\n"))


def test_a_line_of_many_megabytes_is_an_error(bestand):
    with pytest.raises(Lijstfout):
        lees_lijst(Lijst.BOC, bestand(b"code;naam\n1;" + b"x" * 2_000_000 + b"\n"))
    assert csvlijst.lees_csv
