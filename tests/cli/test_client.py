"""Clients of our own issuer by command: who is registered, with which keys; a wrong one is named and not kept."""

import asyncio
import json
import re

import httpx
import pytest

from app.main import Samenstel, maak_app
from app.settings import lees_instellingen
from tests import tokens
from tests.pki import maak_pki

OIN = "00000099000000501000"
EIGEN = "00000001810207357000"


@pytest.fixture
def gemeente(gemigreerd, tmp_path):
    assert gemigreerd("bron", "toevoegen", "--oin", OIN, "--naam", "Gemeente") == 0
    (tmp_path / "client.pem").write_bytes(tokens.pem(tokens.rsa("client")))
    return gemigreerd


def voeg_toe(openvum, *anders, oin=OIN, sleutel="client.pem"):
    return openvum("client", "toevoegen", "--oin", oin, "--naam", "Pakket", "--sleutel", sleutel, *anders)


def id_van(openvum):
    return re.search(r"client-[0-9a-f]{16}", openvum.uit)[0]


def _vraag(*vragen):
    """Ask a running node; each question is a function of a client."""

    async def werk():
        node = Samenstel(lees_instellingen())
        try:
            transport = httpx.ASGITransport(maak_app(node.instellingen, node.poort))
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as klant:
                return [await vraag(klant) for vraag in vragen]
        finally:
            await node.sluit()

    return asyncio.run(werk())


def test_a_client_gets_a_token_at_once_and_none_when_withdrawn(gemeente):
    assert voeg_toe(gemeente) == 0
    client = id_van(gemeente)
    kid = json.loads(_vraag(lambda k: k.get("/oauth/v1/jwks"))[0].content)["keys"][0]["kid"]
    assert kid

    def vraag(klant):
        bewering = tokens.bewering(client, tokens.rsa("client"), kop={"kid": tokens.rsa("client").thumbprint()})
        return klant.post("/oauth/v1/token", data=tokens.formulier(bewering))

    assert _vraag(vraag)[0].status_code == 200
    assert gemeente("client", "intrekken", client) == 0
    assert _vraag(vraag)[0].json()["error"] == "invalid_client"
    assert gemeente("client", "intrekken", client) == 2
    gemeente("client", "lijst")
    assert client in gemeente.uit
    gemeente("audit", "toon")
    assert {"client_toegevoegd", "client_ingetrokken", "sleutel_geroteerd"} <= set(gemeente.uit.split())


def test_keys_can_be_replaced_by_a_set_of_two(gemeente, tmp_path):
    voeg_toe(gemeente)
    client = id_van(gemeente)
    nieuw = {"keys": [tokens.openbaar(tokens.rsa("client")), tokens.openbaar(tokens.ec("nieuw"))]}
    (tmp_path / "set.json").write_text(json.dumps(nieuw))
    assert gemeente("client", "sleutel", client, "--sleutel", "set.json") == 0
    antwoorden = _vraag(
        *(
            lambda k, s=sleutel, a=alg: k.post("/oauth/v1/token", data=tokens.formulier(tokens.bewering(client, s, a)))
            for sleutel, alg in ((tokens.rsa("client"), "RS256"), (tokens.ec("nieuw"), "ES256"))
        )
    )
    assert [a.status_code for a in antwoorden] == [200, 200]


