"""From the cell that tells records apart to the id under which the source publishes the record."""

import re
from collections.abc import Callable
from typing import TypeAlias

from stdnum.nl import bsn

from app.adapters.formaten.afbeelding import Idveld
from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst
from app.models.identiteit import RecordID
from app.models.lezen import is_bsn

Pseudoniem: TypeAlias = Callable[[str], RecordID]
"""Makes the published id out of a local number: keyed, and the same every time."""


class Idmaker:
    """Makes ids as the mapping says."""

    def __init__(self, veld: Idveld, pseudoniem: Pseudoniem) -> None:
        self._veld, self._pseudoniem = veld, pseudoniem
        self._vorm = re.compile(veld.vorm, re.ASCII)

    def __call__(self, waarde: Celwaarde) -> RecordID:
        """Give the id. Raises ``Afgewezen``."""
        nummer = als_tekst(waarde)
        if self._veld.soort == "bsn":
            return self._pseudoniem(_lees_bsn(nummer))
        if not self._vorm.fullmatch(nummer):
            raise Afgewezen("heeft niet de vorm van een id", "controleer het nummer")
        if self._veld.pseudoniem:
            return self._pseudoniem(nummer)
        if is_bsn(nummer):
            raise Afgewezen("is een geldig BSN; dat mag geen id zijn", "gebruik een ander nummer of een pseudoniem")
        try:
            return RecordID(nummer)
        except ValueError:
            raise Afgewezen(RecordID.regel, "gebruik alleen die tekens in het nummer") from None


def _lees_bsn(nummer: str) -> str:
    """Give a BSN in nine digits: a spreadsheet drops leading zeros. Raises ``Afgewezen``."""
    cijfers = re.sub(r"[ .-]", "", nummer)
    if not (cijfers.isascii() and cijfers.isdigit() and 8 <= len(cijfers) <= 9):  # noqa: PLR2004 -- as many digits as a BSN has
        raise Afgewezen("is geen BSN", "vul negen cijfers in")
    cijfers = cijfers.zfill(9)
    if not bsn.is_valid(cijfers):
        raise Afgewezen("is geen geldig BSN", "controleer de cijfers")
    return cijfers
