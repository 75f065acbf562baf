"""The tables, written once for SQLite and PostgreSQL; ``migrations`` makes them.

Everything that belongs to a source has ``bron_oin`` first in its key: no sequence and no key across
sources, so that the tables can be partitioned or distributed by source.

The hot path reads narrow rows: a ``…_selectie`` table holds per findable record only what a question
can name, clustered by ``(bron_oin, pc4, id)``, apart from the record and its match profile. What decides
who may see a jobseeker stands in both, written together from one ``Zichtbaarheid``.

Moments are in seconds since 1970 (UTC).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import CreateTable, DropTable

from app.models.partijen import Soort

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Sleuteltekst = Text().with_variant(Text(collation="C"), "postgresql")
"""Identifiers: compared by byte, also where the database has a language of its own."""


Codetekst = LargeBinary
"""A string as its UTF-8 bytes: compares by code point on every database, and may hold any character."""


def als_code(tekst: str) -> bytes:
    """Give a string as a ``Codetekst`` column holds it."""
    return tekst.encode("utf-8", "surrogatepass")


BOC_BEGIN = b"\xff"
"""Begins a code of the occupations of version 2: no UTF-8 does, so it is never taken for one of version 3."""


def als_boc(code: str) -> bytes:
    """Give an occupation of version 2 as a ``Codetekst`` column holds it."""
    return BOC_BEGIN + als_code(code)


def _sleutel() -> tuple[Column[Any], Column[Any]]:
    return Column("bron_oin", Sleuteltekst, primary_key=True), Column("id", Sleuteltekst, primary_key=True)


def _dossier() -> tuple[Column[Any], ...]:
    """``inhoud`` as delivered; ``profiel`` ready to send, NULL when it can never be found; ``bewaakt`` the
    version of the free-text guard that both have passed.
    """
    return (
        *_sleutel(),
        Column("versie", Text, nullable=False),
        Column("inhoud", LargeBinary, nullable=False),
        Column("profiel", LargeBinary),
        Column("vingerafdruk", LargeBinary, nullable=False),
        Column("aangemaakt_op", BigInteger, nullable=False),
        Column("gewijzigd_op", BigInteger, nullable=False),
        Column("bevestigd_op", BigInteger, nullable=False),
        Column("bewaakt", SmallInteger, nullable=False, server_default="0"),
    )


def _klassen() -> tuple[Column[Any], ...]:
    """Until when a party of the class may see the record; 0: never."""
    return tuple(Column(f"{klasse}_tot", BigInteger, nullable=False) for klasse in ("suwi", "publiek", "privaat"))


def _selectie(soort: Soort, *kolommen: Column[Any]) -> Table:
    naam = f"{soort.value}_selectie"
    return Table(
        naam,
        metadata,
        Column("bron_oin", Sleuteltekst, primary_key=True),
        Column("pc4", SmallInteger, primary_key=True, autoincrement=False),
        Column("id", Sleuteltekst, primary_key=True),
        Column("uren_min", SmallInteger),
        Column("uren_max", SmallInteger),
        Column("onregelmatig", SmallInteger),
        Column("rijbewijzen", Integer, nullable=False),
        *kolommen,
        Column("bevestigd_op", BigInteger, nullable=False, server_default="0"),
        UniqueConstraint("bron_oin", "id"),
        _van_dossier(soort),
        sqlite_with_rowid=False,
    )


def _van_dossier(soort: Soort) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["bron_oin", "id"], [f"{soort.value}.bron_oin", f"{soort.value}.id"], ondelete="CASCADE"
    )


def _taal(soort: Soort) -> Table:
    """One row per listed language: a question's demands hold within one row."""
    return Table(
        f"{soort.value}_taal",
        metadata,
        *_sleutel(),
        Column("volgnummer", SmallInteger, primary_key=True, autoincrement=False),
        Column("code", Codetekst),
        Column("mondeling", SmallInteger),
        Column("schriftelijk", SmallInteger),
        _van_dossier(soort),
        sqlite_with_rowid=False,
    )


werkzoekende = Table(
    "werkzoekende",
    metadata,
    *_dossier(),
    Column("grondslag", Text, nullable=False),
    *_klassen(),
    Column("contact_tot", BigInteger, nullable=False),
    Column("grondslag_tot", BigInteger),
)
vacature = Table("vacature", metadata, *_dossier())
Index(None, werkzoekende.c.bewaakt)
Index(None, vacature.c.bewaakt)

