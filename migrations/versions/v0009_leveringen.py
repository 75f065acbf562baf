"""Runs of deliveries and their reports."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "levering",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.Column("volgorde", sa.BigInteger, nullable=False),
        *(sa.Column(naam, sa.Text, nullable=False) for naam in ("soort", "formaat", "wijze")),
        sa.Column("proef", sa.Boolean, nullable=False),
        sa.Column("grondslag", sa.Text),
        sa.Column("grondslag_tot", sa.BigInteger),
        sa.Column("herkomst", sa.Text, nullable=False),
        sa.Column("ontvangen_op", sa.BigInteger, nullable=False),
        sa.Column("grootte", sa.BigInteger, nullable=False),
        sa.Column("vingerafdruk", sa.LargeBinary, nullable=False),
        sa.Column("verzoek_id", sa.Text, nullable=False),
        sa.Column("sleutel", sa.LargeBinary),
        sa.Column("slot", sa.Text),
        sa.Column("staat", sa.Text, nullable=False),
        sa.Column("bijgewerkt_op", sa.BigInteger, nullable=False),
        sa.Column("werker", sa.Text, nullable=False),
        sa.Column("levend_tot", sa.BigInteger, nullable=False),
        sa.Column("vervalt_op", sa.BigInteger),
        sa.Column("bevestigd", sa.Boolean, nullable=False),
        sa.Column("telling", sa.Text, nullable=False),
        sa.Column("fout", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("bron_oin", "id", name="pk_levering"),
        *(
            sa.UniqueConstraint("bron_oin", kolom, name=f"uq_levering_{kolom}")
            for kolom in ("volgorde", "slot", "sleutel")
        ),
    )
    op.create_table(
        "levering_rapport",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.Column("inhoud", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("bron_oin", "id", name="pk_levering_rapport"),
        sa.ForeignKeyConstraint(
            ["bron_oin", "id"],
            ["levering.bron_oin", "levering.id"],
            name="fk_levering_rapport_levering",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("levering_rapport")
    op.drop_table("levering")
