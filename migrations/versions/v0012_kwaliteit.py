"""When a source last confirmed a record, beside what questions compare with; and quality figures per day."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SOORTEN = ("werkzoekende", "vacature")


def upgrade() -> None:
    for soort in SOORTEN:
        op.add_column(f"{soort}_selectie", sa.Column("bevestigd_op", sa.BigInteger, nullable=False, server_default="0"))
        d, s = (
            sa.table(naam, *map(sa.column, ("bron_oin", "id", "bevestigd_op"))) for naam in (soort, f"{soort}_selectie")
        )
        moment = sa.select(d.c.bevestigd_op).where(d.c.bron_oin == s.c.bron_oin, d.c.id == s.c.id).scalar_subquery()
        op.execute(sa.update(s).values(bevestigd_op=moment))
    op.create_table(
        "kwaliteitsmeting",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("soort", TEKST, nullable=False),
        sa.Column("dag", TEKST, nullable=False),
        sa.Column("gemeten_op", sa.BigInteger, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("inhoud", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("bron_oin", "soort", "dag", name="pk_kwaliteitsmeting"),
    )


def downgrade() -> None:
    op.drop_table("kwaliteitsmeting")
    for soort in SOORTEN:
        op.drop_column(f"{soort}_selectie", "bevestigd_op")
