"""Guards the sources elsewhere: who keeps failing is not waited for, and is tried again on the side."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from app.domain.bronfout import Reden
from app.domain.bronport import Bron
from app.domain.ports import Bronregistratie, Bronstaat
from app.domain.verwerking import Spoor
from app.domain.zekering import Zekering
from app.log import Gebeurtenis, log
from app.models.errors import VumFout
from app.models.identiteit import Oin
from app.models.partijen import Partijen

PROEFTIJD: Final = 5.0
"""Seconds that a source has to answer a probe."""

Bronmaker = Callable[[Bronregistratie], Bron]


class Bronwacht:
    """Breakers and running questions of every source, in this process. ``klok`` never goes back."""

    def __init__(self, maak_bron: Bronmaker, eigen_oin: Oin, klok: Callable[[], float] = time.monotonic) -> None:
        self._maak_bron = maak_bron
        self._eigen_oin = eigen_oin
        self._klok = klok
        self._zekeringen: dict[Oin, tuple[str, Zekering]] = {}
        self._bezig: Counter[Oin] = Counter()
        self._proeven: set[asyncio.Task[None]] = set()

    def bezwaar(self, bron: Bronregistratie) -> Reden | None:
        """Say why this source is not asked now; None: ask it. Sends a probe where one is due."""
        if bron.staat is not Bronstaat.ACTIEF:
            return Reden.STAAT
        if bron.gelijktijdig is not None and self._bezig[bron.oin] >= bron.gelijktijdig:
            return Reden.DRUKTE
        zekering = self._zekering(bron)
        if zekering is None or not zekering.open:
            return None
        if zekering.proef_nodig():
            taak = asyncio.create_task(self._proef(bron, zekering))
            self._proeven.add(taak)
            taak.add_done_callback(self._proeven.discard)
        return Reden.ZEKERING

    def op_proef(self, bron: Bronregistratie) -> bool:
        """Say whether nobody may wait for this source."""
        zekering = self._zekering(bron)
        return zekering is not None and zekering.op_proef

    @contextmanager
    def bezig(self, bron: Bronregistratie) -> Iterator[None]:
        """Count one question or detail that is under way."""
        self._bezig[bron.oin] += 1
        try:
            yield
        finally:
            self._bezig[bron.oin] -= 1

    def noteer(self, bron: Bronregistratie, reden: Reden | None) -> None:
        """Take in how it went; None: it answered."""
        if reden is not None:
            log(Gebeurtenis.BRON_FAALT, bron=bron.oin, reden=reden.value)
        zekering = self._zekering(bron)
        if zekering is None:
            return
        was_open = zekering.open
        if reden is None:
            zekering.gelukt()
        elif reden.telt_mee:
            zekering.mislukt()
        if zekering.open and not was_open:
            log(Gebeurtenis.BRON_ZEKERING, bron=bron.oin, stand="open")

    async def stop(self) -> None:
        """Break off the probes."""
        proeven = list(self._proeven)
        for taak in proeven:
            taak.cancel()
        await asyncio.gather(*proeven, return_exceptions=True)

    def _zekering(self, bron: Bronregistratie) -> Zekering | None:
        """A source inside this node has none; one that moved to another address starts anew."""
        if bron.url is None:
            return None
        url, zekering = self._zekeringen.get(bron.oin, ("", None))
        if zekering is None or url != bron.url:
            zekering = Zekering(self._klok)
            self._zekeringen[bron.oin] = (bron.url, zekering)
        return zekering

    async def _proef(self, bron: Bronregistratie, zekering: Zekering) -> None:
        gelukt = False
        try:
            async with asyncio.timeout(PROEFTIJD):
                await self._maak_bron(bron).proef(self._partijen(bron))
            gelukt = True
        except (VumFout, TimeoutError):
            pass
        finally:
            zekering.na_proef(gelukt=gelukt)
        log(Gebeurtenis.BRON_ZEKERING, bron=bron.oin, stand="op proef" if gelukt else "open")

    def _partijen(self, bron: Bronregistratie) -> Partijen:
        via = bron.verwerker or bron.oin
        return Partijen(self._eigen_oin, bron.oin, via, suwi=False, traceparent=Spoor.nieuw().traceparent)
