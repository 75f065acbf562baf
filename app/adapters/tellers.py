"""Counts of requests with the library ``limits``: in this process, and in Redis together with the others.

This process counts first: what it alone would refuse, all together would refuse as well, so that a flood does
not reach Redis. When Redis fails, what this process counted already is what holds.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeAlias

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.domain.begrenzing import VENSTER, Stand

PAUZE: Final = 5.0
"""Seconds without Redis after it failed, and between two attempts to reach it again."""
VERBINDINGEN: Final = 32
VERS: Final = 1.0
"""Seconds that what Redis said is left stays good enough to tell an asker."""
BEKEND: Final = 10_000
VOL: Final = 100_000
"""Most counts in memory: who comes under ever new names (addresses) starts all counts anew, and fills no memory."""
_Slider: TypeAlias = SlidingWindowCounterRateLimiter


class Geheugen(MemoryStorage):
    """``limits``' own memory looks through every key in a task of its own at each count; this one once a window."""

    STORAGE_SCHEME: Final = ["async+openvum"]  # type: ignore[misc]

    def __init__(self) -> None:
        super().__init__()
        self._vegen = 0.0

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count; nothing here waits, so nothing needs a lock."""
        nu = time.time()
        if nu >= self._vegen or len(self.storage) >= VOL:
            self._veeg(nu)
        self.storage[key] += amount
        self.expirations.setdefault(key, nu + expiry)
        return self.storage[key]

    async def decr(self, key: str, amount: int = 1) -> int:
        """Count back; 0 is the least."""
        self.storage[key] = max(self.storage[key] - amount, 0)
        return self.storage[key]

    def _veeg(self, nu: float) -> None:
        self._vegen = nu + VENSTER
        for sleutel in [s for s, einde in self.expirations.items() if einde <= nu]:
            del self.expirations[sleutel]
            self.storage.pop(sleutel, None)
        if len(self.storage) >= VOL:
            self.storage.clear()
            self.expirations.clear()


async def _stand(teller: _Slider, maat: RateLimitItem, sleutel: str, *, binnen: bool) -> Stand:
    wanneer, over = await teller.get_window_stats(maat, sleutel)
    return Stand(binnen, over, max(wanneer - time.time(), 0.0))


class EigenTeller:
    """Counts in this process alone."""

    def __init__(self) -> None:
        self._teller = _Slider(Geheugen())

    async def neem(self, sleutel: str, grens: int) -> Stand:
        maat = RateLimitItemPerSecond(grens, VENSTER)
        binnen = await self._teller.hit(maat, sleutel)
        return await _stand(self._teller, maat, sleutel, binnen=binnen)

    async def sluit(self) -> None:
        """Nothing is open."""


class GedeeldeTeller:
    """Counts in Redis; while that fails, in this process.

    ``bij_stand`` is told when Redis fails (False, and the kind of error) and when it answers again (True).
    """

    def __init__(
        self,
        url: str,
        voorvoegsel: str,
        seconden: float,
        bij_stand: Callable[[bool, str], None] = lambda _bereikt, _soort: None,
        klok: Callable[[], float] = time.monotonic,
    ) -> None:
        self._eigen = EigenTeller()
        self._seconden, self._bij_stand, self._klok = seconden, bij_stand, klok
        self._pool: BlockingConnectionPool = BlockingConnectionPool.from_url(
            url,
            max_connections=VERBINDINGEN,
            timeout=seconden,
            socket_timeout=seconden,
            socket_connect_timeout=seconden,
            retry=Retry(NoBackoff(), 0),
        )
        opties: dict[str, Any] = {"connection_pool": self._pool}
        self._opslag = RedisStorage(
            "async+redis://", implementation="redispy", key_prefix=voorvoegsel, wrap_exceptions=False, **opties
        )
        self._teller = _Slider(self._opslag)
        self._bekend: dict[str, tuple[float, Stand]] = {}
        self._weg_tot: float | None = None
        self._poging: asyncio.Task[None] | None = None

    async def neem(self, sleutel: str, grens: int) -> Stand:
        eigen = await self._eigen.neem(sleutel, grens)
        if not eigen.binnen or not self._bereikbaar():
            return eigen
        try:
            async with asyncio.timeout(self._seconden):
                return await self._neem_samen(sleutel, grens, eigen)
        except (RedisError, OSError, TimeoutError) as fout:
            self._viel_weg(fout)
            return eigen

    async def sluit(self) -> None:
        if self._poging is not None:
            self._poging.cancel()
            await asyncio.gather(self._poging, return_exceptions=True)
        with suppress(RedisError, OSError):
            await self._pool.aclose()

    async def _neem_samen(self, sleutel: str, grens: int, eigen: Stand) -> Stand:
        """Count for all; how many are left is asked once a second, for it costs as much as the count itself."""
        maat = RateLimitItemPerSecond(grens, VENSTER)
        binnen = await self._teller.hit(maat, sleutel)
        gevraagd, bekend = self._bekend.get(sleutel, (0.0, eigen))
        if binnen and self._klok() - gevraagd < VERS:
            stand = bekend._replace(over=min(eigen.over, max(bekend.over - 1, 0)))
        else:
            gevraagd, stand = self._klok(), await _stand(self._teller, maat, sleutel, binnen=binnen)
        if len(self._bekend) >= BEKEND:
            self._bekend.clear()
        self._bekend[sleutel] = gevraagd, stand._replace(binnen=True)
        return stand

    def _bereikbaar(self) -> bool:
        """Say whether Redis answers as far as is known; no request waits for an attempt to reach it again."""
        if self._weg_tot is None:
            return True
        if self._klok() >= self._weg_tot and (self._poging is None or self._poging.done()):
            self._poging = asyncio.create_task(self._probeer())
        return False

    def _viel_weg(self, fout: BaseException) -> None:
        eerste = self._weg_tot is None
        self._weg_tot = self._klok() + PAUZE
        if eerste:
            self._bij_stand(False, type(fout).__name__)

    async def _probeer(self) -> None:
        try:
            async with asyncio.timeout(self._seconden):
                await self._opslag.get("poging")
        except (RedisError, OSError, TimeoutError) as fout:
            self._viel_weg(fout)
            return
        self._weg_tot = None
        self._bij_stand(True, "")
