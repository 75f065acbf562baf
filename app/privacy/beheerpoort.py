"""The door to what an administrator may look at: who asks first, then the answer. Nothing here is about a person."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Final, NamedTuple

from app.domain.audit import Auditregel, Handeling, Uitkomst
from app.domain.bronkeuze import schrijf_gebied
from app.domain.ports import Bronregistratie, Deelnemer, Klok, Opslag, Opslagfabriek
from app.domain.verwerking import Activiteit
from app.models import beheer
from app.models.aanroeper import Aanroeper
from app.models.errors import NietGevonden
from app.models.identiteit import Oin
from app.models.partijen import Fase, Partijklasse, Soort
from app.privacy.mandaat import eis_beheerder
from app.privacy.redaction import Beleid
from app.privacy.verwerkingsregister import Verwerkingsregister

CONTROLES: Final = 100


class Filter(NamedTuple):
    """Which cells of the disclosure policy; None: any."""

    soort: Soort | None = None
    fase: Fase | None = None
    klasse: Partijklasse | None = None


class Blad(NamedTuple):
    """Which page: the cursor that the page before gave (None: the first), and how many rows."""

    cursor: int | None
    limiet: int


class Beheerpoort:
    """Every operation takes the caller whom the edge has let in."""

    def __init__(
        self, opslag: Opslagfabriek, beleid: Beleid, register: Verwerkingsregister, eigen_oin: Oin, klok: Klok
    ) -> None:
        self._opslag = opslag
        self._beleid = beleid
        self._register = register
        self._eigen_oin = eigen_oin
        self._klok = klok

    async def openbaarmaking(self, wie: Aanroeper, lees_filter: Callable[[], Filter]) -> beheer.Openbaarmaking:
        """Give the disclosure policy in force; the filter is read once it is known who asks."""
        async with self._voor_beheerder(wie):
            welke = lees_filter()
            regels = [
                beheer.Openbaarmakingsregel(
                    soort=r.soort.value,
                    veld=r.veld,
                    fase=r.fase.value,
                    klasse=r.klasse.value,
                    oordeel=r.oordeel.value,
                    reden=r.reden,
                )
                for r in self._beleid.tabel()
                if _past(welke, Filter(r.soort, r.fase, r.klasse))
            ]
        return beheer.Openbaarmaking(kenmerk=self._beleid.kenmerk, regels=regels)

    async def activiteiten(self, wie: Aanroeper) -> beheer.Verwerkingsactiviteiten:
        """Give the register of processing activities."""
        async with self._voor_beheerder(wie):
            alle = [self._activiteit(a) for a in Activiteit]
        return beheer.Verwerkingsactiviteiten(verwerkingsactiviteiten=alle)

    async def activiteit(self, wie: Aanroeper, id_: str) -> beheer.Verwerkingsactiviteit:
        """Give one processing activity with its versions. Raises ``NietGevonden``."""
        async with self._voor_beheerder(wie):
            if id_ not in list(Activiteit):
                raise NietGevonden("Deze verwerkingsactiviteit bestaat niet.")
            return self._activiteit(Activiteit(id_))

    async def auditregels(self, wie: Aanroeper, lees_blad: Callable[[], Blad]) -> beheer.Auditregels:
        """Give a page of the audit log, newest first."""
        async with self._voor_beheerder(wie) as opslag:
            cursor, limiet = lees_blad()
            regels = await opslag.audit.nieuwste(cursor, limiet + 1)
        volgende = regels[limiet - 1].nummer if len(regels) > limiet else None
        return beheer.Auditregels(regels=[_auditregel(r) for r in regels[:limiet]], volgende=volgende)

    async def deelnemers(self, wie: Aanroeper) -> beheer.Deelnemers:
        """Give the parties."""
        async with self._voor_beheerder(wie) as opslag:
            return beheer.Deelnemers(deelnemers=[_deelnemer(d) for d in await opslag.register.deelnemers()])

    async def bronnen(self, wie: Aanroeper) -> beheer.Bronnen:
        """Give the sources."""
        async with self._voor_beheerder(wie) as opslag:
            return beheer.Bronnen(bronnen=[_bron(b) for b in await opslag.register.bronnen()])

    async def controles(self, wie: Aanroeper) -> beheer.Verantwoordingscontroles:
        """Give the latest checks of the processing record."""
        async with self._voor_beheerder(wie) as opslag:
            regels = await opslag.audit.nieuwste(None, CONTROLES, Handeling.VERANTWOORDING_GECONTROLEERD)
        return beheer.Verantwoordingscontroles(verantwoordingscontroles=_controles(regels))

    @asynccontextmanager
    async def _voor_beheerder(self, wie: Aanroeper) -> AsyncIterator[Opslag]:
        """Open the store for the administrator alone. Raises ``NietToegestaan``."""
        eis_beheerder(wie, self._eigen_oin)
        async with self._opslag.lezen() as opslag:
            yield opslag

    def _activiteit(self, activiteit: Activiteit) -> beheer.Verwerkingsactiviteit:
        return beheer.Verwerkingsactiviteit(
            id=activiteit.value,
            uri=self._register.uri(activiteit.value),
            geldend=self._register.geldend(activiteit, int(self._klok() * 1000)).nummer,
            versies=[
                beheer.Activiteitversie(
                    nummer=v.nummer,
                    geldigVanaf=_utc(v.geldig_vanaf).date(),
                    naam=v.naam,
                    doel=v.doel,
                    grondslag=v.grondslag,
                    betrokkenen=list(v.betrokkenen),
                    categorieen=list(v.categorieen),
                    ontvangers=list(v.ontvangers),
                    bewaartermijn=v.bewaartermijn.tekst,
                )
                for v in self._register.versies(activiteit)
            ],
        )


def _past(welke: Filter, cel: Filter) -> bool:
    return all(eis is None or eis == waarde for eis, waarde in zip(welke, cel, strict=True))


def _utc(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _auditregel(regel: Auditregel) -> beheer.Auditregelweergave:
    velden = {n: getattr(regel, n) for n in ("nummer", "handeling", "objecttype", "object", "uitkomst", "actor")}
    return beheer.Auditregelweergave(
        **velden,
        moment=_utc(regel.moment),
        herkomst=regel.herkomst,
        verzoekId=regel.verzoek_id,
        bijzonderheden=regel.bijzonderheden(),
    )


def _deelnemer(partij: Deelnemer) -> beheer.Deelnemerweergave:
    return beheer.Deelnemerweergave(
        oin=partij.oin,
        naam=partij.naam,
        klasse=partij.klasse.value,
        verwerkers=sorted(partij.verwerkers),
        uitwisseling=partij.uitwisseling,
    )


def _bron(bron: Bronregistratie) -> beheer.Bronweergave:
    return beheer.Bronweergave(
        oin=bron.oin,
        naam=bron.naam,
        url=bron.url,
        versie=bron.versie,
        verwerker=bron.verwerker or bron.oin,
        staat=bron.staat.value,
        soorten=sorted(soort.value for soort in bron.soorten),
        gebied=schrijf_gebied(bron.gebied),
        seconden=bron.seconden,
        gelijktijdig=bron.gelijktijdig,
    )


def _controles(regels: Sequence[Auditregel]) -> list[beheer.Verantwoordingscontrole]:
    return [
        beheer.Verantwoordingscontrole(
            nummer=r.nummer,
            moment=_utc(r.moment),
            klopt=r.uitkomst == Uitkomst.GELUKT,
            actor=r.actor,
            bijzonderheden=r.bijzonderheden(),
        )
        for r in regels
    ]
