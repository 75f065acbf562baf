"""Planted personal data goes through every route, error and crash; it is found only where the design allows it."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import quote

import httpx
import orjson
import pytest

from app.domain.aanlevering import Ingelezen, Levering, lever_aan
from app.domain.sandbox import zorg_voor_sandbox
from app.jobs import onderhoud
from app.log import configureer
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.privacy.sleutelbestand import lees_of_maak
from app.privacy.verwerkingsexport import ndjson, otlp
from app.settings import SANDBOX_OIN, Instellingen
from tests.builders import een_vraag
from tests.keten.kanaries import (
    BSN,
    EMAIL,
    GEPLANT,
    KLANT,
    NAAM,
    TEKST,
    TOEGESTAAN,
    VACATURE,
    geplant,
    gevonden,
    in_kolommen,
)
from tests.keten.storing import GEDOOD, Storing, Stuk, storend_samenstel

BRON = Oin(SANDBOX_OIN)
ALLES = {"naam", "email", "telefoon", "tekst", "klant", "vacature"}
CONTACT = {"naam", "email", "telefoon"}
KOPPEN = {
    "X-VUM-berichtVersie": "3.0.0",
    "API-Version": "3.0.0",
    "X-VUM-fromParty": SANDBOX_OIN,
    "X-VUM-toParty": SANDBOX_OIN,
    "X-VUM-viaParty": SANDBOX_OIN,
    "X-VUM-SUWIparty": "true",
    "Content-Type": "application/json",
}
PERSOON = {"bron": SANDBOX_OIN, "id": KLANT}
VERSIES = {"v2": "2.0.0", "v3": "3.0.0"}
RECHTEN = "/inzage/api/v1"
NIEUW = {"oin": "00000099000000777000"}


@dataclass(frozen=True)
class Regel:
    """A good request to a route, and which canaries its answer may hold."""

    mag: set[str] = field(default_factory=set)
    body: Any = None
    delen: Mapping[str, str] = field(default_factory=dict)
    koppen: Mapping[str, str] = field(default_factory=dict)
    goed: frozenset[int] = frozenset({200, 201, 202, 204})
    vraag: Mapping[str, str] = field(default_factory=dict)


def _vraag(soort: Soort) -> dict[str, Any]:
    return {"vraagObject": een_vraag(soort)}


W_VRAAG, V_VRAAG = _vraag(Soort.WERKZOEKENDE), _vraag(Soort.VACATURE)
TOESTEMMING = {**PERSOON, "omvang": "privaat", "wijze": "formulier"}
W, V = "/werkzoekendeProfielen", "/vacatures"
UITWISSELING: Mapping[tuple[str, str], Regel] = {
    ("POST", f"{W}/matches"): Regel({"tekst"}, W_VRAAG),
    ("GET", f"{W}/{{vumID}}"): Regel(CONTACT | {"tekst", "klant"}, None, {"vumID": "W"}),
    ("POST", f"{V}/matches"): Regel({"tekst"}, V_VRAAG),
    ("GET", f"{V}/{{vumID}}"): Regel(CONTACT | {"tekst", "vacature"}, None, {"vumID": "V"}),
}
BRONKANT: Mapping[tuple[str, str], Regel] = {
    ("POST", f"{W}/matches"): Regel({"tekst", "klant"}, W_VRAAG),
    ("GET", f"{W}/{{idWerkzoekende}}"): Regel(CONTACT | {"tekst", "klant"}, None, {"idWerkzoekende": KLANT}),
    ("POST", f"{V}/matches"): Regel({"tekst", "vacature"}, V_VRAAG),
    ("GET", f"{V}/{{idVacature}}"): Regel(CONTACT | {"tekst", "vacature"}, None, {"idVacature": VACATURE}),
}
OEFENBRON = {"naam": "gewoon", "soort": "werkzoekendeProfielen"}
LEVEREN = "/aanlevering/api/v1"
SOORT = {"soort": "werkzoekende"}
FOUT_RECORD = {NAAM: EMAIL, "idWerkzoekende": BSN, "mobiliteit": TEKST}
AANLEVEREN: Mapping[tuple[str, str], Regel] = {
    ("POST", f"{LEVEREN}/leveringen"): Regel(set(), [geplant(Soort.WERKZOEKENDE), FOUT_RECORD], vraag=SOORT),
    ("GET", f"{LEVEREN}/leveringen"): Regel(),
    ("GET", f"{LEVEREN}/leveringen/{{id}}"): Regel(delen={"id": "L"}),
    ("GET", f"{LEVEREN}/leveringen/{{id}}/rapport"): Regel(delen={"id": "L"}),
    ("POST", f"{LEVEREN}/leveringen/{{id}}/bevestiging"): Regel(delen={"id": "L"}, goed=frozenset({409})),
    ("DELETE", f"{LEVEREN}/leveringen/{{id}}"): Regel(delen={"id": "L"}, goed=frozenset({409})),
    # ids and the record itself, to the source that delivered it
    ("GET", f"{LEVEREN}/werkzoekenden"): Regel({"klant"}),
    ("GET", f"{LEVEREN}/vacatures"): Regel({"vacature"}),
    ("PUT", f"{LEVEREN}/werkzoekenden/{{id}}"): Regel(
        CONTACT | {"tekst", "klant"}, geplant(Soort.WERKZOEKENDE), {"id": KLANT}
    ),
    ("PUT", f"{LEVEREN}/vacatures/{{id}}"): Regel(
        CONTACT | {"tekst", "vacature"}, geplant(Soort.VACATURE), {"id": VACATURE}
    ),
    **{
        ("DELETE", f"{LEVEREN}/{soort}/{{id}}"): Regel(delen={"id": "weg"}, goed=frozenset({404}))
        for soort in ("werkzoekenden", "vacatures")
    },
}
REGELS: Mapping[tuple[str, str], Regel] = {
    **{(m, f"/api/{versie}{pad}"): regel for versie in VERSIES for (m, pad), regel in UITWISSELING.items()},
    **{(m, f"/bron/api/{versie}{pad}"): regel for versie in VERSIES for (m, pad), regel in BRONKANT.items()},
    **{
        ("GET", f"/beheer/api/v1/{pad}"): Regel()
        for pad in (
            *("openbaarmaking", "verwerkingsactiviteiten", "auditregels", "deelnemers", "bronnen"),
            *("verantwoordingscontroles", "referentielijsten", "kwaliteit"),
        )
    },
    ("GET", "/beheer/api/v1/kwaliteit/{oin}"): Regel(delen={"oin": SANDBOX_OIN}),
    ("GET", "/beheer/api/v1/referentielijsten/{lijst}"): Regel(delen={"lijst": "beroepen"}),
    ("GET", "/beheer/api/v1/verwerkingsactiviteiten/{id}"): Regel(delen={"id": "bron-werkzoekende-match"}),
    ("PUT", "/beheer/api/v1/deelnemers/{oin}"): Regel(set(), {"naam": "Partij", "klasse": "privaat"}, NIEUW),
    ("PUT", "/beheer/api/v1/bronnen/{oin}"): Regel(set(), {"naam": "Bron"}, NIEUW),
    ("GET", "/beheer/api/v1/bronnen/{oin}/statistiek"): Regel(delen=NIEUW),
    ("DELETE", "/beheer/api/v1/bronnen/{oin}"): Regel(delen=NIEUW),
    ("DELETE", "/beheer/api/v1/deelnemers/{oin}"): Regel(delen=NIEUW),
    # what the person is told is about the person
    ("POST", f"{RECHTEN}/inzageverzoeken"): Regel(set(), PERSOON),
    ("POST", f"{RECHTEN}/exporten"): Regel(CONTACT | {"tekst", "klant"}, PERSOON),
    ("POST", f"{RECHTEN}/correcties"): Regel(set(), {**PERSOON, "werkzoekende": geplant(Soort.WERKZOEKENDE)}),
    ("POST", f"{RECHTEN}/toestemmingen"): Regel({"klant"}, TOESTEMMING),
    ("POST", f"{RECHTEN}/toestemmingen/historie"): Regel({"klant"}, PERSOON),
    ("POST", f"{RECHTEN}/toestemmingen/intrekkingen"): Regel({"klant"}, {**PERSOON, "omvang": "privaat"}),
    ("POST", f"{RECHTEN}/bezwaren"): Regel({"klant"}, PERSOON),
    ("POST", f"{RECHTEN}/bezwaren/opheffingen"): Regel({"klant"}, PERSOON),
    **AANLEVEREN,
    # what is the same for everybody
    **{
        ("GET", f"{basis}{pad}"): Regel(delen={"naam": naam})
        for basis in (
            *(b + v for b in ("/api/", "/bron/api/") for v in VERSIES),
            "/beheer/api/v1",
            RECHTEN,
            LEVEREN,
            "/oauth/v1",
        )
        for pad, naam in (
            ("/openapi.json", ""),
            ("/docs", ""),
            ("/docs/{naam}", "start.js"),
            ("/docs/voorbeelden/{naam}.json", "vraag-vacature"),
        )
    },
    **{("GET", f"/oauth/v1{pad}"): Regel() for pad in ("/jwks", "/.well-known/oauth-authorization-server")},
    ("POST", "/oauth/v1/token"): Regel(
        set(),
        {"grant_type": KLANT},
        koppen={"Content-Type": "application/x-www-form-urlencoded"},
        goed=frozenset({400}),  # nobody gets a token here; that one does is tested with tokens
    ),
    **{("GET", pad): Regel() for pad in ("/", "/health/live", "/health/ready", "/metrics")},
    **{("GET", pad): Regel() for pad in ("/console", "/gegevens", "/privacy", "/scenarios", "/pagina/partijen.json")},
    ("GET", "/pagina/{naam}"): Regel(delen={"naam": "stijl.css"}),
    ("GET", "/scenarios/{naam}"): Regel(delen={"naam": "traag"}),
    ("POST", "/oefenbron/{naam}/{soort}/matches"): Regel(set(), W_VRAAG, OEFENBRON),
    ("GET", "/oefenbron/{naam}/{soort}/{id}"): Regel(delen={**OEFENBRON, "id": "demo-w-000001"}),
}
WISSING: Mapping[tuple[str, str], Regel] = {
    ("POST", f"{RECHTEN}/wissingen"): Regel(set(), PERSOON),
    ("POST", f"{RECHTEN}/wissingen/opheffingen"): Regel(set(), PERSOON),
}
"""Last, after what is stored has been searched."""


class Kooi:
    """A node that holds the canaries, and all that came out of it."""

    def __init__(self, node: Samenstel, app: Any, klant: httpx.AsyncClient, storing: Storing) -> None:
        self.node, self.app, self.klant, self.storing = node, app, klant, storing
        self.vum: dict[str, str] = {}
        self.plek: dict[str, str] = {}

    def routes(self) -> set[tuple[str, str]]:
        """Give every method and path template of every app of the node."""
        apps = [*self.app.apis.items(), ("", self.app.voorkant)]
        return {
            (m, basis + r.path) for basis, rand in apps for r in _uitgevouwen(rand.app.routes) for m in _methoden(r)
        }

    async def vraag(self, methode: str, pad: str, regel: Regel, **over: Any) -> httpx.Response:
        delen = {n: self.vum.get(w, self.plek.get(w, w)) for n, w in regel.delen.items()} | over.pop("delen", {})
        body = over.pop("content", None if regel.body is None else orjson.dumps(regel.body))
        versie = next((v for naam, v in VERSIES.items() if f"/api/{naam}/" in pad), "1.0.0")
        eigen = {"X-VUM-berichtVersie": versie, "API-Version": versie}
        koppen = {**KOPPEN, **eigen, **regel.koppen, **over.pop("headers", {})}
        url = pad.format(**{n: quote(w, safe="") for n, w in delen.items()})
        vraag = {**regel.vraag, **over.pop("params", {})}
        antwoord = await self.klant.request(methode, url, content=body, headers=koppen, params=vraag, **over)
        await self.node.leveringen.werkbank.klaar()
        return antwoord

    async def lever(self) -> str:
        """Deliver a file with canaries in what is right and in what is wrong; give the id of the run."""
        pad = f"{LEVEREN}/leveringen"
        antwoord = await self.vraag("POST", pad, AANLEVEREN["POST", pad])
        return str(antwoord.json()["id"])

    async def haal_vum_ids(self) -> None:
        for naam, pad, body in (("W", "werkzoekendeProfielen", W_VRAAG), ("V", "vacatures", V_VRAAG)):
            antwoord = await self.vraag("POST", f"/api/v3/{pad}/matches", Regel(body=body))
            self.vum[naam] = antwoord.json()["matches"][0]["vumID"]


def _uitgevouwen(routes: Any) -> Iterator[Any]:
    for route in routes:
        binnen = getattr(route, "original_router", None)
        yield from [route] if binnen is None else _uitgevouwen(binnen.routes)


def _methoden(route: Any) -> set[str]:
    """Give the methods that do something; a route that only refuses has no line."""
    return set() if route.name == "_andere_methode" else set(route.methods) - {"HEAD"}


@asynccontextmanager
async def _kooi(monkeypatch: Any, url: str, kaart: Any, map_: Any) -> AsyncIterator[Kooi]:
    zet = Instellingen(
        database_url=url, sleutels=map_ / "node.sleutels.json", aanlevering_map=map_ / "spool", maximum_details=1000
    )
    lees_of_maak(zet.sleutelpad)
    storing = Storing()
    node = storend_samenstel(monkeypatch, zet, kaart, storing)
    app = maak_app(zet, node.poort, bij_weigering=node.auditwacht.geweigerd)
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node") as klant:
            await zorg_voor_sandbox(node.database)
            for soort in Soort:
                grond = Grondslag.PUBLIEKE_TAAK if soort is Soort.WERKZOEKENDE else None
                records = [Ingelezen("record 1", orjson.dumps(geplant(soort)))]
                levering = Levering(BRON, soort, grondslag=grond)
                rapport = await lever_aan(node.database, levering, records, wacht=node.tekstwacht)
                assert rapport.nieuw == 1, [w.schendingen for w in rapport.weigeringen]
            kooi = Kooi(node, app, klant, storing)
            await kooi.haal_vum_ids()
            kooi.plek["L"] = await kooi.lever()
            yield kooi
    finally:
        storing.zet(None, Stuk)
        await node.sluit()


@pytest.fixture
async def v(monkeypatch, database_url, kaart, tmp_path) -> AsyncIterator[Kooi]:
    async with _kooi(monkeypatch, database_url, kaart, tmp_path) as v:
        yield v


async def test_every_route_has_its_line(v) -> None:
    assert v.routes() == {**REGELS, **WISSING}.keys()


def _fout(antwoord: httpx.Response, v: Kooi) -> None:
    namen = gevonden(antwoord.text + str(antwoord.headers), v.vum.values())
    assert antwoord.status_code < 400 or not namen, (antwoord.request.method, antwoord.status_code, namen)


async def _goed(v: Kooi, regels: Mapping[tuple[str, str], Regel]) -> None:
    for (methode, pad), regel in regels.items():
        antwoord = await v.vraag(methode, pad, regel)
        assert antwoord.status_code in regel.goed, (pad, antwoord.text)
        assert gevonden(antwoord.text) <= regel.mag, (pad, gevonden(antwoord.text) - regel.mag)


def _pogingen(regel: Regel, waarden: Iterator[str]) -> Iterator[dict[str, Any]]:
    """Give what a careless caller may send: a canary in each place where it does not belong, another each time."""
    yield from ({"delen": {naam: next(waarden)}} for naam in regel.delen)
    yield {"params": {"zoek": next(waarden)}}
    for kop in [*KOPPEN, "Accept", "traceparent", "tracestate", "X-Onbekend", "Authorization"]:
        yield {"headers": {kop: next(waarden)}}
    if regel.body is not None:
        w = next(waarden)
        for inhoud in ({w: w}, {"vraagObject": {w: 1, "selectiegebied": w}}, {**PERSOON, w: 1}):
            yield {"content": orjson.dumps(inhoud)}
        yield {"content": b'{"vraagObject": "' + next(waarden).encode()}
        yield {"content": orjson.dumps({**PERSOON, **dict.fromkeys(("id", "omvang", "bron", "wijze"), next(waarden))})}


async def _slecht(v: Kooi, regels: Mapping[tuple[str, str], Regel]) -> None:
    waarden = cycle([w for w in [*GEPLANT.values(), *v.vum.values()] if w.isascii()])
    for (methode, pad), regel in regels.items():
        for poging in _pogingen(regel, waarden):
            _fout(await v.vraag(methode, pad, regel, **poging), v)
        _fout(await v.vraag("PATCH", pad, Regel(body={NAAM: EMAIL}, delen=regel.delen)), v)
        _fout(await v.vraag(methode, f"{pad}/{quote(NAAM)}/{BSN}", regel), v)


async def _crash(v: Kooi) -> None:
    for (methode, pad), regel in REGELS.items():
        for k, fout in ((1, Stuk), (3, Stuk), (5, GEDOOD)):
            v.storing.zet(k, fout, f"{NAAM} {BSN} {EMAIL} {TEKST}")
            try:
                _fout(await v.vraag(methode, pad, regel), v)
            except GEDOOD:
                continue
    v.storing.zet(None, Stuk)


async def _uitvoer(v: Kooi) -> Iterator[bytes]:
    records = [r async for deel in v.node.verantwoording.exporteer() for r in deel]
    assert len(records) > len(REGELS)
    return [ndjson(records), otlp(records), (await v.klant.get("/metrics")).content]


async def test_canaries_are_found_only_where_the_design_allows(v, database_url, capsys) -> None:
    configureer()
    await _goed(v, REGELS)
    await _slecht(v, REGELS)
    await _crash(v)
    assert not [u for u in await onderhoud(v.node.klussen()) if u.aantal is None]
    for uitvoer in await _uitvoer(v):
        assert gevonden(uitvoer, v.vum.values()) == set()

    kolommen = await in_kolommen(database_url, v.vum.values())
    assert {
        p: namen - TOEGESTAAN.get(p, set()) for p, namen in kolommen.items() if namen - TOEGESTAAN.get(p, set())
    } == {}
    assert kolommen["werkzoekende", "inhoud"] == TOEGESTAAN["werkzoekende", "inhoud"]  # the search does find

    await _goed(v, WISSING)
    await _slecht(v, WISSING)
    assert {p for p, namen in (await in_kolommen(database_url)).items() if "klant" in namen} == set()
    log = capsys.readouterr()
    assert '"event": "verzoek"' in log.err
    assert gevonden(log.err + log.out, v.vum.values()) == set()
