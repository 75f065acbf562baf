"""The sandbox as a newcomer starts it: the demo in a new database, served on a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from app.settings import PREFIX

_PROGRAMMAS = ("chromium", "chromium-browser", "google-chrome")


_OPENVUM = (sys.executable, "-c", "from app.cli import main; main()")


class Sandbox:
    """A running node of the sandbox, and its command."""

    def __init__(self, map_: Path) -> None:
        schoon = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
        wortel = str(Path(__file__).resolve().parents[2])
        self._map = map_
        self._omgeving = {
            **schoon,
            "PYTHONPATH": wortel,
            f"{PREFIX}DATABASE_URL": f"sqlite+aiosqlite:///{map_ / 'openvum.db'}",
        }
        self.adres = f"http://127.0.0.1:{_vrije_poort()}"

    def doe(self, *woorden: str, goed: bool = True) -> subprocess.CompletedProcess[bytes]:
        """Run ``openvum``; ``goed``: it must succeed."""
        klaar = subprocess.run(
            [*_OPENVUM, *woorden], env=self._omgeving, cwd=self._map, capture_output=True, check=False
        )
        assert not goed or klaar.returncode == 0, klaar.stderr.decode()[-2000:]
        return klaar

    def serveer(self) -> subprocess.Popen[bytes]:
        """Start the server."""
        opdracht = [*_OPENVUM, "serve", "--port", self.adres.rpartition(":")[2]]
        return subprocess.Popen(opdracht, env=self._omgeving, cwd=self._map, stderr=subprocess.DEVNULL)


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Serve the demo."""
    gestart = Sandbox(tmp_path_factory.mktemp("sandbox"))
    gestart.doe("db", "upgrade")
    gestart.doe("demo")
    server = gestart.serveer()
    try:
        _wacht_op(gestart.adres, server)
        yield gestart
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wacht_op(adres: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server stopped"
        try:
            if httpx.get(f"{adres}/health/ready", timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail("the server did not become ready")


def _programma() -> str:
    gevonden = next(filter(None, map(shutil.which, _PROGRAMMAS)), None)
    if gevonden is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("Chromium is absent")
    return str(gevonden)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    programma = _programma()
    async with async_playwright() as speler:
        gestart = await speler.chromium.launch(executable_path=programma, args=["--no-sandbox"])
        yield gestart
        await gestart.close()


@pytest_asyncio.fixture(loop_scope="session")
async def bladzijde(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    """A page that must not ask anything outside this machine, and on which no script may fail."""
    pagina = await browser.new_page(base_url=sandbox.adres)
    pagina.set_default_timeout(30_000)
    buiten: list[str] = []
    mis: list[str] = []
    pagina.on(
        "request", lambda r: None if r.url.startswith((sandbox.adres, "data:", "blob:")) else buiten.append(r.url)
    )
    pagina.on("pageerror", lambda fout: mis.append(str(fout)))
    pagina.on("console", lambda m: mis.append(m.text) if "Content Security Policy" in m.text else None)
    yield pagina
    await pagina.close()
    assert (buiten, mis) == ([], [])
