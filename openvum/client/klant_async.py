"""The client for asyncio; like the synchronous one, with ``await``."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from ssl import SSLContext
from types import TracebackType
from typing import Any, Generic, Self

import httpx

from app.models.partijen import Partijen
from openvum.client.antwoord import Antwoord, Detail, id_van, lees_detail, lees_matches
from openvum.client.herhaling import Herhaling
from openvum.client.koppelvlak import DV, DW, MV, MW, D, Ingang, Koppelvlak, M
from openvum.client.verkeer import (
    Gebroken,
    Grenzen,
    Ontvangen,
    Verzoek,
    detailverzoek,
    maak_koppen,
    matchverzoek,
)
from openvum.client.vervoer import TE_GROOT, TE_LAAT, als_gebroken, httpx_instellingen
from openvum.client.vragen import Vraag, schrijf_voor


class AsyncLoket(Generic[M, D]):
    """One kind of record at one interface: put questions, open matches."""

    def __init__(self, klant: "AsyncKlant[Any, Any, Any, Any]", ingang: Ingang[M, D]) -> None:
        self._klant = klant
        self._ingang = ingang

    async def vraag(self, vraag: Vraag | Mapping[str, Any]) -> Antwoord[M]:
        """Put a question, built or as a ``vraagObject``. Raises ``KlantFout``."""
        k = self._klant
        inhoud = schrijf_voor(vraag, self._ingang.soort, k.koppelvlak.versie)
        verzoek = matchverzoek(self._ingang.pad, k.koppen, inhoud, k.grenzen.vraag)
        return lees_matches(self._ingang, await k.stuur(verzoek))

    async def detail(self, match: M | str) -> Detail[D]:
        """Open a match, or an id. Raises ``KlantFout``; an id that may not be opened gives ``OngeldigeAanroep``."""
        k = self._klant
        verzoek = detailverzoek(self._ingang.pad, k.koppen, id_van(self._ingang, match), k.grenzen.detail)
        return lees_detail(self._ingang, k.koppelvlak.rol, await k.stuur(verzoek))

    async def details(self, antwoord: Antwoord[M], maximaal: int | None = None) -> AsyncIterator[tuple[M, Detail[D]]]:
        """Open the matches one by one, no more than the agreed number per question."""
        aantal = min(self._klant.grenzen.details, len(antwoord) if maximaal is None else maximaal)
        for match in antwoord.matches[:aantal]:
            yield match, await self.detail(match)


class AsyncKlant(AbstractAsyncContextManager["AsyncKlant[MW, DW, MV, DV]"], Generic[MW, DW, MV, DV]):
    """Asks the interface at ``basis`` (the contract's paths are appended to it) on behalf of these parties.

    Use it as a context manager, or ``sluit`` it. It keeps connections alive, follows no redirect, keeps no cookie
    and reads nothing from the environment. ``transport`` is for tests and for who wants another way out.
    """

    def __init__(
        self,
        basis: str,
        wie: Partijen,
        koppelvlak: Koppelvlak[MW, DW, MV, DV],
        *,
        tls: SSLContext | None = None,
        grenzen: Grenzen | None = None,
        herhaling: Herhaling | None = None,
        proxy: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.koppelvlak = koppelvlak
        self.grenzen = grenzen or Grenzen()
        self.koppen = maak_koppen(wie, koppelvlak.rol, koppelvlak.versie)
        self._basis = basis.rstrip("/")
        self._herhaling = herhaling or Herhaling()
        self._http = httpx.AsyncClient(**httpx_instellingen(self.grenzen, tls, proxy), transport=transport)
        self.werkzoekenden: AsyncLoket[MW, DW] = AsyncLoket(self, koppelvlak.werkzoekenden)
        self.vacatures: AsyncLoket[MV, DV] = AsyncLoket(self, koppelvlak.vacatures)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None, /
    ) -> None:
        await self.sluit()

    async def sluit(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def stuur(self, verzoek: Verzoek) -> Ontvangen | Gebroken:
        """Send a request, again where that is safe; gives what came back, whatever it is."""
        poging = 1
        while True:
            uitkomst = await self._eenmaal(verzoek)
            wacht = self._herhaling.wacht(poging, verzoek, uitkomst)
            if wacht is None:
                return uitkomst
            await asyncio.sleep(wacht)
            poging += 1

    async def _eenmaal(self, verzoek: Verzoek) -> Ontvangen | Gebroken:
        url = f"{self._basis}/{verzoek.pad}"
        try:
            async with (
                asyncio.timeout(verzoek.seconden),
                self._http.stream(
                    verzoek.methode,
                    url,
                    headers=dict(verzoek.koppen),
                    content=verzoek.body,
                    timeout=httpx.Timeout(None, connect=self.grenzen.verbinden),
                ) as antwoord,
            ):
                return await self._lees(antwoord)
        except TimeoutError:
            return TE_LAAT
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as fout:
            return als_gebroken(fout)

    async def _lees(self, antwoord: httpx.Response) -> Ontvangen | Gebroken:
        gelezen = bytearray()
        async for deel in antwoord.aiter_raw():
            gelezen += deel
            if len(gelezen) > self.grenzen.bytes_:
                return TE_GROOT
        return Ontvangen(antwoord.status_code, dict(antwoord.headers.items()), bytes(gelezen))
