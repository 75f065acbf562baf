"""Whom to ask: skipping a source never changes an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bronkeuze import MAX_REEKSEN, Bronkeuze, lees_gebied, schrijf_gebied
from app.domain.matching import in_gebied
from app.domain.ports import Bronregistratie, Bronstaat
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.identiteit import Oin
from app.models.partijen import Soort
from tests import builders

BRON = Oin("00000099000000001000")
VACATURE, WERKZOEKENDE = Soort.VACATURE, Soort.WERKZOEKENDE
PC4 = st.integers(1000, 9999)
REEKSEN = st.lists(st.tuples(PC4, st.integers(0, 30)), min_size=1, max_size=4).map(
    lambda delen: tuple((van, min(9999, van + lengte)) for van, lengte in delen)
)
KAART = Postcodekaart.lees()


def _bron(**velden):
    return Bronregistratie(BRON, "x", "https://bron.example", **velden)


@given(st.data(), REEKSEN, PC4, st.integers(0, 60))
def test_a_skipped_source_has_nothing_in_the_asked_area(data, reeksen, midden, afstand):
    """Any record that keeps to the stated area and lies in the asked one: its source is asked."""
    van, tot = data.draw(st.sampled_from(reeksen))
    postcode = f"{data.draw(st.integers(van, tot)):04}AB"
    vraag = ontleed(VACATURE, {"selectiegebied": {"postcode": f"{midden}XY", "afstand": afstand}})
    record = builders.een_vacature(adres={"postcode": postcode})
    gekozen = Bronkeuze(KAART).kies([_bron(gebied=reeksen)], VACATURE, KAART.gebied(f"{midden}XY", afstand))
    assert gekozen or not in_gebied(vraag, record, KAART)


def test_an_unknown_number_counts_as_its_neighbour_also_just_outside_the_stated_area():
    bekend = {nummer for nummer in range(1000, 10_000) if KAART.bekend(str(nummer))}
    onbekend = next(n for n in range(3000, 9999) if n not in bekend and KAART.pc4(str(n)) not in {None, n})
    buur = KAART.pc4(str(onbekend))
    keuze = Bronkeuze(KAART).kies([_bron(gebied=((onbekend, onbekend),))], VACATURE, KAART.gebied(str(buur), 0))
    assert len(keuze) == 1


@pytest.mark.parametrize(
    ("velden", "soort", "gevraagd"),
    [
        ({}, VACATURE, True),
        ({"gebied": ((6211, 6229),)}, VACATURE, False),
        ({"gebied": ((6211, 6229),)}, WERKZOEKENDE, False),
        ({"gebied": ((1012, 1012), (6211, 6229))}, WERKZOEKENDE, True),
        ({"gebied": ((6211, 6229),), "versie": "2.0.0"}, VACATURE, True),
        ({"gebied": ((6211, 6229),), "versie": "2.0.0"}, WERKZOEKENDE, False),
        ({"gebied": ((6211, 6229),), "url": None}, WERKZOEKENDE, True),
        ({"soorten": frozenset({VACATURE})}, WERKZOEKENDE, False),
        ({"soorten": frozenset({VACATURE})}, VACATURE, True),
        ({"staat": Bronstaat.GEPAUZEERD}, VACATURE, False),
        ({"staat": Bronstaat.STORING}, VACATURE, True),
    ],
)
def test_who_should_answer(velden, soort, gevraagd):
    bron = Bronregistratie(BRON, "x", **{"url": "https://bron.example", **velden})
    assert bool(Bronkeuze(KAART).kies([bron], soort, KAART.gebied("1012AB", 10))) is gevraagd


def test_a_place_that_is_nowhere_is_asked_of_nobody_with_an_area():
    assert Bronkeuze(KAART).kies([_bron(gebied=((1000, 9999),))], VACATURE, KAART.gebied("0000AA", 999)) == []


@given(REEKSEN)
def test_reading_what_was_written_gives_the_same(reeksen):
    assert lees_gebied(schrijf_gebied(sorted(reeksen))) == tuple(sorted(reeksen))


@pytest.mark.parametrize(
    ("tekst", "gelezen"), [("", ()), (" ", ()), (" 6211 , 1000-1999", ((1000, 1999), (6211, 6211)))]
)
def test_reads(tekst, gelezen):
    assert lees_gebied(tekst) == gelezen


@pytest.mark.parametrize(
    "tekst", ["1", "1000-", "2000-1000", "1000;2000", "1000-1999-2", "a", ",", "1011AB", "１０００"]
)
def test_refuses(tekst):
    with pytest.raises(ValueError, match="PC4"):
        lees_gebied(tekst)


def test_refuses_too_many():
    with pytest.raises(ValueError, match=str(MAX_REEKSEN)):
        lees_gebied(",".join(["1000"] * (MAX_REEKSEN + 1)))
