"""Independent sources with faults on request: each fault that the check can see is found, over real sockets."""

import asyncio

import pytest

from app.models.partijen import Soort
from app.models.versie import Versie
from app.settings import SANDBOX_OIN
from openvum.client import Rol, partijen
from openvum.toets import Doel, Oordeel, toets
from tests.keten.bronnen import start_bronnen

VEEL = ("SCH-*", "SEL-0*", "SEL-1*", "MAX-0[1-4]", "IDS-*")
GEVONDEN = {
    "traag300": ("TIJ-01", {"vraag_seconden": 0.2}),
    "hangt": ("BER-01", {"seconden": 0.7}),
    "kapot": ("BER-02", {}),
    "html": ("BER-03", {}),
    "druppel": ("BER-01", {"seconden": 1.5}),
    "groot": ("BER-01", {}),
    "vals": ("SCH-01", {}),
    "500": ("BER-01", {}),
    "503": ("BER-01", {}),
    "429": ("BER-01", {}),
    "reset": ("BER-01", {}),
    "leeg": ("BER-02", {}),
    "teveel": ("MAX-01", {}),
    "vreemd": ("BER-02", {}),  # what it gives are no objects but triples
}
"""Every fault of the test server, the rule that finds it, and what that needs."""


@pytest.fixture(scope="module")
def bronnen():
    with start_bronnen(4) as adres:
        yield adres, Versie.V3


@pytest.fixture(scope="module")
def bronnen_v2():
    with start_bronnen(4, versie="v2") as adres:
        yield adres, Versie.V2


def _toets(bronnen, naam, *regels, soort=Soort.WERKZOEKENDE, **over):
    adres, versie = bronnen
    wie = partijen(SANDBOX_OIN, SANDBOX_OIN, suwi=True)
    opties = {"soorten": (soort,), "postcodes": ("3511AA",), "maximum": 100, **over}
    return asyncio.run(toets(Doel(f"{adres}/{naam}", Rol.BRON, versie, wie, **opties), regels=regels))


def _regels(verslag):
    return {u.regel.id for u in verslag.uitkomsten if u.oordeel is Oordeel.BEVINDING}


@pytest.mark.parametrize("fout", GEVONDEN)
def test_the_fault_is_found(bronnen, fout):
    regel, over = GEVONDEN[fout]
    assert regel in _regels(_toets(bronnen, f"bron1-{fout}", "BER-*", regel, **over))


@pytest.mark.parametrize("soort", list(Soort))
def test_a_source_that_answers_well_has_nothing_of_that(bronnen, soort):
    verslag = _toets(bronnen, "bron1", "BER-*", *VEEL, soort=soort)
    assert _regels(verslag) == set(), [b.wat for u in verslag.uitkomsten for b in u.bevindingen]
    assert verslag.aantal(Oordeel.GOED) > 15


def test_a_source_of_version_2(bronnen_v2):
    verslag = _toets(bronnen_v2, "bron1", "BER-*", *VEEL, soort=Soort.VACATURE)
    assert _regels(verslag) == set(), [b.wat for u in verslag.uitkomsten for b in u.bevindingen]
    for fout in ("vals", "teveel", "kapot"):
        regel, over = GEVONDEN[fout]
        assert regel in _regels(_toets(bronnen_v2, f"bron1-{fout}", "BER-*", regel, **over))


def test_nobody_there():
    wie = partijen(SANDBOX_OIN, SANDBOX_OIN)
    verslag = asyncio.run(toets(Doel("http://127.0.0.1:9/x", Rol.BRON, Versie.V3, wie), regels=["BER-*"]))
    assert verslag.onbereikbaar
