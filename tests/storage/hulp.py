"""What the tests of the store share: sources that no other test uses, and records ready to store."""

from collections.abc import AsyncIterator, Iterable, Sequence
from itertools import count
from typing import Any

import orjson

from app.domain.criteria import Selectievraag
from app.domain.ports import Aangeleverd, Dossiers, Selectie
from app.domain.selectiegebied import Postcodekaart
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Inzage, Partijklasse, Soort
from app.storage.db import Database

NU = 1_700_000_000
SUWI = Inzage(Partijklasse.SUWI, NU)
ID_VELD = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}
_volgnummers = count(1)


def nieuwe_bron() -> Oin:
    """A source that nothing is stored for yet: so that examples of one test need no cleaning in between."""
    return Oin(f"00000099{next(_volgnummers):09}000")


def aangeleverd(soort: Soort, record: dict[str, Any], id_: str | None = None) -> Aangeleverd:
    """A delivered record; ``id_`` replaces the id in it."""
    gegevens = record if id_ is None else {**record, ID_VELD[soort]: id_}
    return Aangeleverd(RecordID(gegevens[ID_VELD[soort]]), orjson.dumps(gegevens), gegevens)


def grond(soort: Soort) -> Grondslag | None:
    return Grondslag.PUBLIEKE_TAAK if soort is Soort.WERKZOEKENDE else None


async def bewaar(database: Database, bron: Oin, soort: Soort, records: Iterable[Aangeleverd]) -> dict[str, int]:
    """Store with the ground that shows the record to SUWI parties."""
    async with database.schrijven() as opslag:
        return {**await opslag.dossiers.bewaar(bron, soort, "3.0.0", grond(soort), list(records))}


async def zoek(
    dossiers: Dossiers, bron: Oin, vraag: Selectievraag, kaart: Postcodekaart, *, wie: Inzage = SUWI, maximum: int = 100
) -> Selectie:
    gebied = kaart.gebied(vraag.postcode, vraag.afstand)
    return await dossiers.zoek(bron, vraag, gebied, wie, maximum)


async def in_delen(*delen: Sequence[str]) -> AsyncIterator[Sequence[RecordID]]:
    for deel in delen:
        yield [RecordID(id_) for id_ in deel]
