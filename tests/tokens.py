"""Clients, assertions and tokens for tests, never signed by the code that is tested."""

import base64
import hmac
import json
import time
from functools import cache
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec as elliptisch
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric import rsa as klassiek
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc.jwk import ECKey, RSAKey

ISSUER = "http://127.0.0.1:8000/oauth/v1"
BEWERING = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@cache
def rsa(naam: str) -> RSAKey:
    """An RSA key, the same for a name in the whole run: they take long to make."""
    return RSAKey.generate_key(2048, {"kid": naam})


@cache
def ec(naam: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": naam})


def klein_pem() -> bytes:
    """An RSA key that is too small."""
    publiek = klassiek.generate_private_key(65537, 1024).public_key()
    return publiek.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def klein_jwk() -> dict[str, str]:
    return {"kty": "RSA", "n": base64url(b"\xc1" * 128), "e": "AQAB"}


def ec_van(kromme: str) -> ECKey:
    return ECKey.generate_key(kromme)


def openbaar(sleutel: Any) -> dict[str, Any]:
    return sleutel.as_dict(private=False)


def pem(sleutel: Any) -> bytes:
    return sleutel.as_pem(private=False)


def teken(claims: dict[str, Any], sleutel: Any, alg: str = "RS256", **kop: Any) -> str:
    """Sign, with any header; a value of ``None`` leaves a claim or a header out. Bytes are a shared secret.

    By hand: no library signs what an attacker would, such as a public key for a secret.
    """
    kop = {"alg": alg, "kid": getattr(sleutel, "kid", None), "typ": "JWT"} | kop
    deel = ruw(_zonder(kop), _zonder(claims)).rpartition(".")[0]
    return f"{deel}.{base64url(_handtekening(deel.encode(), sleutel, alg))}"


def _handtekening(inhoud: bytes, sleutel: Any, alg: str) -> bytes:
    if alg == "HS256":
        return hmac.digest(sleutel, inhoud, "sha256")
    som = hashes.SHA512() if alg.endswith("512") else hashes.SHA256()
    if alg == "ES256":
        r, s = decode_dss_signature(sleutel.private_key.sign(inhoud, elliptisch.ECDSA(som)))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    pss = padding.PSS(padding.MGF1(som), padding.PSS.DIGEST_LENGTH)
    return sleutel.private_key.sign(inhoud, pss if alg == "PS256" else padding.PKCS1v15(), som)


def ruw(kop: dict[str, Any], claims: dict[str, Any], handtekening: bytes = b"") -> str:
    """Put a token together from parts, unsigned."""
    return ".".join(base64url(d) for d in (json.dumps(kop).encode(), json.dumps(claims).encode(), handtekening))


def base64url(inhoud: bytes) -> str:
    return base64.urlsafe_b64encode(inhoud).rstrip(b"=").decode()


def bewering(client: str, sleutel: Any, alg: str = "RS256", *, kop: dict[str, Any] | None = None, **anders: Any) -> str:
    """An assertion that counts, but for what is said."""
    nu = int(time.time())
    goed = {"iss": client, "sub": client, "aud": f"{ISSUER}/token", "iat": nu, "exp": nu + 60, "jti": uuid4().hex}
    return teken(goed | anders, sleutel, alg, **(kop or {}))


def formulier(bewering_: str, **anders: Any) -> dict[str, str]:
    """The form of a token request that is right, but for what is said."""
    goed = {"grant_type": "client_credentials", "client_assertion_type": BEWERING, "client_assertion": bewering_}
    return _zonder(goed | anders)


def claims_van(token: str) -> dict[str, Any]:
    deel = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(deel + "=" * (-len(deel) % 4)))


def _zonder(waarden: dict[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in waarden.items() if waarde is not None}
