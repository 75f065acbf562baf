"""The composition root: settings in, ports plugged in, one app per API. The only place that wires."""

import gc
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from importlib.metadata import version
from types import ModuleType

from starlette.applications import Starlette
from starlette.types import Lifespan

from app.adapters.http import Httpklant
from app.adapters.verrebronnen import Verrebronnen
from app.domain.bulkwacht import Bulkgrenzen, Maat
from app.domain.ports import Grenzen
from app.domain.selectiegebied import Postcodekaart
from app.domain.tekstwacht import Tekstwacht
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting
from app.jobs import Klus, klussen, op_de_achtergrond
from app.log import Gebeurtenis, configureer, log
from app.models.identiteit import Oin
from app.models.versie import Versie
from app.privacy.audit import Audit
from app.privacy.auditwacht import Auditwacht, beleid_van_kracht, sleutels_van_kracht
from app.privacy.beheerpoort import Beheerpoort
from app.privacy.beleidsboek import Beleidsboek
from app.privacy.bronstatistiek import Bronstatistiek
from app.privacy.bulkwacht import Bulkwacht
from app.privacy.gate import Beheer, Middelen, Poort
from app.privacy.inzagepoort import Inzagepoort
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel
from app.privacy.rechten import Rechten
from app.privacy.redaction import lees_beleid
from app.privacy.registerpoort import Registerpoort
from app.privacy.sleutelbestand import Sleutelbewaarder
from app.privacy.vastlegging import Vastlegging
from app.privacy.verantwoording import Ankerzegel, Verantwoording
from app.privacy.verwerkingsregister import Verwerkingsregister, lees_register
from app.privacy.vrijetekst import Keuze, aanleverwacht
from app.routers import beheer, bron, inzage, uitwisseling
from app.routers.fabriek import Beschrijving, Node, maak_api, maak_voorkant
from app.routers.rand import BijWeigering, vergeet
from app.settings import Instellingen, Omgeving, lees_instellingen
from app.storage.bronstatistiek import Bronstatistieken
from app.storage.db import Database
from app.storage.gebruik import Gebruikstelling
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen

_TAGS = {
    "WerkzoekendeProfielen": "Profielen van werkzoekenden zoeken en opvragen.",
    "Vacatures": "Vacatures zoeken en opvragen.",
}


def _vum(naam: str, basis: str, versie: Versie, contract: ModuleType) -> Beschrijving:
    achter, titel = ("", "") if versie is Versie.V3 else (f"-{versie.kort}", f" {versie} (verouderd)")
    teksten = (contract.TITEL + titel, contract.beschrijving(versie), _TAGS)
    return Beschrijving(naam + achter, f"{basis}/api/{versie.kort}", versie.value, *teksten, contract.MODELLEN[versie])


VERSIES = (Versie.V3, Versie.V2)
UITWISSELING: Mapping[Versie, Beschrijving] = {v: _vum("uitwisseling", "", v, uitwisseling) for v in VERSIES}
BRON: Mapping[Versie, Beschrijving] = {v: _vum("bron", "/bron", v, bron) for v in VERSIES}
BEHEER = Beschrijving(
    "beheer", beheer.BASIS, beheer.VERSIE, beheer.TITEL, beheer.BESCHRIJVING, beheer.TAGS, beheer.MODELLEN, vum=False
)
INZAGE = Beschrijving(
    "inzage", inzage.BASIS, inzage.VERSIE, inzage.TITEL, inzage.BESCHRIJVING, inzage.TAGS, inzage.MODELLEN, vum=False
)

VERANTWOORDING_VERBINDINGEN = 2
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
    instellingen: Instellingen, poort: Poort, leven: Leven = nullcontext, bij_weigering: BijWeigering = vergeet
) -> Node:
    """Build the whole node, an ASGI app: all APIs, and the front page, health and metrics beside them."""
    apis = (
        *((UITWISSELING[v], uitwisseling.maak_router(poort.uitwisseling, v)) for v in VERSIES),
        *((BRON[v], bron.maak_router(poort.bron, v)) for v in VERSIES),
        (BEHEER, beheer.maak_router(*poort.beheer)),
        (INZAGE, inzage.maak_router(poort.inzage)),
    )
    randen = {api.basis: maak_api(api, router, instellingen, bij_weigering) for api, router in apis}
    voorkant = maak_voorkant([api for api, _ in apis], poort.klaar, instellingen, _levensloop(instellingen, leven))
    return Node(randen, voorkant)


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
        vragen_tegelijk=instellingen.vragen_tegelijk,
    )


