import csv
import math
import subprocess
import sys
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.selectiegebied import Gebied, PostcodebestandFout, Postcodekaart

LAAGSTE, HOOGSTE = 1000, 9999


@pytest.fixture(scope="module")
def kaart():
    return Postcodekaart.lees()


@pytest.fixture(scope="module")
def rijen():
    tekst = resources.files("app").joinpath("data", "pc4.csv").read_text("utf-8")
    return list(csv.DictReader(tekst.splitlines()))


def bestand(tmp_path, inhoud):
    pad = tmp_path / "postcodes.csv"
    pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    return pad


# --- the shipped data -----------------------------------------------------------------------------


def test_the_shipped_file_holds_every_pc4_once_in_order_and_within_the_country(rijen):
    codes = [int(rij["postcode"]) for rij in rijen]
    assert 4080 <= len(codes) <= 4089
    assert codes == sorted(set(codes))
    assert all(LAAGSTE <= code <= HOOGSTE for code in codes)
    assert all(50.75 < float(rij["latitude"]) < 53.56 and 3.35 < float(rij["longitude"]) < 7.23 for rij in rijen)


@pytest.mark.parametrize(
    ("verbeterd", "buur", "km"),
    [("3062", "3061", 1.0), ("6431", "6433", 2.0), ("4944", "4942", 3.0), ("5449", "5446", 3.0)],
)
def test_corrected_centroids_lie_beside_their_neighbours(kaart, verbeterd, buur, km):
    assert kaart.afstand(verbeterd, buur) < km


@pytest.mark.parametrize("code", ["1234", "1954", "5217", "5442", "7146", "2765"])
def test_numbers_without_a_place_are_not_known(kaart, code):
    assert not kaart.bekend(code)
    assert kaart.pc4(code) is not None


@pytest.mark.parametrize(
    ("van", "naar", "km"),
    [
        ("1011AB", "3511AA", 35),  # Amsterdam, Utrecht
        ("1011AB", "9711LM", 146),  # Groningen
        ("1011AB", "6211CZ", 175),  # Maastricht
        ("4331AA", "9711LM", 277),  # Middelburg, Groningen
        ("3011AA", "2511AA", 21),  # Rotterdam, Den Haag
    ],
)
def test_known_distances_between_cities(kaart, van, naar, km):
    assert kaart.afstand(van, naar) == pytest.approx(km, rel=0.04)


# --- distance and area ----------------------------------------------------------------------------

pc4s = st.integers(LAAGSTE, HOOGSTE).map(str)


@settings(deadline=None, max_examples=100)
@given(a=pc4s, b=pc4s)
def test_distance_is_the_same_both_ways_and_zero_to_itself(kaart, a, b):
    heen = kaart.afstand(a, b)
    assert heen == kaart.afstand(b, a)
    if kaart.pc4(a) is not None:
        assert kaart.afstand(a, a) == 0.0


@settings(deadline=None, max_examples=40)
@given(postcode=pc4s, afstand=st.integers(0, 999))
def test_an_area_holds_exactly_what_is_near_enough_nearest_first(kaart, rijen, postcode, afstand):
    gebied = kaart.gebied(postcode, afstand)
    verwacht = {}
    if kaart.pc4(postcode) is not None:
        alle = {int(rij["postcode"]): kaart.afstand(postcode, rij["postcode"]) for rij in rijen}
        verwacht = {pc4: km for pc4, km in alle.items() if km <= afstand}
    assert dict(zip(gebied.pc4s, gebied.afstanden, strict=True)) == verwacht
    assert list(zip(gebied.afstanden, gebied.pc4s, strict=True)) == sorted(
        zip(gebied.afstanden, gebied.pc4s, strict=True)
    )


def test_an_area_is_computed_once(kaart):
    assert kaart.gebied("3511AA", 30) is kaart.gebied("3511BB", 30)
    assert kaart.gebied("3511AA", 30) != kaart.gebied("3511AA", 31)


def test_distance_follows_the_haversine_formula():
    kaart = Postcodekaart({1000: (52.0, 5.0), 1001: (53.0, 5.0), 1002: (52.0, 6.0)})
    assert kaart.afstand("1000", "1001") == pytest.approx(6371 * math.radians(1))
    oostwaarts = 2 * 6371 * math.asin(math.cos(math.radians(52)) * math.sin(math.radians(0.5)))
    assert kaart.afstand("1000", "1002") == pytest.approx(oostwaarts)


def test_the_unit_of_distance_is_a_setting():
    punten = {1000: (52.0, 5.0), 1001: (53.0, 5.0)}
    hectometer = Postcodekaart(punten, eenheid_km=0.1)
    assert hectometer.afstand("1000", "1001") == pytest.approx(10 * Postcodekaart(punten).afstand("1000", "1001"))
    assert list(hectometer.gebied("1000", 999).pc4s) == [1000]


