"""Who calls one of our own APIs (delivery, management, inspection), and may it do this: the edge asks here first.

The register has the last word: what it does not know of (no party, no source, not this node's own
organisation) is let in by no proof at all.
"""

from typing import NamedTuple

from app.domain.ports import Opslagfabriek
from app.models.aanroeper import Aanroeper, Bevoegdheid, Bewijs, Rol, scopes_van
from app.models.certificaat import Certificaat
from app.models.errors import NietGeautoriseerd, NietToegestaan
from app.models.identiteit import Oin
from app.privacy.mandaat import is_bekend, mag_namens
from app.privacy.tokenkeuring import Tokenkeuring

_GEEN_BEWIJS = "Het verzoek heeft geen token in de kop Authorization."
_ANDER_CERTIFICAAT = "Het certificaat is niet van de organisatie van het token, en niet van haar verwerker."
_ONBEKEND = "De aanroeper is geen geregistreerde partij of bron."
_GEEN_ROL = "De aanroeper heeft de rol niet die hiervoor nodig is."
_GEEN_SCOPE = "Het token heeft de scope niet die hiervoor nodig is."


class ScopeOntbreekt(NietToegestaan):
    """The caller has the role, and its token does not allow this."""


class Aanmelding(NamedTuple):
    """What a request says of its caller, nothing of it proven; None: not said, or not well."""

    genoemd: Oin | None
    """The OIN that ``X-VUM-fromParty`` names; only the sandbox looks at it, when there is no token."""
    token: str | None = None
    """The access token in ``Authorization``; empty when that header holds anything else."""
    certificaat: Certificaat | None = None
    """The certificate of the caller; this has been verified."""


class Toelating:
    """One instance per process."""

    def __init__(self, tokens: Tokenkeuring, opslag: Opslagfabriek, eigen_oin: Oin, *, sandbox: bool) -> None:
        self._tokens = tokens
        self._opslag = opslag
        self._eigen_oin = eigen_oin
        self._sandbox = sandbox

    async def laat_toe(self, aanmelding: Aanmelding) -> Aanroeper:
        """Give the proven caller. Raises ``NietGeautoriseerd``; ``OngeldigToken`` for a token that does not count."""
        if aanmelding.token is not None:
            return await self._bekend(
                await self._tokens.keur(aanmelding.token, aanmelding.certificaat), aanmelding.certificaat
            )
        if not self._sandbox:
            raise NietGeautoriseerd(_GEEN_BEWIJS)
        return await self._bekend(self._op_zijn_woord(aanmelding.genoemd), None)

    def _op_zijn_woord(self, oin: Oin | None) -> Aanroeper:
        """Believe the header: this node's own organisation may do all, any other deliver for itself."""
        if oin is None:
            raise NietGeautoriseerd(_ONBEKEND)
        rollen = frozenset(Rol) if oin == self._eigen_oin else frozenset({Rol.AANLEVERAAR})
        return Aanroeper(oin, Bewijs.SANDBOX, rollen, scopes_van(rollen))

    async def _bekend(self, wie: Aanroeper, certificaat: Certificaat | None) -> Aanroeper:
        """Demand that the register knows the caller, and that the certificate is its own or its processor's."""
        if wie.oin == self._eigen_oin and certificaat is None:
            return wie
        async with self._opslag.lezen() as opslag:
            if wie.oin != self._eigen_oin and not await is_bekend(opslag.register, wie.oin):
                raise NietGeautoriseerd(_ONBEKEND)
            if certificaat is not None and not await mag_namens(opslag.register, certificaat.oin, wie.oin):
                raise NietGeautoriseerd(_ANDER_CERTIFICAAT)
        return wie


def eis_bevoegd(aanroeper: Aanroeper, bevoegdheid: Bevoegdheid) -> None:
    """Raise ``NietToegestaan`` unless the caller has the role and the scope that an operation asks."""
    if not aanroeper.rollen & bevoegdheid.rollen:
        raise NietToegestaan(_GEEN_ROL)
    if bevoegdheid.scope not in aanroeper.scopes:
        raise ScopeOntbreekt(_GEEN_SCOPE)
