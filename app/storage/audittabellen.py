"""The tables of the audit log; what the columns mean stands with ``domain.audit``."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, SmallInteger, Table, Text

from app.storage.tables import Sleuteltekst, metadata

auditkop = Table(
    "audit_kop",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("begin", BigInteger, nullable=False),
    Column("begin_hash", LargeBinary, nullable=False),
    Column("aantal", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("sleutel", Text, nullable=False),
    Column("handtekening", LargeBinary, nullable=False),
)

auditregel = Table(
    "auditregel",
    metadata,
    Column("nummer", BigInteger, primary_key=True, autoincrement=False),
    Column("moment", BigInteger, nullable=False),
    Column("handeling", Sleuteltekst, nullable=False),
    Column("objecttype", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("uitkomst", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("herkomst", Text, nullable=False),
    Column("verzoek_id", Text, nullable=False),
    Column("toelichting", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
Index(None, auditregel.c.handeling, auditregel.c.nummer)
