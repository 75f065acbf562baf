"""The door to quality figures: the administrator sees every source, a source sees its own. Counts alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from app.domain.kwaliteit import DAG, LEEFTIJDEN, Meting
from app.domain.kwaliteitsport import Dagmeting
from app.domain.ports import Klok, Opslagfabriek
from app.domain.toestemming import plaatselijk
from app.models import beheer_kwaliteit as model
from app.models.aanroeper import Aanroeper
from app.models.errors import NietGevonden
from app.models.identiteit import Oin
from app.privacy.mandaat import eis_beheerder

MAX_DAGEN: Final = 400
RECENT: Final = 7
"""Days within which the last figure of a source counts as its present one."""
_GEEN_BRON: Final = "Deze bron staat niet in het register van deze node."


@dataclass(frozen=True, slots=True)
class Kwaliteitspoort:
    """Every operation takes the caller whom the edge has let in."""

    opslag: Opslagfabriek
    eigen_oin: Oin
    klok: Klok

    async def overzicht(self, wie: Aanroeper) -> model.Bronkwaliteiten:
        """Give the last figures of every source, for the administrator."""
        eis_beheerder(wie, self.eigen_oin)
        alle = await self._metingen(RECENT)
        return model.Bronkwaliteiten(
            bronnen=[_bron(bron, list(van)) for bron, van in groupby(alle, key=lambda m: m.bron)]
        )

    async def van_bron(self, wie: Aanroeper, oin: str, lees_dagen: Callable[[], int]) -> model.Bronkwaliteit:
        """Give the figures of one source with their trend, for the administrator. Raises ``NietGevonden``."""
        eis_beheerder(wie, self.eigen_oin)
        return await self._bron(oin, lees_dagen)

    async def van_eigen_bron(self, wie: Aanroeper, lees_dagen: Callable[[], int]) -> model.Bronkwaliteit:
        """Give a source its own figures. Raises ``NietGevonden``."""
        return await self._bron(wie.oin, lees_dagen)

    async def _bron(self, oin: str, lees_dagen: Callable[[], int]) -> model.Bronkwaliteit:
        try:
            sleutel = Oin(oin)
        except ValueError:
            raise NietGevonden(_GEEN_BRON) from None
        async with self.opslag.lezen() as opslag:
            bron = await opslag.register.bron(sleutel)
        if bron is None or bron.url is not None:
            raise NietGevonden(_GEEN_BRON)
        return _bron(bron.oin, await self._metingen(lees_dagen(), bron.oin))

    async def _metingen(self, dagen: int, bron: Oin | None = None) -> Sequence[Dagmeting]:
        sinds = plaatselijk(int(self.klok()) - (dagen - 1) * DAG).date()
        async with self.opslag.lezen() as opslag:
            return await opslag.kwaliteit.metingen(sinds, bron)


def _bron(oin: Oin, metingen: Iterable[Dagmeting]) -> model.Bronkwaliteit:
    per_soort = groupby(metingen, key=lambda m: m.meting.soort)
    return model.Bronkwaliteit(oin=oin, metingen=[_meting(list(van)) for _, van in per_soort])


def _meting(dagen: list[Dagmeting]) -> model.Kwaliteitsmeting:
    laatste = dagen[-1]
    m = laatste.meting
    return model.Kwaliteitsmeting(
        soort=m.soort.value,
        gemetenOp=datetime.fromtimestamp(laatste.gemeten_op, UTC),
        records=m.records,
        vindbaarheid=m.vindbaarheid,
        verouderd=m.verouderd,
        leeftijd=[
            model.Leeftijdsgroep(totDagen=grens, records=aantal)
            for grens, aantal in zip((*LEEFTIJDEN, None), m.leeftijd, strict=True)
        ],
        verbeterpunten=[_veld(m, naam) for naam in m.verbeterpunten()],
        trend=[_dag(dag) for dag in dagen],
    )


def _veld(m: Meting, naam: str) -> model.Veldkwaliteit:
    t = m.velden[naam]
    return model.Veldkwaliteit(veld=naam, van=t.van, ontbreekt=t.ontbreekt, ongeldig=t.ongeldig, kosten=m.kosten(naam))


def _dag(d: Dagmeting) -> model.Kwaliteitsdag:
    m = d.meting
    return model.Kwaliteitsdag(dag=d.dag, records=m.records, vindbaarheid=m.vindbaarheid, verouderd=m.verouderd)
