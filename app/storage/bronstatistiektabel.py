"""The table behind the statistics of sources: what each writer (process) counted, per source and day."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from app.domain.bronstatistiek import Bronstand
from app.storage.tables import Sleuteltekst, metadata

TELLINGEN = Bronstand._fields[:-1]
"""All but the buckets, which are one list in JSON."""

bronstatistiek = Table(
    "bronstatistiek",
    metadata,
    Column("bron", Sleuteltekst, primary_key=True),
    Column("dag", BigInteger, primary_key=True, autoincrement=False),
    Column("schrijver", LargeBinary, primary_key=True),
    *(Column(naam, BigInteger, nullable=False) for naam in TELLINGEN),
    Column("verdeling", Text, nullable=False),
)
