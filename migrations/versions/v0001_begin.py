"""The records of sources, the register of parties, and the count of details per question."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEKST = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _register()
    _telling()
    _werkzoekenden()
    _vacatures()


def downgrade() -> None:
    for soort in ("werkzoekende", "vacature"):
        op.drop_table(f"{soort}_taal")
        op.drop_table(f"{soort}_selectie")
    op.drop_table("werkzoekende_beroep")
    for tabel in ("werkzoekende", "vacature", "vraag_detail", "vraag_teller", "deelnemer_verwerker", "deelnemer"):
        op.drop_table(tabel)
    op.drop_table("bron")


def _register() -> None:
    op.create_table(
        "bron",
        sa.Column("oin", TEKST, nullable=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("versie", sa.Text, nullable=False),
        sa.Column("verwerker", TEKST),
        sa.PrimaryKeyConstraint("oin", name="pk_bron"),
    )
    op.create_table(
        "deelnemer",
        sa.Column("oin", TEKST, nullable=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("klasse", sa.Text, nullable=False),
        sa.Column("uitwisseling", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("oin", name="pk_deelnemer"),
        sa.CheckConstraint("klasse IN ('suwi', 'publiek', 'privaat')", name="ck_deelnemer_klasse"),
    )
    op.create_table(
        "deelnemer_verwerker",
        sa.Column("oin", TEKST, nullable=False),
        sa.Column("verwerker", TEKST, nullable=False),
        sa.PrimaryKeyConstraint("oin", "verwerker", name="pk_deelnemer_verwerker"),
        sa.ForeignKeyConstraint(
            ["oin"], ["deelnemer.oin"], name="fk_deelnemer_verwerker_deelnemer", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _telling() -> None:
    op.create_table(
        "vraag_teller",
        sa.Column("vraag_id", TEKST, nullable=False),
        sa.Column("aantal", sa.Integer, nullable=False),
        sa.Column("verloopt", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("vraag_id", name="pk_vraag_teller"),
    )
    op.create_table(
        "vraag_detail",
        sa.Column("vraag_id", TEKST, nullable=False),
        sa.Column("sleutel", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("vraag_id", "sleutel", name="pk_vraag_detail"),
        sa.ForeignKeyConstraint(
            ["vraag_id"], ["vraag_teller.vraag_id"], name="fk_vraag_detail_vraag_teller", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _werkzoekenden() -> None:
    _dossier(
        "werkzoekende",
        sa.Column("grondslag", sa.Text, nullable=False),
        *_klassen(),
        sa.Column("contact_tot", sa.BigInteger, nullable=False),
    )
    _selectie(
        "werkzoekende",
        sa.Column("reikwijdte", sa.SmallInteger, nullable=False),
        sa.Column("kantoortijden", sa.SmallInteger),
        sa.Column("contractvormen", sa.SmallInteger, nullable=False),
        sa.Column("beschikbaar_vanaf", sa.LargeBinary),
        *_klassen(),
    )
    _taal("werkzoekende")
    op.create_table(
        "werkzoekende_beroep",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("pc4", sa.SmallInteger, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.PrimaryKeyConstraint("bron_oin", "code", "pc4", "id", name="pk_werkzoekende_beroep"),
        _van_dossier("werkzoekende", "beroep"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_werkzoekende_beroep_bron_oin_id", "werkzoekende_beroep", ["bron_oin", "id"])


def _vacatures() -> None:
    _dossier("vacature")
    _selectie(
        "vacature",
        sa.Column("beroep", sa.LargeBinary),
        sa.Column("niveau", sa.LargeBinary),
        sa.Column("aanvang", sa.LargeBinary),
    )
    op.create_index("ix_vacature_selectie_bron_oin_beroep_pc4", "vacature_selectie", ["bron_oin", "beroep", "pc4"])
    _taal("vacature")


def _dossier(soort: str, *kolommen: sa.Column[Any]) -> None:
    op.create_table(
        soort,
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.Column("versie", sa.Text, nullable=False),
        sa.Column("inhoud", sa.LargeBinary, nullable=False),
        sa.Column("profiel", sa.LargeBinary),
        sa.Column("vingerafdruk", sa.LargeBinary, nullable=False),
        sa.Column("aangemaakt_op", sa.BigInteger, nullable=False),
        sa.Column("gewijzigd_op", sa.BigInteger, nullable=False),
        sa.Column("bevestigd_op", sa.BigInteger, nullable=False),
        *kolommen,
        sa.PrimaryKeyConstraint("bron_oin", "id", name=f"pk_{soort}"),
    )


def _klassen() -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(f"{klasse}_tot", sa.BigInteger, nullable=False) for klasse in ("suwi", "publiek", "privaat"))


def _selectie(soort: str, *kolommen: sa.Column[Any]) -> None:
    op.create_table(
        f"{soort}_selectie",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("pc4", sa.SmallInteger, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.Column("uren_min", sa.SmallInteger),
        sa.Column("uren_max", sa.SmallInteger),
        sa.Column("onregelmatig", sa.SmallInteger),
        sa.Column("rijbewijzen", sa.Integer, nullable=False),
        *kolommen,
        sa.PrimaryKeyConstraint("bron_oin", "pc4", "id", name=f"pk_{soort}_selectie"),
        sa.UniqueConstraint("bron_oin", "id", name=f"uq_{soort}_selectie_bron_oin_id"),
        _van_dossier(soort, "selectie"),
        sqlite_with_rowid=False,
    )


def _taal(soort: str) -> None:
    op.create_table(
        f"{soort}_taal",
        sa.Column("bron_oin", TEKST, nullable=False),
        sa.Column("id", TEKST, nullable=False),
        sa.Column("volgnummer", sa.SmallInteger, nullable=False),
        sa.Column("code", sa.LargeBinary),
        sa.Column("mondeling", sa.SmallInteger),
        sa.Column("schriftelijk", sa.SmallInteger),
        sa.PrimaryKeyConstraint("bron_oin", "id", "volgnummer", name=f"pk_{soort}_taal"),
        _van_dossier(soort, "taal"),
        sqlite_with_rowid=False,
    )


def _van_dossier(soort: str, deel: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["bron_oin", "id"],
        [f"{soort}.bron_oin", f"{soort}.id"],
        name=f"fk_{soort}_{deel}_{soort}",
        ondelete="CASCADE",
    )
