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
    """Makes a client for a source of the register. ``http_mag``: without TLS too (sandbox)."""

    def __init__(
        self,
        klant: Httpklant,
        kaart: Postcodekaart,
        matches: int,
        bytes_: int,
        *,
        http_mag: bool,
        omzetting: Beroepenomzetting = GEEN_OMZETTING,
    ) -> None:
        self._klant = klant
        self._wijze = Vertaalwijze(kaart, omzetting)
        self._matches = matches
        self._bytes = bytes_
        self._http_mag = http_mag

    def maak(self, registratie: Bronregistratie) -> Bron:
        """Give the source. Raises ``BronFaalt`` for one that cannot be asked as it stands in the register."""
        if not self._http_mag and not (registratie.url or "").startswith("https://"):
            raise BronFaalt(Reden.ONBEVEILIGD)
        if registratie.versie not in set(Versie):
            raise BronFaalt(Reden.VERSIE)
        return Verrebron(self._klant, registratie, self._wijze, self._matches, self._bytes)

    async def sluit(self) -> None:
        """Close every connection."""
        await self._klant.sluit()
