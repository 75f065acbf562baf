"""The synchronous client."""

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
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


class Loket(Generic[M, D]):
    """One kind of record at one interface: put questions, open matches."""

    def __init__(self, klant: "Klant[Any, Any, Any, Any]", ingang: Ingang[M, D]) -> None:
        self._klant = klant
        self._ingang = ingang

    def vraag(self, vraag: Vraag | Mapping[str, Any]) -> Antwoord[M]:
        """Put a question, built or as a ``vraagObject``. Raises ``KlantFout``."""
        k = self._klant
        inhoud = schrijf_voor(vraag, self._ingang.soort, k.koppelvlak.versie)
        verzoek = matchverzoek(self._ingang.pad, k.koppen, inhoud, k.grenzen.vraag)
        return lees_matches(self._ingang, k.stuur(verzoek))

    def detail(self, match: M | str) -> Detail[D]:
        """Open a match, or an id. Raises ``KlantFout``; an id that may not be opened gives ``OngeldigeAanroep``."""
        k = self._klant
        verzoek = detailverzoek(self._ingang.pad, k.koppen, id_van(self._ingang, match), k.grenzen.detail)
        return lees_detail(self._ingang, k.koppelvlak.rol, k.stuur(verzoek))

    def details(self, antwoord: Antwoord[M], maximaal: int | None = None) -> Iterator[tuple[M, Detail[D]]]:
        """Open the matches one by one, no more than the agreed number per question."""
        aantal = min(self._klant.grenzen.details, len(antwoord) if maximaal is None else maximaal)
        for match in antwoord.matches[:aantal]:
            yield match, self.detail(match)


class Klant(AbstractContextManager["Klant[MW, DW, MV, DV]"], Generic[MW, DW, MV, DV]):
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
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.koppelvlak = koppelvlak
        self.grenzen = grenzen or Grenzen()
        self.koppen = maak_koppen(wie, koppelvlak.rol, koppelvlak.versie)
        self._basis = basis.rstrip("/")
        self._herhaling = herhaling or Herhaling()
        self._http = httpx.Client(**httpx_instellingen(self.grenzen, tls, proxy), transport=transport)
        self.werkzoekenden: Loket[MW, DW] = Loket(self, koppelvlak.werkzoekenden)
        self.vacatures: Loket[MV, DV] = Loket(self, koppelvlak.vacatures)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None, /
    ) -> None:
        self.sluit()

    def sluit(self) -> None:
        """Close every connection."""
        self._http.close()

    def stuur(self, verzoek: Verzoek) -> Ontvangen | Gebroken:
        """Send a request, again where that is safe; gives what came back, whatever it is."""
        poging = 1
        while True:
            uitkomst = self._eenmaal(verzoek)
            wacht = self._herhaling.wacht(poging, verzoek, uitkomst)
            if wacht is None:
                return uitkomst
            time.sleep(wacht)
            poging += 1

    def _eenmaal(self, verzoek: Verzoek) -> Ontvangen | Gebroken:
        url = f"{self._basis}/{verzoek.pad}"
        tot = time.monotonic() + verzoek.seconden
        try:
            with self._http.stream(
                verzoek.methode, url, headers=dict(verzoek.koppen), content=verzoek.body, timeout=self._tijd(verzoek)
            ) as antwoord:
                return self._lees(antwoord, tot)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as fout:
            return als_gebroken(fout)

    def _lees(self, antwoord: httpx.Response, tot: float) -> Ontvangen | Gebroken:
        gelezen = bytearray()
        for deel in antwoord.iter_raw():
            gelezen += deel
            if len(gelezen) > self.grenzen.bytes_:
                return TE_GROOT
            if time.monotonic() > tot:
                return TE_LAAT
        return Ontvangen(antwoord.status_code, dict(antwoord.headers.items()), bytes(gelezen))

    def _tijd(self, verzoek: Verzoek) -> httpx.Timeout:
        return httpx.Timeout(verzoek.seconden, connect=min(self.grenzen.verbinden, verzoek.seconden))
