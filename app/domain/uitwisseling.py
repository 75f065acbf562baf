"""Role of the exchange: ask every source at once, keep what came in time, merge the nearest."""

import asyncio
import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.ports import Bron, Bronmatch, Bronvraag, Selectie
from app.models.errors import NietBeschikbaar, VumFout
from app.models.identiteit import Oin


class Bronantwoord(NamedTuple):
    """What one source gave; ``reden`` says why there is no selection."""

    bron: Oin
    selectie: Selectie | None
    reden: str = ""


class Treffer(NamedTuple):
    """One match and the source that gave it."""

    bron: Oin
    match: Bronmatch


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """The merged answer: the nearest matches over all sources, in random order.

    ``meer`` is true if anything was cut, here or at a source.
    """

    treffers: Sequence[Treffer]
    meer: bool
    bevraagd: int
    geantwoord: int
    begrensd: int

    @property
    def bronnenkop(self) -> str:
        """Value of the header ``X-VUM-Bronnen``."""
        return f"bevraagd={self.bevraagd}; geantwoord={self.geantwoord}; begrensd={self.begrensd}"


async def _op_tijd(bron: Bron, vraag: Bronvraag, seconden: float) -> Selectie:
    async with asyncio.timeout(seconden):
        return await bron.zoek(vraag)


def _reden(fout: BaseException) -> str:
    if isinstance(fout, TimeoutError):
        return "te laat"
    return fout.code if isinstance(fout, VumFout) else type(fout).__name__


async def bevraag(vragen: Sequence[tuple[Bron, Bronvraag]], seconden: float) -> list[Bronantwoord]:
    """Ask all sources at once; a source that is late or fails, in whatever way, costs the others nothing.

    When the asker goes away the gathering is cancelled, and with it every open question.
    """
    uitkomsten = await asyncio.gather(
        *(_op_tijd(bron, vraag, seconden) for bron, vraag in vragen), return_exceptions=True
    )
    return [
        Bronantwoord(bron.oin, None, _reden(uitkomst))
        if isinstance(uitkomst, BaseException)
        else Bronantwoord(bron.oin, uitkomst)
        for (bron, _), uitkomst in zip(vragen, uitkomsten, strict=True)
    ]


def voeg_samen(
    antwoorden: Sequence[Bronantwoord], maximum: int, willekeur: random.Random | None = None
) -> Samenvoeging:
    """Merge; raises ``NietBeschikbaar`` when sources were asked and none answered."""
    gegeven = [(a.bron, a.selectie) for a in antwoorden if a.selectie is not None]
    if antwoorden and not gegeven:
        raise NietBeschikbaar("Geen van de bevraagde bronnen heeft geantwoord.")
    dobbel = willekeur or random.Random()
    alle = [Treffer(bron, match) for bron, selectie in gegeven for match in selectie.matches]
    dobbel.shuffle(alle)
    begrensd = sum(selectie.meer for _, selectie in gegeven)
    gekozen = alle
    if len(alle) > maximum:
        gekozen = heapq.nsmallest(maximum, alle, key=lambda t: t.match.afstand)
        dobbel.shuffle(gekozen)
    return Samenvoeging(
        treffers=gekozen,
        meer=begrensd > 0 or len(alle) > maximum,
        bevraagd=len(antwoorden),
        geantwoord=len(gegeven),
        begrensd=begrensd,
    )
