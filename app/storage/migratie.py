"""The database brought to the version of this code, or told from one that is not.

Works from the installed package: no ``alembic.ini`` and no working directory are needed.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from app.storage.verbinding import Motoren

NIEUWSTE = "head"
_SLOT = 0x0BE4_0A11
"""Key of the advisory lock that lets one migration run at a time on PostgreSQL."""


async def upgrade(url: str, versie: str = NIEUWSTE) -> None:
    """Bring the database to ``versie`` in one transaction; nothing has changed when it fails.

    Raises ``NietBeschikbaar`` when the database cannot be reached or is locked.
    """
    await _migreer(url, lambda config: command.upgrade(config, versie))


async def downgrade(url: str, versie: str) -> None:
    """Take migrations back to ``versie``; ``base`` takes all of them back, with the data."""
    await _migreer(url, lambda config: command.downgrade(config, versie))


async def is_bij(url: str) -> bool:
    """Say whether the database has exactly the version of this code; never creates one.

    Raises ``NietBeschikbaar`` when the database cannot be reached.
    """
    if _bestand_ontbreekt(url):
        return False
    async with _motoren(url) as motoren, motoren.lezen() as verbinding:
        heeft = await verbinding.run_sync(_versies)
    return heeft == set(ScriptDirectory.from_config(_config()).get_heads())


def _bestand_ontbreekt(url: str) -> bool:
    adres = make_url(url)
    return adres.get_backend_name() == "sqlite" and not Path(adres.database or "").is_file()


def _versies(verbinding: Connection) -> set[str]:
    return set(MigrationContext.configure(verbinding).get_current_heads())


async def _migreer(url: str, opdracht: Callable[[Config], None]) -> None:
    async with _motoren(url) as motoren, motoren.schrijven() as verbinding:
        if verbinding.dialect == "postgresql":
            await verbinding.voer_uit(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
        await verbinding.run_sync(_met_config, opdracht)


def _met_config(verbinding: Connection, opdracht: Callable[[Config], None]) -> None:
    config = _config()
    config.attributes["connection"] = verbinding
    opdracht(config)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config


@asynccontextmanager
async def _motoren(url: str) -> AsyncIterator[Motoren]:
    motoren = Motoren(url)
    try:
        yield motoren
    finally:
        await motoren.sluit()
