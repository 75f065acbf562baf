"""How many records a source has, roughly and cheaply: it decides the size of the first ring, never the answer."""

import math
import time
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select

from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.storage.tables import SELECTIES
from app.storage.verbinding import Verbinding

_GELDIG = 60.0
"""Seconds that an estimate is used."""

_TEL_TOT = 20_000
"""Where counting stops: what is beyond it counts as the whole country."""

_LANDELIJK = 1_000_000
_PC4S = 4_000
"""PC4s in the country, over which the records are taken to be spread."""


class Schatting:
    """Remembers per source how many PC4s the first ring takes to hold ``ring`` records."""

    def __init__(self, ring: int) -> None:
        self._ring = ring
        self._geteld: dict[tuple[str, Soort], tuple[float, int]] = {}

    async def eerste_ring(self, verbinding: Verbinding, bron: Oin, soort: Soort) -> int:
        """Give the number of PC4s of the first ring."""
        sleutel, nu = (str(bron), soort), time.monotonic()
        vervalt, aantal = self._geteld.get(sleutel, (nu, 0))
        if vervalt <= nu:
            aantal = (await verbinding.voer_uit(_AANTAL[soort], {"bron": str(bron)})).scalar_one()
            self._geteld[sleutel] = (nu + _GELDIG, aantal)
        return self._pc4s(aantal)

    def _pc4s(self, aantal: int) -> int:
        dichtheid = (aantal if aantal < _TEL_TOT else _LANDELIJK) / _PC4S
        return math.ceil(self._ring / dichtheid) if dichtheid else _PC4S


def _tel(soort: Soort) -> Select[Any]:
    s = SELECTIES[soort]
    begin = select(literal(1)).select_from(s).where(s.c.bron_oin == bindparam("bron")).limit(_TEL_TOT)
    return select(func.count()).select_from(begin.subquery())


_AANTAL = {soort: _tel(soort) for soort in Soort}
