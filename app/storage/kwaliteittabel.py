"""The table of quality figures: one row per source, kind and day; counts in JSON."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from app.storage.tables import Sleuteltekst, metadata

kwaliteitsmeting = Table(
    "kwaliteitsmeting",
    metadata,
    Column("bron_oin", Sleuteltekst, primary_key=True),
    Column("soort", Sleuteltekst, primary_key=True),
    Column("dag", Sleuteltekst, primary_key=True),
    Column("gemeten_op", BigInteger, nullable=False),
    Column("records", Integer, nullable=False),
    Column("inhoud", Text, nullable=False),
)
