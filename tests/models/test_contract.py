"""Our models accept and reject what the official contracts do, but for the decisions in ``officieel``."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.models.errors import OngeldigeAanroep
from app.models.lezen import lees_json
from tests.models.maker import Maker
from tests.models.officieel import CONTRACTEN, aanvaardt, bevat_null, rechter, schemas
from tests.models.overzicht import TYPEN

GROOT = ("Werkzoekende", "Vacature", "MP", "verzoek", "antwoord")
PER_SCHEMA, PER_GROOT_SCHEMA = 50, 250
Exact = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, type_checker=jsonschema.Draft4Validator.TYPE_CHECKER
)
"""Reads our own JSON schema, with 3.0 being no integer, as in the contract's draft."""


@cache
def adapter(contract: str, naam: str) -> TypeAdapter[Any]:
    return TypeAdapter(TYPEN[contract][naam])


def wij_aanvaarden(contract: str, naam: str, document: Any) -> bool:
    """As a request is read: no null anywhere, then strict JSON mode."""
    ruw = orjson.dumps(document)
    try:
        lees_json(ruw, len(ruw))
        adapter(contract, naam).validate_json(ruw, strict=True)
    except (ValidationError, OngeldigeAanroep):
        return False
    return True


@cache
def eigen_rechter(contract: str, naam: str, modus: str) -> Any:
    schema = adapter(contract, naam).json_schema(mode=modus)
    _scherp_patronen_aan(schema)
    return Exact(schema, format_checker=jsonschema.FormatChecker(["date"]))


def _scherp_patronen_aan(schema: Any) -> None:
    for deel in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(deel, dict | list):
            _scherp_patronen_aan(deel)
    if isinstance(schema, dict) and isinstance(schema.get("pattern"), str):
        schema["pattern"] = schema["pattern"].removesuffix("$") + r"\Z"


def documenten(contract: str, naam: str, kans: Random, aantal: int) -> Iterator[Any]:
    """Valid and damaged ones; orjson writes no integer beyond 64 bits, so those are left out."""
    maker = Maker(schemas(contract, beslist=True), kans)
    for _ in range(aantal):
        document = maker.maak({"$ref": naam})
        for _ in range(kans.choice((0, 1, 1, 1, 2))):
            document = maker.beschadig(document)
        try:
            orjson.dumps(document)
        except orjson.JSONEncodeError:
            continue
        yield document


@pytest.mark.parametrize("contract", CONTRACTEN)
def test_every_official_schema_has_a_type_of_ours(contract):
    assert not schemas(contract, beslist=False).keys() - TYPEN[contract].keys()


@pytest.mark.parametrize("contract", CONTRACTEN)
def test_models_judge_as_the_contract_does(contract):
    oordelen = {True: 0, False: 0}
    for naam in schemas(contract, beslist=True):
        aantal = PER_GROOT_SCHEMA if naam.startswith(GROOT) else PER_SCHEMA
        for document in documenten(contract, naam, Random(naam), aantal):
            oordeel = aanvaardt(contract, naam, document)
            assert wij_aanvaarden(contract, naam, document) is oordeel, (naam, document)
            oordelen[oordeel] += 1
    assert min(oordelen.values()) > 1000  # the generator gives both kinds


@settings(max_examples=300, deadline=None)
@given(kans=st.randoms(use_true_random=False), contract=st.sampled_from(CONTRACTEN), data=st.data())
def test_models_judge_as_the_contract_does_for_any_document(kans, contract, data):
    naam = data.draw(st.sampled_from(sorted(schemas(contract, beslist=True))))
    for document in documenten(contract, naam, kans, 1):
        assert wij_aanvaarden(contract, naam, document) is aanvaardt(contract, naam, document)


@pytest.mark.parametrize("modus", ["validation", "serialization"])
@pytest.mark.parametrize("contract", CONTRACTEN)
def test_json_schema_says_what_the_contract_says(contract, modus):
    """Judged by the schema that goes into our OpenAPI, instead of by the models."""
    for naam in schemas(contract, beslist=True):
        rechter_ = eigen_rechter(contract, naam, modus)
        for document in documenten(contract, naam, Random(naam), PER_SCHEMA):
            if not bevat_null(document):
                assert rechter_.is_valid(document) is aanvaardt(contract, naam, document), (naam, document)


