"""The search for the nearest records, as SQL (see ``Zoeker``).

One statement looks in one ring of PC4s. It reads narrow rows only, and fetches the match profiles of
the few it gives back by key. All that differs between two searches of the same shape is bound, so that
the database prepares each shape once.

A PC4 of the ring is packed in one number: its rank by distance, the reach that a jobseeker there must
have (the distance rounded up: reaches are whole), and the PC4 itself. So no fraction is ever compared
in SQL, and SQL and the reference judge by the very same distance.
"""

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    column,
    func,
    select,
)

from app.domain.criteria import Criterium, Selectievraag
from app.domain.matching import overal_te_vinden
from app.domain.ports import Bronmatch, Selectie
from app.domain.selectiegebied import Gebied
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Inzage, Partijklasse, Soort
from app.storage.criteria import VELDEN, gevraagde_beroepen
from app.storage.dialect import Getallen, leden
from app.storage.kolommen import OVERAL
from app.storage.tables import DOSSIERS, SELECTIES, werkzoekende_beroep, werkzoekende_selectie
from app.storage.verbinding import Verbinding

RING = 3000
"""Records that the first ring should hold: enough for most questions, read in about a millisecond."""

GROEI = 4
_PC4, _BEREIK = 10_000, 10_000


@dataclass(frozen=True, slots=True)
class Ring:
    """A run of PC4s of the area, nearest first, with their distances."""

    pc4s: tuple[int, ...]
    afstanden: tuple[float, ...]


@lru_cache(maxsize=32)
def verpakt(ring: Ring) -> tuple[int, ...]:
    """Give each PC4 as one number: rank, needed reach, PC4. Equal distances share a rank.

    Remembered, because the few thousand PC4s of a large area take longer to pack than to search.
    """
    rangen = accumulate(a != b for a, b in pairwise((-1.0, *ring.afstanden)))
    return tuple(
        (rang * _BEREIK + (math.ceil(afstand) if afstand < math.inf else 0)) * _PC4 + pc4
        for rang, afstand, pc4 in zip(rangen, ring.afstanden, ring.pc4s, strict=True)
    )


def met_overal(gebied: Gebied) -> Gebied:
    """Put behind an area what is in every area."""
    return Gebied((*gebied.pc4s, OVERAL), (*gebied.afstanden, math.inf))


def ringen(gebied: Gebied, eerste: int) -> Iterator[Ring]:
    """Cut the area in growing rings; PC4s at one distance are never parted."""
    pc4s, afstanden = gebied.pc4s, gebied.afstanden
    van, aantal = 0, max(1, eerste)
    while van < len(pc4s):
        tot = min(van + aantal, len(pc4s))
        while tot < len(pc4s) and afstanden[tot] == afstanden[tot - 1]:
            tot += 1
        yield Ring(pc4s[van:tot], afstanden[van:tot])
        van, aantal = tot, aantal * GROEI


def zoekopdracht(soort: Soort, criterium: Criterium, klasse: Partijklasse) -> Select[Any]:
    """Search one ring. Binds ``bron``, ``ring``, ``moment`` and ``hoogstens``; gives what ``_in`` reads."""
    gevonden = _in_ring(soort, criterium, klasse).subquery("gevonden")
    dossier = DOSSIERS[soort]
    bij = and_(dossier.c.bron_oin == bindparam("bron"), dossier.c.id == gevonden.c.id)
    gevraagd = (dossier.c.profiel, dossier.c.bewaakt, dossier.c.versie)
    return select(gevonden.c.id, gevonden.c.pc4, gevonden.c.rang, *gevraagd).select_from(gevonden.join(dossier, bij))


def _in_ring(soort: Soort, criterium: Criterium, klasse: Partijklasse) -> Select[Any]:
    s = SELECTIES[soort]
    bron, rest, plek = _kandidaten(soort, criterium)
    zichtbaar: list[ColumnElement[bool]] = []
    if soort is Soort.WERKZOEKENDE:
        zichtbaar = [s.c[f"{klasse.value}_tot"] > bindparam("moment"), plek.bereik <= s.c.reikwijdte]
    return (
        select(s.c.id, s.c.pc4, plek.rang.label("rang"))
        .select_from(bron)
        .where(*zichtbaar, VELDEN[soort].voorwaarde(rest))
        .order_by(plek.rang, func.random())
        .limit(bindparam("hoogstens"))
    )


