"""Which sources are asked: those that take part, hold the asked kind and can have a match in the area.

A question about Maastricht then does not tell Groningen what is looked for.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from app.domain.ports import Bronregistratie, Bronstaat, Postcodereeksen
from app.domain.selectiegebied import Gebied, Postcodekaart
from app.models.partijen import Soort

MAX_REEKSEN: Final = 200
_REEKS: Final = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_REGEL: Final = f"moet een lijst van hoogstens {MAX_REEKSEN} PC4's of reeksen zijn, bijvoorbeeld 1000-1999,6211"


class Bronkeuze:
    """Chooses on one map of postcodes."""

    def __init__(self, kaart: Postcodekaart) -> None:
        self._kaart = kaart
        self._bereik = lru_cache(maxsize=2048)(self._bereken_bereik)

    def kies(self, bronnen: Iterable[Bronregistratie], soort: Soort, gebied: Gebied) -> list[Bronregistratie]:
        """Give the sources that should answer; one that is out of order (``STORING``) is among them."""
        mee = [b for b in bronnen if b.staat is not Bronstaat.GEPAUZEERD and soort in b.soorten]
        if not any(_is_begrensd(b, soort) for b in mee):
            return mee
        gevraagd = frozenset(gebied.pc4s)
        return [b for b in mee if not _is_begrensd(b, soort) or not gevraagd.isdisjoint(self._bereik(b.gebied))]

    def _bereken_bereik(self, reeksen: Postcodereeksen) -> frozenset[int]:
        """Where records with these PC4s are reckoned to lie: an unknown PC4 counts as the nearest known one."""
        nummers = {nummer for van, tot in reeksen for nummer in range(van, tot + 1)}
        return frozenset(pc4 for nummer in nummers if (pc4 := self._kaart.pc4(f"{nummer:04}")) is not None)


def _is_begrensd(bron: Bronregistratie, soort: Soort) -> bool:
    """A source inside this node costs and tells nobody anything; a v2 vacancy may lie in every area."""
    overal = soort is Soort.VACATURE and bron.versie.startswith("2")
    return bool(bron.gebied) and bron.url is not None and not overal


def lees_gebied(tekst: str) -> Postcodereeksen:
    """Read ``1000-1999,6211``; empty means anywhere. Raises ``ValueError`` with the rule."""
    delen = [deel.strip() for deel in tekst.split(",")] if tekst.strip() else []
    gelezen = [_REEKS.fullmatch(deel) for deel in delen]
    if len(delen) > MAX_REEKSEN or not all(gelezen):
        raise ValueError(_REGEL)
    reeksen = sorted((int(m[1]), int(m[2] or m[1])) for m in gelezen if m)
    if any(van > tot for van, tot in reeksen):
        raise ValueError(_REGEL)
    return tuple(reeksen)


def schrijf_gebied(reeksen: Sequence[tuple[int, int]]) -> str:
    """Write ranges as ``lees_gebied`` reads them."""
    return ",".join(f"{van:04}" if van == tot else f"{van:04}-{tot:04}" for van, tot in reeksen)
