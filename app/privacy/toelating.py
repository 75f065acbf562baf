"""Who calls one of our own APIs (delivery, management, inspection), and may it do this: the edge asks here first.

The register has the last word: what it does not know of (no party, no source, not this node's own
organisation) is let in by no proof at all.
"""

from typing import NamedTuple

from app.domain.ports import Opslagfabriek
from app.models.aanroeper import Aanroeper, Bevoegdheid, Bewijs, Rol, scopes_van
from app.models.errors import NietGeautoriseerd, NietToegestaan
from app.models.identiteit import Oin

_GEEN_BEWIJS = "Voor deze node is geen token ingericht waarmee een aanroeper zich bewijst."
_ONBEKEND = "De aanroeper is geen geregistreerde partij of bron."
_GEEN_ROL = "De aanroeper heeft de rol niet die hiervoor nodig is."
_GEEN_SCOPE = "Het token heeft de scope niet die hiervoor nodig is."


class Aanmelding(NamedTuple):
    """What a request says of its caller, nothing of it proven; None: not said, or not well."""

    genoemd: Oin | None
    """The OIN that ``X-VUM-fromParty`` names; only the sandbox looks at it."""


class Toelating:
    """One instance per process."""

    def __init__(self, opslag: Opslagfabriek, eigen_oin: Oin, *, sandbox: bool) -> None:
        self._opslag = opslag
        self._eigen_oin = eigen_oin
        self._sandbox = sandbox

    async def laat_toe(self, aanmelding: Aanmelding) -> Aanroeper:
        """Give the proven caller. Raises ``NietGeautoriseerd``."""
        if not self._sandbox:
            raise NietGeautoriseerd(_GEEN_BEWIJS)
        return await self._bekend(self._op_zijn_woord(aanmelding.genoemd))

    def _op_zijn_woord(self, oin: Oin | None) -> Aanroeper:
        """Believe the header: this node's own organisation may do all, any other deliver for itself."""
        if oin is None:
            raise NietGeautoriseerd(_ONBEKEND)
        rollen = frozenset(Rol) if oin == self._eigen_oin else frozenset({Rol.AANLEVERAAR})
        return Aanroeper(oin, Bewijs.SANDBOX, rollen, scopes_van(rollen))

    async def _bekend(self, aanroeper: Aanroeper) -> Aanroeper:
        if aanroeper.oin == self._eigen_oin:
            return aanroeper
        async with self._opslag.lezen() as opslag:
            register = opslag.register
            if await register.deelnemer(aanroeper.oin) is None and await register.bron(aanroeper.oin) is None:
                raise NietGeautoriseerd(_ONBEKEND)
        return aanroeper


def eis_bevoegd(aanroeper: Aanroeper, bevoegdheid: Bevoegdheid) -> None:
    """Raise ``NietToegestaan`` unless the caller has the role and the scope that an operation asks."""
    if not aanroeper.rollen & bevoegdheid.rollen:
        raise NietToegestaan(_GEEN_ROL)
    if bevoegdheid.scope not in aanroeper.scopes:
        raise NietToegestaan(_GEEN_SCOPE)
