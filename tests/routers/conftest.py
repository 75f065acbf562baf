"""The edge in front of a gate that only notes what reaches it."""

from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import httpx
import pytest
import pytest_asyncio

from app.main import maak_app
from app.models.identiteit import Oin
from app.privacy.antwoord import Antwoord
from app.privacy.certificaten import GEEN_CERTIFICATEN
from app.privacy.gate import Beheer
from app.privacy.toelating import Toelating
from app.privacy.vumtoelating import Vumtoelating
from app.settings import Instellingen

EIGEN = "00000001810207357000"
VRAGER = "00000099000000001000"
VERWERKER = "00000099000000002000"
KOPPEN = {
    "X-VUM-berichtVersie": "3.0.0",
    "API-Version": "3.0.0",
    "X-VUM-fromParty": VRAGER,
    "X-VUM-toParty": EIGEN,
    "X-VUM-viaParty": VERWERKER,
    "X-VUM-SUWIparty": "true",
}
BASES = ("/api/v3", "/bron/api/v3")
SOORTEN = ("werkzoekendeProfielen", "vacatures")
FOUTVELDEN = {"type", "title", "status", "detail", "instance", "code", "message", "details"}


class Neppoort:
    """Stands for both gates: keeps the calls, and answers or fails as told."""

    def __init__(self) -> None:
        self.aanroepen: list[tuple[Any, ...]] = []
        self.versies: list[Any] = []
        self.fout: BaseException | None = None
        self.antwoord = Antwoord(b'{"ja":true}', {"X-VUM-Bronnen": "bevraagd=1; geantwoord=1; begrensd=0"})
        self.uitwisseling = self
        self.bron = self
        self.beheer = Beheer(self, self, self, self)
        self.inzage = self
        self.aanlevering = (self, self)
        self.uitgifte = self
        self.toelating = Toelating(None, None, Oin(EIGEN), sandbox=True)
        self.vumtoelating = Vumtoelating(None, GEEN_CERTIFICATEN)

    async def _doe(self, *aanroep: Any) -> Antwoord:
        self.aanroepen.append(aanroep)
        if self.fout is not None:
            raise self.fout
        return self.antwoord

    async def matches(self, partijen, soort, body, versie):
        self.versies.append(versie)
        return await self._doe("matches", partijen, soort, body)

    async def detail(self, partijen, soort, id_, versie):
        self.versies.append(versie)
        return await self._doe("detail", partijen, soort, id_)

    async def klaar(self) -> None:
        if self.fout is not None:
            raise self.fout


_POORT = Neppoort()


@pytest.fixture
def poort() -> Neppoort:
    """The gate behind every app here, as new; the apps themselves keep nothing between requests."""
    vars(_POORT).update(
        vars(Neppoort()),
        uitwisseling=_POORT,
        bron=_POORT,
        beheer=Beheer(_POORT, _POORT, _POORT, _POORT),
        inzage=_POORT,
        aanlevering=(_POORT, _POORT),
    )
    return _POORT


class Dichtepoort:
    """The same gate, that lets nobody in to our own APIs."""

    toelating = Toelating(None, None, Oin(EIGEN), sandbox=False)

    def __getattr__(self, naam: str) -> Any:
        return getattr(_POORT, naam)


@cache
def _open_node() -> Any:
    return maak_app(Instellingen(maximum_body=1000), _POORT)


@cache
def _gesloten_node() -> Any:
    """A node in productie, with nothing configured that proves an asker."""
    return maak_app(
        Instellingen(omgeving="productie", oin="00000001003214345000", sleutels="sleutels.json"), Dichtepoort()
    )


def maak_klant(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node")


@pytest_asyncio.fixture
async def klant(poort) -> AsyncIterator[httpx.AsyncClient]:
    async with maak_klant(_open_node()) as klant:
        yield klant


@pytest_asyncio.fixture
async def gesloten(poort) -> AsyncIterator[httpx.AsyncClient]:
    async with maak_klant(_gesloten_node()) as klant:
        yield klant


@pytest.fixture
def logregels(monkeypatch) -> list[tuple[str, dict[str, Any]]]:
    regels: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr("app.routers.rand.log", lambda gebeurtenis, **velden: regels.append((gebeurtenis.name, velden)))
    return regels


def eis_fout(antwoord: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The one error body, its media type and the headers of the edge; gives the body."""
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"] in ("application/json", "application/problem+json")
    body = antwoord.json()
    assert set(body) == FOUTVELDEN
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"] == body["message"]
    assert body["detail"] == body["details"]
    assert body["type"] == f"urn:vum:fout:{code}"
    assert body["instance"].startswith("urn:uuid:")
    eis_beveiliging(antwoord)
    return body


def eis_beveiliging(antwoord: httpx.Response) -> None:
    koppen = antwoord.headers
    assert koppen["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in koppen["content-security-policy"]
    assert int(koppen["strict-transport-security"].partition("=")[2].partition(";")[0]) >= 31_536_000
    assert koppen["x-content-type-options"] == "nosniff"
    assert koppen["x-frame-options"] == "DENY"
    assert koppen["referrer-policy"] == "no-referrer"
    assert "server" not in koppen
    assert "set-cookie" not in koppen
