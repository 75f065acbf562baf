"""The tables of the reference lists. Days are ISO 8601 (JJJJ-MM-DD), so that their order is that of text."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, LargeBinary, Table, Text

from app.storage.tables import Sleuteltekst, metadata

referentielijst = Table(
    "referentielijst",
    metadata,
    Column("lijst", Sleuteltekst, primary_key=True),
    Column("versie", Sleuteltekst, primary_key=True),
    Column("aantal", Integer, nullable=False),
    Column("vingerafdruk", LargeBinary, nullable=False),
    Column("geladen_op", BigInteger, nullable=False),
)
"""One version of a list, named by the first day on which it holds."""

begrip = Table(
    "begrip",
    metadata,
    Column("lijst", Sleuteltekst, primary_key=True),
    Column("versie", Sleuteltekst, primary_key=True),
    Column("code", Sleuteltekst, primary_key=True),
    Column("naam", Text, nullable=False),
    Column("synoniemen", Text, nullable=False),
    Column("geldig_vanaf", Sleuteltekst),
    Column("geldig_tot", Sleuteltekst),
    ForeignKeyConstraint(["lijst", "versie"], ["referentielijst.lijst", "referentielijst.versie"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)
"""``synoniemen`` is a list in JSON."""

referentiesynoniem = Table(
    "referentiesynoniem",
    metadata,
    Column("lijst", Sleuteltekst, primary_key=True),
    Column("sleutel", Sleuteltekst, primary_key=True),
    Column("naam", Text, nullable=False),
    Column("code", Sleuteltekst, nullable=False),
    sqlite_with_rowid=False,
)
"""What the operator decided that a name means; it outlives versions of the list."""
