"""A newcomer walks through the sandbox in a browser."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.sandbox.conftest import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]

BLADZIJDEN = ("/", "/console", "/gegevens", "/privacy", "/scenarios")
SCHERMEN = {"telefoon": {"width": 360, "height": 780}, "bureau": {"width": 1280, "height": 900}}
PRIVAAT = "Demo Uitzendbureau B.V. (private partij)"
GEMEENTE = "Demo Gemeente Voorbeeldstad (SUWI-partij)"
API_PADEN = ("/api/v3", "/api/v2", "/bron/api/v3", "/bron/api/v2", "/beheer/api/v1", "/inzage/api/v1")


async def _zoek(p: Page, beroep: str = "Kok") -> None:
    await p.goto("/console")
    await p.wait_for_selector("body[data-klaar]")
    await p.select_option("#beroep", label=beroep)
    await p.click("button[type=submit]")
    await p.wait_for_selector(".kaartje")


async def _open_eerste(p: Page) -> None:
    await p.locator(".kaartje button").first.click()
    await p.locator(".kaartje h4").first.wait_for()


@pytest.mark.parametrize("scherm", SCHERMEN)
@pytest.mark.parametrize("pad", BLADZIJDEN)
async def test_a_page_is_accessible_and_fits_the_screen(bladzijde: Page, pad: str, scherm: str) -> None:
    await bladzijde.set_viewport_size(SCHERMEN[scherm])
    await bladzijde.goto(pad)
    uitslag = await Axe().run(bladzijde)
    assert [(v["id"], v["nodes"][0]["html"]) for v in uitslag.response["violations"]] == []
    breedte = await bladzijde.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert breedte <= 0


async def test_a_question_gives_cards_dots_on_the_map_and_who_answered(bladzijde: Page) -> None:
    await _zoek(bladzijde)
    kaartjes = await bladzijde.locator(".kaartje").count()
    await expect(bladzijde.locator("#stand")).to_contain_text(f"{kaartjes} match")
    assert await bladzijde.locator("#kaart .match").count() > 0
    await expect(bladzijde.locator("#bronnen p")).to_contain_text("bevraagde bronnen antwoordden")
    await expect(bladzijde.locator("#aanroep-tekst")).to_contain_text("curl -s http://127.0.0.1")
    for taal, woord in (("python", "import httpx"), ("http", "POST /api/v3/werkzoekendeProfielen/matches HTTP/1.1")):
        await bladzijde.select_option("#taalkeuze", taal)
        await expect(bladzijde.locator("#aanroep-tekst")).to_contain_text(woord)
    uitslag = await Axe().run(bladzijde)
    assert [v["id"] for v in uitslag.response["violations"]] == []


async def test_a_detail_says_its_source_and_what_is_left(bladzijde: Page) -> None:
    await _zoek(bladzijde)
    await _open_eerste(bladzijde)
    kaartje = bladzijde.locator(".kaartje").first
    await expect(kaartje).to_contain_text("Demo Bron")
    await expect(kaartje).to_contain_text("9 andere bij deze vraag")
    uitslag = await Axe().run(bladzijde)
    assert [v["id"] for v in uitslag.response["violations"]] == []


async def test_a_consent_is_given_and_withdrawn_and_another_party_sees_it(bladzijde: Page) -> None:
    await _zoek(bladzijde, "Metselaar")
    await bladzijde.select_option("#partij", label=PRIVAAT)
    await expect(bladzijde.locator("#stand")).to_contain_text("0 matches")

    await bladzijde.select_option("#partij", label=GEMEENTE)
    await bladzijde.wait_for_selector(".kaartje")
    await _open_eerste(bladzijde)
    await bladzijde.get_by_role("button", name="Geef privaat").click()
    await expect(bladzijde.locator("#stand")).to_contain_text("Vastgelegd")

    await bladzijde.select_option("#partij", label=PRIVAAT)
    await expect(bladzijde.locator("#stand")).to_contain_text("1 match voor Demo Uitzendbureau")
    await _open_eerste(bladzijde)
    await expect(bladzijde.locator(".kaartje").first).to_contain_text("alleen met toestemming van de werkzoekende")
    await bladzijde.get_by_role("button", name="Trek privaat in").click()
    await expect(bladzijde.locator("#stand")).to_contain_text("Vastgelegd")
    await bladzijde.locator(".kaartje button").first.click()
    await expect(bladzijde.locator(".kaartje .melding")).to_contain_text("400.01")


async def test_vacancies_and_json_of_ones_own(bladzijde: Page) -> None:
    await bladzijde.goto("/console")
    await bladzijde.wait_for_selector("body[data-klaar]")
    await bladzijde.select_option("#soort", "vacature")
    await bladzijde.fill("#json", '{"selectiegebied": {"postcode": "1012AB", "afstand": 40}}')
    await bladzijde.click("button[type=submit]")
    await bladzijde.wait_for_selector(".kaartje")
    await _open_eerste(bladzijde)
    await bladzijde.fill("#json", "{geen json")
    await expect(bladzijde.locator("#json-fout")).to_be_visible()


@pytest.mark.parametrize("basis", API_PADEN)
async def test_every_documentation_page_lets_a_party_be_chosen(bladzijde: Page, basis: str) -> None:
    await bladzijde.goto(f"{basis}/docs")
    await bladzijde.locator("#partijkeuze select").first.wait_for()
    await bladzijde.locator(".opblock").first.wait_for()


async def test_try_it_out_works_at_once(bladzijde: Page) -> None:
    await bladzijde.goto("/api/v3/docs")
    await bladzijde.locator(".opblock-post .opblock-summary-control").first.click()
    await bladzijde.get_by_role("button", name="Execute").click()
    await expect(bladzijde.locator(".live-responses-table .response .response-col_status").first).to_contain_text("200")


async def test_the_pages_are_of_the_sandbox_alone_and_read_without_scripts(browser, sandbox: Sandbox) -> None:
    omgeving = await browser.new_context(java_script_enabled=False, base_url=sandbox.adres)
    pagina = await omgeving.new_page()
    await pagina.goto("/")
    await expect(pagina.locator("pre").first).to_contain_text("curl -s")
    await expect(pagina.get_by_role("button")).to_have_count(0)
    await pagina.goto("/console")
    await expect(pagina.locator("noscript, .melding").first).to_be_visible()
    await omgeving.close()
