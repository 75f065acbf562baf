"""Issuers elsewhere: whose tokens count, what they may say, and how their keys are kept."""

import json
import time
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from app.models.errors import NietBeschikbaar
from app.privacy.sleutelkast import BRUIKBAAR, VERS, WACHT, Sleutelkast
from app.privacy.uitgevers import UitgeverFout, lees_uitgevers
from tests import tokens
from tests.keten.tokenhuis import EIGEN, VREEMD, A, B, tokenhuis

ISSUER, TWEEDE = "https://login.example/realms/vum", "https://tokens.example"
PAD = "/inzage/api/v1/exporten"
SLEUTEL, ANDERE = tokens.rsa("elders"), tokens.rsa("elders-2")
BESTAND = f"""
[[uitgever]]
issuer = "{ISSUER}"
jwks_bestand = "elders.jwks.json"

[uitgever.clients."pakket-a"]
oin = "{A}"

[uitgever.clients."beheerpakket"]
oin = "{EIGEN}"
rollen = ["beheerder"]

[[uitgever]]
issuer = "{TWEEDE}"
jwks_bestand = "tweede.jwks.json"
algoritmen = ["ES256"]
audience = "vum"
client_claim = "client_id"
oin_claim = "oin"
"""


def token(sleutel=SLEUTEL, alg="RS256", *, kop=None, **anders):
    nu = int(time.time())
    goed = {"iss": ISSUER, "azp": "pakket-a", "sub": "wie-dan-ook", "aud": [f"urn:nld:oin:{EIGEN}", "iets anders"]}
    tijden = {"iat": nu, "exp": nu + 300, "jti": "een-id", "scope": "openid inzage:lezen"}
    return tokens.teken(goed | tijden | anders, sleutel, alg, **(kop or {}))


def tweede(**anders):
    velden = {"iss": TWEEDE, "aud": "vum", "azp": None, "client_id": "pakket-x", "oin": B} | anders
    return token(tokens.ec("tweede"), "ES256", **velden)


@pytest.fixture
async def huis(sqlite_url, kaart, tmp_path):
    (tmp_path / "uitgevers.toml").write_text(BESTAND)
    for naam, sleutel in (("elders", SLEUTEL), ("tweede", tokens.ec("tweede"))):
        (tmp_path / f"{naam}.jwks.json").write_text(json.dumps({"keys": [tokens.openbaar(sleutel)]}))
    async with tokenhuis(sqlite_url, kaart, tmp_path, token_uitgevers=tmp_path / "uitgevers.toml") as huis:
        yield huis


async def status(huis, waarde, bron=A, pad=PAD):
    return (await huis.vraag("POST", pad, waarde, json={"bron": bron, "id": "p-1"})).status_code


async def test_who_may_not(huis):
    for naam, vals in {
        "issuer unknown": token(iss="https://aanvaller.example"),
        "issuer almost": token(iss=ISSUER + "/"),
        "key of the other issuer": token(tokens.ec("tweede"), "ES256"),
        "key of the other issuer for the other": token(iss=TWEEDE, aud="vum", client_id="x", oin=B),
        "key of nobody": token(ANDERE, kop={"kid": "elders"}),
        "our own issuer": token(iss="https://node.example/oauth/v1", kop={"typ": "at+jwt"}),
        "client unknown": token(azp="pakket-b"),
        "no client": token(azp=None),
        "an OIN of its own choice": token(azp="pakket-b", oin=B),
        "audience": token(aud="iets anders"),
        "audience of the other": token(aud="vum"),
        "no audience": token(aud=None),
        "expired": token(exp=int(time.time()) - 100),
        "too long": token(exp=int(time.time()) + 30_000),
        "no iat": token(iat=None),
        "algorithm": token(tokens.ec("elders"), "ES256"),
        "logout token": token(kop={"typ": "logout+jwt"}),
        "jku": token(ANDERE, kop={"kid": "elders", "jku": "https://aanvaller.example"}),
        "OIN of no form": tweede(oin="1"),
        "no OIN": tweede(oin=None),
        "OIN that is not registered": tweede(oin=VREEMD),
        "scope of no form": token(scope={"inzage:lezen": True}),
    }.items():
        assert await status(huis, vals) == 401, naam


async def test_a_client_that_is_written_down_acts_for_its_organisation_alone(huis):
    assert await status(huis, token()) == 404
    assert await status(huis, token(), bron=B) == 403
    assert await status(huis, token(alg="PS256")) == 404


async def test_an_issuer_that_names_the_organisation_gives_no_more_than_its_roles(huis):
    assert await status(huis, tweede(), bron=B) == 404
    assert await status(huis, tweede(), bron=A) == 403
    eigen = tweede(oin=EIGEN, scope="beheer:lezen beheer:schrijven inzage:lezen", rollen=["beheerder"])
    assert (await huis.vraag("GET", "/beheer/api/v1/bronnen", eigen)).status_code == 403
    assert await status(huis, eigen, bron=A) == 403


async def test_a_scope_is_needed_and_bounded_by_the_role(huis):
    assert await status(huis, token(scope="openid")) == 403
    assert await status(huis, token(scope=None)) == 403
    assert await status(huis, token(scope=["inzage:lezen"])) == 404
    assert await status(huis, token(), pad="/inzage/api/v1/wissingen") == 403
    beheer = token(azp="beheerpakket", scope="beheer:lezen")
    assert (await huis.vraag("GET", "/beheer/api/v1/bronnen", beheer)).status_code == 200
    assert await status(huis, token(azp="beheerpakket", scope="inzage:lezen")) == 403


# --- Keys over HTTP --------------------------------------------------------------------------------------------------


