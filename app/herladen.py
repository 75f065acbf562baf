"""What is read from files follows them: a renewed file is taken over without a restart."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
_Stempel: TypeAlias = tuple[int, int, int] | None

ADEMPAUZE = 1.0
"""Seconds between two looks at the files."""


class Herlader(Generic[T]):
    """Gives what was read, at most a second behind the files. The first reading raises what ``lees`` raises.

    Changed files that cannot be used (a new certificate whose key is still the old one) leave what there was;
    ``bij_fout`` is told once per change, and they are read again when one of them changes once more.
    """

    def __init__(
        self,
        paden: Sequence[Path],
        lees: Callable[[], T],
        fouten: tuple[type[Exception], ...],
        *,
        bij_herladen: Callable[[], None] = lambda: None,
        bij_fout: Callable[[], None] = lambda: None,
        klok: Callable[[], float] = time.monotonic,
    ) -> None:
        self._paden, self._lees, self._fouten, self._klok = tuple(paden), lees, fouten, klok
        self._bij_herladen, self._bij_fout = bij_herladen, bij_fout
        self._stempels = self._kijk()
        self._waarde = lees()
        self._gekeken = klok()

    def __call__(self) -> T:
        """Give what the files say."""
        nu = self._klok()
        if nu - self._gekeken >= ADEMPAUZE:
            self._gekeken = nu
            self._volg()
        return self._waarde

    def _volg(self) -> None:
        # Looked at before they are read: a file that changes meanwhile is read again next time.
        stempels = self._kijk()
        if stempels == self._stempels:
            return
        self._stempels = stempels
        try:
            self._waarde = self._lees()
        except self._fouten:
            self._bij_fout()
        else:
            self._bij_herladen()

    def _kijk(self) -> tuple[_Stempel, ...]:
        return tuple(_stempel(pad) for pad in self._paden)


def _stempel(pad: Path) -> _Stempel:
    try:
        status = pad.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
