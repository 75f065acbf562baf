"""Migrations: up, down and up again on both databases, and told from a database that is not migrated."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from app import storage
from app.models.errors import InterneFout, NietBeschikbaar
from app.storage.db import Motoren
from app.storage.migratie import downgrade, is_bij, upgrade
from app.storage.tables import metadata


async def _tabellen(url: str) -> set[str]:
    motoren = Motoren(url)
    try:
        async with motoren.lezen() as verbinding:
            return set(await verbinding.run_sync(lambda v: inspect(v).get_table_names()))
    finally:
        await motoren.sluit()


async def test_up_down_and_up_again(database_url: str) -> None:
    assert await is_bij(database_url)
    await downgrade(database_url, "base")
    assert await _tabellen(database_url) <= {"alembic_version"}
    assert not await is_bij(database_url)
    for _ in range(2):
        await upgrade(database_url)
        assert await is_bij(database_url)
        assert set(metadata.tables) <= await _tabellen(database_url)


async def test_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    for deel in iter_modules(storage.__path__):
        import_module(f"app.storage.{deel.name}")

    def vergelijk(verbinding: Connection) -> list[object]:
        context = MigrationContext.configure(verbinding, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    motoren = Motoren(database_url)
    try:
        async with motoren.lezen() as verbinding:
            assert await verbinding.run_sync(vergelijk) == []
    finally:
        await motoren.sluit()


async def test_an_absent_file_is_not_migrated_and_not_made(tmp_path: Path) -> None:
    pad = tmp_path / "geen.db"
    assert not await is_bij(f"sqlite+aiosqlite:///{pad}")
    assert not pad.exists()


async def test_an_empty_file_is_not_migrated(tmp_path: Path) -> None:
    pad = tmp_path / "leeg.db"
    pad.touch()
    assert not await is_bij(f"sqlite+aiosqlite:///{pad}")


async def test_an_unreachable_database_says_so() -> None:
    url = "postgresql+asyncpg://niemand@127.0.0.1:1/niets"
    for vraag in (is_bij, upgrade):
        with pytest.raises(NietBeschikbaar):
            await vraag(url)


async def test_a_failed_migration_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'half.db'}"
    motoren = Motoren(url)
    async with motoren.schrijven() as verbinding:
        await verbinding.run_sync(lambda v: v.exec_driver_sql("CREATE TABLE vacature (x)").close())
    await motoren.sluit()
    with pytest.raises(InterneFout) as gevangen:
        await upgrade(url)
    assert "vacature already exists" in str(gevangen.value.__cause__)
    assert await _tabellen(url) == {"vacature"}


def test_migrations_work_from_any_directory(tmp_path: Path) -> None:
    code = (
        "import asyncio; from app.storage.migratie import is_bij, upgrade;"
        "url = 'sqlite+aiosqlite:///nieuw.db'; asyncio.run(upgrade(url)); print(asyncio.run(is_bij(url)))"
    )
    wortel = Path(__file__).parents[2]
    gelukt = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(wortel)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (gelukt.stdout, gelukt.returncode) == ("True\n", 0), gelukt.stderr
