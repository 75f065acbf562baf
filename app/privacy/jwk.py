"""Public keys that may check a signature: read from JWK or PEM, and nothing but RSA and P-256.

A key is told apart from a secret here, once: what comes out is a key object of a known kind, so that no text,
DER or PEM can ever be taken for the secret of a symmetric algorithm.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

ALGORITMEN: Final = ("RS256", "PS256", "ES256")
"""What signs (NL GOV profile 1.1: RS256 must, PS256 should); symmetric ones and ``none`` have no place here."""
RSA_BITS: Final = 2048
MAX_RSA_BITS: Final = 8192
MINSTE_EXPONENT: Final = 65537
MAX_SLEUTELS: Final = 50
MAX_KID: Final = 200
_PRIVE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_P256: Final = 32
_MAX_TEKENS: Final = 2000

Publiek: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


class JwkFout(ValueError):
    """This is no key that can be used here; the message says which rule it breaks, never what was sent."""


@dataclass(frozen=True, slots=True)
class Openbaresleutel:
    """A public key, and the algorithms that it may be used with."""

    kid: str
    publiek: Publiek = field(repr=False)
    algoritmen: frozenset[str]

    def als_jwk(self) -> dict[str, str]:
        """Give it as a JWK."""
        vast = {"kid": self.kid, "use": "sig"}
        if len(self.algoritmen) == 1:
            vast["alg"] = next(iter(self.algoritmen))
        return {**_kern(self.publiek), **vast}


def openbare_sleutel(publiek: object, kid: str | None = None, algoritme: str | None = None) -> Openbaresleutel:
    """Judge a public key; without ``kid`` it is named by its thumbprint (RFC 7638). Raises ``JwkFout``."""
    if isinstance(publiek, rsa.RSAPublicKey):
        if not RSA_BITS <= publiek.key_size <= MAX_RSA_BITS or publiek.public_numbers().e < MINSTE_EXPONENT:
            raise JwkFout(f"een RSA-sleutel moet {RSA_BITS} tot {MAX_RSA_BITS} bits hebben en exponent 65537 of hoger")
        past = {"RS256", "PS256"}
    elif isinstance(publiek, ec.EllipticCurvePublicKey) and isinstance(publiek.curve, ec.SECP256R1):
        past = {"ES256"}
    else:
        raise JwkFout("moet een RSA-sleutel of een EC-sleutel op P-256 zijn")
    if algoritme is not None:
        past &= {algoritme}
    if not past:
        raise JwkFout(f"alg moet bij de sleutel horen, en een van deze zijn: {', '.join(ALGORITMEN)}")
    naam = duimafdruk(publiek) if kid is None else kid
    if not 1 <= len(naam) <= MAX_KID or not naam.isprintable():
        raise JwkFout(f"kid moet 1 tot {MAX_KID} zichtbare tekens zijn")
    return Openbaresleutel(naam, publiek, frozenset(past))


def uit_jwk(jwk: object) -> Openbaresleutel:
    """Read a JWK. Raises ``JwkFout``, also for one that holds a private or symmetric key."""
    if not isinstance(jwk, Mapping):
        raise JwkFout("een sleutel moet een object zijn")
    if _PRIVE & jwk.keys():
        raise JwkFout("dit is een geheime sleutel; alleen de openbare hoort hier")
    if jwk.get("use", "sig") != "sig" or "verify" not in jwk.get("key_ops", ["verify"]):
        raise JwkFout("use moet sig zijn en key_ops moet verify toelaten")
    kid, algoritme = jwk.get("kid"), jwk.get("alg")
    if not all(waarde is None or isinstance(waarde, str) for waarde in (kid, algoritme)):
        raise JwkFout("kid en alg moeten tekst zijn")
    return openbare_sleutel(_publiek(jwk), kid, algoritme)


def uit_jwks(document: object, *, streng: bool = True) -> tuple[Openbaresleutel, ...]:
    """Read a key set. Raises ``JwkFout``; not ``streng``: keys that have no use here are left out."""
    sleutels = document.get("keys") if isinstance(document, Mapping) else None
    if not isinstance(sleutels, list) or len(sleutels) > MAX_SLEUTELS:
        raise JwkFout(f"een JWK Set moet een object zijn met hoogstens {MAX_SLEUTELS} keys")
    gelezen: list[Openbaresleutel] = []
    for jwk in sleutels:
        try:
            gelezen.append(uit_jwk(jwk))
        except JwkFout:
            if streng:
                raise
    if len({s.kid for s in gelezen}) != len(gelezen):
        raise JwkFout("elke kid mag in een JWK Set maar één keer voorkomen")
    return tuple(gelezen)


def uit_pem(pem: bytes) -> Openbaresleutel:
    """Read a public key in PEM (SubjectPublicKeyInfo). Raises ``JwkFout``."""
    try:
        return openbare_sleutel(serialization.load_pem_public_key(pem))
    except (ValueError, UnsupportedAlgorithm) as fout:
        if isinstance(fout, JwkFout):
            raise
        raise JwkFout("is geen openbare sleutel in PEM (BEGIN PUBLIC KEY)") from None


def duimafdruk(publiek: Publiek) -> str:
    """Give the thumbprint of RFC 7638."""
    kern = ",".join(f'"{naam}":"{waarde}"' for naam, waarde in sorted(_kern(publiek).items()))
    som = hashes.Hash(hashes.SHA256())
    som.update(f"{{{kern}}}".encode())
    return naar_base64url(som.finalize())


def naar_base64url(inhoud: bytes) -> str:
    return base64.urlsafe_b64encode(inhoud).rstrip(b"=").decode()


def uit_base64url(tekst: str) -> bytes:
    """Decode; raises ``JwkFout`` for all but the one way to write it: no padding, no other characters."""
    try:
        inhoud = base64.b64decode(tekst + "=" * (-len(tekst) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise JwkFout("is geen base64url") from None
    if naar_base64url(inhoud) != tekst:
        raise JwkFout("is geen base64url")
    return inhoud


def _kern(publiek: Publiek) -> dict[str, str]:
    if isinstance(publiek, rsa.RSAPublicKey):
        getallen = publiek.public_numbers()
        return {"kty": "RSA", "n": _getal(getallen.n), "e": _getal(getallen.e)}
    punt = publiek.public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": _getal(punt.x, _P256), "y": _getal(punt.y, _P256)}


def _getal(waarde: int, lengte: int = 0) -> str:
    return naar_base64url(waarde.to_bytes(lengte or (waarde.bit_length() + 7) // 8, "big"))


def _publiek(jwk: Mapping[str, Any]) -> Publiek:
    try:
        if jwk.get("kty") == "RSA":
            return rsa.RSAPublicNumbers(_lees_getal(jwk, "e"), _lees_getal(jwk, "n")).public_key()
        if jwk.get("kty") == "EC" and jwk.get("crv") == "P-256":
            return ec.EllipticCurvePublicNumbers(
                _lees_getal(jwk, "x"), _lees_getal(jwk, "y"), ec.SECP256R1()
            ).public_key()
    except ValueError as fout:
        raise JwkFout(str(fout) if isinstance(fout, JwkFout) else "is geen geldige sleutel") from None
    raise JwkFout("kty moet RSA zijn, of EC met crv P-256")


def _lees_getal(jwk: Mapping[str, Any], naam: str) -> int:
    tekst = jwk.get(naam)
    if not isinstance(tekst, str) or not 1 <= len(tekst) <= _MAX_TEKENS:
        raise JwkFout(f"{naam} ontbreekt of is geen tekst")
    return int.from_bytes(uit_base64url(tekst), "big")
