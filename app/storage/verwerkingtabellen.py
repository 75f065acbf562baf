"""The tables of the processing record; what the columns mean stands with ``domain.verwerkingsketen``.

No foreign key from row to segment: it would be checked with every disclosure, and the hash chain shows
more. Moments are in milliseconds since 1970 (UTC).
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, SmallInteger, Table, Text

from app.storage.tables import metadata

verwerking_kop = Table(
    "verwerking_kop",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("aantal", BigInteger, nullable=False),
    Column("schakel", LargeBinary, nullable=False),
    Column("sleutel", Text, nullable=False),
    Column("handtekening", LargeBinary, nullable=False),
)

verwerking_segment = Table(
    "verwerking_segment",
    metadata,
    Column("nummer", BigInteger, primary_key=True, autoincrement=False),
    Column("schrijver", LargeBinary, nullable=False),
    Column("activiteit", Text, nullable=False),
    Column("geopend", BigInteger, nullable=False),
    Column("schakel", LargeBinary, nullable=False),
    Column("aantal", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("laatste", BigInteger, nullable=False),
    Column("gesloten", BigInteger),
    Column("verwijderd", BigInteger),
    Column("sleutel", Text, nullable=False),
    Column("handtekening", LargeBinary, nullable=False),
)

verwerking = Table(
    "verwerking",
    metadata,
    Column("segment", BigInteger, primary_key=True, autoincrement=False),
    Column("nummer", BigInteger, primary_key=True, autoincrement=False),
    Column("verantwoordelijke", Text, nullable=False),
    Column("activiteit", Text, nullable=False),
    Column("versie", Integer, nullable=False),
    Column("trace_id", LargeBinary, nullable=False),
    Column("span_id", LargeBinary, nullable=False),
    Column("parent_span_id", LargeBinary),
    Column("vrager", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("klasse", Text, nullable=False),
    Column("soort", Text, nullable=False),
    Column("fase", Text, nullable=False),
    Column("velden", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("naam", Text, nullable=False),
    Column("begin", BigInteger, nullable=False),
    Column("eind", BigInteger, nullable=False),
    Column("lengte", SmallInteger, nullable=False),
    Column("betrokkenen", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

verwerking_afleiding = Table(
    "verwerking_afleiding",
    metadata,
    Column("segment", BigInteger, primary_key=True, autoincrement=False),
    Column("stukken", Integer, nullable=False),
)

verwerking_betrokkene = Table(
    "verwerking_betrokkene",
    metadata,
    Column("pseudoniem", LargeBinary, primary_key=True),
    Column("segment", BigInteger, primary_key=True, autoincrement=False),
    Column("stuk", Integer, primary_key=True, autoincrement=False),
    Column("plaatsen", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Leads from a person to the rows that name it; derived, one row per person and piece of a segment."""
Index(None, verwerking_betrokkene.c.segment, verwerking_betrokkene.c.stuk)
