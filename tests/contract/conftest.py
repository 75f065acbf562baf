"""The documents as they are committed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.contract.node import draaiende_node

OPENAPI = Path(__file__).resolve().parents[2] / "openapi"
VERSIES = {"v3": "3.0.0", "v2": "2.0.0"}
_BASES = {"uitwisseling": "/api", "bron": "/bron/api"}
APIS = {f"{naam}-{versie}": f"{basis}/{versie}" for versie in VERSIES for naam, basis in _BASES.items()}
_CONTRACTEN = {
    "VUM-Bron-Vacatures": "bron",
    "VUM-Bron-WerkzoekendeProfielen": "bron",
    "VUM-Bemiddelaar-Vacatures": "uitwisseling",
    "VUM-Bemiddelaar-WerkzoekendeProfielen": "uitwisseling",
}
API_VAN_CONTRACT = {
    f"{versie}/{contract}": f"{naam}-{versie}" for versie in VERSIES for contract, naam in _CONTRACTEN.items()
}
CONTRACTEN = list(API_VAN_CONTRACT)


def versie_van(api: str) -> str:
    """The full version of an API, from its short name or its path."""
    return next(vol for kort, vol in VERSIES.items() if api.endswith(kort))


@cache
def document(naam: str) -> dict[str, Any]:
    return json.loads((OPENAPI / f"{naam}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="package")
def vraag(tmp_path_factory):
    with draaiende_node(tmp_path_factory.mktemp("node")) as vraag:
        yield vraag
