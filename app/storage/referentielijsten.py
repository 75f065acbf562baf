"""The reference lists, in one transaction: implements ``domain.referentieport.Referentielijsten``."""

import hashlib
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

import orjson
from sqlalchemy import Row, Select, delete, insert, or_, select

from app.domain.referentielijst import Begrip, Lijst, sleutel
from app.storage.dialect import voeg_in
from app.storage.referentietabellen import begrip, referentielijst, referentiesynoniem
from app.storage.verbinding import Verbinding

_DEEL: Final = 1_000
_b = begrip.c


class Referentielijsten:
    """The lists, their versions and what the operator decided on names."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def versies(self) -> Sequence[tuple[Lijst, date, int, int]]:
        r = referentielijst.c
        vraag = select(r.lijst, r.versie, r.aantal, r.geladen_op).order_by(r.lijst, r.versie)
        rijen = (await self._verbinding.voer_uit(vraag)).all()
        return [(Lijst(rij.lijst), date.fromisoformat(rij.versie), rij.aantal, rij.geladen_op) for rij in rijen]

    async def bewaar(self, lijst: Lijst, geldig_vanaf: date, begrippen: Iterable[Begrip], moment: int) -> bool:
        versie = {"lijst": lijst.value, "versie": geldig_vanaf.isoformat()}
        rijen = [{**versie, **_rij(b)} for b in sorted(begrippen, key=lambda b: b.code)]
        afdruk = hashlib.blake2b(orjson.dumps(rijen), digest_size=16).digest()
        r = referentielijst.c
        dit = select(r.vingerafdruk).where(r.lijst == versie["lijst"], r.versie == versie["versie"])
        if (await self._verbinding.voer_uit(dit)).scalar_one_or_none() == afdruk:
            return False
        await self.verwijder(lijst, geldig_vanaf)
        nieuw = {**versie, "aantal": len(rijen), "vingerafdruk": afdruk, "geladen_op": moment}
        await self._verbinding.voer_uit(insert(referentielijst), nieuw)
        rest = iter(rijen)
        while deel := list(islice(rest, _DEEL)):
            await self._verbinding.voer_uit(insert(begrip), deel)
        return True

    async def verwijder(self, lijst: Lijst, geldig_vanaf: date) -> bool:
        r = referentielijst.c
        weg = delete(referentielijst).where(r.lijst == lijst.value, r.versie == geldig_vanaf.isoformat())
        return (await self._verbinding.voer_uit(weg)).rowcount > 0

    async def blad(self, lijst: Lijst, geldig_vanaf: date, dag: date, na: str, aantal: int) -> Sequence[Begrip]:
        op = dag.isoformat()
        geldt = or_(_b.geldig_vanaf.is_(None), _b.geldig_vanaf <= op), or_(_b.geldig_tot.is_(None), _b.geldig_tot >= op)
        vraag = _van(lijst, geldig_vanaf).where(*geldt, _b.code > na).limit(aantal)
        return [_begrip(rij) for rij in await self._verbinding.voer_uit(vraag)]

    async def alle(self, lijst: Lijst, geldig_vanaf: date) -> AsyncIterator[Begrip]:
        vraag = _van(lijst, geldig_vanaf).limit(_DEEL)
        deel = (await self._verbinding.voer_uit(vraag)).all()
        while deel:
            for rij in deel:
                yield _begrip(rij)
            deel = (await self._verbinding.voer_uit(vraag.where(_b.code > deel[-1].code))).all()

    async def synoniemen(self, lijst: Lijst) -> Sequence[tuple[str, str]]:
        s = referentiesynoniem.c
        vraag = select(s.naam, s.code).where(s.lijst == lijst.value).order_by(s.sleutel)
        return [(rij.naam, rij.code) for rij in await self._verbinding.voer_uit(vraag)]

    async def zet_synoniemen(self, lijst: Lijst, paren: Iterable[tuple[str, str]], *, vervang: bool) -> None:
        s = referentiesynoniem
        if vervang:
            await self._verbinding.voer_uit(delete(s).where(s.c.lijst == lijst.value))
        rijen: list[dict[str, Any]] = [
            {"lijst": lijst.value, "sleutel": sleutel(naam), "naam": naam, "code": code} for naam, code in paren
        ]
        if rijen:
            opdracht = voeg_in(self._verbinding.dialect, s, overschrijf=["naam", "code"])
            await self._verbinding.voer_uit(opdracht, rijen)


def _van(lijst: Lijst, geldig_vanaf: date) -> Select[Any]:
    kolommen = (_b.code, _b.naam, _b.synoniemen, _b.geldig_vanaf, _b.geldig_tot)
    dit = _b.lijst == lijst.value, _b.versie == geldig_vanaf.isoformat()
    return select(*kolommen).where(*dit).order_by(_b.code)


def _rij(b: Begrip) -> dict[str, Any]:
    return {
        "code": b.code,
        "naam": b.naam,
        "synoniemen": orjson.dumps(b.synoniemen).decode(),
        "geldig_vanaf": b.geldig_vanaf and b.geldig_vanaf.isoformat(),
        "geldig_tot": b.geldig_tot and b.geldig_tot.isoformat(),
    }


def _begrip(rij: Row[Any]) -> Begrip:
    vanaf, tot = (dag and date.fromisoformat(dag) for dag in (rij.geldig_vanaf, rij.geldig_tot))
    return Begrip(rij.code, rij.naam, tuple(orjson.loads(rij.synoniemen)), vanaf, tot)
