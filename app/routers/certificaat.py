"""The certificate of a caller, as a proxy that is trusted passes it on; whatever anybody else sends is not looked at.

Source: RFC 9440, section 4: a back end takes the header from its own proxy alone.
"""

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from app.models.certificaat import Certificaat
from app.models.errors import NietGeautoriseerd
from app.privacy.certificaat import ONLEESBAAR
from app.privacy.certificaatkop import VORMEN, Kopvorm, lees_kop
from app.privacy.certificaten import Certificaten
from app.privacy.vumtoelating import Vumtoelating
from app.routers.begrenzing import BEWEZEN
from app.routers.partijen import VAN, VIA, Toegang, iedereen, lees_oin
from app.settings import Instellingen, Omgeving
from app.settings.certificaten import Netwerk

_HERHAALD: Final = "Een kop met het certificaat mag maar een keer voorkomen."
_NIET_GEKEURD: Final = "De proxy heeft het certificaat niet goedgekeurd."
_DICHT: Final = "Voor deze node is geen certificaat ingericht waarmee een vrager zich bewijst."
_GOED: Final = "SUCCESS"
_GEEN: Final = (None, "", "(null)")
"""What stands there when the caller gave no certificate; ``(null)`` is Apache's."""


class Proxys:
    """Who may pass on a certificate: by the address that the connection comes from, never by a header."""

    def __init__(self, netwerken: Sequence[Netwerk], *, unix: bool) -> None:
        self._netwerken = netwerken
        self._unix = unix

    def __bool__(self) -> bool:
        return bool(self._netwerken) or self._unix

    def vertrouwt(self, scope: Scope) -> bool:
        """Whether the other side of this connection is a trusted proxy."""
        klant = scope.get("client")
        if klant is None:
            # Without an address only a socket in the file system is known to be one: its server has a path.
            return self._unix and str((scope.get("server") or ("",))[0]).startswith("/")
        return self._vertrouwt_adres(str(klant[0]))

    def _vertrouwt_adres(self, tekst: str) -> bool:
        try:
            adres = ip_address(tekst)
        except ValueError:
            return False
        if isinstance(adres, IPv6Address) and adres.ipv4_mapped:
            adres = adres.ipv4_mapped
        return any(adres in netwerk for netwerk in self._netwerken)


class Certificaatlezer:
    """Reads the one header that the settings name."""

    def __init__(self, instellingen: Instellingen, certificaten: Certificaten) -> None:
        self._proxys = Proxys(instellingen.proxynetwerken, unix=instellingen.proxy_over_unix)
        self._vorm = VORMEN[Kopvorm(instellingen.certificaat_kop)]
        self._certificaten = certificaten

    @property
    def ingericht(self) -> bool:
        """Whether there is a proxy to believe and an issuer to trust."""
        return bool(self._proxys) and self._certificaten.ingericht

    def __call__(self, scope: Scope) -> Certificaat | None:
        """Give the caller's certificate; None when none was passed on. Raises ``NietGeautoriseerd``."""
        if not self._proxys.vertrouwt(scope):
            return None
        koppen = Headers(scope=scope)
        waarde = _enige(koppen, self._vorm.kop)
        if waarde in _GEEN:
            return None
        if self._vorm.vlag is not None and _enige(koppen, self._vorm.vlag) != _GOED:
            raise NietGeautoriseerd(_NIET_GEKEURD)
        try:
            der = lees_kop(self._vorm, waarde)
        except ValueError:
            raise NietGeautoriseerd(ONLEESBAAR) from None
        return self._certificaten.keur(der)


def maak_vumtoegang(instellingen: Instellingen, toelating: Vumtoelating, *, bron: bool) -> Toegang:
    """Give the check of a VUM contract: that of a source, or of the exchange."""
    if instellingen.omgeving is Omgeving.SANDBOX:
        return iedereen
    lezer = Certificaatlezer(instellingen, toelating.certificaten)
    if not lezer.ingericht:
        return _dicht

    def lees(scope: Scope) -> Certificaat | None:
        certificaat = lezer(scope)
        if certificaat is not None:
            scope[BEWEZEN] = certificaat.oin
        return certificaat

    async def bij_bron(scope: Scope) -> None:
        await toelating.bij_bron(lees(scope))

    async def bij_uitwisseling(scope: Scope) -> None:
        koppen = Headers(scope=scope)
        await toelating.bij_uitwisseling(lees(scope), lees_oin(koppen, VAN), lees_oin(koppen, VIA))

    return bij_bron if bron else bij_uitwisseling


async def _dicht(_: Scope) -> None:
    raise NietGeautoriseerd(_DICHT)


def _enige(koppen: Headers, naam: str) -> str | None:
    """Give the value of a header; None where there is none. Raises ``NietGeautoriseerd`` for a repeated one."""
    waarden = koppen.getlist(naam)
    if len(waarden) > 1:
        raise NietGeautoriseerd(_HERHAALD)
    return waarden[0] if waarden else None
