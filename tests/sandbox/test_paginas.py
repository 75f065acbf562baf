"""The pages of the sandbox: only there, nothing from outside, and no text of a register is taken for markup."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from app.domain.ports import Deelnemer
from app.domain.selectiegebied import Postcodekaart
from app.main import maak_app
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from tests.keten.bronnen import Huis, huis
from tools.maak_kaart import DOEL
from tools.maak_kaart import kaart as maak_kaart

BLADZIJDEN = ("/", "/console", "/gegevens", "/privacy", "/scenarios", "/scenarios/traag")
STATISCH = sorted(p.name for p in DOEL.parent.iterdir())
STOUT = "<script>alert(1)</script> & 'Co' \"BV\" </script>"


@pytest_asyncio.fixture
async def node(database_url: str, kaart: Postcodekaart) -> AsyncIterator[Huis]:
    async with huis(database_url, kaart) as gebouwd:
        yield gebouwd


def _klant(node: Huis) -> httpx.AsyncClient:
    app = maak_app(node.samenstel.instellingen, node.samenstel.poort)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node.example")


@pytest.mark.parametrize("pad", BLADZIJDEN)
async def test_a_page_asks_nothing_of_elsewhere(node: Huis, pad: str) -> None:
    async with _klant(node) as klant:
        antwoord = await klant.get(pad)
    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Type"] == "text/html; charset=utf-8"
    beleid = antwoord.headers["Content-Security-Policy"]
    assert "default-src 'none'" in beleid
    assert "unsafe" not in beleid
    gehaald = re.findall(r'(?:src|href)="([^"#]+)"', antwoord.text)
    assert gehaald
    assert [adres for adres in gehaald if not adres.startswith("/")] == []
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", antwoord.text) == []
    assert " style=" not in antwoord.text


@pytest.mark.parametrize("pad", BLADZIJDEN)
async def test_head_is_get_without_the_page(node: Huis, pad: str) -> None:
    async with _klant(node) as klant:
        met, zonder = await klant.get(pad), await klant.head(pad)
    assert (zonder.status_code, zonder.content) == (200, b"")
    assert dict(zonder.headers) == dict(met.headers)


@pytest.mark.parametrize("pad", BLADZIJDEN)
async def test_a_name_in_the_register_is_text_and_nothing_else(node: Huis, pad: str) -> None:
    stout = Deelnemer(Oin("00000099000000009000"), STOUT, Partijklasse.SUWI)
    async with node.samenstel.database.schrijven() as opslag:
        await opslag.register.zet_deelnemer(stout)
    async with _klant(node) as klant:
        assert "<script>alert" not in (await klant.get(pad)).text


@pytest.mark.parametrize("naam", STATISCH)
async def test_a_file_of_the_pages_is_served_with_its_kind(node: Huis, naam: str) -> None:
    async with _klant(node) as klant:
        antwoord = await klant.get(f"/pagina/{naam}")
    assert antwoord.status_code == 200
    assert antwoord.content == (DOEL.parent / naam).read_bytes()
    soorten = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
    assert antwoord.headers["Content-Type"].partition(";")[0] == soorten[Path(naam).suffix]
    assert b"http://" not in antwoord.content.replace(b"http://www.w3.org/", b"")
    assert b"https://" not in antwoord.content


@pytest.mark.parametrize(
    "pad",
    [
        "/pagina/bestaatniet.js",
        "/pagina/..%2fmain.py",
        "/pagina/",
        "/console/",
        "/scenarios/bestaatniet",
        "/oefenbron/weg/vacatures/x",
    ],
)
async def test_what_is_not_a_page_is_not_there(node: Huis, pad: str) -> None:
    async with _klant(node) as klant:
        assert (await klant.get(pad)).status_code == 404


def test_the_map_is_made_of_the_postcodes() -> None:
    assert DOEL.read_text("utf-8") == maak_kaart()


@pytest.mark.parametrize("inhoud", [b"", b"{", b'{"iets": 1}', b'{"vraagObject": {}}', b" " * 100_001])
async def test_a_practice_source_refuses_what_is_no_question(node: Huis, inhoud: bytes) -> None:
    async with _klant(node) as klant:
        antwoord = await klant.post("/oefenbron/gewoon/vacatures/matches", content=inhoud)
    assert antwoord.status_code == 400
