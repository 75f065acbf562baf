"""Measuring the quality of a source, record by record in small transactions, and keeping a figure per day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson

from app.domain.kwaliteit import DAG, Codeboek, Meting, Oordeel, beoordeel
from app.domain.kwaliteitsport import Dagmeting, Kwaliteitsrij
from app.domain.ports import Opslagfabriek
from app.domain.referentielijst import Lijst, als_sleutelcode
from app.domain.referentieport import Referentielijsten, lijst_op
from app.domain.toestemming import plaatselijk
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Soort

DEEL: Final = 200
"""Records that are read and judged in one go, about ten milliseconds."""
PER_RONDE: Final = 200_000
"""No measurement begins in a pass of the job that has judged so many."""
BEWAARD_DAGEN: Final = 400


async def codeboek_op(lijsten: Referentielijsten, dag: date) -> Codeboek:
    """Give the codes that hold on this day."""
    gevonden = {lijst: await lijst_op(lijsten, lijst, dag) for lijst in Lijst}
    return {
        naam: frozenset(als_sleutelcode(naam, code) for code in lijst.codes())
        for naam, lijst in gevonden.items()
        if lijst is not None
    }


@dataclass(frozen=True, slots=True)
class Meter:
    """``verouderd_na`` in days; 0: a record never is too old."""

    opslag: Opslagfabriek
    klok: Callable[[], float]
    verouderd_na: int = 0

    async def meet(self, bron: Oin, soort: Soort) -> Meting:
        """Measure all records of this source and kind, as they are now."""
        return await self._meet(bron, soort, await self._codeboek())

    async def oordeel(self, bron: Oin, soort: Soort, id_: RecordID) -> tuple[Oordeel, int] | None:
        """Judge one record, for its owner; with its age in days. None where there is no such record."""
        codes = await self._codeboek()
        async with self.opslag.lezen() as opslag:
            rij = await opslag.kwaliteit.een(bron, soort, id_)
        return None if rij is None else (_oordeel(soort, rij, codes), self._dagen(rij))

    async def leg_vast(self) -> int:
        """Keep today's figure of every source and kind that has none; give the number of figures."""
        dag = plaatselijk(int(self.klok())).date()
        async with self.opslag.lezen() as opslag:
            gehad = await opslag.kwaliteit.gemeten(dag)
            bronnen = [bron.oin for bron in await opslag.register.bronnen() if bron.url is None]
        codes, gelezen, aantal = await self._codeboek(), 0, 0
        for bron, soort in ((b, s) for b in bronnen for s in Soort if (b, s) not in gehad):
            if gelezen >= PER_RONDE:
                break
            meting = await self._meet(bron, soort, codes)
            if meting.records:
                async with self.opslag.schrijven() as opslag:
                    await opslag.kwaliteit.bewaar(Dagmeting(bron, dag, int(self.klok()), meting))
                gelezen, aantal = gelezen + meting.records, aantal + 1
        return aantal

    async def vergeet(self) -> int:
        """Forget the figures that nobody can ask for any more; give their number."""
        dag = plaatselijk(int(self.klok()) - BEWAARD_DAGEN * DAG).date()
        async with self.opslag.schrijven() as opslag:
            return await opslag.kwaliteit.ruim_op(dag)

    async def _codeboek(self) -> Codeboek:
        async with self.opslag.lezen() as opslag:
            return await codeboek_op(opslag.referentielijsten, plaatselijk(int(self.klok())).date())

    async def _meet(self, bron: Oin, soort: Soort, codes: Codeboek) -> Meting:
        meting, na = Meting(soort), ""
        while True:
            async with self.opslag.lezen() as opslag:
                rijen = await opslag.kwaliteit.deel(bron, soort, na, DEEL)
            if not rijen:
                return meting
            for rij in rijen:
                dagen = self._dagen(rij)
                meting.tel(rij.versie, _oordeel(soort, rij, codes), dagen, verouderd=self.is_verouderd(dagen))
            na = rijen[-1].id

    def is_verouderd(self, dagen: int) -> bool:
        """Say whether a record of this age is left out of answers."""
        return 0 < self.verouderd_na <= dagen

    def _dagen(self, rij: Kwaliteitsrij) -> int:
        return max(0, int(self.klok()) - rij.bevestigd_op) // DAG


def _oordeel(soort: Soort, rij: Kwaliteitsrij, codes: Codeboek) -> Oordeel:
    return beoordeel(soort, rij.versie, orjson.loads(rij.inhoud), codes, te_plaatsen=rij.te_plaatsen)
