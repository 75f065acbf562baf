"""The seam through which a delivery has its free text guarded: the guard itself is the privacy layer's.

A guard is passed in where records come in, and never left out: who takes records in has to name one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import orjson

from app.domain.ports import Aangeleverd
from app.models.identiteit import RecordID
from app.models.partijen import Soort
from app.models.schending import Schending

MAX_GENOEMD = 100_000


class Tekstvondst(NamedTuple):
    """What the guard found in a text: the path of the field and the kind, never the value."""

    pad: str
    soort: str


@dataclass(frozen=True, slots=True)
class Tekstoordeel:
    """A valid record after the guard of version ``versie``.

    ``gegevens`` may be stored and shown in a detail, ``matchgegevens`` is what a match profile is made
    from; each is the very object that was given when nothing had to be masked. ``schendingen``: the
    operator refuses such a record.
    """

    gegevens: Mapping[str, Any] = field(repr=False)
    matchgegevens: Mapping[str, Any] = field(repr=False)
    versie: int
    vondsten: tuple[Tekstvondst, ...] = ()
    schendingen: tuple[Schending, ...] = ()


@dataclass(slots=True)
class Bevindingen:
    """All that was found in a delivery, counted per kind; the first hundred thousand with their place in it."""

    telling: Counter[str] = field(default_factory=Counter)
    genoemd: list[tuple[str, Tekstvondst]] = field(default_factory=list, repr=False)

    def meld(self, plaats: str, vondsten: Iterable[Tekstvondst]) -> None:
        """Note what was found in the record at ``plaats``."""
        for vondst in vondsten:
            self.telling[vondst.soort] += 1
            if len(self.genoemd) < MAX_GENOEMD:
                self.genoemd.append((plaats, vondst))


Tekstwacht: TypeAlias = Callable[[Soort, Mapping[str, Any]], Tekstoordeel]


def bewaakt_record(id_: RecordID, inhoud: bytes, gegevens: Mapping[str, Any], oordeel: Tekstoordeel) -> Aangeleverd:
    """Make what is stored of a record: its own bytes, or what the guard left of it."""
    schoon = inhoud if oordeel.gegevens is gegevens else orjson.dumps(oordeel.gegevens)
    return Aangeleverd(id_, schoon, oordeel.gegevens, oordeel.matchgegevens, oordeel.versie)
