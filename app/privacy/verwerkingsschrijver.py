"""Writes the processing record: one durable row per request, many requests in one commit.

Requests that come in while a commit runs share the next one, so that the price of a commit is paid once
for all of them. Each process is a writer with segments of its own: writers never wait for each other,
but for the short moment in which a segment is opened (at the first row of a process, an activity and a
day, and after ``REGELS`` rows).
"""

import asyncio
import secrets
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from app.domain.ports import Klok
from app.domain.verwerking import Activiteit, Verwerking
from app.domain.verwerkingsketen import (
    BEGIN,
    Kop,
    Ondertekenaar,
    Regel,
    Segment,
    kop_klopt,
    nieuwe_kop,
    nieuwe_regel,
    onderteken_segment,
    schakel,
)
from app.domain.verwerkingsport import Aanvulling, Verwerkingenopslag
from app.log import Gebeurtenis, log
from app.models.errors import NietBeschikbaar
from app.privacy.verwerkingsregister import Verwerkingsregister

REGELS: Final = 8192
"""Most rows in one segment: retention removes them in one transaction."""
PARTIJ: Final = 256
"""Most rows in one commit."""
DAG_MS: Final = 86_400_000
_POGINGEN: Final = 3
_MELDING: Final = "De verwerking kan niet worden vastgelegd."


class _Wachtende(NamedTuple):
    verwerking: Verwerking
    klaar: asyncio.Future[None]


class Schrijver:
    """The writer of one process; belongs to the event loop that uses it."""

    def __init__(
        self, opslag: Verwerkingenopslag, register: Verwerkingsregister, ondertekenaar: Ondertekenaar, klok: Klok
    ) -> None:
        self._opslag = opslag
        self._register = register
        self._ondertekenaar = ondertekenaar
        self._klok = klok
        self._naam: Final = secrets.token_bytes(16)
        self._segmenten: dict[Activiteit, Segment] = {}
        self._wachtrij: list[_Wachtende] = []
        self._taak: asyncio.Task[None] | None = None
        self._gestopt = False

    async def leg_vast(self, verwerking: Verwerking) -> None:
        """Return when the row is durable. Raises ``NietBeschikbaar`` when it is not, or may not be.

        A caller that is cancelled stops nobody: its row may be stored although nothing left.
        """
        if self._gestopt:
            raise NietBeschikbaar(_MELDING)
        wachtende = _Wachtende(verwerking, asyncio.get_running_loop().create_future())
        self._wachtrij.append(wachtende)
        if self._taak is None:
            self._taak = asyncio.create_task(self._leeg())
        await wachtende.klaar

    async def stop(self) -> None:
        """Finish what waits, refuse what comes, close the open segments."""
        self._gestopt = True
        if self._taak is not None:
            await asyncio.wait([self._taak])
        segmenten, self._segmenten = self._segmenten, {}
        for segment in segmenten.values():
            await sluit_segment(self._opslag, segment, self._nu(), self._ondertekenaar)

    async def _leeg(self) -> None:
        try:
            while self._wachtrij:
                partij, self._wachtrij = self._wachtrij[:PARTIJ], self._wachtrij[PARTIJ:]
                await self._verwerk([w for w in partij if not w.klaar.done()])
        finally:
            self._taak = None
            wachtrij, self._wachtrij = self._wachtrij, []
            _faal(wachtrij)

    async def _verwerk(self, partij: Sequence[_Wachtende]) -> None:
        try:
            await self._schrijf([w.verwerking for w in partij])
        except BaseException as fout:
            # What the database holds of these segments is not known any more: never add to them again.
            self._segmenten.clear()
            _faal(partij)
            if not isinstance(fout, Exception):
                raise
            log(Gebeurtenis.VERANTWOORDING_FAALT, fouttype=type(fout).__name__, aantal=len(partij))
        for wachtende in partij:
            if not wachtende.klaar.done():
                wachtende.klaar.set_result(None)

    async def _schrijf(self, verwerkingen: list[Verwerking]) -> None:
        verwerkingen.sort(key=_activiteit)
        for _ in range(_POGINGEN if verwerkingen else 0):
            groepen = groupby(verwerkingen, key=_activiteit)
            aanvullingen = [await self._aanvulling(activiteit, list(groep)) for activiteit, groep in groepen]
            if await self._opslag.schrijf(aanvullingen):
                self._segmenten |= {Activiteit(a.na.activiteit): a.na for a in aanvullingen}
                return
            # The upkeep has closed a segment that was still for a long time: go on in a new one.
            self._segmenten.clear()
        if verwerkingen:
            raise NietBeschikbaar(_MELDING)

    async def _aanvulling(self, activiteit: Activiteit, verwerkingen: Sequence[Verwerking]) -> Aanvulling:
        voor = await self._segment(activiteit)
        regels: list[Regel] = []
        vorige = voor.hash
        for nummer, verwerking in enumerate(verwerkingen, voor.aantal + 1):
            versie = self._register.geldend(activiteit, verwerking.eind).nummer
            regels.append(nieuwe_regel(vorige, voor.nummer, nummer, versie, verwerking))
            vorige = regels[-1].hash
        laatste = max(voor.laatste, *(v.eind for v in verwerkingen))
        na = voor._replace(aantal=voor.aantal + len(regels), hash=vorige, laatste=laatste)
        return Aanvulling(voor, onderteken_segment(na, self._ondertekenaar), regels)

    async def _segment(self, activiteit: Activiteit) -> Segment:
        nu = self._nu()
        segment = self._segmenten.get(activiteit)
        if segment is not None and segment.aantal < REGELS and nu // DAG_MS == segment.geopend // DAG_MS:
            return segment
        if segment is not None:
            await sluit_segment(self._opslag, segment, nu, self._ondertekenaar)
        geopend = await self._opslag.open_segment(lambda kop: self._opening(kop, activiteit, nu))
        self._segmenten[activiteit] = geopend
        return geopend

    def _opening(self, kop: Kop | None, activiteit: Activiteit, nu: int) -> tuple[Segment, Kop]:
        nummer, vorige = (kop.aantal + 1, kop.schakel) if kop else (1, BEGIN)
        link = schakel(vorige, nummer, self._naam, activiteit.value, nu)
        segment = Segment(nummer, self._naam, activiteit.value, nu, link, 0, link, nu, None, None, "", b"")
        nieuw = nieuwe_kop(nummer, link, self._ondertekenaar)
        if kop is not None and not kop_klopt(kop, self._ondertekenaar):
            # Somebody changed the head. A signature would heal it: without one the check keeps saying so.
            nieuw = nieuw._replace(handtekening=b"")
        return onderteken_segment(segment, self._ondertekenaar), nieuw

    def _nu(self) -> int:
        return int(self._klok() * 1000)


async def sluit_segment(opslag: Verwerkingenopslag, segment: Segment, nu: int, ondertekenaar: Ondertekenaar) -> bool:
    """Close a segment for good; False when it is no longer as it stood."""
    return await opslag.verwissel(segment, onderteken_segment(segment._replace(gesloten=nu), ondertekenaar))


def _activiteit(verwerking: Verwerking) -> Activiteit:
    return verwerking.activiteit


def _faal(wachtenden: Sequence[_Wachtende]) -> None:
    for wachtende in wachtenden:
        if not wachtende.klaar.done():
            wachtende.klaar.set_exception(NietBeschikbaar(_MELDING))
