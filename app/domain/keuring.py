"""Judging a delivery: each record against the standard, its free text by the guard, its consent by the rows before."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import orjson

from app.domain.leveringrapport import Geweigerd, Rapport
from app.domain.leveringtoestemming import Bestandstoestemming, Toestemmingsverwerking
from app.domain.ports import Aangeleverd
from app.domain.tekstwacht import Tekstwacht, bewaakt_record
from app.models.identiteit import Oin, RecordID
from app.models.lezen import ID_VELD, valideer_record
from app.models.partijen import Soort
from app.models.schending import Schending
from app.models.versie import Versie

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


class Keuring:
    """Walks the records once: validates, guards the free text, counts, remembers the accepted ids."""

    def __init__(
        self,
        bron: Oin,
        soort: Soort,
        versie: str,
        records: Iterable[Ingelezen],
        rapport: Rapport,
        *,
        wacht: Tekstwacht,
    ) -> None:
        self._soort = soort
        self._versie = Versie(versie)
        self._wacht = wacht
        self._records = records
        self._rapport = rapport
        self.toestemming = Toestemmingsverwerking(bron, soort)
        self.ids: dict[RecordID, int] = {}
        """Who is accepted, with the place of the last record among all that were accepted."""
        self._goed = 0

    def batches(self, aantal: int) -> Iterator[list[Aangeleverd]]:
        """Give the valid ones of the records, so many read at a time."""
        records = iter(self._records)
        while deel := list(islice(records, aantal)):
            yield [goed for record in deel if (goed := self._beoordeel(record)) is not None]

    def _beoordeel(self, record: Ingelezen) -> Aangeleverd | None:
        self._rapport.gelezen += 1
        goed = self._keur(record)
        if goed is not None:
            self._rapport.dubbel += goed.id in self.ids
            self.ids[goed.id] = self._goed
            self._goed += 1
        for zonder in self.toestemming.onthoud(record.toestemming):
            self.ids.pop(zonder, None)
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
