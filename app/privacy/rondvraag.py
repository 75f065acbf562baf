"""One question to every source that can answer it, and one record from one source: the way out and back.

Of the time for a question the sources get a part, so that merging, recording and sealing fit in the rest.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Final

from app.domain.bronkeuze import Bronkeuze
from app.domain.bronport import Bronvraag
from app.domain.criteria import Selectievraag
from app.domain.dubbel import dubbele_vacatures
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.uitwisseling import Bronantwoord, Bronbevraging, Samenvoeging, bevraag, reden_van, voeg_samen
from app.models.errors import NietBeschikbaar, OnbekendRecord
from app.models.identiteit import RecordID
from app.models.partijen import Partijklasse, Soort
from app.models.versie import Versie
from app.privacy.bronwacht import Bronmaker, Bronwacht
from app.privacy.lokale_bron import voor_bron
from app.privacy.middelen import Middelen
from app.privacy.vastlegging import Lopend
from app.privacy.vrijetekst import bewaak_bronmatch, bewaak_detail

DEEL_VOOR_BRONNEN: Final = 0.85
KLEINSTE_TIJD: Final = 0.1


class Rondvraag:
    """The exchange's side of the sources; one per process."""

    def __init__(self, middelen: Middelen, maak_bron: Bronmaker) -> None:
        self._m = middelen
        self._maak_bron = maak_bron
        self._keuze = Bronkeuze(middelen.kaart)
        self._onderweg = 0
        self.wacht = Bronwacht(maak_bron, middelen.eigen_oin)

    @contextmanager
    def ruimte(self) -> Iterator[float]:
        """Take a place for one question and give its end (``time.monotonic``) for the sources.

        Raises ``NietBeschikbaar`` with ``Retry-After`` when too many are under way.
        """
        if self._onderweg >= self._m.grenzen.vragen_tegelijk:
            raise NietBeschikbaar("Er zijn nu te veel vragen tegelijk.", {"Retry-After": "1"})
        self._onderweg += 1
        try:
            yield time.monotonic() + self._m.grenzen.vraag_seconden * DEEL_VOOR_BRONNEN
        finally:
            self._onderweg -= 1

    async def stel(
        self,
        bronnen: Sequence[Bronregistratie],
        lopend: Lopend,
        vrager: Deelnemer,
        vraag: Selectievraag,
        ruw: Mapping[str, Any],
        *,
        tot: float,
    ) -> Samenvoeging:
        """Ask and merge; raises ``NietBeschikbaar`` when sources were asked and none answered."""
        gebied = self._m.kaart.gebied(vraag.postcode, vraag.afstand)
        mee = self._keuze.kies(bronnen, vraag.soort, gebied)
        vragen = {bron: Bronvraag(voor_bron(lopend.partijen, vrager, bron, lopend.spoor), vraag, ruw) for bron in mee}
        antwoorden = await self._antwoorden(vragen, tot)
        self._m.statistiek.tel_vraag(antwoorden, vraag.genegeerd)
        samen = voeg_samen(antwoorden, self._m.grenzen.matches_totaal)
        dubbel = dubbele_vacatures(samen.treffers) if vraag.soort is Soort.VACATURE else Counter()
        self._m.statistiek.tel_matches(Counter(samen.afgekeurd), dubbel)
        return self._ingehouden(samen, vraag, vrager.klasse)

    async def open(
        self, bron: Bronregistratie, lopend: Lopend, vrager: Deelnemer, id_: RecordID, versie: Versie
    ) -> bytes:
        """Give one record in this version. Raises ``OnbekendRecord``, or ``NietBeschikbaar`` when its source cannot answer."""
        if self.wacht.bezwaar(bron) is not None:
            raise NietBeschikbaar("De bron kan nu niet antwoorden.")
        partijen = voor_bron(lopend.partijen, vrager, bron, lopend.spoor)
        self._m.statistiek.tel_detail(bron.oin)
        try:
            with self.wacht.bezig(bron):
                async with asyncio.timeout(_hoogstens(bron, self._m.grenzen.detail_seconden * DEEL_VOOR_BRONNEN)):
                    record = await self._maak_bron(bron).open(partijen, lopend.soort, id_, versie)
        except OnbekendRecord:
            self.wacht.noteer(bron, None)
            raise
        except (NietBeschikbaar, TimeoutError) as fout:
            self.wacht.noteer(bron, reden_van(fout))
            raise NietBeschikbaar("De bron heeft niet (op tijd) geantwoord.") from None
        self.wacht.noteer(bron, None)
        # What a consent at the source opened is the source's to decide; the rules that need none hold once more.
        zichtbaar = self._m.beleid.detail(lopend.soort, vrager.klasse, True, record, versie)
        return bewaak_detail(lopend.soort, zichtbaar).gegevens

    async def _antwoorden(self, vragen: Mapping[Bronregistratie, Bronvraag], tot: float) -> list[Bronantwoord]:
        bezwaren = {bron: self.wacht.bezwaar(bron) for bron in vragen}
        bevraagd = [bron for bron, bezwaar in bezwaren.items() if bezwaar is None]
        over = max(KLEINSTE_TIJD, tot - time.monotonic())
        with ExitStack() as stapel:
            for bron in bevraagd:
                stapel.enter_context(self.wacht.bezig(bron))
            gegeven = await bevraag([self._bevraging(bron, vragen[bron], over) for bron in bevraagd])
        for bron, antwoord in zip(bevraagd, gegeven, strict=True):
            self.wacht.noteer(bron, antwoord.reden)
        return gegeven + [Bronantwoord(b.oin, None, bezwaar) for b, bezwaar in bezwaren.items() if bezwaar]

    def _bevraging(self, bron: Bronregistratie, vraag: Bronvraag, over: float) -> Bronbevraging:
        op_proef = self.wacht.op_proef(bron)
        return Bronbevraging(bron.oin, partial(self._maak_bron, bron), vraag, _hoogstens(bron, over), op_proef)

    def _ingehouden(self, samen: Samenvoeging, vraag: Selectievraag, klasse: Partijklasse) -> Samenvoeging:
        """Apply the field rules and the free-text guard of the match phase: a source elsewhere may not have."""
        matches = [self._m.beleid.bronmatch(vraag.soort, klasse, t.match, vraag.versie) for t in samen.treffers]
        bewaakt = [bewaak_bronmatch(vraag.soort, match) for match in matches]
        return replace(samen, treffers=[t._replace(match=m) for t, m in zip(samen.treffers, bewaakt, strict=True)])


def _hoogstens(bron: Bronregistratie, seconden: float) -> float:
    """Give how long this source may take: no longer than its own limit, for questions and details alike."""
    return seconden if bron.seconden is None else min(seconden, bron.seconden)
