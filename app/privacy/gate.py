"""The only door from HTTP to data. Each operation is a list of steps, readable from top to bottom:

1. who asks, and may this processor ask for it (``mandaat``), and not too much (``bulkwacht``)
2. what is asked, judged by the contract (``models.lezen``, ``domain.selectievraag``)
3. what this asker may see, as part of the query (``toestemming``)
4. the role answers (``domain``)
5. fields that this asker may not see are taken out (``redaction``), and what free text gives away is
   masked unless it was when it was stored (``vrijetekst``)
6. who is about to be shown is recorded, durably (``verantwoording``)
7. identities become pseudonyms (``pseudoniem``)

Transactions are opened here and closed before an answer is given, so that a commit that fails is an
error to the asker and no connection is held while other sources are waited for.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.domain.bron import Bronrol
from app.domain.bronport import Bron
from app.domain.criteria import Selectievraag
from app.domain.ports import Bronregistratie, Deelnemer, Opslag, Selectie
from app.domain.uitwisseling import BRONNENKOP, Samenvoeging
from app.domain.verwerking import Rol
from app.log import Gebeurtenis, log
from app.models.errors import LimietOverschreden, OnbekendRecord
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Partijen, Soort
from app.models.versie import Versie
from app.privacy import mandaat, toestemming
from app.privacy.aanleverpoort import Aanleverpoort
from app.privacy.antwoord import Antwoord, bronantwoord, detailantwoord, uitwisselingsantwoord
from app.privacy.beheerpoort import Beheerpoort
from app.privacy.bronwacht import Bronmaker
from app.privacy.inzagepoort import Inzagepoort
from app.privacy.kwaliteitspoort import Kwaliteitspoort
from app.privacy.lijstenpoort import Lijstenpoort
from app.privacy.lokale_bron import LokaleBron
from app.privacy.middelen import Middelen
from app.privacy.pseudoniem import Vuminhoud, nieuwe_vraag_id
from app.privacy.recordpoort import Recordpoort
from app.privacy.registerpoort import Registerpoort
from app.privacy.rondvraag import Rondvraag
from app.privacy.toelating import Toelating
from app.privacy.uitgifte import Uitgifte
from app.privacy.vastlegging import Lopend
from app.privacy.vrijetekst import bewaak_detail, bewaak_selectie
from app.privacy.vumtoelating import Vumtoelating

__all__ = ["Aanlevering", "Antwoord", "Beheer", "Bronpoort", "Eigen", "Middelen", "Poort", "Uitwisselingspoort"]

Vraaglezer = Callable[[], tuple[Mapping[str, Any], Selectievraag]]
"""Reads the question when its turn has come: who may not ask is told so first."""

_TE_VEEL = "Het afgesproken aantal details bij deze vraag is opgevraagd."


class Bronpoort:
    """A source inside this node."""

    def __init__(self, middelen: Middelen) -> None:
        self._m = middelen
        self._rol = Bronrol(middelen.kaart, middelen.grenzen.matches_per_bron, middelen.omzetting)

    async def matches(self, partijen: Partijen, soort: Soort, body: bytes, versie: Versie = Versie.V3) -> Antwoord:
        """Answer ``POST …/matches``."""
        selectie = await self._beantwoord(partijen, soort, lambda: self._m.lees_vraag(soort, body, versie)[1])
        return Antwoord(bronantwoord(soort, selectie.matches, selectie.meer))

    async def zoek(self, partijen: Partijen, vraag: Selectievraag) -> Selectie:
        """Answer a question that comes from the exchange in this same node."""
        return await self._beantwoord(partijen, vraag.soort, lambda: vraag)

    async def detail(self, partijen: Partijen, soort: Soort, record_id: str, versie: Versie = Versie.V3) -> Antwoord:
        """Answer ``GET …/{idWerkzoekende|idVacature}``."""
        return Antwoord(await self.open(partijen, soort, record_id, versie))

    async def open(self, partijen: Partijen, soort: Soort, record_id: str, versie: Versie) -> bytes:
        """Open one record for this asker; its body holds what this asker may see."""
        bron = partijen.naar
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            lopend = await self._m.vastlegging.begin(
                Rol.BRON, bron, partijen, vrager.klasse, soort=soort, fase=Fase.DETAIL
            )
            wie = self._m.inzage(vrager)
            dossier = await self._rol.open(opslag.dossiers, bron, soort, _record_id(record_id), wie, versie=versie)
        contact = toestemming.contact_mag(dossier, wie)
        zichtbaar = self._m.beleid.detail(soort, wie.klasse, contact, dossier.inhoud, versie)
        inhoud = bewaak_detail(soort, zichtbaar).gegevens
        await self._m.vastlegging.leg_vast(lopend, [(bron, dossier.id)], contact=contact, versie=versie)
        return inhoud

    async def _beantwoord(self, partijen: Partijen, soort: Soort, lees: Callable[[], Selectievraag]) -> Selectie:
        bron = partijen.naar
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            lopend = await self._m.vastlegging.begin(
                Rol.BRON, bron, partijen, vrager.klasse, soort=soort, fase=Fase.MATCH
            )
            vraag = lees()
            gevonden = await self._rol.zoek(opslag.dossiers, bron, vraag, self._m.inzage(vrager))
        selectie = bewaak_selectie(soort, self._m.beleid.selectie(soort, vrager.klasse, gevonden, vraag.versie))
        await self._m.vastlegging.leg_vast(lopend, _personen(soort, bron, selectie), versie=vraag.versie)
        aantal = len(selectie.matches)
        log(Gebeurtenis.VRAAG_BEANTWOORD, soort=soort.value, bron=bron, aantal=aantal, meer=selectie.meer)
        return selectie

    async def _vrager(self, opslag: Opslag, partijen: Partijen) -> Deelnemer:
        return await mandaat.vrager_bij_bron(opslag.register, partijen, sandbox=self._m.sandbox)


class Uitwisselingspoort:
    """The exchange: one question to every source, one answer under pseudonyms."""

    def __init__(self, middelen: Middelen, maak_bron: Bronmaker) -> None:
        self._m = middelen
        self.rondvraag = Rondvraag(middelen, maak_bron)

    async def matches(self, partijen: Partijen, soort: Soort, body: bytes, versie: Versie = Versie.V3) -> Antwoord:
        """Answer ``POST …/matches``."""
        with self.rondvraag.ruimte() as tot:
            return await self._matches(partijen, soort, lambda: self._m.lees_vraag(soort, body, versie), tot)

    async def _matches(self, partijen: Partijen, soort: Soort, lees: Vraaglezer, tot: float) -> Antwoord:
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            bronnen = await opslag.register.bronnen()
        lopend = await self._begin(partijen, vrager, soort, Fase.MATCH)
        ruw, vraag = lees()
        samen = await self.rondvraag.stel(bronnen, lopend, vrager, vraag, ruw, tot=tot)
        getoond = [(t.bron, t.match.id) for t in samen.treffers] if soort is Soort.WERKZOEKENDE else []
        await self._m.vastlegging.leg_vast(lopend, getoond, versie=vraag.versie)
        return Antwoord(self._verzegeld(soort, partijen.van, samen), {BRONNENKOP: samen.bronnenkop})

    async def detail(self, partijen: Partijen, soort: Soort, vum_id: str, versie: Versie = Versie.V3) -> Antwoord:
        """Answer ``GET …/{vumID}``; a repeat of the same record within a question is free."""
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            inhoud = self._m.zegel.open(vum_id, soort, partijen.van, self._m.klok())
            bron = await opslag.register.bron(inhoud.bron)
            await self._eis_ruimte(opslag, inhoud)
        if bron is None:
            raise OnbekendRecord
        lopend = await self._begin(partijen, vrager, soort, Fase.DETAIL)
        record = await self.rondvraag.open(bron, lopend, vrager, inhoud.id, versie)
        await self._m.vastlegging.leg_vast(lopend, [(inhoud.bron, inhoud.id)], versie=versie)
        await self._tel(inhoud)
        return Antwoord(detailantwoord(soort, inhoud.bron, record))

    async def _vrager(self, opslag: Opslag, partijen: Partijen) -> Deelnemer:
        return await mandaat.vrager_bij_uitwisseling(opslag.register, partijen, self._m.eigen_oin)

    async def _begin(self, partijen: Partijen, vrager: Deelnemer, soort: Soort, fase: Fase) -> Lopend:
        return await self._m.vastlegging.begin(
            Rol.UITWISSELING, self._m.eigen_oin, partijen, vrager.klasse, soort=soort, fase=fase
        )

    async def _eis_ruimte(self, opslag: Opslag, inhoud: Vuminhoud) -> None:
        maximum = self._m.grenzen.details_per_vraag
        if not await opslag.detailtelling.toegestaan(inhoud.vraag, self._sleutel(inhoud), maximum):
            raise LimietOverschreden(_TE_VEEL)

    async def _tel(self, inhoud: Vuminhoud) -> None:
        """Count what was fetched; the last place may have gone to another request in the meantime."""
        maximum = self._m.grenzen.details_per_vraag
        async with self._m.opslag.schrijven() as opslag:
            if not await opslag.detailtelling.tel(inhoud.vraag, self._sleutel(inhoud), maximum, inhoud.verloopt):
                raise LimietOverschreden(_TE_VEEL)

    def _sleutel(self, inhoud: Vuminhoud) -> bytes:
        return self._m.pseudoniemen.detail_sleutel(inhoud.vraag, inhoud.bron, inhoud.id)

    def _verzegeld(self, soort: Soort, vrager: Oin, samen: Samenvoeging) -> bytes:
        vraag_id = nieuwe_vraag_id()
        verloopt = int(self._m.klok()) + self._m.grenzen.vraag_geldig_seconden
        verzegel = self._m.zegel.zegelaar(soort, vraag_id, vrager, verloopt)
        return uitwisselingsantwoord(vraag_id, ((t, verzegel(t.bron, t.match.id)) for t in samen.treffers), samen.meer)


class Beheer(NamedTuple):
    """The doors of the management."""

    inzien: Beheerpoort
    register: Registerpoort
    lijsten: Lijstenpoort
    kwaliteit: Kwaliteitspoort


class Aanlevering(NamedTuple):
    """What a source brings, and its records by id: two gates, one API."""

    leveringen: Aanleverpoort
    records: Recordpoort


class Eigen(NamedTuple):
    """Our own APIs: who is let in, our own token issuer, the management, and the rights of the person."""

    toelating: Toelating
    uitgifte: Uitgifte
    beheer: Beheer
    inzage: Inzagepoort
    aanlevering: Aanlevering


class Poort:
    """Both roles, the management and the rights of the person, behind one door."""

    def __init__(self, middelen: Middelen, vumtoelating: Vumtoelating, eigen: Eigen, verre_bron: Bronmaker) -> None:
        self._m = middelen
        self.vumtoelating = vumtoelating
        self.toelating, self.uitgifte, self.beheer, self.inzage, self.aanlevering = eigen
        self._verre_bron = verre_bron
        self.bron = Bronpoort(middelen)
        self.uitwisseling = Uitwisselingspoort(middelen, self._maak_bron)

    def _maak_bron(self, registratie: Bronregistratie) -> Bron:
        if registratie.url is not None:
            return self._verre_bron(registratie)
        return LokaleBron(self.bron.zoek, self.bron.open)

    async def stop(self) -> None:
        """Finish what runs beside the questions; nothing may be asked any more."""
        await self.uitwisseling.rondvraag.wacht.stop()
        await self._m.statistiek.stop()

    async def klaar(self) -> None:
        """Raise ``NietBeschikbaar`` unless the database answers."""
        async with self._m.opslag.lezen() as opslag:
            await opslag.register.deelnemer(self._m.eigen_oin)


def _record_id(waarde: str) -> RecordID:
    try:
        return RecordID(waarde)
    except ValueError:
        raise OnbekendRecord from None


def _personen(soort: Soort, bron: Oin, selectie: Selectie) -> list[tuple[Oin, RecordID]]:
    """A match of a vacancy shows no person; its detail does, by its contact person."""
    return [(bron, m.id) for m in selectie.matches] if soort is Soort.WERKZOEKENDE else []
