"""A node with two municipalities and clients of every role, on one database; as many apps on it as a test wants."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import orjson

from app.domain.client import Client
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.selectiegebied import Postcodekaart
from app.main import Samenstel, maak_app
from app.models.aanroeper import Rol, scopes_van
from app.models.identiteit import ClientID, Oin
from app.models.partijen import Partijklasse
from app.privacy.sleutels import maak_sleutelbos, naar_json
from app.settings import Instellingen
from tests import tokens

EIGEN = Oin("00000001003214345000")
A, B = Oin("00000099000000071000"), Oin("00000099000000072000")
VREEMD = Oin("00000099000000079000")
ISSUER = "https://node.example/oauth/v1"
CLIENTS = {
    "beheer": (EIGEN, {Rol.BEHEERDER}),
    "privacy": (EIGEN, {Rol.PRIVACYFUNCTIONARIS}),
    "eigen": (EIGEN, {Rol.AANLEVERAAR}),
    "gemeente-a": (A, {Rol.AANLEVERAAR}),
    "gemeente-b": (B, {Rol.AANLEVERAAR}),
    "privacy-a": (A, {Rol.PRIVACYFUNCTIONARIS}),
}


@cache
def _bos() -> bytes:
    return naar_json(maak_sleutelbos())


def sleutelbestand(map_: Path) -> Path:
    """A key ring with a key for tokens, the same in the whole run."""
    pad = map_ / "node.sleutels.json"
    pad.write_bytes(_bos())
    pad.chmod(0o600)
    return pad


class Tokenhuis:
    """What the tests of tokens do with the node."""

    def __init__(self, node: Samenstel, klant: httpx.AsyncClient) -> None:
        self.node = node
        self.klant = klant

    async def token(self, naam: str, **anders: Any) -> str:
        """A token of our own issuer, for a client of ``CLIENTS``."""
        antwoord = await self.vraag_token(tokens.bewering(naam, tokens.rsa(naam), aud=f"{ISSUER}/token"), **anders)
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()["access_token"]

    async def vraag_token(self, bewering: str, **anders: Any) -> httpx.Response:
        return await self.klant.post("/oauth/v1/token", data=tokens.formulier(bewering, **anders))

    async def vraag(self, methode: str, pad: str, token: str | None, **anders: Any) -> httpx.Response:
        koppen = {} if token is None else {"Authorization": f"Bearer {token}"}
        return await self.klant.request(methode, pad, headers={**koppen, **anders.pop("headers", {})}, **anders)

    async def zet_client(self, naam: str, **anders: Any) -> None:
        async with self.node.database.schrijven() as opslag:
            bekend = await opslag.clients.client(ClientID(naam))
            assert bekend is not None
            await opslag.clients.zet(replace(bekend, **anders))


def client(naam: str, oin: Oin, rollen: Iterable[Rol]) -> Client:
    sleutels = orjson.dumps({"keys": [tokens.openbaar(tokens.rsa(naam)), tokens.openbaar(tokens.ec(f"{naam}-ec"))]})
    bundel = frozenset(rollen)
    return Client(ClientID(naam), oin, f"Client {naam}", bundel, frozenset(scopes_van(bundel)), sleutels, 1)


@asynccontextmanager
async def tokenhuis(url: str, kaart: Postcodekaart, map_: Path, **instellingen: Any) -> AsyncIterator[Tokenhuis]:
    """Build a node in productie, with two municipalities in it and a client for each line of ``CLIENTS``."""
    async with AsyncExitStack() as stapel:
        huis = await stapel.enter_async_context(extra_app(url, kaart, sleutelbestand(map_), **instellingen))
        async with huis.node.database.schrijven() as opslag:
            for oin, naam in ((A, "Gemeente A"), (B, "Gemeente B")):
                await opslag.register.zet_bron(Bronregistratie(oin, naam))
                await opslag.register.zet_deelnemer(Deelnemer(oin, naam, Partijklasse.SUWI))
            for naam, (oin, rollen) in CLIENTS.items():
                await opslag.clients.zet(client(naam, oin, rollen))
        yield huis


@asynccontextmanager
async def extra_app(url: str, kaart: Postcodekaart, sleutels: Path, **instellingen: Any) -> AsyncIterator[Tokenhuis]:
    """One more worker on the same database and key ring."""
    zet = {"omgeving": "productie", "oin": EIGEN, "sleutels": sleutels, "token_uitgever": ISSUER}
    zet = zet | {"aanlevering_map": sleutels.parent / "spool"} | instellingen
    node = Samenstel(Instellingen(database_url=url, **zet), kaart)
    try:
        transport = httpx.ASGITransport(maak_app(node.instellingen, node.poort), client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="https://node.example") as klant:
            yield Tokenhuis(node, klant)
    finally:
        await node.sluit()
