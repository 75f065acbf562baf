"""The statistics of sources on SQLite and PostgreSQL: implements ``domain.bronstatistiek.Statistiekopslag``."""

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from sqlalchemy import Row, delete, select

from app.domain.bronstatistiek import Bronstand, Statistieksleutel, samen
from app.models.identiteit import Oin
from app.storage.bronstatistiektabel import TELLINGEN
from app.storage.bronstatistiektabel import bronstatistiek as tabel
from app.storage.dialect import voeg_in
from app.storage.verbinding import Motoren


class Bronstatistieken:
    """Each call is one short transaction."""

    def __init__(self, motoren: Motoren) -> None:
        self._motoren = motoren

    async def bewaar(self, schrijver: bytes, standen: Mapping[Statistieksleutel, Bronstand]) -> None:
        """Store what this writer counted, in the place of what it stored before."""
        rijen: list[dict[str, Any]] = [
            {
                "schrijver": schrijver,
                "bron": str(sleutel.bron),
                "dag": sleutel.dag,
                **stand._asdict(),
                "verdeling": orjson.dumps(stand.verdeling).decode(),
            }
            for sleutel, stand in standen.items()
        ]
        async with self._motoren.schrijven() as verbinding:
            opdracht = voeg_in(verbinding.dialect, tabel, overschrijf=[*TELLINGEN, "verdeling"])
            await verbinding.voer_uit(opdracht, rijen)

    async def lees(self, bronnen: Collection[Oin], sinds: int) -> Mapping[Oin, Bronstand]:
        """Give the counts of all writers together, of the days that began at ``sinds`` or later."""
        gevonden = dict.fromkeys(bronnen, Bronstand())
        async with self._motoren.lezen() as verbinding:
            vraag = select(tabel).where(tabel.c.dag >= sinds, tabel.c.bron.in_([str(b) for b in bronnen]))
            for rij in await verbinding.voer_uit(vraag):
                gevonden[Oin(rij.bron)] = samen(gevonden[Oin(rij.bron)], _stand(rij))
        return gevonden

    async def ruim_op(self, voor: int) -> int:
        """Forget the days that began before ``voor`` (seconds since 1970); give the number of rows."""
        async with self._motoren.schrijven() as verbinding:
            uitkomst = await verbinding.voer_uit(delete(tabel).where(tabel.c.dag < voor))
            return uitkomst.rowcount


def _stand(rij: Row[Any]) -> Bronstand:
    tellingen = {naam: getattr(rij, naam) for naam in TELLINGEN}
    return Bronstand(**tellingen, verdeling=tuple(orjson.loads(rij.verdeling)))
