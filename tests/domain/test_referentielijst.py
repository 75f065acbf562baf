"""Names are found exactly or by a synonym that somebody decided on; what is merely alike is proposed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.referentielijsten.voorstellen import gelijkend, voorstelrijen
from app.domain.referentielijst import Begrip, Codefout, Lijst, Naslag, Referentielijst, lees_code

KOK = Begrip("u:1", "Kok", ("Chef-kok",))
TIMMERMAN = Begrip("u:2", "Timmerman", ("Bouwtimmerman", "Timmervrouw"))


@pytest.mark.parametrize("naam", ["Timmerman", " timmerman ", "TIMMERMAN", "bouwtimmerman", "u:2"])
def test_finds_by_name_synonym_and_code(naam):
    assert Referentielijst([KOK, TIMMERMAN]).zoek(naam) == TIMMERMAN


@pytest.mark.parametrize("naam", ["Timerman", "Timmerman hout", "", "U:2"])
def test_never_guesses(naam):
    assert Referentielijst([KOK, TIMMERMAN]).zoek(naam) is None


def test_a_name_goes_before_a_synonym():
    assert Referentielijst([Begrip("a", "Kok", ("Chef",)), Begrip("b", "Chef")]).zoek("chef").code == "b"


def test_a_name_of_two_entries_finds_neither():
    assert Referentielijst([Begrip("a", "Chef"), Begrip("b", "chef")]).zoek("Chef") is None


def test_what_the_operator_decided_goes_before_a_synonym_of_the_list_and_never_before_a_name():
    eigen = [("Chef-kok", "u:2"), ("Timmerman", "u:1"), ("Bakker", "weg")]
    lijst = Referentielijst([KOK, TIMMERMAN], eigen=eigen)
    assert (lijst.zoek("chef-kok"), lijst.zoek("timmerman"), lijst.zoek("bakker")) == (TIMMERMAN, TIMMERMAN, None)


@pytest.mark.parametrize(
    ("dag", "geldt"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)],
)
def test_an_entry_has_its_own_dates(dag, geldt):
    begrip = Begrip("a", "Kok", (), date(2026, 3, 1), date(2026, 3, 31))
    assert (Referentielijst([begrip], dag).zoek("Kok") is not None) is geldt


@pytest.mark.parametrize(
    ("lijst", "goed", "fout"),
    [
        (Lijst.BEROEPEN, "https://linkeddata.competentnl.nl/uwv/id/occupation/1", "721"),
        (Lijst.COMPETENTIES, "https://x.example/a", "https://x.example/ a"),
        (Lijst.BOC, "1000403587", "12345678901"),
        (Lijst.TALEN, "nld", "nl"),
        (Lijst.SBI, "62010", "620100"),
        (Lijst.OPLEIDINGEN, "24101", "A1"),
    ],
)
def test_every_list_has_its_own_codes(lijst, goed, fout):
    assert lees_code(lijst, f" {goed} ") == goed
    with pytest.raises(Codefout, match="code moet"):
        lees_code(lijst, fout)


def test_an_sbi_code_is_kept_without_points():
    assert lees_code(Lijst.SBI, "62.01.0") == "62010"


class TestNaslag:
    def test_finds_in_the_list_that_is_asked(self):
        naslag = Naslag({Lijst.BEROEPEN: Referentielijst([KOK])}, {"7": "u:7"}.get)
        assert (naslag.code(Lijst.BEROEPEN, "kok"), naslag.code(Lijst.BOC, "kok")) == ("u:1", None)
        assert (naslag.uri_van_boc("7"), naslag.uri_van_boc("8")) == ("u:7", None)

    def test_proposes_for_each_missed_name_once_and_never_a_formula(self):
        naslag = Naslag({Lijst.BEROEPEN: Referentielijst([KOK, TIMMERMAN])})
        for naam in ("Timmermann", "timmermann", "Bakker", "=HYPERLINK(1)"):
            naslag.mis(Lijst.BEROEPEN, naam)
        naslag.mis(Lijst.COMPETENTIES, "Plannen")
        assert [(r["lijst"], r["naam"], r["code"], r["voorstel"]) for r in voorstelrijen(naslag)] == [
            ("beroepen", "Timmermann", "u:2", "Timmerman"),
            ("beroepen", "Bakker", "", ""),
            ("competenties", "Plannen", "", ""),
        ]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8), st.text())
def test_proposals_are_entries_of_the_list_best_first(namen, gezocht):
    lijst = Referentielijst(Begrip(str(n), naam) for n, naam in enumerate(namen))
    scores = [score for _, score in lijst.voorstel(gezocht, gelijkend).kandidaten]
    assert scores == sorted(scores, reverse=True)
    assert all(75 <= score <= 100 for score in scores)
