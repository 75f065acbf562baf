"""Which web pages may call an API from a browser, and what an asker of version 2 is told."""

import pytest

from app.main import maak_app
from app.settings import Instellingen, InstellingsFout, lees_instellingen
from tests.routers.conftest import BASES, KOPPEN, eis_beveiliging, eis_fout, maak_klant

GOED, ANDER = "https://app.gemeente.example", "https://elders.example"
VOORVRAAG = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type, x-vum-fromparty"}
PADEN = [*(f"{basis}/vacatures/x" for basis in BASES), "/beheer/api/v1/bronnen", "/inzage/api/v1/kopieen"]


@pytest.fixture
async def pagina(poort):
    """A node that pages of one origin may call."""
    async with maak_klant(maak_app(Instellingen(cors_herkomsten=(GOED,)), poort)) as klant:
        yield klant


@pytest.mark.parametrize("pad", PADEN)
async def test_a_page_of_another_origin_reads_nothing(pagina, klant, pad):
    for node in (pagina, klant):
        for herkomst in (
            ANDER,
            "null",
            "*",
            GOED + ":444",
            GOED.replace("https", "http"),
            GOED.upper(),
            f"{GOED}, {GOED}",
        ):
            if node is klant or herkomst != GOED:
                antwoord = await node.get(pad, headers=KOPPEN | {"Origin": herkomst})
                assert not any(k.startswith("access-control") for k in antwoord.headers), herkomst
                vooraf = await node.options(pad, headers=VOORVRAAG | {"Origin": herkomst})
                assert not any(k.startswith("access-control") for k in vooraf.headers), herkomst
                assert vooraf.status_code in (401, 405)


async def test_without_a_list_nobody_may(klant):
    antwoord = await klant.get(PADEN[0], headers=KOPPEN | {"Origin": GOED})
    assert not {"access-control-allow-origin", "vary"} & antwoord.headers.keys()


@pytest.mark.parametrize("pad", PADEN)
async def test_a_page_of_the_list_may_and_errors_are_readable_too(pagina, pad):
    for verzoek in (
        pagina.get(pad, headers=KOPPEN | {"Origin": GOED}),
        pagina.get(pad + "/", headers={"Origin": GOED}),
    ):
        antwoord = await verzoek
        assert antwoord.headers["access-control-allow-origin"] == GOED
        assert antwoord.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in antwoord.headers
        zichtbaar = antwoord.headers["access-control-expose-headers"].split(", ")
        assert {"API-Version", "Retry-After", "RateLimit"} <= set(zichtbaar)


@pytest.mark.parametrize("pad", PADEN)
async def test_a_preflight_is_answered_before_access_and_tells_of_no_path(pagina, poort, gesloten, pad):
    for vraag in (pad, pad + "/bestaat-niet"):
        antwoord = await pagina.options(vraag, headers=VOORVRAAG | {"Origin": GOED})
        assert (antwoord.status_code, antwoord.content) == (204, b"")
        eis_beveiliging(antwoord)
        assert antwoord.headers["access-control-allow-origin"] == GOED
        assert "POST" in antwoord.headers["access-control-allow-methods"].split(", ")
        mag = {k.lower() for k in antwoord.headers["access-control-allow-headers"].split(", ")}
        assert {"content-type", "authorization", "x-vum-fromparty", "api-version"} <= mag
        assert antwoord.headers["API-Version"]
    assert poort.aanroepen == []
    eis_fout(await gesloten.options(pad, headers=VOORVRAAG | {"Origin": GOED}), 401, "401.01")


async def test_options_that_is_no_preflight_is_405(pagina):
    antwoord = await pagina.options(PADEN[0], headers=KOPPEN | {"Origin": GOED})
    eis_fout(antwoord, 405, "405.01")
    assert antwoord.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("basis", ["/api/v3", "/bron/api/v2", "/beheer/api/v1"])
async def test_openapi_is_for_every_page_preflight_too(klant, basis):
    antwoord = await klant.get(f"{basis}/openapi.json", headers={"Origin": ANDER})
    assert (antwoord.status_code, antwoord.headers["access-control-allow-origin"]) == (200, "*")
    vooraf = await klant.options(
        f"{basis}/openapi.json", headers={"Origin": ANDER, "Access-Control-Request-Method": "GET"}
    )
    assert (vooraf.status_code, vooraf.headers["access-control-allow-origin"]) == (204, "*")
    assert vooraf.headers["access-control-allow-methods"] == "GET, HEAD"


async def test_openapi_stays_open_for_a_page_of_the_list(pagina):
    antwoord = await pagina.get("/api/v3/openapi.json", headers={"Origin": GOED})
    assert antwoord.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "waarde", ["*", "null", "gemeente.example", "https://a.example/pad", "https://a.example/", "HTTPS://A"]
)
def test_what_is_no_origin_is_refused_at_the_start(monkeypatch, waarde):
    monkeypatch.setenv("OPENVUM_CORS_HERKOMSTEN", f"{GOED}, {waarde}")
    with pytest.raises(InstellingsFout, match="OPENVUM_CORS_HERKOMSTEN") as fout:
        lees_instellingen()
    assert waarde not in str(fout.value).split("OPENVUM_CORS_HERKOMSTEN: ")[0]


def test_origins_are_read_with_commas(monkeypatch):
    monkeypatch.setenv("OPENVUM_CORS_HERKOMSTEN", f"{GOED}, http://localhost:3000")
    assert lees_instellingen().cors_herkomsten == (GOED, "http://localhost:3000")


@pytest.mark.parametrize("basis", ["/api", "/bron/api"])
async def test_version_2_tells_what_comes_after_it_and_when_it_ends(poort, basis):
    instellingen = Instellingen(v2_verouderd="2026-01-01", v2_einde="2027-01-01")
    async with maak_klant(maak_app(instellingen, poort)) as klant:
        for antwoord in (await klant.get(f"{basis}/v2/vacatures/x"), await klant.get(f"{basis}/v2/openapi.json")):
            assert antwoord.headers["Deprecation"] == "@1767225600"
            assert antwoord.headers["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
            assert antwoord.headers["Link"] == f'<{basis}/v3/openapi.json>; rel="successor-version"'
        nieuw = await klant.get(f"{basis}/v3/openapi.json")
        assert not {"deprecation", "sunset", "link"} & nieuw.headers.keys()


async def test_an_end_that_is_not_set_is_not_told(klant):
    antwoord = await klant.get("/api/v2/vacatures/x")
    assert not {"deprecation", "sunset"} & antwoord.headers.keys()
    assert "successor-version" in antwoord.headers["link"]


def test_version_2_does_not_end_before_it_is_deprecated(monkeypatch):
    monkeypatch.setenv("OPENVUM_V2_VEROUDERD", "2027-01-01")
    monkeypatch.setenv("OPENVUM_V2_EINDE", "2026-01-01")
    with pytest.raises(InstellingsFout, match="OPENVUM_V2_EINDE"):
        lees_instellingen()
