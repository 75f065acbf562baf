"""Rights of the person: marks of erasures, and every disclosure policy that was in force."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "wissing",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("merk", TEKST, nullable=False),
        sa.Column("gewist_op", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("bron_oin", "merk", name="pk_wissing"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "beleid",
        sa.Column("kenmerk", sa.Text, nullable=False),
        sa.Column("inhoud", sa.LargeBinary, nullable=False),
        sa.Column("eerst_gezien", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("kenmerk", name="pk_beleid"),
    )


def downgrade() -> None:
    op.drop_table("beleid")
    op.drop_table("wissing")
