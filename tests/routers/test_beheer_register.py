"""Changing the register over HTTP, on a whole node: who may not, first."""

import time

import pytest

from app.domain.bronstatistiek import DAG, Bronstand, Statistieksleutel, met_duur
from app.domain.ports import Bronstaat
from app.models.identiteit import Oin
from app.models.partijen import Soort
from tests.routers.conftest import EIGEN, KOPPEN, VERWERKER, VRAGER
from tests.routers.test_beheer import BASIS, BEHEERDER, beheer, eis_probleem, node  # noqa: F401 - fixtures

NIEUW = "00000099000000007000"
DEELNEMER = {"naam": "Gemeente Voorbeeld", "klasse": "suwi", "verwerkers": [VERWERKER], "uitwisseling": True}
BRON = {
    "naam": "Bron Voorbeeld",
    "url": "https://bron.example/basis/",
    "versie": "2.0.0",
    "verwerker": VERWERKER,
    "staat": "storing",
    "soorten": ["vacature"],
    "gebied": "6211, 1000-1999",
    "seconden": 2.5,
    "gelijktijdig": 3,
}
VERZOEKEN = [
    ("PUT", f"deelnemers/{NIEUW}", DEELNEMER),
    ("DELETE", f"deelnemers/{VRAGER}", None),
    ("PUT", f"bronnen/{NIEUW}", BRON),
    ("DELETE", f"bronnen/{VRAGER}", None),
    ("GET", f"bronnen/{VRAGER}/statistiek", None),
]


async def _stand(huis):
    async with huis.database.lezen() as opslag:
        return (
            await opslag.register.deelnemers(),
            await opslag.register.bronnen(),
            await opslag.audit.nieuwste(None, 99),
        )


@pytest.mark.parametrize(("methode", "pad", "inhoud"), VERZOEKEN)
async def test_who_may_not_changes_nothing(beheer, node, gesloten, methode, pad, inhoud):  # noqa: F811
    voor = await _stand(node)
    onbekend = {"X-VUM-fromParty": "00000099000000009000"}
    eis_probleem(await beheer.request(methode, pad, headers=onbekend, json=inhoud), 401, "401.01")
    eis_probleem(await beheer.request(methode, pad, headers=KOPPEN, json=inhoud), 403, "403.01")
    assert (await _stand(node))[:2] == voor[:2]
    eis_probleem(await gesloten.request(methode, f"{BASIS}/{pad}", headers=BEHEERDER, json=inhoud), 401, "401.01")


@pytest.mark.parametrize(("pad", "inhoud"), [(f"deelnemers/{NIEUW}", DEELNEMER), (f"bronnen/{NIEUW}", BRON)])
async def test_put_adds_then_replaces_and_delete_removes_once(beheer, node, pad, inhoud):  # noqa: F811
    assert (await beheer.put(pad, headers=BEHEERDER, json=inhoud)).status_code == 201
    assert (await beheer.put(pad, headers=BEHEERDER, json=inhoud)).status_code == 200
    anders = {**inhoud, "naam": "Andere naam"}
    assert (await beheer.put(pad, headers=BEHEERDER, json=anders)).json() == anders
    assert (await beheer.delete(pad, headers=BEHEERDER)).status_code == 204
    eis_probleem(await beheer.delete(pad, headers=BEHEERDER), 404, "404.01")
    soort = pad.partition("/")[0].removesuffix("s").removesuffix("nen")
    handelingen = [r.handeling.removeprefix(soort) for r in (await _stand(node))[2] if r.object == NIEUW]
    assert handelingen == ["_verwijderd", "_gewijzigd", "_toegevoegd"]


async def test_what_was_put_is_what_counts(beheer, node):  # noqa: F811
    await beheer.put(f"bronnen/{NIEUW}", headers=BEHEERDER, json=BRON)
    async with node.database.lezen() as opslag:
        bron = await opslag.register.bron(Oin(NIEUW))
    assert (bron.url, bron.versie, bron.verwerker) == ("https://bron.example/basis", "2.0.0", VERWERKER)
    assert (bron.staat, bron.soorten) == (Bronstaat.STORING, {Soort.VACATURE})
    assert (bron.gebied, bron.seconden, bron.gelijktijdig) == (((1000, 1999), (6211, 6211)), 2.5, 3)
    (getoond,) = [b for b in (await beheer.get("bronnen", headers=BEHEERDER)).json()["bronnen"] if b["oin"] == NIEUW]
    assert getoond == {**BRON, "oin": NIEUW, "url": "https://bron.example/basis", "gebied": "1000-1999,6211"}


