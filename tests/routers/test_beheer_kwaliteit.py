"""Quality figures over HTTP; who may not is in ``test_beheer``."""

import time

import pytest

from app.domain.kwaliteit import DAG
from app.domain.kwaliteitsmeting import Meter
from app.models.aanroeper import Aanroeper, Bewijs, Rol
from app.models.errors import NietGevonden, NietToegestaan
from app.models.identiteit import Oin
from app.models.partijen import Soort
from tests.builders import een_werkzoekende
from tests.routers.conftest import EIGEN, VRAGER
from tests.routers.test_beheer import BEHEERDER, beheer, eis_probleem, node  # noqa: F401 - fixtures
from tests.storage.hulp import aangeleverd, bewaar

W = Soort.WERKZOEKENDE


@pytest.fixture
async def gemeten(node):  # noqa: F811
    kaal = {**een_werkzoekende(), "contractvorm": []}
    await bewaar(node.database, Oin(EIGEN), W, [aangeleverd(W, kaal, "geheim-1")])
    for dagen in (1, 0):
        nu = time.time() - dagen * DAG
        await Meter(node.database, lambda nu=nu: nu).leg_vast()


async def test_figures_with_what_to_mend_first_and_a_trend(beheer, gemeten):  # noqa: F811
    een = (await beheer.get(f"kwaliteit/{EIGEN}", headers=BEHEERDER)).json()
    (meting,) = een["metingen"]
    assert (een["oin"], meting["soort"], meting["records"], meting["verouderd"]) == (EIGEN, "werkzoekende", 1, 0)
    assert [g["totDagen"] for g in meting["leeftijd"]] == [7, 30, 90, 180, None]
    assert len(meting["trend"]) == 2
    assert meting["trend"][-1]["vindbaarheid"] == meting["vindbaarheid"]
    kosten = [v["kosten"] for v in meting["verbeterpunten"]]
    assert kosten == sorted(kosten, reverse=True)
    assert "contractvorm.codeTypeArbeidscontract" in [v["veld"] for v in meting["verbeterpunten"]]
    alle = (await beheer.get("kwaliteit", headers=BEHEERDER)).json()
    assert [b["oin"] for b in alle["bronnen"]] == [EIGEN]
    assert "geheim" not in str(alle) + str(een)


async def test_the_trend_goes_over_the_days_that_are_asked(beheer, gemeten):  # noqa: F811
    (meting,) = (await beheer.get(f"kwaliteit/{EIGEN}?dagen=1", headers=BEHEERDER)).json()["metingen"]
    assert len(meting["trend"]) == 1
    for fout in ("0", "401", "x"):
        eis_probleem(await beheer.get(f"kwaliteit/{EIGEN}?dagen={fout}", headers=BEHEERDER), 400, "400.01")


@pytest.mark.parametrize("oin", ["00000099000000009000", VRAGER, "geheim"])
async def test_a_source_that_is_not_here(beheer, oin):  # noqa: F811
    eis_probleem(await beheer.get(f"kwaliteit/{oin}", headers=BEHEERDER), 404, "404.01")


async def test_a_source_sees_its_own_figures_and_no_others(node, gemeten):  # noqa: F811
    poort = node.poort.beheer.kwaliteit
    zelf, ander = (
        Aanroeper(Oin(oin), Bewijs.TOKEN, frozenset({Rol.AANLEVERAAR}), frozenset()) for oin in (EIGEN, VRAGER)
    )
    assert (await poort.van_eigen_bron(zelf, lambda: 1)).oin == EIGEN
    with pytest.raises(NietGevonden):
        await poort.van_eigen_bron(ander, lambda: 1)
    for vraag in (poort.overzicht(zelf), poort.van_bron(zelf, EIGEN, lambda: 1)):
        with pytest.raises(NietToegestaan):
            await vraag
