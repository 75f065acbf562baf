"""The public keys of an issuer elsewhere: kept, and fetched again when they are old or a key is not among them.

A token with an invented ``kid`` makes nobody fetch more often than once in ``WACHT`` seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import orjson

from app.domain.ports import Klok
from app.log import Gebeurtenis, log
from app.models.errors import NietBeschikbaar
from app.privacy.jwk import JwkFout, Openbaresleutel, uit_jwks

VERS: Final = 3_600.0
"""Seconds after which the keys are fetched again."""
BRUIKBAAR: Final = 86_400.0
"""Seconds for which keys count when they cannot be fetched again."""
WACHT: Final = 30.0
"""Seconds between two attempts, whatever is asked."""

Sleutelbron = Callable[[], Awaitable[bytes]]
"""Fetches a JWK Set; raises ``OSError``."""


class Sleutelkast:
    """The keys of one issuer; one instance per process. ``klok`` in seconds."""

    def __init__(self, naam: str, bron: Sleutelbron, klok: Klok) -> None:
        self._naam = naam
        self._bron = bron
        self._klok = klok
        self._sleutels: tuple[Openbaresleutel, ...] = ()
        self._gehaald = self._geprobeerd = float("-inf")
        self._slot = asyncio.Lock()

    async def sleutels(self, kid: str) -> Sequence[Openbaresleutel]:
        """Give the keys, fetched again when ``kid`` is not among them. Raises ``NietBeschikbaar`` without any."""
        if self._moet_halen(kid):
            async with self._slot:
                if self._moet_halen(kid):
                    await self._haal()
        if self._klok() - self._gehaald > BRUIKBAAR:
            raise NietBeschikbaar("De sleutels van de uitgever van dit token zijn nu niet op te halen.")
        return self._sleutels

    def _moet_halen(self, kid: str) -> bool:
        nu = self._klok()
        nodig = nu - self._gehaald > VERS or all(s.kid != kid for s in self._sleutels)
        return nodig and nu - self._geprobeerd >= WACHT

    async def _haal(self) -> None:
        self._geprobeerd = self._klok()
        try:
            self._sleutels = uit_jwks(orjson.loads(await self._bron()), streng=False)
        except (OSError, JwkFout, ValueError) as fout:
            log(Gebeurtenis.TOKENSLEUTELS_FALEN, uitgever=self._naam, fouttype=type(fout).__name__)
        else:
            self._gehaald = self._geprobeerd
