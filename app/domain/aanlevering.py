"""Delivery: read records, refuse what breaks the standard, guard the free text, store, report.

An ordinary delivery is stored in batches, each whole or not at all. One that is ``ineens`` (a replacement,
a removal, and whatever comes in over the API) is judged first and put aside, then stored in one transaction:
a reader sees what was there or what comes, a file that cannot be read to its end changes nothing, and the
store is not held up by the judging. Memory is bounded by one batch and the ids of the delivery.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol

from app.domain.audit import Wie
from app.domain.keuring import Ingelezen, Keuring
from app.domain.leveringrapport import Geweigerd, Rapport
from app.domain.leveringtoestemming import Bestandstoestemming, Gedaan, noteer_toestemming
from app.domain.ports import Aangeleverd, Opslag, Opslagfabriek, Wijziging
from app.domain.tekstwacht import Tekstwacht
from app.log import Gebeurtenis, log
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Soort

__all__ = ["BATCH", "Deel", "Geweigerd", "Ingelezen", "Levering", "Rapport", "Tussenopslag", "lever_aan"]

BATCH = 500


@dataclass(frozen=True, slots=True)
class Levering:
    """What is delivered, by whom, and what must happen with it. A vacancy has no legal ground.

    ``grondslag_tot``: when the ground ends (seconds since 1970); None: it has no end. ``verwijderen``: what the
    file holds is removed. ``ineens``: all of it or nothing. ``hoogstens_weg``: the part of the records (0 to 1)
    that may be removed without anybody having confirmed it; None: any. ``wie``: who answers in the audit log
    for consents that the file changes.
    """

    bron: Oin
    soort: Soort
    versie: str = "3.0.0"
    grondslag: Grondslag | None = None
    volledig: bool = False
    proef: bool = False
    grondslag_tot: int | None = None
    verwijderen: bool = False
    ineens: bool = False
    hoogstens_weg: float | None = None
    wie: Wie = field(default_factory=Wie)


class Deel(NamedTuple):
    """A batch that was judged: its valid records, and what its rows say of consent."""

    records: list[Aangeleverd]
    toestemmingen: list[Bestandstoestemming]


class Tussenopslag(Protocol):
    """Where judged batches wait until they are stored; they come back in the order in which they went in."""

    def voeg_toe(self, deel: Deel) -> None: ...

    def delen(self) -> Iterator[Deel]: ...


class Geheugen:
    """Puts the batches aside in memory: for small deliveries."""

    def __init__(self) -> None:
        self._delen: list[Deel] = []

    def voeg_toe(self, deel: Deel) -> None:
        self._delen.append(deel)

    def delen(self) -> Iterator[Deel]:
        return iter(self._delen)


Afronding = Callable[[Opslag, Rapport], Awaitable[None]]
"""Does the last thing in the transaction of a delivery that is ``ineens``: it stands or falls with the records."""


async def geen_afronding(_: Opslag, __: Rapport) -> None:
    """Do nothing."""


class _Afgebroken(Exception):
    """Roll everything back; the message is the reason for the report."""


class _Loop(NamedTuple):
    """What the steps of one delivery share."""

    levering: Levering
    keuring: Keuring
    rapport: Rapport
    voortgang: Callable[[Rapport], None]


async def lever_aan(
    opslag: Opslagfabriek,
    levering: Levering,
    records: Iterable[Ingelezen],
    voortgang: Callable[[Rapport], None] = lambda _: None,
    *,
    wacht: Tekstwacht,
    tussen: Tussenopslag | None = None,
    afronding: Afronding = geen_afronding,
) -> Rapport:
    """Take in a delivery and report; safe to repeat. ``voortgang`` is called after each batch.

    ``wacht`` guards the free text of every valid record before anything of it is stored.
    """
    rapport = Rapport(proef=levering.proef, volledig=levering.volledig)
    keuring = Keuring(levering.bron, levering.soort, levering.versie, records, rapport, wacht=wacht)
    loop = _Loop(levering, keuring, rapport, voortgang)
    if levering.proef:
        await _proef(loop)
    elif levering.volledig or levering.verwijderen or levering.ineens:
        await _ineens(opslag, loop, tussen or Geheugen(), afronding)
    else:
        await _vul_aan(opslag, loop)
    if reden := _niets_te_doen(levering, rapport):
        rapport.niets_gedaan(reden)
    _meld(levering, rapport)
    return rapport


async def _proef(loop: _Loop) -> None:
    for _ in loop.keuring.batches(BATCH):
        loop.voortgang(loop.rapport)
        await asyncio.sleep(0)
    loop.rapport.fout = _bezwaar(loop)


async def _vul_aan(opslag: Opslagfabriek, loop: _Loop) -> None:
    for batch in loop.keuring.batches(BATCH):
        async with opslag.schrijven() as transactie:
            uitkomst = await _bewaar(transactie, loop.levering, batch)
            gedaan = await loop.keuring.toestemming.verwerk(transactie)
            await noteer_toestemming(transactie, loop.levering.bron, gedaan, loop.levering.wie)
        loop.rapport.tel(uitkomst)
        loop.rapport.tel_toestemming(gedaan)
        loop.voortgang(loop.rapport)


async def _ineens(opslag: Opslagfabriek, loop: _Loop, tussen: Tussenopslag, afronding: Afronding) -> None:
    for batch in loop.keuring.batches(BATCH):
        tussen.voeg_toe(Deel(batch, loop.keuring.toestemming.neem()))
        loop.voortgang(loop.rapport)
        # Others in this event loop get their turn: nothing here waits for anything.
        await asyncio.sleep(0)
    if reden := _bezwaar(loop) or _niets_te_doen(loop.levering, loop.rapport):
        loop.rapport.niets_gedaan(reden)
        return
    try:
        async with opslag.schrijven() as transactie:
            gedaan = await _voer_door(transactie, loop, tussen)
            await noteer_toestemming(transactie, loop.levering.bron, gedaan, loop.levering.wie)
            await afronding(transactie, loop.rapport)
    except _Afgebroken as reden:
        loop.rapport.niets_gedaan(str(reden))


async def _voer_door(transactie: Opslag, loop: _Loop, tussen: Tussenopslag) -> Gedaan:
    """Make the changes, removals first: whether they may be is then known before the work is done.

    Gives what became of the consents.
    """
    levering, rapport, ids = loop.levering, loop.rapport, loop.keuring.ids
    if levering.volledig or levering.verwijderen:
        await _ruim_plaats(transactie, loop)
    gedaan, nummer, gehad = Gedaan(), 0, 0
    for deel in tussen.delen():
        laatste = [r for n, r in enumerate(deel.records, nummer) if ids.get(r.id) == n]
        nummer += len(deel.records)
        gehad += len(laatste)
        if not levering.verwijderen:
            rapport.tel(await _bewaar(transactie, levering, laatste))
            gedaan = gedaan.plus(await loop.keuring.toestemming.verwerk(transactie, deel.toestemmingen))
        loop.voortgang(rapport)
    rapport.tel_toestemming(gedaan)
    rapport.dubbel = nummer - gehad
    return gedaan


async def _ruim_plaats(transactie: Opslag, loop: _Loop) -> None:
    levering, rapport = loop.levering, loop.rapport
    dossiers, ids = transactie.dossiers, loop.keuring.ids
    rapport.aanwezig = await dossiers.aantal(levering.bron, levering.soort)
    if levering.verwijderen:
        async for deel in _in_delen(sorted(ids)):
            rapport.verwijderd += await dossiers.verwijder_alle(levering.bron, levering.soort, deel)
        rapport.niet_gevonden = len(ids) - rapport.verwijderd
    else:
        rapport.verwijderd = await dossiers.verwijder_behalve(levering.bron, levering.soort, _in_delen(ids))
    if levering.hoogstens_weg is not None and rapport.verwijderd > levering.hoogstens_weg * rapport.aanwezig:
        rapport.te_verwijderen = rapport.verwijderd
        raise _Afgebroken(
            f"dit verwijdert {rapport.verwijderd} van de {rapport.aanwezig} records; bevestig eerst dat dit klopt"
        )


def _bezwaar(loop: _Loop) -> str:
    """Say why this file may not change anything: it is damaged where all of it counts, or nothing in it is valid."""
    levering, rapport = loop.levering, loop.rapport
    if not levering.volledig:
        return ""
    if rapport.onleesbaar:
        return f"het bestand is beschadigd ({rapport.onleesbaar}); er is niets vervangen"
    if rapport.gelezen and not rapport.geldig:
        return "geen enkel record is geldig; er is niets vervangen"
    return ""


def _niets_te_doen(levering: Levering, rapport: Rapport) -> str:
    if rapport.fout or rapport.geldig or (levering.volledig and not rapport.geweigerd):
        return ""
    return "geen enkel record is geldig" if rapport.gelezen else "het bestand bevat geen records"


async def _bewaar(transactie: Opslag, levering: Levering, batch: Sequence[Aangeleverd]) -> Mapping[Wijziging, int]:
    return await transactie.dossiers.bewaar(
        levering.bron,
        levering.soort,
        levering.versie,
        levering.grondslag,
        batch,
        grondslag_tot=levering.grondslag_tot,
    )


async def _in_delen(ids: Iterable[RecordID]) -> AsyncIterator[Sequence[RecordID]]:
    rest = iter(ids)
    while deel := list(islice(rest, BATCH)):
        yield deel


def _meld(levering: Levering, rapport: Rapport) -> None:
    log(
        Gebeurtenis.LEVERING,
        bron=levering.bron,
        soort=levering.soort.value,
        gelezen=rapport.gelezen,
        geladen=rapport.geladen,
        geweigerd=rapport.geweigerd,
        verwijderd=rapport.verwijderd,
        proef=levering.proef,
    )