@asynccontextmanager
async def jwks_server(antwoorden):
    """Answers with what it is told, and counts."""
    gevraagd = []

    async def geef(verzoek):
        gevraagd.append(verzoek.headers.get("Accept"))
        return antwoorden[0]()

    app = web.Application()
    app.router.add_get("/certs", geef)
    loper = web.AppRunner(app)
    await loper.setup()
    plek = web.TCPSite(loper, "127.0.0.1", 0)
    await plek.start()
    try:
        yield f"http://127.0.0.1:{loper.addresses[0][1]}/certs", gevraagd
    finally:
        await loper.cleanup()


def jwks(*sleutels):
    return lambda: web.json_response({"keys": [tokens.openbaar(s) for s in sleutels] + [{"kty": "oct", "k": "AA"}]})


async def test_keys_come_from_a_url_and_are_fetched_once(sqlite_url, kaart, tmp_path):
    antwoorden = [jwks(SLEUTEL)]
    async with jwks_server(antwoorden) as (url, gevraagd):
        bestand = BESTAND.replace('jwks_bestand = "elders.jwks.json"', f'jwks_url = "{url}"')
        (tmp_path / "uitgevers.toml").write_text(bestand)
        zet = {"token_uitgevers": tmp_path / "uitgevers.toml", "omgeving": "sandbox"}
        async with tokenhuis(sqlite_url, kaart, tmp_path, **zet) as huis:
            assert [await status(huis, token()) for _ in range(3)] == [404] * 3
            assert gevraagd == ["application/json"]
            for n in range(5):
                assert await status(huis, token(ANDERE, kop={"kid": f"verzonnen-{n}"})) == 401
            assert len(gevraagd) == 1


@pytest.mark.parametrize(
    "antwoord",
    [
        lambda: web.Response(status=500),
        lambda: web.Response(text="geen json"),
        lambda: web.json_response([]),
        lambda: web.json_response({"keys": "kanarie"}),
        lambda: web.Response(text="{" + " " * 300_000 + "}"),
        lambda: web.Response(status=302, headers={"Location": "/elders"}),
    ],
)
async def test_without_keys_it_is_not_the_caller_s_fault(sqlite_url, kaart, tmp_path, antwoord):
    async with jwks_server([antwoord]) as (url, _):
        bestand = BESTAND.replace('jwks_bestand = "elders.jwks.json"', f'jwks_url = "{url}"')
        (tmp_path / "uitgevers.toml").write_text(bestand)
        zet = {"token_uitgevers": tmp_path / "uitgevers.toml", "omgeving": "sandbox"}
        async with tokenhuis(sqlite_url, kaart, tmp_path, **zet) as huis:
            assert await status(huis, token()) == 503


class Klok:
    def __init__(self):
        self.nu = 1000.0

    def __call__(self):
        return self.nu


def _set(*sleutels):
    return json.dumps({"keys": [tokens.openbaar(s) for s in sleutels]}).encode()


async def test_a_new_key_is_found_and_invented_ones_make_nobody_fetch_more():
    klok, gehaald, inhoud = Klok(), [], [_set(SLEUTEL)]

    async def haal():
        gehaald.append(klok.nu)
        if isinstance(inhoud[0], OSError):
            raise inhoud[0]
        return inhoud[0]

    kast = Sleutelkast("proef", haal, klok)
    assert [s.kid for s in await kast.sleutels("elders")] == ["elders"]
    for _ in range(100):
        await kast.sleutels("verzonnen")
    assert len(gehaald) == 1
    klok.nu += WACHT
    inhoud[0] = _set(SLEUTEL, ANDERE)
    assert len(await kast.sleutels("elders-2")) == 2
    assert len(gehaald) == 2
    klok.nu += VERS + 1
    inhoud[0] = OSError("weg")
    assert len(await kast.sleutels("elders")) == 2, "what was known stays when it cannot be fetched"
    assert len(gehaald) == 3
    await kast.sleutels("elders")
    assert len(gehaald) == 3
    klok.nu += BRUIKBAAR
    with pytest.raises(NietBeschikbaar):
        await kast.sleutels("elders")
    inhoud[0] = _set(ANDERE)
    klok.nu += WACHT
    assert [s.kid for s in await kast.sleutels("elders-2")] == ["elders-2"], "a key that was withdrawn is gone"


# --- The file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "regel"),
    [
        ("kanarie", "TOML"),
        ("", "uitgever"),
        ("uitgever = []", "uitgever"),
        (BESTAND.replace("rollen", "rolen"), "rolen"),
        (BESTAND.replace('"beheerder"', '"baas"'), "rollen"),
        (BESTAND.replace('["ES256"]', '["HS256"]'), "algoritmen"),
        (BESTAND.replace('["ES256"]', '["none"]'), "algoritmen"),
        (BESTAND.replace('["ES256"]', "[]"), "algoritmen"),
        (BESTAND.replace(f'oin = "{A}"', 'oin = "kanarie"'), "oin"),
        (BESTAND.replace('oin_claim = "oin"', ""), "oin_claim"),
        (BESTAND.replace('jwks_bestand = "tweede.jwks.json"', ""), "jwks_url"),
        (BESTAND.replace('jwks_bestand = "tweede.jwks.json"', 'jwks_url = "http://kanarie.example"'), "https"),
        (BESTAND.replace(TWEEDE, ISSUER), "issuer"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_without_its_values(tekst, regel):
    with pytest.raises(UitgeverFout) as fout:
        lees_uitgevers(tekst, http_mag=False)
    assert regel in str(fout.value)
    assert "kanarie" not in str(fout.value)
