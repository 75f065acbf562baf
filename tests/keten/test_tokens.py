"""Tokens on a whole node in productie: who may not, first. Every attack gets the answer that its standard wants."""

import base64
import json
import time
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from joserfc.jwk import ECKey, RSAKey

from app.models.aanroeper import Rol, Scope
from app.models.identiteit import Oin
from app.privacy import sleutelbestand
from app.privacy.sleutels import Sleuteldoel
from tests import tokens
from tests.keten.tokenhuis import EIGEN, ISSUER, VREEMD, A, B, extra_app, tokenhuis
from tests.pki import maak_pki

PAD = "/beheer/api/v1/bronnen"
LEVERANCIER = Oin("00000099000000078000")
FOUTVELDEN = {"error", "error_description", "status", "title", "code"}


@pytest.fixture
async def huis(database_url, kaart, tmp_path):
    async with tokenhuis(database_url, kaart, tmp_path) as huis:
        yield huis


def eis_onbewezen(antwoord, fout="invalid_token"):
    assert (antwoord.status_code, antwoord.json()["code"]) == (401, "401.01"), antwoord.text
    verwacht = 'Bearer realm="OpenVUM"' + (f', error="{fout}"' if fout else "")
    assert antwoord.headers["WWW-Authenticate"] == verwacht
    assert antwoord.headers["content-type"] == "application/problem+json"


def eis_geen_token(antwoord, fout, status=400):
    assert (antwoord.status_code, antwoord.json().get("error")) == (status, fout), antwoord.text
    assert antwoord.json().keys() >= FOUTVELDEN
    assert antwoord.headers["content-type"] == "application/json"
    assert antwoord.headers["cache-control"] == "no-store"
    if status == 401:
        assert antwoord.headers["WWW-Authenticate"].startswith("Bearer")


# --- The token endpoint ----------------------------------------------------------------------------------------------

SLEUTEL = tokens.rsa("gemeente-a")
NU = time.time


def _goed(sleutel=SLEUTEL, alg="RS256", *, kop=None, **anders):
    return tokens.bewering("gemeente-a", sleutel, alg, kop=kop, **{"aud": f"{ISSUER}/token"} | anders)


def _publieke_der():
    return SLEUTEL.public_key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _goede_claims():
    return tokens.claims_van(_goed())


def _kop_met(**kop):
    return lambda: _goed(kop=kop)


def _gewijzigd():
    kop, inhoud, handtekening = _goed().split(".")
    claims = tokens.claims_van(f".{inhoud}.") | {"exp": int(NU()) + 61}
    return f"{kop}.{tokens.base64url(json.dumps(claims).encode())}.{handtekening}"


def _dubbel():
    _, inhoud, handtekening = _goed().split(".")
    kop = b'{"alg":"none","alg":"RS256","kid":"gemeente-a"}'
    return f"{tokens.base64url(kop)}.{inhoud}.{handtekening}"


