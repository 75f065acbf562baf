"""Limits at the edge: before access costs anything, before the body is read, and told to the asker."""

import asyncio

import httpx
import pytest

from app.adapters.tellers import EigenTeller, GedeeldeTeller
from app.domain.begrenzing import Kring
from app.main import maak_app
from app.models.aanroeper import Aanroeper, Bewijs, Rol
from app.models.errors import NietGeautoriseerd
from app.models.identiteit import Oin
from app.privacy.begrenzing import Begrenzer
from app.routers.aanroeper import AANROEPER
from app.routers.begrenzing import BEWEZEN, Grenswacht, bewijsstuk
from app.settings import Instellingen
from tests.redis_server import URL, _redis_antwoordt, voorvoegsel  # noqa: F401 - fixtures
from tests.routers.conftest import BASES, EIGEN, KOPPEN, VERWERKER, eis_fout, maak_klant

ANDER = "00000099000000005000"
PAD = "/api/v3/vacatures/x"
EIGEN_PAD = "/beheer/api/v1/deelnemers"
JSON = KOPPEN | {"Content-Type": "application/json"}


class Klok:
    nu = 50.0

    def __call__(self):
        return self.nu


@pytest.fixture
def klok():
    return Klok()


@pytest.fixture
def maak(poort, klok):
    """A node whose callers prove themselves by the header ``X-Proof-Cert``, with small limits."""

    def maak(grenzen, *, weigert=True, teller=None):
        begrenzer = Begrenzer(teller or EigenTeller(), grenzen, lambda *delen: "/".join(delen), klok, weigert=weigert)
        node = maak_app(Instellingen(), poort, begrenzer=begrenzer)
        for rand in node.apis.values():
            rand._toegang = _Toegang(eigen=not rand.api.vum)
        return node

    return maak


class _Toegang:
    def __init__(self, *, eigen):
        self.eigen = eigen
        self.gevraagd = 0

    async def __call__(self, scope):
        self.gevraagd += 1
        bewijs = dict(scope["headers"]).get(b"x-proof-cert")
        if bewijs is None:
            raise NietGeautoriseerd
        oin = Oin(bewijs.decode())
        if self.eigen:
            scope[AANROEPER] = Aanroeper(oin, Bewijs.TOKEN, frozenset(Rol), frozenset())
        else:
            scope[BEWEZEN] = oin


def _bewijs(oin=VERWERKER):
    return {"X-Proof-Cert": oin}


@pytest.mark.parametrize("basis", BASES)
async def test_over_the_limit_is_429_before_the_body_is_read(maak, poort, basis):
    node = maak({Kring.PARTIJ: 2})
    async with maak_klant(node) as klant:
        for over in (1, 0):
            goed = await klant.post(f"{basis}/vacatures/matches", headers=JSON | _bewijs(), content=b"{}")
            assert goed.status_code == 200
            assert goed.headers["RateLimit-Policy"] == '"partij";q=2;w=60'
            assert goed.headers["RateLimit"].startswith(f'"partij";r={over};t=')

        async def body():
            raise AssertionError("the body was read")
            yield b""

        te_veel = await klant.post(f"{basis}/vacatures/matches", headers=JSON | _bewijs(), content=body())
    eis_fout(te_veel, 429, "429.01")
    assert 1 <= int(te_veel.headers["Retry-After"]) <= 60
    assert te_veel.headers["RateLimit"].startswith('"partij";r=0;t=')
    assert te_veel.headers["X-VUM-toParty"] == KOPPEN["X-VUM-fromParty"]
    assert len(poort.aanroepen) == 2


async def test_our_own_apis_have_a_code_of_their_own(maak, poort):
    poort.fout = NietGeautoriseerd()
    async with maak_klant(maak({Kring.BEWEZEN: 1})) as klant:
        await klant.get(EIGEN_PAD, headers=_bewijs())
        eis_fout(await klant.get(EIGEN_PAD, headers=_bewijs()), 429, "429.02")


async def test_who_was_refused_is_not_looked_up_again_until_its_wait_is_over(maak, klok):
    node = maak({Kring.PARTIJ: 1})
    toegang = node.apis["/api/v3"]._toegang
    async with maak_klant(node) as klant:
        for _ in range(10):
            laatste = await klant.get(PAD, headers=KOPPEN | _bewijs())
        assert toegang.gevraagd == 2
        eis_fout(laatste, 429, "429.01")
        klok.nu += int(laatste.headers["Retry-After"])
        await klant.get(PAD, headers=KOPPEN | _bewijs())
        assert toegang.gevraagd == 3


