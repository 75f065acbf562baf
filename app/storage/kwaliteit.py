"""What measuring quality reads, and the figures: implements ``domain.kwaliteitsmeting.Kwaliteitsopslag``."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Row, Select, delete, select

from app.domain.kwaliteit import Meting, Veldtelling
from app.domain.kwaliteitsport import Dagmeting, Kwaliteitsrij
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Soort
from app.models.versie import Versie
from app.storage.dialect import voeg_in
from app.storage.kwaliteittabel import kwaliteitsmeting
from app.storage.tables import DOSSIERS
from app.storage.verbinding import Verbinding

_k = kwaliteitsmeting.c


class Kwaliteit:
    """Records to measure and figures, in one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def deel(self, bron: Oin, soort: Soort, na: str, aantal: int) -> Sequence[Kwaliteitsrij]:
        t = DOSSIERS[soort]
        vraag = _van(soort).where(t.c.bron_oin == str(bron), t.c.id > str(na)).order_by(t.c.id).limit(aantal)
        return [_rij(rij) for rij in await self._verbinding.voer_uit(vraag)]

    async def een(self, bron: Oin, soort: Soort, id_: RecordID) -> Kwaliteitsrij | None:
        t = DOSSIERS[soort]
        dit = _van(soort).where(t.c.bron_oin == str(bron), t.c.id == str(id_))
        rij = (await self._verbinding.voer_uit(dit)).one_or_none()
        return None if rij is None else _rij(rij)

    async def bewaar(self, meting: Dagmeting) -> None:
        rij = {
            "bron_oin": str(meting.bron),
            "soort": meting.meting.soort.value,
            "dag": meting.dag.isoformat(),
            "gemeten_op": meting.gemeten_op,
            "records": meting.meting.records,
            "inhoud": orjson.dumps(asdict(meting.meting)).decode(),
        }
        opdracht = voeg_in(self._verbinding.dialect, kwaliteitsmeting, overschrijf=["gemeten_op", "records", "inhoud"])
        await self._verbinding.voer_uit(opdracht, rij)

    async def metingen(self, sinds: date, bron: Oin | None = None) -> Sequence[Dagmeting]:
        vraag = select(kwaliteitsmeting).where(_k.dag >= sinds.isoformat()).order_by(_k.bron_oin, _k.soort, _k.dag)
        if bron is not None:
            vraag = vraag.where(_k.bron_oin == str(bron))
        return [_meting(rij) for rij in await self._verbinding.voer_uit(vraag)]

    async def gemeten(self, dag: date) -> frozenset[tuple[Oin, Soort]]:
        vraag = select(_k.bron_oin, _k.soort).where(_k.dag == dag.isoformat())
        return frozenset((Oin(rij.bron_oin), Soort(rij.soort)) for rij in await self._verbinding.voer_uit(vraag))

    async def ruim_op(self, voor: date) -> int:
        weg = delete(kwaliteitsmeting).where(_k.dag < voor.isoformat())
        return (await self._verbinding.voer_uit(weg)).rowcount


def _van(soort: Soort) -> Select[Any]:
    t = DOSSIERS[soort]
    return select(t.c.id, t.c.versie, t.c.inhoud, t.c.bevestigd_op, t.c.profiel.is_not(None).label("te_plaatsen"))


def _rij(rij: Row[Any]) -> Kwaliteitsrij:
    return Kwaliteitsrij(RecordID(rij.id), Versie(rij.versie), rij.inhoud, rij.bevestigd_op, bool(rij.te_plaatsen))


def _meting(rij: Row[Any]) -> Dagmeting:
    inhoud = orjson.loads(rij.inhoud)
    velden = {naam: Veldtelling(**telling) for naam, telling in inhoud["velden"].items()}
    meting = Meting(Soort(inhoud["soort"]), inhoud["records"], inhoud["verouderd"], inhoud["leeftijd"], velden)
    return Dagmeting(Oin(rij.bron_oin), date.fromisoformat(rij.dag), rij.gemeten_op, meting)
