"""The inspection API at the edge; what its gate does is proven on the whole node (``tests/keten/test_rechten.py``)."""

import pytest

from app.routers.inzage import lees_verzoeker, maak_router
from tests.keten.inzagehuis import BASIS, PADEN, verzoek_voor
from tests.routers.conftest import EIGEN, eis_fout

KOPPEN = {"X-VUM-fromParty": EIGEN, "Content-Type": "application/json"}
PERSOON = {"bron": EIGEN, "id": "kanarie-1"}


@pytest.mark.parametrize("pad", [*PADEN, "", "bestaat-niet", "exporten/"])
@pytest.mark.parametrize("methode", ["GET", "POST", "DELETE"])
async def test_productie_without_proof_lets_nobody_in(gesloten, poort, pad, methode):
    antwoord = await gesloten.request(methode, f"{BASIS}/{pad}", headers=KOPPEN | {"Content-Type": "text/plain"})
    eis_fout(antwoord, 401, "401.01")
    assert antwoord.headers["API-Version"] == "1.0.0"
    assert poort.aanroepen == []


def test_every_operation_is_a_post_that_knows_who_asks_and_has_no_parameter_in_its_path():
    routes = maak_router(None).routes
    assert {r.path.removeprefix("/") for r in routes} == set(PADEN)
    for route in routes:
        assert route.methods == {"POST"}
        assert lees_verzoeker in [d.call for d in route.dependant.dependencies]
        assert (route.dependant.path_params, route.dependant.query_params) == ([], [])


@pytest.mark.parametrize("pad", PADEN)
async def test_what_the_edge_refuses(klant, pad):
    url, inhoud = f"{BASIS}/{pad}", {**PERSOON, **verzoek_voor(pad)}
    antwoord = await klant.get(url, headers=KOPPEN)
    eis_fout(antwoord, 405, "405.01")
    assert antwoord.headers["Allow"] == "POST"
    eis_fout(await klant.post(f"{url}/", headers=KOPPEN, json=inhoud), 404, "404.01")
    eis_fout(await klant.post(f"{url}/kanarie-1", headers=KOPPEN, json=inhoud), 404, "404.01")
    eis_fout(await klant.post(url, headers={**KOPPEN, "Content-Type": "text/plain"}, content=b"{}"), 415, "415.01")
    eis_fout(await klant.post(url, headers={**KOPPEN, "Accept": "text/html"}, json=inhoud), 406, "406.01")
    te_groot = await klant.post(url, headers=KOPPEN, content=b"kanarie" * 1000)
    assert "kanarie" not in str(eis_fout(te_groot, 400, "400.01"))
    assert {a.headers["API-Version"] for a in (antwoord, te_groot)} == {"1.0.0"}
    assert "X-VUM-toParty" not in antwoord.headers