async def test_one_party_over_its_limit_leaves_every_other_its_share(maak):
    async with maak_klant(maak({Kring.PARTIJ: 3, Kring.BEWEZEN: 6})) as klant:
        for _ in range(20):
            await klant.get(PAD, headers=KOPPEN | _bewijs())
        assert (await klant.get(PAD, headers=KOPPEN | _bewijs())).status_code == 429
        assert (await klant.get(PAD, headers=KOPPEN | _bewijs(ANDER))).status_code == 200
        ander = KOPPEN | _bewijs() | {"X-VUM-fromParty": ANDER}
        assert (await klant.get(PAD, headers=ander)).status_code == 200


async def test_a_header_does_not_put_a_request_to_the_account_of_another(maak):
    """Who proves nothing may name whom it likes."""
    async with maak_klant(maak({Kring.PARTIJ: 1, Kring.BEWEZEN: 1, Kring.ADRES: 3})) as klant:
        statussen = [(await klant.get(PAD, headers=KOPPEN)).status_code for _ in range(5)]
        assert statussen == [401, 401, 401, 429, 429]
        assert (await klant.get(PAD, headers=KOPPEN | _bewijs())).status_code == 200


async def test_who_is_proven_and_may_not_is_counted_as_itself(maak):
    node = maak({Kring.BEWEZEN: 2, Kring.ADRES: 1})

    async def zonder_mandaat(scope):
        scope[BEWEZEN] = Oin(VERWERKER)
        raise NietGeautoriseerd

    node.apis["/api/v3"]._toegang = zonder_mandaat
    async with maak_klant(node) as klant:
        assert [(await klant.get(PAD, headers=KOPPEN)).status_code for _ in range(3)] == [401, 401, 429]


async def test_the_same_account_whatever_name_a_party_of_our_own_apis_gives(maak, poort):
    poort.fout = NietGeautoriseerd()
    async with maak_klant(maak({Kring.PARTIJ: 2})) as klant:
        statussen = [
            (await klant.get(EIGEN_PAD, headers=_bewijs() | {"X-VUM-fromParty": naam})).status_code
            for naam in (EIGEN, ANDER, VERWERKER)
        ]
    assert statussen[2] == 429


async def test_open_documents_are_counted_by_address_and_health_never(maak):
    async with maak_klant(maak({Kring.ADRES: 2})) as klant:
        paden = ["/api/v3/openapi.json", "/metrics", "/beheer/api/v1/openapi.json", "/"]
        assert [(await klant.get(p)).status_code for p in paden] == [200, 200, 429, 429]
        assert [(await klant.get("/health/live")).status_code for _ in range(5)] == [200] * 5


async def test_the_sandbox_tells_and_never_refuses(maak):
    async with maak_klant(maak({Kring.PARTIJ: 1}, weigert=False)) as klant:
        antwoorden = [await klant.get(PAD, headers=KOPPEN | _bewijs()) for _ in range(4)]
    assert [a.status_code for a in antwoorden] == [200] * 4
    assert antwoorden[-1].headers["RateLimit"].startswith('"partij";r=0;t=')
    assert "Retry-After" not in antwoorden[-1].headers


async def test_the_metrics_count_what_was_over_a_limit(poort, klok):
    from app.routers.meting import meet_overschreden

    begrenzer = Begrenzer(
        EigenTeller(),
        {Kring.ADRES: 1},
        lambda *delen: "/".join(delen),
        klok,
        weigert=True,
        bij_overschrijding=meet_overschreden,
    )
    async with maak_klant(maak_app(Instellingen(), poort, begrenzer=begrenzer)) as klant:
        for _ in range(3):
            await klant.get("/bron/api/v3/openapi.json")
    async with maak_klant(maak_app(Instellingen(), poort)) as klant:
        meting = (await klant.get("/metrics")).text
    assert 'openvum_grens_overschreden_total{api="bron",geweigerd="ja",kring="adres"} 2.0' in meting


async def test_two_workers_share_the_limit(maak, voorvoegsel):  # noqa: F811
    tellers = [GedeeldeTeller(URL, voorvoegsel, 5) for _ in range(2)]
    klanten = [maak_klant(maak({Kring.PARTIJ: 6}, teller=t)) for t in tellers]
    try:
        statussen = [(await k.get(PAD, headers=KOPPEN | _bewijs())).status_code for _ in range(5) for k in klanten]
        assert statussen == [200] * 6 + [429] * 4
    finally:
        for klant, teller in zip(klanten, tellers, strict=True):
            await klant.aclose()
            await teller.sluit()


