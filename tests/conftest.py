"""Fixtures for every test: both databases, migrated by the project's own migrations and empty, and the map.

PostgreSQL is found through ``TEST_POSTGRES_URL``. Without a server those tests skip; in CI they fail.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import make_url

from app.domain.selectiegebied import Postcodekaart
from app.storage.db import Database
from app.storage.migratie import upgrade

T = TypeVar("T")
POSTGRES = "postgresql://postgres@127.0.0.1:5432/test"

settings.register_profile("openvum", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("openvum"), max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "openvum")


@pytest.fixture(autouse=True)
def _log_ongemoeid() -> Iterator[None]:
    """Undo what a test set up of the log: it would write to a standard error that pytest has closed."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def kaart() -> Postcodekaart:
    """The map that is shipped."""
    return Postcodekaart.lees()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database; a test that asks for it runs on both kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str, kaart: Postcodekaart) -> AsyncIterator[Database]:
    """The store on ``database_url``."""
    opslag = Database(database_url, 10, kaart=kaart)
    yield opslag
    await opslag.sluit()


@pytest.fixture
def sqlite_url(_sqlite_sjabloon: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database of this test alone."""
    pad = tmp_path / "openvum.db"
    shutil.copyfile(_sqlite_sjabloon, pad)
    return f"sqlite+aiosqlite:///{pad}"


@pytest.fixture
def postgresql_url(_postgresql_sessie: str) -> str:
    """The PostgreSQL database of this test process, migrated and emptied."""
    buiten(_maak_leeg(_postgresql_sessie))
    return _postgresql_sessie


@pytest.fixture(scope="session")
def _sqlite_sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("sjabloon") / "openvum.db"
    buiten(upgrade(f"sqlite+aiosqlite:///{pad}"))
    return pad


@pytest.fixture(scope="session")
def _postgresql_sessie() -> Iterator[str]:
    server = os.environ.get("TEST_POSTGRES_URL", POSTGRES)
    naam = f"openvum_test_{uuid4().hex}"
    try:
        buiten(_op_server(server, f'CREATE DATABASE "{naam}"'))
    except OSError:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL does not answer; set TEST_POSTGRES_URL")
        pytest.skip("PostgreSQL does not answer; set TEST_POSTGRES_URL")
    url = make_url(server).set(drivername="postgresql+asyncpg", database=naam).render_as_string(hide_password=False)
    try:
        buiten(upgrade(url))
        yield url
    finally:
        buiten(_op_server(server, f'DROP DATABASE "{naam}" WITH (FORCE)'))


def buiten(werk: Coroutine[Any, Any, T]) -> T:
    """Run outside the event loop of the test, which a fixture that is not async must leave alone."""
    with ThreadPoolExecutor(1) as draad:
        return draad.submit(asyncio.run, werk).result()


async def _op_server(url: str, *opdrachten: str) -> None:
    verbinding = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        for opdracht in opdrachten:
            await verbinding.execute(opdracht)
    finally:
        await verbinding.close()


async def _maak_leeg(url: str) -> None:
    """Empty every table but Alembic's own; DELETE is quicker than TRUNCATE on tables this small."""
    await _op_server(
        url,
        """DO $$ DECLARE t text; BEGIN
           SET LOCAL session_replication_role = replica;
           FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
           LOOP EXECUTE format('DELETE FROM %I', t); END LOOP; END $$""",
    )