def bulkgrenzen_van(instellingen: Instellingen) -> Bulkgrenzen:
    """Give the limits of the bulk guard."""
    uur = {m: getattr(instellingen, f"bulk_{m}_uur") for m in Maat}
    dag = {m: getattr(instellingen, f"bulk_{m}_dag") for m in Maat}
    return Bulkgrenzen(uur, dag)


def lees_kaart(instellingen: Instellingen) -> Postcodekaart:
    """Give the postcodes that are in force. Raises ``PostcodebestandFout``."""
    return Postcodekaart.lees(instellingen.postcodes, instellingen.afstand_eenheid_km)


def lees_omzetting(instellingen: Instellingen) -> Beroepenomzetting:
    """Give the crosswalk of occupations that is in force. Raises ``OmzettingFout``."""
    eigen = instellingen.beroepen_omzetting
    return Beroepenomzetting.lees(eigen) if eigen else GEEN_OMZETTING


def lees_sleutels(instellingen: Instellingen) -> Sleutelbewaarder:
    """Give the key ring, which follows its file. Raises ``SleutelFout``."""
    return Sleutelbewaarder(
        instellingen.sleutelpad,
        alleen_eigenaar=instellingen.omgeving is Omgeving.PRODUCTIE,
        bij_herladen=lambda bos: log(Gebeurtenis.SLEUTELS_HERLADEN, aantal=len(bos.sleutels)),
        bij_fout=lambda _: log(Gebeurtenis.SLEUTELS_GEWEIGERD),
    )


def lees_verwerkingsregister(instellingen: Instellingen) -> Verwerkingsregister:
    """Give the register of processing activities that is in force. Raises ``RegisterFout`` and ``OSError``."""
    eigen = instellingen.verwerkingsregister
    return lees_register(eigen.read_text("utf-8") if eigen else None, instellingen.verwerkingsregister_uri)


def tekstwacht_van(instellingen: Instellingen) -> Tekstwacht:
    """Give the free-text guard that every delivery has to pass."""
    return aanleverwacht(Keuze(instellingen.vrije_tekst))


