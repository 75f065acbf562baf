"""The documents of our own APIs: what the API Design Rules ask, valid examples, and schemathesis against the node."""

import json
import re

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.settings import SANDBOX_OIN
from tests.contract.conftest import OPENAPI, document
from tests.contract.node import draaiende_node
from tests.contract.vergelijk import Document

EIGEN_APIS = {"beheer-v1": "/beheer/api/v1", "inzage-v1": "/inzage/api/v1", "aanlevering-v1": "/aanlevering/api/v1"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _operaties(naam):
    for pad, acties in document(naam)["paths"].items():
        for methode, actie in acties.items():
            yield f"{methode} {pad}", actie


@pytest.mark.parametrize(("naam", "basis"), EIGEN_APIS.items())
def test_the_document_is_served_to_everybody(vraag, naam, basis):
    antwoord = vraag(method="GET", url=f"{basis}/openapi.json", headers={"Origin": "https://elders.example"})
    assert antwoord.status_code == 200
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"
    assert antwoord.json()["paths"] == document(naam)["paths"]


@pytest.mark.parametrize(("naam", "basis"), EIGEN_APIS.items())
def test_what_the_design_rules_ask_of_a_document(naam, basis):
    doc = document(naam)
    assert doc["openapi"].startswith("3.1")
    assert re.fullmatch(r"\d+\.\d+\.\d+", doc["info"]["version"])
    assert basis.endswith(f"/v{doc['info']['version'].partition('.')[0]}")
    assert all(doc["info"]["contact"].get(v) for v in ("name", "url", "email"))
    assert [s["url"] for s in doc["servers"]] == [basis]
    assert set(doc["components"]["headers"]) == {"API-Version"}
    tags = {t["name"] for t in doc["tags"]}
    for plek, actie in _operaties(naam):
        assert set(actie["tags"]) <= tags, plek
        assert actie["summary"], plek
        assert actie["description"], plek
        assert {"400", "401", "403", "500", "503"} <= actie["responses"].keys(), plek
        for status, antwoord in actie["responses"].items():
            assert "API-Version" in antwoord["headers"]
            soort = "application/problem+json" if status >= "400" else "application/json"
            assert set(antwoord.get("content", {})) - {XLSX} == (set() if status == "204" else {soort})


@pytest.mark.parametrize("naam", EIGEN_APIS)
def test_every_schema_and_property_is_described(naam):
    doc = Document(document(naam))
    for schemanaam, schema in doc.inhoud["components"]["schemas"].items():
        assert re.fullmatch("([A-Z][a-z0-9]+)+", schemanaam)
        assert schema.get("description"), schemanaam
        for veld, eigenschap in schema.get("properties", {}).items():
            assert eigenschap.get("description") or doc.los_op(eigenschap).get("description"), f"{schemanaam}.{veld}"


@pytest.mark.parametrize("naam", EIGEN_APIS)
def test_examples_are_valid(naam):
    doc = document(naam)
    for plek, actie in _operaties(naam):
        delen = [actie.get("requestBody", {"content": {}}), *actie["responses"].values()]
        for media in (m for deel in delen for m in deel.get("content", {}).values()):
            assert "example" in media or media["examples"], plek
            jsonschema.Draft202012Validator(
                {**media["schema"], "components": doc["components"]},
                format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
            ).validate(_voorbeeld(media))
        for parameter in actie["parameters"]:
            jsonschema.Draft202012Validator(parameter["schema"]).validate(parameter["example"])


def _voorbeeld(media):
    if "example" in media:
        return media["example"]
    [verwijzing] = media["examples"].values()
    return json.loads((OPENAPI / verwijzing["externalValue"]).read_text(encoding="utf-8"))


# An id of a valid form that nothing stands behind is 404.
OPZET = {
    "operations": [
        {"include-method": "GET", "checks": {"positive_data_acceptance": {"expected-statuses": [200, 404]}}},
        # Well-formed, and still refused: a base URL or an area that breaks a rule no schema can tell.
        {"include-method": "PUT", "checks": {"positive_data_acceptance": {"expected-statuses": [200, 201, 400]}}},
        {"include-method": "DELETE", "checks": {"positive_data_acceptance": {"expected-statuses": [204, 400, 404]}}},
    ]
}
beheer = schemathesis.openapi.from_dict(document("beheer-v1"), config=SchemathesisConfig.from_dict(OPZET))


@pytest.fixture(scope="module")
def eigen_vraag(tmp_path_factory):
    """A node of its own: what is changed here may be anything."""
    with draaiende_node(tmp_path_factory.mktemp("beheer")) as vraag:
        yield vraag


@beheer.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_beheer(case, eigen_vraag):
    if case.meta.generation.mode.is_positive:
        case.headers["X-VUM-fromParty"] = SANDBOX_OIN
    verzoek = case.as_transport_kwargs(base_url="http://node/beheer/api/v1")
    velden = {naam: verzoek[naam] for naam in ("method", "url", "headers", "params", "json") if naam in verzoek}
    case.validate_response(eigen_vraag(content=verzoek.get("data"), **velden))


# Well-formed, and still refused: a person that is not held, a source that is not here, a day that is past.
OPZET_INZAGE = {
    "operations": [
        {"include-method": "POST", "checks": {"positive_data_acceptance": {"expected-statuses": [200, 400, 404]}}},
    ]
}
inzage = schemathesis.openapi.from_dict(document("inzage-v1"), config=SchemathesisConfig.from_dict(OPZET_INZAGE))


@inzage.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_inzage(case, vraag):
    if case.meta.generation.mode.is_positive:
        case.headers["X-VUM-fromParty"] = SANDBOX_OIN
        case.headers.pop("X-VUM-viaParty", None)
    verzoek = case.as_transport_kwargs(base_url="http://node/inzage/api/v1")
    velden = {naam: verzoek[naam] for naam in ("method", "url", "headers", "params", "json") if naam in verzoek}
    case.validate_response(vraag(content=verzoek.get("data"), **velden))


def test_the_document_of_the_token_endpoint(vraag):
    """It is not like the others: a form goes in, and RFC 6749 says what an error is; all else is as there."""
    doc = document("oauth-v1")
    assert vraag(method="GET", url="/oauth/v1/openapi.json").json()["paths"] == doc["paths"]
    assert "securitySchemes" not in doc["components"]
    for plek, actie in _operaties("oauth-v1"):
        for deel in [actie.get("requestBody", {"content": {}}), *actie["responses"].values()]:
            for media in deel.get("content", {}).values():
                schema = {**media["schema"], "components": doc["components"]}
                jsonschema.Draft202012Validator(schema).validate(media["example"])
        assert {"500", "503"} <= actie["responses"].keys(), plek


@pytest.mark.parametrize("naam", EIGEN_APIS)
def test_every_operation_says_which_scope_and_roles_it_asks(naam):
    doc = document(naam)
    scopes = doc["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"]
    for plek, actie in _operaties(naam):
        [[scope]] = [list(eis["oauth2"]) for eis in actie["security"]]
        assert scope in scopes, plek
        assert set(actie["x-rollen"]) <= {"aanleveraar", "beheerder", "privacyfunctionaris"}


oauth = schemathesis.openapi.from_dict(document("oauth-v1"))


@oauth.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_oauth(case, vraag):
    verzoek = case.as_transport_kwargs(base_url="http://node/oauth/v1")
    velden = {naam: verzoek[naam] for naam in ("method", "url", "headers", "params", "json", "data") if naam in verzoek}
    case.validate_response(vraag(**velden), excluded_checks=[positive_data_acceptance])


# Well-formed, and still refused: options that do not go together, a file of no format, one that runs already.
OPZET_AANLEVERING = {
    # Every combination of every option would be hundreds of deliveries; tests/routers has the ones that matter.
    "phases": {"coverage": {"enabled": False}},
    "operations": [
        {"include-method": "GET", "checks": {"positive_data_acceptance": {"expected-statuses": [200, 404]}}},
        {"include-method": "PUT", "checks": {"positive_data_acceptance": {"expected-statuses": [200, 201, 400]}}},
        {"include-method": "POST", "checks": {"positive_data_acceptance": {"expected-statuses": [202, 400, 404, 409]}}},
        {"include-method": "DELETE", "checks": {"positive_data_acceptance": {"expected-statuses": [204, 404]}}},
    ],
}
aanlevering = schemathesis.openapi.from_dict(
    document("aanlevering-v1"), config=SchemathesisConfig.from_dict(OPZET_AANLEVERING)
)


@pytest.fixture(scope="module")
def lever_vraag(tmp_path_factory):
    """A node of its own: the tests of the management API remove its source."""
    with draaiende_node(tmp_path_factory.mktemp("aanlevering")) as vraag:
        yield vraag


def _deel(waarde):
    """A part of a form as the client can write it: what was made to be wrong may be a number."""
    if isinstance(waarde, tuple):
        return (waarde[0], _deel(waarde[1]), *waarde[2:])
    return waarde if isinstance(waarde, bytes | str) else str(waarde)


def _delen(delen):
    return [(naam, _deel(waarde)) for naam, waarde in (delen.items() if isinstance(delen, dict) else delen)]


@aanlevering.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_aanlevering(case, lever_vraag):
    if case.meta.generation.mode.is_positive:
        case.headers["X-VUM-fromParty"] = SANDBOX_OIN
        case.headers.pop("X-VUM-viaParty", None)
    verzoek = case.as_transport_kwargs(base_url="http://node/aanlevering/api/v1")
    namen = ("method", "url", "headers", "params", "json", "files")
    velden = {naam: verzoek[naam] for naam in namen if verzoek.get(naam) is not None}
    if "files" in velden:
        velden["files"] = _delen(velden["files"])
    inhoud = verzoek.get("data")
    vorm = {"data" if isinstance(inhoud, dict) else "content": inhoud}
    antwoord = lever_vraag(**vorm, **velden)
    antwoord.request.read()
    case.validate_response(antwoord)
