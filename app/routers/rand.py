"""The edge around one app: nothing goes out without its headers, and no error goes out as it is.

Pure ASGI and outermost, so that it also sees what fails before or outside the app's own handlers.
"""

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.log import Gebeurtenis, log
from app.models.aanroeper import Aanroeper
from app.models.errors import InterneFout, NietGeautoriseerd, NietGevonden, VumFout
from app.models.identiteit import Oin
from app.privacy.begrenzing import Oordeel
from app.routers.aanroeper import AANROEPER
from app.routers.begrenzing import GEEN_GRENS, Grenswacht, limietkoppen, weigering
from app.routers.errors import EIGEN_API, VERTROKKEN, VERZOEK_ID, foutantwoord
from app.routers.herkomst import Herkomsten
from app.routers.meting import METHODEN, meet
from app.routers.partijen import API_VERSIE, BERICHTVERSIE, NAAR, VAN, VIA, Toegang, lees_oin

BEVEILIGING: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every response; a page with its own Content-Security-Policy keeps that one."""

ONBEKENDE_ROUTE = "onbekend"
GEEN_HERKOMST = Herkomsten()


@dataclass(frozen=True, slots=True)
class Api:
    """What the edge has to know of an app. ``versie`` None: no API, so no headers of one.

    ``vum``: a VUM contract holds, its headers included; otherwise the API Design Rules hold alone.
    ``open_paden`` are served to everybody, whatever the access rules say; ``onbegrensd`` are not counted.
    ``vaste_koppen`` are on every response.
    """

    naam: str
    basis: str
    versie: str | None = None
    open_paden: tuple[str, ...] = ()
    vum: bool = True
    onbegrensd: tuple[str, ...] = ()
    vaste_koppen: Mapping[str, str] = field(default_factory=dict)

    def is_onbegrensd(self, pad: str) -> bool:
        """Whether requests for this path are not counted: a probe must never be told to come back later."""
        return any(pad.startswith(self.basis + p) for p in self.onbegrensd)

    def is_open(self, pad: str) -> bool:
        """Whether everybody may ask for this path."""
        eigen = pad.removeprefix(self.basis)
        return any(eigen == p or eigen.startswith(p + "/") for p in self.open_paden)


def vumkoppen(koppen: Headers, versie: str, eigen_oin: Oin) -> dict[str, str]:
    """The VUM headers of a response: from and to swapped, and only what was a valid OIN."""
    gegeven = {
        API_VERSIE: versie,
        BERICHTVERSIE: versie,
        VAN: lees_oin(koppen, NAAR) or eigen_oin,
        NAAR: lees_oin(koppen, VAN),
        VIA: lees_oin(koppen, VIA),
    }
    return {naam: waarde for naam, waarde in gegeven.items() if waarde is not None}


BijWeigering = Callable[[str, int, Oin | None, str], None]
"""Told of every refusal: the API, the status, whom the request says it is from, the id of the request."""

GEWEIGERD = frozenset({401, 403, 429})


def vergeet(api: str, status: int, partij: Oin | None, verzoek_id: str) -> None:
    """Tell nobody."""


class Uitgang:
    """Wraps ``send``: sets the headers, keeps the status, leaves the body out of an answer to HEAD.

    A response may have ``standaard`` headers of its own; it has no say over ``koppen``.
    """

    def __init__(
        self, send: Send, koppen: Mapping[str, str], standaard: Mapping[str, str], *, zonder_inhoud: bool
    ) -> None:
        self._send = send
        self._koppen = dict(koppen)
        self._standaard = standaard
        self._zonder_inhoud = zonder_inhoud
        self.status: int | None = None

    def voeg_toe(self, koppen: Mapping[str, str]) -> None:
        """Set these headers as well, on whatever the answer will be."""
        self._koppen.update(koppen)

    async def __call__(self, bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            self.status = bericht["status"]
            koppen = MutableHeaders(scope=bericht)
            for naam, waarde in self._standaard.items():
                koppen.setdefault(naam, waarde)
            koppen.update(self._koppen)
        elif self._zonder_inhoud and bericht["type"] == "http.response.body":
            bericht = {**bericht, "body": b""}
        await self._send(bericht)


def plaats_van(fout: BaseException) -> str:
    """Where an error arose: the innermost line of our own code, else the innermost line at all."""
    regels = [(f.f_globals.get("__name__", "?"), nr) for f, nr in traceback.walk_tb(fout.__traceback__)]
    eigen = [r for r in regels if r[0].partition(".")[0] == "app"]
    module, nummer = (eigen or regels or [("?", 0)])[-1]
    return f"{module}:{nummer}"


def _partij(scope: Scope) -> Oin | None:
    """Give whom the request is from: the caller that was let in, else whom it says."""
    wie = scope.get(AANROEPER)
    return wie.oin if isinstance(wie, Aanroeper) else lees_oin(Headers(scope=scope), VAN)


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", None) or ONBEKENDE_ROUTE


class Rand:
    """One app behind its edge."""

    def __init__(
        self,
        app: ASGIApp,
        api: Api,
        eigen_oin: Oin,
        toegang: Toegang,
        bij_weigering: BijWeigering = vergeet,
        *,
        grenswacht: Grenswacht = GEEN_GRENS,
        herkomsten: Herkomsten = GEEN_HERKOMST,
    ) -> None:
        self.app = app
        self.api = api
        self._eigen_oin = eigen_oin
        self._toegang = toegang
        self._bij_weigering = bij_weigering
        self._grenswacht = grenswacht
        self._herkomsten = herkomsten

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begin = time.perf_counter()
        methode = scope["method"]
        # A copy: the routers write the chosen route into it, and HEAD is asked as GET.
        binnen = {**scope, VERZOEK_ID: str(uuid4()), "method": "GET" if methode == "HEAD" else methode}
        binnen[EIGEN_API] = not self.api.vum
        standaard = {**BEVEILIGING, **self._herkomsten.koppen(scope)}
        uit = Uitgang(send, self._koppen(scope), standaard, zonder_inhoud=methode == "HEAD")
        try:
            await self._handel_af(binnen, receive, uit)
        finally:
            self._noteer(binnen, methode, uit.status or VERTROKKEN, time.perf_counter() - begin)

    def _koppen(self, scope: Scope) -> Mapping[str, str]:
        if self.api.versie is None:
            return {}
        if not self.api.vum:
            return {API_VERSIE: self.api.versie}
        return {**vumkoppen(Headers(scope=scope), self.api.versie, self._eigen_oin), **self.api.vaste_koppen}

    async def _handel_af(self, scope: Scope, receive: Receive, uit: Uitgang) -> None:
        try:
            antwoord = await self._voorvraag(scope, uit)
            if antwoord is not None:
                await antwoord(scope, receive, uit)
                return
            await self._beoordeel(scope, uit)
            async with self._grenswacht.plaats(scope):
                await self.app(scope, receive, uit)
        except VumFout as fout:
            await foutantwoord(fout, scope)(scope, receive, uit)
        except ClientDisconnect:
            return
        except Exception as fout:  # noqa: BLE001 - every error that nobody expected ends here, without its message
            self._log_onverwacht(fout, scope)
            if uit.status is None:
                await foutantwoord(InterneFout(), scope)(scope, receive, uit)

    async def _voorvraag(self, scope: Scope, uit: Uitgang) -> ASGIApp | None:
        """Give the answer to a preflight: a browser sends it without proof, and it tells of no path."""
        open_pad = self.api.versie is not None and self.api.is_open(scope["path"])
        antwoord = self._herkomsten.voorvraag(scope, open_pad=open_pad)
        if antwoord is not None:
            self._begrens(await self._grenswacht.tel_vreemde(scope), scope, uit)
        return antwoord

    async def _beoordeel(self, scope: Scope, uit: Uitgang) -> None:
        """Judge what must be judged before the app sees the request: access, limits, then the path's form."""
        wacht = GEEN_GRENS if self.api.is_onbegrensd(scope["path"]) else self._grenswacht
        if self.api.is_open(scope["path"]):
            self._begrens(await wacht.tel_vreemde(scope), scope, uit)
        else:
            self._begrens(wacht.eerder_geweigerd(scope), scope, uit)
            try:
                await self._toegang(scope)
            except NietGeautoriseerd as fout:
                self._log_geweigerd(fout, scope)
                self._begrens(await wacht.tel_geweigerd(scope), scope, uit)
                raise
            self._begrens(await wacht.tel(scope), scope, uit)
        if b"%2f" in scope.get("raw_path", b"").lower():
            raise NietGevonden

    @staticmethod
    def _begrens(oordeel: Oordeel | None, scope: Scope, uit: Uitgang) -> None:
        """Tell the asker of its limit; raises ``LimietOverschreden`` when the request is over it."""
        if oordeel is not None:
            uit.voeg_toe(limietkoppen(oordeel))
            if oordeel.geweigerd:
                raise weigering(oordeel, scope)

    def _log_geweigerd(self, fout: NietGeautoriseerd, scope: Scope) -> None:
        log(
            Gebeurtenis.TOEGANG_GEWEIGERD,
            api=self.api.naam,
            reden=fout.details,
            verzoek_id=scope[VERZOEK_ID],
        )

    def _log_onverwacht(self, fout: Exception, scope: Scope) -> None:
        log(
            Gebeurtenis.ONVERWACHTE_FOUT,
            api=self.api.naam,
            fouttype=type(fout).__name__,
            plaats=plaats_van(fout),
            verzoek_id=scope[VERZOEK_ID],
        )

    def _noteer(self, scope: Scope, methode: str, status: int, seconden: float) -> None:
        if status in GEWEIGERD:
            self._bij_weigering(self.api.naam, status, _partij(scope), scope[VERZOEK_ID])
        route = _route(scope)
        methode = methode if methode in METHODEN else "anders"
        meet(self.api.naam, route, methode, status, seconden)
        log(
            Gebeurtenis.VERZOEK,
            api=self.api.naam,
            route=route,
            methode=methode,
            status=status,
            ms=round(seconden * 1000, 1),
            verzoek_id=scope[VERZOEK_ID],
        )
