"""The one factory: every API gets the same edge, the same error handling and its own documentation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from app.models.identiteit import Oin
from app.privacy.begrenzing import Begrenzer
from app.privacy.certificaten import GEEN_CERTIFICATEN, Certificaten
from app.routers.aanroeper import eis_recht, eis_volledige_tabel
from app.routers.begrenzing import Grenswacht
from app.routers.certificaat import Proxys
from app.routers.documentatie import OPEN_PADEN, voeg_documentatie_toe
from app.routers.errors import AFHANDELING
from app.routers.health import Klaar, Meldingen, geen_meldingen, maak_routes
from app.routers.herkomst import Herkomsten
from app.routers.openapi import contact, maak_document
from app.routers.openapi_rechten import beveilig
from app.routers.partijen import Toegang, iedereen
from app.routers.rand import Api, BijWeigering, Rand, vergeet
from app.routers.uitfasering import uitfasering
from app.settings import Instellingen, Omgeving


@dataclass(frozen=True, slots=True)
class Beschrijving:
    """An API as it is built and published: its short name, base path, version, texts and models.

    ``vum``: it is one of the VUM contracts; otherwise it is our own, and the API Design Rules hold alone.
    """

    naam: str
    basis: str
    versie: str
    titel: str
    tekst: str
    tags: Mapping[str, str]
    modellen: Sequence[type[BaseModel]]
    vum: bool = True
    open: bool = False
    """Everybody may ask: what is behind it judges by itself."""


class Apiapp(FastAPI):
    """The framework's app for one API, without its defaults that break the API Design Rules or privacy."""

    def __init__(self, api: Beschrijving, router: APIRouter, instellingen: Instellingen) -> None:
        super().__init__(
            title=api.titel,
            description=api.tekst,
            version=api.versie,
            redirect_slashes=False,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            exception_handlers=AFHANDELING,
            # The framework's own telemetry would carry paths (with a vumID) and messages of exceptions.
            telemetry={"tracing": False, "metrics": False, "logs": False},
        )
        self._api = api
        self._contact = contact(instellingen)
        self.state.maximum_body = instellingen.maximum_body
        self._besloten = not (api.vum or api.open)
        if self._besloten:
            eis_volledige_tabel(router.routes)
        self.include_router(router, dependencies=[Depends(eis_recht)] if self._besloten else None)
        voeg_documentatie_toe(self)

    def openapi(self) -> dict[str, Any]:
        """Give the document of this API; made once, when first asked for."""
        if self.openapi_schema is None:
            self.openapi_schema = maak_document(
                self, self._api.basis, self._api.modellen, self._api.tags, self._contact, vum=self._api.vum
            )
            if self._besloten:
                beveilig(self.openapi_schema)
        return self.openapi_schema


def maak_api(
    api: Beschrijving,
    router: APIRouter,
    instellingen: Instellingen,
    toegang: Toegang,
    bij_weigering: BijWeigering = vergeet,
    *,
    begrenzer: Begrenzer | None = None,
) -> Rand:
    """Build one API behind its edge; ``toegang`` lets its callers in."""
    koppen = uitfasering(api.basis, api.versie, instellingen) if api.vum else {}
    rand = Api(api.naam, api.basis, api.versie, OPEN_PADEN, api.vum, vaste_koppen=koppen)
    app = Apiapp(api, router, instellingen)
    return Rand(
        app,
        rand,
        Oin(instellingen.eigen_oin),
        toegang,
        bij_weigering,
        grenswacht=_grenswacht(begrenzer, api.naam, instellingen),
        herkomsten=Herkomsten(instellingen.cors_herkomsten),
    )


def maak_voorkant(
    apis: Sequence[Beschrijving],
    klaar: Klaar,
    instellingen: Instellingen,
    levensloop: Lifespan[Starlette] | None,
    begrenzer: Begrenzer | None = None,
    *,
    paginas: Sequence[Route] = (),
    certificaten: Certificaten = GEEN_CERTIFICATEN,
    meldingen: Meldingen = geen_meldingen,
) -> Rand:
    """Build what stands beside the APIs: front page, health, metrics. It is open to everybody.

    ``paginas`` are the pages of the sandbox; the first of two routes for one path counts.
    """
    app = Starlette(
        routes=[*paginas, *maak_routes([(a.titel, a.basis) for a in apis], klaar, certificaten, meldingen)],
        exception_handlers=AFHANDELING,
        lifespan=levensloop,
    )
    app.router.redirect_slashes = False
    rand = Api("voorkant", "", open_paden=("",), onbegrensd=("/health/",))
    grenswacht = _grenswacht(begrenzer, rand.naam, instellingen)
    return Rand(app, rand, Oin(instellingen.eigen_oin), iedereen, grenswacht=grenswacht)


def _grenswacht(begrenzer: Begrenzer | None, api: str, instellingen: Instellingen) -> Grenswacht:
    proxys = Proxys(instellingen.proxynetwerken, unix=instellingen.proxy_over_unix)
    sandbox = instellingen.omgeving is Omgeving.SANDBOX
    return Grenswacht(begrenzer, api, proxys.vertrouwt, gelooft_koppen=sandbox)


class Node:
    """Sends each request to the API under whose base path it is, and all else to the front."""

    def __init__(self, apis: Mapping[str, ASGIApp], voorkant: ASGIApp, elders: Mapping[str, str] | None = None) -> None:
        """``elders``: paths outside an API at which a path of it is answered too, by the standard it follows."""
        self.apis = apis
        self._elders = elders or {}
        self.voorkant = voorkant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pad: str = scope.get("path", "")
        if pad in self._elders:
            pad = self._elders[pad]
            scope = {**scope, "path": pad, "raw_path": pad.encode()}
        for basis, app in self.apis.items():
            if pad == basis or pad.startswith(basis + "/"):
                await app({**scope, "root_path": scope.get("root_path", "") + basis}, receive, send)
                return
        await self.voorkant(scope, receive, send)
