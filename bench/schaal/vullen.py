"""Fill a database: through the delivery itself, or, for a country, its very rows made by all processors and copied in.

The rows of the short way come from the same guard and the same ``Rijmaker`` as those of a delivery;
``tests/bench`` holds the two beside each other. What it leaves out is judging records that are known to be good,
and looking for what stands there already.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any, Final

import asyncpg
import orjson
from sqlalchemy.engine import make_url

from app.domain.aanlevering import Ingelezen, Levering, lever_aan
from app.domain.selectiegebied import Postcodekaart
from app.domain.tekstwacht import bewaakt_record
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Soort
from app.privacy.vrijetekst import Keuze, aanleverwacht
from app.storage.db import Database
from app.storage.rijen import Rijmaker
from app.storage.tables import SELECTIES, TALEN, metadata, werkzoekende, werkzoekende_beroep
from bench.schaal.bevolking import ZAAD, blok, blokken

SOORT: Final = Soort.WERKZOEKENDE
MOMENT: Final = 1_767_225_600
TABELLEN: Final = (werkzoekende, SELECTIES[SOORT], TALEN[SOORT], werkzoekende_beroep)
Rijen = dict[str, list[tuple[Any, ...]]]


@cache
def _maker(bron: str) -> Rijmaker:
    return Rijmaker(Oin(bron), SOORT, "3.0.0", Grondslag.PUBLIEKE_TAAK, Postcodekaart.lees(), MOMENT)


def rijen_van(bron: str, records: Iterable[dict[str, Any]]) -> Rijen:
    """Give the rows of these records, per table, each in the order of its columns."""
    maker, wacht = _maker(bron), aanleverwacht(Keuze.MASKEREN)
    uit: Rijen = {tabel.name: [] for tabel in TABELLEN}
    kolommen = {tabel.name: [kolom.name for kolom in tabel.columns] for tabel in TABELLEN}
    for record in records:
        bewaakt = bewaakt_record(RecordID(record["idWerkzoekende"]), orjson.dumps(record), record, wacht(SOORT, record))
        rij = maker.rijen(bewaakt)
        for tabel in TABELLEN:
            delen = [rij.dossier] if tabel is werkzoekende else rij.delen[tabel.name]
            uit[tabel.name] += [tuple(map(deel.__getitem__, kolommen[tabel.name])) for deel in delen]
    return uit


def _blok(opdracht: tuple[str, int, int, int]) -> Rijen:
    bron, nummer, grootte, zaad = opdracht
    return rijen_van(bron, blok(nummer, grootte, zaad))


def alle_rijen(bron: str, aantal: int, zaad: int = ZAAD) -> Iterator[Rijen]:
    """Make the rows of a whole population, block by block, on every processor."""
    opdrachten = [(bron, nummer, grootte, zaad) for nummer, grootte in blokken(aantal)]
    if len(opdrachten) == 1:
        yield _blok(opdrachten[0])
        return
    with ProcessPoolExecutor(os.cpu_count()) as werkers:
        yield from werkers.map(_blok, opdrachten)


def vul(url: str, bron: str, aantal: int, zaad: int = ZAAD) -> float:
    """Fill a migrated database the short way and let it gather its statistics; give the seconds."""
    begin = time.perf_counter()
    rijen = alle_rijen(bron, aantal, zaad)
    if url.startswith("sqlite"):
        vul_sqlite(url, rijen)
    else:
        asyncio.run(vul_postgresql(url, rijen))
    return time.perf_counter() - begin


def vul_sqlite(url: str, rijen: Iterator[Rijen]) -> None:
    """Copy rows in."""
    with sqlite3.connect(make_url(url).database or "") as db:
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "cache_size = -1000000"):
            db.execute(f"PRAGMA {pragma}")
        for deel in rijen:
            for naam, inhoud in deel.items():
                kolommen = [kolom.name for kolom in metadata.tables[naam].columns]
                waarden = ", ".join("?" * len(kolommen))
                db.executemany(f"INSERT INTO {naam} ({', '.join(kolommen)}) VALUES ({waarden})", inhoud)
            db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def vul_postgresql(url: str, rijen: Iterator[Rijen]) -> None:
    """Copy rows in, and let the planner look at them."""
    db = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        for deel in rijen:
            for naam, inhoud in deel.items():
                kolommen = [kolom.name for kolom in metadata.tables[naam].columns]
                await db.copy_records_to_table(naam, records=inhoud, columns=kolommen)
        await db.execute("VACUUM ANALYZE")
    finally:
        await db.close()


async def lever(url: str, bron: str, aantal: int, zaad: int = ZAAD, *, volledig: bool = False) -> float:
    """Deliver a population as a source does; give the seconds that the delivery itself took."""
    records = [
        Ingelezen(record["idWerkzoekende"], orjson.dumps(record))
        for nummer, grootte in blokken(aantal)
        for record in blok(nummer, grootte, zaad)
    ]
    database = Database(url, klok=lambda: float(MOMENT))
    levering = Levering(Oin(bron), SOORT, grondslag=Grondslag.PUBLIEKE_TAAK, volledig=volledig)
    begin = time.perf_counter()
    try:
        rapport = await lever_aan(database, levering, records, wacht=aanleverwacht(Keuze.MASKEREN))
    finally:
        await database.sluit()
    if rapport.fout or rapport.geweigerd:
        raise SystemExit("the records of the bench are not valid any more")
    return time.perf_counter() - begin
