"""Connections and transactions on SQLite and PostgreSQL.

A reader sees one consistent moment from its first statement to its last, and cannot write. On SQLite
writers queue for one connection and take the write lock when they begin, so that none is refused
halfway. ``synchronous`` is FULL there: what was committed (a consent withdrawn, later the processing
record of an answer that has left) survives a power cut, at the price of one sync per write.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import Connection, CursorResult, Engine, Executable, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from app.models.errors import InterneFout, NietBeschikbaar, VumFout
from app.storage.opdrachten import Vast

P = ParamSpec("P")
T = TypeVar("T")

WACHTTIJD = 5.0
"""Seconds to wait for a connection or a lock before saying that the database is not available."""

_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOTADB")
_TIJDELIJK = ("08", "28", "3D", "40", "53", "55", "57", "58", *_SQLITE)
"""Classes of errors that are about the database, not about the statement: connection, account, conflict,
resources, lock, shutdown."""

_ZONDER_WAARDEN = ("42", "SQLITE_")
"""Classes of errors whose message cannot quote a stored value."""

_PLANNEN = {"jit": "off", "enable_seqscan": "off", "plan_cache_mode": "force_custom_plan"}
"""How PostgreSQL plans: by key, also when its statistics lag behind a load, and anew for each question: a ring
of ten PC4s wants another plan than one of four thousand. Compiling a plan takes longer than running it."""

_OPTIES: dict[str, Any] = {"max_overflow": 0, "pool_timeout": WACHTTIJD, "hide_parameters": True}

Parameters: TypeAlias = dict[str, Any] | list[dict[str, Any]]


class Oorzaak(Exception):
    """The kind of database error, and its message only where that cannot quote a stored value."""


class Verbinding:
    """One connection inside one transaction. Its errors are ``VumFout``, without any value."""

    def __init__(self, verbinding: AsyncConnection) -> None:
        self._verbinding = verbinding
        self.dialect = verbinding.dialect.name

    async def voer_uit(self, opdracht: Executable | Vast, parameters: Parameters | None = None) -> CursorResult[Any]:
        """Run one statement; a list of parameters runs it for each, in one round trip."""
        uit_te_voeren = opdracht.opdracht if isinstance(opdracht, Vast) else opdracht
        with vertaald(StatementError, PoolTimeout, OSError):
            return await self._verbinding.execute(uit_te_voeren, parameters)

    async def run_sync(self, functie: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that wants a synchronous connection, as Alembic does."""
        with vertaald(StatementError, PoolTimeout, OSError):
            return await self._verbinding.run_sync(functie, *args, **kwargs)


class Motoren:
    """The connection pools of one database, to read and to write. No I/O until first use."""

    def __init__(self, url: str, verbindingen: int = 1) -> None:
        adres = make_url(url)
        maak = _sqlite if adres.get_backend_name() == "sqlite" else _postgresql
        self._lezer, self._schrijver = maak(adres, verbindingen)
        self._op_draad = _sqlite_op_draad(adres) if maak is _sqlite else None

    def lezen(self) -> AbstractAsyncContextManager[Verbinding]:
        """Open a transaction that sees one moment and cannot write."""
        return _transactie(self._lezer)

    def schrijven(self) -> AbstractAsyncContextManager[Verbinding]:
        """Open a transaction that commits when the block ends well and rolls back when it raises."""
        return _transactie(self._schrijver)

    async def ineens(self, functie: Callable[[Connection], T]) -> T:
        """Run a short function that writes, in a transaction of its own; rolled back when it raises.

        On SQLite the whole of it is one visit to a thread: through the asynchronous driver each statement
        takes three, which cost more than the statement when the machine is busy.
        """
        if self._op_draad is None:
            async with self.schrijven() as verbinding:
                return await verbinding.run_sync(functie)
        with vertaald(StatementError, PoolTimeout, OSError):
            return await asyncio.to_thread(_in_transactie, self._op_draad, functie)

    async def sluit(self) -> None:
        """Close every connection."""
        await self._lezer.dispose()
        await self._schrijver.dispose()
        if self._op_draad is not None:
            self._op_draad.dispose()


def _in_transactie(motor: Engine, functie: Callable[[Connection], T]) -> T:
    with motor.begin() as verbinding:
        return functie(verbinding)


