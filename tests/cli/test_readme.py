"""The README's question is asked to the demo, and its answer compared: documentation that is tested stays true."""

import asyncio
import json
import re
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from app.main import Samenstel, maak_app
from app.settings import lees_instellingen

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def _blok(taal, deel):
    (blok,) = [b for b in re.findall(rf"```{taal}\n(.*?)```", README, re.DOTALL) if deel in b]
    return blok


def _headers(blok):
    return dict(re.findall(r"-H '([^:]+): ([^']+)'", blok))


def _zonder_ids(antwoord):
    return [{k: v for k, v in match.items() if k != "vumID"} for match in antwoord["matches"]]


@asynccontextmanager
async def _gesloten(node):
    try:
        yield
    finally:
        await node.sluit()


def test_the_question_gives_the_answer_and_the_detail(gemigreerd):
    assert gemigreerd("demo") == 0
    vraag, detail = _blok("sh", "-d '"), _blok("sh", "/VUMID")
    body = re.search(r"-d '(.*?)'", vraag, re.DOTALL)[1]

    async def stel():
        node = Samenstel(lees_instellingen())
        transport = httpx.ASGITransport(maak_app(node.instellingen, node.poort))
        async with _gesloten(node), httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            pad = re.search(r"http://127.0.0.1:8000(\S+)", vraag)[1]
            antwoord = (await client.post(pad, headers=_headers(vraag), content=body)).json()
            pad = re.search(r"http://127.0.0.1:8000(\S+)", detail)[1]
            pad = pad.replace("VUMID", antwoord["matches"][0]["vumID"])
            return antwoord, await client.get(pad, headers=_headers(detail))

    antwoord, opgevraagd = asyncio.run(stel())
    assert _zonder_ids(antwoord) == _zonder_ids(json.loads(_blok("json", "matches")))
    assert opgevraagd.status_code == 200


def test_the_two_commands_come_first():
    assert README.index("make demo") < README.index("make test") < README.index("## Ask a question")


def test_every_command_that_is_shown_exists(openvum):
    genoemd = {
        tuple(r.split()[1:3])
        for b in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
        for r in b.splitlines()
        if r.startswith("openvum ")
    }
    assert genoemd
    for delen in genoemd:
        opdracht = [d for d in delen if d.isalpha()]
        assert openvum(*opdracht, "--help") == 0
