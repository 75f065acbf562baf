"""The store as the roles see it: transactions that reach records, consents, register and detail count."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.domain.persoon import Merker
from app.domain.ports import Klok
from app.domain.selectiegebied import Postcodekaart
from app.domain.verwerkingsketen import Ondertekenaar
from app.storage.audit import Auditlog
from app.storage.clients import Clients
from app.storage.kwaliteit import Kwaliteit
from app.storage.leveringen import Leveringen
from app.storage.lezing import Lezers
from app.storage.personen import Beleidsarchief, Personen
from app.storage.records import Dossiers
from app.storage.referentielijsten import Referentielijsten
from app.storage.register import Register
from app.storage.schatting import RING, Schatting
from app.storage.telling import Detailtelling
from app.storage.toestemming import Toestemmingen
from app.storage.verbinding import Motoren, Verbinding
from app.storage.wissing import Wissingen

__all__ = ["Database", "Motoren", "Opslag", "Verbinding"]


@dataclass(frozen=True, slots=True)
class Opslag:
    """All that one transaction can reach."""

    dossiers: Dossiers
    toestemmingen: Toestemmingen
    personen: Personen
    beleidsarchief: Beleidsarchief
    register: Register
    detailtelling: Detailtelling
    referentielijsten: Referentielijsten
    kwaliteit: Kwaliteit
    audit: Auditlog
    leveringen: Leveringen
    clients: Clients


class Database:
    """Opens transactions on one database. ``kaart`` places the postcodes of records; None: the shipped one.
    ``zegel`` signs the audit log; without it nothing can be noted there. ``merk`` knows who was erased;
    without it nothing can be stored at a source where somebody was.

    Nothing connects before the first transaction. Raises ``NietBeschikbaar`` where the database does not
    answer in time, and ``ValueError`` when the URL names no database.
    """

    def __init__(
        self,
        url: str,
        verbindingen: int = 10,
        *,
        kaart: Postcodekaart | None = None,
        klok: Klok = time.time,
        ring: int = RING,
        zegel: Ondertekenaar | None = None,
        merk: Merker | None = None,
    ) -> None:
        self._motoren = Motoren(url, verbindingen)
        self._lezers = Lezers(url, verbindingen)
        self._eigen_kaart = kaart
        self._klok = klok
        self._schatting = Schatting(ring)
        self._zegel = zegel
        self._merk = merk

    @asynccontextmanager
    async def lezen(self) -> AsyncIterator[Opslag]:
        """Open a transaction that sees one moment and cannot write."""
        async with self._lezers.lezen() as lezing:
            yield self._opslag(lezing)

    @asynccontextmanager
    async def schrijven(self) -> AsyncIterator[Opslag]:
        """Open a transaction that commits when the block ends well and rolls back when it raises."""
        async with self._motoren.schrijven() as verbinding:
            yield self._opslag(verbinding)

    async def sluit(self) -> None:
        """Close every connection."""
        await self._lezers.sluit()
        await self._motoren.sluit()

    def _opslag(self, verbinding: Any) -> Opslag:
        """Give all that a transaction can reach: a ``Lezing`` reads as a ``Verbinding`` does, and cannot write."""
        wissingen = Wissingen(verbinding, self._merk)
        dossiers = Dossiers(verbinding, self._kaart, self._schatting, self._klok, wissingen)
        return Opslag(
            dossiers,
            Toestemmingen(verbinding, wissingen),
            Personen(verbinding, wissingen),
            Beleidsarchief(verbinding),
            Register(verbinding),
            Detailtelling(verbinding),
            Referentielijsten(verbinding),
            Kwaliteit(verbinding),
            Auditlog(verbinding, self._zegel, self._klok),
            Leveringen(verbinding),
            Clients(verbinding),
        )

    @cached_property
    def _kaart(self) -> Postcodekaart:
        return self._eigen_kaart or Postcodekaart.lees()
