"""Consents and objections, and the end of a record's legal ground."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("werkzoekende", sa.Column("grondslag_tot", sa.BigInteger))
    _tabel(
        "toestemming",
        sa.Column("omvang", sa.Text, nullable=False),
        sa.Column("gegeven_op", sa.BigInteger, nullable=False),
        sa.Column("geldig_tot", sa.BigInteger),
        sa.Column("wijze", sa.Text, nullable=False),
        sa.Column("ingetrokken_op", sa.BigInteger),
        sa.CheckConstraint("omvang IN ('suwi', 'publiek', 'privaat', 'contact')", name="ck_toestemming_omvang"),
    )
    _tabel(
        "bezwaar",
        sa.Column("sinds", sa.BigInteger, nullable=False),
        sa.Column("opgeheven_op", sa.BigInteger),
    )


def downgrade() -> None:
    op.drop_table("bezwaar")
    op.drop_table("toestemming")
    op.drop_column("werkzoekende", "grondslag_tot")


def _tabel(naam: str, *delen: sa.Column[int] | sa.Column[str] | sa.CheckConstraint) -> None:
    op.create_table(
        naam,
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.Column("volgnummer", sa.Integer, autoincrement=False, nullable=False),
        *delen,
        sa.PrimaryKeyConstraint("bron_oin", "id", "volgnummer", name=f"pk_{naam}"),
        sqlite_with_rowid=False,
    )
