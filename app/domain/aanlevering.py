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

from app.domain.ports import Aangeleverd, Opslag, Opslagfabriek, Wijziging
from app.domain.tekstwacht import Bevindingen, Tekstwacht, bewaakt_record
from app.log import Gebeurtenis, log
from app.models.identiteit import Oin, RecordID
from app.models.lezen import ID_VELD, valideer_record
from app.models.partijen import Grondslag, Soort
from app.models.schending import Schending

BATCH = 500
MAX_GENOEMD = 100_000
MAX_SCHENDINGEN = 20
_MISSCHIEN_BSN = re.compile(r"[0-9]{8,9}")


@dataclass(frozen=True, slots=True)
class Ingelezen:
    """One record as a format reader found it: ``ruw`` is a JSON value, or ``leesfout`` says why there is none."""

    plaats: str
    ruw: bytes = field(default=b"", repr=False)
    leesfout: str = ""


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


@dataclass(frozen=True, slots=True)
class Geweigerd:
    """A refused record: its place in the file, its id where that is valid, and field + rule, never a value."""

    plaats: str
    id: str | None = field(repr=False)
    schendingen: tuple[Schending, ...]


@dataclass(slots=True)
class Rapport:
    """What became of a delivery. ``fout`` says why nothing was changed; ``dubbel``: the last one won.

    ``geweerd``: not stored, because the person was erased.
    """

    gelezen: int = 0
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    verwijderd: int = 0
    geweigerd: int = 0
    dubbel: int = 0
    geweerd: int = 0
    proef: bool = False
    volledig: bool = False
    fout: str = ""
    onleesbaar: str = ""
    weigeringen: list[Geweigerd] = field(default_factory=list, repr=False)
    bevindingen: Bevindingen = field(default_factory=Bevindingen)

    @property
    def geldig(self) -> int:
        """Records that met every rule."""
        return self.gelezen - self.geweigerd

    @property
    def geladen(self) -> int:
        """Records that are now stored as delivered."""
        return self.nieuw + self.gewijzigd + self.ongewijzigd

    def tel(self, uitkomst: Mapping[Wijziging, int]) -> None:
        self.nieuw += uitkomst.get(Wijziging.NIEUW, 0)
        self.gewijzigd += uitkomst.get(Wijziging.GEWIJZIGD, 0)
        self.ongewijzigd += uitkomst.get(Wijziging.ONGEWIJZIGD, 0)
        self.geweerd += uitkomst.get(Wijziging.GEWEERD, 0)

    def weiger(self, weigering: Geweigerd) -> None:
        """Count a refusal; the first hundred thousand are named."""
        self.geweigerd += 1
        if len(self.weigeringen) < MAX_GENOEMD:
            self.weigeringen.append(weigering)

    def niets_gedaan(self, reden: str) -> None:
        self.nieuw = self.gewijzigd = self.ongewijzigd = self.verwijderd = self.geweerd = 0
        self.fout = reden


class _Afgebroken(Exception):
    """Roll back a replacement; the message is the reason for the report."""


class _Keuring:
    """Walks the records once: validates, guards the free text, counts, remembers the accepted ids."""

    def __init__(self, levering: Levering, records: Iterable[Ingelezen], rapport: Rapport, wacht: Tekstwacht) -> None:
        self._soort = levering.soort
        self._wacht = wacht
        self._records = records
        self._rapport = rapport
        self.ids: set[RecordID] = set()

    def batches(self) -> Iterator[list[Aangeleverd]]:
        """Give the valid records, ``BATCH`` at a time."""
        geldig = self._geldige()
        while batch := list(islice(geldig, BATCH)):
            yield batch

    def _geldige(self) -> Iterator[Aangeleverd]:
        for record in self._records:
            self._rapport.gelezen += 1
            if (goed := self._keur(record)) is not None:
                self._rapport.dubbel += goed.id in self.ids
                self.ids.add(goed.id)
                yield goed

    def _keur(self, record: Ingelezen) -> Aangeleverd | None:
        try:
            gegevens = orjson.loads(record.ruw)
        except orjson.JSONDecodeError:
            self._rapport.onleesbaar = self._rapport.onleesbaar or record.plaats
            leesfout = [Schending("", record.leesfout)] if record.leesfout else valideer_record(self._soort, record.ruw)
            self._weiger(record, None, leesfout)
            return None
        # Written out again: of a key that occurs twice, the one that is judged is the one that is stored.
        inhoud = orjson.dumps(gegevens)
        schendingen = valideer_record(self._soort, inhoud)
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
        rapport.tel(uitkomst)
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
                voortgang(rapport)
            _eis_vervangbaar(rapport)
            rapport.verwijderd = await transactie.dossiers.verwijder_behalve(
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
