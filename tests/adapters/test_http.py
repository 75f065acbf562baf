"""The HTTP client against servers that misbehave, on real sockets."""

import asyncio
import gzip
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvloop

from app.adapters.http import HttpFout, Httpklant, Httpoorzaak
from tests.pki import Uitgever

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
        self.schrijvers: list[asyncio.StreamWriter] = []

    async def __call__(self, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        self.verbindingen += 1
        self.taken.add(asyncio.current_task())
        self.schrijvers.append(schrijver)
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


@pytest.mark.parametrize(
    "antwoord",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=1\r\n{}\r\n0\r\nX-Na: 1\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + goed(),
        b"HTTP/1.1 200 OK\r\n\r\n{ ",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        goed(b"{}", b"Connection: close"),
        goed(b"{}", b"content-encoding: IDENTITY"),
    ],
)
async def test_every_way_to_end_an_answer_is_read(antwoord):
    async with opstelling(lambda *_: antwoord) as (_, stuur):
        for _ in range(2):
            assert (await stuur()).body.strip() in {b"{}", b"{"}


@pytest.mark.parametrize(
    "antwoord",
    [
        goed() + goed(b'{"van":"een ander"}'),
        goed() + b"x",
        goed() + b"HTTP/1.1 200 OK\r\n",
        goed(b"{}", b"Connection: close") + b"x",
        goed(b"geheim", status=b"503 Vol") + b"x",
    ],
)
async def test_what_comes_after_an_answer_is_never_the_next_one(antwoord):
    async with opstelling(lambda *_: antwoord) as (server, stuur):
        eerste, tweede = await stuur(), await stuur()
    assert eerste == tweede
    assert b"ander" not in eerste.body
    assert server.verbindingen == 2


@pytest.mark.parametrize(
    "antwoord",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n{}",
        b"HTTP/2 200\r\n\r\n{}",
        b"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
    ],
)
async def test_what_can_be_read_in_two_ways_is_not_read(antwoord):
    async with opstelling(lambda *_: antwoord) as (server, stuur):
        with pytest.raises(HttpFout) as fout:
            await stuur()
        assert fout.value.oorzaak is Httpoorzaak.VERBINDING
        assert len(server.verzoeken) == 1


async def test_an_error_leaves_the_connection_fit_when_it_came_whole():
    async with opstelling(lambda *_: goed(b"geheim", status=b"503 Vol")) as (server, stuur):
        for _ in range(2):
            assert (await stuur())[::2] == (503, b"")
        assert server.verbindingen == 1


async def test_a_long_error_is_not_waited_for():
    def antwoord(*_: object) -> bytes:
        return b"HTTP/1.1 500 Fout\r\nContent-Length: 99999\r\n\r\nx"

    async with opstelling(antwoord) as (server, stuur):
        for _ in range(2):
            assert (await stuur()).status == 500
        assert server.verbindingen == 2


async def test_who_no_longer_waits_breaks_the_connection():
    gevraagd = asyncio.Event()

    def half(*_: object) -> bytes:
        gevraagd.set()
        return b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}"

    async with opstelling(half) as (server, stuur):
        vraag = asyncio.ensure_future(stuur())
        await gevraagd.wait()
        vraag.cancel()
        with pytest.raises(asyncio.CancelledError):
            await vraag
        await asyncio.gather(*server.taken)


async def test_a_connection_that_had_no_work_for_long_is_closed(monkeypatch):
    monkeypatch.setattr("app.adapters.http.LEVEND", 0.02)
    async with opstelling(lambda *_: goed()) as (server, stuur):
        await stuur()
        await asyncio.wait_for(asyncio.gather(*server.taken), 10)
        await stuur()
        assert server.verbindingen == 2


async def test_what_comes_unasked_closes_the_connection():
    async with opstelling(lambda nummer, _: goed()) as (server, stuur):
        await stuur()
        server.schrijvers[0].write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
        await asyncio.wait_for(asyncio.gather(*server.taken), 10)
        assert (await stuur()).body == b"{}"


@pytest.mark.parametrize("kop", ["a\r\nX-Meer: 1", "a\nb", "a\0", "\u20ac"])
async def test_a_header_stays_one_header(kop):
    klant = Httpklant(1.0)
    with pytest.raises(HttpFout):
        await klant.stuur("GET", "http://127.0.0.1:9/", {"X-Proef": kop}, 10)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://127.0.0.1:x/", "http://127.0.0.1/a b", "/pad"])
async def test_a_url_that_cannot_be_asked(url):
    with pytest.raises(HttpFout):
        await Httpklant(1.0).stuur("GET", url, {}, 10)


async def test_tls_asks_for_a_certificate_of_that_host(tmp_path):
    uitgever = Uitgever("Proef")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*uitgever.geef(hostnamen=["localhost"]).schrijf(tmp_path, "server"))
    server = Server(lambda *_: goed())
    luister = await asyncio.start_server(server, "127.0.0.1", 0, ssl=tls)
    poort = luister.sockets[0].getsockname()[1]
    tls_van_de_vrager = ssl.create_default_context(cadata=uitgever.pem.decode())
    klant = Httpklant(5.0, lambda: tls_van_de_vrager)
    for _ in range(2):
        assert (await klant.stuur("POST", f"https://localhost:{poort}/", {}, 100, b"{}")).body == b"{}"
    vreemde = Httpklant(5.0)
    for wie, host in ((klant, "127.0.0.1"), (vreemde, "localhost")):
        with pytest.raises(HttpFout):
            await wie.stuur("GET", f"https://{host}:{poort}/", {}, 100)
    assert server.verbindingen == 1
    await klant.sluit()
    await vreemde.sluit()
    luister.close()
    await asyncio.gather(*server.taken, return_exceptions=True)


def test_it_works_on_the_loop_of_the_server():
    async def vraag() -> None:
        async with opstelling(lambda *_: goed()) as (server, stuur):
            for _ in range(2):
                assert (await stuur()).body == b"{}"
            assert server.verbindingen == 1

    uvloop.run(vraag())


async def test_nobody_there():
    klant = Httpklant(1.0)
    with pytest.raises(HttpFout):
        await klant.stuur("GET", "http://127.0.0.1:9/", {}, 10)
    await klant.sluit()
    await klant.sluit()


def test_only_the_client_knows_the_libraries():
    kent = re.compile(r"^\s*(import|from) (aiohttp|aiohappyeyeballs|httptools|httpx|requests|urllib3)\b", re.MULTILINE)
    kenners = [str(p.relative_to(APP)) for p in APP.rglob("*.py") if kent.search(p.read_text(encoding="utf-8"))]
    assert sorted(kenners) == ["adapters/http.py", "adapters/httpverbinding.py"]