VREEMDE = RSAKey.generate_key(2048, {"kid": "gemeente-a"})
AANVALLEN = {
    "none": lambda: tokens.ruw({"alg": "none", "kid": "gemeente-a"}, _goede_claims()),
    "None": lambda: tokens.ruw({"alg": "nOnE", "kid": "gemeente-a"}, _goede_claims()),
    "no alg": lambda: tokens.ruw({"kid": "gemeente-a"}, _goede_claims()),
    "HS256 with the public key in PEM": lambda: _goed(tokens.pem(SLEUTEL), "HS256", kop={"kid": "gemeente-a"}),
    "HS256 with the public key in DER": lambda: _goed(_publieke_der(), "HS256", kop={"kid": "gemeente-a"}),
    "HS256 with the JWK": lambda: _goed(
        json.dumps(tokens.openbaar(SLEUTEL)).encode(), "HS256", kop={"kid": "gemeente-a"}
    ),
    "a key of somebody else under our kid": lambda: _goed(VREEMDE),
    "a key of another client": lambda: _goed(tokens.rsa("gemeente-b")),
    "a key of another client under our kid": lambda: _goed(tokens.rsa("gemeente-b"), kop={"kid": "gemeente-a"}),
    "kid as a path": _kop_met(kid="../../../dev/null"),
    "kid as SQL": _kop_met(kid="x' OR '1'='1"),
    "kid absent": _kop_met(kid=None),
    "kid empty": _kop_met(kid=""),
    "kid no text": lambda: tokens.ruw({"alg": "RS256", "kid": ["gemeente-a"]}, _goede_claims(), b"x"),
    "jwk": lambda: _goed(VREEMDE, kop={"jwk": tokens.openbaar(VREEMDE)}),
    "jku": _kop_met(jku="https://aanvaller.example/jwks"),
    "x5u": _kop_met(x5u="https://aanvaller.example/cert"),
    "x5c": _kop_met(x5c=[base64.b64encode(b"cert").decode()]),
    "crit": _kop_met(crit=["exp"], exp=1),
    "crit that a library ignores": _kop_met(crit=["onbekend"], onbekend=True),
    "zip": _kop_met(zip="DEF"),
    "b64": _kop_met(b64=True),
    "a typ of an access token": _kop_met(typ="at+jwt"),
    "expired": lambda: _goed(iat=int(NU()) - 200, exp=int(NU()) - 100),
    "not yet valid": lambda: _goed(nbf=int(NU()) + 300),
    "made in the future": lambda: _goed(iat=int(NU()) + 300, exp=int(NU()) + 400),
    "holds too long": lambda: _goed(exp=int(NU()) + 3600),
    "no exp": lambda: _goed(exp=None),
    "no iat": lambda: _goed(iat=None),
    "exp as a text": lambda: _goed(exp=str(int(NU()) + 60)),
    "exp as true": lambda: _goed(exp=True),
    "exp without end": lambda: _goed(exp=1e400),
    "audience of another": lambda: _goed(aud="https://ander.example/oauth/v1/token"),
    "audience is the issuer": lambda: _goed(aud=ISSUER),
    "more than one audience": lambda: _goed(aud=[f"{ISSUER}/token", "https://ander.example"]),
    "no audience": lambda: _goed(aud=None),
    "sub of another client": lambda: _goed(sub="gemeente-b"),
    "iss of another client": lambda: _goed(iss="gemeente-b", sub="gemeente-b"),
    "iss of nobody": lambda: _goed(iss="niemand", sub="niemand"),
    "iss of no form": lambda: _goed(iss="x" * 100, sub="x" * 100),
    "no jti": lambda: _goed(jti=None),
    "a short jti": lambda: _goed(jti="1"),
    "a changed claim": _gewijzigd,
    "padding": lambda: _goed() + "=",
    "four parts": lambda: _goed() + ".x",
    "encrypted": lambda: "a.b.c.d.e",
    "no token at all": lambda: "kanarie",
    "empty": lambda: "",
    "very large": lambda: _goed(vulling="x" * 9000),
    "names twice": _dubbel,
    "nested": lambda: tokens.base64url(b'{"alg":"RS256","kid":' + b"[" * 2000) + ".e30.AA",
}


async def test_every_attack_on_an_assertion_gets_one_and_the_same_answer(huis):
    antwoorden = set()
    for naam, maak in AANVALLEN.items():
        antwoord = await huis.vraag_token(maak())
        eis_geen_token(antwoord, "invalid_client", 401)
        antwoorden.add(antwoord.json()["error_description"]), naam
        assert "kanarie" not in antwoord.text
    assert len(antwoorden) == 1
    assert (await huis.vraag_token(_goed())).status_code == 200


async def test_an_assertion_counts_once_in_whatever_worker(huis, database_url, kaart, tmp_path):
    async with extra_app(database_url, kaart, tmp_path / "node.sleutels.json") as ander:
        bewering = _goed()
        assert (await huis.vraag_token(bewering)).status_code == 200
        eis_geen_token(await huis.vraag_token(bewering), "invalid_client", 401)
        eis_geen_token(await ander.vraag_token(bewering), "invalid_client", 401)
        jti = uuid4().hex
        assert (await ander.vraag_token(_goed(jti=jti))).status_code == 200
        eis_geen_token(await huis.vraag_token(_goed(jti=jti)), "invalid_client", 401)


