"""The edge itself: unexpected errors, headers, log and metrics."""

import asyncio
import re

import pytest
from starlette.datastructures import Headers

from app.models.errors import VumFout
from app.routers.partijen import lees_partijen
from app.routers.rand import Api, plaats_van
from tests.routers.conftest import BASES, KOPPEN, eis_beveiliging, eis_fout

JSON = KOPPEN | {"Content-Type": "application/json"}
KANARIE = "kanarie-82731"


class _Groep(ExceptionGroup):
    """An error as task groups raise it."""


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(
    "fout", [RuntimeError(KANARIE), KeyError(KANARIE), RecursionError(KANARIE), _Groep(KANARIE, [ValueError(KANARIE)])]
)
async def test_unexpected_error_is_a_bare_500(klant, poort, logregels, basis, fout, capsys):
    poort.fout = fout
    antwoord = await klant.post(f"{basis}/vacatures/matches", headers=JSON, content=b"{}")
    eis_fout(antwoord, 500, "500.1")
    assert KANARIE not in antwoord.text
    naam, velden = logregels[0]
    assert naam == "ONVERWACHTE_FOUT"
    assert velden["fouttype"] == type(fout).__name__
    assert re.fullmatch(r"app\.routers\.\w+:\d+", velden["plaats"])
    assert f"urn:uuid:{velden['verzoek_id']}" == antwoord.json()["instance"]
    assert KANARIE not in str(logregels)
    assert KANARIE not in "".join(capsys.readouterr())
    assert antwoord.headers["X-VUM-toParty"] == KOPPEN["X-VUM-fromParty"]


async def test_error_outside_the_handlers_is_a_500_too(klant, monkeypatch, logregels):
    def stuk(scope):
        raise RuntimeError(KANARIE)

    monkeypatch.setattr(klant._transport.app.apis["/api/v3"], "_toegang", stuk)
    eis_fout(await klant.get("/api/v3/vacatures/x", headers=KOPPEN), 500, "500.1")
    assert logregels[0][1]["fouttype"] == "RuntimeError"


async def test_a_broken_check_on_readiness(klant, poort):
    poort.fout = RuntimeError(KANARIE)
    eis_fout(await klant.get("/health/ready"), 500, "500.1")


async def test_cancellation_passes(klant, poort, logregels):
    poort.fout = asyncio.CancelledError()
    with pytest.raises(asyncio.CancelledError):
        await klant.get("/api/v3/vacatures/x", headers=KOPPEN)
    assert [(naam, velden["status"]) for naam, velden in logregels] == [("VERZOEK", 499)]


async def test_an_asker_that_goes_away_is_no_error(klant, logregels):
    async def receive():
        return {"type": "http.disconnect"}

    async def send(bericht):
        pass

    koppen = [(k.lower().encode(), v.encode()) for k, v in JSON.items()]
    pad = "/api/v3/vacatures/matches"
    scope = {"type": "http", "method": "POST", "path": pad, "headers": koppen, "query_string": b""}
    await klant._transport.app(scope, receive, send)
    assert [naam for naam, _ in logregels] == ["VERZOEK"]


@pytest.mark.parametrize(
    ("methode", "pad", "route", "status"),
    [
        ("GET", "/api/v3/vacatures/geheim", "/vacatures/{vumID}", 200),
        ("GET", "/bron/api/v3/vacatures/geheim", "/vacatures/{idVacature}", 200),
        ("HEAD", "/api/v3/vacatures/geheim", "/vacatures/{vumID}", 200),
        ("PUT", "/api/v3/vacatures/geheim", "/vacatures/{vumID}", 405),
        ("GET", "/api/v3/geheim", "onbekend", 404),
        ("GET", "/geheim", "onbekend", 404),
        ("GET", "/api/v3/docs/geheim", "/docs/{naam}", 404),
        ("GET", "/api/v3/vacatures/geheim%2Fx", "onbekend", 404),
    ],
)
async def test_log_and_metrics_hold_the_route_never_the_path(klant, logregels, methode, pad, route, status):
    await klant.request(methode, pad, headers=KOPPEN)
    ((naam, velden),) = logregels
    assert naam == "VERZOEK"
    assert (velden["route"], velden["methode"], velden["status"]) == (route, methode, status)
    assert velden["ms"] >= 0
    assert "geheim" not in str(logregels)
    meting = (await klant.get("/metrics")).text
    assert f'methode="{methode}",route="{route}",status="{status}"' in meting
    assert "geheim" not in meting


async def test_a_strange_method_is_not_repeated_in_log_or_metrics(klant, logregels):
    await klant.request("GEHEIM", "/api/v3/vacatures/x", headers=KOPPEN)
    assert logregels[0][1]["methode"] == "anders"
    assert "GEHEIM" not in (await klant.get("/metrics")).text


async def test_real_log_line_is_allowed_by_the_catalogue(klant, capsys):
    await klant.get("/api/v3/vacatures/x", headers=KOPPEN)
    uit = "".join(capsys.readouterr())
    assert "verzoek" in uit
    assert "log_veld_geweigerd" not in uit


@pytest.mark.parametrize("basis", BASES)
async def test_openapi_may_be_read_from_anywhere_and_data_may_not(klant, basis):
    koppen = {"Origin": "https://ergens.example"}
    assert (await klant.get(f"{basis}/openapi.json", headers=koppen)).headers["access-control-allow-origin"] == "*"
    data = await klant.get(f"{basis}/vacatures/x", headers=KOPPEN | koppen)
    assert "access-control-allow-origin" not in data.headers


@pytest.mark.parametrize("basis", BASES)
async def test_docs_ask_nothing_outside_this_node(klant, basis):
    pagina = await klant.get(f"{basis}/docs")
    eis_beveiliging(pagina)
    csp = pagina.headers["content-security-policy"]
    assert "default-src 'none'" in csp
    assert "unsafe" not in csp
    assert "http" not in pagina.text
    assert "<script>" not in pagina.text
    for bestand in re.findall(r'(?:src|href)="(docs/[^"]+)"', pagina.text):
        assert (await klant.get(f"{basis}/{bestand}")).status_code == 200, bestand


async def test_the_front_page_of_productie_links_every_api(gesloten):
    pagina = (await gesloten.get("/")).text
    for pad in re.findall(r'href="([^"]+)"', pagina):
        assert (await gesloten.get("/" + pad)).status_code == 200, pad
    assert all(f'href="{basis[1:]}/docs"' in pagina for basis in BASES)


def test_place_of_an_error_is_the_innermost_line_of_our_own():
    with pytest.raises(ValueError, match="invalid literal") as gevangen:
        int("x")
    assert plaats_van(gevangen.value).startswith("tests.routers.test_rand:")
    with pytest.raises(VumFout) as uit_de_app:
        lees_partijen(Headers({}), suwi_verplicht=True)
    assert plaats_van(uit_de_app.value).startswith("app.routers.partijen:")
    assert plaats_van(ValueError()) == "?:0"


def test_open_paths_do_not_open_their_neighbours():
    api = Api("x", "/api/v3", "3.0.0", ("/docs",))
    assert api.is_open("/api/v3/docs")
    assert api.is_open("/api/v3/docs/start.js")
    assert not api.is_open("/api/v3/docsx")
    assert not api.is_open("/api/v3/vacatures/docs")
    assert not api.is_open("/api/v3")
