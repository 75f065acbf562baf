"""Signed tokens (JWS, compact form): the only module that knows the library (python-jose).

What a token says of itself decides nothing. Its header is read here first, strictly: it may name an
algorithm, a key and a type, and nothing that brings a key along, asks for an extension or compresses
(``jwk``, ``jku``, ``x5c``, ``x5u``, ``crit``, ``b64``, ``zip``). The library is then given one algorithm and one
key *object* of the kind that belongs to it. Thus its two open weaknesses are out of reach: it ignores ``crit``
(refused here before), and it can take DER for a symmetric secret when no algorithm is given (there always is
one, and never bytes). Errors say what rule is broken, never what was sent.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from jose import jws
from jose.backends import ECKey, RSAKey
from jose.backends.base import Key
from jose.exceptions import JOSEError

from app.privacy.jwk import ALGORITMEN, JwkFout, Openbaresleutel, Publiek, uit_base64url

MAX_TEKENS: Final = 8192
_DELEN: Final = 3
_KOP: Final = frozenset({"alg", "kid", "typ"})
_ZONDER_GEVOLG: Final = frozenset({"x5t", "x5t#S256"})
"""Thumbprints that issuers add; the key is found by ``kid`` alone."""


class JwsFout(Exception):
    """This token cannot be trusted."""


class Kop(NamedTuple):
    """What the header names; ``typ`` in small letters, without ``application/``."""

    alg: str
    kid: str
    typ: str


class Ongekeurd(NamedTuple):
    """A token that was taken apart; nothing in it is proven yet."""

    token: str
    kop: Kop
    claims: Mapping[str, Any]


def lees(token: str) -> Ongekeurd:
    """Take a token apart, to find out whose key may check it. Raises ``JwsFout``."""
    delen = token.split(".")
    if len(token) > MAX_TEKENS or len(delen) != _DELEN or not token.isascii():
        raise JwsFout("is geen ondertekend token")
    kop, _ = _object(delen[0]), _bytes(delen[2])
    if kop.keys() - _KOP - _ZONDER_GEVOLG:
        raise JwsFout("de kop mag alleen alg, kid en typ bevatten")
    if not all(isinstance(kop.get(naam, ""), str) for naam in _KOP) or not kop.get("kid"):
        raise JwsFout("de kop moet alg en kid noemen")
    if kop.get("alg") not in ALGORITMEN:
        raise JwsFout(f"alg moet een van deze zijn: {', '.join(ALGORITMEN)}")
    typ = kop.get("typ", "").lower().removeprefix("application/")
    return Ongekeurd(token, Kop(kop["alg"], kop["kid"], typ), _object(delen[1]))


def keur(ongekeurd: Ongekeurd, sleutels: Sequence[Openbaresleutel], algoritmen: Collection[str] = ALGORITMEN) -> None:
    """Return when one of these keys, the one that the token names, has signed it. Raises ``JwsFout``."""
    alg = ongekeurd.kop.alg
    sleutel = next((s for s in sleutels if s.kid == ongekeurd.kop.kid), None)
    if sleutel is None:
        raise JwsFout("de sleutel is niet bekend")
    if alg not in algoritmen or alg not in sleutel.algoritmen:
        raise JwsFout("alg hoort niet bij de sleutel")
    try:
        jws.verify(ongekeurd.token, _sleutel(sleutel.publiek, alg), algorithms=[alg])
    except JOSEError:
        raise JwsFout("de handtekening klopt niet") from None


def onderteken(claims: Mapping[str, Any], sleutel: rsa.RSAPrivateKey, kid: str, typ: str) -> str:
    """Sign with RS256."""
    token: str = jws.sign(dict(claims), RSAKey(sleutel, "RS256"), headers={"kid": kid, "typ": typ}, algorithm="RS256")
    return token


class _PssKey(RSAKey):  # type: ignore[misc]
    """PS256, which the library lacks."""

    def verify(self, msg: bytes, sig: bytes) -> bool:
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        try:
            self.prepared_key.verify(sig, msg, pss, hashes.SHA256())
        except InvalidSignature:
            return False
        return True


def _sleutel(publiek: Publiek, alg: str) -> Key:
    if isinstance(publiek, ec.EllipticCurvePublicKey):
        return ECKey(publiek, "ES256")
    return _PssKey(publiek, "RS256") if alg == "PS256" else RSAKey(publiek, "RS256")


def _bytes(deel: str) -> bytes:
    try:
        return uit_base64url(deel)
    except JwkFout:
        raise JwsFout("is geen ondertekend token") from None


def _object(deel: str) -> dict[str, Any]:
    """Read one part: an object in JSON in which every name stands once."""
    try:
        waarde = json.loads(_bytes(deel), object_pairs_hook=_uniek, parse_constant=_geen_getal)
    except (ValueError, RecursionError):
        raise JwsFout("is geen ondertekend token") from None
    if not isinstance(waarde, dict):
        raise JwsFout("is geen ondertekend token")
    return waarde


def _uniek(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    uniek = dict(paren)
    if len(uniek) != len(paren):
        raise ValueError
    return uniek


def _geen_getal(_: str) -> None:
    raise ValueError
