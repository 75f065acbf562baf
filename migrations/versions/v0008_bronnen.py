"""Of a source: whether it is asked, what it holds and where, its own limits; and what each did, per day."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TELLINGEN = (
    "gevraagd",
    "geantwoord",
    "te_laat",
    "kapot",
    "overgeslagen",
    "begrensd",
    "vervallen",
    "genegeerd",
    "dubbel",
    "details",
    "laatste",
)


def upgrade() -> None:
    op.add_column("bron", sa.Column("staat", sa.Text, nullable=False, server_default="actief"))
    op.add_column("bron", sa.Column("soorten", sa.Text, nullable=False, server_default="vacature,werkzoekende"))
    op.add_column("bron", sa.Column("gebied", sa.Text, nullable=False, server_default=""))
    op.add_column("bron", sa.Column("seconden", sa.Double))
    op.add_column("bron", sa.Column("gelijktijdig", sa.Integer))
    op.create_table(
        "bronstatistiek",
        sa.Column("bron", TEKST, nullable=False),
        sa.Column("dag", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("schrijver", sa.LargeBinary, nullable=False),
        *(sa.Column(naam, sa.BigInteger, nullable=False) for naam in TELLINGEN),
        sa.Column("verdeling", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("bron", "dag", "schrijver", name="pk_bronstatistiek"),
    )


def downgrade() -> None:
    op.drop_table("bronstatistiek")
    for kolom in ("gelijktijdig", "seconden", "gebied", "soorten", "staat"):
        op.drop_column("bron", kolom)