class Samenstel:
    """All parts of one node, wired: what the server, the upkeep and the commands share.

    The record of processings has connections of its own: a disclosure never waits for a delivery.
    Raises ``SleutelFout``, ``BeleidFout``, ``RegisterFout``, ``PostcodebestandFout`` and ``OmzettingFout``.
    """

    def __init__(self, instellingen: Instellingen, kaart: Postcodekaart | None = None) -> None:
        self.instellingen = instellingen
        self.kaart = kaart or lees_kaart(instellingen)
        self.omzetting = lees_omzetting(instellingen)
        self.sleutels = lees_sleutels(instellingen)
        self.beleid = lees_beleid(instellingen.beleid)
        self.register = lees_verwerkingsregister(instellingen)
        self.pseudoniemen = Pseudonimiseerder(self.sleutels)
        self.tekstwacht = tekstwacht_van(instellingen)
        zegel = Ankerzegel(self.sleutels)
        self.database = Database(
            instellingen.database_url,
            instellingen.database_verbindingen,
            kaart=self.kaart,
            zegel=zegel,
            merk=self.pseudoniemen.wismerken,
        )
        self.audit = Audit(self.database, zegel, time.time)
        self.auditwacht = Auditwacht(
            self.audit,
            self.database,
            lambda: (beleid_van_kracht(self.beleid.kenmerk), sleutels_van_kracht(self.sleutels())),
        )
        self._motoren = Motoren(instellingen.database_url, VERANTWOORDING_VERBINDINGEN)
        self.gebruik = Gebruikstelling(self._motoren)
        self.verantwoording = Verantwoording(
            Verwerkingen(self._motoren), self.register, self.sleutels, self.pseudoniemen, time.time
        )
        self.statistiek = Bronstatistieken(self._motoren)
        self.verrebronnen = self._verrebronnen()
        self.beleidsboek = Beleidsboek(self.database, self.beleid, time.time)
        self.vastlegging = Vastlegging(
            self.verantwoording, self._bulkwacht(), self.beleid.kenmerk, time.time, self.beleidsboek.bewaar
        )
        self.rechten = Rechten(self.database, self.verantwoording, self.beleidsboek, self.tekstwacht, time.time)
        beheer = Beheer(self._beheerpoort(), self._registerpoort())
        self.poort = Poort(self._middelen(), beheer, self._inzagepoort(), self.verrebronnen.maak)

    def klussen(self) -> Sequence[Klus]:
        """Give the upkeep jobs on these parts."""
        return klussen(
            self.database,
            self.verantwoording,
            self.gebruik,
            self.statistiek,
            time.time,
            audit=self.audit,
            audit_dagen=self.instellingen.audit_bewaren_dagen,
        )

    @asynccontextmanager
    async def leven(self) -> AsyncIterator[None]:
        """Do what a server does beside answering; finish what waits, then close, at the end."""
        achtergrond = op_de_achtergrond(self.klussen(), self.instellingen.onderhoud_minuten)
        try:
            async with achtergrond, self.auditwacht.op_de_achtergrond():
                yield
        finally:
            await self.sluit()

    async def sluit(self) -> None:
        """Finish what waits to be recorded, then close every connection."""
        await self.poort.stop()
        await self.verrebronnen.sluit()
        await self.vastlegging.stop()
        await self._motoren.sluit()
        await self.database.sluit()

    def _beheerpoort(self) -> Beheerpoort:
        return Beheerpoort(self.database, self.beleid, self.register, Oin(self.instellingen.eigen_oin), time.time)

    def _registerpoort(self) -> Registerpoort:
        i = self.instellingen
        http_mag = i.omgeving is Omgeving.SANDBOX
        return Registerpoort(
            self.database, self.statistiek, Oin(i.eigen_oin), time.time, i.maximum_body, http_mag=http_mag
        )

    def _inzagepoort(self) -> Inzagepoort:
        eigen = Oin(self.instellingen.eigen_oin)
        return Inzagepoort(self.database, self.rechten, eigen, self.instellingen.maximum_body)

    def _bulkwacht(self) -> Bulkwacht:
        weigert = self.instellingen.omgeving is Omgeving.PRODUCTIE
        return Bulkwacht(self.gebruik, bulkgrenzen_van(self.instellingen), time.time, weigert=weigert)

    def _verrebronnen(self) -> Verrebronnen:
        i = self.instellingen
        klant = Httpklant(i.bron_verbind_seconden)
        http_mag = i.omgeving is Omgeving.SANDBOX
        return Verrebronnen(
            klant, self.kaart, i.maximum_matches, i.bron_bytes, http_mag=http_mag, omzetting=self.omzetting
        )

    def _middelen(self) -> Middelen:
        return Middelen(
            opslag=self.database,
            kaart=self.kaart,
            beleid=self.beleid,
            zegel=Vumzegel(self.sleutels, ververs=self.sleutels.ververs),
            pseudoniemen=self.pseudoniemen,
            vastlegging=self.vastlegging,
            statistiek=Bronstatistiek(self.statistiek, time.time),
            eigen_oin=Oin(self.instellingen.eigen_oin),
            sandbox=self.instellingen.omgeving is Omgeving.SANDBOX,
            grenzen=grenzen_van(self.instellingen),
            omzetting=self.omzetting,
        )


def maak_node() -> Node:
    """Build the node from the environment; what the server's workers start with."""
    instellingen = lees_instellingen()
    configureer()
    samenstel = Samenstel(instellingen)
    node = maak_app(instellingen, samenstel.poort, samenstel.leven, samenstel.auditwacht.geweigerd)
    _ruim_zelden_op()
    return node


def _ruim_zelden_op() -> None:
    """Keep the garbage collector out of the questions: answers are large, and hardly ever hold a cycle.

    What was built at start stays for good and is not looked at again. Measured in bench/rondvraag.py.
    """
    gc.freeze()
    gc.set_threshold(*OPRUIMDREMPELS)