@pytest.mark.parametrize(
    ("inhoud", "regel"),
    [
        (lambda: tokens.rsa("client").as_pem(private=True), "geheime sleutel"),
        (lambda: json.dumps(tokens.rsa("client").as_dict(private=True)).encode(), "geheime sleutel"),
        (lambda: b'{"kty":"oct","k":"AAAA"}', "geheime sleutel"),
        (lambda: json.dumps(tokens.klein_jwk()).encode(), "2048"),
        (tokens.klein_pem, "2048"),
        (lambda: json.dumps(tokens.openbaar(tokens.ec_van("P-384"))).encode(), "P-256"),
        (lambda: json.dumps(tokens.openbaar(tokens.rsa("client")) | {"alg": "HS256"}).encode(), "alg"),
        (lambda: json.dumps(tokens.openbaar(tokens.rsa("client")) | {"use": "enc"}).encode(), "use"),
        (lambda: json.dumps({"keys": [tokens.openbaar(tokens.rsa("client"))] * 2}).encode(), "kid"),
        (lambda: b'{"keys":[]}', "geen sleutel"),
        (lambda: b"kanarie", "geen PEM"),
        (lambda: b"-----BEGIN PUBLIC KEY-----\nkanarie\n-----END PUBLIC KEY-----\n", "PEM"),
        (lambda: b"-----BEGIN CERTIFICATE-----\nkanarie\n-----END CERTIFICATE-----\n", ""),
        (lambda: maak_pki().tussen.geef(["00000099000000999000"]).pem, "OIN"),
        (lambda: b"", "geen PEM"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_without_showing_it(gemeente, tmp_path, inhoud, regel):
    (tmp_path / "fout").write_bytes(inhoud())
    assert voeg_toe(gemeente, sleutel="fout") == 2
    (melding,) = gemeente.meldingen
    assert melding.startswith("openvum: --sleutel: ")
    assert regel in melding
    assert "kanarie" not in melding
    gemeente("client", "lijst")
    assert OIN not in gemeente.uit


def test_the_certificate_of_the_organisation_gives_its_key(gemeente, tmp_path):
    bewijs = maak_pki().tussen.geef([OIN])
    (tmp_path / "cert.pem").write_bytes(bewijs.pem)
    assert voeg_toe(gemeente, sleutel="cert.pem") == 0


@pytest.mark.parametrize(
    ("anders", "optie"),
    [
        ({"oin": "1"}, "--oin"),
        ({"oin": "00000099000000777000"}, "--oin"),
        ({"sleutel": "er-is-niets"}, "--sleutel"),
    ],
)
def test_a_wrong_option_is_named(gemeente, anders, optie):
    assert voeg_toe(gemeente, **anders) == 2
    assert gemeente.meldingen[0].startswith(f"openvum: {optie}: ")


@pytest.mark.parametrize(
    ("anders", "optie"),
    [
        (["--rol", "baas"], "--rol"),
        (["--rol", "beheerder"], "--rol"),
        (["--scope", "alles"], "--scope"),
        (["--scope", "beheer:lezen"], "--scope"),
    ],
)
def test_an_organisation_gets_no_more_than_its_role(gemeente, anders, optie):
    assert voeg_toe(gemeente, *anders) == 2
    assert gemeente.meldingen[0].startswith(f"openvum: {optie}: ")
    assert voeg_toe(gemeente, "--rol", "beheerder", "--scope", "beheer:lezen", oin=EIGEN) == 0


def test_productie_says_how_to_make_the_key(productie, tmp_path):
    """A ring from before there were tokens has none; nothing is registered until there is one."""
    from app.privacy.sleutels import Sleuteldoel, maak_sleutelbos, naar_json

    bos = tmp_path / "node.sleutels.json"
    (tmp_path / "client.pem").write_bytes(tokens.pem(tokens.rsa("client")))
    assert voeg_toe(productie, oin=EIGEN) == 0
    bos.write_bytes(naar_json(maak_sleutelbos(doelen=set(Sleuteldoel) - {Sleuteldoel.TOKEN})))
    assert voeg_toe(productie, oin=EIGEN) == 2
    assert f"openvum sleutels roteer {bos} --doel token" in productie.meldingen[0]
    assert productie("sleutels", "roteer", bos, "--doel", "token") == 0
    assert voeg_toe(productie, oin=EIGEN) == 0


@pytest.mark.parametrize("opdracht", [("intrekken",), ("sleutel", "--sleutel", "client.pem")])
@pytest.mark.parametrize("client", ["client-onbekend", "../kanarie", "x" * 65])
def test_a_client_that_is_not_there(gemeente, opdracht, client):
    assert gemeente("client", opdracht[0], client, *opdracht[1:]) == 2
    assert gemeente.meldingen[0].startswith("openvum: CLIENT: ")
    assert "kanarie" not in gemeente.fout
