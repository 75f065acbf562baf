"""The version of the free-text guard that a record has passed; what is stored already has passed none."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for tabel in ("werkzoekende", "vacature"):
        op.add_column(tabel, sa.Column("bewaakt", sa.SmallInteger, nullable=False, server_default="0"))
        op.create_index(f"ix_{tabel}_bewaakt", tabel, ["bewaakt"])


def downgrade() -> None:
    for tabel in ("werkzoekende", "vacature"):
        op.drop_index(f"ix_{tabel}_bewaakt", tabel)
        op.drop_column(tabel, "bewaakt")