async def test_used_assertions_are_forgotten_when_they_cannot_be_used_any_more(huis):
    bewering = _goed()
    assert (await huis.vraag_token(bewering)).status_code == 200
    async with huis.node.database.schrijven() as opslag:
        assert await opslag.clients.vergeet(int(NU())) == 0
        assert await opslag.clients.vergeet(int(NU()) + 700) == 1


@pytest.mark.parametrize(
    ("anders", "fout", "status"),
    [
        ({"grant_type": None}, "invalid_request", 400),
        ({"grant_type": "password"}, "unsupported_grant_type", 400),
        ({"grant_type": "authorization_code"}, "unsupported_grant_type", 400),
        ({"scope": "aanlevering:lezen beheer:lezen"}, "invalid_scope", 400),
        ({"scope": "kanarie"}, "invalid_scope", 400),
        ({"scope": ""}, "invalid_scope", 400),
        ({"client_assertion_type": None}, "invalid_client", 401),
        ({"client_assertion_type": "kanarie"}, "invalid_client", 401),
        ({"client_assertion": None}, "invalid_client", 401),
        ({"client_id": "gemeente-b"}, "invalid_client", 401),
        ({"client_secret": "kanarie"}, "invalid_client", 401),
    ],
)
async def test_a_wrong_form_is_told_in_the_words_of_the_standard(huis, anders, fout, status):
    antwoord = await huis.vraag_token(_goed(), **anders)
    eis_geen_token(antwoord, fout, status)
    assert "kanarie" not in antwoord.text


async def test_a_form_is_a_form(huis):
    url, goed = "/oauth/v1/token", tokens.formulier(_goed())
    assert (await huis.klant.post(url, json=goed)).status_code == 415
    eis_geen_token(
        await huis.klant.post(url, data=goed, headers={"Authorization": "Basic a2FuYXJpZTp4"}), "invalid_client", 401
    )
    formulier = {"Content-Type": "application/x-www-form-urlencoded"}
    for fout in (b"kanarie", b"scope=a&scope=b", b"\xff=1", b"&".join(b"a%d=1" % n for n in range(50))):
        antwoord = await huis.klant.post(url, content=fout, headers=formulier)
        eis_geen_token(antwoord, "invalid_request")
        assert "kanarie" not in antwoord.text
    assert (await huis.klant.get(url)).status_code == 405


@pytest.mark.parametrize(
    ("sleutel", "alg"), [(SLEUTEL, "RS256"), (SLEUTEL, "PS256"), (tokens.ec("gemeente-a-ec"), "ES256")]
)
async def test_the_algorithms_of_the_profile_are_taken(huis, sleutel, alg):
    antwoord = await huis.vraag_token(_goed(sleutel, alg), scope="aanlevering:lezen", client_id="gemeente-a")
    assert antwoord.status_code == 200, antwoord.text
    gegeven = antwoord.json()
    assert gegeven.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert (gegeven["token_type"], gegeven["expires_in"], gegeven["scope"]) == ("Bearer", 300, "aanlevering:lezen")
    claims = tokens.claims_van(gegeven["access_token"])
    assert claims["aud"] == [f"urn:nld:oin:{EIGEN}"]
    assert (claims["iss"], claims["azp"], claims["sub"]) == (ISSUER, "gemeente-a", "gemeente-a")
    assert claims["exp"] - claims["iat"] == 300
    assert len(claims["jti"]) >= 22