@dataclass(frozen=True, slots=True)
class _Plek:
    """Where a candidate lies, seen from the asked postcode."""

    pc4: ColumnElement[int]
    bereik: ColumnElement[int]
    rang: ColumnElement[int]


def _kandidaten(soort: Soort, criterium: Criterium) -> tuple[FromClause, Criterium, _Plek]:
    """Give the rows to look at: those of an asked occupation, or all in the ring; and what is left to ask."""
    ring, plek = _ring()
    gevraagd = gevraagde_beroepen(criterium) if soort is Soort.WERKZOEKENDE else None
    if gevraagd is None:
        s = SELECTIES[soort]
        return ring.join(s, and_(s.c.bron_oin == bindparam("bron"), s.c.pc4 == plek.pc4)), criterium, plek
    codes, rest = gevraagd
    beroep, w = werkzoekende_beroep.c, werkzoekende_selectie.c
    van_beroep = (
        select(beroep.pc4, beroep.id, plek.bereik.label("bereik"), plek.rang.label("rang"))
        .distinct()
        .select_from(ring.join(werkzoekende_beroep, beroep.pc4 == plek.pc4))
        .where(beroep.bron_oin == bindparam("bron"), beroep.code.in_(sorted(codes)))
        .subquery("kandidaat")
    )
    k = van_beroep.c
    bij = and_(w.bron_oin == bindparam("bron"), w.pc4 == k.pc4, w.id == k.id)
    return van_beroep.join(werkzoekende_selectie, bij), rest, _Plek(k.pc4, k.bereik, k.rang)


def _ring() -> tuple[FromClause, _Plek]:
    rij = leden(bindparam("ring", type_=Getallen)).table_valued(column("value", BigInteger), name="value")
    waarde = rij.c.value
    return rij, _Plek(waarde % _PC4, (waarde // _PC4) % _BEREIK, waarde // (_PC4 * _BEREIK))


class Zoeker:
    """Takes rings around the asked postcode until the nearest are found, and one more to know of others."""

    def __init__(self, verbinding: Verbinding, bron: Oin, vraag: Selectievraag, inzage: Inzage) -> None:
        self._verbinding = verbinding
        self._opdracht = zoekopdracht(vraag.soort, vraag.criterium, inzage.klasse)
        self._gebonden = {"bron": str(bron), "moment": inzage.moment}
        self._kent_overal = overal_te_vinden(vraag.soort, vraag.versie)

    async def zoek(self, rondom: Iterable[Ring], maximum: int) -> Selectie:
        """Give the nearest ``maximum``, ties at random, in random order.

        What has no postcode comes last, and does not count as more where the answer cannot hold it.
        """
        gevonden: list[Bronmatch] = []
        for ring in rondom:
            gevonden += await self._in(ring, maximum + 1 - len(gevonden))
            if len(gevonden) > maximum:
                break
        matches, rest = gevonden[:maximum], gevonden[maximum:]
        random.shuffle(matches)
        return Selectie(matches, meer=any(self._kent_overal or match.afstand < math.inf for match in rest))

    async def _in(self, ring: Ring, hoogstens: int) -> list[Bronmatch]:
        gebonden = {**self._gebonden, "ring": verpakt(ring), "hoogstens": hoogstens}
        rijen = list((await self._verbinding.voer_uit(self._opdracht, gebonden)).all())
        random.shuffle(rijen)
        rijen.sort(key=lambda rij: rij.rang)
        afstand = dict(zip(ring.pc4s, ring.afstanden, strict=True))
        return [Bronmatch(RecordID(r.id), r.profiel, afstand[r.pc4], r.bewaakt, r.versie) for r in rijen]
