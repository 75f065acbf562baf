"""The search for the nearest records (see ``Zoeker``), in statements that read narrow rows by key.

A ring is a run of PC4s around the asked one. One statement looks in one ring, and fetches the match
profiles of the few that it gives back. A PC4 of the ring is packed in one number: its rank by distance,
the reach that a jobseeker there must have (the distance rounded up: reaches are whole), and the PC4
itself. So no fraction is ever compared in SQL, and SQL and the reference judge by the very same distance.

Who is asked for by an occupation that few have is looked up by that occupation, without any ring.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Final

from app.domain.criteria import Criterium, Selectievraag
from app.domain.matching import overal_te_vinden
from app.domain.ports import Bronmatch, Selectie
from app.domain.selectiegebied import Gebied
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Inzage, Soort
from app.storage.bouwer import Bouwer
from app.storage.criteria import VELDEN, gevraagde_beroepen
from app.storage.kolommen import OVERAL
from app.storage.lezing import Leesbaar
from app.storage.opdrachten import Tekst
from app.storage.schatting import Schatting
from app.storage.tables import DOSSIERS, SELECTIES, werkzoekende_beroep

GROEI: Final = 4
"""How much larger the next ring is at least, while nothing was found in the last."""
GROOTSTE_GROEI: Final = 16
_MARGE: Final = 1.3
"""How much more the next ring takes than what was found so far makes expect."""
_PC4, _BEREIK = 10_000, 10_000


@dataclass(frozen=True, slots=True)
class Ring:
    """A run of PC4s of the area, nearest first, with their distances."""

    pc4s: Sequence[int]
    afstanden: Sequence[float]

    def verpakt(self) -> list[int]:
        """Give each PC4 as one number: rank, needed reach, PC4. Equal distances share a rank."""
        rangen = accumulate(a != b for a, b in pairwise((-1.0, *self.afstanden)))
        return [
            (rang * _BEREIK + (math.ceil(afstand) if afstand < math.inf else 0)) * _PC4 + pc4
            for rang, afstand, pc4 in zip(rangen, self.afstanden, self.pc4s, strict=True)
        ]


ELDERS: Final = Ring((OVERAL,), (math.inf,))
"""What is in every area, behind all that lies somewhere."""


class Ringen:
    """Cuts an area in rings, each as large as is asked for; PC4s at one distance are never parted."""

    def __init__(self, gebied: Gebied, *, ook_elders: bool = False) -> None:
        self._gebied = gebied
        self._van = 0
        self._elders = ook_elders

    def volgende(self, aantal: int) -> Ring | None:
        """Give the next ring, of ``aantal`` PC4s or a few more; None when there is nothing left."""
        van, alle = self._van, len(self._gebied.pc4s)
        if van == alle:
            elders, self._elders = self._elders, False
            return ELDERS if elders else None
        tot = min(van + max(1, aantal), alle)
        afstanden = list(self._gebied.afstanden[van:tot])
        while tot < alle and (volgende := self._gebied.afstanden[tot]) == afstanden[-1]:
            afstanden.append(volgende)
            tot += 1
        self._van = tot
        return Ring(self._gebied.pc4s[van:tot], afstanden)


class Zoekopdracht:
    """The statements of one question to one source."""

    def __init__(self, dialect: str, bron: Oin, vraag: Selectievraag, inzage: Inzage) -> None:
        self._dialect = dialect
        self._bron = str(bron)
        self._soort = vraag.soort
        self._inzage = inzage
        gevraagd = gevraagde_beroepen(vraag.criterium) if vraag.soort is Soort.WERKZOEKENDE else None
        self.beroepen: Sequence[bytes] = sorted(gevraagd[0]) if gevraagd else ()
        self._rest: Criterium = gevraagd[1] if gevraagd else vraag.criterium
        self._alles = vraag.criterium

    def in_ring(self, ring: Ring, hoogstens: int, *, langs_beroep: bool) -> Tekst:
        """Search one ring; gives id, PC4, rank and what ``_match`` reads.

        ``langs_beroep``: look at those who have an asked occupation alone, and not at all who are there.
        """
        b = Bouwer(self._dialect)
        rang = f"r.value / {_PC4 * _BEREIK}"
        van = b.getallen(ring.verpakt(), "r")
        bron = b.bind(self._bron)
        kandidaten = self._van_beroep(b, van, bron) if langs_beroep else self._alle(b, van, bron)
        eisen = [*self._zichtbaar(b, "k.bereik" if langs_beroep else f"(r.value / {_PC4}) % {_BEREIK}")]
        eisen.append(VELDEN[self._soort].voorwaarde(b, self._rest if langs_beroep else self._alles))
        binnen = (
            f"SELECT s.id, s.pc4, {'k.rang' if langs_beroep else rang} AS rang FROM {kandidaten} "
            f"WHERE {' AND '.join(eisen)} ORDER BY rang, random() LIMIT {b.bind(hoogstens)}"
        )
        return b.tekst(self._met_profiel(b, bron, binnen))

    def van_weinigen(self) -> Tekst:
        """Give id, PC4 and reach of all who have an asked occupation and meet the rest, wherever they are."""
        b = Bouwer(self._dialect)
        bron = b.bind(self._bron)
        tabel = werkzoekende_beroep.name
        van = f"{tabel} AS o {b.maal} {SELECTIES[self._soort].name} AS s"
        bij = "s.bron_oin = o.bron_oin AND s.pc4 = o.pc4 AND s.id = o.id"
        code = b.een_van("o.code", self.beroepen)
        eisen = [*self._zichtbaar(b, None), VELDEN[self._soort].voorwaarde(b, self._rest)]
        return b.tekst(
            f"SELECT DISTINCT s.id, s.pc4, s.reikwijdte FROM {van} ON {bij} "
            f"WHERE o.bron_oin = {bron} AND {code} AND {' AND '.join(eisen)}"
        )

    def profielen(self, ids: Sequence[str]) -> Tekst:
        """Give what ``_match`` reads of these records."""
        b = Bouwer(self._dialect)
        return b.tekst(
            f"SELECT d.id, d.profiel, d.bewaakt, d.versie FROM {DOSSIERS[self._soort].name} AS d "
            f"WHERE d.bron_oin = {b.bind(self._bron)} AND {b.een_van('d.id', ids)}"
        )

    def _alle(self, b: Bouwer, van: str, bron: str) -> str:
        tabel = SELECTIES[self._soort].name
        return f"{van} {b.maal} {tabel} AS s ON s.bron_oin = {bron} AND s.pc4 = {_pc4(b)}"

    def _van_beroep(self, b: Bouwer, van: str, bron: str) -> str:
        bij = f"o.bron_oin = {bron} AND {b.een_van('o.code', self.beroepen)} AND o.pc4 = {_pc4(b)}"
        uniek = "DISTINCT " if len(self.beroepen) > 1 else ""
        kandidaat = (
            f"SELECT {uniek}o.pc4, o.id, (r.value / {_PC4}) % {_BEREIK} AS bereik, r.value / {_PC4 * _BEREIK} AS rang "
            f"FROM {van} {b.maal} {werkzoekende_beroep.name} AS o ON {bij}"
        )
        tabel = SELECTIES[self._soort].name
        return f"({kandidaat}) AS k {b.maal} {tabel} AS s ON s.bron_oin = {bron} AND s.pc4 = k.pc4 AND s.id = k.id"

    def _zichtbaar(self, b: Bouwer, bereik: str | None) -> Iterator[str]:
        if self._soort is Soort.WERKZOEKENDE:
            yield f"s.{self._inzage.klasse.value}_tot > {b.bind(self._inzage.moment)}"
            if bereik is not None:
                yield f"{bereik} <= s.reikwijdte"
        if self._inzage.bevestigd_na:
            yield f"s.bevestigd_op > {b.bind(self._inzage.bevestigd_na)}"

    def _met_profiel(self, b: Bouwer, bron: str, binnen: str) -> str:
        dossier = DOSSIERS[self._soort].name
        return (
            f"SELECT g.id, g.pc4, g.rang, d.profiel, d.bewaakt, d.versie FROM ({binnen}) AS g "
            f"{b.maal} {dossier} AS d ON d.bron_oin = {bron} AND d.id = g.id"
        )


def _pc4(b: Bouwer) -> str:
    return f"(r.value % {_PC4}){'::smallint' if b.postgresql else ''}"


class Zoeker:
    """Takes rings around the asked postcode until the nearest are found, and one more to know of others."""

    def __init__(
        self, verbinding: Leesbaar, schatting: Schatting, bron: Oin, vraag: Selectievraag, inzage: Inzage
    ) -> None:
        self._verbinding = verbinding
        self._schatting = schatting
        self._bron = bron
        self._soort = vraag.soort
        self._opdracht = Zoekopdracht(verbinding.dialect, bron, vraag, inzage)
        self._kent_overal = overal_te_vinden(vraag.soort, vraag.versie)

    async def zoek(self, gebied: Gebied, maximum: int) -> Selectie:
        """Give the nearest ``maximum``, ties at random, in random order.

        What has no postcode comes last, and does not count as more where the answer cannot hold it.
        """
        beroepen = self._opdracht.beroepen
        if beroepen and await self._schatting.zijn_weinig(self._verbinding, self._bron, beroepen):
            gevonden = await self._van_weinigen(gebied, maximum + 1)
        else:
            gevonden = await self._in_ringen(gebied, maximum + 1)
        matches, rest = gevonden[:maximum], gevonden[maximum:]
        random.shuffle(matches)
        return Selectie(matches, meer=any(self._kent_overal or match.afstand < math.inf for match in rest))

    async def _in_ringen(self, gebied: Gebied, hoogstens: int) -> list[Bronmatch]:
        gevonden: list[Bronmatch] = []
        ringen = Ringen(gebied, ook_elders=self._soort is Soort.VACATURE)
        aantal = await self._schatting.eerste_ring(self._verbinding, self._bron, self._soort)
        beroepen = self._opdracht.beroepen
        langs = bool(beroepen) and await self._schatting.langs_beroep(self._verbinding, self._bron, beroepen)
        doorzocht = 0
        while len(gevonden) < hoogstens and (ring := ringen.volgende(aantal)):
            gevonden += await self._in_ring(ring, hoogstens - len(gevonden), langs_beroep=langs)
            doorzocht += len(ring.pc4s)
            aantal = _volgende_ring(doorzocht, len(gevonden), hoogstens)
        return gevonden

    async def _in_ring(self, ring: Ring, hoogstens: int, *, langs_beroep: bool) -> list[Bronmatch]:
        opdracht = self._opdracht.in_ring(ring, hoogstens, langs_beroep=langs_beroep)
        rijen = (await self._verbinding.voer_uit(opdracht)).all()
        random.shuffle(rijen)
        rijen.sort(key=_op_rang)
        afstand = dict(zip(ring.pc4s, ring.afstanden, strict=True))
        return [_match(id_, afstand[pc4], profiel, bewaakt, versie) for id_, pc4, _, profiel, bewaakt, versie in rijen]

    async def _van_weinigen(self, gebied: Gebied, hoogstens: int) -> list[Bronmatch]:
        plek = {pc4: n for n, pc4 in enumerate(gebied.pc4s)}
        kandidaten = (await self._verbinding.voer_uit(self._opdracht.van_weinigen())).all()
        binnen = [(gebied.afstanden[plek[pc4]], id_, bereik) for id_, pc4, bereik in kandidaten if pc4 in plek]
        bereikt = [(afstand, id_) for afstand, id_, bereik in binnen if afstand <= bereik]
        random.shuffle(bereikt)
        bereikt.sort(key=_op_rang_van_twee)
        afstanden = {id_: afstand for afstand, id_ in bereikt[:hoogstens]}
        if not afstanden:
            return []
        rijen = await self._verbinding.voer_uit(self._opdracht.profielen(list(afstanden)))
        op_id = {id_: _match(id_, afstanden[id_], *rest) for id_, *rest in rijen}
        return [op_id[id_] for id_ in afstanden]


def _volgende_ring(doorzocht: int, gevonden: int, hoogstens: int) -> int:
    """Say how many PC4s the next ring takes, from what was found in those before it."""
    if not gevonden:
        return doorzocht * GROEI
    nodig = math.ceil((hoogstens - gevonden) * doorzocht / gevonden * _MARGE)
    return min(max(nodig, doorzocht), doorzocht * GROOTSTE_GROEI)


def _op_rang(rij: Sequence[Any]) -> Any:
    return rij[2]


def _op_rang_van_twee(rij: Sequence[Any]) -> Any:
    return rij[0]


def _match(id_: str, afstand: float, profiel: bytes, bewaakt: int, versie: str) -> Bronmatch:
    # The id was checked when it was stored.
    return Bronmatch(str.__new__(RecordID, id_), profiel, afstand, bewaakt, versie)
