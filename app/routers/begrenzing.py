"""Limits at the edge: who a request counts for, and what its answer says of the limit.

The headers are those of draft-ietf-httpapi-ratelimit-headers-10. Everything here comes before the path, the
body and the database are looked at.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from app.models.errors import LimietOverschreden, TeVeelVerzoeken, VumFout
from app.models.identiteit import Oin
from app.privacy.begrenzing import VENSTER, Aanvrager, Begrenzer, Oordeel
from app.routers.aanroeper import AANROEPER
from app.routers.errors import EIGEN_API
from app.routers.partijen import VAN, VIA, lees_oin

BEWEZEN: Final = "openvum.bewezen"
"""Key in the ASGI scope of the OIN that the caller of a VUM contract proved; the check on access leaves it there."""
BELEIDKOP, STANDKOP = "RateLimit-Policy", "RateLimit"
_UITLEG: Final = "Te veel verzoeken in korte tijd. De kop Retry-After zegt na hoeveel seconden er weer ruimte is."
_BEWIJSKOPPEN: Final = frozenset({b"authorization", VAN.lower().encode(), VIA.lower().encode()})
_IPV6_NET: Final = 64
"""Bits of an IPv6 address that one customer of a provider has in hand."""

IsProxy = Callable[[Scope], bool]
"""Says whether who connects is a proxy of ours."""


def geen_proxy(_: Scope) -> bool:
    """Say that nobody is a proxy of ours: the address that connects is the caller's own."""
    return False


class Grenswacht:
    """Counts the requests of one API; without a ``begrenzer`` nothing is limited."""

    def __init__(
        self, begrenzer: Begrenzer | None, api: str, is_proxy: IsProxy = geen_proxy, *, gelooft_koppen: bool = False
    ) -> None:
        """``gelooft_koppen``: the sandbox, where nobody is proven and a request counts for whom its headers name."""
        self._begrenzer, self._api, self._is_proxy = begrenzer, api, is_proxy
        self._gelooft_koppen = gelooft_koppen

    def eerder_geweigerd(self, scope: Scope) -> Oordeel | None:
        """Give the refusal that still holds, before it is looked up who asks."""
        if self._begrenzer is None:
            return None
        return self._begrenzer.onthouden(self._api, lambda: bewijsstuk(scope))

    async def tel(self, scope: Scope) -> Oordeel | None:
        """Count a request of who was let in."""
        if self._begrenzer is None:
            return None
        aanvrager = Aanvrager(*self._partijen(scope), self._adres(scope))
        return await self._begrenzer.tel(self._api, aanvrager, lambda: bewijsstuk(scope))

    async def tel_vreemde(self, scope: Scope) -> Oordeel | None:
        """Count a request for what everybody may have, by its address."""
        if self._begrenzer is None:
            return None
        return await self._begrenzer.tel(self._api, Aanvrager(None, None, self._adres(scope)))

    async def tel_geweigerd(self, scope: Scope) -> Oordeel | None:
        """Count a request of who was not let in: as proven, else by its address, whatever its headers say."""
        if self._begrenzer is None:
            return None
        return await self._begrenzer.tel(self._api, Aanvrager(scope.get(BEWEZEN), None, self._adres(scope)))

    @asynccontextmanager
    async def plaats(self, scope: Scope) -> AsyncIterator[None]:
        """Wait in line behind the party's own requests; raises ``LimietOverschreden`` when the line is full."""
        if self._begrenzer is None:
            yield
            return
        async with self._begrenzer.plaats(Aanvrager(*self._partijen(scope), "")) as vrij:
            if not vrij:
                raise _fout(scope, 1)
            yield

    def _partijen(self, scope: Scope) -> tuple[Oin | None, Oin | None]:
        """Give who asks and for whom, as proven; an API that is open to all proves nobody."""
        koppen = Headers(scope=scope)
        van = lees_oin(koppen, VAN)
        if aanroeper := scope.get(AANROEPER):
            return aanroeper.oin, aanroeper.oin
        if bewezen := scope.get(BEWEZEN):
            return bewezen, van
        return (lees_oin(koppen, VIA) or van, van) if self._gelooft_koppen else (None, None)

    def _adres(self, scope: Scope) -> str:
        """Give the network address, the one that a proxy of ours tells; of IPv6 the network of one customer."""
        adres: str = (scope.get("client") or ("", 0))[0]
        if self._is_proxy(scope):
            doorgegeven = Headers(scope=scope).getlist("x-forwarded-for")
            adres = doorgegeven[-1].rpartition(",")[2].strip() if doorgegeven else adres
        try:
            ip = ip_address(adres)
        except ValueError:
            return ""
        return str(int(ip) >> (128 - _IPV6_NET)) if isinstance(ip, IPv6Address) else str(ip)


GEEN_GRENS: Final = Grenswacht(None, "")


def bewijsstuk(scope: Scope) -> bytes:
    """Give a digest of what would prove the caller: the same request again has the same one."""
    som = hashlib.blake2b(repr(scope.get("client") and scope["client"][0]).encode(), digest_size=16)
    for naam, waarde in scope["headers"]:
        if naam in _BEWIJSKOPPEN or b"cert" in naam:
            som.update(len(naam).to_bytes(4) + naam + len(waarde).to_bytes(4) + waarde)
    return som.digest()


def limietkoppen(oordeel: Oordeel) -> Mapping[str, str]:
    """Say what the limit is and how much of it is left."""
    return {
        BELEIDKOP: f'"{oordeel.kring}";q={oordeel.grens};w={VENSTER}',
        STANDKOP: f'"{oordeel.kring}";r={oordeel.over};t={oordeel.wacht}',
    }


def weigering(oordeel: Oordeel, scope: Scope) -> VumFout:
    """Give the error of a refusal; a VUM contract has one code for every limit."""
    return _fout(scope, oordeel.wacht)


def _fout(scope: Scope, wacht: int) -> VumFout:
    soort = TeVeelVerzoeken if scope.get(EIGEN_API) else LimietOverschreden
    return soort(_UITLEG, {"Retry-After": str(wacht)})
