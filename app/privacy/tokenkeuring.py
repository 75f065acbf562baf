"""Is this access token good, and whose is it: tokens of our own issuer and of issuers elsewhere.

The issuer that a token names chooses the keys, and nothing else: its signature is checked with a key of that
issuer, its claims by type and value, and what it allows is cut down to what is registered for its client.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.ports import Klok, Opslagfabriek
from app.models.aanroeper import Aanroeper, Bewijs, Rol, scopes_van
from app.models.certificaat import Certificaat
from app.models.errors import NietGeautoriseerd
from app.models.identiteit import ClientID, Oin
from app.privacy import jws
from app.privacy.claims import ClaimFout, Claims
from app.privacy.jwk import Openbaresleutel
from app.privacy.sleutelkast import Sleutelkast
from app.privacy.uitgevers import Uitgeverregel
from app.privacy.uitgifte import TYPE, Uitgever

_TYPES_ELDERS: Final = ("", "jwt", TYPE)


class OngeldigToken(NietGeautoriseerd):
    """The token does not count; the message says which rule it breaks, never what it holds."""


class Elders(NamedTuple):
    """An issuer elsewhere, and its keys."""

    regel: Uitgeverregel
    kast: Sleutelkast


class _Wie(NamedTuple):
    oin: Oin
    rollen: frozenset[Rol]
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tokenkeuring:
    """``eigen_sleutels`` gives the keys of our own issuer, as they are now; ``elders`` is by issuer."""

    eigen: Uitgever
    eigen_sleutels: Callable[[str], tuple[Openbaresleutel, ...]]
    elders: Mapping[str, Elders]
    opslag: Opslagfabriek
    klok: Klok

    async def keur(self, token: str, certificaat: Certificaat | None) -> Aanroeper:
        """Give the caller that this token proves. Raises ``OngeldigToken`` and ``NietBeschikbaar``."""
        try:
            ongekeurd = jws.lees(token)
            claims = Claims(ongekeurd.claims)
            wie = await self._wie(ongekeurd, claims, claims.tekst("iss"))
            self._keur_binding(claims, certificaat)
            scopes = wie.scopes & claims.scopes()
        except (jws.JwsFout, ClaimFout) as fout:
            raise OngeldigToken(f"Het token geldt niet: {fout}.") from None
        return Aanroeper(wie.oin, Bewijs.TOKEN, wie.rollen, scopes)

    async def _wie(self, ongekeurd: jws.Ongekeurd, claims: Claims, uitgever: str) -> _Wie:
        if uitgever == self.eigen.issuer:
            return await self._van_ons(ongekeurd, claims)
        if uitgever in self.elders:
            return await self._van_elders(ongekeurd, claims, self.elders[uitgever])
        raise ClaimFout("de uitgever is hier niet bekend")

    async def _van_ons(self, ongekeurd: jws.Ongekeurd, claims: Claims) -> _Wie:
        """The client decides, as it is registered now: withdrawn means out, whatever token it still has."""
        if ongekeurd.kop.typ != TYPE:
            raise ClaimFout(f"typ moet {TYPE} zijn")
        jws.keur(ongekeurd, self.eigen_sleutels(ongekeurd.kop.kid), ["RS256"])
        claims.voor(self.eigen.audience)
        claims.geldig(self.klok, self.eigen.speling)
        async with self.opslag.lezen() as opslag:
            client = await opslag.clients.client(_client_id(claims.tekst("sub")))
        if client is None or client.ingetrokken is not None:
            raise ClaimFout("de client is ingetrokken")
        return _Wie(client.oin, client.rollen, client.scopes)

    async def _van_elders(self, ongekeurd: jws.Ongekeurd, claims: Claims, elders: Elders) -> _Wie:
        if ongekeurd.kop.typ not in _TYPES_ELDERS:
            raise ClaimFout("typ is geen toegangstoken")
        jws.keur(ongekeurd, await elders.kast.sleutels(ongekeurd.kop.kid), elders.regel.algoritmen)
        claims.voor(elders.regel.audience or self.eigen.audience)
        claims.geldig(self.klok, self.eigen.speling)
        oin, rollen = _namens(claims, elders.regel)
        return _Wie(oin, rollen, frozenset(scopes_van(rollen)))

    def _keur_binding(self, claims: Claims, certificaat: Certificaat | None) -> None:
        gebonden = claims.gebonden_aan()
        if gebonden is None:
            if self.eigen.certificaat_verplicht:
                raise ClaimFout("het moet aan een certificaat gebonden zijn")
        elif certificaat is None or certificaat.vingerafdruk != gebonden:
            raise ClaimFout("het is aan een ander certificaat gebonden")


def _client_id(tekst: str) -> ClientID:
    try:
        return ClientID(tekst)
    except ValueError:
        raise ClaimFout("sub noemt geen client") from None


def _namens(claims: Claims, regel: Uitgeverregel) -> tuple[Oin, frozenset[Rol]]:
    """Give for whom the client of an issuer elsewhere acts: as written down, else as the issuer claims."""
    client = regel.clients.get(claims.tekst(regel.client_claim))
    if client is not None:
        return client.oin, client.rollen
    if regel.oin_claim is None:
        raise ClaimFout("de client is hier niet bekend")
    try:
        return Oin(claims.tekst(regel.oin_claim)), regel.rollen
    except ValueError:
        raise ClaimFout(f"{regel.oin_claim} noemt geen OIN") from None
