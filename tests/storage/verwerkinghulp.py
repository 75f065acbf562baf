"""Builders for tests of the processing record, and a hand that tampers with its tables."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from app.domain.verwerking import Activiteit, Spoor, Verwerking
from app.domain.verwerkingsport import Verwerkingenopslag
from app.models.identiteit import IDWerkzoekende, Oin
from app.models.partijen import Fase, Partijklasse, Soort
from app.privacy.pseudoniem import Pseudonimiseerder
from app.privacy.sleutels import Sleutelbos, maak_sleutelbos
from app.privacy.verantwoording import Verantwoording
from app.privacy.verwerkingsregister import lees_register
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen

BRON = Oin("00000099000000001000")
VRAGER = Oin("00000099000000002000")
VIA = Oin("00000099000000003000")
NU = 1_800_000_000
"""Seconds since 1970: a moment in January 2027."""
BOS = maak_sleutelbos()


class Wijzer:
    """A clock that the test sets."""

    def __init__(self, nu: float = NU) -> None:
        self.nu = nu

    def __call__(self) -> float:
        return self.nu


def een_verwerking(betrokkenen: Sequence[bytes] = (), **anders: Any) -> Verwerking:
    gegevens: dict[str, Any] = {
        "activiteit": Activiteit.BRON_WERKZOEKENDE_MATCH,
        "verantwoordelijke": BRON,
        "vrager": VRAGER,
        "via": VIA,
        "klasse": Partijklasse.PUBLIEK,
        "soort": Soort.WERKZOEKENDE,
        "fase": Fase.MATCH,
        "spoor": Spoor.nieuw(),
        "begin": NU * 1000,
        "eind": NU * 1000 + 5,
        "betrokkenen": betrokkenen,
        "velden": "beleid-1",
    }
    return Verwerking(**(gegevens | anders))


def personen(aantal: int) -> list[bytes]:
    return [secrets.token_bytes(16) for _ in range(aantal)]


def pseudoniem(id_: str) -> bytes:
    return bytes.fromhex(Pseudonimiseerder(lambda: BOS).persoon(BRON, IDWerkzoekende(id_)))


def een_verantwoording(opslag: Verwerkingenopslag, klok: Wijzer, bos: Sleutelbos = BOS) -> Verantwoording:
    return Verantwoording(opslag, lees_register(), lambda: bos, Pseudonimiseerder(lambda: bos), klok)


@asynccontextmanager
async def verantwoording_op(
    url: str, klok: Wijzer | None = None, bos: Sleutelbos = BOS
) -> AsyncIterator[Verantwoording]:
    """One process's record; left without closing its segments, as a process that is killed leaves it."""
    motoren = Motoren(url, 2)
    try:
        yield een_verantwoording(Verwerkingen(motoren), klok or Wijzer(), bos)
    finally:
        await motoren.sluit()


async def knoei(url: str, opdracht: str, **waarden: Any) -> int:
    """Change the tables behind the record's back; give the number of rows."""
    motor = create_async_engine(url)
    try:
        async with motor.begin() as verbinding:
            return (await verbinding.execute(text(opdracht), waarden)).rowcount
    finally:
        await motor.dispose()


async def lees(url: str, vraag: str, **waarden: Any) -> list[Any]:
    motor = create_async_engine(url)
    try:
        async with motor.connect() as verbinding:
            return list((await verbinding.execute(text(vraag), waarden)).all())
    finally:
        await motor.dispose()
