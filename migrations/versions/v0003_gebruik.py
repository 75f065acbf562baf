"""What each party asked, per hour and day: the counts of the bulk guard."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "gebruik",
        sa.Column("verantwoordelijke", TEKST, nullable=False),
        sa.Column("rol", sa.Text, nullable=False),
        sa.Column("partij", TEKST, nullable=False),
        sa.Column("venster", sa.Text, nullable=False),
        sa.Column("begin", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("schrijver", sa.LargeBinary, nullable=False),
        sa.Column("vragen", sa.BigInteger, nullable=False),
        sa.Column("details", sa.BigInteger, nullable=False),
        sa.Column("personen", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint(
            "verantwoordelijke", "rol", "partij", "venster", "begin", "schrijver", name="pk_gebruik"
        ),
    )


def downgrade() -> None:
    op.drop_table("gebruik")
