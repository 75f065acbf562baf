"""Local formats: each reads a file into records of the VUM gegevensstandaard, one module per format."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from app.adapters.formaten import vum3
from app.domain.aanlevering import Ingelezen


@dataclass(frozen=True, slots=True)
class Formaat:
    """``versie`` is the version of the standard that ``lees`` gives its records in."""

    versie: str
    lees: Callable[[BinaryIO], Iterator[Ingelezen]]


FORMATEN: Mapping[str, Formaat] = {
    "vum3": Formaat(versie="3.0.0", lees=vum3.lees),
    "vum2": Formaat(versie="2.0.0", lees=vum3.lees),
}
