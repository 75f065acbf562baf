"""The check's own reading of a question against the node's reference: two that were written apart agree."""

import pytest

from app.domain.matching import past, voldoet
from app.domain.selectievraag import ontleed
from app.models.versie import Versie
from openvum.toets import oordeel
from openvum.toets.testset import records
from openvum.toets.testset.gevallen import gevallen

GEVALLEN = [(g, v) for g in gevallen() for v in Versie if v is Versie.V3 or not g.alleen_v3]


@pytest.mark.parametrize(("geval", "versie"), GEVALLEN, ids=lambda x: getattr(x, "id", x))
def test_both_select_the_same_records(geval, versie, kaart):
    vraag = ontleed(geval.soort, geval.vraagobject(versie), versie)
    assert vraag.genegeerd == 0
    alle = records(versie, geval.soort)
    assert {r.nummer for r in alle if past(vraag, r.gegevens, kaart)} == geval.verwacht(versie)
    eigen = [oordeel.voldoet(r.gegevens, geval.vraagobject(versie)) for r in alle]
    assert eigen == [voldoet(vraag.criterium, r.gegevens) for r in alle]


def test_every_case_parts_the_set():
    """A case that takes everything, or nothing, shows little; only the first takes all of the island."""
    for geval, versie in GEVALLEN:
        aantal = len(geval.verwacht(versie))
        assert 0 < aantal < len(records(versie, geval.soort)), geval.titel
        assert aantal <= 60
