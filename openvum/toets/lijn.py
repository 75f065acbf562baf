"""The line to what is checked: sends what it is told, however odd, and keeps what came back."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

import httpx

from app.models.partijen import Soort
from openvum.client.koppelvlak import Rol
from openvum.client.tls import maak_tls
from openvum.client.verkeer import maak_koppen
from openvum.toets.doel import Doel
from openvum.toets.wissel import Koppen, Verbroken, Wissel

PAD: Final = {Soort.WERKZOEKENDE: "werkzoekendeProfielen", Soort.VACATURE: "vacatures"}
_VERBINDEN: Final = 10.0


class Lijn:
    """One connection pool for the whole run; no redirect, no cookie, no proxy, no decompression."""

    def __init__(self, doel: Doel, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.doel = doel
        self._geheim = frozenset(naam.lower() for naam in doel.extra)
        self._http = httpx.AsyncClient(
            verify=doel.tls or maak_tls(),
            trust_env=False,
            timeout=httpx.Timeout(None, connect=min(_VERBINDEN, doel.seconden)),
            transport=transport,
        )
        self._http.headers.clear()

    async def sluit(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    def koppen(self) -> list[tuple[str, str]]:
        """Give the headers of an ordinary request."""
        d = self.doel
        alle = maak_koppen(d.partijen, d.rol, d.versie)
        if d.rol is Rol.BRON:
            alle["X-VUM-SUWIparty"] = "false" if d.partijen.suwi is False else "true"
        return [*alle.items(), *d.extra.items()]

    async def stuur(
        self, methode: str, pad: str, koppen: Koppen, body: bytes | None = None, toonpad: str | None = None
    ) -> Wissel:
        """Send; ``pad`` comes after the base. Raises ``Verbroken`` when no complete answer comes in time."""
        begin = time.perf_counter()
        kaal = Wissel(methode, toonpad or pad, tuple(koppen), body, geheim=self._geheim)
        gelezen = bytearray()
        try:
            async with asyncio.timeout(self.doel.seconden):
                verzoek = self._bouw(methode, pad, koppen, body)
                antwoord = await self._http.send(verzoek, stream=True)
                try:
                    storing = await self._lees(antwoord, gelezen)
                finally:
                    await antwoord.aclose()
        except TimeoutError:
            raise Verbroken(_met(kaal, f"geen volledig antwoord binnen {self.doel.seconden:g} s")) from None
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise Verbroken(_met(kaal, ONBEREIKBAAR)) from None
        except (httpx.HTTPError, OSError):  # a refusal after the handshake comes as it is: ssl.SSLError
            raise Verbroken(_met(kaal, "de verbinding brak af")) from None
        seconden = time.perf_counter() - begin
        koppen_terug = tuple(antwoord.headers.multi_items())
        wissel = Wissel(
            methode, kaal.pad, kaal.koppen, body, antwoord.status_code, koppen_terug, bytes(gelezen), seconden,
            storing, self._geheim,
        )  # fmt: skip
        if storing:
            raise Verbroken(wissel)
        return wissel

    def _bouw(self, methode: str, pad: str, koppen: Koppen, body: bytes | None) -> httpx.Request:
        """Bypass what the library would add of its own, but for the host and the length."""
        url = f"{self.doel.url.rstrip('/')}/{pad}" if pad else self.doel.url
        ruw: Sequence[tuple[bytes, bytes]] = [(n.encode("latin-1"), w.encode()) for n, w in koppen]
        return httpx.Request(methode, url, headers=list(ruw), content=body)

    async def _lees(self, antwoord: httpx.Response, gelezen: bytearray) -> str:
        async for deel in antwoord.aiter_raw():
            gelezen += deel
            if len(gelezen) > self.doel.bytes_:
                gelezen.clear()
                return f"het antwoord is groter dan {self.doel.bytes_} bytes"
        return ""

    @asynccontextmanager
    async def zonder_bewijs(self) -> AsyncIterator["Lijn"]:
        """Give a line of its own without the client certificate."""
        lijn = Lijn(replace(self.doel, tls=self.doel.zonder_bewijs))
        try:
            yield lijn
        finally:
            await lijn.sluit()

    @property
    def beveiligd(self) -> bool:
        """Say whether the line is secured, or goes no further than this machine."""
        delen = urlsplit(self.doel.url)
        return delen.scheme == "https" or delen.hostname in {"localhost", "127.0.0.1", "::1"}


ONBEREIKBAAR: Final = "er kwam geen verbinding tot stand"


def _met(wissel: Wissel, storing: str) -> Wissel:
    return Wissel(wissel.methode, wissel.pad, wissel.koppen, wissel.body, storing=storing, geheim=wissel.geheim)
