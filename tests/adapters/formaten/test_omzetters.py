from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.formaten.kern import Afgewezen, Gebrek, als_tekst, kolomletters
from app.adapters.formaten.omzetters import OMZETTERS, Geeft, Parameterfout
from tests.adapters.formaten.hulp import GEEN

FOUT = object()


def zet_om(naam, waarde, **met):
    try:
        return OMZETTERS[naam].maak(GEEN, met)(waarde)
    except Afgewezen:
        return FOUT


@pytest.mark.parametrize(
    ("naam", "waarde", "uitkomst"),
    [
        ("tekst", "  x ", "x"),
        ("tekst", 12, "12"),
        ("tekst", 12.0, "12"),
        ("tekst", date(2026, 1, 2), "2026-01-02"),
        ("tekst", "a\nb", "a\nb"),
        ("tekst", "a\x00b", FOUT),
        ("tekst", "a\x85b", FOUT),
        ("tekst", "\ud800", FOUT),
        ("tekst", 1e20, FOUT),
        ("tekst", Gebrek("x", "y"), FOUT),
        ("datum", "31-12-2026", "2026-12-31"),
        ("datum", "1/2/2026", "2026-02-01"),
        ("datum", "1.2.2026", "2026-02-01"),
        ("datum", "2026-12-31", "2026-12-31"),
        ("datum", "2026-12-31T10:00:00+01:00", "2026-12-31"),
        ("datum", "20261231", "2026-12-31"),
        ("datum", 20261231, "2026-12-31"),
        ("datum", "3 mrt 2026", "2026-03-03"),
        ("datum", "3 maart 2026", "2026-03-03"),
        ("datum", datetime(2026, 3, 3, 12), "2026-03-03"),  # noqa: DTZ001
        ("datum", "31-11-2026", FOUT),
        ("datum", "12-31-2026", FOUT),
        ("datum", "1-1-26", FOUT),
        ("datum", "3 maan 2026", FOUT),
        ("datum", 45000.5, FOUT),
        ("datum", "nu", FOUT),
        ("uren", "32", 32),
        ("uren", 32.0, 32),
        ("uren", "32 uur per week", 32),
        ("uren", "32 u/w", 32),
        ("uren", "24-32", FOUT),
        ("uren", "32,5", FOUT),
        ("uren", "-4", FOUT),
        ("uren", "veel", FOUT),
        ("geheel_getal", "1.234", 1234),
        ("geheel_getal", "12", 12),
        ("geheel_getal", "1,0", 1),
        ("geheel_getal", "1,5", FOUT),
        ("geheel_getal", "1e3", FOUT),
        ("geheel_getal", True, FOUT),
        ("geheel_getal", "١٢", FOUT),
        ("sbi", "62.01", 6201),
        ("sbi", "I 56.10.1", 56101),
        ("sbi", 62010, 62010),
        ("sbi", 62.1, FOUT),
        ("sbi", "6", FOUT),
        ("maanden_naar_jaren", "30", 2),
        ("ja_nee", "Ja", 1),
        ("ja_nee", True, 1),
        ("ja_nee", False, 2),
        ("ja_nee", 0, 2),
        ("ja_nee", "n", 2),
        ("ja_nee", "onbekend", 0),
        ("ja_nee", "2", FOUT),
        ("ja_nee", "misschien", FOUT),
        ("opleidingsniveau", "MBO-4", 4),
        ("opleidingsniveau", 9, 9),
        ("opleidingsniveau", "7", FOUT),
        ("werk_en_denkniveau", "hbo", 5),
        ("taalniveau", "Goed", 3),
        ("taalniveau", 4.0, 4),
        ("taalniveau", "B2", FOUT),
        ("taal", "Nederlands", "nld"),
        ("taal", "EN", "eng"),
        ("taal", "ger", "deu"),
        ("taal", "Klingon", FOUT),
        ("taal", "zz", FOUT),
        ("rijbewijzen", "B, be", ["B", "BE"]),
        ("rijbewijzen", "B en C", ["B", "C"]),
        ("rijbewijzen", "B;B", ["B"]),
        ("rijbewijzen", "B-E", ["BE"]),
        ("rijbewijzen", "geen", None),
        ("rijbewijzen", "B, X", FOUT),
        ("rijbewijzen", ",", FOUT),
        ("vervoermiddelen", "Fiets, OV", [3, 5]),
        ("vervoermiddelen", "scooter", [2]),
        ("vervoermiddelen", 1, [1]),
        ("vervoermiddelen", "zeppelin", FOUT),
        ("woorden", "a, b,,a", ["a", "b"]),
        ("postcode", "3511 ab", "3511AB"),
        ("postcode", "3511SS", FOUT),
        ("postcode", "0511AB", FOUT),
        ("postcode", 3511, FOUT),
        ("telefoon", "020-1234567", "0201234567"),
        ("telefoon", "+31 6 12345678", "0612345678"),
        ("telefoon", "0032 2 123 45 67", "+3221234567"),
        ("telefoon", "12", FOUT),
        ("telefoon", "020-CALLNOW", FOUT),
        ("email", "a@b.nl", "a@b.nl"),
        ("email", "a@b", FOUT),
        ("email", "a@b.nl, c@d.nl", FOUT),
        ("webadres", "url.nl", "url.nl"),
        ("webadres", "https://www.x.example/a?b=c", "https://www.x.example/a?b=c"),
        ("webadres", "javascript:alert(1)", FOUT),
        ("html", "<p>a &amp; b</p><script>x</script><li>c", "a & b\nc"),
        ("beroep", "https://linkeddata.competentnl.nl/uwv/id/occupation/1", "https://linkeddata.competentnl.nl/uwv/id/occupation/1"),
        ("beroep", "http://data.europa.eu/esco/occupation/1", FOUT),
        ("beroep", "timmerman", FOUT),
    ],
)  # fmt: skip
def test_gives_the_value_of_the_standard_or_refuses(naam, waarde, uitkomst):
    gevonden = zet_om(naam, waarde)
    assert gevonden == uitkomst
    assert type(gevonden) is type(uitkomst)


