"""Around a good application: change a request on its way in, or a response on its way out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Koppen = list[tuple[str, str]]


@dataclass(frozen=True)
class Verzoek:
    methode: str
    pad: str
    koppen: Koppen
    body: bytes

    @property
    def is_vraag(self) -> bool:
        return self.methode == "POST" and self.pad.endswith("/matches")

    @property
    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def vraag(self) -> dict[str, Any]:
        """The vraagObject of a question that can be read; empty where there is none."""
        inhoud = self.json if self.is_vraag else None
        vraag = inhoud.get("vraagObject") if isinstance(inhoud, dict) else None
        return vraag if isinstance(vraag, dict) else {}

    def met_vraag(self, vraag: dict[str, Any]) -> "Verzoek":
        return replace(self, body=json.dumps({**self.json, "vraagObject": vraag}).encode())

    def kop(self, naam: str) -> str | None:
        return next((w for n, w in self.koppen if n == naam.lower()), None)

    def met_koppen(self, **koppen: str | None) -> "Verzoek":
        """Replace; None leaves out. An underscore stands for a dash."""
        over = {n.replace("_", "-").lower(): w for n, w in koppen.items()}
        rest = [(n, w) for n, w in self.koppen if n not in over]
        return replace(self, koppen=[*rest, *((n, w) for n, w in over.items() if w is not None)])


@dataclass(frozen=True)
class Uit:
    status: int
    koppen: Koppen = field(default_factory=list)
    body: bytes = b""

    @property
    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def matches(self) -> list[dict[str, Any]]:
        inhoud = self.json
        rij = inhoud.get("matches") if isinstance(inhoud, dict) and self.status == 200 else None
        return rij if isinstance(rij, list) else []

    def met_json(self, inhoud: Any) -> "Uit":
        return replace(self, body=json.dumps(inhoud).encode())

    def met_matches(self, matches: list[dict[str, Any]]) -> "Uit":
        return self.met_json({**self.json, "matches": matches}) if self.json and self.status == 200 else self

    def met_koppen(self, **koppen: str | None) -> "Uit":
        over = {n.replace("_", "-").lower(): w for n, w in koppen.items()}
        rest = [(n, w) for n, w in self.koppen if n not in over]
        return replace(self, koppen=[*rest, *((n, w) for n, w in over.items() if w is not None)])


Verder = Callable[[Verzoek], Awaitable[Uit]]
Mutant = Callable[[Verzoek, Verder], Awaitable[Uit]]


def omhul(mutant: Mutant) -> Callable[[ASGIApp], ASGIApp]:
    """Give what puts the mutant before an application; whole messages, one at a time."""

    def om(app: ASGIApp) -> ASGIApp:
        async def nieuw(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            koppen = [(n.decode("latin-1").lower(), w.decode("latin-1")) for n, w in scope["headers"]]
            verzoek = Verzoek(scope["method"], scope["path"], koppen, await _lees(receive))
            uit = await mutant(verzoek, lambda v: _vraag(app, scope, v))
            ruw = [(n.encode("latin-1"), w.encode("latin-1")) for n, w in uit.koppen]
            await send({"type": "http.response.start", "status": uit.status, "headers": ruw})
            await send({"type": "http.response.body", "body": uit.body})

        return nieuw

    return om


async def _lees(receive: Receive) -> bytes:
    delen = b""
    while True:
        bericht = await receive()
        delen += bericht.get("body", b"")
        if not bericht.get("more_body"):
            return delen


async def _vraag(app: ASGIApp, scope: Scope, verzoek: Verzoek) -> Uit:
    koppen = [(n.encode("latin-1"), w.encode("latin-1")) for n, w in verzoek.koppen if n != "content-length"]
    binnen = {**scope, "method": verzoek.methode, "path": verzoek.pad, "headers": koppen}
    binnen["raw_path"] = scope.get("raw_path") if verzoek.pad == scope["path"] else verzoek.pad.encode()
    start: dict[str, Any] = {}
    body = bytearray()

    berichten: list[Message] = [{"type": "http.request", "body": verzoek.body, "more_body": False}]

    async def receive() -> Message:
        return berichten.pop() if berichten else await asyncio.Future()  # the asker does not go away

    async def send(bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            start.update(bericht)
        else:
            body.extend(bericht.get("body", b""))

    await app(binnen, receive, send)
    terug = [(n.decode("latin-1").lower(), w.decode("latin-1")) for n, w in start["headers"]]
    return Uit(start["status"], [(n, w) for n, w in terug if n != "content-length"], bytes(body))
