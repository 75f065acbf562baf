"""Any cell of any sample turned to garbage: never a crash, never a wrong value, and that cell is named."""

import copy
import re
from functools import cache

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.formaten.inrichting import Rol, richt_in
from tests.adapters.formaten.hulp import FORMAAT, GEEN, catalogus, fouten, lees, maker

RIJEN = 4
"""Of each sample; enough to see that the others stay as they are."""

# No converter can make anything of a text that begins with these; it is short enough for every text field.
onzin = st.builds(
    lambda kop, rest: kop + rest,
    st.sampled_from(["§", "¤", "~~", "«»"]),
    st.text(
        st.characters(
            min_codepoint=33,
            max_codepoint=255,
            exclude_characters='";=\\<>&\x7f',
            exclude_categories=("Cc", "Cf", "Zs"),
        ),
        max_size=4,
    ),
)


@cache
def geval(naam):
    """Give the faultless rows of a sample, where each stands, and what comes out of them."""
    maak, _, plaats = maker().BESTANDEN[naam]
    bedorven = maak()
    slecht = {nummer for nummer, _ in bedorven.fouten}
    rijen = [rij for nummer, rij in enumerate(bedorven.rijen) if nummer not in slecht][:RIJEN]
    return rijen, [plaats(n) for n in range(len(rijen))], lees(naam, schrijf(naam, rijen))


def schrijf(naam, rijen):
    """Write rows in the form of this sample."""
    return maker().BESTANDEN[naam][1](maker().Voorbeeld(rijen))


def bladen(waarde, weg=()):
    """Give the way to every value of a row: in a table its cells, in a record its values at any depth."""
    if isinstance(waarde, dict):
        return [blad for naam, deel in waarde.items() for blad in bladen(deel, (*weg, naam))]
    if isinstance(waarde, list):
        return [blad for nummer, deel in enumerate(waarde) for blad in bladen(deel, (*weg, nummer))]
    return [weg]


def met(rij, weg, waarde):
    """Give the row with another value there."""
    nieuw = copy.deepcopy(rij)
    hier = nieuw
    for stap in weg[:-1]:
        hier = hier[stap]
    hier[weg[-1]] = waarde
    return nieuw


@cache
def inrichting(naam):
    formaat, soort = FORMAAT[naam]
    return richt_in(formaat, catalogus().afbeeldingen[formaat, soort], GEEN)


@cache
def xml_paden():
    """Where the sample of XML puts each of its values."""
    rijen, *_ = geval("setu.xml")
    gevonden = {}
    for kolom in rijen[0]:
        uitkomst = lees("setu.xml", schrijf("setu.xml", [{**rijen[0], kolom: "§§§"}]))
        gevonden[kolom] = {k for _, k in uitkomst.genoemd}
    return gevonden


def sleutel_van(naam, weg):
    """Give the name in the mapping of the cell at this place; None where it has none (or XML decides)."""
    i = inrichting(naam)
    if naam.endswith(".xml"):
        return None
    namen = dict(i.afbeelding.namen())
    if i.afbeelding.tabel:
        return namen.get(weg[0])
    pad = "".join("[]" if isinstance(stap, int) else f".{stap}" for stap in weg).lstrip(".")
    if any(pad.startswith(keuze.lijst) for keuze in i.afbeelding.keuzes):
        return None  # of this list one element is read
    for kandidaat in (pad, pad.removesuffix("[]"), re.sub(r"\[\]", "", pad)):
        if kandidaat in namen:
            return namen[kandidaat]
    return None


def is_vrije_tekst(naam, sleutel):
    """Say whether any text is right there, as long as it fits."""
    i = inrichting(naam)
    if sleutel in i.rollen and i.rollen[sleutel] is Rol.DEEL:
        return True
    omzetters = {k.omzetter for k in i.afbeelding.kolommen if k.kolom == sleutel and k.waarden is None}
    return bool(omzetters) and omzetters <= {"tekst", "html"}


@pytest.mark.parametrize("naam", sorted(FORMAAT))
@settings(max_examples=25)
@given(data=st.data(), garbage=onzin)
def test_garbage_in_any_cell_is_named_and_nothing_wrong_is_loaded(naam, data, garbage):
    rijen, plaatsen, gaaf = geval(naam)
    nummer = data.draw(st.integers(0, len(rijen) - 1))
    weg = data.draw(st.sampled_from(bladen(rijen[nummer])))
    uitkomst = lees(naam, schrijf(naam, [*rijen[:nummer], met(rijen[nummer], weg, garbage), *rijen[nummer + 1 :]]))
    plaats = plaatsen[nummer]

    assert uitkomst.verslag.sluitend
    assert uitkomst.leesfouten == []
    anders = {p: r for p, r in gaaf.records.items() if p != plaats}
    assert {p: r for p, r in uitkomst.records.items() if p != plaats} == anders
    assert {p for p, _ in uitkomst.genoemd} <= {plaats}, "no other row is named"
    record, was = uitkomst.records.get(plaats), gaaf.records[plaats]
    staat_erin = record is not None and garbage in orjson.dumps(record).decode()
    if uitkomst.genoemd:
        assert not staat_erin
        assert _hoort_bij(naam, weg, uitkomst.genoemd)
        assert record is None or bladeren(record) <= bladeren(was)
    else:
        # Not named: then it is free text, or it never passes.
        sleutel = sleutel_van(naam, weg)
        if staat_erin:
            assert sleutel is None or is_vrije_tekst(naam, sleutel)
        else:
            assert record is not None
            assert bladeren(record) <= bladeren(was), "nothing else came in its place"
            assert sleutel is None or inrichting(naam).rollen[sleutel] in {Rol.GENEGEERD, Rol.IDENTIFICEREND, Rol.DEEL}


