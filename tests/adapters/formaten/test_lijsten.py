"""Names are found exactly or by a synonym that somebody decided on; what is merely alike is proposed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.formaten.lijsten import Lijstfout, gelijkend, laad_lijsten
from app.domain.referentielijst import Begrip, Referentielijst, Voorstellenbak
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import lees, maker
from tests.materiaal import materiaal_map

DAG = date(2026, 6, 1)
URI = "https://linkeddata.competentnl.nl/uwv/id/occupation/{}"
KOP = "code;naam;synoniemen;geldig_vanaf;geldig_tot\n"


@pytest.fixture
def map_(tmp_path):
    def schrijf(*regels, naam="beroepen-2026-01-01.csv", kop=KOP):
        (tmp_path / naam).write_text(kop + "\n".join(regels) + "\n", encoding="utf-8")
        return tmp_path

    return schrijf


def zoek(map_, naam, dag=DAG):
    return laad_lijsten(map_, dag).beroepen(naam)


@pytest.mark.parametrize("naam", ["Timmerman", " timmerman ", "TIMMERMAN", "Bouwtimmerman", URI.format(1)])
def test_finds_by_name_synonym_and_code(map_, naam):
    assert zoek(map_(f"{URI.format(1)};Timmerman;Bouwtimmerman | Timmervrouw;;"), naam) == URI.format(1)


def test_a_name_goes_before_a_synonym():
    lijst = Referentielijst([Begrip("a", "Kok", ("Chef",)), Begrip("b", "Chef")])
    assert lijst.zoek("chef").code == "b"


def test_a_name_of_two_entries_finds_neither(map_):
    assert zoek(map_(f"{URI.format(1)};Chef;;;", f"{URI.format(2)};chef;;;"), "Chef") is None


@pytest.mark.parametrize("naam", ["Timerman", "Timmerman hout", ""])
def test_never_guesses(map_, naam):
    assert zoek(map_(f"{URI.format(1)};Timmerman;;;"), naam) is None


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [(date(2025, 12, 31), None), (date(2026, 1, 1), "1"), (date(2026, 7, 1), "2"), (date(2027, 1, 1), "2")],
)
def test_the_newest_version_that_is_valid_is_used(map_, dag, verwacht):
    map_(f"{URI.format(1)};Kok;;;")
    folder = map_(f"{URI.format(2)};Kok;;;", naam="beroepen-2026-07-01.csv")
    assert zoek(folder, "Kok", dag) == (URI.format(verwacht) if verwacht else None)


@pytest.mark.parametrize(
    ("dag", "geldt"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)],
)
def test_an_entry_has_its_own_dates(map_, dag, geldt):
    assert (zoek(map_(f"{URI.format(1)};Kok;;2026-03-01;2026-03-31"), "Kok", dag) is not None) is geldt


def test_without_a_folder_or_a_list_nothing_is_found(tmp_path):
    assert laad_lijsten(None, DAG).beroepen("Kok") is None
    assert laad_lijsten(tmp_path, DAG).beroepen("Kok") is None


@pytest.mark.parametrize(
    ("regel", "woord"),
    [
        (";Kok;;;", "code en naam"),
        ("721;Kok;;;", "URI"),
        (f"{URI.format(1)};Kok;;morgen;", "JJJJ-MM-DD"),
        (f'"{URI.format(1)};Kok', "code en naam"),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_line(map_, regel, woord):
    with pytest.raises(Lijstfout, match=rf"beroepen-2026-01-01\.csv, regel 2: .*{woord}"):
        laad_lijsten(map_(regel), DAG)


def test_a_list_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "beroepen-2026-01-01.csv").write_bytes(b"code;naam\n\xff;x\n")
    with pytest.raises(Lijstfout, match="UTF-8"):
        laad_lijsten(tmp_path, DAG)
    with pytest.raises(Lijstfout, match="niet te lezen"):
        laad_lijsten(tmp_path / "weg", DAG)


def test_a_reviewed_file_of_proposals_is_the_file_of_synonyms(map_):
    folder = map_(f"{URI.format(1)};Timmerman;;;", f"{URI.format(2)};Kok;;;")
    bakken = laad_lijsten(folder, DAG)
    for naam in ("Timmermann", "timmermann", "Bakker", "=HYPERLINK(1)"):
        assert bakken.beroepen(naam) is None
    rijen = list(bakken.voorstellen())
    assert [(r["naam"], r["code"], r["voorstel"]) for r in rijen] == [
        ("Timmermann", URI.format(1), "Timmerman"),
        ("Bakker", "", ""),
    ]
    map_(
        *[";".join(r.values()) for r in rijen if r["code"]],
        naam="synoniemen-beroepen.csv",
        kop=";".join(rijen[0]) + "\n",
    )
    assert zoek(folder, "TIMMERMANN") == URI.format(1)


def test_a_synonym_for_what_is_not_in_the_list_is_a_mistake(map_):
    map_(f"{URI.format(1)};Timmerman;;;")
    with pytest.raises(Lijstfout, match="staat niet in de lijst"):
        laad_lijsten(map_(f"x;{URI.format(9)}", naam="synoniemen-beroepen.csv", kop="naam;code\n"), DAG)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8), st.text())
def test_proposals_are_entries_of_the_list_best_first(namen, gezocht):
    lijst = Referentielijst(Begrip(str(n), naam) for n, naam in enumerate(namen))
    scores = [score for _, score in lijst.voorstel(gezocht, gelijkend).kandidaten]
    assert scores == sorted(scores, reverse=True)
    assert all(75 <= score <= 100 for score in scores)


def test_on_a_real_list_of_24_000_names_the_right_one_is_proposed_for_a_slip():
    regels = (
        materiaal_map("vum", "waardelijsten", "BOC_lijst_Volledig-24.1.csv")
        .read_text(encoding="utf-8-sig")
        .splitlines()
    )
    velden = [regel.strip('"').split('";"') for regel in regels[1:]]
    bak = Voorstellenbak(Referentielijst(Begrip(v[0], v[1]) for v in velden))
    exact = velden[100][1]
    assert bak(exact) == velden[100][0]
    assert bak("elektromonteur schakelbordne") is None
    (voorstel,) = bak.voorstellen(gelijkend)
    assert voorstel.kandidaten[0][0].naam == "elektromonteur schakelborden"


def test_a_name_in_a_file_becomes_the_code_of_the_list(map_):
    folder = map_(f"{URI.format(7)};Koordanser;;;")
    bakken = laad_lijsten(folder, DAG)
    maak = maker()
    v = maak.Voorbeeld([{**maak.gemeente().rijen[1], "Gewenst beroep": "koordanser"}])
    uitkomst = lees("gemeente-csv", maak.als_csv(v, "utf-8"), Soort.WERKZOEKENDE, bakken.lijsten)
    assert uitkomst.genoemd == []
    assert uitkomst.records["rij 2"]["bemiddelingsberoep"] == [{"codeBeroepsnaam": URI.format(7)}]
