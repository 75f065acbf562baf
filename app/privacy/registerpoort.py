"""The door to the register of parties and sources: the administrator changes it, and sees what sources did.

A change counts at once, in every worker, and has its row in the audit log in the same transaction.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

from app.domain.audit import Herkomst, Wie
from app.domain.bronadres import lees_bronadres
from app.domain.bronkeuze import lees_gebied
from app.domain.bronstatistiek import DAG, Bronstand, Statistiekopslag, percentiel
from app.domain.ports import Bronregistratie, Bronstaat, Deelnemer, Klok, Opslag, Opslagfabriek
from app.domain.registerwijziging import verwijder_bron, verwijder_deelnemer, zet_bron, zet_deelnemer
from app.models.aanroeper import Aanroeper
from app.models.beheer import Bronstatistiek
from app.models.beheer_register import Bronwijziging, Deelnemerwijziging
from app.models.errors import NietGevonden, OngeldigeAanroep
from app.models.identiteit import Oin
from app.models.lezen import lees_bericht
from app.models.partijen import Partijklasse, Soort
from app.privacy.mandaat import eis_beheerder

MAX_DAGEN: Final = 31
_GEEN_DEELNEMER: Final = "Deze partij staat niet in het register."
_EIGEN: Final = "De beheerder kan zichzelf niet verwijderen."
_GEEN_BRON: Final = "Deze bron staat niet in het register."


class Beheerder(NamedTuple):
    """The caller whom the edge has let in, and the id of the request."""

    aanroeper: Aanroeper
    verzoek_id: str = ""


@dataclass(frozen=True, slots=True)
class Registerpoort:
    """``http_mag``: sources without TLS may be registered (sandbox); ``body_bytes``: largest request."""

    opslag: Opslagfabriek
    statistiek: Statistiekopslag
    eigen_oin: Oin
    klok: Klok
    body_bytes: int
    http_mag: bool

    async def zet_deelnemer(self, wie: Beheerder, oin: str, body: bytes) -> bool:
        """Answer ``PUT /deelnemers/{oin}``; say whether it is new."""
        async with self._schrijven(wie) as opslag:
            sleutel = _oin(oin, _GEEN_DEELNEMER)
            gevraagd, _ = lees_bericht(Deelnemerwijziging, body, self.body_bytes)
            nieuw = await opslag.register.deelnemer(sleutel) is None
            deelnemer = Deelnemer(
                sleutel,
                gevraagd.naam,
                Partijklasse(gevraagd.klasse),
                frozenset(gevraagd.verwerkers or ()),
                bool(gevraagd.uitwisseling),
            )
            await zet_deelnemer(opslag, deelnemer, self._wie(wie))
        return nieuw

    async def verwijder_deelnemer(self, wie: Beheerder, oin: str) -> None:
        """Answer ``DELETE /deelnemers/{oin}``. Raises ``NietGevonden``; the administrator cannot lock itself out."""
        async with self._schrijven(wie) as opslag:
            if oin == self.eigen_oin:
                raise OngeldigeAanroep(_EIGEN)
            if not await verwijder_deelnemer(opslag, _oin(oin, _GEEN_DEELNEMER), self._wie(wie)):
                raise NietGevonden(_GEEN_DEELNEMER)

    async def zet_bron(self, wie: Beheerder, oin: str, body: bytes) -> bool:
        """Answer ``PUT /bronnen/{oin}``; say whether it is new."""
        async with self._schrijven(wie) as opslag:
            sleutel = _oin(oin, _GEEN_BRON)
            gevraagd, _ = lees_bericht(Bronwijziging, body, self.body_bytes)
            nieuw = await opslag.register.bron(sleutel) is None
            await zet_bron(opslag, self._bron(sleutel, gevraagd), self._wie(wie))
        return nieuw

    async def verwijder_bron(self, wie: Beheerder, oin: str) -> None:
        """Answer ``DELETE /bronnen/{oin}``. Raises ``NietGevonden``."""
        async with self._schrijven(wie) as opslag:
            if not await verwijder_bron(opslag, _oin(oin, _GEEN_BRON), self._wie(wie)):
                raise NietGevonden(_GEEN_BRON)

    async def bronstatistiek(self, wie: Beheerder, oin: str, lees_dagen: Callable[[], int]) -> Bronstatistiek:
        """Answer ``GET /bronnen/{oin}/statistiek``. Raises ``NietGevonden``."""
        eis_beheerder(wie.aanroeper, self.eigen_oin)
        sleutel = _oin(oin, _GEEN_BRON)
        async with self.opslag.lezen() as opslag:
            if await opslag.register.bron(sleutel) is None:
                raise NietGevonden(_GEEN_BRON)
        dagen = lees_dagen()
        sinds = (int(self.klok()) // DAG - dagen + 1) * DAG
        return _weergave(sleutel, dagen, (await self.statistiek.lees([sleutel], sinds))[sleutel])

    @asynccontextmanager
    async def _schrijven(self, wie: Beheerder) -> AsyncIterator[Opslag]:
        """Open the store to the administrator; who may not holds up no writer."""
        eis_beheerder(wie.aanroeper, self.eigen_oin)
        async with self.opslag.schrijven() as opslag:
            yield opslag

    def _wie(self, wie: Beheerder) -> Wie:
        return Wie(wie.aanroeper.oin, Herkomst.API, wie.verzoek_id)

    def _bron(self, oin: Oin, gevraagd: Bronwijziging) -> Bronregistratie:
        try:
            url = None if gevraagd.url is None else lees_bronadres(gevraagd.url, http_mag=self.http_mag)
        except ValueError as fout:
            raise OngeldigeAanroep(f"url {fout}") from None
        try:
            gebied = lees_gebied(gevraagd.gebied or "")
        except ValueError as fout:
            raise OngeldigeAanroep(f"gebied {fout}") from None
        return Bronregistratie(
            oin,
            gevraagd.naam,
            url,
            gevraagd.versie or "3.0.0",
            gevraagd.verwerker,
            staat=Bronstaat(gevraagd.staat or Bronstaat.ACTIEF),
            soorten=frozenset(Soort(soort) for soort in gevraagd.soorten or Soort),
            gebied=gebied,
            seconden=gevraagd.seconden,
            gelijktijdig=gevraagd.gelijktijdig,
        )


def _oin(waarde: str, melding: str) -> Oin:
    try:
        return Oin(waarde)
    except ValueError:
        raise NietGevonden(melding) from None


def _weergave(oin: Oin, dagen: int, stand: Bronstand) -> Bronstatistiek:
    p50, p95, p99 = (percentiel(stand.verdeling, deel) for deel in (0.5, 0.95, 0.99))
    return Bronstatistiek(
        oin=oin,
        dagen=dagen,
        gevraagd=stand.gevraagd,
        geantwoord=stand.geantwoord,
        teLaat=stand.te_laat,
        kapot=stand.kapot,
        overgeslagen=stand.overgeslagen,
        begrensd=stand.begrensd,
        vervallenMatches=stand.vervallen,
        genegeerdeCriteria=stand.genegeerd,
        dubbeleVacatures=stand.dubbel,
        details=stand.details,
        p50Ms=p50,
        p95Ms=p95,
        p99Ms=p99,
        laatsteAntwoord=datetime.fromtimestamp(stand.laatste, UTC) if stand.laatste else None,
    )
