"""Reference lists: versions, their entries, and what the operator decided that a name means."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "referentielijst",
        sa.Column("lijst", TEKST, nullable=False),
        sa.Column("versie", TEKST, nullable=False),
        sa.Column("aantal", sa.Integer, nullable=False),
        sa.Column("vingerafdruk", sa.LargeBinary, nullable=False),
        sa.Column("geladen_op", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("lijst", "versie", name="pk_referentielijst"),
    )
    op.create_table(
        "begrip",
        sa.Column("lijst", TEKST, nullable=False),
        sa.Column("versie", TEKST, nullable=False),
        sa.Column("code", TEKST, nullable=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("synoniemen", sa.Text, nullable=False),
        sa.Column("geldig_vanaf", TEKST),
        sa.Column("geldig_tot", TEKST),
        sa.PrimaryKeyConstraint("lijst", "versie", "code", name="pk_begrip"),
        sa.ForeignKeyConstraint(
            ["lijst", "versie"],
            ["referentielijst.lijst", "referentielijst.versie"],
            name="fk_begrip_referentielijst",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referentiesynoniem",
        sa.Column("lijst", TEKST, nullable=False),
        sa.Column("sleutel", TEKST, nullable=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("code", TEKST, nullable=False),
        sa.PrimaryKeyConstraint("lijst", "sleutel", name="pk_referentiesynoniem"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for tabel in ("referentiesynoniem", "begrip", "referentielijst"):
        op.drop_table(tabel)