werkzoekende_selectie = _selectie(
    Soort.WERKZOEKENDE,
    Column("reikwijdte", SmallInteger, nullable=False),
    Column("kantoortijden", SmallInteger),
    Column("contractvormen", SmallInteger, nullable=False),
    Column("beschikbaar_vanaf", Codetekst),
    *_klassen(),
)
vacature_selectie = _selectie(
    Soort.VACATURE,
    Column("beroep", Codetekst),
    Column("niveau", Codetekst),
    Column("aanvang", Codetekst),
)
Index(None, vacature_selectie.c.bron_oin, vacature_selectie.c.beroep, vacature_selectie.c.pc4)

werkzoekende_beroep = Table(
    "werkzoekende_beroep",
    metadata,
    Column("bron_oin", Sleuteltekst, primary_key=True),
    Column("code", Codetekst, primary_key=True),
    Column("pc4", SmallInteger, primary_key=True, autoincrement=False),
    Column("id", Sleuteltekst, primary_key=True),
    _van_dossier(Soort.WERKZOEKENDE),
    sqlite_with_rowid=False,
)
"""Leads from an occupation to its jobseekers in one PC4: a rare occupation costs no walk past everyone."""
Index(None, werkzoekende_beroep.c.bron_oin, werkzoekende_beroep.c.id)

werkzoekende_taal = _taal(Soort.WERKZOEKENDE)
vacature_taal = _taal(Soort.VACATURE)

deelnemer = Table(
    "deelnemer",
    metadata,
    Column("oin", Sleuteltekst, primary_key=True),
    Column("naam", Text, nullable=False),
    Column("klasse", Text, nullable=False),
    Column("uitwisseling", Boolean, nullable=False),
    CheckConstraint("klasse IN ('suwi', 'publiek', 'privaat')", name="klasse"),
)
deelnemer_verwerker = Table(
    "deelnemer_verwerker",
    metadata,
    Column("oin", Sleuteltekst, ForeignKey("deelnemer.oin", ondelete="CASCADE"), primary_key=True),
    Column("verwerker", Sleuteltekst, primary_key=True),
    sqlite_with_rowid=False,
)
bron = Table(
    "bron",
    metadata,
    Column("oin", Sleuteltekst, primary_key=True),
    Column("naam", Text, nullable=False),
    Column("url", Text),
    Column("versie", Text, nullable=False),
    Column("verwerker", Sleuteltekst),
    Column("staat", Text, nullable=False, server_default="actief"),
    Column("soorten", Text, nullable=False, server_default="vacature,werkzoekende"),
    Column("gebied", Text, nullable=False, server_default=""),
    Column("seconden", Double),
    Column("gelijktijdig", Integer),
)

vraag_teller = Table(
    "vraag_teller",
    metadata,
    Column("vraag_id", Sleuteltekst, primary_key=True),
    Column("aantal", Integer, nullable=False),
    Column("verloopt", BigInteger, nullable=False),
)
vraag_detail = Table(
    "vraag_detail",
    metadata,
    Column("vraag_id", Sleuteltekst, ForeignKey("vraag_teller.vraag_id", ondelete="CASCADE"), primary_key=True),
    Column("sleutel", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)

DOSSIERS: dict[Soort, Table] = {Soort.WERKZOEKENDE: werkzoekende, Soort.VACATURE: vacature}
SELECTIES: dict[Soort, Table] = {Soort.WERKZOEKENDE: werkzoekende_selectie, Soort.VACATURE: vacature_selectie}
TALEN: dict[Soort, Table] = {Soort.WERKZOEKENDE: werkzoekende_taal, Soort.VACATURE: vacature_taal}


@dataclass(frozen=True, slots=True)
class Tijdelijk:
    """A table that lives inside one transaction; make it and remove it there."""

    tabel: Table
    maak: CreateTable
    verwijder: DropTable


def _behouden() -> Tijdelijk:
    sleutel = Column("id", Sleuteltekst, primary_key=True)
    tabel = Table("behouden", MetaData(), sleutel, prefixes=["TEMPORARY"], postgresql_on_commit="DROP")
    return Tijdelijk(tabel, CreateTable(tabel), DropTable(tabel))


behouden = _behouden()
"""The records that a full replacement keeps."""
