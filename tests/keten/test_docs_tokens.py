"""What docs/tokens.md shows works as it stands there, with openssl and curl against a real server."""

import asyncio
import json
import os
import re
import shutil
import subprocess
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn

from app.main import maak_app
from app.models.aanroeper import Rol
from app.privacy.jwk import uit_pem
from app.privacy.uitgevers import lees_uitgevers
from tests.keten.tokenhuis import A, client, tokenhuis

BLADZIJDE = Path(__file__).resolve().parents[2] / "docs" / "tokens.md"


def voorbeeld(naam: str) -> str:
    gevonden = re.search(
        rf"<!-- voorbeeld: {re.escape(naam)} -->\n```\w+\n(.*?)```", BLADZIJDE.read_text("utf-8"), re.DOTALL
    )
    assert gevonden, naam
    return gevonden[1]


def test_the_file_of_issuers_is_one_that_can_be_read():
    eerste, tweede = lees_uitgevers(voorbeeld("uitgevers.toml"), http_mag=False)
    assert eerste.clients["pakket-voorbeeld"].oin == "00000099000000501000"
    assert (tweede.client_claim, tweede.oin_claim) == ("client_id", "oin")


@asynccontextmanager
async def _server(app):
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    taak = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 -- uvicorn tells it no other way
            await asyncio.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await taak


async def _shell(opdracht: str, map_: Path, **omgeving: str) -> str:
    def doe() -> str:
        return subprocess.run(
            ["sh", "-euc", opdracht], cwd=map_, env=os.environ | omgeving, capture_output=True, text=True, check=True
        ).stdout

    return await asyncio.to_thread(doe)


@pytest.mark.skipif(
    os.environ.get("CI") != "true" and not (shutil.which("openssl") and shutil.which("curl")),
    reason="openssl and curl are needed",
)
async def test_a_client_gets_a_token_with_openssl_and_curl(sqlite_url, kaart, tmp_path):
    await _shell("openssl genrsa -out client.key 2048 && openssl rsa -in client.key -pubout -out client.pem", tmp_path)
    sleutel = uit_pem((tmp_path / "client.pem").read_bytes())
    async with tokenhuis(sqlite_url, kaart, tmp_path, omgeving="sandbox") as huis:
        nieuw = client("pakket", A, {Rol.AANLEVERAAR})
        async with huis.node.database.schrijven() as opslag:
            await opslag.clients.zet(replace(nieuw, sleutels=_set(sleutel)))
        async with _server(maak_app(huis.node.instellingen, huis.node.poort)) as poort:
            # The proxy's part: the address that clients see is not the one that the server listens on.
            adres = f"http://127.0.0.1:{poort}/oauth/v1"
            script = voorbeeld("token.sh").replace(
                'curl --silent --show-error "$UITGEVER/token"', f"curl -sS {adres}/token"
            )
            uit = await _shell(
                script, tmp_path, CLIENT="pakket", KID=sleutel.kid, UITGEVER="https://node.example/oauth/v1"
            )
            antwoord = json.loads(uit)
            assert antwoord["scope"] == "inzage:lezen", antwoord
            met = f'-H "Authorization: Bearer {antwoord["access_token"]}" -H "Content-Type: application/json"'
            vraag = f"""curl -s -o /dev/null -w '%{{http_code}}' {met} --data '{{"bron":"{A}","id":"p-1"}}' """
            basis = f"http://127.0.0.1:{poort}/inzage/api/v1"
            assert await _shell(f"{vraag} {basis}/exporten", tmp_path) == "404"
            assert await _shell(f"{vraag} {basis}/wissingen", tmp_path) == "403"


def _set(sleutel) -> bytes:
    return json.dumps({"keys": [sleutel.als_jwk()]}).encode()
