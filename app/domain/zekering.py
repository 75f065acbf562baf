"""A breaker per source: one that keeps failing costs nobody anything, and comes back by itself.

Closed, it counts failures in a row. At the third it opens: nobody waits for the source any more. After a
rest a probe goes out in the background. When that succeeds the breaker is half open: questions go out
again, but nobody waits for them (``op_proef``), until one succeeds. A failure then makes the next rest
twice as long.
"""

from collections.abc import Callable
from typing import Final

DREMPEL: Final = 3
RUST: Final = 10.0
LANGSTE_RUST: Final = 600.0


class Zekering:
    """State of one source in one process; ``klok`` gives seconds and never goes back."""

    def __init__(
        self,
        klok: Callable[[], float],
        drempel: int = DREMPEL,
        rust: float = RUST,
        langste_rust: float = LANGSTE_RUST,
    ) -> None:
        self._klok = klok
        self._drempel = drempel
        self._eerste_rust = self._rust = rust
        self._langste_rust = langste_rust
        self._mislukt = 0
        self._open_tot: float | None = None
        self._proef_loopt = False
        self.op_proef = False

    @property
    def open(self) -> bool:
        """Nothing may be asked."""
        return self._open_tot is not None

    def proef_nodig(self) -> bool:
        """Say whether a probe must go out now; who is told so must report it with ``na_proef``."""
        if self._open_tot is None or self._proef_loopt or self._klok() < self._open_tot:
            return False
        self._proef_loopt = True
        return True

    def na_proef(self, *, gelukt: bool) -> None:
        """Half open after a good probe; rest again, longer, after a bad one."""
        self._proef_loopt = False
        if not gelukt:
            self._sla_uit(langer=True)
        elif self.open:
            self._open_tot, self.op_proef = None, True

    def gelukt(self) -> None:
        """A question was answered: closed, as new."""
        self._mislukt, self._rust = 0, self._eerste_rust
        self._open_tot, self.op_proef = None, False

    def mislukt(self) -> None:
        """A question failed; what was under way when the breaker opened changes nothing any more."""
        if self.open:
            return
        self._mislukt += 1
        if self.op_proef or self._mislukt >= self._drempel:
            self._sla_uit(langer=self.op_proef)

    def _sla_uit(self, *, langer: bool) -> None:
        if langer:
            self._rust = min(self._rust * 2, self._langste_rust)
        self._open_tot, self.op_proef = self._klok() + self._rust, False
