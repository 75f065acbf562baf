"""The published documents: what the app makes, complete, and valid in their examples."""

import json
import re

import httpx
import jsonschema
import pytest

from app.main import maak_app
from app.settings import Instellingen
from tests.contract.conftest import APIS, OPENAPI, document, versie_van
from tests.contract.vergelijk import Document
from tests.routers.conftest import Neppoort
from tools.schrijf_openapi import documenten

MATERIAALVELDEN = ("contact_naam", "contact_url", "contact_email")


def _operaties(naam):
    for pad, acties in document(naam)["paths"].items():
        for methode, actie in acties.items():
            yield f"{methode} {pad}", actie


def test_committed_files_are_what_the_app_makes():
    gemaakt = documenten()
    for naam, inhoud in gemaakt.items():
        assert (OPENAPI / naam).read_bytes() == inhoud, f"openapi/{naam}: run python -m tools.schrijf_openapi"
    bestanden = {str(p.relative_to(OPENAPI)) for p in OPENAPI.rglob("*.json")}
    assert bestanden == set(gemaakt)


@pytest.mark.parametrize(("naam", "basis"), APIS.items())
async def test_served_document_and_examples_are_the_committed_ones(naam, basis, monkeypatch):
    for veld in MATERIAALVELDEN:
        monkeypatch.delenv(f"OPENVUM_{veld.upper()}", raising=False)
    app = maak_app(Instellingen(), Neppoort())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"http://node{basis}/") as klant:
        assert (await klant.get("openapi.json")).json() == document(naam)
        verwijzingen = set(re.findall(r'"externalValue": "([^"]+)"', json.dumps(document(naam))))
        assert len(verwijzingen) == 6
        for verwijzing in verwijzingen:
            assert (await klant.get(verwijzing)).content == (OPENAPI / verwijzing).read_bytes()


@pytest.mark.parametrize("naam", APIS)
def test_examples_are_valid(naam):
    doc = document(naam)
    for plek, actie in _operaties(naam):
        delen = [actie.get("requestBody", {}), *actie["responses"].values()]
        for media in (m for deel in delen for m in deel.get("content", {}).values()):
            assert "example" in media or media["examples"], plek
            voorbeelden = [media["example"]] if "example" in media else [_lees(v) for v in media["examples"].values()]
            validator = jsonschema.Draft202012Validator(
                {**media["schema"], "components": doc["components"]},
                format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
            )
            for voorbeeld in voorbeelden:
                validator.validate(voorbeeld)
        for parameter in actie["parameters"]:
            jsonschema.Draft202012Validator(parameter["schema"]).validate(parameter["example"])


def _lees(voorbeeld):
    return json.loads((OPENAPI / voorbeeld["externalValue"]).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("naam", "basis"), APIS.items())
def test_what_the_design_rules_ask_of_a_document(naam, basis):
    doc = document(naam)
    assert doc["openapi"].startswith("3.1")
    assert doc["info"]["version"] == versie_van(naam)
    assert all(doc["info"]["contact"].get(v) for v in ("name", "url", "email"))
    assert [s["url"] for s in doc["servers"]] == [basis]
    assert all(re.fullmatch("([A-Z][a-z0-9]+)+", n) for n in doc["components"]["schemas"] if n != "ArbeidsVoorwaarden")
    tags = {t["name"] for t in doc["tags"]}
    for plek, actie in _operaties(naam):
        assert set(actie["tags"]) <= tags, plek
        assert actie["summary"], plek
        assert actie["description"], plek
        for status, antwoord in actie["responses"].items():
            assert {"API-Version", "X-VUM-fromParty"} <= antwoord["headers"].keys()
            verwacht = {"application/json"} | ({"application/problem+json"} if status != "200" else set())
            assert set(antwoord["content"]) == verwacht, (plek, status)


@pytest.mark.parametrize("naam", APIS)
def test_every_schema_and_property_is_described(naam):
    doc = Document(document(naam))
    for schemanaam, schema in doc.inhoud["components"]["schemas"].items():
        assert schema.get("description"), schemanaam
        for veld, eigenschap in schema.get("properties", {}).items():
            assert eigenschap.get("description") or doc.los_op(eigenschap).get("description"), f"{schemanaam}.{veld}"


@pytest.mark.parametrize("naam", APIS)
def test_dates_are_dates(naam):
    doc = Document(document(naam))
    for schemanaam, schema in doc.inhoud["components"]["schemas"].items():
        for veld, eigenschap in schema.get("properties", {}).items():
            if "datum" in veld.lower() and "$ref" not in eigenschap:
                assert eigenschap.get("format") == "date", f"{schemanaam}.{veld}"
