"""The composition root: settings in, ports plugged in, one app per API. The only place that wires."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from starlette.applications import Starlette
from starlette.types import Lifespan

from app.domain.ports import Grenzen
from app.domain.selectiegebied import Postcodekaart
from app.log import Gebeurtenis, configureer, log
from app.models.identiteit import Oin
from app.privacy.gate import Middelen, Poort
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel
from app.privacy.redaction import lees_beleid
from app.privacy.sleutelbestand import Sleutelbewaarder
from app.routers import bron, uitwisseling
from app.routers.fabriek import Beschrijving, Node, maak_api, maak_voorkant
from app.routers.partijen import VERSIE
from app.settings import Instellingen, Omgeving, lees_instellingen
from app.storage.db import Database

_TAGS = {
    "WerkzoekendeProfielen": "Profielen van werkzoekenden zoeken en opvragen.",
    "Vacatures": "Vacatures zoeken en opvragen.",
}
UITWISSELING = Beschrijving(
    "uitwisseling", "/api/v3", VERSIE, uitwisseling.TITEL, uitwisseling.BESCHRIJVING, _TAGS, uitwisseling.MODELLEN
)
BRON = Beschrijving("bron", "/bron/api/v3", VERSIE, bron.TITEL, bron.BESCHRIJVING, _TAGS, bron.MODELLEN)


Afsluiter = Callable[[], Awaitable[None]]


async def _niets() -> None:
    """Close nothing."""


def _levensloop(instellingen: Instellingen, sluit: Afsluiter) -> Lifespan[Starlette]:
    @asynccontextmanager
    async def levensloop(_: Starlette) -> AsyncIterator[None]:
        log(
            Gebeurtenis.GESTART,
            omgeving=instellingen.omgeving.value,
            oin=instellingen.eigen_oin,
            versie=version("openvum"),
        )
        yield
        await sluit()
        log(Gebeurtenis.GESTOPT)

    return levensloop


def maak_app(instellingen: Instellingen, poort: Poort, sluit: Afsluiter = _niets) -> Node:
    """Build the whole node, an ASGI app: both contracts, and the front page, health and metrics beside them.

    ``sluit`` is awaited when the server stops.
    """
    apis = {
        UITWISSELING.basis: maak_api(UITWISSELING, uitwisseling.maak_router(poort.uitwisseling), instellingen),
        BRON.basis: maak_api(BRON, bron.maak_router(poort.bron), instellingen),
    }
    voorkant = maak_voorkant((UITWISSELING, BRON), poort.klaar, instellingen, _levensloop(instellingen, sluit))
    return Node(apis, voorkant)


def grenzen_van(instellingen: Instellingen) -> Grenzen:
    """Give the agreed limits as the gate uses them."""
    return Grenzen(
        matches_per_bron=instellingen.maximum_matches,
        matches_totaal=instellingen.maximum_matches_totaal,
        details_per_vraag=instellingen.maximum_details,
        vraag_seconden=instellingen.vraag_seconden,
        detail_seconden=instellingen.detail_seconden,
        vraag_geldig_seconden=instellingen.vraag_geldig_seconden,
        body_bytes=instellingen.maximum_body,
    )


def maak_poort(instellingen: Instellingen, database: Database, kaart: Postcodekaart) -> Poort:
    """Build the gate on this database. Raises ``SleutelFout`` and ``BeleidFout``."""
    sandbox = instellingen.omgeving is Omgeving.SANDBOX
    sleutels = Sleutelbewaarder(
        instellingen.sleutelpad,
        alleen_eigenaar=not sandbox,
        bij_herladen=lambda bos: log(Gebeurtenis.SLEUTELS_HERLADEN, aantal=len(bos.sleutels)),
        bij_fout=lambda _: log(Gebeurtenis.SLEUTELS_GEWEIGERD),
    )
    middelen = Middelen(
        opslag=database,
        kaart=kaart,
        beleid=lees_beleid(instellingen.beleid),
        zegel=Vumzegel(sleutels),
        pseudoniemen=Pseudonimiseerder(sleutels),
        eigen_oin=Oin(instellingen.eigen_oin),
        sandbox=sandbox,
        grenzen=grenzen_van(instellingen),
    )
    return Poort(middelen)


def maak_node() -> Node:
    """Build the node from the environment; what the server's workers start with."""
    instellingen = lees_instellingen()
    configureer()
    kaart = Postcodekaart.lees(instellingen.postcodes, instellingen.afstand_eenheid_km)
    database = Database(instellingen.database_url, instellingen.database_verbindingen, kaart=kaart)
    return maak_app(instellingen, maak_poort(instellingen, database, kaart), database.sluit)
