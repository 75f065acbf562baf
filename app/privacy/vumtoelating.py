"""Who calls a VUM contract, proven by a certificate: the edge asks here first, before it looks at the request.

To the exchange: the certificate is that of ``X-VUM-viaParty``, and the register lets that processor act for
``X-VUM-fromParty``. To a source: the certificate is that of a registered exchange; ``viaParty`` is then the
source's own processor, and is not compared. The gate judges the parties again, in the transaction in which it
answers. Source: design, section 1, certificates.
"""

from typing import Final

from app.domain.ports import Deelnemer, Opslagfabriek, Register
from app.models.certificaat import Certificaat
from app.models.errors import NietGeautoriseerd
from app.models.identiteit import Oin
from app.privacy.certificaten import Certificaten
from app.privacy.mandaat import is_verwerker

_GEEN_CERTIFICAAT: Final = "Er is bij dit verzoek geen geverifieerd certificaat."
_ANDER: Final = "Het certificaat is niet van X-VUM-viaParty."
_GEEN_MANDAAT: Final = "De houder van het certificaat mag niet optreden voor X-VUM-fromParty."
_ONBEKEND: Final = "De houder van het certificaat is geen geregistreerde partij of verwerker."
_GEEN_UITWISSELING: Final = "De houder van het certificaat is geen geregistreerde uitwisseling."


class Vumtoelating:
    """One instance per process."""

    def __init__(self, opslag: Opslagfabriek, certificaten: Certificaten) -> None:
        self._opslag = opslag
        self.certificaten = certificaten

    async def bij_uitwisseling(self, certificaat: Certificaat | None, van: Oin | None, via: Oin | None) -> None:
        """Return when the asker may ask the exchange; None: not named, or not well. Raises ``NietGeautoriseerd``.

        A known party that left a header out may hear so; a stranger hears nothing else.
        """
        houder = _houder(certificaat)
        if via is not None and via != houder:
            raise NietGeautoriseerd(_ANDER)
        async with self._opslag.lezen() as opslag:
            if van is None:
                await _eis_bekend(opslag.register, houder)
            elif not _mag_voor(await opslag.register.deelnemer(van), houder):
                raise NietGeautoriseerd(_GEEN_MANDAAT)

    async def bij_bron(self, certificaat: Certificaat | None) -> None:
        """Return when the caller is an exchange. Raises ``NietGeautoriseerd``."""
        houder = _houder(certificaat)
        async with self._opslag.lezen() as opslag:
            partij = await opslag.register.deelnemer(houder)
        if partij is None or not partij.uitwisseling:
            raise NietGeautoriseerd(_GEEN_UITWISSELING)


def _houder(certificaat: Certificaat | None) -> Oin:
    if certificaat is None:
        raise NietGeautoriseerd(_GEEN_CERTIFICAAT)
    return certificaat.oin


def _mag_voor(partij: Deelnemer | None, houder: Oin) -> bool:
    return partij is not None and is_verwerker(houder, partij)


async def _eis_bekend(register: Register, houder: Oin) -> None:
    if not any(is_verwerker(houder, partij) for partij in await register.deelnemers()):
        raise NietGeautoriseerd(_ONBEKEND)
