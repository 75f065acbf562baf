"""``openvum toets``: nothing to find on our own interfaces, and every planted fault is found by its rule."""

from collections import Counter

import pytest

from app.log import configureer
from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client import Rol
from openvum.toets import Ernst, Oordeel, alle_regels
from tests.toets.mutaties import ALLE, Mutatie
from tests.toets.node import proefnode
from tests.toets.omhulsel import omhul

_ALTIJD = {("HTT-18", soort) for soort in Soort}
KAN_NIET = {
    Versie.V3: _ALTIJD,
    Versie.V2: _ALTIJD | {(regel, Soort.VACATURE) for regel in ("SEL-37", "SEL-39", "VLG-02")},
}
"""No certificate is given here; a vacancy of version 2 shows no postcode: nobody can judge its distance."""
V2_SOORT = {Rol.UITWISSELING: Soort.WERKZOEKENDE, Rol.BRON: Soort.VACATURE}


@pytest.fixture(scope="module", params=list(Versie))
def node(request, tmp_path_factory):
    with proefnode(tmp_path_factory.mktemp("node"), request.param) as node:
        node.versie = request.param
        yield node


@pytest.fixture(scope="module")
def node3(tmp_path_factory):
    with proefnode(tmp_path_factory.mktemp("node"), Versie.V3) as node:
        yield node


@pytest.fixture(autouse=True)
def _stil():
    configureer("critical")


@pytest.mark.parametrize("rol", list(Rol))
def test_nothing_to_find_on_our_own(node, rol):
    """Of version 2 each role for one kind: the rules are those of version 3."""
    soorten = {Versie.V3: tuple(Soort), Versie.V2: (V2_SOORT[rol],)}[node.versie]
    verslag = node.toets(rol, soorten=soorten)
    gevonden = [(u.regel.id, u.soort, b.wat) for u in verslag.uitkomsten for b in u.bevindingen]
    assert gevonden == []
    niet = {(u.regel.id, u.soort) for u in verslag.uitkomsten if u.oordeel is Oordeel.NIET_TE_BEOORDELEN}
    assert niet == {(regel, soort) for regel, soort in KAN_NIET[node.versie] if soort in soorten}
    van_toepassing = [r for r in alle_regels() for s in soorten if r.geldt(rol, node.versie, s)]
    assert len(verslag.uitkomsten) == len(van_toepassing)
    assert not verslag.onbereikbaar


@pytest.mark.parametrize("mutatie", ALLE, ids=lambda m: f"{m.regel} {m.naam}")
def test_a_planted_fault_is_found(node3, mutatie: Mutatie):
    verslag = node3.toets(
        mutatie.rol,
        mutatie.regel,
        om=omhul(mutatie.maak()),
        soorten=(mutatie.soort,),
        **{"postcodes": ("8881AA", "3511AA"), **mutatie.doel},
    )
    (uitkomst,) = verslag.uitkomsten
    assert uitkomst.oordeel is Oordeel.BEVINDING, uitkomst.reden
    assert all(b.wat for b in uitkomst.bevindingen)


def test_the_planted_faults_are_many_and_each_its_own():
    assert len(ALLE) >= 25
    assert [naam for naam, n in Counter(m.naam for m in ALLE).items() if n > 1] == []


def test_warnings_are_no_errors(node3):
    (mutatie,) = [m for m in ALLE if m.regel == "HTT-14"]
    verslag = node3.toets(Rol.BRON, "HTT-14", om=omhul(mutatie.maak()))
    assert (verslag.bevindingen(Ernst.FOUT), verslag.bevindingen(Ernst.WAARSCHUWING)) == (0, 2)
