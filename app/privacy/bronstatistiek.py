"""The statistics of sources at work: counts in this process, and stores them every few seconds, on the side."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Final

from app.domain.bronfout import Reden
from app.domain.bronstatistiek import DAG, Bronstand, Statistiekopslag, Statistieksleutel, met_duur, samen
from app.domain.ports import Klok
from app.domain.uitwisseling import Bronantwoord
from app.log import Gebeurtenis, log
from app.models.errors import VumFout
from app.models.identiteit import Oin

BEWAARTIJD: Final = 5.0
"""Seconds between two times that counts are stored; a process that is killed loses at most these."""


class Bronstatistiek:
    """One instance per process: a writer with rows of its own."""

    def __init__(self, opslag: Statistiekopslag, klok: Klok) -> None:
        self._opslag = opslag
        self._klok = klok
        self._naam: Final = secrets.token_bytes(16)
        self._standen: dict[Statistieksleutel, Bronstand] = {}
        self._gewijzigd: set[Statistieksleutel] = set()
        self._bewaard = klok()
        self._taak: asyncio.Task[None] | None = None

    def tel_vraag(self, antwoorden: Sequence[Bronantwoord], genegeerd: int) -> None:
        """Count what the sources did on one question."""
        nu = int(self._klok())
        for antwoord in antwoorden:
            self._voeg_toe(antwoord.bron, _stand(antwoord, genegeerd, nu))

    def tel_matches(self, afgekeurd: Counter[Oin], dubbel: Counter[Oin]) -> None:
        """Count what was wrong with their matches."""
        for bron in afgekeurd.keys() | dubbel.keys():
            self._voeg_toe(bron, Bronstand(vervallen=afgekeurd[bron], dubbel=dubbel[bron]))

    def tel_detail(self, bron: Oin) -> None:
        """Count a detail that was asked."""
        self._voeg_toe(bron, Bronstand(details=1))

    async def stop(self) -> None:
        """Store what was counted since the last time."""
        if self._taak is not None:
            await asyncio.wait([self._taak])
        await self._bewaar()

    def _voeg_toe(self, bron: Oin, erbij: Bronstand) -> None:
        nu = self._klok()
        sleutel = Statistieksleutel(bron, int(nu) // DAG * DAG)
        self._standen[sleutel] = samen(self._standen.get(sleutel, Bronstand()), erbij)
        self._gewijzigd.add(sleutel)
        if nu - self._bewaard >= BEWAARTIJD and self._taak is None:
            self._bewaard = nu
            self._taak = asyncio.create_task(self._bewaar())
            self._taak.add_done_callback(self._klaar)

    def _klaar(self, _: asyncio.Task[None]) -> None:
        self._taak = None

    async def _bewaar(self) -> None:
        gewijzigd, self._gewijzigd = self._gewijzigd, set()
        if not gewijzigd:
            return
        try:
            await self._opslag.bewaar(self._naam, {s: self._standen[s] for s in gewijzigd})
        except VumFout as fout:
            self._gewijzigd |= gewijzigd
            log(Gebeurtenis.STATISTIEK_FAALT, fouttype=type(fout).__name__)
            return
        vandaag = int(self._klok()) // DAG * DAG
        for oud in [s for s in self._standen if s.dag < vandaag and s not in self._gewijzigd]:
            del self._standen[oud]


def _stand(antwoord: Bronantwoord, genegeerd: int, nu: int) -> Bronstand:
    reden, aanbod = antwoord.reden, antwoord.aanbod
    if aanbod is None:
        over = reden is not None and reden.niet_gevraagd
        laat = reden is Reden.TE_LAAT
        return Bronstand(gevraagd=1, overgeslagen=over, te_laat=laat, kapot=not over and not laat)
    verdeling = met_duur(Bronstand().verdeling, antwoord.seconden)
    return Bronstand(
        gevraagd=1, geantwoord=1, begrensd=aanbod.meer, genegeerd=genegeerd, laatste=nu, verdeling=verdeling
    )
