"""Each scenario does what its page says."""

from collections.abc import Callable

import httpx
import orjson
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from app.adapters.oefenbron import Gedrag, Oefenbron
from app.adapters.scenarios import scenarios
from app.domain.selectiegebied import Postcodekaart
from app.models.lezen import valideer_detail, valideer_match
from app.models.partijen import Soort
from app.settings import SANDBOX_OIN
from tests.sandbox.conftest import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]
VRAAG = {"selectiegebied": {"postcode": "3511AB", "afstand": 60}}


def _klaarzetten(sandbox: Sandbox, naam: str) -> None:
    sandbox.doe("demo", "--scenario", naam, "--url", sandbox.adres)


def _vraag(sandbox: Sandbox, naam: str) -> tuple[dict[str, int], list[dict[str, object]], float]:
    scenario = scenarios()[naam]
    koppen = {"API-Version": "3.0.0", "X-VUM-berichtVersie": "3.0.0", "X-VUM-toParty": SANDBOX_OIN}
    koppen |= dict.fromkeys(("X-VUM-fromParty", "X-VUM-viaParty"), scenario.partij)
    adres = f"{sandbox.adres}/api/v3/werkzoekendeProfielen/matches"
    antwoord = httpx.post(adres, headers=koppen, json={"vraagObject": orjson.loads(scenario.vraag)}, timeout=30)
    assert antwoord.status_code == 200, antwoord.text
    delen = (deel.split("=") for deel in antwoord.headers["X-VUM-Bronnen"].split("; "))
    return {k: int(w) for k, w in delen}, antwoord.json()["matches"], antwoord.elapsed.total_seconds()


def _alle(telling: dict[str, int]) -> bool:
    return telling["bevraagd"] == telling["geantwoord"]


def _traag(sandbox: Sandbox) -> None:
    tijden = []
    for _ in range(4):
        telling, matches, seconden = _vraag(sandbox, "traag")
        assert telling["geantwoord"] == telling["bevraagd"] - 1
        assert matches
        tijden.append(seconden)
    assert tijden[3] < min(tijden[:3])


def _kapot(sandbox: Sandbox) -> None:
    telling, matches, _ = _vraag(sandbox, "kapot")
    assert _alle(telling)
    assert [m for m in matches if "interneNotitie" in m] == []


def _aantal(naam: str, bronnen: int) -> Callable[[Sandbox], None]:
    def toets(sandbox: Sandbox) -> None:
        telling, matches, _ = _vraag(sandbox, naam)
        assert _alle(telling)
        assert telling["bevraagd"] == 4 + bronnen, "the demo has four; another scenario leaves none behind"
        assert matches

    return toets


TOETSEN = {
    "regio": _aantal("regio", 35),
    "traag": _traag,
    "kapot": _kapot,
    "gemengd": _aantal("gemengd", 2),
    "ingetrokken": _aantal("ingetrokken", 0),
    "grenzen": _aantal("grenzen", 0),
}


@pytest.mark.parametrize("naam", scenarios())
async def test_a_scenario_does_what_its_page_says(bladzijde: Page, sandbox: Sandbox, naam: str) -> None:
    _klaarzetten(sandbox, naam)
    TOETSEN[naam](sandbox)
    await bladzijde.goto(f"/scenarios/{naam}")
    assert [v["id"] for v in (await Axe().run(bladzijde)).response["violations"]] == []
    await bladzijde.get_by_role("link", name="Open de vraag in de console").click()
    await expect(bladzijde.locator("#stand")).to_contain_text("voor ", timeout=30_000)
    antwoord = await bladzijde.locator("#stand").inner_text() + await bladzijde.locator("#bronnen").inner_text()
    assert scenarios()[naam].ziet in antwoord
    assert await bladzijde.locator(".kaartje").count() > 0


async def test_an_unknown_scenario_names_those_that_exist(sandbox: Sandbox) -> None:
    klaar = sandbox.doe("demo", "--scenario", "bestaatniet", goed=False)
    assert klaar.returncode == 2
    assert all(naam in klaar.stderr.decode() for naam in scenarios())


@pytest.mark.parametrize("soort", Soort)
@pytest.mark.parametrize("gedrag", Gedrag)
async def test_a_practice_source_keeps_to_its_contract_unless_it_is_broken(
    kaart: Postcodekaart, gedrag: Gedrag, soort: Soort
) -> None:
    bron = Oefenbron(gedrag, lambda: kaart, 80)
    matches = bron.zoek(soort, VRAAG)["matches"]
    assert len(matches) > 1
    goed = [not valideer_match(soort, match, bron.versie) for match in matches]
    assert goed == [gedrag is not Gedrag.KAPOT or n % 2 == 0 for n in range(len(matches))]
    record = bron.open(soort, next(w for n, w in matches[0].items() if n.startswith("id")))
    assert valideer_detail(soort, record, bron.versie) == []
    assert bron.open(soort, "bestaat-niet") is None
