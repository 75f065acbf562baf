"""Clients of our own token issuer, and the assertions that they have used."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "client",
        sa.Column("id", TEKST, nullable=False),
        sa.Column("oin", TEKST, nullable=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("rollen", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("sleutels", sa.LargeBinary, nullable=False),
        sa.Column("gemaakt", sa.BigInteger, nullable=False),
        sa.Column("ingetrokken", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_client"),
    )
    op.create_table(
        "bewering",
        sa.Column("client", TEKST, nullable=False),
        sa.Column("kenmerk", sa.LargeBinary, nullable=False),
        sa.Column("verloopt", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("client", "kenmerk", name="pk_bewering"),
    )
    op.create_index("ix_bewering_verloopt", "bewering", ["verloopt"])


def downgrade() -> None:
    op.drop_table("bewering")
    op.drop_table("client")
