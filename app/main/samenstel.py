"""All parts of one node, plugged in. The only place that wires."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from app.adapters.http import Httpklant
from app.adapters.verrebronnen import Verrebronnen
from app.domain.kwaliteitsmeting import Meter
from app.domain.selectiegebied import Postcodekaart
from app.jobs import Klus, klussen, op_de_achtergrond
from app.main.begrenzing import maak_begrenzer
from app.main.beheerdeuren import beheerdeuren
from app.main.levering import Leveringswerk
from app.main.lezers import (
    bulkgrenzen_van,
    grenzen_van,
    lees_certificaten,
    lees_kaart,
    lees_omzetting,
    lees_sleutels,
    lees_tls,
    lees_verwerkingsregister,
    tekstwacht_van,
)
from app.main.tokens import Tokens
from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.privacy.audit import Audit
from app.privacy.auditwacht import Auditwacht, beleid_van_kracht, sleutels_van_kracht
from app.privacy.beleidsboek import Beleidsboek
from app.privacy.bronstatistiek import Bronstatistiek
from app.privacy.bulkwacht import Bulkwacht
from app.privacy.gate import Aanlevering, Eigen, Middelen, Poort
from app.privacy.inzagepoort import Inzagepoort
from app.privacy.ketenwacht import Ketenwacht
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel
from app.privacy.rechten import Rechten
from app.privacy.recordpoort import Recordpoort
from app.privacy.redaction import lees_beleid
from app.privacy.vastlegging import Vastlegging
from app.privacy.verantwoording import Ankerzegel, Verantwoording
from app.privacy.vumtoelating import Vumtoelating
from app.routers.meting import meet_keten
from app.settings import Instellingen, Omgeving
from app.storage.bronstatistiek import Bronstatistieken
from app.storage.db import Database
from app.storage.gebruik import Gebruikstelling
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen

VERANTWOORDING_VERBINDINGEN = 2


class Samenstel:
    """All parts of one node, wired: what the server, the upkeep and the commands share.

    The record of processings has connections of its own: a disclosure never waits for a delivery.
    Raises ``SleutelFout``, ``BeleidFout``, ``RegisterFout``, ``PostcodebestandFout``, ``OmzettingFout``,
    ``CertificaatFout``, ``TlsFout`` and ``UitgeverFout``.
    """

    def __init__(self, instellingen: Instellingen, kaart: Postcodekaart | None = None) -> None:
        self.instellingen = instellingen
        self.kaart = kaart or lees_kaart(instellingen)
        self.omzetting = lees_omzetting(instellingen)
        self.certificaten = lees_certificaten(instellingen)
        self.sleutels = lees_sleutels(instellingen)
        self.beleid = lees_beleid(instellingen.beleid)
        self.register = lees_verwerkingsregister(instellingen)
        self.pseudoniemen = Pseudonimiseerder(self.sleutels)
        self.tekstwacht = tekstwacht_van(instellingen)
        zegel = Ankerzegel(self.sleutels)
        self.database = self._opslag(zegel, instellingen.database_verbindingen)
        self.audit = Audit(self.database, zegel, time.time)
        self.auditwacht = Auditwacht(
            self.audit,
            self.database,
            lambda: (beleid_van_kracht(self.beleid.kenmerk), sleutels_van_kracht(self.sleutels())),
        )
        self.begrenzer = maak_begrenzer(instellingen, self.pseudoniemen)
        self._motoren = Motoren(instellingen.database_url, VERANTWOORDING_VERBINDINGEN)
        self.gebruik = Gebruikstelling(self._motoren)
        self.verantwoording = Verantwoording(
            Verwerkingen(self._motoren), self.register, self.sleutels, self.pseudoniemen, time.time
        )
        self.ketenwacht = Ketenwacht(self.audit, self.verantwoording, meet_keten)
        self.statistiek = Bronstatistieken(self._motoren)
        self.verrebronnen = self._verrebronnen()
        self.beleidsboek = Beleidsboek(self.database, self.beleid, time.time)
        self.vastlegging = Vastlegging(
            self.verantwoording, self._bulkwacht(), self.beleid.kenmerk, time.time, self.beleidsboek.bewaar
        )
        self.leveringen = self._leveringen(zegel)
        self.rechten = Rechten(self.database, self.verantwoording, self.beleidsboek, self.tekstwacht, time.time)
        self.tokens = Tokens(instellingen, self.database, self.sleutels)
        vumtoelating = Vumtoelating(self.database, self.certificaten)
        self.poort = Poort(self._middelen(), vumtoelating, self._eigen(), self.verrebronnen.maak)

    @property
    def meter(self) -> Meter:
        """Give what measures quality."""
        return Meter(self.database, time.time, self.instellingen.verouderd_na_dagen)

    def klussen(self) -> Sequence[Klus]:
        """Give the upkeep jobs on these parts."""
        alle = klussen(
            self.database,
            self.verantwoording,
            self.gebruik,
            self.statistiek,
            time.time,
            audit=self.audit,
            audit_dagen=self.instellingen.audit_bewaren_dagen,
            meter=self.meter,
            leveringen=self.leveringen.klussen(),
        )
        return [
            *alle,
            Klus("certificaten nakijken", self.certificaten.kijk_na),
            Klus("auditlog bewaken", self.ketenwacht.bekijk_auditlog),
            Klus("verantwoording bewaken", self.ketenwacht.bekijk_verantwoording),
        ]

    @asynccontextmanager
    async def leven(self) -> AsyncIterator[None]:
        """Do what a server does beside answering; finish what waits, then close, at the end."""
        achtergrond = op_de_achtergrond(self.klussen(), self.instellingen.onderhoud_minuten)
        await self.certificaten.kijk_na()
        try:
            await asyncio.to_thread(self.leveringen.formaten.namen, Soort.VACATURE)
            async with achtergrond, self.auditwacht.op_de_achtergrond():
                yield
        finally:
            await self.sluit()

    async def sluit(self) -> None:
        """Finish what waits to be recorded, then close every connection."""
        await self.leveringen.werkbank.sluit()
        await self.poort.stop()
        await self.begrenzer.sluit()
        await self.verrebronnen.sluit()
        await self.tokens.sluit()
        await self.vastlegging.stop()
        await self._motoren.sluit()
        await self.database.sluit()

    def _eigen(self) -> Eigen:
        beheer = beheerdeuren(self.instellingen, self.database, self.statistiek, self.beleid, self.register)
        sandbox = self.instellingen.omgeving is Omgeving.SANDBOX
        records = Recordpoort(self.database, self.tekstwacht, sandbox=sandbox)
        aanlevering = Aanlevering(self.leveringen.poort(), records)
        return Eigen(self.tokens.toelating, self.tokens.uitgifte, beheer, self._inzagepoort(), aanlevering)

    def _leveringen(self, zegel: Ankerzegel) -> Leveringswerk:
        return Leveringswerk(
            self.instellingen,
            self.database,
            lambda: self._opslag(zegel, 1),
            self.pseudoniemen,
            self.tekstwacht,
            omzetting=self.omzetting,
        )

    def _opslag(self, zegel: Ankerzegel, verbindingen: int) -> Database:
        url, merk = self.instellingen.database_url, self.pseudoniemen.wismerken
        return Database(url, verbindingen, kaart=self.kaart, zegel=zegel, merk=merk)

    def _inzagepoort(self) -> Inzagepoort:
        eigen = Oin(self.instellingen.eigen_oin)
        return Inzagepoort(self.database, self.rechten, eigen, self.instellingen.maximum_body)

    def _bulkwacht(self) -> Bulkwacht:
        weigert = self.instellingen.omgeving is Omgeving.PRODUCTIE
        return Bulkwacht(self.gebruik, bulkgrenzen_van(self.instellingen), time.time, weigert=weigert)

    def _verrebronnen(self) -> Verrebronnen:
        i = self.instellingen
        klant = Httpklant(i.bron_verbind_seconden, lees_tls(i))
        return Verrebronnen(
            klant,
            self.kaart,
            i.maximum_matches,
            i.bron_bytes,
            onbewezen_mag=i.omgeving is Omgeving.SANDBOX,
            bewezen=i.certificaat is not None and i.certificaat_ca is not None,
            oin_telt=i.certificaat_bron_oin and i.certificaat_ca is not None,
            omzetting=self.omzetting,
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
            verouderd_na=self.instellingen.verouderd_na_dagen,
        )
