"""The audit log: what was done to this node, by whom, in one signed chain."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit_kop",
        sa.Column("id", sa.SmallInteger, autoincrement=False, nullable=False),
        sa.Column("begin", sa.BigInteger, nullable=False),
        sa.Column("begin_hash", sa.LargeBinary, nullable=False),
        sa.Column("aantal", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("sleutel", sa.Text, nullable=False),
        sa.Column("handtekening", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_kop"),
    )
    op.create_table(
        "auditregel",
        sa.Column("nummer", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("moment", sa.BigInteger, nullable=False),
        sa.Column("handeling", TEKST, nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("objecttype", "object", "uitkomst", "actor", "herkomst")),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("verzoek_id", "toelichting")),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("nummer", name="pk_auditregel"),
    )
    op.create_index("ix_auditregel_handeling_nummer", "auditregel", ["handeling", "nummer"])


def downgrade() -> None:
    op.drop_table("auditregel")
    op.drop_table("audit_kop")
