"""The processing record on SQLite and PostgreSQL: implements ``domain.verwerkingsport``.

A commit is durable when it returns: ``Motoren`` writes with ``synchronous = FULL`` on SQLite (with
NORMAL a power cut could take the record of an answer that has left), and PostgreSQL flushes by default.
On SQLite give this class ``Motoren`` of its own, so that a disclosure never queues in this process
behind a delivery that holds the one connection to write.
"""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Dialect,
    LargeBinary,
    Select,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    delete,
    insert,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import NullType

from app.domain.verwerkingsketen import BEGIN, STUK, Kop, Regel, Segment
from app.domain.verwerkingsport import Aanvulling, Vindplaats, Voortgang
from app.storage.dialect import voeg_in
from app.storage.verbinding import Motoren, Verbinding
from app.storage.verwerkingtabellen import (
    verwerking,
    verwerking_afleiding,
    verwerking_betrokkene,
    verwerking_kop,
    verwerking_segment,
)

INDEXDEEL: Final = 2000
"""Most rows of the index that one transaction changes: SQLite has one writer, and a disclosure waits for it."""
_DEEL: Final = 500
"""Segments read at a time."""
_WEG: Final = -1
"""Progress of a segment whose index is being taken away."""
_GEEN_KOP: Final = {"id": 1, "aantal": 0, "schakel": BEGIN, "sleutel": "", "handtekening": b""}
_kop = verwerking_kop.c
_seg = verwerking_segment.c
_ANKER: Final = ("aantal", "hash", "laatste", "gesloten", "verwijderd", "sleutel", "handtekening")
_VERWISSEL: Final = (
    update(verwerking_segment)
    .where(_seg.nummer == bindparam("voor_nummer"), _seg.handtekening == bindparam("voor_handtekening"))
    .values({naam: bindparam(naam) for naam in _ANKER})
)
_VOEG_TOE: Final = insert(verwerking)


class _Verdrongen(Exception):
    """Another process has changed this anchor: roll back."""


class Verwerkingen:
    """The tables behind the processing record."""

    def __init__(self, motoren: Motoren) -> None:
        self._motoren = motoren

    @asynccontextmanager
    async def lezen(self) -> AsyncIterator["Lezer"]:
        async with self._motoren.lezen() as verbinding:
            yield Lezer(verbinding)

    async def open_segment(self, maak: Callable[[Kop | None], tuple[Segment, Kop]]) -> Segment:
        async with self._motoren.schrijven() as verbinding:
            await verbinding.voer_uit(voeg_in(verbinding.dialect, verwerking_kop, overschrijf=None), _GEEN_KOP)
            vraag = select(_kop.aantal, _kop.schakel, _kop.sleutel, _kop.handtekening).with_for_update()
            kop = Kop._make((await verbinding.voer_uit(vraag)).one())
            segment, nieuw = maak(kop if kop.aantal else None)
            await verbinding.voer_uit(insert(verwerking_segment), segment._asdict())
            await verbinding.voer_uit(update(verwerking_kop).values(nieuw._asdict()))
        return segment

    async def schrijf(self, aanvullingen: Sequence[Aanvulling]) -> bool:
        try:
            await self._motoren.ineens(partial(_voeg_toe, aanvullingen))
        except _Verdrongen:
            return False
        return True

    async def verwissel(self, voor: Segment, na: Segment) -> bool:
        try:
            async with self._motoren.schrijven() as verbinding:
                await _zet_anker(verbinding, voor, na)
        except _Verdrongen:
            return False
        return True

    async def verwijder(self, voor: Segment, na: Segment) -> bool:
        await self._ruim_index_op(voor.nummer)
        try:
            async with self._motoren.schrijven() as verbinding:
                await _zet_anker(verbinding, voor, na)
                for tabel in (verwerking, verwerking_afleiding):
                    await verbinding.voer_uit(delete(tabel).where(tabel.c.segment == voor.nummer))
        except _Verdrongen:
            return False
        return True

    async def _ruim_index_op(self, segment: int) -> None:
        """Take the index away first and in parts: rows are found without it, and nobody waits long for the lock."""
        c = verwerking_betrokkene.c
        deel = select(c.pseudoniem, c.stuk).where(c.segment == segment).limit(INDEXDEEL)
        weg = delete(verwerking_betrokkene).where(c.segment == segment, tuple_(c.pseudoniem, c.stuk).in_(deel))
        af = verwerking_afleiding.c
        async with self._motoren.schrijven() as verbinding:
            await verbinding.voer_uit(update(verwerking_afleiding).where(af.segment == segment).values(stukken=_WEG))
        verwijderd = INDEXDEEL
        while verwijderd == INDEXDEEL:
            async with self._motoren.schrijven() as verbinding:
                verwijderd = (await verbinding.voer_uit(weg)).rowcount

    async def schrijf_index(self, segment: int, stuk: int, plaatsen: Mapping[bytes, bytes]) -> bool:
        rijen: list[dict[str, Any]] = [
            {"pseudoniem": persoon, "segment": segment, "stuk": stuk, "plaatsen": waar}
            for persoon, waar in sorted(plaatsen.items())
        ]
        try:
            for begin in range(0, len(rijen), INDEXDEEL):
                async with self._motoren.schrijven() as verbinding:
                    await _neem_stuk(verbinding, segment, stuk, stuk)
                    voeg_toe = voeg_in(verbinding.dialect, verwerking_betrokkene, overschrijf=["plaatsen"])
                    await verbinding.voer_uit(voeg_toe, rijen[begin : begin + INDEXDEEL])
            async with self._motoren.schrijven() as verbinding:
                await _neem_stuk(verbinding, segment, stuk, stuk + 1)
        except _Verdrongen:
            return False
        return True


