"""The bulk guard at work: counts in this process, and once a second exchanges counts with the others.

So a limit holds over workers and restarts with a second's delay, without a query per request. It counts
what leaves, so it is told after an answer was recorded; it is asked before a question is answered.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from app.domain.bulkwacht import (
    Bulkgrenzen,
    Gebruik,
    Gebruiksopslag,
    Gebruikssleutel,
    Overschrijding,
    Venster,
    beoordeel,
    nieuwe_meldingen,
    samen,
)
from app.domain.ports import Klok
from app.domain.telschets import voeg_toe
from app.domain.verwerking import Rol
from app.log import Gebeurtenis, log
from app.models.errors import LimietOverschreden
from app.models.identiteit import Oin
from app.models.partijen import Fase

UITWISSELTIJD: Final = 1.0
"""Seconds between two exchanges of counts with the other processes."""


class Bulkwacht:
    """One instance per process. ``weigert``: at a limit it refuses; otherwise (sandbox) it reports only."""

    def __init__(self, opslag: Gebruiksopslag, grenzen: Bulkgrenzen, klok: Klok, *, weigert: bool) -> None:
        self._opslag = opslag
        self._grenzen = grenzen
        self._klok = klok
        self._weigert = weigert
        self._naam: Final = secrets.token_bytes(16)
        self._eigen: dict[Gebruikssleutel, Gebruik] = {}
        self._anderen: Mapping[Gebruikssleutel, Gebruik] = {}
        self._gewijzigd: set[Gebruikssleutel] = set()
        self._gemeld: dict[tuple[Rol, Oin, Oin], list[Overschrijding]] = {}
        self._uitgewisseld = 0.0

    async def toets(self, rol: Rol, verantwoordelijke: Oin, partij: Oin) -> None:
        """Raise ``LimietOverschreden`` with ``Retry-After`` when this party has reached a limit."""
        nu = self._klok()
        sleutels = _sleutels(rol, verantwoordelijke, partij, nu)
        onbekend = [s for s in sleutels.values() if s not in self._eigen]
        if onbekend or nu - self._uitgewisseld >= UITWISSELTIJD:
            await self._wissel_uit(onbekend, nu)
        gevonden = beoordeel({v: self._stand(s) for v, s in sleutels.items()}, self._grenzen, nu)
        self._meld((rol, verantwoordelijke, partij), gevonden)
        if gevonden and gevonden[0].stop and self._weigert:
            wacht = max(o.wacht for o in gevonden if o.stop)
            raise LimietOverschreden("Te veel opgevraagd in korte tijd.", {"Retry-After": str(wacht)})

    def tel(self, rol: Rol, verantwoordelijke: Oin, partij: Oin, fase: Fase, personen: Iterable[bytes]) -> None:
        """Count one answer and the (pseudonyms of) persons in it."""
        wie = list(personen)
        for sleutel in _sleutels(rol, verantwoordelijke, partij, self._klok()).values():
            stand = self._eigen.get(sleutel, Gebruik())
            self._eigen[sleutel] = Gebruik(
                vragen=stand.vragen + (fase is Fase.MATCH),
                details=stand.details + (fase is Fase.DETAIL),
                personen=voeg_toe(stand.personen, wie) if wie else stand.personen,
            )
            self._gewijzigd.add(sleutel)

    async def stop(self) -> None:
        """Store what was counted since the last exchange."""
        await self._bewaar()

    def _stand(self, sleutel: Gebruikssleutel) -> Gebruik:
        eigen = self._eigen.get(sleutel, Gebruik())
        ander = self._anderen.get(sleutel)
        return eigen if ander is None else samen(eigen, ander)

    async def _wissel_uit(self, nieuw: Collection[Gebruikssleutel], nu: float) -> None:
        self._uitgewisseld = nu
        self._vergeet(nu)
        for sleutel in nieuw:
            self._eigen.setdefault(sleutel, Gebruik())
        await self._bewaar()
        self._anderen = await self._opslag.van_anderen(self._naam, list(self._eigen))

    async def _bewaar(self) -> None:
        gewijzigd, self._gewijzigd = self._gewijzigd, set()
        if gewijzigd:
            await self._opslag.bewaar(self._naam, {s: self._eigen[s] for s in gewijzigd if s in self._eigen})

    def _vergeet(self, nu: float) -> None:
        """Drop windows that are over; what they counted stays in the store until the upkeep."""
        over = [s for s in self._eigen if s.begin != s.venster.begin(nu) and s not in self._gewijzigd]
        for sleutel in over:
            del self._eigen[sleutel]

    def _meld(self, wie: tuple[Rol, Oin, Oin], gevonden: Collection[Overschrijding]) -> None:
        eerder = self._gemeld.get(wie, [])
        for o in nieuwe_meldingen(eerder, gevonden):
            velden = {"maat": o.maat.value, "venster": o.venster.value, "soort": "stop" if o.stop else "alarm"}
            log(Gebeurtenis.BULKWACHT, rol=wie[0].value, bron=wie[1], partij=wie[2], **velden)
        if eerder or gevonden:
            self._gemeld[wie] = list(gevonden)


def _sleutels(rol: Rol, verantwoordelijke: Oin, partij: Oin, nu: float) -> dict[Venster, Gebruikssleutel]:
    return {v: Gebruikssleutel(rol.value, verantwoordelijke, partij, v, v.begin(nu)) for v in Venster}
