"""Both versions of a contract behind the same edge: each asks for its own headers and gives its own."""

import pytest

from app.models.versie import Versie
from tests.routers.conftest import KOPPEN, SOORTEN, eis_fout

VERSIES = list(Versie)
BASES = ("/api/", "/bron/api/")


def _koppen(versie: Versie) -> dict[str, str]:
    return KOPPEN | {"X-VUM-berichtVersie": versie.value, "API-Version": versie.value}


@pytest.mark.parametrize("versie", VERSIES)
@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("soort", SOORTEN)
async def test_the_gate_is_told_the_version(klant, poort, versie, basis, soort):
    pad = f"{basis}{versie.kort}/{soort}"
    antwoorden = [
        await klant.post(f"{pad}/matches", headers=_koppen(versie), json={}),
        await klant.get(f"{pad}/id-1", headers=_koppen(versie)),
    ]
    assert poort.versies == [versie, versie]
    for antwoord in antwoorden:
        assert antwoord.status_code == 200
        assert antwoord.headers["API-Version"] == antwoord.headers["X-VUM-berichtVersie"] == versie.value


@pytest.mark.parametrize("versie", VERSIES)
@pytest.mark.parametrize("basis", BASES)
async def test_the_headers_of_the_other_version_are_refused(klant, poort, versie, basis):
    (andere,) = set(VERSIES) - {versie}
    antwoord = await klant.get(f"{basis}{versie.kort}/vacatures/id-1", headers=_koppen(andere))
    body = eis_fout(antwoord, 400, "400.01")
    assert f"API-Version moet {versie.value} zijn" in body["details"]
    assert antwoord.headers["API-Version"] == versie.value
    assert poort.versies == []
