"""Lists of codes as bits in one number: an element that meets a demand is one test on a narrow row.

The position of a code is stored: add a code at the end, never move one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.criteria import Criterium
from app.domain.matching import voldoet


@dataclass(frozen=True, slots=True)
class Masker:
    """The codes that ``veld`` can have in the elements of one list."""

    veld: str
    codes: tuple[str, ...]

    def bits(self, elementen: Iterable[Any]) -> int:
        """Give the codes that occur in these elements."""
        aanwezig = {e.get(self.veld) for e in elementen if isinstance(e, Mapping)}
        return self._samen(code in aanwezig for code in self.codes)

    def bits_voor(self, eis: Criterium) -> int:
        """Give the codes with which an element meets the demand."""
        return self._samen(voldoet(eis, {self.veld: code}) for code in self.codes)

    @staticmethod
    def _samen(aan: Iterable[bool]) -> int:
        return sum(1 << plek for plek, zet in enumerate(aan) if zet)


CONTRACTVORMEN = Masker("codeTypeArbeidscontract", ("O", "B"))
RIJBEWIJZEN = Masker(
    "codeSoortRijbewijs",
    ("A", "A1", "A2", "AM", "B", "B+", "C1", "C", "D1", "D", "BE", "C1E", "CE", "D1E", "DE", "T"),
)