async def test_what_the_issuer_publishes_checks_its_tokens(huis):
    """By another library, from what is published alone, as a stranger would."""
    from joserfc import jwt
    from joserfc.jwk import KeySet

    gegevens = (await huis.klant.get("/.well-known/oauth-authorization-server/oauth/v1")).json()
    assert gegevens == (await huis.klant.get("/oauth/v1/.well-known/oauth-authorization-server")).json()
    assert (gegevens["issuer"], gegevens["token_endpoint"]) == (ISSUER, f"{ISSUER}/token")
    assert gegevens["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    antwoord = await huis.klant.get(gegevens["jwks_uri"])
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set().union(*(s.keys() for s in antwoord.json()["keys"]))
    token = jwt.decode(await huis.token("gemeente-a"), KeySet.import_key_set(antwoord.json()), algorithms=["RS256"])
    assert token.header["typ"] == "at+jwt"
    assert token.claims["client_id"] == "gemeente-a"


async def test_a_new_key_signs_and_the_former_one_still_checks(huis, tmp_path):
    oud = await huis.token("beheer")
    sleutelbestand.roteer_bestand(tmp_path / "node.sleutels.json", Sleuteldoel.TOKEN)
    huis.node.sleutels.ververs()
    nieuw = await huis.token("beheer")
    assert oud.split(".")[0] != nieuw.split(".")[0]
    assert len((await huis.klant.get("/oauth/v1/jwks")).json()["keys"]) == 2
    for token in (oud, nieuw):
        assert (await huis.vraag("GET", PAD, token)).status_code == 200


async def test_a_worker_that_has_not_seen_the_new_key_reads_the_ring_anew(huis, database_url, kaart, tmp_path):
    async with extra_app(database_url, kaart, tmp_path / "node.sleutels.json") as ander:
        sleutelbestand.roteer_bestand(tmp_path / "node.sleutels.json", Sleuteldoel.TOKEN)
        huis.node.sleutels.ververs()
        assert (await ander.vraag("GET", PAD, await huis.token("beheer"))).status_code == 200


async def test_without_an_address_the_own_issuer_gives_nothing(database_url, kaart, tmp_path):
    async with tokenhuis(database_url, kaart, tmp_path, token_uitgever=None) as huis:
        eis_geen_token(await huis.vraag_token(_goed()), "invalid_client", 401)
        eis_geen_token(await huis.vraag_token(_goed(aud="None/token")), "invalid_client", 401)


# --- An access token -------------------------------------------------------------------------------------------------


def _eigen_claims(**anders):
    nu = int(NU())
    goed = {"iss": ISSUER, "sub": "beheer", "azp": "beheer", "client_id": "beheer", "aud": [f"urn:nld:oin:{EIGEN}"]}
    tijden = {"iat": nu, "nbf": nu, "exp": nu + 300, "jti": uuid4().hex, "scope": "beheer:lezen"}
    return goed | tijden | anders


class Namaak:
    """Tokens as our own issuer would sign them, by its real key, or by one that is not."""

    def __init__(self, huis):
        from app.privacy.sleutels import lees_rsa

        sleutel = huis.node.sleutels().actief(Sleuteldoel.TOKEN)
        self.sleutel = RSAKey.import_key(
            lees_rsa(sleutel).private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
            {"kid": sleutel.kid},
        )

    def token(self, sleutel=None, alg="RS256", *, kop=None, **claims):
        kop = {"kid": self.sleutel.kid, "typ": "at+jwt"} | (kop or {})
        return tokens.teken(_eigen_claims(**claims), sleutel or self.sleutel, alg, **kop)


def _tokenaanvallen(n):
    publiek = n.sleutel.public_key
    der = publiek.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    nu = int(NU())
    ec = ECKey.generate_key("P-256", {"kid": n.sleutel.kid})
    return {
        "none": tokens.ruw({"alg": "none", "kid": n.sleutel.kid, "typ": "at+jwt"}, _eigen_claims()),
        "HS256 PEM": n.token(tokens.pem(n.sleutel), "HS256"),
        "HS256 DER": n.token(der, "HS256"),
        "PS256 under a key for RS256": n.token(alg="PS256"),
        "RS512": n.token(alg="RS512"),
        "ES256 under our kid": n.token(ec, "ES256"),
        "another key under our kid": n.token(VREEMDE),
        "a client's own key": n.token(tokens.rsa("beheer"), kop={"kid": "beheer"}),
        "kid unknown": n.token(kop={"kid": "onbekend"}),
        "kid as a path": n.token(kop={"kid": "/etc/passwd"}),
        "jku": n.token(VREEMDE, kop={"jku": "https://aanvaller.example/jwks"}),
        "x5u": n.token(VREEMDE, kop={"x5u": "https://aanvaller.example/cert"}),
        "jwk": n.token(VREEMDE, kop={"jwk": tokens.openbaar(VREEMDE)}),
        "crit": n.token(kop={"crit": ["scope"], "scope": "x"}),
        "typ of an identity": n.token(kop={"typ": "JWT"}),
        "no typ": n.token(kop={"typ": None}),
        "expired": n.token(iat=nu - 400, nbf=nu - 400, exp=nu - 100),
        "not yet valid": n.token(nbf=nu + 200),
        "holds too long": n.token(exp=nu + 100_000),
        "another audience": n.token(aud=["urn:nld:oin:00000001001234567000"]),
        "no audience": n.token(aud=None),
        "another issuer": n.token(iss="https://ander.example/oauth/v1"),
        "no issuer": n.token(iss=None),
        "client of nobody": n.token(sub="niemand"),
        "no client": n.token(sub=None),
        "bound to a certificate": n.token(cnf={"x5t#S256": "A" * 43}),
        "bound in a way that is not known": n.token(cnf={"jkt": "A" * 43}),
        "an assertion": tokens.bewering("beheer", tokens.rsa("beheer")),
        "nothing": "",
        "kanarie": "kanarie",
    }


async def test_every_attack_on_a_token_is_refused_before_anything_else_is_looked_at(huis):
    namaak = Namaak(huis)
    assert (await huis.vraag("GET", PAD, namaak.token())).status_code == 200
    for naam, token in _tokenaanvallen(namaak).items():
        for pad in (PAD, "/beheer/api/v1/bestaat-niet", "/inzage/api/v1/exporten"):
            antwoord = await huis.vraag("POST", pad, token, content=b"x", headers={"Content-Type": "text/plain"})
            eis_onbewezen(antwoord)
            assert not {"kanarie", "aanvaller", naam} & set(antwoord.text.split()), naam


@pytest.mark.parametrize(
    "koppen",
    [
        [],
        [("X-VUM-fromParty", EIGEN)],
        [("Client-Cert", ":AAAA:")],
        [("X-VUM-fromParty", EIGEN), ("X-Forwarded-Tls-Client-Cert", "x")],
    ],
)
async def test_without_a_token_nobody_gets_in_whatever_a_header_says(huis, koppen):
    for pad in (PAD, "/inzage/api/v1/exporten", "/beheer/api/v1/niets"):
        eis_onbewezen(await huis.klant.get(pad, headers=koppen), None)


async def test_a_token_counts_in_its_one_header_alone(huis):
    token = await huis.token("beheer")
    eis_onbewezen(await huis.klant.get(PAD, params={"access_token": token}), None)
    for waarde in (token, f"Basic {token}", f"Bearer {token} {token}", f"DPoP {token}", "Bearer"):
        eis_onbewezen(await huis.klant.get(PAD, headers={"Authorization": waarde}))
    dubbel = [("Authorization", f"Bearer {token}")] * 2
    eis_onbewezen(await huis.klant.get(PAD, headers=dubbel))
    assert (await huis.klant.get(PAD, headers={"Authorization": f"bearer {token}"})).status_code == 200


async def test_a_token_without_the_scope_is_told_which(huis):
    token = await huis.token("beheer", scope="beheer:lezen")
    antwoord = await huis.vraag("DELETE", f"{PAD}/{A}", token)
    assert antwoord.status_code == 403
    assert antwoord.headers["WWW-Authenticate"] == (
        'Bearer realm="OpenVUM", error="insufficient_scope", scope="beheer:schrijven"'
    )


async def test_a_token_cannot_say_more_than_its_client_may(huis):
    """What stands in a token that we signed is cut down to what the client has now."""
    ruim = Namaak(huis).token(sub="gemeente-a", scope=" ".join(Scope))
    assert (await huis.vraag("GET", PAD, ruim)).status_code == 403
    beheer = Namaak(huis).token(scope="beheer:lezen beheer:schrijven")
    await huis.zet_client("beheer", scopes=frozenset({Scope.BEHEER_SCHRIJVEN}))
    assert (await huis.vraag("GET", PAD, beheer)).status_code == 403
    await huis.zet_client("beheer", rollen=frozenset({Rol.AANLEVERAAR}))
    assert (await huis.vraag("GET", PAD, beheer)).status_code == 403


async def test_a_withdrawn_client_is_out_at_once_in_every_worker(huis, database_url, kaart, tmp_path):
    async with extra_app(database_url, kaart, tmp_path / "node.sleutels.json") as ander:
        token = await huis.token("beheer")
        assert (await ander.vraag("GET", PAD, token)).status_code == 200
        await huis.zet_client("beheer", ingetrokken=1)
        for werker in (huis, ander):
            eis_onbewezen(await werker.vraag("GET", PAD, token))
            bewering = tokens.bewering("beheer", tokens.rsa("beheer"), aud=f"{ISSUER}/token")
            eis_geen_token(await werker.vraag_token(bewering), "invalid_client", 401)


async def test_an_organisation_that_left_the_register_is_out_at_once(huis):
    token = await huis.token("gemeente-a")
    pad, body = "/inzage/api/v1/exporten", {"bron": A, "id": "p-1"}
    assert (await huis.vraag("POST", pad, token, json=body)).status_code == 404
    async with huis.node.database.schrijven() as opslag:
        await opslag.register.verwijder_deelnemer(A)
        await opslag.register.verwijder_bron(A)
    eis_onbewezen(await huis.vraag("POST", pad, token, json=body), None)


# --- Bound to a certificate ------------------------------------------------------------------------------------------

PKI = maak_pki()
BEWIJS = {oin: PKI.tussen.geef([oin]) for oin in (A, B, LEVERANCIER, VREEMD)}


def client_cert(oin):
    return {"Client-Cert": f":{base64.b64encode(BEWIJS[oin].der).decode()}:"}


@pytest.fixture
async def met_proxy(database_url, kaart, tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_bytes(PKI.bundel)
    async with tokenhuis(database_url, kaart, tmp_path, certificaat_ca=ca, vertrouwde_proxys="127.0.0.1/32") as huis:
        yield huis


async def test_a_token_asked_with_a_certificate_counts_with_that_one_alone(met_proxy):
    url, pad, body = "/oauth/v1/token", "/inzage/api/v1/exporten", {"bron": A, "id": "p-1"}
    for vreemd in (B, VREEMD):
        antwoord = await met_proxy.klant.post(url, data=tokens.formulier(_goed()), headers=client_cert(vreemd))
        eis_geen_token(antwoord, "invalid_client", 401)
    antwoord = await met_proxy.klant.post(url, data=tokens.formulier(_goed()), headers=client_cert(A))
    token = antwoord.json()["access_token"]
    assert tokens.claims_van(token)["cnf"].keys() == {"x5t#S256"}
    for koppen in ({}, client_cert(B), client_cert(VREEMD)):
        eis_onbewezen(await met_proxy.vraag("POST", pad, token, json=body, headers=koppen))
    assert (await met_proxy.vraag("POST", pad, token, json=body, headers=client_cert(A))).status_code == 404


async def test_a_token_that_is_not_bound_does_not_count_with_the_certificate_of_a_stranger(met_proxy):
    pad, body, token = "/inzage/api/v1/exporten", {"bron": A, "id": "p-1"}, await met_proxy.token("gemeente-a")
    assert (await met_proxy.vraag("POST", pad, token, json=body)).status_code == 404
    eis_onbewezen(await met_proxy.vraag("POST", pad, token, json=body, headers=client_cert(B)), None)
    async with met_proxy.node.database.schrijven() as opslag:
        gemeente = await opslag.register.deelnemer(A)
        await opslag.register.zet_deelnemer(type(gemeente)(A, "A", gemeente.klasse, frozenset({LEVERANCIER})))
    eigen_leverancier = await met_proxy.vraag("POST", pad, token, json=body, headers=client_cert(LEVERANCIER))
    assert eigen_leverancier.status_code == 404


async def test_where_it_is_demanded_only_bound_tokens_count(database_url, kaart, tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_bytes(PKI.bundel)
    zet = {"certificaat_ca": ca, "vertrouwde_proxys": "127.0.0.1/32", "token_certificaat_verplicht": True}
    async with tokenhuis(database_url, kaart, tmp_path, **zet) as huis:
        eis_geen_token(await huis.vraag_token(_goed()), "invalid_client", 401)
        eis_onbewezen(await huis.vraag("GET", PAD, Namaak(huis).token()))
