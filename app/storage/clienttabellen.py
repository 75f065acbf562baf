"""The tables behind our own token issuer: clients, and the assertions that they have used."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from app.storage.tables import Sleuteltekst, metadata

client = Table(
    "client",
    metadata,
    Column("id", Sleuteltekst, primary_key=True),
    Column("oin", Sleuteltekst, nullable=False),
    Column("naam", Text, nullable=False),
    Column("rollen", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("sleutels", LargeBinary, nullable=False),
    Column("gemaakt", BigInteger, nullable=False),
    Column("ingetrokken", BigInteger),
)

bewering = Table(
    "bewering",
    metadata,
    Column("client", Sleuteltekst, primary_key=True),
    Column("kenmerk", LargeBinary, primary_key=True),
    Column("verloopt", BigInteger, nullable=False, index=True),
)
