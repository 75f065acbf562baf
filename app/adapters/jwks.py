"""Where the keys of an issuer elsewhere come from: a URL or a file, read whole and up to a limit."""

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Final

from app.adapters.http import HttpFout, Httpklant

MAX_BYTES: Final = 200_000
SECONDEN: Final = 5.0


class Jwksurl:
    """Fetches a key set over HTTP. Raises ``OSError``."""

    def __init__(self, klant: Httpklant, url: str) -> None:
        self._klant = klant
        self._url = url

    async def __call__(self) -> bytes:
        try:
            async with asyncio.timeout(SECONDEN):
                antwoord = await self._klant.stuur("GET", self._url, {"Accept": "application/json"}, MAX_BYTES)
        except HttpFout as fout:
            raise OSError(str(fout)) from None
        if antwoord.status != HTTPStatus.OK:
            raise OSError(f"status {antwoord.status}")
        return antwoord.body


class Jwksbestand:
    """Reads a key set from a file. Raises ``OSError``."""

    def __init__(self, pad: Path) -> None:
        self._pad = pad

    async def __call__(self) -> bytes:
        return await asyncio.to_thread(self._lees)

    def _lees(self) -> bytes:
        with self._pad.open("rb") as bestand:
            return bestand.read(MAX_BYTES)
