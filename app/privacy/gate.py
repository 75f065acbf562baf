"""The only door from HTTP to data. Each operation is a list of steps, readable from top to bottom:

1. who asks, and may this processor ask for it (``mandaat``)
2. what is asked, judged by the contract (``models.lezen``, ``domain.selectievraag``)
3. what this asker may see, as part of the query (``toestemming``)
4. the role answers (``domain``)
5. fields that this asker may not see are taken out (``redaction``)
6. identities become pseudonyms (``pseudoniem``)

Transactions are opened here and closed before an answer is given, so that a commit that fails is an
error to the asker and no connection is held while other sources are waited for.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.bron import Bronrol
from app.domain.criteria import Selectievraag
from app.domain.ports import (
    Bron,
    Bronregistratie,
    Bronvraag,
    Deelnemer,
    Grenzen,
    Klok,
    Opslag,
    Opslagfabriek,
    Selectie,
)
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.uitwisseling import Bronantwoord, Samenvoeging, bevraag, voeg_samen
from app.log import Gebeurtenis, log
from app.models.errors import LimietOverschreden, NietBeschikbaar, OnbekendRecord
from app.models.identiteit import Oin, RecordID
from app.models.lezen import lees_vraag
from app.models.partijen import Inzage, Partijen, Partijklasse, Soort
from app.privacy import mandaat, toestemming
from app.privacy.antwoord import BRONNENKOP, Antwoord, bronantwoord, detailantwoord, uitwisselingsantwoord
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel, nieuwe_vraag_id
from app.privacy.redaction import Beleid


@dataclass(frozen=True, slots=True)
class Middelen:
    """What the gate works with; put together by the composition root."""

    opslag: Opslagfabriek
    kaart: Postcodekaart
    beleid: Beleid
    zegel: Vumzegel
    pseudoniemen: Pseudonimiseerder
    eigen_oin: Oin
    sandbox: bool
    grenzen: Grenzen = Grenzen()
    klok: Klok = time.time


def _lees(soort: Soort, body: bytes, middelen: Middelen) -> tuple[dict[str, Any], Selectievraag]:
    ruw = lees_vraag(soort, body, middelen.grenzen.body_bytes)
    vraag = ontleed(soort, ruw)
    if vraag.genegeerd:
        log(Gebeurtenis.CRITERIA_GENEGEERD, soort=soort.value, aantal=vraag.genegeerd)
    if not middelen.kaart.bekend(vraag.postcode):
        log(Gebeurtenis.POSTCODE_ONBEKEND, gebruikt_pc4=middelen.kaart.pc4(vraag.postcode))
    return ruw, vraag


class Bronpoort:
    """A source inside this node, as the exchange contract's counterpart sees it."""

    def __init__(self, middelen: Middelen) -> None:
        self._m = middelen
        self._rol = Bronrol(middelen.kaart, middelen.grenzen.matches_per_bron)

    async def matches(self, partijen: Partijen, soort: Soort, body: bytes) -> Antwoord:
        """Answer ``POST …/matches``."""
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            _, vraag = _lees(soort, body, self._m)
            selectie = await self._zoek(opslag, partijen.naar, vraag, toestemming.inzage(vrager, self._m.klok()))
        return Antwoord(bronantwoord(soort, selectie.matches, selectie.meer))

    async def detail(self, partijen: Partijen, soort: Soort, record_id: str) -> Antwoord:
        """Answer ``GET …/{idWerkzoekende|idVacature}``."""
        return Antwoord(await self.open(partijen, soort, record_id))

    async def zoek(self, partijen: Partijen, vraag: Selectievraag) -> Selectie:
        """Answer a question that comes from the exchange in this same node."""
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            return await self._zoek(opslag, partijen.naar, vraag, toestemming.inzage(vrager, self._m.klok()))

    async def open(self, partijen: Partijen, soort: Soort, record_id: str) -> bytes:
        """Open one record for this asker; its body holds what this asker may see."""
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            wie = toestemming.inzage(vrager, self._m.klok())
            dossier = await self._rol.open(opslag.dossiers, partijen.naar, soort, _record_id(record_id), wie)
        contact = toestemming.contact_mag(dossier, wie)
        return self._m.beleid.detail(soort, wie.klasse, contact, dossier.inhoud)

    async def _vrager(self, opslag: Opslag, partijen: Partijen) -> Deelnemer:
        return await mandaat.vrager_bij_bron(opslag.register, partijen, sandbox=self._m.sandbox)

    async def _zoek(self, opslag: Opslag, bron: Oin, vraag: Selectievraag, wie: Inzage) -> Selectie:
        selectie = await self._rol.zoek(opslag.dossiers, bron, vraag, wie)
        log(
            Gebeurtenis.VRAAG_BEANTWOORD,
            soort=vraag.soort.value,
            bron=bron,
            aantal=len(selectie.matches),
            meer=selectie.meer,
        )
        return self._m.beleid.selectie(vraag.soort, wie.klasse, selectie)


def _record_id(waarde: str) -> RecordID:
    try:
        return RecordID(waarde)
    except ValueError:
        raise OnbekendRecord from None


class LokaleBron:
    """A source inside this node behind the same port as a remote one; its own gate is not gone around."""

    def __init__(self, registratie: Bronregistratie, poort: Bronpoort) -> None:
        self._registratie = registratie
        self._poort = poort

    @property
    def oin(self) -> Oin:
        return self._registratie.oin

    async def zoek(self, vraag: Bronvraag) -> Selectie:
        return await self._poort.zoek(vraag.partijen, vraag.vraag)

    async def open(self, partijen: Partijen, klasse: Partijklasse, soort: Soort, id_: RecordID) -> bytes:
        return await self._poort.open(partijen, soort, id_)