LENGTES = (0, 1, 3, 6, 10, 11, 14, 24, 35, 70, 100, 120, 200, 320, 500, 1000, 2000)
RANDEN = (
    *range(-1, 12),
    *(grens + af for grens in (99, 999, 99999) for af in (-1, 0, 1)),
    *(teken * (lengte + af) for teken in ("a", "7", "\N{GRINNING FACE}") for lengte in LENGTES for af in (0, 1)),
    *(
        [
            "A",
            "B",
            "C",
            "D",
            "T",
            "O",
            "AM",
            "A1",
            "A2",
            "B+",
            "BE",
            "C1",
            "CE",
            "C1E",
            "D1",
            "DE",
            "D1E",
            "o",
            "b",
            "00",
            "01",
            "02",
            "03",
            "04",
            "05",
            "2024-02-29",
            "2023-02-29",
        ]
    ),
    *([], {}, True, 1.0),
)


@pytest.mark.parametrize("contract", CONTRACTEN)
def test_every_bound_of_every_field_is_the_contracts(contract):
    alle = schemas(contract, beslist=True)
    maker = Maker(alle, Random(contract))
    for naam, schema in alle.items():
        for veld in schema.get("properties", {}):
            basis = {nodig: maker.maak(schema["properties"][nodig]) for nodig in schema.get("required", [])}
            for rand in RANDEN:
                document = basis | {veld: rand}
                oordeel = aanvaardt(contract, naam, document)
                assert wij_aanvaarden(contract, naam, document) is oordeel, (naam, document)


BESLISSINGEN = [
    ("SafeIDString", "w1\n", True, False),
    ("Postcode", "3511AA\n", True, False),
    ("MPWerkzoekende", {"datumAanvangBeschikbaarVoorWerk": {"$lte": "1"}}, False, False),
    ("MPWerkzoekende", {"flexibiliteit.datumAanvangBeschikbaarVoorWerk": {"$lte": "1"}}, True, False),
    ("MPVacature", {"arbeidsVoorwaarden.datumAanvangWerkzaamheden": {"$gte": 1}}, True, False),
    ("beroepsnaam_selectie", {"codeBeroepsnaam": {"$eq": 1}}, True, False),
    ("codeWerkEnDenkNiveauMinimaal_selectie", {"$lt": "7", "$in": []}, False, True),
    ("codeWerkEnDenkNiveauMinimaal_selectie", {"$lt": "7", "$eq": "7"}, False, False),
    ("codeWerkEnDenkNiveauMinimaal_selectie", {"$gte": "3"}, True, True),
    ("codeWerkEnDenkNiveauMinimaal_selectie", {"$gte": "7", "$lt": "7"}, False, False),
    ("codeWerkEnDenkNiveauMinimaal_selectie", {}, True, True),
    ("MPVacature", {"onbekend": {"$eq": [None]}}, True, False),
    ("Error", {"code": "1", "message": "", "status": "400"}, True, False),
]


@pytest.mark.parametrize(("naam", "document", "letterlijk", "wij"), BESLISSINGEN)
def test_each_decision_differs_from_the_letter_of_the_contract_where_it_says_so(naam, document, letterlijk, wij):
    contract = next(c for c in CONTRACTEN if naam in schemas(c, beslist=False))
    assert contract.startswith("v3/")
    if naam.startswith("MP"):
        document = document | {"selectiegebied": {"postcode": "3511AA", "afstand": 1}}
    assert rechter(contract, naam, beslist=False).is_valid(document) is letterlijk
    assert wij_aanvaarden(contract, naam, document) is wij


@pytest.mark.parametrize("waarde", [b"true", b"1.0", b"1e0", b'"1"', b"null", b"[1]"])
def test_a_code_is_only_taken_as_its_own_type(waarde):
    with pytest.raises(ValidationError):
        adapter(CONTRACTEN[0], "Indicatie").validate_json(waarde)


@pytest.mark.parametrize("contract", CONTRACTEN)
def test_every_property_has_a_description_and_no_title_or_null(contract):
    for naam in TYPEN[contract]:
        schema = adapter(contract, naam).json_schema()
        for model in [schema, *schema.get("$defs", {}).values()]:
            for veld, eigenschap in model.get("properties", {}).items():
                beschreven = eigenschap.get("description") or "$ref" in eigenschap
                assert beschreven, (naam, veld)
                assert not {"title", "default", "anyOf"} & eigenschap.keys(), (naam, veld)
