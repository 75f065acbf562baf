"""HTTP to the outside: connections that are kept, and when a request is sent once more.

It follows no redirect, keeps no cookie, reads no proxy from the environment and takes no packed answer.
Nothing here logs, and no error holds anything that was sent or received. Why this is our own:
``docs/adr/0007-own-http-connections.md``.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

import aiohappyeyeballs

from app.adapters.httpverbinding import Httpantwoord, HttpFout, Httpoorzaak, Verbinding, Verbroken
from app.adapters.tls import is_van

__all__ = ["LEVEND", "HttpFout", "Httpantwoord", "Httpklant", "Httpoorzaak"]

LEVEND: Final = 30.0
"""Seconds that a connection without work is kept."""
_POGINGEN: Final = 2
_VOORSPRONG: Final = 0.25
"""Seconds that one address of a host has before the next one is tried beside it (RFC 8305)."""
_POORT: Final = {"http": 80, "https": 443}


class _Adres(NamedTuple):
    """Where a URL points at."""

    tls: bool
    host: str
    poort: int


class _Plaats(NamedTuple):
    """Where a connection goes to, secured how, and who must be there (OINs; none: whoever has the host's name)."""

    adres: _Adres
    tls: ssl.SSLContext | None
    wie: frozenset[str]


class _Verzoek(NamedTuple):
    """A request, ready to be sent. ``herhaalbaar``: a second one does no harm."""

    plaats: _Plaats
    ruw: bytes
    herhaalbaar: bool


class _GeenVerbinding(HttpFout):
    """No connection was made; ``opnieuw``: another try may do better."""

    def __init__(self, *, opnieuw: bool) -> None:
        super().__init__(Httpoorzaak.VERBINDING)
        self.opnieuw = opnieuw


class Httpklant:
    """Sends requests from one event loop, the first one's. ``verbind_seconden``: longest wait for a connection.

    ``tls`` gives what proves us to the other side, and judges it; a new one counts from the next request on.
    """

    def __init__(self, verbind_seconden: float, tls: Callable[[], ssl.SSLContext] | None = None) -> None:
        self._verbind_seconden = verbind_seconden
        self._tls = tls or cache(ssl.create_default_context)
        self._vrij: dict[_Plaats, list[tuple[float, Verbinding]]] = {}
        self._alle: set[Verbinding] = set()
        self._veger: asyncio.TimerHandle | None = None

    async def stuur(
        self,
        methode: str,
        url: str,
        koppen: Mapping[str, str],
        maximum: int,
        body: bytes | None = None,
        *,
        wie: frozenset[str] = frozenset(),
    ) -> Httpantwoord:
        """Send a request and read at most ``maximum`` bytes of its answer. Raises ``HttpFout``.

        Of an error nothing is read: it may hold anything. ``wie``: over TLS nothing is sent but to a certificate
        with one of these OINs; none: to any that fits the host.

        It is sent once more when the other side cannot have begun on it: no connection was made, or one that
        was kept alive had been closed there; and a GET also when its connection broke.
        """
        verzoek = self._verzoek(methode, url, koppen, body, wie)
        verbinding = self._neem(verzoek.plaats)
        try:
            return await self._probeer(verzoek, verbinding, maximum)
        except (_GeenVerbinding, Verbroken) as fout:
            if not _mag_opnieuw(fout, verzoek, hergebruikt=verbinding is not None):
                raise HttpFout(fout.oorzaak) from None
        return await self._probeer(verzoek, None, maximum)

    async def sluit(self) -> None:
        """Close every connection; a next request opens new ones."""
        if self._veger is not None:
            self._veger.cancel()
        self._veger, self._vrij = None, {}
        alle, self._alle = self._alle, set()
        for verbinding in alle:
            verbinding.verbreek()
        await asyncio.gather(*(verbinding.dicht() for verbinding in alle))

    async def _probeer(self, verzoek: _Verzoek, verbinding: Verbinding | None, maximum: int) -> Httpantwoord:
        if verbinding is None:
            verbinding = await self._verbind(verzoek.plaats)
        try:
            return await verbinding.vraag(verzoek.ruw, maximum)
        finally:
            self._geef_terug(verzoek.plaats, verbinding)

    async def _verbind(self, plaats: _Plaats) -> Verbinding:
        try:
            async with asyncio.timeout(self._verbind_seconden):
                verbinding = await _leg(plaats)
        except OSError as fout:  # a certificate that is no good stays so, and what took too long had its time
            raise _GeenVerbinding(opnieuw=not isinstance(fout, ssl.SSLError | TimeoutError)) from None
        self._alle.add(verbinding)
        return verbinding

    def _verzoek(
        self, methode: str, url: str, koppen: Mapping[str, str], body: bytes | None, wie: frozenset[str]
    ) -> _Verzoek:
        """Write a request. Raises ``HttpFout`` for what cannot be one."""
        delen = urlsplit(url)
        try:
            ruw = _schrijf(methode, delen, koppen, body)
            adres = _adres(delen.scheme, delen.netloc)
        except (ValueError, KeyError):
            raise HttpFout(Httpoorzaak.VERBINDING) from None
        plaats = _Plaats(adres, self._tls() if adres.tls else None, wie)
        return _Verzoek(plaats, ruw, methode == "GET")

    def _neem(self, plaats: _Plaats) -> Verbinding | None:
        """Give the connection that was used last, if it is still there."""
        vrij = self._vrij.get(plaats, [])
        while vrij:
            sinds, verbinding = vrij.pop()
            if verbinding.open and time.monotonic() - sinds < LEVEND:
                return verbinding
            self._doe_weg(verbinding)
        return None

    def _geef_terug(self, plaats: _Plaats, verbinding: Verbinding) -> None:
        if not verbinding.open or verbinding not in self._alle:
            self._doe_weg(verbinding)
            return
        self._vrij.setdefault(plaats, []).append((time.monotonic(), verbinding))
        if self._veger is None:
            self._veger = asyncio.get_running_loop().call_later(LEVEND, self._veeg)

    def _doe_weg(self, verbinding: Verbinding) -> None:
        verbinding.verbreek()
        self._alle.discard(verbinding)

    def _veeg(self) -> None:
        """Close what had no work for long enough; come back as long as there is anything."""
        grens = time.monotonic() - LEVEND
        for plaats, vrij in list(self._vrij.items()):
            for sinds, verbinding in vrij:
                if sinds <= grens or not verbinding.open:
                    self._doe_weg(verbinding)
            self._vrij[plaats] = [(s, v) for s, v in vrij if v in self._alle]
        self._vrij = {plaats: vrij for plaats, vrij in self._vrij.items() if vrij}
        self._veger = asyncio.get_running_loop().call_later(LEVEND / 2, self._veeg) if self._vrij else None


async def _leg(plaats: _Plaats) -> Verbinding:
    """Connect to the first of the host's addresses that answers. Raises ``OSError``."""
    loop = asyncio.get_running_loop()
    adres, tls, wie = plaats
    adressen = await loop.getaddrinfo(adres.host, adres.poort, type=socket.SOCK_STREAM)
    sok = await aiohappyeyeballs.start_connection(adressen, happy_eyeballs_delay=_VOORSPRONG, interleave=1, loop=loop)
    naam = None if tls is None else adres.host
    lijn, verbinding = await loop.create_connection(Verbinding, sock=sok, ssl=tls, server_hostname=naam)
    if tls is not None and wie and not is_van(lijn.get_extra_info("ssl_object").getpeercert(True), wie):
        verbinding.verbreek()
        raise ssl.SSLCertVerificationError("the certificate is another organisation's")
    return verbinding


def _mag_opnieuw(fout: HttpFout, verzoek: _Verzoek, *, hergebruikt: bool) -> bool:
    if isinstance(fout, _GeenVerbinding):
        return fout.opnieuw
    return verzoek.herhaalbaar or (hergebruikt and isinstance(fout, Verbroken) and not fout.begonnen)


def _schrijf(methode: str, url: SplitResult, koppen: Mapping[str, str], body: bytes | None) -> bytes:
    """Give a request as it goes over the line. Raises ``ValueError`` for what cannot be one."""
    doel = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
    alle = {"Host": url.netloc, **koppen}
    if body is not None:
        alle["Content-Length"] = str(len(body))
    tekst = "\r\n".join([f"{methode} {doel} HTTP/1.1", *[f"{naam}: {waarde}" for naam, waarde in alle.items()]])
    if tekst.count("\n") != len(alle) or tekst.count("\r") != len(alle) or "\0" in tekst or " " in doel:
        raise ValueError("more than one line")
    return b"%b\r\n\r\n%b" % (tekst.encode("latin-1"), body or b"")


@lru_cache(maxsize=4096)
def _adres(schema: str, adres: str) -> _Adres:
    """Raises ``ValueError`` or ``KeyError`` for what is no place."""
    delen = urlsplit(f"{schema}://{adres}")
    return _Adres(schema == "https", delen.hostname or "", delen.port or _POORT[schema])
