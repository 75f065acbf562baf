"""The whole node: every API, the front page, health and metrics, and what lives beside them."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from importlib.metadata import version

from starlette.applications import Starlette
from starlette.types import Lifespan

from app.log import Gebeurtenis, configureer, log
from app.main.apis import AANLEVERING, BEHEER, BRON, INZAGE, OAUTH, UITWISSELING, VERSIES
from app.main.paginas import sandboxpaginas
from app.main.samenstel import Samenstel
from app.privacy.begrenzing import Begrenzer
from app.privacy.gate import Poort
from app.routers import aanlevering, beheer, bron, inzage, oauth, uitwisseling
from app.routers.aanroeper import maak_eigen_toegang, maak_open_toegang
from app.routers.certificaat import Certificaatlezer, maak_vumtoegang
from app.routers.fabriek import Beschrijving, Node, maak_api, maak_voorkant
from app.routers.health import Meldingen, geen_meldingen
from app.routers.partijen import Toegang
from app.routers.rand import BijWeigering, vergeet
from app.settings import Instellingen, lees_instellingen

OPRUIMDREMPELS = (50_000, 20, 50)
"""How much is made before it is looked through: young, middle and old objects (``gc.set_threshold``)."""

Leven = Callable[[], AbstractAsyncContextManager[None]]
"""What has to be alive for as long as the server is."""


def _levensloop(instellingen: Instellingen, leven: Leven) -> Lifespan[Starlette]:
    @asynccontextmanager
    async def levensloop(_: Starlette) -> AsyncIterator[None]:
        log(
            Gebeurtenis.GESTART,
            omgeving=instellingen.omgeving.value,
            oin=instellingen.eigen_oin,
            versie=version("openvum"),
        )
        async with leven():
            yield
        log(Gebeurtenis.GESTOPT)

    return levensloop


def maak_app(
    instellingen: Instellingen,
    poort: Poort,
    leven: Leven = nullcontext,
    bij_weigering: BijWeigering = vergeet,
    begrenzer: Begrenzer | None = None,
    *,
    meldingen: Meldingen = geen_meldingen,
) -> Node:
    """Build the whole node, an ASGI app: all APIs, and the front page, health and metrics beside them."""
    apis = (
        *((UITWISSELING[v], uitwisseling.maak_router(poort.uitwisseling, v)) for v in VERSIES),
        *((BRON[v], bron.maak_router(poort.bron, v)) for v in VERSIES),
        (BEHEER, beheer.maak_router(poort.beheer)),
        (INZAGE, inzage.maak_router(poort.inzage)),
        (OAUTH, oauth.maak_router(poort.uitgifte)),
        (AANLEVERING, aanlevering.maak_router(*poort.aanlevering)),
    )
    randen = {
        api.basis: maak_api(
            api, router, instellingen, _toegang(api, instellingen, poort), bij_weigering, begrenzer=begrenzer
        )
        for api, router in apis
    }
    levensloop = _levensloop(instellingen, leven)
    beschrijvingen = [api for api, _ in apis]
    bladzijden = sandboxpaginas(instellingen, poort, beschrijvingen)
    voorkant = maak_voorkant(
        beschrijvingen,
        poort.klaar,
        instellingen,
        levensloop,
        begrenzer,
        paginas=bladzijden,
        certificaten=poort.vumtoelating.certificaten,
        meldingen=meldingen,
    )
    return Node(randen, voorkant, {oauth.ONTDEKKING + oauth.BASIS: oauth.BASIS + oauth.ONTDEKKING})


def _toegang(api: Beschrijving, instellingen: Instellingen, poort: Poort) -> Toegang:
    if not api.vum:
        lezer = Certificaatlezer(instellingen, poort.vumtoelating.certificaten)
        return maak_open_toegang(lezer) if api.open else maak_eigen_toegang(poort.toelating, lezer)
    return maak_vumtoegang(instellingen, poort.vumtoelating, bron=api in BRON.values())


def maak_node() -> Node:
    """Build the node from the environment; what the server's workers start with."""
    instellingen = lees_instellingen()
    configureer()
    samenstel = Samenstel(instellingen)
    node = maak_app(
        instellingen,
        samenstel.poort,
        samenstel.leven,
        samenstel.auditwacht.geweigerd,
        samenstel.begrenzer,
        meldingen=samenstel.ketenwacht.waarschuwingen,
    )
    _ruim_zelden_op()
    return node


def _ruim_zelden_op() -> None:
    """Keep the garbage collector out of the questions: answers are large, and hardly ever hold a cycle.

    What was built at start stays for good and is not looked at again. Measured in bench/rondvraag.py.
    """
    gc.freeze()
    gc.set_threshold(*OPRUIMDREMPELS)
