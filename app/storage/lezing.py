"""Reading without SQLAlchemy in between: connections of the drivers themselves, one per transaction.

A question reads a few rows by key and a few hundred narrow ones; through SQLAlchemy's asyncio layer the
asking cost more than the reading. A reader still sees one moment, cannot write, and gets errors without
a value in them.

On SQLite a read runs in the event loop itself, where it takes a hundredth of what a visit to a thread
takes, but never longer than ``GEDULD``: then it stops, and begins again in a thread. It takes no lock:
in WAL mode no reader waits for a writer.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol

import asyncpg
from sqlalchemy import Dialect, Executable
from sqlalchemy.engine import URL, make_url

from app.models.errors import InterneFout, NietBeschikbaar
from app.storage import verbinding as gedeeld
from app.storage.opdrachten import Tekst, Uitkomst, Vast, Vorm

GEDULD: Final = 0.008
"""Seconds that one statement may keep the event loop on SQLite."""
_DRADEN: Final = 4
"""Long reads at one time on SQLite: threads of their own, so that no write ever waits for them."""
_TUSSENPOOS: Final = 0.01
"""Seconds between two interruptions of a read that nobody waits for any more."""
_STAPPEN: Final = 1_000
"""Steps of SQLite's machine between two looks at the clock: some fifty microseconds."""
_TEKSTEN: Final = 512
"""Statements that a connection keeps prepared: each shape of question has its own."""

PLANNEN: Final = {
    "default_transaction_isolation": "repeatable read",
    "default_transaction_read_only": "on",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_seqscan": "off",
    "jit": "off",
    "join_collapse_limit": "1",
    "max_parallel_workers_per_gather": "0",
    "plan_cache_mode": "force_generic_plan",
}
"""How PostgreSQL reads for a question: from the few to the many, by key, in the order in which the statement names
them, and planned once: planning such a statement takes longer than running it."""


class Leesbaar(Protocol):
    """What can be read from within a transaction, and of which database it is."""

    dialect: str

    async def voer_uit(self, opdracht: Any, parameters: Any = None) -> Any: ...


class Kanaal(Protocol):
    """One connection of a driver."""

    async def lees(self, opdracht: Tekst) -> list[Any]: ...

    async def begin(self) -> None: ...

    async def eindig(self) -> None: ...

    async def sluit(self) -> None: ...

    def bruikbaar(self) -> bool: ...


