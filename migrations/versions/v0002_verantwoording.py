"""The processing record: rows in segments, their anchors, and the index of persons."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _ankers()
    _regels()
    if op.get_bind().dialect.name == "postgresql":
        # Pseudonyms are random bytes: trying to compress them with every answer costs time and gains nothing.
        op.execute("ALTER TABLE verwerking ALTER COLUMN betrokkenen SET STORAGE EXTERNAL")
    _index()


def downgrade() -> None:
    for tabel in ("betrokkene", "afleiding", "segment", "kop"):
        op.drop_table(f"verwerking_{tabel}")
    op.drop_table("verwerking")


def _ankers() -> None:
    op.create_table(
        "verwerking_kop",
        sa.Column("id", sa.SmallInteger, autoincrement=False, nullable=False),
        sa.Column("aantal", sa.BigInteger, nullable=False),
        sa.Column("schakel", sa.LargeBinary, nullable=False),
        sa.Column("sleutel", sa.Text, nullable=False),
        sa.Column("handtekening", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verwerking_kop"),
    )
    op.create_table(
        "verwerking_segment",
        sa.Column("nummer", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("schrijver", sa.LargeBinary, nullable=False),
        sa.Column("activiteit", sa.Text, nullable=False),
        sa.Column("geopend", sa.BigInteger, nullable=False),
        sa.Column("schakel", sa.LargeBinary, nullable=False),
        sa.Column("aantal", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("laatste", sa.BigInteger, nullable=False),
        sa.Column("gesloten", sa.BigInteger),
        sa.Column("verwijderd", sa.BigInteger),
        sa.Column("sleutel", sa.Text, nullable=False),
        sa.Column("handtekening", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("nummer", name="pk_verwerking_segment"),
    )


def _regels() -> None:
    op.create_table(
        "verwerking",
        sa.Column("segment", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("nummer", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("verantwoordelijke", sa.Text, nullable=False),
        sa.Column("activiteit", sa.Text, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("trace_id", sa.LargeBinary, nullable=False),
        sa.Column("span_id", sa.LargeBinary, nullable=False),
        sa.Column("parent_span_id", sa.LargeBinary),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("vrager", "via", "klasse", "soort", "fase", "velden")),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("status", "naam")),
        sa.Column("begin", sa.BigInteger, nullable=False),
        sa.Column("eind", sa.BigInteger, nullable=False),
        sa.Column("lengte", sa.SmallInteger, nullable=False),
        sa.Column("betrokkenen", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("segment", "nummer", name="pk_verwerking"),
    )


def _index() -> None:
    op.create_table(
        "verwerking_afleiding",
        sa.Column("segment", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("stukken", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("segment", name="pk_verwerking_afleiding"),
    )
    op.create_table(
        "verwerking_betrokkene",
        sa.Column("pseudoniem", sa.LargeBinary, nullable=False),
        sa.Column("segment", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("stuk", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("plaatsen", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("pseudoniem", "segment", "stuk", name="pk_verwerking_betrokkene"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_verwerking_betrokkene_segment_stuk", "verwerking_betrokkene", ["segment", "stuk"])