@asynccontextmanager
async def _transactie(motor: AsyncEngine) -> AsyncIterator[Verbinding]:
    async with AsyncExitStack() as stapel:
        with vertaald(StatementError, PoolTimeout, OSError):
            verbinding = await stapel.enter_async_context(motor.connect())
        with vertaald(StatementError):
            async with verbinding.begin():
                yield Verbinding(verbinding)


@contextmanager
def vertaald(*soorten: type[Exception]) -> Iterator[None]:
    """Turn errors of the database into ``VumFout``; errors of the caller's own block pass."""
    try:
        yield
    except soorten as fout:
        code = _code(fout)
        fouttype: type[VumFout] = NietBeschikbaar if _gaat_over(fout, code) else InterneFout
        melding = "De database antwoordt niet." if fouttype is NietBeschikbaar else ""
        raise fouttype(melding) from _oorzaak(fout, code)


def _code(fout: Exception) -> str:
    """Give SQLSTATE (PostgreSQL) or the name of the result code (SQLite); empty where there is none."""
    driver = getattr(fout, "orig", fout)
    return getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None) or ""


def _gaat_over(fout: Exception, code: str) -> bool:
    """Say whether trying again later, or another address, can help: it is not about the statement."""
    verbroken = isinstance(fout, OSError | PoolTimeout | InterfaceError) or getattr(
        fout, "connection_invalidated", False
    )
    return verbroken or code.startswith(_TIJDELIJK)


def _oorzaak(fout: Exception, code: str) -> Oorzaak:
    """PostgreSQL and its driver quote values when data is wrong, not when a statement is; SQLite never does."""
    melding = f"{type(fout).__name__} {code}".rstrip()
    if isinstance(fout, DBAPIError | sqlite3.Error | PostgresError) and code.startswith(_ZONDER_WAARDEN):
        melding += f": {getattr(fout, 'orig', fout)}"
    return Oorzaak(melding)


def _sqlite(adres: URL, verbindingen: int) -> tuple[AsyncEngine, AsyncEngine]:
    if adres.database in {None, "", ":memory:"}:
        raise ValueError("OPENVUM_DATABASE_URL: geef een bestand, sqlite+aiosqlite:///PAD")
    lezer = _motor(adres, verbindingen, timeout=WACHTTIJD)
    schrijver = _motor(adres, 1, timeout=WACHTTIJD)
    _richt_in(lezer.sync_engine, "BEGIN", "PRAGMA query_only = ON")
    _richt_in(schrijver.sync_engine, "BEGIN IMMEDIATE", "PRAGMA synchronous = FULL")
    return lezer, schrijver


def _sqlite_op_draad(adres: URL) -> Engine:
    motor = create_engine(adres.set(drivername="sqlite"), **_OPTIES, pool_size=1, connect_args={"timeout": WACHTTIJD})
    _richt_in(motor, "BEGIN IMMEDIATE", "PRAGMA synchronous = FULL")
    return motor


def _richt_in(motor: Engine, begin: str, *pragmas: str) -> None:
    """Take transactions out of the driver's hands: it would begin one too late and only for writes."""

    @event.listens_for(motor, "connect")
    def _verbonden(verbinding: Any, _: Any) -> None:
        verbinding.isolation_level = None
        cursor = verbinding.cursor()
        for pragma in ("PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON", *pragmas):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(motor, "begin")
    def _begonnen(verbinding: Connection) -> None:
        verbinding.exec_driver_sql(begin)


def _postgresql(adres: URL, verbindingen: int) -> tuple[AsyncEngine, AsyncEngine]:
    server = {"application_name": "openvum", "lock_timeout": str(int(WACHTTIJD * 1000)), **_PLANNEN}
    motor = _motor(adres, verbindingen, timeout=WACHTTIJD, server_settings=server)

    @event.listens_for(motor.sync_engine, "checkout")
    def _uitgegeven(verbinding: Any, _: Any, __: Any) -> None:
        """A server that restarted has closed its connections: known here without a round trip."""
        if verbinding.driver_connection.is_closed():
            raise DisconnectionError

    lezer = motor.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return lezer, motor


def _motor(adres: URL, verbindingen: int, **bij_verbinden: Any) -> AsyncEngine:
    return create_async_engine(adres, **_OPTIES, pool_size=verbindingen, connect_args=bij_verbinden)