async def test_a_limit_holds_when_redis_fails_and_nobody_waits_for_it(maak):
    teller = GedeeldeTeller("redis://127.0.0.1:1/0", "x", 5)
    async with maak_klant(maak({Kring.PARTIJ: 2}, teller=teller)) as klant:
        statussen = [(await klant.get(PAD, headers=KOPPEN | _bewijs())).status_code for _ in range(4)]
    assert statussen == [200, 200, 429, 429]
    await teller.sluit()


def _scope(client, *koppen):
    return {"client": client, "headers": [(k.lower().encode(), w.encode()) for k, w in koppen]}


@pytest.mark.parametrize(
    ("client", "doorgegeven", "adres"),
    [
        (("192.0.2.1", 5), None, "192.0.2.1"),
        (("192.0.2.1", 5), "198.51.100.9", "192.0.2.1"),
        (("10.0.0.1", 5), "198.51.100.9", "198.51.100.9"),
        (("10.0.0.1", 5), "203.0.113.3, 198.51.100.9", "198.51.100.9"),
        (("10.0.0.1", 5), None, "10.0.0.1"),
        (("10.0.0.1", 5), "onzin", ""),
        (("2001:db8::1", 5), None, str(0x20010DB800000000)),
        (None, None, ""),
    ],
)
def test_the_address_is_that_of_who_connects_or_what_our_own_proxy_tells(client, doorgegeven, adres):
    koppen = [("X-Forwarded-For", doorgegeven)] if doorgegeven else []
    wacht = Grenswacht(None, "bron", lambda scope: bool(scope["client"]) and scope["client"][0] == "10.0.0.1")
    assert wacht._adres(_scope(client, *koppen)) == adres


def test_the_same_proof_has_one_digest_and_any_other_another():
    client = ("192.0.2.1", 5)
    basis = bewijsstuk(_scope(client, ("Authorization", "a"), ("Accept", "x")))
    assert basis == bewijsstuk(_scope(("192.0.2.1", 6), ("Authorization", "a"), ("Accept", "y")))
    assert basis != bewijsstuk(_scope(client, ("Authorization", "b")))
    assert basis != bewijsstuk(_scope(("192.0.2.2", 5), ("Authorization", "a")))
    assert basis != bewijsstuk(_scope(client, ("Authorization", "a"), ("Client-Cert", "c")))
    assert basis != bewijsstuk(_scope(client, ("Authorization", "a"), ("X-VUM-fromParty", "c")))


async def test_the_app_has_limits_when_it_is_built_from_its_parts(sqlite_url, kaart, tmp_path):
    from app.main import Samenstel
    from app.privacy.sleutelbestand import lees_of_maak

    instellingen = Instellingen(database_url=sqlite_url, sleutels=tmp_path / "bos.json", grens_adres_minuut=7)
    lees_of_maak(instellingen.sleutelpad)
    node = Samenstel(instellingen, kaart)
    try:
        app = maak_app(instellingen, node.poort, begrenzer=node.begrenzer)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node") as klant:
            kop = (await klant.get("/api/v3/openapi.json")).headers["RateLimit-Policy"]
        assert kop == '"adres";q=7;w=60'
    finally:
        await node.sluit()


async def test_an_open_api_in_productie_counts_by_address_whatever_the_headers_say(maak):
    """Nobody uses up the share of another by naming it where nothing has to be proven."""
    node = maak({Kring.PARTIJ: 1, Kring.BEWEZEN: 1, Kring.ADRES: 3})

    async def iedereen(_):
        pass

    for rand in node.apis.values():
        rand._toegang = iedereen
        rand._grenswacht._gelooft_koppen = False
    async with maak_klant(node) as klant:
        statussen = [(await klant.get(PAD, headers=KOPPEN)).status_code for _ in range(5)]
    assert statussen == [200, 200, 200, 429, 429]


async def test_a_full_line_is_429(maak, poort, monkeypatch):
    monkeypatch.setattr("app.privacy.begrenzing.MAX_RIJ", 0)
    node = maak({})
    for rand in node.apis.values():
        rand._grenswacht._begrenzer._tegelijk = 1
    begonnen, klaar = asyncio.Event(), asyncio.Event()

    async def detail(*_):
        begonnen.set()
        await klaar.wait()
        return poort.antwoord

    monkeypatch.setattr(poort, "detail", detail)
    async with maak_klant(node) as klant:
        eerste = asyncio.create_task(klant.get(PAD, headers=KOPPEN | _bewijs()))
        await begonnen.wait()
        eis_fout(await klant.get(PAD, headers=KOPPEN | _bewijs()), 429, "429.01")
        klaar.set()
        assert (await eerste).status_code == 200
