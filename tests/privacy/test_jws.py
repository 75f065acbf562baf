"""The two open weaknesses of the library, shown in the library itself, and out of reach behind our module."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from jose import jws as bibliotheek
from jose.backends import RSAKey
from jose.exceptions import JOSEError

from app.privacy import jwk, jws
from tests import tokens

SLEUTEL = tokens.rsa("proef")
OPENBAAR = jwk.uit_jwk(tokens.openbaar(SLEUTEL))
DER = SLEUTEL.public_key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def keur(token, sleutels=(OPENBAAR,), **anders):
    ongekeurd = jws.lees(token)
    jws.keur(ongekeurd, sleutels, **anders)
    return ongekeurd.claims


def test_a_good_token_is_taken():
    assert keur(tokens.teken({"a": 1}, SLEUTEL)) == {"a": 1}


def test_the_library_ignores_crit_and_we_do_not_let_it_look():
    token = tokens.teken({"a": 1}, SLEUTEL, crit=["niet-te-begrijpen"], **{"niet-te-begrijpen": True})
    assert json.loads(bibliotheek.verify(token, RSAKey(SLEUTEL.public_key, "RS256"), algorithms=["RS256"])) == {"a": 1}
    with pytest.raises(jws.JwsFout, match="kop"):
        jws.lees(token)


def test_the_library_takes_a_public_key_in_der_for_a_secret_and_never_gets_one_from_us():
    token = tokens.teken({"a": 1}, DER, "HS256", kid="proef")
    assert json.loads(bibliotheek.verify(token, DER, algorithms=None)) == {"a": 1}
    with pytest.raises(jws.JwsFout, match="alg"):
        jws.lees(token)
    with pytest.raises(JOSEError):
        bibliotheek.verify(token, RSAKey(SLEUTEL.public_key, "RS256"), algorithms=["RS256"])


@pytest.mark.parametrize("vorm", [lambda: DER, lambda: tokens.pem(SLEUTEL), lambda: tokens.pem(SLEUTEL).strip()])
def test_no_form_of_the_public_key_serves_as_a_secret(vorm):
    for alg in ("HS256", "RS256"):
        token = tokens.teken({"a": 1}, vorm(), "HS256", kid="proef")
        kop = tokens.base64url(json.dumps({"alg": alg, "kid": "proef"}).encode())
        with pytest.raises(jws.JwsFout):
            keur(f"{kop}.{token.partition('.')[2]}")


def test_an_algorithm_that_is_not_the_key_s_is_refused():
    token = tokens.teken({"a": 1}, SLEUTEL)
    vast = jwk.uit_jwk(tokens.openbaar(SLEUTEL) | {"alg": "PS256"})
    for sleutels, algoritmen in (((vast,), jwk.ALGORITMEN), ((OPENBAAR,), ["ES256"]), ((), jwk.ALGORITMEN)):
        with pytest.raises(jws.JwsFout):
            keur(token, sleutels, algoritmen=algoritmen)


def test_our_own_signature_is_read_by_another_library():
    from joserfc import jwt

    token = jws.onderteken({"a": 1}, SLEUTEL.private_key, "proef", "at+jwt")
    gelezen = jwt.decode(token, SLEUTEL, algorithms=["RS256"])
    assert (gelezen.claims, gelezen.header["kid"], gelezen.header["typ"]) == ({"a": 1}, "proef", "at+jwt")


@pytest.mark.parametrize("alg", ["RS256", "PS256", "ES256"])
def test_a_signature_of_another_length_or_value_is_refused(alg):
    sleutel = tokens.ec("proef") if alg == "ES256" else SLEUTEL
    kop, inhoud, teken = tokens.teken({"a": 1}, sleutel, alg).split(".")
    openbaar = (jwk.uit_jwk(tokens.openbaar(sleutel)),)
    for fout in ("", teken[:-4], teken + "AAAA", "A" * len(teken), teken[::-1]):
        with pytest.raises(jws.JwsFout):
            keur(f"{kop}.{inhoud}.{fout}", openbaar)


def test_a_thumbprint_is_that_of_the_standard():
    """The example of RFC 7638, section 3.1."""
    n = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3"
        "oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA"
        "ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-"
        "kEgU8awapJzKnqDKgw"
    )
    sleutel = jwk.uit_jwk({"kty": "RSA", "n": n, "e": "AQAB"})
    assert sleutel.kid == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
