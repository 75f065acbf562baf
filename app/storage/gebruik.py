"""The counts of the bulk guard on SQLite and PostgreSQL: implements ``domain.bulkwacht.Gebruiksopslag``."""

from collections.abc import Collection, Mapping
from functools import reduce
from typing import Any

from sqlalchemy import and_, delete, or_, select

from app.domain.bulkwacht import Gebruik, Gebruikssleutel, Venster, samen
from app.models.identiteit import Oin
from app.storage.dialect import voeg_in
from app.storage.gebruiktabel import gebruik as tabel
from app.storage.verbinding import Motoren

_SLEUTEL = tuple(tabel.c[naam] for naam in Gebruikssleutel._fields)
_STAND = (tabel.c.vragen, tabel.c.details, tabel.c.personen)


class Gebruikstelling:
    """Each call is one short transaction."""

    def __init__(self, motoren: Motoren) -> None:
        self._motoren = motoren

    async def bewaar(self, schrijver: bytes, gebruik: Mapping[Gebruikssleutel, Gebruik]) -> None:
        """Store what this writer counted, in the place of what it stored before."""
        rijen: list[dict[str, Any]] = [
            {"schrijver": schrijver, **sleutel._asdict(), **stand._asdict()} for sleutel, stand in gebruik.items()
        ]
        async with self._motoren.schrijven() as verbinding:
            opdracht = voeg_in(verbinding.dialect, tabel, overschrijf=["vragen", "details", "personen"])
            await verbinding.voer_uit(opdracht, rijen)

    async def van_anderen(
        self, schrijver: bytes, sleutels: Collection[Gebruikssleutel]
    ) -> Mapping[Gebruikssleutel, Gebruik]:
        """Give what all other writers counted, those of before a restart included."""
        if not sleutels:
            return {}
        deze = or_(*(and_(*(k == w for k, w in zip(_SLEUTEL, s, strict=True))) for s in sleutels))
        async with self._motoren.lezen() as verbinding:
            rijen = await verbinding.voer_uit(select(*_SLEUTEL, *_STAND).where(deze, tabel.c.schrijver != schrijver))
            gevonden: dict[Gebruikssleutel, list[Gebruik]] = {}
            for rij in rijen.mappings():
                gevonden.setdefault(_sleutel(rij), []).append(Gebruik(rij["vragen"], rij["details"], rij["personen"]))
        return {sleutel: reduce(samen, standen) for sleutel, standen in gevonden.items()}

    async def ruim_op(self, voor: int) -> int:
        """Forget the windows that began before ``voor`` (seconds since 1970); give the number of rows."""
        async with self._motoren.schrijven() as verbinding:
            uitkomst = await verbinding.voer_uit(delete(tabel).where(tabel.c.begin < voor))
            return uitkomst.rowcount


def _sleutel(rij: Mapping[Any, Any]) -> Gebruikssleutel:
    return Gebruikssleutel(
        rij["rol"], Oin(rij["verantwoordelijke"]), Oin(rij["partij"]), Venster(rij["venster"]), rij["begin"]
    )
