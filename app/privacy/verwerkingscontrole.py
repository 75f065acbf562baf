"""Checks that the processing record is as it was written, and names the first record that is not.

What it cannot see from the inside: a database put back whole, as it was at an earlier moment. Keep the
witness of an earlier check (``Uitslag.getuige``) or an export outside the machine to see that too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

from app.domain.verwerkingsketen import (
    BEGIN,
    STUK,
    Breuk,
    Gebrek,
    Kop,
    Ondertekenaar,
    Regel,
    Segment,
    kop_klopt,
    plaatsen,
    regel_hash,
    schakel,
    segment_klopt,
    stuk_van,
)
from app.domain.verwerkingsport import Verwerkingenlezer

_ZOEKRUIMTE: Final = 32
"""Rows at each side that are searched for the place where a moved row came from."""


@dataclass(frozen=True, slots=True)
class Uitslag:
    """Outcome of a check; ``breuk`` None: everything is as it was written."""

    breuk: Breuk | None
    segmenten: int
    regels: int
    getuige: str
    """Number and link of the last segment; give it to a later check to see that nothing was put back."""


class Plaats(NamedTuple):
    """How far a check in parts is: the last segment that it saw whole, and its link."""

    nummer: int
    schakel: bytes


class Deel(NamedTuple):
    """Outcome of one part; ``plaats`` is where the next begins, None: at the beginning."""

    breuk: Breuk | None
    plaats: Plaats | None
    regels: int


class Controle:
    """One pass over the record as it stood at one moment, from ``plaats`` on."""

    def __init__(self, lezer: Verwerkingenlezer, ondertekenaar: Ondertekenaar, plaats: Plaats | None = None) -> None:
        self._lezer = lezer
        self._ondertekenaar = ondertekenaar
        self._begin = plaats
        self._regels = 0
        self._nummer, self._vorige = plaats or (0, BEGIN)

    async def voer_uit(self, getuige: str | None = None) -> Uitslag:
        """Check everything, in the order in which it was written."""
        kop = await self._lezer.kop()
        breuk = await self._eerste_breuk(kop, getuige)
        laatste = f"{kop.aantal}:{kop.schakel.hex()}" if kop and breuk is None else ""
        return Uitslag(breuk, self._nummer, self._regels, laatste)

    async def voer_deel_uit(self, hoogstens: int) -> Deel:
        """Check whole segments until there were so many rows; at the end the head, and then from the beginning.

        At a break the place stays, so that the next part finds it again.
        """
        kop = await self._lezer.kop()
        if kop is not None and not kop_klopt(kop, self._ondertekenaar):
            return Deel(Breuk(Gebrek.ANKER, 0, 0), self._begin, 0)
        afgeleid = {v.segment: v.afgeleid for v in await self._lezer.voortgang()}
        async for segment in self._lezer.segmenten(self._nummer):
            breuk = self._opening(segment) or await self._inhoud(segment, afgeleid.get(segment.nummer, 0))
            if breuk is not None:
                return Deel(breuk._replace(schrijver=_naam(segment)), self._begin, self._regels)
            if self._regels >= hoogstens:
                return Deel(None, Plaats(self._nummer, self._vorige), self._regels)
        breuk = await self._slot(kop, gezien=True)
        return Deel(breuk, self._begin if breuk else None, self._regels)

    async def _eerste_breuk(self, kop: Kop | None, getuige: str | None) -> Breuk | None:
        if kop is not None and not kop_klopt(kop, self._ondertekenaar):
            return Breuk(Gebrek.ANKER, 0, 0)
        gezien = getuige is None
        afgeleid = {v.segment: v.afgeleid for v in await self._lezer.voortgang()}
        async for segment in self._lezer.segmenten():
            breuk = self._opening(segment) or await self._inhoud(segment, afgeleid.get(segment.nummer, 0))
            if breuk is not None:
                return breuk._replace(schrijver=_naam(segment))
            gezien = gezien or getuige == f"{segment.nummer}:{segment.schakel.hex()}"
        return await self._slot(kop, gezien=gezien)

    async def _slot(self, kop: Kop | None, *, gezien: bool) -> Breuk | None:
        aantal, link = (kop.aantal, kop.schakel) if kop else (0, BEGIN)
        if self._nummer < aantal:
            return Breuk(Gebrek.ONTBREEKT, self._nummer + 1, 0)
        if self._nummer > aantal:
            return Breuk(Gebrek.EXTRA, aantal + 1, 0)
        if link != self._vorige:
            return Breuk(Gebrek.ANKER, 0, 0)
        if not gezien:
            return Breuk(Gebrek.ONTBREEKT, self._nummer + 1, 0)
        wees = await self._lezer.wees(aantal)
        return None if wees is None else Breuk(Gebrek.EXTRA, *wees)

    def _opening(self, segment: Segment) -> Breuk | None:
        verwacht = self._nummer + 1
        if segment.nummer != verwacht:
            gebrek = Gebrek.EXTRA if segment.nummer < verwacht else Gebrek.ONTBREEKT
            return Breuk(gebrek, min(segment.nummer, verwacht), 0)
        link = schakel(self._vorige, verwacht, segment.schrijver, segment.activiteit, segment.geopend)
        if link != segment.schakel or not segment_klopt(segment, self._ondertekenaar):
            return Breuk(Gebrek.ANKER, verwacht, 0)
        self._nummer, self._vorige = verwacht, link
        return None

    async def _inhoud(self, segment: Segment, afgeleid: int) -> Breuk | None:
        aantal = 0 if segment.verwijderd is not None else segment.aantal
        vorige, laatste, nummer = segment.schakel, segment.geopend, 0
        async for regels in self._lezer.regels(segment.nummer):
            for regel in regels:
                nummer += 1
                gebrek = _oordeel(vorige, regel, nummer, aantal, regels)
                if gebrek is not None:
                    return Breuk(gebrek, segment.nummer, nummer)
                vorige, laatste = regel.hash, max(laatste, regel.eind)
            if not await self._index_klopt(segment.nummer, regels, afgeleid):
                return Breuk(Gebrek.INDEX, segment.nummer, regels[0].nummer)
        self._regels += nummer
        if nummer < aantal:
            return Breuk(Gebrek.ONTBREEKT, segment.nummer, nummer + 1)
        if segment.verwijderd is None and (vorige, laatste) != (segment.hash, segment.laatste):
            return Breuk(Gebrek.ANKER, segment.nummer, 0)
        return None if afgeleid <= -(-aantal // STUK) else Breuk(Gebrek.INDEX, segment.nummer, 0)

    async def _index_klopt(self, segment: int, regels: Sequence[Regel], afgeleid: int) -> bool:
        """What the index holds too much misleads nobody: ``wie`` looks at the rows themselves."""
        stuk = stuk_van(regels[0].nummer)
        return stuk >= afgeleid or await self._lezer.index(segment, stuk) == plaatsen(regels)


def _oordeel(vorige: bytes, regel: Regel, nummer: int, aantal: int, buren: Sequence[Regel]) -> Gebrek | None:
    if regel.nummer != nummer:
        return Gebrek.EXTRA if nummer > aantal or regel.nummer < nummer else Gebrek.ONTBREEKT
    if nummer > aantal:
        return Gebrek.EXTRA
    if regel_hash(vorige, regel) == regel.hash:
        return None
    return Gebrek.VERPLAATST if _komt_van_elders(regel, vorige, buren) else Gebrek.GEWIJZIGD


def _komt_van_elders(regel: Regel, vorige: bytes, buren: Sequence[Regel]) -> bool:
    """Say whether this row, under the number and after the hash of a row nearby, is one that was written."""
    dichtbij = [b for b in buren if abs(b.nummer - regel.nummer) <= _ZOEKRUIMTE]
    hashes = {b.hash for b in dichtbij}
    nummers = {b.nummer for b in dichtbij} | {regel.nummer + 1}
    return any(
        regel_hash(voorganger, regel._replace(nummer=nummer)) in hashes
        for nummer, voorganger in product(nummers, {vorige, *hashes})
    )


def _naam(segment: Segment) -> str:
    return segment.schrijver.hex() if isinstance(segment.schrijver, bytes) else ""
