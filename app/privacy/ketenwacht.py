"""Watches the audit log and the processing record while the node runs: a part at each turn, round and round.

Each process remembers how far it is; a turn costs a bounded number of rows and no lock, so that nobody waits for
it. What is broken is told at every turn until it no longer is. It is no substitute for ``openvum audit
controleer`` and ``openvum verantwoording controleer`` with a witness that was kept outside this machine.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from app.log import Gebeurtenis, log
from app.privacy.audit import Audit, Auditplaats
from app.privacy.verantwoording import Verantwoording

if TYPE_CHECKING:
    from app.privacy.verwerkingscontrole import Plaats

REGELS_PER_BEURT: Final = 5_000
"""Rows that one turn looks at; of the processing record whole segments, so at most one segment more."""
AUDITLOG, VERANTWOORDING = "auditlog", "verantwoording"

BijStand = Callable[[str, bool], None]
"""Told at every turn which chain was looked at, and whether that part is as it was written."""


def _vergeet(_keten: str, _heel: bool) -> None:
    """Tell nobody."""


class Ketenwacht:
    """One instance per process."""

    def __init__(
        self,
        audit: Audit,
        verantwoording: Verantwoording,
        bij_stand: BijStand = _vergeet,
        regels: int = REGELS_PER_BEURT,
    ) -> None:
        self._audit, self._verantwoording, self._bij_stand, self._regels = audit, verantwoording, bij_stand, regels
        self._in_audit: Auditplaats | None = None
        self._in_verantwoording: Plaats | None = None
        self._gebroken: set[str] = set()

    async def bekijk_auditlog(self) -> int:
        """Look at the next part of the audit log; give the number of rows."""
        deel = await self._audit.controleer_deel(self._in_audit, self._regels)
        self._in_audit = deel.plaats
        plaats = "" if deel.breuk is None else str(deel.breuk.nummer)
        self._meld(AUDITLOG, deel.breuk and deel.breuk.gebrek.value, plaats)
        return deel.regels

    async def bekijk_verantwoording(self) -> int:
        """Look at the next part of the processing record; give the number of rows."""
        deel = await self._verantwoording.controleer_deel(self._in_verantwoording, self._regels)
        self._in_verantwoording = deel.plaats
        plaats = "" if deel.breuk is None else f"{deel.breuk.segment}/{deel.breuk.nummer}"
        self._meld(VERANTWOORDING, deel.breuk and deel.breuk.gebrek.value, plaats)
        return deel.regels

    def waarschuwingen(self) -> list[str]:
        """Say what is broken, as far as this process has seen."""
        return [
            f"{keten}: de keten is gebroken; draai `openvum {opdracht} controleer`"
            for keten, opdracht in ((AUDITLOG, "audit"), (VERANTWOORDING, "verantwoording"))
            if keten in self._gebroken
        ]

    def _meld(self, keten: str, gebrek: str | None, plaats: str) -> None:
        self._bij_stand(keten, gebrek is None)
        if gebrek is None:
            self._gebroken.discard(keten)
            return
        self._gebroken.add(keten)
        log(Gebeurtenis.KETEN_GEBROKEN, keten=keten, gebrek=gebrek, plaats=plaats)
