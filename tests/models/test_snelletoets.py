"""The quick judge against the model that it was made from."""

from random import Random
from typing import Annotated, Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, StringConstraints, ValidationError, field_validator

from app.models.gegevens import Optioneel, VumModel
from app.models.lezen import ID_VELD, match_klopt, valideer_match
from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from app.models.snelletoets import OnbekendVeld, maak_snelle_toets
from app.models.vacature import MPVacatureBronMatch
from app.models.werkzoekende import MPWerkzoekendeBronMatch
from tests import builders
from tests.models.maker import Maker

MODELLEN: dict[Soort, type[VumModel]] = {
    Soort.WERKZOEKENDE: MPWerkzoekendeBronMatch,
    Soort.VACATURE: MPVacatureBronMatch,
}
SNEL = {soort: maak_snelle_toets(model) for soort, model in MODELLEN.items()}


def match(soort: Soort) -> dict[str, Any]:
    return {**(matchprofiel(soort, builders.een_record(soort)) or {}), ID_VELD[soort]: "r-1"}


def volgens_model(soort: Soort, ruw: bytes) -> bool:
    try:
        MODELLEN[soort].model_validate_json(ruw)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("soort", list(Soort))
def test_what_is_whole_is_judged_quickly(soort):
    assert SNEL[soort](orjson.dumps(match(soort)))


@given(st.sampled_from(list(Soort)), st.integers(0, 3), st.integers(0, 2**32))
def test_it_says_yes_to_exactly_what_the_model_accepts(soort, schade, zaad):
    kans, document = Random(zaad), match(soort)
    for _ in range(schade):
        document = Maker({}, kans).beschadig(document)
    ruw = orjson.dumps(document) if _past(document) else b"{"
    assert SNEL[soort](ruw) == volgens_model(soort, ruw)


def _past(document: Any) -> bool:
    try:
        orjson.dumps(document)
    except orjson.JSONEncodeError:  # a number beyond 64 bits
        return False
    return True


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        (("mobiliteit", "bemiddelingspostcode"), "3511AB\n"),
        (("mobiliteit", "bemiddelingspostcode"), "３５１１AB"),
        (("mobiliteit", "maximaleReisafstand"), 10.0),
        (("mobiliteit", "maximaleReisafstand"), True),
        (("flexibiliteit", "datumAanvangBeschikbaarVoorWerk"), "2023-02-29"),
        (("flexibiliteit", "datumAanvangBeschikbaarVoorWerk"), "0000-01-01"),
        (("flexibiliteit", "datumAanvangBeschikbaarVoorWerk"), "2024-01-01T00:00:00"),
        (("flexibiliteit", "datumAanvangBeschikbaarVoorWerk"), 20240101),
        (("werktijden", "indicatieKantoortijden"), "1"),
        (("werktijden",), None),
        (("idWerkzoekende",), "é"),
    ],
)
def test_what_other_readers_take_for_good_is_not(pad, waarde):
    document = match(Soort.WERKZOEKENDE)
    houder: Any = document
    for naam in pad[:-1]:
        houder = houder.setdefault(naam, {})
    houder[pad[-1]] = waarde
    ruw = orjson.dumps(document)
    assert not volgens_model(Soort.WERKZOEKENDE, ruw)
    assert not SNEL[Soort.WERKZOEKENDE](ruw)
    assert not match_klopt(Soort.WERKZOEKENDE, ruw, document)


@pytest.mark.parametrize("ruw", [b"", b"{", b"null", b"[]", b"\xff", b'{"idWerkzoekende":"\xff"}', b"[" * 10_000])
def test_what_is_no_json_is_no_match(ruw):
    assert not SNEL[Soort.WERKZOEKENDE](ruw)


def test_a_key_that_occurs_twice_is_judged_twice():
    goed = orjson.dumps(match(Soort.WERKZOEKENDE))
    assert SNEL[Soort.WERKZOEKENDE](goed[:-1] + b',"idWerkzoekende":"r-1"}')
    assert not SNEL[Soort.WERKZOEKENDE](b'{"idWerkzoekende":1,' + goed[1:])


@pytest.mark.parametrize("id_", ["", ".", "..", "a/b", "x" * 201])
def test_an_id_must_open_a_detail(id_):
    document = {**match(Soort.WERKZOEKENDE), "idWerkzoekende": id_}
    assert valideer_match(Soort.WERKZOEKENDE, document)
    assert not match_klopt(Soort.WERKZOEKENDE, orjson.dumps(document), document)


class MetEigenRegel(VumModel):
    veld: str

    @field_validator("veld")
    @classmethod
    def klopt(cls, waarde: str) -> str:
        return waarde


class MetKeuze(VumModel):
    veld: int | str


class MetNull(VumModel):
    veld: int | None = None


class MetPatroon(VumModel):
    veld: Annotated[str, StringConstraints(pattern=r"^\d+$")]


class MetSchoonmaak(VumModel):
    veld: Annotated[str, StringConstraints(strip_whitespace=True)]


class MetVeelvoud(VumModel):
    veld: Optioneel[Annotated[int, Field(multiple_of=2)]] = None


class Open(VumModel, extra="allow"):
    veld: str


@pytest.mark.parametrize("model", [MetEigenRegel, MetKeuze, MetNull, MetPatroon, MetSchoonmaak, MetVeelvoud, Open])
def test_what_it_does_not_know_it_leaves_to_the_model(model):
    with pytest.raises(OnbekendVeld):
        maak_snelle_toets(model)