# --- unknown PC4 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("postcode", "pc4"),
    [
        ("1200AA", 1200),
        ("1201AA", 1200),
        ("1204AA", 1205),
        ("1203AA", 1205),
        ("1299AA", 1205),
        ("1300AA", None),
        ("1199AA", None),
        ("2000AA", 2050),
        ("9999AA", None),
        ("0000AA", None),
        ("", None),
        ("12", None),
        ("AB12CD", None),
        ("１２００AA", None),
    ],
)
def test_an_unknown_pc4_is_reckoned_from_the_nearest_number_in_its_region(postcode, pc4):
    kaart = Postcodekaart({1200: (52.0, 5.0), 1205: (52.0, 5.1), 2050: (52.0, 5.2)})
    assert kaart.pc4(postcode) == pc4
    assert kaart.bekend(postcode) is (postcode == "1200AA")


def test_of_two_equally_near_numbers_the_lower_counts():
    assert Postcodekaart({1200: (52.0, 5.0), 1202: (52.0, 5.1)}).pc4("1201AA") == 1200


def test_a_postcode_that_cannot_be_placed_has_no_distance_and_no_area(kaart):
    assert kaart.afstand("0012AB", "1011AB") is None
    assert kaart.afstand("1011AB", "0012AB") is None
    assert kaart.gebied("0012AB", 999) == Gebied((), ())


# --- an operator's own file -----------------------------------------------------------------------


def test_pc6_rows_are_averaged_and_an_own_pc4_row_goes_first(tmp_path):
    pad = bestand(
        tmp_path,
        "﻿postcode,longitude,bron,latitude\n1011AB,4.0,x,52.0\n1011 ac,5.0,x,53.0\n1012AB,4.0,x,52.0\n1012,6.0,x,52.0\n",
    )
    eigen = Postcodekaart.lees(pad)
    verwacht = Postcodekaart({1011: (52.5, 4.5), 1012: (52.0, 6.0)})
    assert eigen.afstand("1011XX", "1012XX") == verwacht.afstand("1011XX", "1012XX")


def test_the_order_of_pc6_rows_makes_no_difference(tmp_path):
    kop, *regels = [
        "postcode,latitude,longitude",
        "1011AA,52.1,4.1",
        "1011AB,52.2,4.7",
        "1011AC,52.7,4.3",
        "1012,52.0,5.0",
    ]
    heen = Postcodekaart.lees(bestand(tmp_path, "\n".join([kop, *regels]))).afstand("1011", "1012")
    terug = Postcodekaart.lees(bestand(tmp_path, "\n".join([kop, *reversed(regels)]))).afstand("1011", "1012")
    assert heen == terug


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("", "regel 1: de kolommen postcode, latitude, longitude moeten er zijn"),
        ("postcode;latitude;longitude\n", "regel 1: de kolommen"),
        ("postcode,latitude,longitude\n", "geen enkele postcode"),
        ("postcode,latitude,longitude\n1011,52,5\n101,52,5\n", "regel 3: postcode moet 4 cijfers zijn"),
        ("postcode,latitude,longitude\n1011A1,52,5\n", "regel 2: postcode moet 4 cijfers zijn"),
        ("postcode,latitude,longitude\n1011,52\n", "regel 2: longitude moet een getal in graden tussen 3 en 8 zijn"),
        ("postcode,latitude,longitude\n1011,5,52\n", "regel 2: latitude moet een getal in graden tussen 50 en 54 zijn"),
        ("postcode,latitude,longitude\n1011,nan,5\n", "regel 2: latitude moet een getal"),
        ('postcode,latitude,longitude\n1011,"52,1",5\n', "regel 2: latitude moet een getal"),
        ("postcode,latitude,longitude\n1011,52,5\n1011,52,5\n", "regel 3: postcode staat al eerder"),
        (b"postcode,latitude,longitude\n1011,\xff,5\n", "geen CSV in UTF-8"),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_rule(tmp_path, inhoud, melding):
    pad = bestand(tmp_path, inhoud)
    with pytest.raises(PostcodebestandFout) as fout:
        Postcodekaart.lees(pad)
    assert str(fout.value).startswith(str(pad))
    assert melding in str(fout.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PostcodebestandFout, match=r"er-niet\.csv: niet te lezen"):
        Postcodekaart.lees(tmp_path / "er-niet.csv")


def test_importing_reads_no_file():
    code = (
        "import sys; gelezen = []\n"
        "sys.addaudithook(lambda naam, a: gelezen.append(str(a[0])) if naam == 'open' else None)\n"
        "import app.domain.selectiegebied\n"
        "sys.exit(any('pc4.csv' in pad for pad in gelezen))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
