"""What the tests of the rights of the person share: canaries in a record, the whole database, the API."""

from collections.abc import Iterator
from typing import Any

import httpx
import orjson
from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.main import maak_app
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.settings import SANDBOX_OIN
from tests.builders import een_werkzoekende
from tests.keten.huis import BRON, Huis
from tests.storage.hulp import aangeleverd

BASIS = "/inzage/api/v1"
PADEN = (
    "inzageverzoeken",
    "exporten",
    "correcties",
    "wissingen",
    "wissingen/opheffingen",
    "toestemmingen",
    "toestemmingen/intrekkingen",
    "toestemmingen/historie",
    "bezwaren",
    "bezwaren/opheffingen",
)
WIE = "kanarie-persoon-77"


def kanaries(id_: str = WIE, **over: Any) -> dict[str, Any]:
    """A full record in which every free text and contact detail is found nowhere else."""
    teller = iter(range(100, 1000))

    def merk(deel: Any) -> Any:
        if isinstance(deel, dict):
            return {naam: merk(waarde) for naam, waarde in deel.items()}
        if isinstance(deel, list):
            return [merk(waarde) for waarde in deel]
        if not isinstance(deel, str):
            return deel
        if deel == "0000000000":
            return f"0101234{next(teller)}"
        return deel.replace("oorbeeld", f"kanarie{next(teller)}").replace("ynthetisch", f"kanarie{next(teller)}")

    gemerkt: dict[str, Any] = merk(een_werkzoekende(idWerkzoekende=id_, **over))
    return gemerkt


def sporen(record: dict[str, Any]) -> list[str]:
    """Every string of the record that only this record can have put in the database."""
    return sorted({tekst for tekst in _teksten(record) if "kanarie" in tekst or tekst.startswith("0101234")})


def _teksten(deel: Any) -> Iterator[str]:
    if isinstance(deel, dict | list):
        for waarde in deel.values() if isinstance(deel, dict) else deel:
            yield from _teksten(waarde)
    elif isinstance(deel, str):
        yield deel


async def tabellen(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, whatever code knows them."""
    motor = create_async_engine(url)
    try:
        async with motor.connect() as verbinding:
            kaart = MetaData()
            await verbinding.run_sync(kaart.reflect)
            return {
                naam: [dict(r) for r in (await verbinding.execute(text(f'SELECT * FROM "{naam}"'))).mappings()]
                for naam in kaart.tables
            }
    finally:
        await motor.dispose()


async def database_als_tekst(url: str) -> str:
    """The whole database as one text to search; bytes as the characters they are, and as hex."""
    alles = await tabellen(url)
    return "\n".join(
        f"{naam}.{kolom}={waarde.decode('latin-1') + waarde.hex() if isinstance(waarde, bytes) else waarde}"
        for naam, rijen in alles.items()
        for rij in rijen
        for kolom, waarde in rij.items()
    )


class Loket:
    """Asks the inspection API of a node, as the source itself unless told otherwise."""

    def __init__(self, huis: Huis) -> None:
        self.huis = huis
        self._klant = httpx.AsyncClient(
            transport=httpx.ASGITransport(maak_app(huis.node.instellingen, huis.node.poort)), base_url="http://node"
        )

    async def vraag(
        self,
        pad: str,
        id_: str = WIE,
        *,
        van: str | None = BRON,
        via: str | None = None,
        bron: str = BRON,
        **velden: Any,
    ) -> httpx.Response:
        koppen = {"X-VUM-fromParty": van, "X-VUM-viaParty": via, "Content-Type": "application/json"}
        return await self._klant.post(
            f"{BASIS}/{pad}",
            headers={naam: waarde for naam, waarde in koppen.items() if waarde is not None},
            content=orjson.dumps({"bron": bron, "id": id_, **velden}),
        )

    async def goed(self, pad: str, id_: str = WIE, **velden: Any) -> dict[str, Any]:
        antwoord = await self.vraag(pad, id_, **velden)
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.headers["API-Version"] == "1.0.0"
        return antwoord.json()

    async def laad(
        self, record: dict[str, Any], *, bron: Oin = BRON, grondslag: Grondslag = Grondslag.PUBLIEKE_TAAK
    ) -> Any:
        async with self.huis.database.schrijven() as opslag:
            return await opslag.dossiers.bewaar(
                bron, Soort.WERKZOEKENDE, "3.0.0", grondslag, [aangeleverd(Soort.WERKZOEKENDE, record)]
            )


def verzoek_voor(pad: str) -> dict[str, Any]:
    """The fields that this operation wants besides the person."""
    return {
        "correcties": {"werkzoekende": kanaries()},
        "toestemmingen": {"omvang": "privaat"},
        "toestemmingen/intrekkingen": {"omvang": "privaat"},
    }.get(pad, {})


FUNCTIONARIS = SANDBOX_OIN