class Lezing:
    """One transaction that reads."""

    def __init__(self, kanaal: Kanaal, dialect: Dialect) -> None:
        self._kanaal = kanaal
        self._dialect = dialect
        self.dialect = dialect.name

    async def voer_uit(
        self, opdracht: Executable | Vast | Tekst, parameters: Mapping[str, Any] | list[dict[str, Any]] | None = None
    ) -> Uitkomst:
        """Run one statement. Raises ``InterneFout`` for one that writes."""
        if isinstance(parameters, list):
            raise InterneFout("Een lezing schrijft niet.")
        if isinstance(opdracht, Tekst):
            return Uitkomst(await self._lees(opdracht))
        vorm = opdracht.vorm(self._dialect) if isinstance(opdracht, Vast) else Vorm(opdracht, self._dialect)
        return Uitkomst(vorm.rijen(await self._lees(vorm.tekst(parameters or {}))))

    async def _lees(self, tekst: Tekst) -> list[Any]:
        with gedeeld.vertaald(sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            return await self._kanaal.lees(tekst)


class Lezers:
    """The connections to read of one database; none is made before the first is needed."""

    def __init__(self, url: str, verbindingen: int = 1) -> None:
        adres = make_url(url)
        self._sqlite = adres.get_backend_name() == "sqlite"
        self._adres = adres
        self._dialect: Dialect = adres.get_dialect()()
        self._vrij: list[Kanaal] = []
        self._draden = ThreadPoolExecutor(_DRADEN, thread_name_prefix="asyncio_lezer")
        self._plaatsen = asyncio.Semaphore(verbindingen)

    @asynccontextmanager
    async def lezen(self) -> AsyncIterator[Lezing]:
        """Open a transaction that sees one moment and cannot write."""
        await self._wacht_op_plaats()
        try:
            kanaal = await self._kanaal()
            try:
                yield Lezing(kanaal, self._dialect)
            finally:
                await self._terug(kanaal)
        finally:
            self._plaatsen.release()

    async def sluit(self) -> None:
        """Close every connection that is free."""
        while self._vrij:
            await self._vrij.pop().sluit()
        self._draden.shutdown(wait=False)

    async def _wacht_op_plaats(self) -> None:
        if not self._plaatsen.locked():
            await self._plaatsen.acquire()
            return
        try:
            await asyncio.wait_for(self._plaatsen.acquire(), gedeeld.WACHTTIJD)
        except TimeoutError:
            raise NietBeschikbaar("De database antwoordt niet.") from None

    async def _kanaal(self) -> Kanaal:
        with gedeeld.vertaald(sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            while self._vrij:
                kanaal = self._vrij.pop()
                if kanaal.bruikbaar():
                    break
                await kanaal.sluit()
            else:
                kanaal = await self._open()
            await kanaal.begin()
            return kanaal

    async def _open(self) -> Kanaal:
        if self._sqlite:
            return await Sqlitekanaal.open(self._adres, self._draden)
        return await Postgresqlkanaal.open(self._adres)

    async def _terug(self, kanaal: Kanaal) -> None:
        """A connection of which it is not known how it ended is not used again."""
        try:
            await kanaal.eindig()
        except (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            await kanaal.sluit()
        except BaseException:
            await kanaal.sluit()
            raise
        else:
            self._vrij.append(kanaal)


class Sqlitekanaal:
    """A connection to SQLite that reads in the event loop, and for long reads in a thread."""

    def __init__(self, db: sqlite3.Connection, draden: ThreadPoolExecutor) -> None:
        self._db = db
        self._draden = draden
        self._tot = 0.0
        self._in_draad: asyncio.Future[Any] | None = None
        db.set_progress_handler(self._te_lang, _STAPPEN)

    @classmethod
    async def open(cls, adres: URL, draden: ThreadPoolExecutor) -> "Sqlitekanaal":
        """Connect; in a thread, for the database may have to be recovered first."""
        lus = asyncio.get_running_loop()
        return cls(await lus.run_in_executor(draden, _open_sqlite, adres.database or ""), draden)

    async def lees(self, opdracht: Tekst) -> list[Any]:
        self._gun()
        try:
            return self._db.execute(opdracht.sql, opdracht.waarden).fetchall()
        except sqlite3.OperationalError as fout:
            if fout.sqlite_errorname not in {"SQLITE_INTERRUPT", "SQLITE_BUSY"}:
                raise
        return await self._in_een_draad(opdracht)

    async def _in_een_draad(self, opdracht: Tekst) -> list[Any]:
        """A caller that goes away leaves the thread at its work: ``eindig`` waits for it."""
        self._db.set_progress_handler(None, _STAPPEN)
        self._in_draad = asyncio.get_running_loop().run_in_executor(self._draden, self._geduldig, opdracht)
        rijen: list[Any] = await asyncio.shield(self._in_draad)
        self._in_draad = None
        self._db.set_progress_handler(self._te_lang, _STAPPEN)
        return rijen

    def _geduldig(self, opdracht: Tekst) -> list[Any]:
        self._db.execute(f"PRAGMA busy_timeout = {int(gedeeld.WACHTTIJD * 1000)}")
        try:
            return self._db.execute(opdracht.sql, opdracht.waarden).fetchall()
        finally:
            self._db.execute("PRAGMA busy_timeout = 0")

    async def begin(self) -> None:
        self._gun()
        self._db.execute("BEGIN")

    async def eindig(self) -> None:
        if self._in_draad is not None:
            await self._breek_af(self._in_draad)
            self._db.set_progress_handler(self._te_lang, _STAPPEN)
        self._gun()
        self._db.execute("ROLLBACK")

    async def sluit(self) -> None:
        if self._in_draad is not None:
            await self._breek_af(self._in_draad)
        self._db.close()

    async def _breek_af(self, draad: "asyncio.Future[Any]") -> None:
        """Asked until it is done: an interruption passes by a statement that has yet to begin."""
        while not draad.done():
            self._db.interrupt()
            await asyncio.wait([draad], timeout=_TUSSENPOOS)
        self._in_draad = None

    def bruikbaar(self) -> bool:
        return True

    def _gun(self) -> None:
        self._tot = time.perf_counter() + GEDULD

    def _te_lang(self) -> bool:
        return time.perf_counter() > self._tot


def _open_sqlite(pad: str) -> sqlite3.Connection:
    db = sqlite3.connect(pad, timeout=gedeeld.WACHTTIJD, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("journal_mode = WAL", "query_only = ON", "busy_timeout = 0"):
            db.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        db.close()
        raise
    return db


class Postgresqlkanaal:
    """A connection to PostgreSQL; its transaction begins with its first statement."""

    def __init__(self, db: "asyncpg.Connection[Any]") -> None:
        self._db = db
        self._bezig = False

    @classmethod
    async def open(cls, adres: URL) -> "Postgresqlkanaal":
        _, opties = adres.get_dialect()().create_connect_args(adres)
        for naam in ("prepared_statement_cache_size", "prepared_statement_name_func", "async_fallback"):
            opties.pop(naam, None)
        server = {"application_name": "openvum", "lock_timeout": str(int(gedeeld.WACHTTIJD * 1000)), **PLANNEN}
        db = await asyncpg.connect(
            **opties,
            timeout=gedeeld.WACHTTIJD,
            server_settings=server,
            statement_cache_size=_TEKSTEN,
            max_cached_statement_lifetime=0,
        )
        return cls(db)

    async def lees(self, opdracht: Tekst) -> list[Any]:
        if not self._bezig:
            self._bezig = True
            await self._db.execute("BEGIN")
        rijen: list[Any] = await self._db.fetch(opdracht.sql, *opdracht.waarden)
        return rijen

    async def begin(self) -> None:
        self._bezig = False

    async def eindig(self) -> None:
        if self._bezig:
            await self._db.execute("ROLLBACK")
            self._bezig = False

    async def sluit(self) -> None:
        self._db.terminate()

    def bruikbaar(self) -> bool:
        return not self._db.is_closed()
