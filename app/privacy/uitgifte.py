"""Our own token issuer, for organisations that have none: client credentials, proven by ``private_key_jwt`` alone.

NL GOV Assurance profile for OAuth 2.0, version 1.1. A client proves itself with a short-lived assertion that it
signed (RFC 7523), which counts once, in whatever worker; there is no shared secret and no refresh token.
A token is bound to the certificate by which it was asked for, when there was one (RFC 8705).
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import orjson
from cryptography.hazmat.primitives.asymmetric import rsa

from app.domain.client import Client
from app.domain.ports import Klok, Opslagfabriek
from app.log import Gebeurtenis, log
from app.models.aanroeper import Scope
from app.models.certificaat import Certificaat
from app.models.identiteit import ClientID
from app.models.tokenfouten import AndereGrant, OnbekendeClient, OngeldigeScope, Tokenfout
from app.privacy import jwk, jws
from app.privacy.claims import ClaimFout, Claims
from app.privacy.mandaat import mag_namens
from app.privacy.sleutels import Sleutel, Sleutelbos, Sleuteldoel, SleutelFout, lees_rsa

GRANT: Final = "client_credentials"
BEWERING: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TYPE: Final = "at+jwt"
LANGSTE_BEWERING: Final = 600
"""Longest life of an assertion, in seconds: for as long its ``jti`` is remembered."""
MINSTE_JTI: Final = 16
_BEWERING_TYPES: Final = ("", "jwt", "client-authentication+jwt")


class Tokenverzoek(NamedTuple):
    """The form of a token request; None: the field is absent."""

    grant_type: str | None = None
    client_assertion_type: str | None = None
    client_assertion: str | None = None
    client_id: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Uitgever:
    """Who we are as an issuer: our identifier (a URL), for whom tokens are meant, and how long they hold."""

    issuer: str | None
    audience: str
    seconden: int
    speling: int
    certificaat_verplicht: bool = False

    @property
    def token_endpoint(self) -> str:
        return f"{self.issuer}/token"


class Uitgifte:
    """One instance per process. ``sleutels`` gives the key ring as it is now."""

    def __init__(
        self, uitgever: Uitgever, opslag: Opslagfabriek, sleutels: Callable[[], Sleutelbos], klok: Klok
    ) -> None:
        self.uitgever = uitgever
        self._opslag = opslag
        self._sleutels = sleutels
        self._klok = klok

    async def geef(self, verzoek: Tokenverzoek, certificaat: Certificaat | None) -> dict[str, str | int]:
        """Answer ``POST /token``. Raises ``Tokenfout``."""
        if self.uitgever.issuer is None:
            raise OnbekendeClient
        if verzoek.client_assertion is None or verzoek.client_assertion_type != BEWERING:
            raise OnbekendeClient
        client = await self._bewezen(verzoek.client_assertion, verzoek.client_id, certificaat)
        if verzoek.grant_type is None:
            raise Tokenfout("grant_type ontbreekt")
        if verzoek.grant_type != GRANT:
            raise AndereGrant(f"grant_type moet {GRANT} zijn")
        scopes = _gevraagd(verzoek.scope, client)
        sleutel = self._actief()
        token = jws.onderteken(self._claims(client, scopes, certificaat), _rsa(sleutel), sleutel.kid, TYPE)
        log(Gebeurtenis.TOKEN_UITGEGEVEN, client=str(client.id), partij=str(client.oin))
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": self.uitgever.seconden,
            "scope": " ".join(sorted(scopes)),
        }

    def openbare_sleutels(self) -> tuple[jwk.Openbaresleutel, ...]:
        """Give what checks our tokens: the active key, and those that run out."""
        bruikbaar = self._sleutels().bruikbaar(Sleuteldoel.TOKEN)
        return tuple(jwk.openbare_sleutel(_rsa(s).public_key(), s.kid, "RS256") for s in bruikbaar)

    def jwks(self) -> dict[str, Any]:
        """Answer ``GET /jwks``."""
        return {"keys": [s.als_jwk() for s in self.openbare_sleutels()]}

    def metadata(self) -> dict[str, Any]:
        """Answer the discovery (RFC 8414)."""
        issuer = self.uitgever.issuer or ""
        return {
            "issuer": issuer,
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwks",
            "grant_types_supported": [GRANT],
            "response_types_supported": [],
            "scopes_supported": sorted(Scope),
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": list(jwk.ALGORITMEN),
            "tls_client_certificate_bound_access_tokens": True,
        }

    async def _bewezen(self, bewering: str, genoemd: str | None, certificaat: Certificaat | None) -> Client:
        """Give the client whose assertion this is. Raises ``OnbekendeClient``, whatever is wrong with it."""
        try:
            ongekeurd = jws.lees(bewering)
            claims = Claims(ongekeurd.claims)
            id_ = ClientID(claims.tekst("iss"))
            if genoemd not in (None, id_) or ongekeurd.kop.typ not in _BEWERING_TYPES:
                raise OnbekendeClient
            client = await self._client(id_)
            jws.keur(ongekeurd, jwk.uit_jwks(orjson.loads(client.sleutels)))
            verloopt = self._keur(claims, id_)
        except (jws.JwsFout, ClaimFout, ValueError):
            raise OnbekendeClient from None
        await self._keur_certificaat(client, certificaat)
        await self._gebruik_eenmaal(id_, claims.tekst("jti"), verloopt)
        return client

    async def _keur_certificaat(self, client: Client, certificaat: Certificaat | None) -> None:
        if certificaat is None:
            if self.uitgever.certificaat_verplicht:
                raise OnbekendeClient
            return
        async with self._opslag.lezen() as opslag:
            if not await mag_namens(opslag.register, certificaat.oin, client.oin):
                raise OnbekendeClient

    async def _client(self, id_: ClientID) -> Client:
        async with self._opslag.lezen() as opslag:
            client = await opslag.clients.client(id_)
            if client is None or client.ingetrokken is not None:
                raise OnbekendeClient
        return client

    def _keur(self, claims: Claims, id_: ClientID) -> int:
        """Demand what the profile asks of an assertion; give until when it must be remembered."""
        claims.gelijk("sub", id_)
        claims.voor(self.uitgever.token_endpoint, alleen=True)
        if len(claims.tekst("jti")) < MINSTE_JTI:
            raise ClaimFout("jti is te kort")
        return claims.geldig(self._klok, self.uitgever.speling, LANGSTE_BEWERING) + self.uitgever.speling + 1

    async def _gebruik_eenmaal(self, id_: ClientID, jti: str, verloopt: int) -> None:
        async with self._opslag.schrijven() as opslag:
            if not await opslag.clients.gebruik(id_, hashlib.sha256(jti.encode()).digest(), verloopt):
                raise OnbekendeClient

    def _actief(self) -> Sleutel:
        try:
            return self._sleutels().actief(Sleuteldoel.TOKEN)
        except SleutelFout:
            raise OnbekendeClient from None

    def _claims(self, client: Client, scopes: frozenset[str], certificaat: Certificaat | None) -> Mapping[str, Any]:
        nu = int(self._klok())
        gebonden = {} if certificaat is None else {"cnf": {"x5t#S256": certificaat.vingerafdruk}}
        return {
            "iss": self.uitgever.issuer,
            "sub": str(client.id),
            "azp": str(client.id),
            "client_id": str(client.id),
            "aud": [self.uitgever.audience],
            "iat": nu,
            "nbf": nu,
            "exp": nu + self.uitgever.seconden,
            "jti": secrets.token_urlsafe(24),
            "scope": " ".join(sorted(scopes)),
            **gebonden,
        }


def _gevraagd(scope: str | None, client: Client) -> frozenset[str]:
    """Give the scopes that are asked, or all that the client has. Raises ``OngeldigeScope``."""
    gevraagd = client.scopes if scope is None else frozenset(scope.split(" "))
    if not gevraagd <= client.scopes:
        raise OngeldigeScope("scope noemt iets dat deze client niet heeft")
    return gevraagd


@lru_cache(maxsize=16)
def _rsa(sleutel: Sleutel) -> rsa.RSAPrivateKey:
    return lees_rsa(sleutel)