def _voeg_toe(aanvullingen: Sequence[Aanvulling], verbinding: Connection) -> None:
    for aanvulling in aanvullingen:
        if verbinding.execute(_VERWISSEL, _ankers(aanvulling.voor, aanvulling.na)).rowcount != 1:
            raise _Verdrongen
    verbinding.execute(_VOEG_TOE, [regel._asdict() for aanvulling in aanvullingen for regel in aanvulling.regels])


async def _zet_anker(verbinding: Verbinding, voor: Segment, na: Segment) -> None:
    if (await verbinding.voer_uit(_VERWISSEL, _ankers(voor, na))).rowcount != 1:
        raise _Verdrongen


def _ankers(voor: Segment, na: Segment) -> dict[str, Any]:
    waarden: dict[str, Any] = {naam: getattr(na, naam) for naam in _ANKER}
    return waarden | {"voor_nummer": voor.nummer, "voor_handtekening": voor.handtekening}


async def _neem_stuk(verbinding: Verbinding, segment: int, stuk: int, verder: int) -> None:
    """Lock the progress of a segment, if it is at ``stuk``, and move it to ``verder``."""
    levend = select(_seg.nummer).where(_seg.nummer == segment, _seg.verwijderd.is_(None))
    if (await verbinding.voer_uit(levend)).one_or_none() is None:
        raise _Verdrongen
    begin = voeg_in(verbinding.dialect, verwerking_afleiding, overschrijf=None)
    await verbinding.voer_uit(begin, {"segment": segment, "stukken": 0})
    c = verwerking_afleiding.c
    zet = update(verwerking_afleiding).where(c.segment == segment, c.stukken == stuk).values(stukken=verder)
    if (await verbinding.voer_uit(zet)).rowcount != 1:
        raise _Verdrongen


