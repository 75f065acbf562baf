"""The audit log at work: note, check, show, and keep no longer than agreed.

A change in the database notes itself in its own transaction (``Opslag.audit``); what is here is for all
else. Whatever is noted here is a log event as well, so that it is not lost where the database is.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.audit import Auditbreuk, Auditgebeurtenis, Auditregel, Handeling, Keten
from app.domain.ports import Klok, Opslagfabriek
from app.domain.verwerkingsketen import Gebrek, Ondertekenaar
from app.log import Gebeurtenis, log
from app.models.errors import InterneFout, VumFout
from app.privacy.sleutels import SleutelFout

_DEEL: Final = 500
DAG_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Audituitslag:
    """Outcome of a check; ``breuk`` None: every row is as it was written."""

    breuk: Auditbreuk | None
    regels: int
    getuige: str = ""
    """Number and hash of the last row; keep it outside this machine for a later check."""


class Auditplaats(NamedTuple):
    """How far a check in parts is: the last row it saw, and how many there were at most."""

    nummer: int
    hash: bytes
    hoogste: int


class Auditdeel(NamedTuple):
    """Outcome of one part; ``plaats`` is where the next begins."""

    breuk: Auditbreuk | None
    plaats: Auditplaats | None
    regels: int


class Audit:
    """The audit log of this node."""

    def __init__(self, opslag: Opslagfabriek, zegel: Ondertekenaar, klok: Klok) -> None:
        self._opslag = opslag
        self._zegel = zegel
        self._klok = klok

    async def noteer(self, gebeurtenis: Auditgebeurtenis, *, als_anders: bool = False) -> bool:
        """Note it in a transaction of its own; False, and a log event, when that cannot be."""
        try:
            async with self._opslag.schrijven() as opslag:
                if als_anders and not await opslag.audit.noteer_als_anders(gebeurtenis):
                    return True
                if not als_anders:
                    await opslag.audit.noteer(gebeurtenis)
        except (VumFout, SleutelFout) as fout:
            log(Gebeurtenis.AUDIT_FAALT, handeling=gebeurtenis.handeling.value, fouttype=type(fout).__name__)
            return False
        meld_in_log(gebeurtenis)
        return True

    async def controleer(self, getuige: str | None = None) -> Audituitslag:
        """Check every row and the signed head, as they stand at one moment.

        ``getuige`` is what an earlier check gave: with it a log that was put back whole shows as well.
        """
        async with self._opslag.lezen() as opslag:
            kop = await opslag.audit.kop()
            keten = Keten(kop)
            gezien = getuige is None or _nummer(getuige) <= kop.begin or getuige == _getuige(keten)
            try:
                while deel := await opslag.audit.regels(keten.nummer, _DEEL):
                    for regel in deel:
                        if breuk := keten.volg([regel]):
                            return Audituitslag(breuk, keten.nummer - kop.begin)
                        gezien = gezien or getuige == _getuige(keten)
            except InterneFout:
                return Audituitslag(Auditbreuk(Gebrek.ONLEESBAAR, keten.nummer + 1), keten.nummer - kop.begin)
        breuk = keten.slot(self._zegel) or (None if gezien else Auditbreuk(Gebrek.ONTBREEKT, keten.nummer + 1))
        return Audituitslag(breuk, keten.nummer - kop.begin, "" if breuk else _getuige(keten))

    async def controleer_deel(self, plaats: Auditplaats | None, hoogstens: int) -> Auditdeel:
        """Check the rows from ``plaats`` on, about so many; at the end the signed head, and then from the beginning.

        At a break the place stays, so that the next part finds it again. Rows that were there before and are no
        longer, at the end, are a break too.
        """
        async with self._opslag.lezen() as opslag:
            kop = await opslag.audit.kop()
            keten = Keten(kop)
            if plaats is not None and kop.begin < plaats.nummer:
                keten.nummer, keten.hash = plaats.nummer, plaats.hash
            hoogste = max(kop.aantal, plaats.hoogste if plaats else 0)
            if kop.aantal < hoogste:
                return Auditdeel(Auditbreuk(Gebrek.ONTBREEKT, kop.aantal + 1), plaats, 0)
            gezien = 0
            try:
                while gezien < hoogstens and (deel := await opslag.audit.regels(keten.nummer, min(_DEEL, hoogstens))):
                    if breuk := keten.volg(deel):
                        return Auditdeel(breuk, plaats, gezien)
                    gezien += len(deel)
            except InterneFout:
                return Auditdeel(Auditbreuk(Gebrek.ONLEESBAAR, keten.nummer + 1), plaats, gezien)
        if gezien >= hoogstens and keten.nummer < kop.aantal:
            return Auditdeel(None, Auditplaats(keten.nummer, keten.hash, hoogste), gezien)
        breuk = keten.slot(self._zegel)
        return Auditdeel(breuk, plaats if breuk else Auditplaats(kop.begin, kop.begin_hash, hoogste), gezien)

    async def nieuwste(self, voor: int | None, aantal: int, handeling: Handeling | None = None) -> Sequence[Auditregel]:
        """Give a page of rows, newest first."""
        async with self._opslag.lezen() as opslag:
            return await opslag.audit.nieuwste(voor, aantal, handeling)

    async def verwijder_verlopen(self, dagen: int) -> int:
        """Remove the rows of more than so many days ago; give their number."""
        grens = int(self._klok() * 1000) - dagen * DAG_MS
        totaal, verwijderd = 0, _DEEL
        while verwijderd == _DEEL:
            async with self._opslag.schrijven() as opslag:
                verwijderd = await opslag.audit.verwijder_voor(grens, _DEEL)
            totaal += verwijderd
        return totaal


def _getuige(keten: Keten) -> str:
    return f"{keten.nummer}:{keten.hash.hex()}"


def _nummer(getuige: str) -> int:
    """Number in a witness; of what is none, one that no row has."""
    nummer = getuige.partition(":")[0]
    return int(nummer) if nummer.isascii() and nummer.isdigit() else sys.maxsize


def meld_in_log(gebeurtenis: Auditgebeurtenis) -> None:
    """Write it to the application's log."""
    log(
        Gebeurtenis.AUDIT,
        handeling=gebeurtenis.handeling.value,
        objecttype=gebeurtenis.objecttype.value,
        object=gebeurtenis.object,
        uitkomst=gebeurtenis.uitkomst.value,
        actor=gebeurtenis.wie.actor,
        herkomst=gebeurtenis.wie.herkomst.value,
        verzoek_id=gebeurtenis.wie.verzoek_id,
    )
