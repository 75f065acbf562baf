"""Any cell of a sample turned to garbage: never a crash, never a wrong value, and that cell is named."""

import csv
import io
from functools import cache

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.formaten.inrichting import Rol, richt_in
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import FORMAAT, GEEN, catalogus, fouten, lees, maker

VRIJE_TEKST = {
    "gemeente-csv": {"Opleiding", "Presentatie", "Contactpersoon"},
    "wbs": {"Vacaturetitel", "Werkgever", "Omschrijving", "Jobcarving", "Straat", "Salaris", "Contactpersoon"},
}
"""Columns in which any text is right, as long as it fits."""

# No converter can make anything of a text that begins with these; it is short enough for every text field.
onzin = st.builds(
    lambda kop, rest: kop + rest,
    st.sampled_from(["§", "¤", "~~", "«»"]),
    st.text(
        st.characters(min_codepoint=33, max_codepoint=255, exclude_characters='";=\\\x7f', exclude_categories=("Cc",)),
        max_size=4,
    ),
)


@cache
def geval(naam):
    """Give the faultless rows of a sample and what comes out of them."""
    maak, _, _ = maker().BESTANDEN[naam]
    bedorven = maak()
    slecht = {nummer for nummer, _ in bedorven.fouten}
    rijen = [rij for nummer, rij in enumerate(bedorven.rijen) if nummer not in slecht][:12]
    return rijen, lees(naam, als_csv(rijen))


def als_csv(rijen):
    uit = io.StringIO(newline="")
    schrijver = csv.DictWriter(uit, list(rijen[0]), delimiter=";")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


@pytest.mark.parametrize("naam", ["gemeente-utf8.csv", "wbs.csv"])
@given(data=st.data(), garbage=onzin)
def test_garbage_in_any_cell_is_named_and_nothing_wrong_is_loaded(naam, data, garbage):
    rijen, gaaf = geval(naam)
    formaat, soort = FORMAAT[naam]
    nummer = data.draw(st.integers(0, len(rijen) - 1))
    kolom = data.draw(st.sampled_from(sorted(rijen[0])))
    uitkomst = lees(naam, als_csv([{**r, kolom: garbage} if n == nummer else r for n, r in enumerate(rijen)]))
    plaats = f"rij {nummer + 2}"

    anders = {p: r for p, r in gaaf.records.items() if p != plaats}
    assert {p: r for p, r in uitkomst.records.items() if p != plaats} == anders
    assert uitkomst.verslag.sluitend
    rol = rol_van(formaat, soort, kolom)
    record, was = uitkomst.records.get(plaats), gaaf.records[plaats]
    if rol in {Rol.GENEGEERD, Rol.IDENTIFICEREND}:
        assert (record, uitkomst.genoemd) == (was, [])
    elif kolom in VRIJE_TEKST[formaat]:
        assert garbage in orjson.dumps(record).decode()
    else:
        assert uitkomst.genoemd == [(plaats, kolom)]
        assert garbage not in orjson.dumps(record).decode()
        assert record is None or bladeren(record) <= bladeren(was)


@given(
    data=st.data(),
    garbage=st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(["=1+1", "\0", "'", '"']),
)
def test_any_text_at_all_never_crashes_and_leaves_the_other_rows_alone(data, garbage):
    rijen, gaaf = geval("gemeente-utf8.csv")
    nummer = data.draw(st.integers(0, len(rijen) - 1))
    kolom = data.draw(st.sampled_from(sorted(rijen[0])))
    uitkomst = lees(
        "gemeente-utf8.csv", als_csv([{**r, kolom: garbage} if n == nummer else r for n, r in enumerate(rijen)])
    )
    assert uitkomst.verslag.sluitend
    if not uitkomst.leesfouten:
        assert {p: r for p, r in gaaf.records.items() if p != f"rij {nummer + 2}"}.items() <= uitkomst.records.items()


@cache
def rol_van(formaat, soort, kolom):
    inrichting = richt_in(formaat, catalogus().afbeeldingen[formaat, soort], GEEN)
    namen = dict(inrichting.afbeelding.namen())
    return inrichting.rollen[namen[kolom]]


def bladeren(waarde, pad=""):
    """Give every value of a record with its path; which element of a list is left out."""
    if isinstance(waarde, dict):
        return {blad for naam, deel in waarde.items() for blad in bladeren(deel, f"{pad}.{naam}")}
    if isinstance(waarde, list):
        return {blad for deel in waarde for blad in bladeren(deel, f"{pad}[]")}
    return {(pad, waarde)}


def test_the_faultless_rows_are_faultless():
    for naam in ("gemeente-utf8.csv", "wbs.csv"):
        rijen, gaaf = geval(naam)
        assert (len(gaaf.records), gaaf.genoemd) == (len(rijen), [])
        assert len(fouten(naam)) > 0
    assert FORMAAT["wbs.csv"][1] is Soort.VACATURE
