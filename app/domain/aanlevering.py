"""Delivery: read records, refuse what breaks the standard, guard the free text, store in batches, report.

A batch is stored whole or not at all. ``volledig`` replaces all records of one source and kind in one
transaction: a reader sees the old records or the new ones, and a file that cannot be read to its end
changes nothing. Memory is bounded by one batch and the ids of the delivery.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import orjson

from app.domain.leveringrapport import Geweigerd, Rapport
from app.domain.leveringtoestemming import Bestandstoestemming, Toestemmingsverwerking
from app.domain.ports import Aangeleverd, Opslag, Opslagfabriek, Wijziging
from app.domain.tekstwacht import Tekstwacht, bewaakt_record
from app.log import Gebeurtenis, log
from app.models.identiteit import Oin, RecordID
from app.models.lezen import ID_VELD, valideer_record
from app.models.partijen import Grondslag, Soort
from app.models.schending import Schending
from app.models.versie import Versie

__all__ = ["BATCH", "Geweigerd", "Ingelezen", "Levering", "Rapport", "lever_aan"]

BATCH = 500
MAX_SCHENDINGEN = 20
_MISSCHIEN_BSN = re.compile(r"[0-9]{8,9}")


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """One record as a format reader found it: ``ruw`` is a JSON value, or ``leesfout`` says why there is none.

    ``schendingen``: an adapter read the row well and refuses it. ``toestemming``: what the row says of consent.
    """

    plaats: str
    ruw: bytes = field(default=b"", repr=False)
    leesfout: str = ""
    schendingen: tuple[Schending, ...] = ()
    toestemming: Bestandstoestemming | None = None


@dataclass(frozen=True, slots=True)
class Levering:
    """What is delivered, by whom, and what must happen with it. A vacancy has no legal ground.

    ``grondslag_tot``: when the ground ends (seconds since 1970); None: it has no end.
    """

    bron: Oin
    soort: Soort
    versie: str = "3.0.0"
    grondslag: Grondslag | None = None
    volledig: bool = False
    proef: bool = False
    grondslag_tot: int | None = None


class _Afgebroken(Exception):
    """Roll back a replacement; the message is the reason for the report."""


class _Keuring:
    """Walks the records once: validates, guards the free text, counts, remembers the accepted ids."""

    def __init__(self, levering: Levering, records: Iterable[Ingelezen], rapport: Rapport, wacht: Tekstwacht) -> None:
        self._soort = levering.soort
        self._versie = Versie(levering.versie)
        self._wacht = wacht
        self._records = records
        self._rapport = rapport
        self.toestemming = Toestemmingsverwerking(levering.bron, levering.soort)
        self.ids: set[RecordID] = set()

    def batches(self) -> Iterator[list[Aangeleverd]]:
        """Give the valid ones of the records, ``BATCH`` read at a time."""
        records = iter(self._records)
        while deel := list(islice(records, BATCH)):
            yield [goed for record in deel if (goed := self._beoordeel(record)) is not None]

    def _beoordeel(self, record: Ingelezen) -> Aangeleverd | None:
        self._rapport.gelezen += 1
        goed = self._keur(record)
        if goed is not None:
            self._rapport.dubbel += goed.id in self.ids
            self.ids.add(goed.id)
        self.ids -= self.toestemming.onthoud(record.toestemming)
        return goed

    def _keur(self, record: Ingelezen) -> Aangeleverd | None:
        if geweigerd := record.schendingen or self.toestemming.bezwaren(record.toestemming):
            self._weiger(record, None, geweigerd)
            return None
        try:
            gegevens = orjson.loads(record.ruw)
        except orjson.JSONDecodeError:
            self._rapport.onleesbaar = self._rapport.onleesbaar or record.plaats
            leesfout = (
                [Schending("", record.leesfout)]
                if record.leesfout
                else valideer_record(self._soort, record.ruw, self._versie)
            )
            self._weiger(record, None, leesfout)
            return None
        # Written out again: of a key that occurs twice, the one that is judged is the one that is stored.
        inhoud = orjson.dumps(gegevens)
        schendingen = valideer_record(self._soort, inhoud, self._versie)
        if schendingen:
            self._weiger(record, _veilig_id(gegevens, ID_VELD[self._soort], schendingen), schendingen)
            return None
        return self._bewaak(record, RecordID(gegevens[ID_VELD[self._soort]]), inhoud, gegevens)

    def _bewaak(
        self, record: Ingelezen, id_: RecordID, inhoud: bytes, gegevens: Mapping[str, Any]
    ) -> Aangeleverd | None:
        oordeel = self._wacht(self._soort, gegevens)
        self._rapport.bevindingen.meld(record.plaats, oordeel.vondsten)
        if oordeel.schendingen:
            self._weiger(record, id_, oordeel.schendingen)
            return None
        return bewaakt_record(id_, inhoud, gegevens, oordeel)

    def _weiger(self, record: Ingelezen, id_: RecordID | None, schendingen: Sequence[Schending]) -> None:
        self._rapport.weiger(Geweigerd(record.plaats, id_, tuple(schendingen[:MAX_SCHENDINGEN])))


def _veilig_id(gegevens: Any, veld: str, schendingen: Sequence[Schending]) -> RecordID | None:
    """Give the id of a refused record only when it breaks no rule and cannot be a BSN."""
    if not isinstance(gegevens, dict) or any(s.pad == veld for s in schendingen):
        return None
    try:
        id_ = RecordID(gegevens[veld])
    except (KeyError, TypeError, ValueError):
        return None
    return None if _MISSCHIEN_BSN.fullmatch(id_) else id_


async def lever_aan(
    opslag: Opslagfabriek,
    levering: Levering,
    records: Iterable[Ingelezen],
    voortgang: Callable[[Rapport], None] = lambda _: None,
    *,
    wacht: Tekstwacht,
) -> Rapport:
    """Take in a delivery and report; safe to repeat. ``voortgang`` is called after each batch.

    ``wacht`` guards the free text of every valid record before anything of it is stored.
    """
    rapport = Rapport(proef=levering.proef, volledig=levering.volledig)
    keuring = _Keuring(levering, records, rapport, wacht)
    if levering.proef:
        _proef(keuring, rapport, voortgang)
    elif levering.volledig:
        await _vervang(opslag, levering, keuring, rapport, voortgang)
    else:
        await _vul_aan(opslag, levering, keuring, rapport, voortgang)
    if not rapport.fout and not rapport.geldig and (rapport.geweigerd or not levering.volledig):
        rapport.niets_gedaan("geen enkel record is geldig" if rapport.gelezen else "het bestand bevat geen records")
    _meld(levering, rapport)
    return rapport


def _proef(keuring: _Keuring, rapport: Rapport, voortgang: Callable[[Rapport], None]) -> None:
    for _ in keuring.batches():
        voortgang(rapport)
    rapport.fout = _bezwaar_tegen_vervangen(rapport) if rapport.volledig else ""


async def _vul_aan(
    opslag: Opslagfabriek,
    levering: Levering,
    keuring: _Keuring,
    rapport: Rapport,
    voortgang: Callable[[Rapport], None],
) -> None:
    for batch in keuring.batches():
        async with opslag.schrijven() as transactie:
            uitkomst = await _bewaar(transactie, levering, batch)
            gedaan = await keuring.toestemming.verwerk(transactie)
        rapport.tel(uitkomst)
        rapport.tel_toestemming(gedaan)
        voortgang(rapport)


async def _vervang(
    opslag: Opslagfabriek,
    levering: Levering,
    keuring: _Keuring,
    rapport: Rapport,
    voortgang: Callable[[Rapport], None],
) -> None:
    try:
        async with opslag.schrijven() as transactie:
            for batch in keuring.batches():
                rapport.tel(await _bewaar(transactie, levering, batch))
                rapport.tel_toestemming(await keuring.toestemming.verwerk(transactie))
                voortgang(rapport)
            _eis_vervangbaar(rapport)
            rapport.verwijderd += await transactie.dossiers.verwijder_behalve(
                levering.bron, levering.soort, _in_delen(keuring.ids)
            )
    except _Afgebroken as reden:
        rapport.niets_gedaan(str(reden))


def _eis_vervangbaar(rapport: Rapport) -> None:
    if reden := _bezwaar_tegen_vervangen(rapport):
        raise _Afgebroken(reden)


def _bezwaar_tegen_vervangen(rapport: Rapport) -> str:
    """Say why this file may not replace anything: it is damaged, or nothing in it is valid."""
    if rapport.onleesbaar:
        return f"het bestand is beschadigd ({rapport.onleesbaar}); er is niets vervangen"
    if rapport.gelezen and not rapport.geldig:
        return "geen enkel record is geldig; er is niets vervangen"
    return ""


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
