"""The API Design Rules on every response of every route of every API, on every way to go wrong.

Routes are found, not listed: a new one joins by itself. What goes wrong inside a route is put in its place, so
that a route needs no valid request to be tried.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Route

from app.adapters.tellers import EigenTeller
from app.domain.begrenzing import Kring
from app.main import maak_app
from app.models.errors import (
    InterneFout,
    LimietOverschreden,
    NietBeschikbaar,
    NietGeautoriseerd,
    NietToegestaan,
    OngeldigeAanroep,
    OnvolledigeAanroep,
    TeGroot,
    VerkeerdInhoudstype,
)
from app.privacy.begrenzing import Begrenzer
from app.routers.mediatypen import JSON, PROBLEEM
from app.settings import Instellingen
from tests.routers.conftest import EIGEN, KOPPEN, Neppoort, eis_beveiliging, eis_fout, maak_klant

GEHEIM = "kanarie-55120"
METHODEN = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
VERKLAPPERS = re.compile(
    r"uvicorn|starlette|fastapi|pydantic|sqlalchemy|python|traceback|asyncpg|sqlite|httptools|aiohttp|/site-packages/",
    re.IGNORECASE,
)
CONTRACT = {200, 400, 401, 429, 500, 503}
"""Statuses of an operation of a VUM contract."""
BINNEN = [
    (OngeldigeAanroep(), 400),
    (OnvolledigeAanroep(), 400),
    (NietGeautoriseerd(), 401),
    (NietToegestaan(), 403),
    (TeGroot(), 413),
    (VerkeerdInhoudstype(), 415),
    (LimietOverschreden(), 429),
    (InterneFout(), 500),
    (RuntimeError(GEHEIM), 500),
    (NietBeschikbaar(), 503),
]


class Pad(NamedTuple):
    """A route as it is found: the API's base path, the API's name, the path and the methods it serves."""

    basis: str
    api: str
    vum: bool
    versie: str | None
    pad: str
    methoden: frozenset[str]
    leest: frozenset[str]
    """Methods that read a body, by the published document."""
    elders: frozenset[str]
    """Methods that another path of this API serves at this very URL."""

    @property
    def url(self) -> str:
        return self.basis + re.sub(r"\{(\w+)\}", lambda m: EIGEN if "oin" in m[1].lower() else "x-1", self.pad)

    @property
    def is_open(self) -> bool:
        return not self.basis or self.pad.startswith(("/openapi", "/docs"))

    @property
    def is_voor_iedereen(self) -> bool:
        """Also the token endpoint: it judges the proof of its clients itself."""
        return self.is_open or self.api == "oauth"


def uitgevouwen(routes: Any) -> Iterator[Any]:
    for route in routes:
        binnen = getattr(route, "original_router", None)
        yield from [route] if binnen is None else uitgevouwen(binnen.routes)


_GEEN: frozenset[str] = frozenset()


def _leest(rand: Any, pad: str) -> frozenset[str]:
    if not hasattr(rand.app, "openapi"):
        return _GEEN
    operaties = rand.app.openapi()["paths"].get(pad, {})
    return frozenset(m.upper() for m, o in operaties.items() if isinstance(o, dict) and "requestBody" in o)


def _elders(rand: Any, pad: Pad) -> frozenset[str]:
    rest = pad.url.removeprefix(pad.basis)
    anderen = (r for r in uitgevouwen(rand.app.routes) if r.path != pad.pad and r.path_regex.match(rest))
    return frozenset().union(*(r.methods for r in anderen if r.name != "_andere_methode"))


def routes_van(node: Any) -> list[Pad]:
    gevonden: dict[tuple[str, str], Pad] = {}
    for basis, rand in [*node.apis.items(), ("", node.voorkant)]:
        for r in uitgevouwen(rand.app.routes):
            weigert = r.name == "_andere_methode"
            methoden = frozenset() if weigert else frozenset(r.methods) - {"HEAD"}
            eerder = gevonden.get((basis, r.path))
            samen = methoden | (eerder.methoden if eerder else frozenset())
            api = rand.api
            pad = Pad(basis, api.naam, api.vum and bool(basis), api.versie, r.path, samen, _leest(rand, r.path), _GEEN)
            gevonden[basis, r.path] = pad._replace(elders=_elders(rand, pad))
    return list(gevonden.values())


class Poort(Neppoort):
    """A gate that asks first who comes, before a body is read, and lets everybody through."""

    async def lever(self, *_: Any) -> None:
        raise AssertionError("a delivery of another kind came through")

    async def eis(self, *_: Any) -> None:
        return


@pytest.fixture(scope="module")
def node() -> Any:
    return maak_app(Instellingen(maximum_body=1000), Poort())


ROUTES = routes_van(maak_app(Instellingen(), Neppoort()))


@pytest.fixture(params=ROUTES, ids=lambda r: f"{r.basis}{r.pad}")
def route(request) -> Pad:
    return request.param


@pytest.fixture
async def klant(node):
    async with maak_klant(node) as klant:
        yield klant


def koppen(route: Pad, **extra: str) -> dict[str, str]:
    versie = {"X-VUM-berichtVersie": route.versie, "API-Version": route.versie} if route.versie else {}
    return KOPPEN | versie | {"X-VUM-fromParty": EIGEN, "Content-Type": JSON} | extra


def eis_netjes(antwoord, route: Pad) -> None:
    """What holds for every response, whatever it says."""
    eis_beveiliging(antwoord)
    if route.versie:
        assert antwoord.headers["API-Version"] == route.versie
    if route.basis and route.vum:
        assert antwoord.headers["X-VUM-berichtVersie"] == route.versie
        assert antwoord.headers["X-VUM-fromParty"]
    assert antwoord.status_code == 204 or antwoord.headers["content-type"]
    assert "location" not in antwoord.headers or antwoord.status_code in (201, 202)
    assert "x-powered-by" not in antwoord.headers
    assert GEHEIM not in antwoord.text
    assert not any(k.startswith(("x-forwarded", "client-cert", "x-ssl")) for k in antwoord.headers)
    if antwoord.status_code >= 400:
        eis_foutnetjes(antwoord, route)


def eis_foutnetjes(antwoord, route: Pad) -> None:
    verklapt = VERKLAPPERS.search(antwoord.text + str(antwoord.headers))
    assert verklapt is None, verklapt
    if antwoord.request.method != "HEAD":
        eigen = route.basis and not route.vum
        assert antwoord.headers["content-type"] == (PROBLEEM if eigen else JSON)
        body = antwoord.json()
        assert body["status"] == antwoord.status_code
        assert body["title"]
        assert body["detail"]
    if antwoord.status_code in (429, 503):
        assert int(antwoord.headers["Retry-After"]) >= 1
    if antwoord.status_code == 405:
        assert antwoord.headers["Allow"]


async def test_what_goes_wrong_inside_a_route(klant, route, monkeypatch):
    fouten = iter(())

    async def stuk(*_):
        raise next(fouten)

    for soort in (APIRoute, Route):
        monkeypatch.setattr(soort, "handle", stuk)
    for methode in sorted(route.methoden | ({"HEAD"} if "GET" in route.methoden else set())):
        fouten = iter(fout for fout, _ in BINNEN)
        for fout, status in BINNEN:
            antwoord = await klant.request(methode, route.url, headers=koppen(route), content=b"{}")
            assert antwoord.status_code == status, (methode, type(fout).__name__)
            eis_netjes(antwoord, route)


async def test_every_method_that_is_not_served_is_405_with_allow(klant, route):
    for methode in METHODEN:
        if methode in route.methoden | route.elders or (methode == "HEAD" and "GET" in route.methoden):
            continue
        antwoord = await klant.request(methode, route.url, headers=koppen(route), content=b"{}")
        toegestaan = route.methoden | ({"HEAD"} if "GET" in route.methoden else set())
        assert antwoord.status_code == 405, methode
        assert route.elders or antwoord.headers["allow"] == ", ".join(sorted(toegestaan)), methode
        eis_netjes(antwoord, route)


async def test_a_trailing_slash_is_404_and_no_redirect(klant, route):
    if route.url == "/":
        return
    for methode in sorted(route.methoden):
        antwoord = await klant.request(methode, route.url + "/", headers=koppen(route), content=b"{}")
        assert antwoord.status_code == 404, methode
        eis_netjes(antwoord, route)


async def test_head_is_get_without_the_body(klant, route):
    if "GET" not in route.methoden:
        return
    met, zonder = [await klant.request(m, route.url, headers=koppen(route)) for m in ("GET", "HEAD")]
    assert (zonder.status_code, zonder.content) == (met.status_code, b"")
    assert zonder.headers.keys() == met.headers.keys()
    eis_netjes(met, route)
    eis_netjes(zonder, route)


async def test_a_media_type_that_cannot_be_given_is_406(klant, route):
    if route.is_open:
        return
    for methode in sorted(route.methoden):
        antwoord = await klant.request(
            methode, route.url, headers=koppen(route, Accept="application/vnd.kanarie-55120"), content=b"{}"
        )
        assert antwoord.status_code == 406, methode
        eis_netjes(antwoord, route)


async def test_without_headers_or_with_a_wrong_version_it_is_no_success(klant, route):
    if route.is_voor_iedereen:
        return
    for methode in sorted(route.methoden):
        antwoord = await klant.request(methode, route.url, content=b"{}")
        assert antwoord.status_code in ({400, 415} if route.vum else {400, 401, 415}), methode
        eis_netjes(antwoord, route)


async def test_a_body_of_another_kind_is_415(klant, route):
    for methode in sorted(route.leest):
        for soort in ("text/plain", "application/vnd.kanarie", ""):
            antwoord = await klant.request(
                methode, route.url, headers=koppen(route) | {"Content-Type": soort}, content=b"<a/>"
            )
            assert antwoord.status_code == 415, (methode, soort)
            eis_netjes(antwoord, route)


async def test_a_body_that_is_too_large_or_no_json_is_refused(klant, route):
    for methode in sorted(route.leest):
        for inhoud in (b"{" + b" " * 200_000 + b"}", b"{\xff", b'{"' + GEHEIM.encode()):
            antwoord = await klant.request(methode, route.url, headers=koppen(route), content=inhoud)
            # The gate is a stand-in here: it takes any body of the right size.
            assert antwoord.status_code < 500 or not route.vum
            assert not route.vum or antwoord.status_code in CONTRACT, methode
            eis_netjes(antwoord, route)


async def test_who_proves_nothing_gets_401_whatever_it_asks(gesloten, route):
    if route.is_voor_iedereen:
        return
    for methode in METHODEN:
        antwoord = await gesloten.request(methode, route.url + "/", headers={"Content-Type": "x"}, content=b"<")
        assert antwoord.status_code == 401, methode
        eis_netjes(antwoord, route)


async def test_over_the_limit_is_429_on_every_counted_route(route):
    begrenzer = Begrenzer(
        EigenTeller(), dict.fromkeys(Kring, 1), lambda *delen: "/".join(delen), lambda: 0.0, weigert=True
    )
    async with maak_klant(maak_app(Instellingen(), Neppoort(), begrenzer=begrenzer)) as klant:
        for _ in range(2):
            antwoord = await klant.get(route.url, headers=koppen(route))
    assert (antwoord.status_code == 429) is (not route.pad.startswith("/health"))
    if antwoord.status_code == 429:
        eis_fout(antwoord, 429, "429.02" if route.basis and not route.vum else "429.01")
    eis_netjes(antwoord, route)


async def test_an_error_outside_the_app_is_500(klant, node, route, monkeypatch):
    async def stuk(*_):
        raise RuntimeError(GEHEIM)

    monkeypatch.setattr(type(node.voorkant), "_beoordeel", stuk)
    antwoord = await klant.get(route.url, headers=koppen(route))
    assert antwoord.status_code == 500
    eis_netjes(antwoord, route)


def test_the_routes_are_found():
    assert {r.api for r in ROUTES} >= {
        "uitwisseling",
        "uitwisseling-v2",
        "bron",
        "bron-v2",
        "beheer",
        "inzage",
        "voorkant",
    }
    assert len(ROUTES) > 60
