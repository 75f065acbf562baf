"""The examples of docs/aanlevering.md are asked of a node as they are written there."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.routers.aanleverhuis import huis

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "aanlevering.md").read_text(encoding="utf-8")


def blok(naam):
    (gevonden,) = re.findall(rf"<!-- {re.escape(naam)} -->\n```\w+\n(.*?)```", DOCS, re.DOTALL)
    return gevonden


def lees(naam):
    return Path(naam).read_bytes()


class Curl:
    """Carries out a line of curl, with the options that the page uses."""

    def __init__(self, klant):
        self._klant = klant

    async def __call__(self, opdracht) -> httpx.Response:
        woorden = iter(shlex.split(opdracht.replace("\\\n", " "))[1:])
        methode, url, koppen, velden, inhoud = "GET", "", {}, {}, None
        for woord in woorden:
            if woord == "-H":
                koppen.update([next(woorden).split(": ", 1)])
            elif woord == "-F":
                naam, waarde = next(woorden).split("=", 1)
                velden[naam] = (waarde[1:], lees(waarde[1:])) if waarde[0] == "@" else (None, waarde)
                methode = "POST"
            elif woord in {"-d", "--data-binary"}:
                tekst = next(woorden)
                inhoud = lees(tekst[1:]) if tekst[0] == "@" else tekst.encode()
                methode = "POST" if methode == "GET" else methode
            elif woord == "-X":
                methode = next(woorden)
            elif woord.startswith("http"):
                url = woord
            elif woord == "-D":
                next(woorden)
        deel = urlsplit(url)
        adres = f"http://node{deel.path}" + (f"?{deel.query}" if deel.query else "")
        bijlagen = {"files": velden} if velden else {"content": inhoud}
        return await self._klant.request(methode, adres, headers=koppen, **bijlagen)


@pytest.fixture
def werkmap(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vacatures.json").write_text(blok("bestand: vacatures.json"), encoding="utf-8")


@pytest.fixture
async def h(sqlite_url, tmp_path, kaart, werkmap):
    async with huis(sqlite_url, tmp_path, kaart) as h:
        yield h


async def test_the_examples_do_what_the_docs_say(h):
    curl = Curl(h.klant)
    geleverd = await curl(blok("opdracht: lever"))
    assert geleverd.status_code == 202
    await h.node.leveringen.werkbank.klaar()
    rapport = await curl(blok("opdracht: rapport").replace("ID/", f"{geleverd.json()['id']}/"))
    assert rapport.json()["fouten"] == json.loads(blok("rapport"))
    formulier = await curl(blok("opdracht: formulier"))
    assert (formulier.status_code, formulier.json()["proef"]) == (202, True)
    await h.node.leveringen.werkbank.klaar()
    gezet = await curl(blok("opdracht: zet"))
    assert (gezet.status_code, gezet.json()["naamVacature"]) == (201, "Kok")
