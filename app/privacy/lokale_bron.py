"""A source inside this node behind the same port as a remote one; its own gate is not gone around."""

from collections.abc import Awaitable, Callable

from app.domain.bronport import Aanbod, Bronvraag
from app.domain.criteria import Selectievraag
from app.domain.ports import Bronregistratie, Deelnemer, Selectie
from app.domain.verwerking import Spoor
from app.models.identiteit import RecordID
from app.models.partijen import Partijen, Partijklasse, Soort
from app.models.versie import Versie

Zoek = Callable[[Partijen, Selectievraag], Awaitable[Selectie]]
Open = Callable[[Partijen, Soort, str, Versie], Awaitable[bytes]]


class LokaleBron:
    """Implements ``domain.ports.Bron`` on the two operations of the source's gate."""

    def __init__(self, zoek: Zoek, open_: Open) -> None:
        self._zoek = zoek
        self._open = open_

    async def zoek(self, vraag: Bronvraag) -> Aanbod:
        selectie = await self._zoek(vraag.partijen, vraag.vraag)
        return Aanbod(selectie.matches, selectie.meer, niet_vertaald=selectie.niet_vertaald)

    async def open(self, partijen: Partijen, soort: Soort, id_: RecordID, versie: Versie) -> bytes:
        return await self._open(partijen, soort, id_, versie)

    async def proef(self, partijen: Partijen) -> None:
        """It is there when this node is."""


def voor_bron(partijen: Partijen, vrager: Deelnemer, bron: Bronregistratie, spoor: Spoor) -> Partijen:
    """The parties as the source must see them: its own processor, the class from our register, our trace."""
    return Partijen(
        van=partijen.van,
        naar=bron.oin,
        via=bron.verwerker or bron.oin,
        suwi=vrager.klasse is Partijklasse.SUWI,
        traceparent=spoor.onderliggend().traceparent,
        tracestate=spoor.tracestate or None,
    )
