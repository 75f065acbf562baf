"""Role of the exchange: ask every source at once, keep what came in time, merge the nearest."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod, Bron, Bronvraag, Kandidaat
from app.domain.ports import Bronmatch
from app.models.errors import NietBeschikbaar, VumFout
from app.models.identiteit import Oin

GENADE: Final = 0.1
"""Seconds that a source on trial gets after all others have answered: nobody waits for it."""


BRONNENKOP: Final = "X-VUM-Bronnen"
"""The header that says how many sources were asked, how many answered and how many had more than they gave."""

_Geplaatst: TypeAlias = tuple[float, Oin, Kandidaat]
_AFSTAND: Final = itemgetter(0)


class Bronantwoord(NamedTuple):
    """What one source gave, after how many seconds; ``reden`` says why there is no offer."""

    bron: Oin
    aanbod: Aanbod | None
    reden: Reden | None = None
    seconden: float = 0.0


class Bronbevraging(NamedTuple):
    """A question on its way to one source. ``op_proef``: it failed before, so nobody waits for it."""

    bron: Oin
    maak: Callable[[], Bron]
    vraag: Bronvraag
    seconden: float
    op_proef: bool = False


class Treffer(NamedTuple):
    """One match and the source that gave it."""

    bron: Oin
    match: Bronmatch


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """The merged answer: the nearest matches over all sources, in random order.

    ``meer`` is true if anything was cut, here or at a source. ``afgekeurd`` counts per source the matches
    that were near enough but broke the contract or the question; ``niet_vertaald`` what the version of the
    question cannot hold.
    """

    treffers: Sequence[Treffer]
    meer: bool
    bevraagd: int
    geantwoord: int
    begrensd: int
    afgekeurd: Mapping[Oin, int] = field(default_factory=dict)
    niet_vertaald: int = 0

    @property
    def bronnenkop(self) -> str:
        """Value of ``BRONNENKOP``."""
        kop = f"bevraagd={self.bevraagd}; geantwoord={self.geantwoord}; begrensd={self.begrensd}"
        return f"{kop}; niet-vertaald={self.niet_vertaald}" if self.niet_vertaald else kop


async def bevraag(vragen: Sequence[Bronbevraging]) -> list[Bronantwoord]:
    """Ask all sources at once; a source that is late or fails, in whatever way, costs the others nothing.

    When the asker goes away the waiting is cancelled, and with it every open question.
    """
    taken = [asyncio.ensure_future(_vraag(v)) for v in vragen]
    vast = [taak for taak, v in zip(taken, vragen, strict=True) if not v.op_proef]
    try:
        if vast:
            await asyncio.wait(vast)
        if len(vast) < len(taken):
            await asyncio.wait(taken, timeout=GENADE if vast else None)
    finally:
        for taak in taken:
            taak.cancel()
    return [
        taak.result() if taak.done() else Bronantwoord(v.bron, None, Reden.TE_LAAT)
        for taak, v in zip(taken, vragen, strict=True)
    ]


async def _vraag(bevraging: Bronbevraging) -> Bronantwoord:
    begin = time.monotonic()
    aanbod, reden = None, None
    try:
        async with asyncio.timeout(bevraging.seconden):
            aanbod = await bevraging.maak().zoek(bevraging.vraag)
    except Exception as fout:  # noqa: BLE001 - whatever goes wrong at one source is that source's alone
        reden = reden_van(fout)
    return Bronantwoord(bevraging.bron, aanbod, reden, time.monotonic() - begin)


def reden_van(fout: Exception) -> Reden:
    """Give the one word for what went wrong at a source."""
    if isinstance(fout, TimeoutError):
        return Reden.TE_LAAT
    if isinstance(fout, BronFaalt):
        return fout.reden
    return Reden.STATUS if isinstance(fout, VumFout) else Reden.FOUT


def voeg_samen(
    antwoorden: Sequence[Bronantwoord], maximum: int, willekeur: random.Random | None = None
) -> Samenvoeging:
    """Merge; raises ``NietBeschikbaar`` when sources were asked and none answered.

    Candidates are judged from the nearest on, until the answer is full: what can never become part of it
    costs nothing.
    """
    gegeven = [(a.bron, a.aanbod) for a in antwoorden if a.aanbod is not None]
    if antwoorden and not gegeven:
        kop = Samenvoeging((), meer=False, bevraagd=len(antwoorden), geantwoord=0, begrensd=0).bronnenkop
        raise NietBeschikbaar("Geen van de bevraagde bronnen heeft geantwoord.", {BRONNENKOP: kop})
    dobbel = willekeur or random.Random()
    alle = [(kandidaat.afstand, bron, kandidaat) for bron, aanbod in gegeven for kandidaat in aanbod.kandidaten]
    alle.sort(key=_AFSTAND)
    afgekeurd = Counter({bron: aanbod.vervallen for bron, aanbod in gegeven if aanbod.vervallen})
    gekozen, vol = _keur(_gelijken_door_elkaar(alle, dobbel), maximum, afgekeurd)
    dobbel.shuffle(gekozen)
    begrensd = sum(aanbod.meer for _, aanbod in gegeven)
    onvertaald = sum(aanbod.niet_vertaald for _, aanbod in gegeven)
    aantallen = (len(antwoorden), len(gegeven), begrensd)
    return Samenvoeging(gekozen, begrensd > 0 or vol, *aantallen, afgekeurd, onvertaald)


def _gelijken_door_elkaar(op_afstand: Iterable[_Geplaatst], dobbel: random.Random) -> Iterator[_Geplaatst]:
    """Draw ties at random, and only as far as somebody looks."""
    for _, groep in groupby(op_afstand, key=_AFSTAND):
        gelijken = list(groep)
        if len(gelijken) > 1:
            dobbel.shuffle(gelijken)
        yield from gelijken


def _keur(kandidaten: Iterable[_Geplaatst], maximum: int, afgekeurd: Counter[Oin]) -> tuple[list[Treffer], bool]:
    """Give the first ``maximum`` that are good, and whether there is a good one beyond them."""
    gekozen: list[Treffer] = []
    for _, bron, kandidaat in kandidaten:
        match = kandidaat.keur()
        if match is None:
            afgekeurd[bron] += 1
        elif len(gekozen) == maximum:
            return gekozen, True
        else:
            gekozen.append(Treffer(bron, match))
    return gekozen, False
