"""Our documents say all that the official contracts say, and nothing else but what is listed here."""

import copy
import re

import pytest
import yaml

from tests.contract.conftest import API_VAN_CONTRACT, CONTRACTEN, document
from tests.contract.vergelijk import Vergelijking
from tests.materiaal import materiaal_map

AFWIJKINGEN = {
    r"parameter X-VUM-(from|to|via)Party: pattern .* is not None": "an OIN has a form; the contract says string",
    r"\d header X-VUM-(from|to|via)Party: pattern .* is not None": "an OIN has a form; the contract says string",
    r"parameter X-VUM-SUWIparty is ours alone$": "optional at the exchange: official callers send it there too",
    r": status (406|415) is ours alone": "the API Design Rules hold for Accept and Content-Type",
    r" \d\d\d: property (type|title|status|detail|instance) is ours alone": "the error body satisfies RFC 9457 as well",
    r"vraagObject: property (arbeidsVoorwaarden\.datumAanvangWerkzaamheden|flexibiliteit\.datumAanvangBeschikbaarVoorWerk) "
    r"is ours alone": "the path under which the record holds it is accepted too",
    r"bemiddelingsberoep\.\$elemMatch\.\$or\[\]: property codeBeroepsnaam is ours alone": "idem",
    r"codeWerkEnDenkniveauMinimaal oneOf 0: additionalProperties": "an unknown operator has no effect, at every level",
}


def _officieel(contract: str):
    return yaml.safe_load(
        materiaal_map("vum", "contracten", *f"{contract}.yaml".split("/")).read_text(encoding="utf-8")
    )


def _onverklaard(onze, officieel) -> list[str]:
    return [v for v in Vergelijking(onze, officieel).verschillen() if not any(re.search(a, v) for a in AFWIJKINGEN)]


@pytest.mark.parametrize("contract", CONTRACTEN)
def test_everything_official_is_in_our_document(contract):
    assert _onverklaard(document(API_VAN_CONTRACT[contract]), _officieel(contract)) == []


def test_every_listed_deviation_exists():
    gezien = [v for c in CONTRACTEN for v in Vergelijking(document(API_VAN_CONTRACT[c]), _officieel(c)).verschillen()]
    for afwijking in AFWIJKINGEN:
        assert any(re.search(afwijking, v) for v in gezien), afwijking


def _zet(pad, waarde):
    def breek(onze):
        *stappen, laatste = pad
        for stap in stappen:
            onze = onze[stap]
        if waarde is None:
            del onze[laatste]
        else:
            onze[laatste] = waarde

    return breek


_OPERATIE = ("paths", "/werkzoekendeProfielen/matches", "post")
_SCHEMAS = ("components", "schemas")


@pytest.mark.parametrize(
    "breek",
    [
        _zet(("paths", "/werkzoekendeProfielen/{vumID}"), None),
        _zet((*_OPERATIE, "operationId"), "anders"),
        _zet((*_OPERATIE, "parameters", 0, "required"), False),
        _zet((*_OPERATIE, "parameters", 0, "schema", "enum"), ["2.0.0"]),
        _zet((*_OPERATIE, "parameters", 0), None),
        _zet((*_OPERATIE, "requestBody", "required"), False),
        _zet((*_OPERATIE, "responses", "429"), None),
        _zet((*_OPERATIE, "responses", "422"), {"description": "x"}),
        _zet((*_OPERATIE, "responses", "200", "headers", "API-Version"), None),
        _zet((*_OPERATIE, "responses", "200", "content", "application/json"), None),
        _zet((*_SCHEMAS, "Mobiliteit", "required"), []),
        _zet((*_SCHEMAS, "Mobiliteit", "additionalProperties"), True),
        _zet((*_SCHEMAS, "Mobiliteit", "properties", "maximaleReistijd"), None),
        _zet((*_SCHEMAS, "Mobiliteit", "properties", "maximaleReistijd", "maximum"), 1000),
        _zet((*_SCHEMAS, "Mobiliteit", "properties", "bemiddelingspostcode", "pattern"), ".*"),
        _zet((*_SCHEMAS, "CursusWerkzoekende", "properties", "naamCursus", "maxLength"), 119),
        _zet((*_SCHEMAS, "TypeOvereenkomst", "enum"), ["01", "02", "03"]),
        _zet((*_SCHEMAS, "JaNee", "enum"), [1.0, 2]),
        _zet((*_SCHEMAS, "Arbeidsmarktkwalificatie", "properties", "cursus", "items"), {"type": "string"}),
        _zet((*_SCHEMAS, "RijbewijsVraag", "properties", "$all", "minItems"), None),
        _zet((*_SCHEMAS, "MpWerkzoekende", "required"), ["contractvorm"]),
    ],
)
def test_the_walker_sees_every_kind_of_difference(breek):
    contract = "v3/VUM-Bemiddelaar-WerkzoekendeProfielen"
    onze = copy.deepcopy(document(API_VAN_CONTRACT[contract]))
    breek(onze)
    assert _onverklaard(onze, _officieel(contract)) != []
