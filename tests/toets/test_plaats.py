"""Where a rule says that it stands in the official contract, it stands."""

import re
from functools import cache
from typing import Any

import pytest
import yaml

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client import Rol
from openvum.toets import alle_regels
from openvum.toets.plaats import voluit
from tests.materiaal import materiaal_map

_SCHEMA = re.compile(r"components\.schemas\.([A-Za-z0-9_]+)")
_PAD = re.compile(r"paths\.(/\S+?)\.(post|get)")


@cache
def _contract(versie: Versie, naam: str) -> dict[str, Any]:
    pad = materiaal_map("vum", "contracten", versie.kort, f"{naam}.yaml")
    return yaml.load(pad.read_text("utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("versie", list(Versie))
@pytest.mark.parametrize("rol", list(Rol))
@pytest.mark.parametrize("soort", list(Soort))
def test_every_place_is_there(versie, rol, soort):
    weg = []
    for regel in alle_regels():
        if not regel.geldt(rol, versie, soort):
            continue
        waar = voluit(regel.waar, rol, versie, soort)
        if not waar.startswith(("VUM-Bron-", "VUM-Bemiddelaar-")):
            continue
        contract = _contract(versie, waar.partition(" ")[0])
        schemas, paden = contract["components"]["schemas"], contract["paths"]
        weg += [(regel.id, s) for s in _SCHEMA.findall(waar) if s not in schemas]
        weg += [(regel.id, p, m) for p, m in _PAD.findall(waar) if m not in paden.get(p, {})]
    assert weg == []
