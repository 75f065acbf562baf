"""Clients of our own token issuer. Nothing is remembered between transactions: a change counts at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, select

from app.domain.client import Client
from app.models.aanroeper import Rol
from app.models.identiteit import ClientID, Oin
from app.storage.clienttabellen import bewering, client
from app.storage.dialect import voeg_in
from app.storage.verbinding import Verbinding


class Clients:
    """The clients, in one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def client(self, id_: ClientID) -> Client | None:
        rij = (await self._verbinding.voer_uit(select(client).where(client.c.id == str(id_)))).one_or_none()
        return None if rij is None else _client(rij)

    async def clients(self) -> Sequence[Client]:
        """Give every client, withdrawn ones too, in the order in which they came."""
        return [
            _client(rij)
            for rij in await self._verbinding.voer_uit(select(client).order_by(client.c.gemaakt, client.c.id))
        ]

    async def zet(self, nieuw: Client) -> None:
        """Add the client or replace it."""
        rij: dict[str, Any] = {"id": str(nieuw.id), "oin": str(nieuw.oin), "naam": nieuw.naam}
        rij |= {"rollen": " ".join(sorted(nieuw.rollen)), "scopes": " ".join(sorted(nieuw.scopes))}
        rij |= {"sleutels": nieuw.sleutels, "gemaakt": nieuw.gemaakt, "ingetrokken": nieuw.ingetrokken}
        opdracht = voeg_in(self._verbinding.dialect, client, overschrijf=[naam for naam in rij if naam != "id"])
        await self._verbinding.voer_uit(opdracht, rij)

    async def gebruik(self, id_: ClientID, kenmerk: bytes, verloopt: int) -> bool:
        """Take an assertion as used; False when it had been: of two at once, one makes the row."""
        opdracht = voeg_in(self._verbinding.dialect, bewering, overschrijf=None)
        rij = {"client": str(id_), "kenmerk": kenmerk, "verloopt": verloopt}
        return (await self._verbinding.voer_uit(opdracht, rij)).rowcount == 1

    async def vergeet(self, voor: int) -> int:
        """Forget the assertions that expired before ``voor``; give their number."""
        return (await self._verbinding.voer_uit(delete(bewering).where(bewering.c.verloopt < voor))).rowcount


def _client(rij: Row[Any]) -> Client:
    return Client(
        ClientID(rij.id),
        Oin(rij.oin),
        rij.naam,
        frozenset(Rol(rol) for rol in rij.rollen.split()),
        frozenset(rij.scopes.split()),
        rij.sleutels,
        rij.gemaakt,
        rij.ingetrokken,
    )
