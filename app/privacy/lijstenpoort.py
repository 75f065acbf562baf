"""The door to the reference lists: codes and names, nothing about a person. Loading is for the command line."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from app.domain.ports import Klok, Opslagfabriek
from app.domain.referentielijst import Begrip, Lijst
from app.domain.referentieport import Lijstversie, Referentielijsten, lijst_op, versie_op, versies
from app.domain.toestemming import plaatselijk
from app.models import beheer_lijsten as model
from app.models.aanroeper import Aanroeper
from app.models.errors import NietGevonden
from app.models.identiteit import Oin
from app.privacy.mandaat import eis_beheerder

_GEEN_LIJST: Final = "Deze referentielijst bestaat niet."


class Lijstvraag(NamedTuple):
    """What is asked of a list: as it is on which day (None: today), one name or code, or a page."""

    dag: date | None
    zoek: str | None
    cursor: str | None
    limiet: int


@dataclass(frozen=True, slots=True)
class Lijstenpoort:
    """Every operation takes the caller whom the edge has let in."""

    opslag: Opslagfabriek
    eigen_oin: Oin
    klok: Klok

    async def overzicht(self, wie: Aanroeper) -> model.Referentielijstoverzicht:
        """Give every list with its versions."""
        async with self._voor_beheerder(wie) as lijsten:
            alle = await versies(lijsten)
        per_lijst = [
            model.Referentielijstweergave(lijst=lijst.value, versies=[_versie(v) for v in alle if v.lijst is lijst])
            for lijst in Lijst
        ]
        return model.Referentielijstoverzicht(referentielijsten=per_lijst)

    async def begrippen(self, wie: Aanroeper, naam: str, lees: Callable[[], Lijstvraag]) -> model.Begrippenblad:
        """Give a page of a list, or the one entry that a delivery would find. Raises ``NietGevonden``."""
        async with self._voor_beheerder(wie) as lijsten:
            if naam not in list(Lijst):
                raise NietGevonden(_GEEN_LIJST)
            lijst, vraag = Lijst(naam), lees()
            dag = vraag.dag or plaatselijk(int(self.klok())).date()
            versie = await versie_op(lijsten, lijst, dag)
            gevonden, volgende = await _gevonden(lijsten, lijst, versie, dag, vraag)
        return model.Begrippenblad(
            lijst=lijst.value,
            dag=dag,
            versie=versie and versie.geldig_vanaf,
            begrippen=[_begrip(b) for b in gevonden],
            volgende=volgende,
        )

    @asynccontextmanager
    async def _voor_beheerder(self, wie: Aanroeper) -> AsyncIterator[Referentielijsten]:
        eis_beheerder(wie, self.eigen_oin)
        async with self.opslag.lezen() as opslag:
            yield opslag.referentielijsten


async def _gevonden(
    lijsten: Referentielijsten, lijst: Lijst, versie: Lijstversie | None, dag: date, vraag: Lijstvraag
) -> tuple[list[Begrip], str | None]:
    if versie is None:
        return [], None
    if vraag.zoek is not None:
        heel = await lijst_op(lijsten, lijst, dag)
        begrip = heel and heel.zoek(vraag.zoek)
        return [begrip] if begrip else [], None
    blad = await lijsten.blad(lijst, versie.geldig_vanaf, dag, vraag.cursor or "", vraag.limiet + 1)
    getoond = list(blad[: vraag.limiet])
    return getoond, getoond[-1].code if len(blad) > vraag.limiet else None


def _versie(v: Lijstversie) -> model.Lijstversieweergave:
    geladen = datetime.fromtimestamp(v.geladen_op, UTC)
    return model.Lijstversieweergave(
        geldigVanaf=v.geldig_vanaf, geldigTot=v.geldig_tot, aantal=v.aantal, geladenOp=geladen
    )


def _begrip(b: Begrip) -> model.Begripweergave:
    return model.Begripweergave(
        code=b.code,
        naam=b.naam,
        synoniemen=list(b.synoniemen),
        geldigVanaf=b.geldig_vanaf,
        geldigTot=b.geldig_tot,
    )
