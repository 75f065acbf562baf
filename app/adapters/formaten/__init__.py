"""Local formats: the standard's own as a module, all others as a mapping (``catalogus``, ``afbeeldingen``)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from app.adapters.formaten import vum3
from app.domain.aanlevering import Ingelezen
from app.domain.celverslag import Celverslag
from app.models.partijen import Grondslag


@dataclass(frozen=True, slots=True)
class Formaat:
    """``versie`` is the version of the standard that ``lees`` gives its records in.

    ``grondslag``: the legal ground that the rows themselves state. ``verslag``: what becomes of every cell.
    """

    versie: str
    lees: Callable[[BinaryIO], Iterator[Ingelezen]]
    grondslag: Grondslag | None = None
    verslag: Celverslag | None = None


FORMATEN: Mapping[str, Formaat] = {
    "vum3": Formaat(versie="3.0.0", lees=vum3.lees),
    "vum2": Formaat(versie="2.0.0", lees=vum3.lees),
}
