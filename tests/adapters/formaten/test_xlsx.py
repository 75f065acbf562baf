"""The reader of workbooks agrees with calamine, an independent one, on what stands in a cell."""

import datetime as dt
import io

import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.formaten.bronnen.xlsxbron import Xlsxbron
from tests.adapters.formaten.hulp import catalogus, voorbeeld
from tests.materiaal import materiaal_map

SONAR = next(a for (naam, _), a in catalogus().afbeeldingen.items() if naam == "sonar")

waarden = (
    st.none()
    | st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20)
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e9, 1e9, allow_nan=False)
    | st.booleans()
    | st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1))
)


def zelf(inhoud):
    """Give the cells of the sheet by place, empty ones left out."""
    bron = Xlsxbron(io.BytesIO(inhoud), SONAR)
    return {
        (rij.nummer - 1, kolom): waarde
        for rij in bron._ruw()
        for kolom, waarde in enumerate(rij.waarden)
        if waarde not in {None, ""}
    }


def ander(inhoud):
    blad = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(inhoud)).get_sheet_by_index(0)
    rijen = blad.to_python(skip_empty_area=False)
    return {(r, k): w for r, rij in enumerate(rijen) for k, w in enumerate(rij) if w != ""}


@given(st.lists(st.lists(waarden, max_size=5), max_size=6))
def test_reads_what_calamine_reads(rijen):
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    blad, datum = boek.add_worksheet(), boek.add_format({"num_format": "dd-mm-yyyy"})
    for r, rij in enumerate(rijen):
        for k, waarde in enumerate(rij):
            blad.write(r, k, waarde, datum) if isinstance(waarde, dt.date) else blad.write(r, k, waarde)
    boek.close()
    assert zelf(uit.getvalue()) == ander(uit.getvalue())


def test_reads_the_sample_as_calamine_does():
    onder_de_titel = [{p: w for p, w in lees(voorbeeld("sonar.xlsx")).items() if p[0] > 0} for lees in (zelf, ander)]
    assert onder_de_titel[0] == onder_de_titel[1]


def test_reads_the_real_sonar_file_as_calamine_does():
    inhoud = materiaal_map("voorbeelden", "sonar-dashboard.xlsx").read_bytes()
    assert zelf(inhoud) == ander(inhoud)
