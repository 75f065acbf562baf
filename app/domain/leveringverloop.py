"""One run of a delivery, from what was received to its end; the API and the command line do it alike.

The run and its report end in the very transaction that stores the records: either both are there, or
neither. While it lasts it gives signs of life, so that a run whose process died is told from one at work.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final

from app.domain.aanlevering import Ingelezen, Levering, Rapport, Tussenopslag, lever_aan
from app.domain.audit import Wie
from app.domain.celverslag import Celverslag
from app.domain.leveringaudit import begonnen, verwerkt
from app.domain.leveringport import LEVEND, Run, Staat, Wijze
from app.domain.ports import Klok, Opslag, Opslagfabriek
from app.domain.rapportdocument import pak_in, telling
from app.domain.tekstwacht import Tekstwacht
from app.models.errors import Conflict, VumFout

HARTSLAG: Final = 2.0
"""Seconds between two signs of life."""

GESTOPT: Final = "de node is gestopt voordat dit klaar was; er is niets veranderd, lever het bestand opnieuw aan"
VERLATEN: Final = "de verwerking is afgebroken; er is niets veranderd, lever het bestand opnieuw aan"
VERLOPEN: Final = "niet op tijd bevestigd; er is niets veranderd"
INGETROKKEN: Final = "ingetrokken voordat het was bevestigd; er is niets veranderd"
_STUK: Final = "er ging iets mis aan onze kant; er is niets veranderd, lever het bestand opnieuw aan"


class Gestopt(Exception):
    """The process has to end: what is under way is rolled back."""


@dataclass(frozen=True, slots=True)
class Werk:
    """A run with all that it takes. ``ineens``: all of it or nothing."""

    run: Run
    versie: str
    records: Iterable[Ingelezen]
    cellen: Celverslag | None
    wie: Wie
    ineens: bool = True

    def levering(self, hoogstens_weg: float | None) -> Levering:
        """Give what has to be done."""
        run = self.run
        return Levering(
            bron=run.bron,
            soort=run.soort,
            versie=self.versie,
            grondslag=run.grondslag,
            volledig=run.wijze is Wijze.VERVANGEN,
            proef=run.proef,
            grondslag_tot=run.grondslag_tot,
            verwijderen=run.wijze is Wijze.VERWIJDEREN,
            ineens=self.ineens,
            hoogstens_weg=None if run.bevestigd else hoogstens_weg,
            wie=self.wie,
        )


@dataclass(frozen=True, slots=True)
class Spelregels:
    """What holds for every run. ``hoogstens_weg``: part of the records (0 to 1) that may go unconfirmed.

    ``bedenktijd``: seconds that a run waits for a confirmation; None: it does not wait.
    """

    wacht: Tekstwacht
    klok: Klok
    hoogstens_weg: float
    bedenktijd: int | None = None


class Verloop:
    """Does runs, one at a time."""

    def __init__(self, opslag: Opslagfabriek, regels: Spelregels) -> None:
        self._opslag = opslag
        self._regels = regels

    async def voer_uit(
        self, werk: Werk, tussen: Tussenopslag | None = None, voortgang: Callable[[Rapport], None] = lambda _: None
    ) -> Rapport:
        """Do a run and keep how it ended. Raises ``Conflict`` when somebody else has it, ``Gestopt`` and ``VumFout``."""
        run = await self._begin(werk)
        lopend = _Lopend(run, voortgang)
        try:
            async with self._in_leven(lopend):
                rapport = await lever_aan(
                    self._opslag,
                    werk.levering(self._regels.hoogstens_weg),
                    werk.records,
                    lopend.volg,
                    wacht=self._regels.wacht,
                    tussen=tussen,
                    afronding=lambda opslag, stand: self._rond_af(opslag, lopend, werk, stand),
                )
                rapport.cellen = werk.cellen
        except (Gestopt, asyncio.CancelledError):
            await self._breek_af(run, Staat.AFGEBROKEN, GESTOPT)
            raise
        except Exception:
            with suppress(VumFout):
                await self._breek_af(run, Staat.MISLUKT, _STUK)
            raise
        if not lopend.afgerond:
            async with self._opslag.schrijven() as opslag:
                await self._rond_af(opslag, lopend, werk, rapport)
        return rapport

    async def _begin(self, werk: Werk) -> Run:
        nu = int(self._regels.klok())
        run = replace(werk.run, staat=Staat.BEZIG, bijgewerkt_op=nu, levend_tot=nu + LEVEND)
        async with self._opslag.schrijven() as opslag:
            if not await opslag.leveringen.zet(run, {Staat.ONTVANGEN}):
                raise Conflict("Deze levering wordt al verwerkt, of is al afgelopen.")
            if not run.proef:
                await opslag.audit.noteer(begonnen(werk.levering(None), werk.wie))
        return run

    async def _rond_af(self, opslag: Opslag, lopend: "_Lopend", werk: Werk, rapport: Rapport) -> None:
        """End the run; the audit log last, for its lock is everybody's."""
        rapport.cellen = werk.cellen
        if not await opslag.leveringen.zet(self._afgelopen(lopend.run, rapport), {Staat.BEZIG}):
            raise Conflict(VERLATEN)
        await opslag.leveringen.bewaar_rapport(lopend.run.bron, lopend.run.id, pak_in(rapport))
        if not lopend.run.proef:
            await opslag.audit.noteer(verwerkt(werk.levering(None), werk.wie, rapport))
        lopend.afgerond = True

    def _afgelopen(self, run: Run, rapport: Rapport) -> Run:
        nu, bedenktijd = int(self._regels.klok()), self._regels.bedenktijd
        wacht = bool(rapport.te_verwijderen and bedenktijd)
        staat = Staat.WACHT if wacht else Staat.MISLUKT if rapport.fout else Staat.KLAAR
        return replace(
            run,
            staat=staat,
            bijgewerkt_op=nu,
            vervalt_op=nu + bedenktijd if wacht and bedenktijd else None,
            telling=telling(rapport),
            fout=rapport.fout,
        )

    async def _breek_af(self, run: Run, staat: Staat, fout: str) -> None:
        weg = replace(run, staat=staat, fout=fout, bijgewerkt_op=int(self._regels.klok()))
        async with self._opslag.schrijven() as opslag:
            await opslag.leveringen.zet(weg, {Staat.BEZIG})

    @asynccontextmanager
    async def _in_leven(self, lopend: "_Lopend") -> AsyncIterator[None]:
        klaar = asyncio.Event()
        taak = asyncio.create_task(self._hartslag(lopend, klaar))
        try:
            yield
        finally:
            klaar.set()
            await taak

    async def _hartslag(self, lopend: "_Lopend", klaar: asyncio.Event) -> None:
        """Say every so often how far the run is. On SQLite nobody can while the records are stored: nor end it."""
        while not klaar.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(klaar.wait(), HARTSLAG)
                return
            nu = int(self._regels.klok())
            stand = replace(lopend.run, telling=lopend.telling, bijgewerkt_op=nu, levend_tot=nu + LEVEND)
            with suppress(VumFout):
                async with self._opslag.schrijven() as opslag:
                    await opslag.leveringen.zet(stand, {Staat.BEZIG})
                    await opslag.leveringen.leef(stand.werker, stand.levend_tot)


class _Lopend:
    """A run under way."""

    def __init__(self, run: Run, voortgang: Callable[[Rapport], None]) -> None:
        self.run = run
        self.afgerond = False
        self.telling = telling(Rapport())
        self._voortgang = voortgang

    def volg(self, rapport: Rapport) -> None:
        self.telling = telling(rapport)
        self._voortgang(rapport)


async def ruim_verlaten(opslag: Opslag, nu: int) -> list[Run]:
    """End the runs whose process died, and those that nobody confirmed in time; give those that it ended."""
    geruimd = []
    for run in await opslag.leveringen.verlaten(nu):
        fout = VERLOPEN if run.staat is Staat.WACHT else VERLATEN
        if await opslag.leveringen.zet(
            replace(run, staat=Staat.AFGEBROKEN, fout=fout, vervalt_op=None, bijgewerkt_op=nu), {run.staat}
        ):
            geruimd.append(run)
    return geruimd
