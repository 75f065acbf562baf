"""Reference lists over HTTP; who may not is in ``test_beheer``."""

from datetime import date

import pytest

from app.domain.audit import Wie
from app.domain.referentielijst import Begrip, Lijst
from app.domain.referentiewijziging import besluit_namen, laad_lijst
from tests.routers.test_beheer import BEHEERDER, beheer, eis_probleem, node  # noqa: F401 - fixtures

URI = "https://x.example/beroep?a=1&b={}"


@pytest.fixture
async def lijsten(node):  # noqa: F811
    begrippen = [Begrip(URI.format(n), f"Beroep {n}", (f"Naam {n}",)) for n in range(5)]
    async with node.database.schrijven() as t:
        await laad_lijst(t, Lijst.BEROEPEN, date(2026, 1, 1), begrippen, 1_767_225_600, wie=Wie())
        await laad_lijst(t, Lijst.BEROEPEN, date(2027, 1, 1), begrippen[:1], 1_767_225_600, wie=Wie())
        await besluit_namen(t, {Lijst.BEROEPEN: [("Eigen", URI.format(2))]}, Wie())


async def get(beheer, pad="", **params):  # noqa: F811
    antwoord = await beheer.get(f"referentielijsten{pad}", headers=BEHEERDER, params=params)
    assert antwoord.status_code == 200
    return antwoord


async def test_every_list_is_shown_with_its_versions(beheer, lijsten):  # noqa: F811
    alle = (await get(beheer)).json()["referentielijsten"]
    assert [deel["lijst"] for deel in alle] == list(Lijst)
    assert alle[0]["versies"] == [
        {"geldigVanaf": "2026-01-01", "geldigTot": "2026-12-31", "aantal": 5, "geladenOp": "2026-01-01T00:00:00Z"},
        {"geldigVanaf": "2027-01-01", "geldigTot": None, "aantal": 1, "geladenOp": "2026-01-01T00:00:00Z"},
    ]
    assert alle[1]["versies"] == []


async def test_pages_follow_the_link_to_the_end(beheer, lijsten):  # noqa: F811
    antwoord, codes = await get(beheer, "/beroepen", dag="2026-06-01", limit=2), []
    while True:
        codes += [b["code"] for b in antwoord.json()["begrippen"]]
        link = antwoord.headers.get("Link", "")
        if not link:
            break
        antwoord = await beheer.get(f"http://node{link[1 : link.index('>')]}", headers=BEHEERDER)
    assert codes == [URI.format(n) for n in range(5)]
    assert antwoord.json()["volgende"] is None


async def test_a_day_decides_which_version_is_shown(beheer, lijsten):  # noqa: F811
    for dag, versie, aantal in (
        ("2025-12-31", None, 0),
        ("2026-12-31", "2026-01-01", 5),
        ("2027-01-01", "2027-01-01", 1),
    ):
        blad = (await get(beheer, "/beroepen", dag=dag)).json()
        assert (blad["dag"], blad["versie"], len(blad["begrippen"])) == (dag, versie, aantal)


@pytest.mark.parametrize(("zoek", "gevonden"), [("naam 3", [3]), (URI.format(1), [1]), ("EIGEN", [2]), ("Beroep", [])])
async def test_a_name_is_found_as_a_delivery_finds_it(beheer, lijsten, zoek, gevonden):  # noqa: F811
    blad = (await get(beheer, "/beroepen", dag="2026-06-01", zoek=zoek)).json()
    assert [b["code"] for b in blad["begrippen"]] == [URI.format(n) for n in gevonden]


@pytest.mark.parametrize(
    "params",
    [{"dag": "geheim"}, {"limit": "0"}, {"limit": "1001"}, {"zoek": ""}, {"cursor": "ge\x07heim"}, {"zoek": "x" * 301}],
)
async def test_a_wrong_parameter_is_named_and_not_repeated(beheer, lijsten, params):  # noqa: F811
    body = eis_probleem(await beheer.get("referentielijsten/boc", headers=BEHEERDER, params=params), 400, "400.01")
    assert next(iter(params)) in body["detail"]
    assert "geheim" not in str(body)


async def test_an_unknown_list_is_not_there(beheer):  # noqa: F811
    eis_probleem(await beheer.get("referentielijsten/geheim", headers=BEHEERDER), 404, "404.01")
