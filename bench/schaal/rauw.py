"""The floor under the search: its own statements again, through the bare driver, and nothing around them.

The statements that a question needed are noted while the node's own search answers it; then they are run
again, on one connection, rows fetched and bodies joined. What the node costs more than that is its own.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.identiteit import Oin
from app.models.partijen import Inzage, Partijklasse, Soort
from app.storage.db import Database
from app.storage.lezing import PLANNEN, Lezing
from app.storage.opdrachten import Tekst
from bench.schaal.proces import cpu_van
from bench.schaal.vragen import Vraagobject, Zwaar

MOMENT = 1_800_000_000


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """What one question came down to."""

    teksten: Sequence[Tekst]
    gevonden: int
    ms: float


async def noteer(url: str, bron: str, vragen: Sequence[Vraagobject | Zwaar]) -> list[Gevraagd]:
    """Answer each question with the node's own search, twice; give what the second time took."""
    kaart, teksten = Postcodekaart.lees(), []
    database = Database(url, kaart=kaart)
    echt: Callable[..., Any] = Lezing._lees  # noqa: SLF001

    async def lees(zelf: Lezing, tekst: Tekst) -> Any:
        teksten.append(tekst)
        return await echt(zelf, tekst)

    async def antwoord(vraag: Vraagobject | Zwaar) -> int:
        klasse = vraag.klasse if isinstance(vraag, Zwaar) else Partijklasse.SUWI
        gelezen = ontleed(Soort.WERKZOEKENDE, vraag.vraag if isinstance(vraag, Zwaar) else vraag)
        gebied = kaart.gebied(gelezen.postcode, gelezen.afstand)
        async with database.lezen() as opslag:
            gevonden = await opslag.dossiers.zoek(Oin(bron), gelezen, gebied, Inzage(klasse, MOMENT), 100)
        return len(gevonden.matches)

    Lezing._lees = lees  # type: ignore[method-assign]  # noqa: SLF001
    try:
        uit = []
        for vraag in vragen:
            await antwoord(vraag)
            teksten.clear()
            begin = time.perf_counter()
            gevonden = await antwoord(vraag)
            uit.append(Gevraagd(list(teksten), gevonden, (time.perf_counter() - begin) * 1000))
        return uit
    finally:
        Lezing._lees = echt  # type: ignore[method-assign]  # noqa: SLF001
        await database.sluit()


async def kosten(url: str, gevraagd: Sequence[Gevraagd], keren: int = 3) -> float:
    """Give the processor milliseconds per question through the bare driver, the server's share included."""
    adres = make_url(url)
    if url.startswith("sqlite"):
        return _kosten_sqlite(adres.database or "", gevraagd, keren)
    db = await asyncpg.connect(
        adres.set(drivername="postgresql").render_as_string(hide_password=False), server_settings=PLANNEN
    )
    try:
        pid = db.get_server_pid()
        for ronde in range(keren + 1):
            if ronde == 1:
                begin = time.process_time() + cpu_van(pid)
            for vraag in gevraagd:
                await db.execute("BEGIN")
                for tekst in vraag.teksten:
                    _lichaam(await db.fetch(tekst.sql, *tekst.waarden))
                await db.execute("ROLLBACK")
        return (time.process_time() + cpu_van(pid) - begin) * 1000 / keren / len(gevraagd)
    finally:
        await db.close()


def _kosten_sqlite(pad: str, gevraagd: Sequence[Gevraagd], keren: int) -> float:
    db = sqlite3.connect(pad, isolation_level=None)
    try:
        for ronde in range(keren + 1):
            if ronde == 1:
                begin = time.process_time()
            for vraag in gevraagd:
                db.execute("BEGIN")
                for tekst in vraag.teksten:
                    _lichaam(db.execute(tekst.sql, tekst.waarden).fetchall())
                db.execute("ROLLBACK")
        return (time.process_time() - begin) * 1000 / keren / len(gevraagd)
    finally:
        db.close()


def _lichaam(rijen: Sequence[Sequence[Any]]) -> bytes:
    return b",".join(rij[3] for rij in rijen if len(rij) == 6)  # noqa: PLR2004 - a search gives six columns


async def plannen(url: str, gevraagd: Sequence[Gevraagd]) -> list[list[str]]:
    """Give per question the plan of its last statement."""
    if url.startswith("sqlite"):
        db = sqlite3.connect(make_url(url).database or "")
        try:
            return [[r[3] for r in db.execute("EXPLAIN QUERY PLAN " + t.sql, t.waarden)] for t in _laatste(gevraagd)]
        finally:
            db.close()
    adres = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    pg = await asyncpg.connect(adres, server_settings=PLANNEN)
    try:
        return [[r[0] for r in await pg.fetch("EXPLAIN (COSTS OFF) " + t.sql, *t.waarden)] for t in _laatste(gevraagd)]
    finally:
        await pg.close()


def _laatste(gevraagd: Sequence[Gevraagd]) -> list[Tekst]:
    return [vraag.teksten[-1] for vraag in gevraagd]


def loop(werk: Any) -> Any:
    """Run to the end, in a loop of its own."""
    return asyncio.run(werk)
