"""The sandbox as a newcomer starts it: the demo in a new database, served on a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from app.settings import PREFIX

_PROGRAMMAS = ("chromium", "chromium-browser", "google-chrome")


def _doe(omgeving: Mapping[str, str], map_: Path, *woorden: str) -> None:
    opdracht = [sys.executable, "-c", "from app.cli import main; main()", *woorden]
    subprocess.run(opdracht, env=omgeving, cwd=map_, check=True, capture_output=True)


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo; give its address."""
    map_ = tmp_path_factory.mktemp("sandbox")
    wortel = str(Path(__file__).resolve().parents[2])
    schoon = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    omgeving = {**schoon, "PYTHONPATH": wortel, f"{PREFIX}DATABASE_URL": f"sqlite+aiosqlite:///{map_ / 'openvum.db'}"}
    _doe(omgeving, map_, "db", "upgrade")
    _doe(omgeving, map_, "demo")
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    opdracht = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(poort)]
    server = subprocess.Popen(opdracht, env=omgeving, cwd=map_, stderr=subprocess.DEVNULL)
    adres = f"http://127.0.0.1:{poort}"
    try:
        _wacht_op(adres, server)
        yield adres
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
async def bladzijde(browser: Browser, sandbox: str) -> AsyncIterator[Page]:
    """A page that must not ask anything outside this machine, and on which no script may fail."""
    pagina = await browser.new_page(base_url=sandbox)
    pagina.set_default_timeout(30_000)
    buiten: list[str] = []
    mis: list[str] = []
    pagina.on("request", lambda r: None if r.url.startswith((sandbox, "data:", "blob:")) else buiten.append(r.url))
    pagina.on("pageerror", lambda fout: mis.append(str(fout)))
    pagina.on("console", lambda m: mis.append(m.text) if "Content Security Policy" in m.text else None)
    yield pagina
    await pagina.close()
    assert (buiten, mis) == ([], [])
