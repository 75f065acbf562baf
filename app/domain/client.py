"""Clients of our own token issuer: who may ask for a token, for which organisation and with which keys.

A client is never changed in what it is (its OIN); it is withdrawn, and a new one is registered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.models.aanroeper import Rol
from app.models.identiteit import ClientID, Oin


@dataclass(frozen=True, slots=True)
class Client:
    """A registered client. ``sleutels`` is its public key set (JWK Set, JSON).

    ``ingetrokken``: when it was withdrawn (seconds since 1970); None: it may ask.
    """

    id: ClientID
    oin: Oin
    naam: str
    rollen: frozenset[Rol]
    scopes: frozenset[str]
    sleutels: bytes = field(repr=False)
    gemaakt: int
    ingetrokken: int | None = None


class Clients(Protocol):
    """The clients, in one transaction; a change counts at once, in every worker."""

    async def client(self, id_: ClientID) -> Client | None: ...

    async def clients(self) -> Sequence[Client]: ...

    async def zet(self, client: Client) -> None:
        """Add the client or replace it."""
        ...

    async def gebruik(self, client: ClientID, bewering: bytes, verloopt: int) -> bool:
        """Take an assertion, known by its hash, as used; False when it had been already.

        It is remembered until ``verloopt`` (seconds since 1970), over all workers.
        """
        ...

    async def vergeet(self, voor: int) -> int:
        """Forget the assertions that expired before ``voor`` (seconds since 1970); give their number."""
        ...
