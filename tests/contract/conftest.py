"""The documents as they are committed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.contract.node import draaiende_node

OPENAPI = Path(__file__).resolve().parents[2] / "openapi"
APIS = {"uitwisseling-v3": "/api/v3", "bron-v3": "/bron/api/v3"}
API_VAN_CONTRACT = {
    "VUM-Bron-Vacatures": "bron-v3",
    "VUM-Bron-WerkzoekendeProfielen": "bron-v3",
    "VUM-Bemiddelaar-Vacatures": "uitwisseling-v3",
    "VUM-Bemiddelaar-WerkzoekendeProfielen": "uitwisseling-v3",
}
CONTRACTEN = list(API_VAN_CONTRACT)


@cache
def document(naam: str) -> dict[str, Any]:
    return json.loads((OPENAPI / f"{naam}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="package")
def vraag(tmp_path_factory):
    with draaiende_node(tmp_path_factory.mktemp("node")) as vraag:
        yield vraag
