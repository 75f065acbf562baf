"""Changes of the clients, each with its row in the audit log in the same transaction."""

from dataclasses import replace

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.client import Client
from app.domain.ports import Opslag
from app.models.identiteit import ClientID


async def voeg_client_toe(opslag: Opslag, client: Client, wie: Wie) -> None:
    """Register a new client."""
    await opslag.clients.zet(client)
    stand: dict[str, int | str] = {"oin": str(client.oin), "rollen": " ".join(sorted(client.rollen))}
    await _noteer(opslag, Handeling.CLIENT_TOEGEVOEGD, client.id, wie, stand)


async def zet_clientsleutels(opslag: Opslag, client: Client, sleutels: bytes, wie: Wie) -> None:
    """Replace the keys of a client."""
    await opslag.clients.zet(replace(client, sleutels=sleutels))
    await _noteer(opslag, Handeling.CLIENT_GEWIJZIGD, client.id, wie, {"deel": "sleutels"})


async def trek_client_in(opslag: Opslag, client: Client, moment: int, wie: Wie) -> None:
    """Withdraw a client: its tokens count no more."""
    await opslag.clients.zet(replace(client, ingetrokken=moment))
    await _noteer(opslag, Handeling.CLIENT_INGETROKKEN, client.id, wie, {})


async def _noteer(opslag: Opslag, handeling: Handeling, id_: ClientID, wie: Wie, stand: dict[str, int | str]) -> None:
    await opslag.audit.noteer(Auditgebeurtenis(handeling, Objecttype.CLIENT, id_, wie, bijzonderheden=stand))