Bronmaker = Callable[[Bronregistratie], Bron]


class Uitwisselingspoort:
    """The exchange: one question to every source, one answer under pseudonyms."""

    def __init__(self, middelen: Middelen, maak_bron: Bronmaker) -> None:
        self._m = middelen
        self._maak_bron = maak_bron

    async def matches(self, partijen: Partijen, soort: Soort, body: bytes) -> Antwoord:
        """Answer ``POST …/matches``."""
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            bronnen = await opslag.register.bronnen()
        ruw, vraag = _lees(soort, body, self._m)
        antwoorden = await self._rondvraag(bronnen, partijen, vrager, vraag, ruw)
        samen = voeg_samen(antwoorden, self._m.grenzen.matches_totaal)
        return Antwoord(self._verzegeld(soort, partijen.van, samen), {BRONNENKOP: samen.bronnenkop})

    async def detail(self, partijen: Partijen, soort: Soort, vum_id: str) -> Antwoord:
        """Answer ``GET …/{vumID}``; a repeat of the same record within a question is free."""
        async with self._m.opslag.lezen() as opslag:
            vrager = await self._vrager(opslag, partijen)
            inhoud = self._m.zegel.open(vum_id, soort, partijen.van, self._m.klok())
            bron = await opslag.register.bron(inhoud.bron)
            sleutel = self._m.pseudoniemen.detail_sleutel(inhoud.vraag, inhoud.bron, inhoud.id)
            maximum = self._m.grenzen.details_per_vraag
            if not await opslag.detailtelling.toegestaan(inhoud.vraag, sleutel, maximum):
                raise LimietOverschreden(_TE_VEEL)
        if bron is None:
            raise OnbekendRecord
        record = await self._open(bron, partijen, vrager, soort, inhoud.id)
        async with self._m.opslag.schrijven() as opslag:
            if not await opslag.detailtelling.tel(inhoud.vraag, sleutel, maximum, inhoud.verloopt):
                raise LimietOverschreden(_TE_VEEL)
        return Antwoord(detailantwoord(soort, inhoud.bron, record))

    async def _vrager(self, opslag: Opslag, partijen: Partijen) -> Deelnemer:
        return await mandaat.vrager_bij_uitwisseling(opslag.register, partijen, self._m.eigen_oin)

    async def _rondvraag(
        self,
        bronnen: Sequence[Bronregistratie],
        partijen: Partijen,
        vrager: Deelnemer,
        vraag: Selectievraag,
        ruw: Mapping[str, Any],
    ) -> list[Bronantwoord]:
        vragen = [
            (self._maak_bron(b), Bronvraag(_voor_bron(partijen, vrager, b), vrager.klasse, vraag, ruw)) for b in bronnen
        ]
        antwoorden = await bevraag(vragen, self._m.grenzen.vraag_seconden)
        for antwoord in antwoorden:
            if antwoord.selectie is None:
                log(Gebeurtenis.BRON_FAALT, bron=antwoord.bron, reden=antwoord.reden)
        return antwoorden

    async def _open(
        self, bron: Bronregistratie, partijen: Partijen, vrager: Deelnemer, soort: Soort, id_: RecordID
    ) -> bytes:
        try:
            async with asyncio.timeout(self._m.grenzen.detail_seconden):
                record = await self._maak_bron(bron).open(_voor_bron(partijen, vrager, bron), vrager.klasse, soort, id_)
        except TimeoutError:
            raise NietBeschikbaar("De bron heeft niet op tijd geantwoord.") from None
        # What a consent at the source opened is the source's to decide; the rules that need none hold once more.
        return self._m.beleid.detail(soort, vrager.klasse, contact=True, inhoud=record)

    def _verzegeld(self, soort: Soort, vrager: Oin, samen: Samenvoeging) -> bytes:
        vraag_id = nieuwe_vraag_id()
        verloopt = int(self._m.klok()) + self._m.grenzen.vraag_geldig_seconden
        verzegel = self._m.zegel.zegelaar(soort, vraag_id, vrager, verloopt)
        return uitwisselingsantwoord(vraag_id, ((t, verzegel(t.bron, t.match.id)) for t in samen.treffers), samen.meer)


_TE_VEEL = "Het afgesproken aantal details bij deze vraag is opgevraagd."


def _voor_bron(partijen: Partijen, vrager: Deelnemer, bron: Bronregistratie) -> Partijen:
    """The parties as the source must see them: its own processor, and the class from our register."""
    return Partijen(
        van=partijen.van,
        naar=bron.oin,
        via=bron.verwerker or bron.oin,
        suwi=vrager.klasse is Partijklasse.SUWI,
    )


class Poort:
    """Both roles behind one door."""

    def __init__(self, middelen: Middelen) -> None:
        self._m = middelen
        self.bron = Bronpoort(middelen)
        self.uitwisseling = Uitwisselingspoort(middelen, lambda registratie: LokaleBron(registratie, self.bron))

    async def klaar(self) -> None:
        """Raise ``NietBeschikbaar`` unless the database answers."""
        async with self._m.opslag.lezen() as opslag:
            await opslag.register.deelnemer(self._m.eigen_oin)
