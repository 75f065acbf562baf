"""How many records there are, roughly and cheaply: it decides how is searched, never what is found."""

import math
import time
from collections.abc import Sequence
from typing import Final

from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.storage.bouwer import Bouwer
from app.storage.lezing import Leesbaar
from app.storage.tables import SELECTIES, werkzoekende_beroep

RING: Final = 400
"""Records that the first ring should hold: enough for most questions, and read in a fraction of a millisecond."""
WEINIG: Final = 1_000
"""Up to how many an occupation is one that few have: all of them are looked at."""
WEINIG_MET_VEEL: Final = 20_000
"""The same for a question that names more than ``VEEL`` occupations: looking for each in each PC4 takes longer."""
VEEL: Final = 4
_PER_BEROEP: Final = 8
"""Records that are read in the time in which one occupation is looked for in one PC4."""

_GELDIG: Final = 60.0
"""Seconds that an estimate is used."""
_TEL_TOT: Final = 5_000
"""Where counting stops."""
_PC4S: Final = 4_000
"""PC4s in the country."""
_ONTHOUDEN: Final = 4_096
"""Most estimates that are remembered."""


class Schatting:
    """Remembers how many PC4s hold ``ring`` records of a source, and which occupations few have."""

    def __init__(self, ring: int = RING) -> None:
        self._ring = ring
        self._onthouden: dict[object, tuple[float, int]] = {}

    async def eerste_ring(self, verbinding: Leesbaar, bron: Oin, soort: Soort) -> int:
        """Give the number of PC4s of the first ring."""
        if (eerder := self._weet((bron, soort))) is not None:
            return eerder
        b = Bouwer(verbinding.dialect)
        tabel = SELECTIES[soort].name
        begin = f"SELECT pc4 FROM {tabel} WHERE bron_oin = {b.bind(str(bron))} ORDER BY pc4 LIMIT {_TEL_TOT}"
        tekst = b.tekst(f"SELECT count(*), count(DISTINCT pc4) FROM ({begin}) AS g")
        records, pc4s = (await verbinding.voer_uit(tekst)).one()
        return self._onthoud((bron, soort), math.ceil(self._ring * pc4s / records) if records else _PC4S)

    async def langs_beroep(self, verbinding: Leesbaar, bron: Oin, beroepen: Sequence[bytes]) -> bool:
        """Say whether a ring is read faster by occupation than by all who are in it."""
        pc4s = await self.eerste_ring(verbinding, bron, Soort.WERKZOEKENDE)
        return len(beroepen) <= VEEL and len(beroepen) * _PER_BEROEP * pc4s <= self._ring

    async def zijn_weinig(self, verbinding: Leesbaar, bron: Oin, beroepen: Sequence[bytes]) -> bool:
        """Say whether few have one of these occupations."""
        sleutel, weinig = (bron, tuple(beroepen)), WEINIG if len(beroepen) <= VEEL else WEINIG_MET_VEEL
        aantal = self._weet(sleutel)
        if aantal is None:
            b = Bouwer(verbinding.dialect)
            bron_, codes = b.bind(str(bron)), b.een_van("code", beroepen)
            begin = f"SELECT 1 FROM {werkzoekende_beroep.name} WHERE bron_oin = {bron_} AND {codes} LIMIT {weinig + 1}"
            tekst = b.tekst(f"SELECT count(*) FROM ({begin}) AS g")
            aantal = self._onthoud(sleutel, (await verbinding.voer_uit(tekst)).scalar_one())
        return aantal <= weinig

    def _weet(self, sleutel: object) -> int | None:
        vervalt, aantal = self._onthouden.get(sleutel, (0.0, 0))
        return aantal if vervalt > time.monotonic() else None

    def _onthoud(self, sleutel: object, aantal: int) -> int:
        if len(self._onthouden) >= _ONTHOUDEN:
            self._onthouden.clear()
        self._onthouden[sleutel] = (time.monotonic() + _GELDIG, aantal)
        return aantal
