"""Sources elsewhere, by version: over one client, so that they share its connections."""

from app.adapters.http import Httpklant
from app.adapters.vum_client import Verrebron, Vertaalwijze
from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Bron
from app.domain.ports import Bronregistratie
from app.domain.selectiegebied import Postcodekaart
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting
from app.models.versie import Versie


class Verrebronnen:
    """Makes a client for a source of the register.

    ``bewezen``: the client has a certificate of ours, and issuers to trust. Without it, and without TLS, a source is
    asked where ``onbewezen_mag`` (sandbox). ``oin_telt``: its certificate must carry its OIN or its processor's.
    """

    def __init__(
        self,
        klant: Httpklant,
        kaart: Postcodekaart,
        matches: int,
        bytes_: int,
        *,
        onbewezen_mag: bool,
        bewezen: bool = False,
        oin_telt: bool = False,
        omzetting: Beroepenomzetting = GEEN_OMZETTING,
    ) -> None:
        self._klant = klant
        self._wijze = Vertaalwijze(kaart, omzetting)
        self._matches = matches
        self._bytes = bytes_
        self._onbewezen_mag = onbewezen_mag
        self._bewezen = bewezen
        self._oin_telt = oin_telt

    def maak(self, registratie: Bronregistratie) -> Bron:
        """Give the source. Raises ``BronFaalt`` for one that cannot be asked as it stands in the register."""
        veilig = self._bewezen and (registratie.url or "").startswith("https://")
        if not veilig and not self._onbewezen_mag:
            raise BronFaalt(Reden.ONBEVEILIGD)
        if registratie.versie not in set(Versie):
            raise BronFaalt(Reden.VERSIE)
        wie = frozenset({registratie.oin, registratie.verwerker or registratie.oin}) if self._oin_telt else frozenset()
        return Verrebron(self._klant, registratie, self._wijze, self._matches, self._bytes, wie=wie)

    async def sluit(self) -> None:
        """Close every connection."""
        await self._klant.sluit()
