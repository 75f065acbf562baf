"""The tables of consents and objections: no key to a record, which may come later, go, and come back.

``volgnummer`` counts per person. Moments are in seconds since 1970 (UTC).
"""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, Table, Text

from app.storage.tables import Sleuteltekst, metadata


def _sleutel() -> tuple[Column[Any], ...]:
    return (
        Column("bron_oin", Sleuteltekst, primary_key=True),
        Column("id", Sleuteltekst, primary_key=True),
        Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    )


toestemming = Table(
    "toestemming",
    metadata,
    *_sleutel(),
    Column("omvang", Text, nullable=False),
    Column("gegeven_op", BigInteger, nullable=False),
    Column("geldig_tot", BigInteger),
    Column("wijze", Text, nullable=False),
    Column("ingetrokken_op", BigInteger),
    CheckConstraint("omvang IN ('suwi', 'publiek', 'privaat', 'contact')", name="omvang"),
    sqlite_with_rowid=False,
)
bezwaar = Table(
    "bezwaar",
    metadata,
    *_sleutel(),
    Column("sinds", BigInteger, nullable=False),
    Column("opgeheven_op", BigInteger),
    sqlite_with_rowid=False,
)
