"""Taking in what was delivered over the API, beside the answering: wired for one process."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final
from uuid import uuid4

from app.adapters.rapportblad import maak_blad
from app.adapters.spool import Schijfspool
from app.adapters.werkbank import Werkbank
from app.domain.aanlevering import Rapport
from app.domain.audit import Wie
from app.domain.leveringport import OPEN, Run, Staat
from app.domain.leveringverloop import GESTOPT, Gestopt, Spelregels, Verloop, Werk, ruim_verlaten
from app.domain.ports import Opslagfabriek
from app.domain.tekstwacht import Tekstwacht
from app.domain.vertaling import Beroepenomzetting
from app.jobs import Klus
from app.log import Gebeurtenis, log
from app.main.formaten import Formatenkast
from app.models.errors import Conflict, VumFout
from app.privacy.aanleverpoort import Aanleverpoort, Werkplaats
from app.privacy.pseudoniem import Pseudonimiseerder
from app.settings import Instellingen, Omgeving
from app.storage.db import Database

_DAG: Final = 86_400
_MISLUKT: Final = "het bestand kon niet worden verwerkt; er is niets veranderd, lever het opnieuw aan"


def spelregels_van(instellingen: Instellingen, wacht: Tekstwacht, *, wacht_op_bevestiging: bool) -> Spelregels:
    """Give what holds for every run."""
    return Spelregels(
        wacht=wacht,
        klok=time.time,
        hoogstens_weg=instellingen.aanlevering_bevestigen_procent / 100,
        bedenktijd=instellingen.aanlevering_bevestigen_uren * 3_600 if wacht_op_bevestiging else None,
    )


class Leveringswerk:
    """Takes in one delivery at a time, in a thread with a store of its own: connections belong to an event loop.

    ``maak_opslag`` gives such a store; ``opslag`` is the one of the server.
    """

    def __init__(
        self,
        instellingen: Instellingen,
        opslag: Opslagfabriek,
        maak_opslag: Callable[[], Database],
        pseudoniemen: Pseudonimiseerder,
        wacht: Tekstwacht,
        *,
        omzetting: Beroepenomzetting,
    ) -> None:
        self.spool = Schijfspool(instellingen.aanleverpad)
        self.formaten = Formatenkast(instellingen, pseudoniemen, omzetting)
        self.werkbank = Werkbank("levering")
        self._instellingen = instellingen
        self._opslag = opslag
        self._maak_opslag = maak_opslag
        self._pseudoniemen = pseudoniemen
        self._regels = spelregels_van(instellingen, wacht, wacht_op_bevestiging=True)

    def poort(self) -> Aanleverpoort:
        """Give the gate before it."""
        werkplaats = Werkplaats(
            self.spool,
            self.formaten,
            self.plan,
            werker=str(uuid4()),
            maximum=self._instellingen.aanlevering_bytes,
            sandbox=self._instellingen.omgeving is Omgeving.SANDBOX,
            maak_blad=maak_blad,
        )
        return Aanleverpoort(self._opslag, werkplaats, self._pseudoniemen, time.time)

    def plan(self, run: Run) -> None:
        """Have a run done when its turn comes."""
        self.werkbank.start(lambda gestopt: self._verwerk(run, gestopt))

    def klussen(self) -> tuple[Klus, Klus]:
        """Give the upkeep of runs: end those that were left and clear their files; forget those past their term."""
        return Klus("leveringen opruimen", self._ruim_op), Klus("leveringen bewaartermijn", self._vergeet)

    async def _vergeet(self) -> int:
        """Remove runs and reports that are past their term."""
        grens = int(time.time()) - self._instellingen.aanlevering_bewaren_dagen * _DAG
        async with self._opslag.schrijven() as opslag:
            return await opslag.leveringen.verwijder_voor(grens)

    async def _ruim_op(self) -> int:
        async with self._opslag.schrijven() as opslag:
            geruimd = await ruim_verlaten(opslag, int(time.time()))
            nodig = await opslag.leveringen.ids_open()
        for run in geruimd:
            self.spool.verwijder(run.id)
        return len(geruimd) + self.spool.ruim_op(nodig)

    async def _verwerk(self, run: Run, gestopt: Callable[[], bool]) -> None:
        opslag = self._maak_opslag()
        try:
            wacht = await self._doe(opslag, run, gestopt)
            if not wacht:
                self.spool.verwijder(run.id)
        except Conflict:
            return
        except Exception as fout:  # noqa: BLE001 - nobody waits for it; its message may hold what it was about
            self.spool.verwijder(run.id)
            if not isinstance(fout, Gestopt):
                log(Gebeurtenis.LEVERING_FAALT, bron=run.bron, fouttype=type(fout).__name__)
            with suppress(VumFout):
                await self._breek_af(opslag, run, GESTOPT if isinstance(fout, Gestopt) else _MISLUKT)
        finally:
            await opslag.sluit()

    async def _doe(self, opslag: Database, run: Run, gestopt: Callable[[], bool]) -> bool:
        """Take the file in; say whether it waits for a confirmation. Raises ``Conflict`` and ``Gestopt``."""

        def let_op(_: Rapport | None = None) -> None:
            if gestopt():
                raise Gestopt

        let_op()
        formaat = await self.formaten.kies(opslag, run.formaat, run.soort, run.bron)
        wie = Wie(run.bron, run.herkomst, run.verzoek_id)
        with self.spool.open(run.id) as bestand, self.spool.tussen() as tussen:
            werk = Werk(run, formaat.versie, formaat.lees(bestand), formaat.verslag, wie)
            rapport = await Verloop(opslag, self._regels).voer_uit(werk, tussen, let_op)
        return rapport.te_verwijderen > 0

    @staticmethod
    async def _breek_af(opslag: Database, run: Run, fout: str) -> None:
        """End a run that did not end itself."""
        staat = Staat.AFGEBROKEN if fout == GESTOPT else Staat.MISLUKT
        async with opslag.schrijven() as transactie:
            weg = replace(run, staat=staat, fout=fout, bijgewerkt_op=int(time.time()))
            await transactie.leveringen.zet(weg, OPEN - {Staat.WACHT})
