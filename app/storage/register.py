"""Parties and sources. Nothing is remembered between transactions: a change counts at once, in every worker."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, delete, insert, select

from app.domain.bronkeuze import lees_gebied, schrijf_gebied
from app.domain.ports import Bronregistratie, Bronstaat, Deelnemer
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse, Soort
from app.storage.dialect import voeg_in
from app.storage.opdrachten import Vast
from app.storage.tables import bron, deelnemer, deelnemer_verwerker
from app.storage.verbinding import Verbinding

_DEELNEMERS: Select[Any] = (
    select(deelnemer, deelnemer_verwerker.c.verwerker)
    .select_from(deelnemer.outerjoin(deelnemer_verwerker))
    .order_by(deelnemer.c.oin)
)
_VELDEN = ["oin", "naam", "url", "versie", "verwerker", "staat", "soorten", "gebied", "seconden", "gelijktijdig"]
_BRONNEN: Select[Any] = select(*(bron.c[naam] for naam in _VELDEN)).order_by(bron.c.oin)
_DEELNEMER = Vast(_DEELNEMERS.where(deelnemer.c.oin == bindparam("oin")))
_BRON = Vast(select(*(bron.c[naam] for naam in _VELDEN)).where(bron.c.oin == bindparam("oin")))


class Register:
    """The register, in one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def deelnemer(self, oin: Oin) -> Deelnemer | None:
        rijen = await self._verbinding.voer_uit(_DEELNEMER, {"oin": str(oin)})
        return next(iter(_deelnemers(rijen.all())), None)

    async def deelnemers(self) -> Sequence[Deelnemer]:
        return _deelnemers((await self._verbinding.voer_uit(_DEELNEMERS)).all())

    async def bron(self, oin: Oin) -> Bronregistratie | None:
        rij = (await self._verbinding.voer_uit(_BRON, {"oin": str(oin)})).one_or_none()
        return None if rij is None else _bron(tuple(rij))

    async def bronnen(self) -> Sequence[Bronregistratie]:
        return [_bron(tuple(rij)) for rij in await self._verbinding.voer_uit(_BRONNEN)]

    async def zet_deelnemer(self, partij: Deelnemer) -> None:
        """Add the party or replace it, its processors included."""
        oin = str(partij.oin)
        rij = {"oin": oin, "naam": partij.naam, "klasse": partij.klasse.value, "uitwisseling": partij.uitwisseling}
        await self._zet(deelnemer, rij)
        await self._verbinding.voer_uit(delete(deelnemer_verwerker).where(deelnemer_verwerker.c.oin == oin))
        if verwerkers := [{"oin": oin, "verwerker": str(v)} for v in sorted(partij.verwerkers)]:
            await self._verbinding.voer_uit(insert(deelnemer_verwerker), verwerkers)

    async def zet_bron(self, registratie: Bronregistratie) -> None:
        """Add the source or replace it."""
        verwerker = None if registratie.verwerker is None else str(registratie.verwerker)
        rij: dict[str, Any] = {"oin": str(registratie.oin), "naam": registratie.naam, "url": registratie.url}
        rij |= {"versie": registratie.versie, "verwerker": verwerker, "staat": registratie.staat.value}
        rij |= {"gebied": schrijf_gebied(registratie.gebied), "soorten": ",".join(sorted(registratie.soorten))}
        await self._zet(bron, {**rij, "seconden": registratie.seconden, "gelijktijdig": registratie.gelijktijdig})

    async def verwijder_deelnemer(self, oin: Oin) -> bool:
        """Remove the party, its processors included; False where there was none."""
        return await self._verwijder(deelnemer, oin)

    async def verwijder_bron(self, oin: Oin) -> bool:
        """Remove the source; its records stay. False where there was none."""
        return await self._verwijder(bron, oin)

    async def _verwijder(self, tabel: Table, oin: Oin) -> bool:
        uitkomst = await self._verbinding.voer_uit(delete(tabel).where(tabel.c.oin == str(oin)))
        return uitkomst.rowcount > 0

    async def _zet(self, tabel: Any, rij: dict[str, Any]) -> None:
        opdracht = voeg_in(self._verbinding.dialect, tabel, overschrijf=[naam for naam in rij if naam != "oin"])
        await self._verbinding.voer_uit(opdracht, rij)


def _deelnemers(rijen: Iterable[Row[Any]]) -> list[Deelnemer]:
    """Fold the rows, one per processor, into parties."""
    uit = []
    for _, groep in groupby(rijen, key=lambda rij: rij.oin):
        delen = list(groep)
        partij = delen[0]
        verwerkers = frozenset(Oin(rij.verwerker) for rij in delen if rij.verwerker is not None)
        klasse = Partijklasse(partij.klasse)
        uit.append(Deelnemer(Oin(partij.oin), partij.naam, klasse, verwerkers, partij.uitwisseling))
    return uit


@lru_cache(maxsize=4096)
def _bron(rij: tuple[Any, ...]) -> Bronregistratie:
    """Read a row of ``_BRONNEN``; the same row gives the same source, which is asked with every question."""
    oin, naam, url, versie, verwerker, staat, soorten, gebied, seconden, gelijktijdig = rij
    return Bronregistratie(
        Oin(oin),
        naam,
        url,
        versie,
        None if verwerker is None else Oin(verwerker),
        staat=Bronstaat(staat),
        soorten=frozenset(Soort(soort) for soort in soorten.split(",")),
        gebied=lees_gebied(gebied),
        seconden=seconden,
        gelijktijdig=gelijktijdig,
    )
