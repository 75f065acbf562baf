"""The table behind the bulk guard: what each writer (process) counted, per party and window."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from app.storage.tables import Sleuteltekst, metadata

gebruik = Table(
    "gebruik",
    metadata,
    Column("verantwoordelijke", Sleuteltekst, primary_key=True),
    Column("rol", Text, primary_key=True),
    Column("partij", Sleuteltekst, primary_key=True),
    Column("venster", Text, primary_key=True),
    Column("begin", BigInteger, primary_key=True, autoincrement=False),
    Column("schrijver", LargeBinary, primary_key=True),
    Column("vragen", BigInteger, nullable=False),
    Column("details", BigInteger, nullable=False),
    Column("personen", LargeBinary, nullable=False),
)
