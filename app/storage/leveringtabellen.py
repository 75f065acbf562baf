"""The tables behind the runs of deliveries: nothing in them is about a person. Moments are in seconds since 1970."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from app.storage.tables import Sleuteltekst, metadata

levering = Table(
    "levering",
    metadata,
    Column("bron_oin", Sleuteltekst, primary_key=True),
    Column("id", Sleuteltekst, primary_key=True),
    Column("volgorde", BigInteger, nullable=False),
    Column("soort", Text, nullable=False),
    Column("formaat", Text, nullable=False),
    Column("wijze", Text, nullable=False),
    Column("proef", Boolean, nullable=False),
    Column("grondslag", Text),
    Column("grondslag_tot", BigInteger),
    Column("herkomst", Text, nullable=False),
    Column("ontvangen_op", BigInteger, nullable=False),
    Column("grootte", BigInteger, nullable=False),
    Column("vingerafdruk", LargeBinary, nullable=False),
    Column("verzoek_id", Text, nullable=False),
    Column("sleutel", LargeBinary),
    Column("slot", Text),
    Column("staat", Text, nullable=False),
    Column("bijgewerkt_op", BigInteger, nullable=False),
    Column("werker", Text, nullable=False),
    Column("levend_tot", BigInteger, nullable=False),
    Column("vervalt_op", BigInteger),
    Column("bevestigd", Boolean, nullable=False),
    Column("telling", Text, nullable=False),
    Column("fout", Text, nullable=False),
    UniqueConstraint("bron_oin", "volgorde", name="uq_levering_volgorde"),
    UniqueConstraint("bron_oin", "slot", name="uq_levering_slot"),
    UniqueConstraint("bron_oin", "sleutel", name="uq_levering_sleutel"),
)
"""``slot`` is the kind of record while a run that is no trial is open, and NULL otherwise: one at a time."""

levering_rapport = Table(
    "levering_rapport",
    metadata,
    Column("bron_oin", Sleuteltekst, primary_key=True),
    Column("id", Sleuteltekst, primary_key=True),
    Column("inhoud", LargeBinary, nullable=False),
    ForeignKeyConstraint(["bron_oin", "id"], ["levering.bron_oin", "levering.id"], ondelete="CASCADE"),
)
"""The report of a run: places, columns, rules and what to do; compressed JSON."""
