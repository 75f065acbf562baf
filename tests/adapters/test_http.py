"""The HTTP client against servers that misbehave, on real sockets."""

import asyncio
import gzip
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.adapters.http import HttpFout, Httpklant, Httpoorzaak

APP = Path(__file__).resolve().parents[2] / "app"
HEEL = (b"{}", b"}", b"x", b"geheim")
"""How an answer ends that is whole; after another the server closes."""
Antwoord = Callable[[int, bytes], bytes | None]


class Server:
    """Gives a raw answer to each request; None: closes without one. Keeps what it was sent."""

    def __init__(self, antwoord: Antwoord) -> None:
        self._antwoord = antwoord
        self.verzoeken: list[bytes] = []
        self.verbindingen = 0
        self.taken: set[asyncio.Task[None] | None] = set()

    async def __call__(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        self.verbindingen += 1
        self.taken.add(asyncio.current_task())
        try:
            while True:
                kop = await lezer.readuntil(b"\r\n\r\n")
                lengte = kop.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
                self.verzoeken.append(kop + await lezer.readexactly(int(lengte or 0)))
                antwoord = self._antwoord(len(self.verzoeken), kop)
                if antwoord is None:
                    break
                schrijver.write(antwoord)
                await schrijver.drain()
                if not antwoord.endswith(HEEL):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            schrijver.transport.abort()


@asynccontextmanager
async def opstelling(antwoord: Antwoord) -> AsyncIterator[tuple[Server, Callable[..., Awaitable[object]]]]:
    server = Server(antwoord)
    luister = await asyncio.start_server(server, "127.0.0.1", 0)
    klant = Httpklant(2.0)
    url = f"http://127.0.0.1:{luister.sockets[0].getsockname()[1]}/pad"

    async def stuur(methode: str = "POST", body: bytes | None = b"{}", maximum: int = 1000):
        return await klant.stuur(methode, url, {"X-Proef": "1"}, maximum, body)

    try:
        yield server, stuur
    finally:
        await klant.sluit()
        luister.close()
        await asyncio.gather(*server.taken, return_exceptions=True)


def goed(body: bytes = b"{}", *koppen: bytes, status: bytes = b"200 OK") -> bytes:
    alle = [b"HTTP/1.1 " + status, b"Content-Type: Application/JSON; charset=utf-8", *koppen]
    return b"\r\n".join([*alle, b"Content-Length: %d" % len(body), b"", body])


async def test_keeps_the_connection_alive():
    async with opstelling(lambda *_: goed(b'{"a":1}')) as (server, stuur):
        for _ in range(3):
            assert (await stuur())[:3] == (200, "application/json", b'{"a":1}')
        assert server.verbindingen == 1
        assert b"X-Proef: 1" in server.verzoeken[0]


@pytest.mark.parametrize(
    "antwoord",
    [
        goed(b"x" * 1001),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"200\r\n" + b"x" * 512 + b"\r\n" + b"200\r\n" + b"x" * 512,
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
    ],
)
async def test_what_is_too_large_is_not_read_to_its_end(antwoord):
    async with opstelling(lambda *_: antwoord) as (server, stuur):
        with pytest.raises(HttpFout) as fout:
            await stuur()
        assert fout.value.oorzaak is Httpoorzaak.TE_GROOT
        assert len(server.verzoeken) == 1


async def test_the_limit_itself_fits():
    async with opstelling(lambda *_: goed(b"x" * 1000)) as (_, stuur):
        assert len((await stuur()).body) == 1000


@pytest.mark.parametrize(
    "antwoord",
    [
        b"onzin\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        goed(gzip.compress(b"x" * 100_000), b"Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    ],
)
async def test_what_cannot_be_read_is_no_answer_and_shows_nothing(antwoord):
    tel = iter([antwoord])
    async with opstelling(lambda *_: next(tel, None)) as (_, stuur):
        with pytest.raises(HttpFout) as fout:
            await stuur()
        assert fout.value.oorzaak is Httpoorzaak.VERBINDING
        assert (str(fout.value), fout.value.__cause__) == ("verbinding", None)


async def test_follows_no_redirect_and_reads_no_error():
    async with opstelling(lambda *_: goed(b"geheim", b"Location: /elders", status=b"302 Found")) as (server, stuur):
        assert (await stuur())[:3] == (302, "application/json", b"")
        assert len(server.verzoeken) == 1


async def test_keeps_no_cookie_and_no_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with opstelling(lambda *_: goed(b"{}", b"Set-Cookie: a=b")) as (server, stuur):
        for _ in range(2):
            await stuur()
        assert b"Cookie" not in server.verzoeken[1]


@pytest.mark.parametrize(("methode", "vaak"), [("POST", 1), ("GET", 2)])
async def test_a_new_connection_that_breaks_is_tried_again_for_a_get_alone(methode, vaak):
    async with opstelling(lambda *_: None) as (server, stuur):
        with pytest.raises(HttpFout):
            await stuur(methode, None)
        assert len(server.verzoeken) == vaak


async def test_a_kept_connection_that_was_closed_there_is_tried_again():
    async with opstelling(lambda nummer, _: None if nummer == 2 else goed()) as (server, stuur):
        await stuur()
        assert (await stuur()).status == 200
        assert (len(server.verzoeken), server.verbindingen) == (3, 2)


async def test_nobody_there():
    klant = Httpklant(1.0)
    with pytest.raises(HttpFout):
        await klant.stuur("GET", "http://127.0.0.1:9/", {}, 10)
    await klant.sluit()
    await klant.sluit()


def test_one_module_knows_the_library():
    kent = re.compile(r"^\s*(import|from) (aiohttp|httpx|requests|urllib3)\b", re.MULTILINE)
    kenners = [str(p.relative_to(APP)) for p in APP.rglob("*.py") if kent.search(p.read_text(encoding="utf-8"))]
    assert kenners == ["adapters/http.py"]
