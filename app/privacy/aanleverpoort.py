"""The door to deliveries: a source brings its own records, and sees its own deliveries. Each operation:

1. who asks was let in by the edge (``toelating``); it is a source in this node, itself or by its own
   processor (``mandaat``): 401, 403
2. what is asked, judged (``leveringopties``): 400
3. only its own: what belongs to another is not there: 404
4. a file goes to disk as it comes in, is registered as a run, and is taken in later exactly as ``openvum laden``
   does (``domain.leveringverloop``): consent, free-text guard, audit log
"""

import asyncio
import time
from collections.abc import AsyncIterable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple
from uuid import uuid4

import orjson

from app.domain.audit import Auditgebeurtenis, Handeling, Herkomst, Objecttype, Uitkomst, Wie
from app.domain.leveringport import LEVEND, Formaten, Run, Spool, Staat
from app.domain.leveringverloop import INGETROKKEN, ruim_verlaten
from app.domain.ports import Klok, Opslag, Opslagfabriek
from app.domain.rapportdocument import pak_uit
from app.models.aanlevering import Leveringen, Leveringweergave
from app.models.aanroeper import Aanroeper
from app.models.errors import Conflict, NietGevonden, OngeldigeAanroep, OnvolledigeAanroep, TeGroot
from app.models.identiteit import Oin
from app.privacy import leveringweergave as weergave
from app.privacy import mandaat
from app.privacy.leveringopties import Leveringsopties, lees_opties
from app.privacy.pseudoniem import Pseudonimiseerder

MAX_SLEUTEL: Final = 255
_GEEN_LEVERING: Final = "Deze levering is er niet."
_GEEN_RAPPORT: Final = "Van deze levering is er (nog) geen rapport."
_LOOPT: Final = "Er loopt al een levering van deze soort; wacht tot zij klaar is, of bevestig of trek haar in."
_ANDERE: Final = "Idempotency-Key hoort al bij een andere levering."
_WACHT_NIET: Final = "Deze levering wacht niet op bevestiging."
_WEG: Final = "Het bestand van deze levering is er niet meer; lever het opnieuw aan."

Blad = tuple[int | None, int]
"""Cursor (None: the first page), and how many."""