def _hoort_bij(naam, weg, genoemd):
    """Say whether the report names the very cell that was changed."""
    kolom = genoemd[0][1]
    if _is_keuze(naam, weg):
        assert {k for _, k in genoemd} >= {f"werkgever.adresHouding[{weg[2] + 1}].codeFunctieAdres"}
        return True
    assert len(genoemd) == 1
    if naam.endswith(".xml"):
        return kolom in xml_paden()[weg[0]]
    if inrichting(naam).afbeelding.tabel:
        return kolom == weg[0]
    pad = "".join(f"[{stap + 1}]" if isinstance(stap, int) else f".{stap}" for stap in weg).lstrip(".")
    return re.sub(r"\[[0-9]*\]", "", kolom) == re.sub(r"\[[0-9]*\]", "", pad)


def _is_keuze(naam, weg):
    """Say whether an element is chosen by this cell: then nothing can be chosen, and what is missing is named too."""
    return any(keuze.op == weg[-1] for keuze in inrichting(naam).afbeelding.keuzes)


def test_every_cell_of_every_sample_that_is_a_field_names_itself_when_it_is_garbage():
    """Not drawn but all: one row per format, each of its cells in turn."""
    for naam in sorted(FORMAAT):
        rijen, plaatsen, gaaf = geval(naam)
        genoemd = overgeslagen = 0
        for weg in bladen(rijen[0]):
            uitkomst = lees(naam, schrijf(naam, [met(rijen[0], weg, "§§§"), *rijen[1:]]))
            rol = inrichting(naam).rollen.get(sleutel_van(naam, weg) or "")
            if uitkomst.genoemd:
                assert {p for p, _ in uitkomst.genoemd} == {plaatsen[0]}, (naam, weg)
                assert _hoort_bij(naam, weg, uitkomst.genoemd), (naam, weg, uitkomst.genoemd)
                genoemd += 1
            else:
                assert rol is not Rol.ID, (naam, weg)
                overgeslagen += 1
            assert uitkomst.verslag.sluitend, (naam, weg)
        assert genoemd >= 3, naam
        assert gaaf.genoemd == []


@given(
    data=st.data(),
    garbage=st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(["=1+1", "\0", "'", '"']),
)
def test_any_text_at_all_never_crashes_and_leaves_the_other_rows_alone(data, garbage):
    naam = data.draw(st.sampled_from([n for n in sorted(FORMAAT) if n.endswith(("utf8.csv", ".json"))]))
    rijen, plaatsen, gaaf = geval(naam)
    nummer = data.draw(st.integers(0, len(rijen) - 1))
    weg = data.draw(st.sampled_from(bladen(rijen[nummer])))
    uitkomst = lees(naam, schrijf(naam, [*rijen[:nummer], met(rijen[nummer], weg, garbage), *rijen[nummer + 1 :]]))
    assert uitkomst.verslag.sluitend
    if not uitkomst.leesfouten:
        assert {p: r for p, r in gaaf.records.items() if p != plaatsen[nummer]}.items() <= uitkomst.records.items()


@pytest.mark.parametrize("waarde", [None, True, 10**30, -1.5, [], {}, [[]], {"a": {"b": 1}}, [1, "x"]])
@pytest.mark.parametrize("naam", sorted(n for n in FORMAAT if n.endswith(".json")))
def test_a_value_of_another_kind_never_crashes_a_record(naam, waarde):
    rijen, plaatsen, gaaf = geval(naam)
    for weg in bladen(rijen[0]):
        uitkomst = lees(naam, schrijf(naam, [met(rijen[0], weg, waarde), *rijen[1:]]))
        assert uitkomst.verslag.sluitend
        assert {p: r for p, r in gaaf.records.items() if p != plaatsen[0]}.items() <= uitkomst.records.items()


def bladeren(waarde, pad=""):
    """Give every value of a record with its path; which element of a list is left out."""
    if isinstance(waarde, dict):
        return {blad for naam, deel in waarde.items() for blad in bladeren(deel, f"{pad}.{naam}")}
    if isinstance(waarde, list):
        return {blad for deel in waarde for blad in bladeren(deel, f"{pad}[]")}
    return {(pad, waarde)}


def test_the_faultless_rows_are_faultless():
    for naam in sorted(FORMAAT):
        rijen, plaatsen, gaaf = geval(naam)
        assert (sorted(gaaf.records), gaaf.genoemd) == (sorted(plaatsen), [])
        assert len(rijen) == RIJEN
        assert len(fouten(naam)) > 0
