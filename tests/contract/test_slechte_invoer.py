"""Bad input to the whole node: a clear answer, never a 500, never an echo."""

import json

import pytest

from tests.contract.conftest import APIS, versie_van
from tests.contract.node import PARTIJEN

KANARIE = "kanarie82731"
KOPPEN = {
    **PARTIJEN,
    "X-VUM-SUWIparty": "true",
    "Content-Type": "application/json",
}


def _koppen(basis: str) -> dict[str, str]:
    versie = versie_van(basis)
    return KOPPEN | {"X-VUM-berichtVersie": versie, "API-Version": versie}


GEBIED = '"selectiegebied":{"postcode":"3511AA","afstand":10}'


def _vraag(rest: str) -> bytes:
    return f'{{"vraagObject":{{{GEBIED},{rest}}}}}'.encode()


SLECHT = {
    "no body": b"",
    "no JSON": KANARIE.encode(),
    "half JSON": b'{"vraagObject":{',
    "two documents": b'{"vraagObject":{}}{}',
    "no UTF-8": b'{"vraagObject":"\xff\xfe"}',
    "UTF-16": '{"vraagObject":{}}'.encode("utf-16"),
    "not an object": b'["kanarie82731"]',
    "a number": b"82731",
    "null": b"null",
    "no vraagObject": b"{}",
    "empty question": b'{"vraagObject":{}}',
    "vraagObject is a list": b'{"vraagObject":[]}',
    "explicit null": b'{"vraagObject":null}',
    "null inside": _vraag('"kanarie82731":null'),
    "NaN": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":NaN}}}',
    "Infinity": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":Infinity}}}',
    "huge number": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":1' + b"0" * 4000 + b"}}}",
    "huge exponent": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":1e999999}}}',
    "distance as text": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":"10"}}}',
    "distance as boolean": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":true}}}',
    "bad postcode": b'{"vraagObject":{"selectiegebied":{"postcode":"kanarie82731","afstand":10}}}',
    "postcode with newline": b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA\\n","afstand":10}}}',
    "postcode in other digits": '{"vraagObject":{"selectiegebied":{"postcode":"٣٥١١AA","afstand":10}}}'.encode(),
    "operator as a list": _vraag('"werktijden.aantalWerkurenPerWeekMaximaal":[{"$gte":24}]'),
    "operator's value as a list": _vraag('"werktijden.aantalWerkurenPerWeekMaximaal":{"$gte":[24]}'),
    "operator out of range": _vraag('"werktijden.aantalWerkurenPerWeekMaximaal":{"$gte":82731}'),
    "nested 10,000 deep": b'{"vraagObject":' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
    "lists 10,000 deep": b'{"vraagObject":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "too large": b'{"vraagObject":"' + b"x" * 200_000 + b'"}',
}


@pytest.mark.parametrize("basis", APIS.values())
@pytest.mark.parametrize("soort", ["werkzoekendeProfielen", "vacatures"])
@pytest.mark.parametrize("naam", SLECHT)
def test_bad_body(vraag, basis, soort, naam):
    antwoord = vraag(method="POST", url=f"{basis}/{soort}/matches", headers=_koppen(basis), content=SLECHT[naam])
    assert antwoord.status_code == 400, antwoord.text
    body = antwoord.json()
    assert body["code"] in ("400.01", "400.02")
    assert body["details"]
    assert "82731" not in antwoord.text


@pytest.mark.parametrize("basis", APIS.values())
@pytest.mark.parametrize("surrogaat", ['"\\ud800"', '{"\\udfff":1}', '{"$eq":"\\ud800kanarie82731"}'])
def test_lone_surrogates_are_no_500(vraag, basis, surrogaat):
    for veld in ("onbekend", "beroep.codeBeroepsnaam", "\\ud800"):
        body = _vraag(f'"{veld}":{surrogaat}')
        antwoord = vraag(method="POST", url=f"{basis}/vacatures/matches", headers=_koppen(basis), content=body)
        assert antwoord.status_code in (200, 400)
        assert "82731" not in antwoord.text


@pytest.mark.parametrize("basis", APIS.values())
@pytest.mark.parametrize("soort", ["werkzoekendeProfielen", "vacatures"])
def test_every_bad_id_gets_one_and_the_same_answer(vraag, basis, soort):
    ids = [
        "onbekend",
        "x" * 501,
        "%00",
        "a%00b",
        "%C3%A9",
        "%0A",
        "a%20b",
        "...",
        "%FF",
        "kanarie82731",
        "e30.e30.e30.e30.e30",
    ]
    antwoorden = set()
    for id_ in ids:
        antwoord = vraag(method="GET", url=f"{basis}/{soort}/{id_}", headers=_koppen(basis))
        assert antwoord.status_code == 400, id_
        body = antwoord.json()
        del body["instance"]
        antwoorden.add(json.dumps(body))
    assert len(antwoorden) == 1
    assert "82731" not in antwoorden.pop()


@pytest.mark.parametrize("basis", APIS.values())
@pytest.mark.parametrize("naam", PARTIJEN)
def test_unknown_party(vraag, basis, naam):
    onbekend = "00000099000827310000"
    antwoord = vraag(method="GET", url=f"{basis}/vacatures/x", headers=_koppen(basis) | {naam: onbekend})
    assert antwoord.status_code == (400 if naam == "X-VUM-toParty" else 401)
    assert "82731" not in antwoord.text


def test_a_real_question_is_answered(vraag):
    """The tests above refuse for their own reason: the same question without a fault is answered."""
    for basis in APIS.values():
        body = _vraag('"onbekend":{"$onbekend":1}')
        antwoord = vraag(method="POST", url=f"{basis}/vacatures/matches", headers=_koppen(basis), content=body)
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.json()["maximumAantalResultatenBereikt"] is False
