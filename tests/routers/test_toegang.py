"""Who may not, first."""

import pytest

from tests.routers.conftest import BASES, KOPPEN, SOORTEN, eis_beveiliging, eis_fout

DATAPADEN = [f"{basis}/{soort}/{rest}" for basis in BASES for soort in SOORTEN for rest in ("matches", "een-id")]


@pytest.mark.parametrize("pad", [*DATAPADEN, "/api/v3/bestaat-niet", "/api/v3/vacatures/", "/bron/api/v3/a%2Fb"])
@pytest.mark.parametrize("methode", ["GET", "POST", "DELETE"])
async def test_productie_without_proof_lets_nobody_in(gesloten, poort, pad, methode):
    antwoord = await gesloten.request(methode, pad, headers=KOPPEN | {"Content-Type": "text/plain"}, content=b"x")
    eis_fout(antwoord, 401, "401.01")
    assert antwoord.headers["API-Version"] == "3.0.0"
    assert poort.aanroepen == []


async def test_productie_does_not_read_a_body_it_refuses(gesloten):
    gestuurd = []

    async def receive():
        raise AssertionError("the body was read")

    async def send(bericht):
        gestuurd.append(bericht)

    scope = {"type": "http", "method": "POST", "path": DATAPADEN[0], "raw_path": DATAPADEN[0].encode(), "headers": []}
    await gesloten._transport.app(scope, receive, send)
    assert gestuurd[0]["status"] == 401


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("pad", ["openapi.json", "docs", "docs/start.js", "docs/swagger-ui.css"])
async def test_documentation_is_open_in_productie(gesloten, basis, pad):
    antwoord = await gesloten.get(f"{basis}/{pad}")
    assert antwoord.status_code == 200
    eis_beveiliging(antwoord)


@pytest.mark.parametrize("pad", ["/", "/health/live", "/health/ready", "/metrics"])
async def test_front_is_open_in_productie(gesloten, pad):
    antwoord = await gesloten.get(pad)
    assert antwoord.status_code == 200
    eis_beveiliging(antwoord)


async def test_every_data_route_names_its_parties(poort):
    """No endpoint of a contract without the dependency that reads the parties."""
    from app.routers import bron, uitwisseling
    from app.routers.partijen import _bij_bron, _bij_uitwisseling

    for router, lezer in ((bron.maak_router(poort), _bij_bron), (uitwisseling.maak_router(poort), _bij_uitwisseling)):
        assert len(router.routes) == 4
        for route in router.routes:
            assert lezer in [d.call for d in route.dependant.dependencies], route.path


async def test_refusal_is_logged_without_what_was_sent(gesloten, logregels):
    await gesloten.get("/api/v3/vacatures/geheim-id", headers=KOPPEN)
    assert [naam for naam, _ in logregels] == ["TOEGANG_GEWEIGERD", "VERZOEK"]
    assert "geheim-id" not in str(logregels)
