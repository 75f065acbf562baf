"""What SQLite and PostgreSQL spell differently, so that nothing else needs to know which one it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import BigInteger, ColumnElement, Dialect, Table, Text, TypeDecorator, bindparam, column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeEngine


class _Reeks(TypeDecorator[Sequence[Any]]):
    """A whole list as one bound value: an array on PostgreSQL, JSON text on SQLite.

    One parameter, whatever its length, keeps the statement the same, so that it is prepared once.
    """

    impl = Text
    cache_ok = True
    lid: type[TypeEngine[Any]]

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(postgresql.ARRAY(self.lid) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return orjson.dumps([str(v) if isinstance(v, str) else v for v in value]).decode()


class Getallen(_Reeks):
    """A list of whole numbers, up to 64 bits."""

    cache_ok = True
    lid = BigInteger


class Teksten(_Reeks):
    """A list of strings."""

    cache_ok = True
    lid = Text


class leden(GenericFunction[Any]):  # noqa: N801 - SQLAlchemy takes the function's name from the class
    """The members of a bound list, as rows with one column ``value``: ``FROM leden(:lijst) AS value``."""

    name = "leden"
    inherit_cache = True


@compiles(leden, "sqlite")
def _leden_sqlite(element: leden, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(leden, "postgresql")
def _leden_postgresql(element: leden, compiler: SQLCompiler, **kw: Any) -> str:
    return f"unnest({compiler.process(element.clauses, **kw)})"


def voeg_in(dialect: str, tabel: Table, *, overschrijf: Sequence[str] | Mapping[str, Any] | None) -> Insert:
    """Give an INSERT that, where the key exists, overwrites these columns; None: leaves the row alone."""
    if dialect == "postgresql":
        pg = postgresql.insert(tabel)
        return (
            pg.on_conflict_do_nothing()
            if overschrijf is None
            else pg.on_conflict_do_update(
                index_elements=list(tabel.primary_key), set_=_waarden(overschrijf, pg.excluded)
            )
        )
    lite = sqlite.insert(tabel)
    return (
        lite.on_conflict_do_nothing()
        if overschrijf is None
        else lite.on_conflict_do_update(
            index_elements=list(tabel.primary_key), set_=_waarden(overschrijf, lite.excluded)
        )
    )


def _waarden(overschrijf: Sequence[str] | Mapping[str, Any], nieuw: Any) -> Mapping[str, Any]:
    return overschrijf if isinstance(overschrijf, Mapping) else {naam: nieuw[naam] for naam in overschrijf}


def een_van(kolom: ColumnElement[str], naam: str) -> ColumnElement[bool]:
    """Say that the column holds one of the strings bound as ``naam``: one parameter, however many there are."""
    waarden = leden(bindparam(naam, type_=Teksten)).table_valued(column("value", Text), name="value")
    return kolom.in_(select(waarden.c.value))
