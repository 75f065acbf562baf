"""Vacancies of two sources that are the same, as far as can be seen."""

import orjson
import pytest

from app.domain.dubbel import dubbele_vacatures
from app.domain.ports import Bronmatch
from app.domain.uitwisseling import Treffer
from app.models.identiteit import Oin, RecordID

A, B = Oin("00000099000000001000"), Oin("00000099000000002000")


def treffer(bron, werkgever="Bakker Voorbeeld", naam="Bakker", postcode="3511AA"):
    profiel = {
        "werkgever": {"handelsnaamOrganisatie": werkgever},
        "naamVacature": naam,
        "adres": {"postcode": postcode},
    }
    return Treffer(bron, Bronmatch(RecordID("x"), orjson.dumps(profiel), 1.0))


def test_counts_at_both_sources():
    treffers = [treffer(A), treffer(B, naam=" BAKKER "), treffer(A, naam="Kok")]
    assert dubbele_vacatures(treffers) == {A: 1, B: 1}


def test_twice_at_one_source_is_its_own_affair():
    assert dubbele_vacatures([treffer(A), treffer(A)]) == {}


@pytest.mark.parametrize("anders", [{"werkgever": "Ander"}, {"naam": "Kok"}, {"postcode": "3511AB"}])
def test_all_three_must_be_equal(anders):
    assert dubbele_vacatures([treffer(A), treffer(B, **anders)]) == {}


@pytest.mark.parametrize("leeg", [{"werkgever": ""}, {"naam": ""}, {"werkgever": None}])
def test_what_is_absent_equals_nothing(leeg):
    assert dubbele_vacatures([treffer(A, **leeg), treffer(B, **leeg)]) == {}