class Aanleveraar(NamedTuple):
    """The caller whom the edge has let in, the processor that it names, and the id of the request."""

    aanroeper: Aanroeper
    via: Oin | None = None
    verzoek_id: str = ""


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it comes in, with what is said of it. ``lengte`` None: not said."""

    velden: Mapping[str, str]
    stroom: AsyncIterable[bytes]
    lengte: int | None = None
    sleutel: str | None = None


@dataclass(frozen=True, slots=True)
class Werkplaats:
    """Where deliveries wait, what they can be in, and who takes them in: ``plan`` is told of every run to be done."""

    spool: Spool
    formaten: Formaten
    plan: Callable[[Run], None]
    werker: str
    maximum: int
    sandbox: bool
    maak_blad: Callable[[Mapping[str, str], Mapping[str, Any]], bytes]
    """Makes a workbook of a report, outside the event loop: it may be large."""


class Aanleverpoort:
    """Every operation takes who asks."""

    def __init__(
        self, opslag: Opslagfabriek, werkplaats: Werkplaats, pseudoniemen: Pseudonimiseerder, klok: Klok
    ) -> None:
        self._opslag = opslag
        self._w = werkplaats
        self._pseudoniemen = pseudoniemen
        self._klok = klok

    async def eis(self, wie: Aanleveraar) -> Oin:
        """Give the source that asks: to be known before anything of a body is read."""
        async with self._opslag.lezen() as opslag:
            return await mandaat.eis_aanleveraar(opslag.register, wie.aanroeper, wie.via)

    async def lever(self, wie: Aanleveraar, bestand: Bestand) -> Leveringweergave:
        """Answer ``POST /leveringen``; a repeat gives the run that it is a repeat of."""
        bron = await self.eis(wie)
        if bestand.lengte is not None and bestand.lengte > self._w.maximum:
            raise TeGroot(f"Het bestand is groter dan {self._w.maximum} bytes.")
        opties = lees_opties(bestand.velden, self._w.formaten, sandbox=self._w.sandbox)
        sleutel = self._sleutel(bron, bestand.sleutel)
        if sleutel is None and not opties.proef:
            await self._eis_kansrijk(bron, opties, bestand.lengte)
        id_ = str(uuid4())
        async with self._w.spool.ontvang(id_, self._w.maximum) as ontvangst:
            async for blok in bestand.stroom:
                await ontvangst.schrijf(blok)
            grootte, inhoud = await ontvangst.sluit()
            if not grootte:
                raise OnvolledigeAanroep("het bestand is leeg")
            vinger = self._pseudoniemen.levering(bron, "bestand", f"{inhoud} {opties!r}")
            nieuw = self._run(wie, id_, opties, grootte)
            run = await self._registreer(replace(nieuw, vingerafdruk=vinger, sleutel=sleutel))
            if run.id == id_:
                ontvangst.behoud()
        if run.id == id_:
            self._w.plan(run)
        return weergave.levering(run)

    async def leveringen(self, wie: Aanleveraar, lees_blad: Callable[[], Blad]) -> Leveringen:
        """Answer ``GET /leveringen``: a page, newest first."""
        bron = await self.eis(wie)
        cursor, limiet = lees_blad()
        async with self._opslag.lezen() as opslag:
            runs = await opslag.leveringen.lijst(bron, cursor, limiet + 1)
        return weergave.leveringen(runs, limiet)

    async def levering(self, wie: Aanleveraar, id_: str) -> Leveringweergave:
        """Answer ``GET /leveringen/{id}``. Raises ``NietGevonden``."""
        bron = await self.eis(wie)
        async with self._opslag.lezen() as opslag:
            return weergave.levering(await _eigen(opslag, bron, id_))

    async def rapport(self, wie: Aanleveraar, id_: str) -> bytes:
        """Answer ``GET /leveringen/{id}/rapport`` as JSON. Raises ``NietGevonden``."""
        return (await self._rapport(wie, id_))[1]

    async def _rapport(self, wie: Aanleveraar, id_: str) -> tuple[Run, bytes]:
        bron = await self.eis(wie)
        async with self._opslag.lezen() as opslag:
            run = await _eigen(opslag, bron, id_)
            inhoud = await opslag.leveringen.rapport(bron, id_)
        if inhoud is None:
            raise NietGevonden(_GEEN_RAPPORT)
        return run, pak_uit(inhoud)

    async def rapportblad(self, wie: Aanleveraar, id_: str) -> bytes:
        """Answer ``GET /leveringen/{id}/rapport`` as a workbook. Raises ``NietGevonden``."""
        run, rapport = await self._rapport(wie, id_)
        kop = {"Levering": run.id, "Bron": run.bron, "Soort": run.soort.value, "Formaat": run.formaat}
        kop |= {"Wijze": f"{run.wijze.value}, proef" if run.proef else run.wijze.value, "Staat": run.staat.value}
        return await asyncio.to_thread(lambda: self._w.maak_blad(kop, orjson.loads(rapport)))

    async def bevestig(self, wie: Aanleveraar, id_: str) -> Leveringweergave:
        """Answer ``POST /leveringen/{id}/bevestiging``: take it in after all. Raises ``NietGevonden`` and ``Conflict``."""
        bron = await self.eis(wie)
        nu = int(self._klok())
        async with self._opslag.schrijven() as opslag:
            await ruim_verlaten(opslag, nu)
            run = await _eigen(opslag, bron, id_)
            if run.bevestigd and run.staat in {Staat.ONTVANGEN, Staat.BEZIG, Staat.KLAAR}:
                return weergave.levering(run)
            if run.staat is not Staat.WACHT:
                raise Conflict(_WACHT_NIET)
            if not self._w.spool.bestaat(id_):
                raise Conflict(_WEG)
            verder = replace(run, staat=Staat.ONTVANGEN, bevestigd=True, fout="", vervalt_op=None, bijgewerkt_op=nu)
            verder = replace(verder, werker=self._w.werker, levend_tot=nu + LEVEND, verzoek_id=wie.verzoek_id)
            await opslag.leveringen.zet(verder, {Staat.WACHT})
        self._w.plan(verder)
        return weergave.levering(verder)

    async def trek_in(self, wie: Aanleveraar, id_: str) -> None:
        """Answer ``DELETE /leveringen/{id}``: do not take in what waits. Raises ``NietGevonden`` and ``Conflict``."""
        bron = await self.eis(wie)
        async with self._opslag.schrijven() as opslag:
            run = await _eigen(opslag, bron, id_)
            weg = replace(run, staat=Staat.AFGEBROKEN, fout=INGETROKKEN, vervalt_op=None)
            if not await opslag.leveringen.zet(replace(weg, bijgewerkt_op=int(self._klok())), {Staat.WACHT}):
                raise Conflict(_WACHT_NIET)
            namens = Wie(bron, Herkomst.API, wie.verzoek_id)
            wat = {"soort": run.soort.value, "wat": "ingetrokken"}
            await opslag.audit.noteer(
                Auditgebeurtenis(
                    Handeling.LEVERING_VERWERKT, Objecttype.BRON, bron, namens, Uitkomst.GEWEIGERD, bijzonderheden=wat
                )
            )
        self._w.spool.verwijder(id_)

    async def _eis_kansrijk(self, bron: Oin, opties: Leveringsopties, lengte: int | None) -> None:
        """Say before the upload what is sure to be refused after it: another file while one is under way."""
        async with self._opslag.lezen() as opslag:
            ander = await opslag.leveringen.open_van(bron, opties.soort)
        if ander is None or lengte is None or lengte == ander.grootte:
            return
        if ander.staat is Staat.WACHT or ander.levend_tot > self._klok():
            raise Conflict(_LOOPT)

    async def _registreer(self, run: Run) -> Run:
        """Add the run, or give the one that it repeats. Raises ``Conflict``."""
        async with self._opslag.schrijven() as opslag:
            await ruim_verlaten(opslag, run.ontvangen_op)
            if run.sleutel and (bekend := await opslag.leveringen.met_sleutel(run.bron, run.sleutel)):
                if bekend.vingerafdruk != run.vingerafdruk:
                    raise Conflict(_ANDERE)
                if bekend.staat not in {Staat.MISLUKT, Staat.AFGEBROKEN}:
                    return bekend
                await opslag.leveringen.zet(replace(bekend, sleutel=None), {bekend.staat})
            if not await opslag.leveringen.registreer(run):
                ander = await opslag.leveringen.open_van(run.bron, run.soort)
                if ander is None or ander.vingerafdruk != run.vingerafdruk:
                    raise Conflict(_LOOPT)
                return ander
        return run

    def _run(self, wie: Aanleveraar, id_: str, opties: Leveringsopties, grootte: int) -> Run:
        nu = int(self._klok())
        return Run(
            bron=wie.aanroeper.oin,
            id=id_,
            soort=opties.soort,
            formaat=opties.formaat,
            wijze=opties.wijze,
            volgorde=time.time_ns() // 1000,
            ontvangen_op=nu,
            bijgewerkt_op=nu,
            proef=opties.proef,
            grondslag=opties.grondslag,
            grondslag_tot=opties.grondslag_tot,
            grootte=grootte,
            verzoek_id=wie.verzoek_id,
            werker=self._w.werker,
            levend_tot=nu + LEVEND,
        )

    def _sleutel(self, bron: Oin, sleutel: str | None) -> bytes | None:
        if sleutel is None:
            return None
        if not 1 <= len(sleutel) <= MAX_SLEUTEL:
            raise OngeldigeAanroep(f"Kop Idempotency-Key moet 1 tot {MAX_SLEUTEL} tekens zijn")
        return self._pseudoniemen.levering(bron, "sleutel", sleutel)


async def _eigen(opslag: Opslag, bron: Oin, id_: str) -> Run:
    run = await opslag.leveringen.lees(bron, id_)
    if run is None:
        raise NietGevonden(_GEEN_LEVERING)
    return run
