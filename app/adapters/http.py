"""HTTP to the outside. The only module that knows the library.

One session per process keeps connections alive; it follows no redirect, keeps no cookie, reads no proxy from
the environment and takes no compressed answer (what is counted is what is held). Nothing here logs, and no
error holds anything that was sent or received.
"""

from collections.abc import Mapping
from enum import Enum
from http import HTTPStatus
from ssl import SSLContext
from types import SimpleNamespace
from typing import Final, NamedTuple

import aiohttp

LEVEND: Final = 30.0
"""Seconds that a connection without work is kept."""
_POGINGEN: Final = 2


class Httpoorzaak(Enum):
    """Why there is no answer."""

    VERBINDING = "verbinding"
    TE_GROOT = "te groot"


class HttpFout(Exception):
    """No answer came, or none that may be held."""

    def __init__(self, oorzaak: Httpoorzaak) -> None:
        super().__init__(oorzaak.value)
        self.oorzaak = oorzaak


class Httpantwoord(NamedTuple):
    """``soort`` is the media type in small letters, without parameters; ``koppen`` know no case."""

    status: int
    soort: str
    body: bytes
    koppen: Mapping[str, str]


class Httpklant:
    """Sends requests from one event loop, the first one's. ``verbind_seconden``: longest wait for a connection.

    ``tls`` proves who we are to the other side; None: the system's own certificates, no proof.
    """

    def __init__(self, verbind_seconden: float, tls: SSLContext | None = None) -> None:
        self._verbind_seconden = verbind_seconden
        self._tls = tls
        self._sessie: aiohttp.ClientSession | None = None

    async def stuur(
        self,
        methode: str,
        url: str,
        koppen: Mapping[str, str],
        maximum: int,
        body: bytes | None = None,
        *,
        lees_fout: bool = False,
    ) -> Httpantwoord:
        """Send a request and read at most ``maximum`` bytes of its answer. Raises ``HttpFout``.

        Of an error nothing is read: it may hold anything; ``lees_fout``: it is.

        It is sent once more when the other side cannot have begun on it: no connection was made, or one that
        was kept alive had been closed there. A GET whose connection broke is sent once more by the library.
        """
        for poging in range(1, _POGINGEN + 1):
            sporen = SimpleNamespace(hergebruikt=False)
            try:
                async with self._geef_sessie().request(
                    methode, url, headers=koppen, data=body, allow_redirects=False, trace_request_ctx=sporen
                ) as antwoord:
                    return await _lees(antwoord, maximum, lees_fout=lees_fout)
            except (aiohttp.ClientError, OSError, ValueError) as fout:
                if poging == _POGINGEN or not _mag_opnieuw(fout, hergebruikt=sporen.hergebruikt and body is not None):
                    raise HttpFout(Httpoorzaak.VERBINDING) from None
        raise AssertionError

    async def sluit(self) -> None:
        """Close every connection; a next request opens a new session."""
        sessie, self._sessie = self._sessie, None
        if sessie is not None:
            await sessie.close()

    def _geef_sessie(self) -> aiohttp.ClientSession:
        if self._sessie is None:
            self._sessie = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0, keepalive_timeout=LEVEND, ssl=True if self._tls is None else self._tls
                ),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._verbind_seconden),
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[_spoor()],
                auto_decompress=False,
                trust_env=False,
                skip_auto_headers=["User-Agent", "Accept-Encoding"],
            )
        return self._sessie


async def _lees(antwoord: aiohttp.ClientResponse, maximum: int, *, lees_fout: bool) -> Httpantwoord:
    inhoud = antwoord.status == HTTPStatus.OK or lees_fout
    body = await _lees_body(antwoord, maximum) if inhoud else b""
    return Httpantwoord(antwoord.status, antwoord.content_type.lower(), body, antwoord.headers)


async def _lees_body(antwoord: aiohttp.ClientResponse, maximum: int) -> bytes:
    if antwoord.headers.get("Content-Encoding", "identity").lower() != "identity":
        antwoord.close()
        raise HttpFout(Httpoorzaak.VERBINDING)
    if (antwoord.content_length or 0) > maximum:
        antwoord.close()
        raise HttpFout(Httpoorzaak.TE_GROOT)
    gelezen = bytearray()
    async for deel in antwoord.content.iter_any():
        gelezen += deel
        if len(gelezen) > maximum:
            antwoord.close()
            raise HttpFout(Httpoorzaak.TE_GROOT)
    return bytes(gelezen)


def _mag_opnieuw(fout: Exception, *, hergebruikt: bool) -> bool:
    if isinstance(fout, aiohttp.ClientConnectorError):
        return not isinstance(fout, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError)
    return hergebruikt and isinstance(fout, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError)


def _spoor() -> aiohttp.TraceConfig:
    """Note of every request whether its connection had been used before."""
    spoor = aiohttp.TraceConfig()

    async def hergebruikt(_: aiohttp.ClientSession, verzoek: SimpleNamespace, __: object) -> None:
        verzoek.trace_request_ctx.hergebruikt = True

    spoor.on_connection_reuseconn.append(hergebruikt)
    return spoor
