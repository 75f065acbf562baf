"""Run by Alembic with the connection that ``app.storage.migratie`` hands over; it owns the transaction."""

from alembic import context
from sqlalchemy import Connection

import app.storage.audittabellen
import app.storage.clienttabellen
import app.storage.verwerkingtabellen  # noqa: F401 -- these add their tables to the metadata
from app.storage.tables import metadata


def _migreer(verbinding: Connection) -> None:
    context.configure(connection=verbinding, target_metadata=metadata, render_as_batch=True)
    context.run_migrations()


_migreer(context.config.attributes["connection"])
