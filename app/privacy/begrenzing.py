"""Limits on requests: who is counted, under which name, and what happens at a limit.

Fair: every caller has a count of its own, and who proves nothing never uses up the share of who does. Cheap:
who was refused is refused again, until its wait is over, before anything is looked up for it. Nothing that
is kept names anybody: counts stand under keyed names.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from app.domain.begrenzing import VENSTER, Kring, Stand, Teller
from app.domain.ports import Klok
from app.log import Gebeurtenis, log
from app.models.identiteit import Oin

__all__ = ["VENSTER", "Aanvrager", "Begrenzer", "Kring", "Oordeel"]

MAX_RIJ: Final = 64
"""Most requests of one party that wait in line in one process."""
MAX_ONTHOUDEN: Final = 10_000
"""Most refusals kept in mind; beyond it the oldest is counted again."""


class Aanvrager(NamedTuple):
    """Who asks: the proven caller and the party it asks for, or the network address of who proves nothing."""

    bewezen: Oin | None
    partij: Oin | None
    adres: str


class Oordeel(NamedTuple):
    """What the strictest limit says. ``geweigerd``: the request ends here; ``wacht``: whole seconds, 1 at least."""

    kring: Kring
    grens: int
    over: int
    wacht: int
    overschreden: bool
    geweigerd: bool


Merk = Callable[[str, str, str], str]
"""Gives the keyed name under which is counted."""
Bewijsstuk = Callable[[], bytes]
"""Gives a digest of what proved the caller."""
BijOverschrijding = Callable[[str, Kring, bool], None]
"""Told of every request over a limit: the API, the circle, and whether it was refused."""


def _vergeet(_api: str, _kring: Kring, _geweigerd: bool) -> None:
    """Tell nobody."""


class _Rij:
    """The requests of one party that are being answered, or wait for that."""

    __slots__ = ("aantal", "plaatsen")

    def __init__(self, plaatsen: int) -> None:
        self.plaatsen = asyncio.Semaphore(plaatsen)
        self.aantal = 0


class Begrenzer:
    """One instance per process. ``weigert``: over a limit it refuses; otherwise (sandbox) it reports only."""

    def __init__(
        self,
        teller: Teller,
        grenzen: Mapping[Kring, int],
        merk: Merk,
        klok: Klok,
        *,
        weigert: bool,
        tegelijk: int = 0,
        bij_overschrijding: BijOverschrijding = _vergeet,
    ) -> None:
        self._teller, self._grenzen, self._merk, self._klok = teller, grenzen, merk, klok
        self._weigert = weigert
        self._tegelijk = tegelijk
        self._rijen: dict[tuple[Oin, Oin | None], _Rij] = {}
        self._bij_overschrijding = bij_overschrijding
        self._onthouden: dict[bytes, tuple[float, Oordeel]] = {}
        self._gemeld: dict[str, float] = {}

    def onthouden(self, api: str, bewijsstuk: Bewijsstuk) -> Oordeel | None:
        """Give the refusal that still holds for who shows this, without looking up who that is."""
        gevonden = self._onthouden.get(stuk := bewijsstuk()) if self._onthouden else None
        if gevonden is None:
            return None
        tot, oordeel = gevonden
        wacht = tot - self._klok()
        if wacht <= 0:
            del self._onthouden[stuk]
            return None
        self._bij_overschrijding(api, oordeel.kring, True)
        return oordeel._replace(wacht=math.ceil(wacht))

    async def tel(self, api: str, aanvrager: Aanvrager, bewijsstuk: Bewijsstuk | None = None) -> Oordeel | None:
        """Count a request; None when there is no limit on it. What ``bewijsstuk`` gives proved a proven caller."""
        oordelen = []
        for kring, namen in _kringen(aanvrager):
            if grens := self._grenzen.get(kring, 0):
                sleutel = self._merk(kring.value, *namen)
                stand = await self._teller.neem(sleutel, grens)
                oordelen.append(self._oordeel(kring, grens, stand))
                if not stand.binnen:
                    self._meld(api, kring, sleutel, aanvrager)
                    break
        if not oordelen:
            return None
        strengste = min(oordelen, key=lambda o: (not o.overschreden, o.over / o.grens))
        if strengste.geweigerd and aanvrager.bewezen is not None and bewijsstuk is not None:
            self._onthoud(bewijsstuk(), strengste)
        return strengste

    @asynccontextmanager
    async def plaats(self, aanvrager: Aanvrager) -> AsyncIterator[bool]:
        """Let at most ``tegelijk`` requests of one party be answered at a time in this process; more wait in line.

        So a burst within the limit of one party does not hold up the others. Gives False when the line is full.
        """
        if not (self._weigert and self._tegelijk and aanvrager.bewezen):
            yield True
            return
        wie = aanvrager.bewezen, aanvrager.partij
        rij = self._rijen.setdefault(wie, _Rij(self._tegelijk))
        if rij.aantal >= self._tegelijk + MAX_RIJ:
            yield False
            return
        rij.aantal += 1
        try:
            async with rij.plaatsen:
                yield True
        finally:
            rij.aantal -= 1
            if not rij.aantal:
                self._rijen.pop(wie, None)

    async def sluit(self) -> None:
        """Close what is open."""
        await self._teller.sluit()

    def _oordeel(self, kring: Kring, grens: int, stand: Stand) -> Oordeel:
        wacht = max(math.ceil(stand.wacht), 1)
        return Oordeel(kring, grens, stand.over, wacht, not stand.binnen, self._weigert and not stand.binnen)

    def _onthoud(self, bewijsstuk: bytes, oordeel: Oordeel) -> None:
        if len(self._onthouden) >= MAX_ONTHOUDEN:
            del self._onthouden[next(iter(self._onthouden))]
        self._onthouden[bewijsstuk] = self._klok() + oordeel.wacht, oordeel

    def _meld(self, api: str, kring: Kring, sleutel: str, aanvrager: Aanvrager) -> None:
        """Count it always; log it once a window per count, an address never."""
        self._bij_overschrijding(api, kring, self._weigert)
        nu = self._klok()
        if nu - self._gemeld.get(sleutel, -math.inf) < VENSTER:
            return
        if len(self._gemeld) >= MAX_ONTHOUDEN:
            self._gemeld.clear()
        self._gemeld[sleutel] = nu
        partij = {"partij": str(aanvrager.bewezen)} if aanvrager.bewezen else {}
        log(Gebeurtenis.BEGRENZING, api=api, kring=kring.value, geweigerd=self._weigert, **partij)


def _kringen(aanvrager: Aanvrager) -> list[tuple[Kring, tuple[str, str]]]:
    """Give what a request counts in, the narrowest first."""
    if aanvrager.bewezen is None:
        return [(Kring.ADRES, (aanvrager.adres, ""))]
    via, van = str(aanvrager.bewezen), str(aanvrager.partij or aanvrager.bewezen)
    return [(Kring.PARTIJ, (via, van)), (Kring.BEWEZEN, (via, ""))]
