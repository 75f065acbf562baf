"""The upkeep jobs, each one pass: safe to repeat, and safe beside another process that does the same."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.audit import Uitkomst as Audituitkomst
from app.domain.bronstatistiek import Statistiekopslag
from app.domain.bulkwacht import Gebruiksopslag, Venster
from app.domain.kwaliteitsmeting import Meter
from app.domain.ports import Klok, Opslagfabriek
from app.log import Gebeurtenis, log
from app.privacy.audit import Audit
from app.privacy.herbewaking import bewaak_opnieuw
from app.privacy.verantwoording import Verantwoording

STATISTIEK_BEWAARD = 32 * Venster.DAG.seconden
"""As far back as the statistics can be asked for."""
GEBRUIK_BEWAARD = 31 * Venster.DAG.seconden
"""What parties used is kept for a month, to look into an alarm."""


@dataclass(frozen=True, slots=True)
class Klus:
    """One job: gives the number of things it did."""

    naam: str
    doe: Callable[[], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a job did; ``aantal`` None: it failed, and the log says with what kind of error."""

    klus: str
    aantal: int | None


def genoteerd(klus: Klus, audit: Audit) -> Klus:
    """Let a job that removes what is past its term note so in the audit log, when it did or could not."""

    async def noteer(uitkomst: Audituitkomst, aantal: int) -> None:
        object_ = klus.naam.replace(" ", "-")
        stand = {"aantal": aantal}
        await audit.noteer(
            Auditgebeurtenis(Handeling.BEWAARTERMIJN_TOEGEPAST, Objecttype.GEGEVENS, object_, Wie(), uitkomst, stand)
        )

    async def doe() -> int:
        try:
            aantal = await klus.doe()
        except Exception:
            await noteer(Audituitkomst.MISLUKT, 0)
            raise
        if aantal:
            await noteer(Audituitkomst.GELUKT, aantal)
        return aantal

    return Klus(klus.naam, doe)


def klussen(
    opslag: Opslagfabriek,
    verantwoording: Verantwoording,
    gebruik: Gebruiksopslag,
    bronstatistiek: Statistiekopslag,
    klok: Klok,
    *,
    audit: Audit,
    audit_dagen: int,
    meter: Meter,
    leveringen: tuple[Klus, Klus],
) -> Sequence[Klus]:
    """Give all jobs, in the order in which they build on each other; a row of the audit log stays for ``audit_dagen``.

    ``leveringen``: clears up runs that were left, and forgets those that are past their term.
    """

    async def vergeet_tellers() -> int:
        async with opslag.schrijven() as transactie:
            return await transactie.detailtelling.vergeet(int(klok()))

    async def vergeet_beweringen() -> int:
        async with opslag.schrijven() as transactie:
            return await transactie.clients.vergeet(int(klok()))

    return (
        Klus("segmenten sluiten", verantwoording.sluit_verlaten),
        Klus("personen afleiden", verantwoording.leid_af),
        genoteerd(Klus("verantwoording bewaartermijn", verantwoording.verwijder_verlopen), audit),
        genoteerd(Klus("auditlog bewaartermijn", lambda: audit.verwijder_verlopen(audit_dagen)), audit),
        leveringen[0],
        genoteerd(leveringen[1], audit),
        Klus("verlopen vragen vergeten", vergeet_tellers),
        Klus("verlopen beweringen vergeten", vergeet_beweringen),
        Klus("vrije tekst opnieuw bewaken", lambda: bewaak_opnieuw(opslag)),
        Klus("gebruik vergeten", lambda: gebruik.ruim_op(int(klok()) - GEBRUIK_BEWAARD)),
        Klus("bronstatistiek vergeten", lambda: bronstatistiek.ruim_op(int(klok()) - STATISTIEK_BEWAARD)),
        Klus("kwaliteit meten", meter.leg_vast),
        Klus("kwaliteit vergeten", meter.vergeet),
    )


async def onderhoud(alle: Sequence[Klus]) -> list[Uitkomst]:
    """Run every job once; one that fails does not keep the others."""
    return [await _doe(klus) for klus in alle]


async def _doe(klus: Klus) -> Uitkomst:
    begin = time.perf_counter()
    try:
        aantal = await klus.doe()
    except Exception as fout:  # noqa: BLE001 - a job may fail in any way; its message may hold what it was about
        log(Gebeurtenis.ONDERHOUD_FAALT, klus=klus.naam, fouttype=type(fout).__name__)
        return Uitkomst(klus.naam, None)
    log(Gebeurtenis.ONDERHOUD, klus=klus.naam, aantal=aantal, ms=round((time.perf_counter() - begin) * 1000))
    return Uitkomst(klus.naam, aantal)


@asynccontextmanager
async def op_de_achtergrond(alle: Sequence[Klus], minuten: float) -> AsyncIterator[None]:
    """Run the jobs every so many minutes for as long as the block lasts; 0: never."""
    if not minuten:
        yield
        return
    taak = asyncio.create_task(_herhaal(alle, minuten * 60))
    try:
        yield
    finally:
        taak.cancel()
        await asyncio.gather(taak, return_exceptions=True)


async def _herhaal(alle: Sequence[Klus], seconden: float) -> None:
    while True:
        await asyncio.sleep(seconden)
        await onderhoud(alle)