@pytest.mark.parametrize(
    ("naam", "waarde", "met", "uitkomst"),
    [
        ("uren", "24-32", {"grens": "laagste"}, 24),
        ("uren", "24 t/m 32", {"grens": "hoogste"}, 32),
        ("uren", "32-24", {"grens": "hoogste"}, FOUT),
        ("uren", "32,5", {"afronden": "omlaag"}, 32),
        ("uren", "32,5", {"afronden": "omhoog"}, 33),
        ("ja_nee", "2", {"cijfers": "1 is ja, 2 is nee"}, 2),
        ("ja_nee", "ja", {"omgekeerd": True}, 2),
        ("html", "<b>een twee drie</b>", {"inkorten": 9}, "een…"),
        ("woorden", "a;b", {"scheiding": ";"}, ["a", "b"]),
        ("patroon", "A1", {"vorm": "[A-Z][0-9]", "uitleg": "letter en cijfer"}, "A1"),
        ("patroon", "A1\n", {"vorm": "[A-Z][0-9]", "uitleg": "letter en cijfer"}, "A1"),
        ("patroon", "AA", {"vorm": "[A-Z][0-9]", "uitleg": "letter en cijfer"}, FOUT),
    ],
)
def test_parameters_change_what_is_taken(naam, waarde, met, uitkomst):
    assert zet_om(naam, waarde, **met) == uitkomst


@pytest.mark.parametrize(
    ("naam", "met", "woord"),
    [
        ("uren", {"afrond": "omlaag"}, "afrond bestaat niet"),
        ("uren", {"afronden": "weg"}, "waarde die niet past"),
        ("patroon", {"vorm": "x"}, "uitleg ontbreekt"),
        ("patroon", {"vorm": "[", "uitleg": "x"}, "geen reguliere expressie"),
    ],
)
def test_a_wrong_parameter_is_explained(naam, met, woord):
    with pytest.raises(Parameterfout, match=woord):
        OMZETTERS[naam].maak(GEEN, met)


waarden = st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.dates()


@pytest.mark.parametrize("naam", sorted(OMZETTERS.keys() - {"patroon"}))
@given(waarde=waarden)
def test_whatever_the_cell_holds_a_converter_gives_its_kind_or_refuses_without_the_value(naam, waarde):
    omzetter = OMZETTERS[naam]
    uitkomst = None
    try:
        uitkomst = omzetter.maak(GEEN, {})(waarde)
    except Afgewezen as geweigerd:
        gezegd = geweigerd.gebrek.regel + geweigerd.gebrek.verbetering
    else:
        gezegd = ""
    assert len(str(waarde)) < 6 or str(waarde) not in gezegd
    delen = uitkomst if isinstance(uitkomst, list) else [] if uitkomst is None else [uitkomst]
    soort = {Geeft.TEKST: str, Geeft.GETAL: int, Geeft.BEIDE: int}[omzetter.geeft]
    assert all(isinstance(deel, soort) for deel in delen)


def test_every_converter_explains_itself():
    assert [o.naam for o in OMZETTERS.values() if len(o.uitleg) < 10] == []


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16_383, "XFD")])
def test_columns_have_the_letters_of_a_spreadsheet(index, letters):
    from app.adapters.formaten.bronnen.xlsxblad import kolomnummer

    assert (kolomletters(index), kolomnummer(letters)) == (letters, index)


def test_a_truth_value_reads_as_a_word():
    assert [als_tekst(True), als_tekst(None), als_tekst(0.5)] == ["ja", "", "0.5"]
