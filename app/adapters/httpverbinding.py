"""One connection of the HTTP/1.1 client: one request at a time, one answer to each, and no byte more.

The parser is llhttp (by ``httptools``), which also reads the requests of our server. What it leaves to its
user stands here: how much may come, when an answer is whole, and whether the connection is fit for a next one.
"""

import asyncio
from enum import Enum
from http import HTTPStatus
from typing import Final, NamedTuple, cast

import httptools

KOP_BYTES: Final = 32_768
"""Most bytes in the headers of an answer."""
_ONVERPAKT: Final = {b"content-encoding": b"identity", b"transfer-encoding": b"chunked"}
"""The only values that these headers may have: what is counted is what is held."""


class Httpoorzaak(Enum):
    """Why there is no answer."""

    VERBINDING = "verbinding"
    TE_GROOT = "te groot"


class HttpFout(Exception):
    """No answer came, or none that may be held."""

    def __init__(self, oorzaak: Httpoorzaak) -> None:
        super().__init__(oorzaak.value)
        self.oorzaak = oorzaak


class Verbroken(HttpFout):
    """The connection broke; ``begonnen``: something of an answer had come."""

    def __init__(self, *, begonnen: bool) -> None:
        super().__init__(Httpoorzaak.VERBINDING)
        self.begonnen = begonnen


class Httpantwoord(NamedTuple):
    """``soort`` is the media type in small letters, without parameters; of an error ``body`` is empty."""

    status: int
    soort: str
    body: bytes


class _Lezing:
    """The reading of one answer of at most ``maximum`` bytes.

    ``klaar`` is done when the answer is there or never will be; ``heel``: it came to its last byte.
    """

    def __init__(self, maximum: int, klaar: "asyncio.Future[None]") -> None:
        self._maximum = maximum
        self._klaar = klaar
        self._parser: httptools.HttpResponseParser | None = httptools.HttpResponseParser(self)
        self._koppen: list[tuple[bytes, bytes]] = []
        self._body: list[bytes] = []
        self._bytes = self._kop_bytes = self._status = 0
        self._gewenst = True
        self._tot_einde = False
        self.begonnen = self.heel = self.herbruikbaar = False

    def voed(self, deel: bytes) -> None:
        """Take in what came; whatever is wrong with it becomes the outcome."""
        self.begonnen = True
        if self._parser is None:
            self.herbruikbaar = False
            return
        try:
            self._parser.feed_data(deel)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as fout:
            oorzaak = fout.__context__  # what a callback raised
            self.mislukt(oorzaak if isinstance(oorzaak, HttpFout) else HttpFout(Httpoorzaak.VERBINDING))

    def einde(self) -> None:
        """The other side closed: that ends an answer without a length, and breaks any other."""
        self.herbruikbaar = False
        if self._tot_einde and not self.heel:
            self._rond_af()
        else:
            self.mislukt(Verbroken(begonnen=self.begonnen))

    def mislukt(self, fout: HttpFout) -> None:
        """Let this be the outcome, unless there is one."""
        self.herbruikbaar, self._parser = False, None
        if not self._klaar.done():
            self._klaar.set_exception(fout)

    def antwoord(self) -> Httpantwoord:
        """Give what was read; of a header that occurs twice the first counts."""
        soorten = (waarde for naam, waarde in self._koppen if naam.lower() == b"content-type")
        soort = next(soorten, b"").decode("latin-1").partition(";")[0].strip().lower()
        return Httpantwoord(self._status, soort, b"".join(self._body))

    def on_message_begin(self) -> None:
        """Refuse a second answer, which nobody asked for."""
        if self.heel:
            raise HttpFout(Httpoorzaak.VERBINDING)

    def on_header(self, naam: bytes, waarde: bytes) -> None:
        self._kop_bytes += len(naam) + len(waarde)
        if self._kop_bytes > KOP_BYTES:
            raise HttpFout(Httpoorzaak.VERBINDING)
        self._koppen.append((naam, waarde))

    def on_headers_complete(self) -> None:
        if self._parser is None:
            return
        self._status = self._parser.get_status_code()
        if self._status < HTTPStatus.OK:  # 100 Continue and its like announce the answer
            return
        self.herbruikbaar = self._parser.should_keep_alive()
        self._gewenst = self._status == HTTPStatus.OK
        lengte = self._lengte()
        if not self._gewenst:
            self._klaar.set_result(None)
        elif lengte > self._maximum:
            raise HttpFout(Httpoorzaak.TE_GROOT)

    def on_body(self, deel: bytes) -> None:
        self._bytes += len(deel)
        if self._bytes > self._maximum:
            raise HttpFout(Httpoorzaak.TE_GROOT)
        if self._gewenst:
            self._body.append(deel)

    def on_message_complete(self) -> None:
        if self._status < HTTPStatus.OK:
            self._koppen.clear()
        else:
            self._rond_af()

    def _lengte(self) -> int:
        """Give the announced length, 0 where there is none. Raises ``HttpFout`` for what is packed in any way."""
        lengte, self._tot_einde = 0, True
        for ruw, waarde in self._koppen:
            naam = ruw.lower()
            if naam == b"content-length":
                lengte, self._tot_einde = int(waarde), False
            elif naam == b"transfer-encoding":
                self._tot_einde = False
            if _ONVERPAKT.get(naam, waarde.lower()) != waarde.lower():
                raise HttpFout(Httpoorzaak.VERBINDING)
        return lengte

    def _rond_af(self) -> None:
        self.heel, self._parser = True, None
        if not self._klaar.done():
            self._klaar.set_result(None)


class Verbinding(asyncio.Protocol):
    """A connection that is kept; ``open`` says whether it can take a request."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._dicht: asyncio.Future[None] = self._loop.create_future()
        self._transport: asyncio.Transport | None = None
        self._lezing: _Lezing | None = None

    @property
    def open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    async def vraag(self, verzoek: bytes, maximum: int) -> Httpantwoord:
        """Send a request and read its answer. Raises ``HttpFout``.

        However it ends, cancelled too: the connection stays open only if the answer came whole and the other
        side keeps it open as well.
        """
        klaar: asyncio.Future[None] = self._loop.create_future()
        lezing = self._lezing = _Lezing(maximum, klaar)
        try:
            if self._transport is None or not self.open:
                raise Verbroken(begonnen=False)
            self._transport.write(verzoek)
            await klaar
            return lezing.antwoord()
        finally:
            self._lezing = None
            if not (lezing.heel and lezing.herbruikbaar):
                self.verbreek()

    def verbreek(self) -> None:
        """Close at once."""
        if self._transport is not None:
            self._transport.abort()

    async def dicht(self) -> None:
        """Return when it is closed."""
        await asyncio.shield(self._dicht)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but its class

    def data_received(self, data: bytes) -> None:
        if self._lezing is None:  # nobody asked for anything
            self.verbreek()
        else:
            self._lezing.voed(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._lezing is not None and exc is None:
            self._lezing.einde()
        elif self._lezing is not None:
            self._lezing.mislukt(Verbroken(begonnen=self._lezing.begonnen))
        self._transport = None
        if not self._dicht.done():
            self._dicht.set_result(None)