@pytest.mark.parametrize(
    ("pad", "inhoud", "veld", "code"),
    [
        ("deelnemers", {**DEELNEMER, "klasse": "geheim"}, "klasse", "400.01"),
        ("deelnemers", {**DEELNEMER, "geheim": 1}, "", "400.01"),
        ("deelnemers", {**DEELNEMER, "verwerkers": ["geheim"]}, "verwerkers", "400.01"),
        ("deelnemers", {"klasse": "suwi"}, "naam", "400.02"),
        ("bronnen", {**BRON, "url": "ftp://geheim"}, "url", "400.01"),
        ("bronnen", {**BRON, "url": "https://a@geheim"}, "url", "400.01"),
        ("bronnen", {**BRON, "gebied": "geheim"}, "gebied", "400.01"),
        ("bronnen", {**BRON, "soorten": []}, "soorten", "400.01"),
        ("bronnen", {**BRON, "staat": None}, "staat", "400.01"),
        ("bronnen", {**BRON, "seconden": 0}, "seconden", "400.01"),
        ("bronnen", {}, "naam", "400.02"),
    ],
)
async def test_a_wrong_body_is_named_and_changes_nothing(beheer, node, pad, inhoud, veld, code):  # noqa: F811
    voor = await _stand(node)
    body = eis_probleem(await beheer.put(f"{pad}/{NIEUW}", headers=BEHEERDER, json=inhoud), 400, code)
    assert veld in body["detail"]
    assert "geheim" not in str(body)
    assert await _stand(node) == voor


@pytest.mark.parametrize("pad", ["deelnemers/geheim", "bronnen/geheim", "bronnen/123"])
async def test_what_is_no_oin_is_not_there(beheer, pad):  # noqa: F811
    eis_probleem(await beheer.put(pad, headers=BEHEERDER, json=DEELNEMER), 404, "404.01")


async def test_only_a_json_body(beheer):  # noqa: F811
    antwoord = await beheer.put(
        f"deelnemers/{NIEUW}", headers={**BEHEERDER, "Content-Type": "text/plain"}, content=b"{}"
    )
    eis_probleem(antwoord, 415, "415.01")


async def test_shows_what_a_source_did(beheer, node):  # noqa: F811
    vandaag = int(time.time()) // DAG * DAG
    verdeling = met_duur(met_duur(Bronstand().verdeling, 0.04), 0.9)
    stand = Bronstand(gevraagd=5, geantwoord=2, te_laat=1, kapot=2, laatste=vandaag, verdeling=verdeling)
    await node.statistiek.bewaar(b"x", {Statistieksleutel(Oin(VRAGER), vandaag): stand})
    await node.statistiek.bewaar(b"y", {Statistieksleutel(Oin(VRAGER), vandaag - DAG): stand})
    pad = f"bronnen/{VRAGER}/statistiek"
    een = (await beheer.get(pad, headers=BEHEERDER)).json()
    assert (een["gevraagd"], een["geantwoord"], een["teLaat"], een["kapot"]) == (5, 2, 1, 2)
    assert (een["p50Ms"], een["p95Ms"], een["dagen"]) == (50, 1000, 1)
    assert een["laatsteAntwoord"].endswith("Z")
    assert (await beheer.get(pad, headers=BEHEERDER, params={"dagen": 2})).json()["gevraagd"] == 10
    for fout in ("0", "32", "x", "1e1"):
        eis_probleem(await beheer.get(pad, headers=BEHEERDER, params={"dagen": fout}), 400, "400.01")
    eis_probleem(await beheer.get(f"bronnen/{NIEUW}/statistiek", headers=BEHEERDER), 404, "404.01")


async def test_the_administrator_cannot_lock_itself_out(beheer, node):  # noqa: F811
    eis_probleem(await beheer.delete(f"deelnemers/{EIGEN}", headers=BEHEERDER), 400, "400.01")
    assert (await beheer.get("deelnemers", headers=BEHEERDER)).status_code == 200


@pytest.mark.parametrize("pad", [f"deelnemers/{VRAGER}", f"bronnen/{VRAGER}"])
@pytest.mark.parametrize("methode", ["GET", "POST", "PATCH"])
async def test_another_method_names_both(beheer, pad, methode):  # noqa: F811
    antwoord = await beheer.request(methode, pad, headers=BEHEERDER)
    eis_probleem(antwoord, 405, "405.01")
    assert antwoord.headers["Allow"] == "DELETE, PUT"
