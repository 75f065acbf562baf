"""The composition root: settings in, ports plugged in, one app per API. The only place that wires."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from starlette.applications import Starlette
from starlette.types import Lifespan

from app.domain.bulkwacht import Bulkgrenzen, Maat
from app.domain.ports import Grenzen
from app.domain.selectiegebied import Postcodekaart
from app.log import Gebeurtenis, configureer, log
from app.models.identiteit import Oin
from app.privacy.bulkwacht import Bulkwacht
from app.privacy.gate import Middelen, Poort
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel
from app.privacy.redaction import Beleid, lees_beleid
from app.privacy.sleutelbestand import Sleutelbewaarder
from app.privacy.vastlegging import Vastlegging
from app.privacy.verantwoording import Verantwoording
from app.privacy.verwerkingsregister import lees_register
from app.routers import bron, uitwisseling
from app.routers.fabriek import Beschrijving, Node, maak_api, maak_voorkant
from app.routers.partijen import VERSIE
from app.settings import Instellingen, Omgeving, lees_instellingen
from app.storage.db import Database
from app.storage.gebruik import Gebruikstelling
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen

_TAGS = {
    "WerkzoekendeProfielen": "Profielen van werkzoekenden zoeken en opvragen.",
    "Vacatures": "Vacatures zoeken en opvragen.",
}
UITWISSELING = Beschrijving(
    "uitwisseling", "/api/v3", VERSIE, uitwisseling.TITEL, uitwisseling.BESCHRIJVING, _TAGS, uitwisseling.MODELLEN
)
BRON = Beschrijving("bron", "/bron/api/v3", VERSIE, bron.TITEL, bron.BESCHRIJVING, _TAGS, bron.MODELLEN)


VERANTWOORDING_VERBINDINGEN = 2

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
    pseudoniemen = Pseudonimiseerder(sleutels)
    beleid = lees_beleid(instellingen.beleid)
    middelen = Middelen(
        opslag=database,
        kaart=kaart,
        beleid=beleid,
        zegel=Vumzegel(sleutels, ververs=sleutels.ververs),
        pseudoniemen=pseudoniemen,
        vastlegging=maak_vastlegging(instellingen, sleutels, pseudoniemen, beleid),
        eigen_oin=Oin(instellingen.eigen_oin),
        sandbox=sandbox,
        grenzen=grenzen_van(instellingen),
    )
    return Poort(middelen)


def bulkgrenzen_van(instellingen: Instellingen) -> Bulkgrenzen:
    """Give the limits of the bulk guard."""
    uur = {m: getattr(instellingen, f"bulk_{m}_uur") for m in Maat}
    dag = {m: getattr(instellingen, f"bulk_{m}_dag") for m in Maat}
    return Bulkgrenzen(uur, dag)


def maak_vastlegging(
    instellingen: Instellingen, sleutels: Sleutelbewaarder, pseudoniemen: Pseudonimiseerder, beleid: Beleid
) -> Vastlegging:
    """Build what records and counts. Its connections are its own: a disclosure never waits for a delivery."""
    motoren = Motoren(instellingen.database_url, VERANTWOORDING_VERBINDINGEN)
    eigen = instellingen.verwerkingsregister
    register = lees_register(eigen.read_text("utf-8") if eigen else None, instellingen.verwerkingsregister_uri)
    verantwoording = Verantwoording(Verwerkingen(motoren), register, sleutels, pseudoniemen, time.time)
    weigert = instellingen.omgeving is Omgeving.PRODUCTIE
    wacht = Bulkwacht(Gebruikstelling(motoren), bulkgrenzen_van(instellingen), time.time, weigert=weigert)
    return Vastlegging(verantwoording, wacht, beleid.kenmerk, time.time, motoren.sluit)


def maak_node() -> Node:
    """Build the node from the environment; what the server's workers start with."""
    instellingen = lees_instellingen()
    configureer()
    kaart = Postcodekaart.lees(instellingen.postcodes, instellingen.afstand_eenheid_km)
    database = Database(instellingen.database_url, instellingen.database_verbindingen, kaart=kaart)
    poort = maak_poort(instellingen, database, kaart)

    async def sluit() -> None:
        await poort.stop()
        await database.sluit()

    return maak_app(instellingen, poort, sluit)
