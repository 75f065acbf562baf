"""Tokens for our own APIs, wired: the issuer of our own, issuers elsewhere, and what lets a caller in."""

import time
from collections.abc import Sequence
from pathlib import Path

from app.adapters.http import Httpklant
from app.adapters.jwks import Jwksbestand, Jwksurl
from app.domain.ports import Opslagfabriek
from app.models.identiteit import Oin
from app.privacy.jwk import Openbaresleutel
from app.privacy.sleutelbestand import Bosbron
from app.privacy.sleutelkast import Sleutelbron, Sleutelkast
from app.privacy.toelating import Toelating
from app.privacy.tokenkeuring import Elders, Tokenkeuring
from app.privacy.uitgevers import UitgeverFout, Uitgeverregel, lees_uitgevers
from app.privacy.uitgifte import Uitgever, Uitgifte
from app.settings import Instellingen, Omgeving


class Tokens:
    """Raises ``UitgeverFout``."""

    def __init__(self, instellingen: Instellingen, opslag: Opslagfabriek, sleutels: Bosbron) -> None:
        i, sandbox = instellingen, instellingen.omgeving is Omgeving.SANDBOX
        self._sleutels = sleutels
        self._klant = Httpklant(i.bron_verbind_seconden)
        uitgever = Uitgever(
            i.eigen_uitgever, i.audience, i.token_seconden, i.token_speling_seconden, i.token_certificaat_verplicht
        )
        elders = {
            regel.issuer: Elders(regel, Sleutelkast(regel.issuer, self._bron(regel, i.token_uitgevers), time.monotonic))
            for regel in lees_tokenuitgevers(i)
        }
        self.uitgifte = Uitgifte(uitgever, opslag, sleutels, time.time)
        keuring = Tokenkeuring(uitgever, self._eigen_sleutels, elders, opslag, time.time)
        self.toelating = Toelating(keuring, opslag, Oin(i.eigen_oin), sandbox=sandbox)

    async def sluit(self) -> None:
        """Close every connection."""
        await self._klant.sluit()

    def _eigen_sleutels(self, kid: str) -> tuple[Openbaresleutel, ...]:
        """Give our own public keys; read anew when another worker may just have signed under a new one."""
        bekend = self.uitgifte.openbare_sleutels()
        if all(s.kid != kid for s in bekend):
            self._sleutels.ververs()
            bekend = self.uitgifte.openbare_sleutels()
        return bekend

    def _bron(self, regel: Uitgeverregel, bestand: Path | None) -> Sleutelbron:
        if regel.jwks_url is not None:
            return Jwksurl(self._klant, regel.jwks_url)
        return Jwksbestand((bestand or Path()).parent / (regel.jwks_bestand or ""))


def lees_tokenuitgevers(instellingen: Instellingen) -> Sequence[Uitgeverregel]:
    """Give the issuers elsewhere whose tokens count. Raises ``UitgeverFout``."""
    bestand = instellingen.token_uitgevers
    if bestand is None:
        return ()
    try:
        tekst = bestand.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UitgeverFout("het bestand is niet te lezen") from None
    return lees_uitgevers(tekst, http_mag=instellingen.omgeving is Omgeving.SANDBOX)