class Lezer:
    """The record at one moment: all reads share one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def kop(self) -> Kop | None:
        kolommen = self._kolommen(_kop.aantal, _kop.schakel, _kop.sleutel, _kop.handtekening)
        rij = (await self._verbinding.voer_uit(select(*kolommen))).one_or_none()
        return None if rij is None or rij[0] == 0 else Kop._make(rij)

    async def segmenten(self, na: int = 0) -> AsyncIterator[Segment]:
        vraag = select(*self._kolommen(*verwerking_segment.c)).order_by(_seg.nummer).limit(_DEEL)
        # Without a beginning every row is read, also one that somebody gave a number below the first.
        deel = (await self._verbinding.voer_uit(vraag.where(_seg.nummer > na) if na else vraag)).all()
        while deel:
            for rij in deel:
                yield Segment._make(rij)
            deel = (await self._verbinding.voer_uit(vraag.where(_seg.nummer > deel[-1][0]))).all()

    async def regels(self, segment: int, na: int | None = None) -> AsyncIterator[Sequence[Regel]]:
        c = verwerking.c
        vraag = self._regelvraag(segment).order_by(c.nummer).limit(STUK)
        deel = await self._lees(vraag if na is None else vraag.where(c.nummer > na))
        while deel:
            yield deel
            deel = await self._lees(vraag.where(c.nummer > deel[-1].nummer))

    async def regels_op(self, segment: int, nummers: Collection[int]) -> Sequence[Regel]:
        return await self._lees(self._regelvraag(segment).where(verwerking.c.nummer.in_(nummers)))

    async def wees(self, segmenten: int) -> tuple[int, int] | None:
        c = verwerking.c
        vreemd = or_(c.segment < 1, c.segment > segmenten)
        rij = (await self._verbinding.voer_uit(select(c.segment, c.nummer).where(vreemd).limit(1))).one_or_none()
        return None if rij is None else (rij.segment, rij.nummer)

    async def voortgang(self) -> Sequence[Voortgang]:
        a = verwerking_afleiding.c
        vraag = (
            select(_seg.nummer, _seg.aantal, _seg.gesloten, a.stukken)
            .outerjoin(verwerking_afleiding, a.segment == _seg.nummer)
            .where(_seg.verwijderd.is_(None))
            .order_by(_seg.nummer)
        )
        rijen = (await self._verbinding.voer_uit(vraag)).all()
        return [Voortgang(r.nummer, r.aantal, r.gesloten is not None, max(0, r.stukken or 0)) for r in rijen]

    async def index(self, segment: int, stuk: int) -> Mapping[bytes, bytes]:
        c = verwerking_betrokkene.c
        vraag = select(*self._kolommen(c.pseudoniem, c.plaatsen)).where(c.segment == segment, c.stuk == stuk)
        rijen: Sequence[Any] = (await self._verbinding.voer_uit(vraag)).all()
        return dict(rijen)

    async def vindplaatsen(self, personen: Collection[bytes]) -> Sequence[Vindplaats]:
        c = verwerking_betrokkene.c
        vraag = select(c.segment, c.stuk, c.plaatsen).where(c.pseudoniem.in_(personen)).order_by(c.segment, c.stuk)
        return [Vindplaats._make(rij) for rij in (await self._verbinding.voer_uit(vraag)).all()]

    def _regelvraag(self, segment: int) -> Select[Any]:
        return select(*self._kolommen(*verwerking.c)).where(verwerking.c.segment == segment)

    async def _lees(self, vraag: Select[Any]) -> list[Regel]:
        return [Regel._make(rij) for rij in (await self._verbinding.voer_uit(vraag)).all()]

    def _kolommen(self, *kolommen: ColumnElement[Any]) -> list[ColumnElement[Any]]:
        """SQLite keeps any value in any column: read it as it is, or a tampered one could not be read at all."""
        if self._verbinding.dialect != "sqlite":
            return list(kolommen)
        return [cast(k, _Tekst) if isinstance(k.type, Text) else type_coerce(k, NullType()) for k in kolommen]


class _Tekst(TypeDecorator[str]):
    """Text from its bytes, also where they are no valid UTF-8."""

    impl = LargeBinary
    cache_ok = True

    def process_result_value(self, value: bytes | None, _: Dialect) -> str | None:
        return None if value is None else value.decode("utf-8", "surrogateescape")
