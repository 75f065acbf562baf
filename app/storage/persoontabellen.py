"""The tables behind the rights of the person. Moments are in seconds since 1970 (UTC)."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from app.storage.tables import Sleuteltekst, metadata

wissing = Table(
    "wissing",
    metadata,
    Column("bron_oin", Sleuteltekst, primary_key=True),
    Column("merk", Sleuteltekst, primary_key=True),
    Column("gewist_op", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Who was erased, under a keyed pseudonym: a later delivery must not bring the person back."""

beleid = Table(
    "beleid",
    metadata,
    Column("kenmerk", Text, primary_key=True),
    Column("inhoud", LargeBinary, nullable=False),
    Column("eerst_gezien", BigInteger, nullable=False),
)
