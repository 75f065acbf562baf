"""Files that were delivered wait on disk until they are processed: implements ``domain.leveringport.Spool``.

Only the owner of this process can read them. Writing is done outside the event loop, so that a large file
holds up nobody.
"""

import asyncio
import hashlib
import os
import pickle
import tempfile
import time
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from app.domain.aanlevering import Deel
from app.models.errors import NietBeschikbaar, TeGroot

BLOK: Final = 1_000_000
"""Bytes that are gathered before they are written."""
OUD: Final = 86_400
"""Seconds after which a file that belongs to no run is left over from a process that died."""
_GEEN_PLAATS: Final = "Het bestand kan nu niet worden bewaard; probeer het later opnieuw."


class Schijfspool:
    """Files in one folder, by the id of their run; the folder is made when it is first needed."""

    def __init__(self, map_: Path) -> None:
        self._map = map_

    @asynccontextmanager
    async def ontvang(self, id_: str, maximum: int) -> AsyncIterator["Schijfontvangst"]:
        """Take a file in; it is gone when the block ends, unless it was told to stay."""
        pad = self._map / id_
        try:
            bestand = await asyncio.to_thread(self._maak, pad)
        except OSError:
            raise NietBeschikbaar(_GEEN_PLAATS) from None
        ontvangst = Schijfontvangst(bestand, maximum)
        try:
            yield ontvangst
        finally:
            bestand.close()
            if not ontvangst.blijft:
                self.verwijder(id_)

    def open(self, id_: str) -> BinaryIO:
        """Open a file for reading. Raises ``FileNotFoundError``."""
        return (self._map / id_).open("rb")

    def bestaat(self, id_: str) -> bool:
        """Say whether the file is here."""
        return (self._map / id_).is_file()

    def verwijder(self, id_: str) -> None:
        """Remove a file, if it is there."""
        with suppress(OSError):
            (self._map / id_).unlink()

    def ruim_op(self, nodig: Collection[str], nu: float | None = None) -> int:
        """Remove what belongs to no run and is older than a day; give the number of files."""
        weg = 0
        for pad in self._map.iterdir() if self._map.is_dir() else ():
            with suppress(OSError):
                if pad.name not in nodig and pad.stat().st_mtime < (nu or time.time()) - OUD:
                    pad.unlink()
                    weg += 1
        return weg

    @contextmanager
    def tussen(self) -> Iterator["Schijftussen"]:
        """Give a place for judged batches: a file without a name, that vanishes with the block or the process."""
        self._map.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self._map) as bestand:
            yield Schijftussen(bestand)

    def _maak(self, pad: Path) -> BinaryIO:
        self._map.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)


class Schijfontvangst:
    """A file that is coming in."""

    def __init__(self, bestand: BinaryIO, maximum: int) -> None:
        self._bestand = bestand
        self._maximum = maximum
        self._buffer = bytearray()
        self._hash = hashlib.sha256()
        self._grootte = 0
        self.blijft = False

    async def schrijf(self, blok: bytes) -> None:
        self._grootte += len(blok)
        if self._grootte > self._maximum:
            raise TeGroot(f"Het bestand is groter dan {self._maximum} bytes.")
        self._buffer += blok
        if len(self._buffer) >= BLOK:
            await self._leeg()

    async def sluit(self) -> tuple[int, str]:
        await self._leeg()
        return self._grootte, self._hash.hexdigest()

    def behoud(self) -> None:
        self.blijft = True

    async def _leeg(self) -> None:
        blok, self._buffer = bytes(self._buffer), bytearray()
        try:
            await asyncio.to_thread(self._schrijf, blok)
        except OSError:
            raise NietBeschikbaar(_GEEN_PLAATS) from None

    def _schrijf(self, blok: bytes) -> None:
        self._hash.update(blok)
        rest = memoryview(blok)
        while rest:
            rest = rest[self._bestand.write(rest) :]


class Schijftussen:
    """Judged batches in a file that only this process can reach: implements ``domain.aanlevering.Tussenopslag``."""

    def __init__(self, bestand: BinaryIO) -> None:
        self._bestand = bestand

    def voeg_toe(self, deel: Deel) -> None:
        pickle.dump(tuple(deel), self._bestand, pickle.HIGHEST_PROTOCOL)

    def delen(self) -> Iterator[Deel]:
        self._bestand.seek(0)
        with suppress(EOFError):
            while True:
                yield Deel._make(pickle.load(self._bestand))  # noqa: S301 - written above, in a file without a name
