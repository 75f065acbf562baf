"""Statements in the form in which a driver takes them: their text, and their values in order.

SQLAlchemy writes the text; for a statement that is asked again and again (``Vast``) it does so once per
database. Asking through SQLAlchemy itself costs ten times what the driver does for a small read.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Dialect, Executable, Select
from sqlalchemy.sql.compiler import SQLCompiler

Bewerking: TypeAlias = Callable[[Any], Any] | None
"""What happens to a value on its way in or out; None: nothing."""


@dataclass(frozen=True, slots=True)
class Tekst:
    """A statement as its database takes it; its rows are plain tuples."""

    sql: str
    waarden: Sequence[Any] = field(default=(), repr=False)


class Vast:
    """A statement that never changes but for what is bound: written out once per database."""

    def __init__(self, opdracht: Select[Any]) -> None:
        self.opdracht = opdracht
        self._vormen: dict[str, Vorm] = {}

    def vorm(self, dialect: Dialect) -> "Vorm":
        """Give the statement as this database takes it."""
        vorm = self._vormen.get(dialect.name)
        if vorm is None:
            vorm = self._vormen[dialect.name] = Vorm(self.opdracht, dialect)
        return vorm


class Vorm:
    """One statement for one database: text, order and form of its values, form of its rows."""

    def __init__(self, opdracht: Executable, dialect: Dialect) -> None:
        compiled = opdracht.compile(dialect=dialect)  # type: ignore[attr-defined]  # every Executable that we make is a ClauseElement
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("not a statement")
        self._compiled = compiled
        self._in = {naam: _heen(bind.type, dialect) for naam, bind in compiled.binds.items()}
        self._uit = [_terug(kolom.type, dialect) for kolom in _kolommen(opdracht)]
        self._rij = _rijvorm([kolom.name for kolom in _kolommen(opdracht)])
        self._vast = None if compiled.post_compile_params else (compiled.string, tuple(compiled.positiontup or ()))

    def tekst(self, parameters: Mapping[str, Any]) -> Tekst:
        """Bind the values."""
        if self._vast is not None:
            sql, volgorde = self._vast
            alle: Mapping[str, Any] = self._compiled.construct_params(dict(parameters))
        else:
            stand = self._compiled.construct_expanded_state(dict(parameters))
            sql, volgorde, alle = stand.statement, tuple(stand.positiontup or ()), stand.parameters
        return Tekst(sql, [self._gebonden(naam, alle[naam]) for naam in volgorde])

    def rijen(self, ruw: Iterable[Sequence[Any]]) -> list[Any]:
        """Give the rows with their columns by name, each value as SQLAlchemy would give it."""
        if not self._uit:
            return [tuple(rij) for rij in ruw]
        if not any(self._uit):
            return [self._rij(rij) for rij in ruw]
        return [self._rij(_alle(self._uit, rij)) for rij in ruw]

    def _gebonden(self, naam: str, waarde: Any) -> Any:
        bewerk = self._in.get(naam) or self._in.get(naam.rpartition("_")[0])
        return waarde if bewerk is None else bewerk(waarde)


class Uitkomst:
    """The rows of a read."""

    __slots__ = ("_rijen",)

    def __init__(self, rijen: list[Any]) -> None:
        self._rijen = rijen

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rijen)

    def all(self) -> list[Any]:
        """Give every row."""
        return self._rijen

    def first(self) -> Any:
        """Give the first row; None where there is none."""
        return self._rijen[0] if self._rijen else None

    def one_or_none(self) -> Any:
        """Give the only row; None where there is none. Raises ``ValueError`` where there are more."""
        if len(self._rijen) > 1:
            raise ValueError("more than one row")
        return self.first()

    def one(self) -> Any:
        """Give the only row. Raises ``ValueError`` where there is not exactly one."""
        (rij,) = self._rijen
        return rij

    def mappings(self) -> list[dict[str, Any]]:
        """Give every row by the names of its columns."""
        return [rij._asdict() for rij in self._rijen]

    def scalar_one(self) -> Any:
        """Give the only column of the only row."""
        return self.one()[0]


def _rijvorm(namen: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    vorm: Any = namedtuple("Rij", namen, rename=True)  # type: ignore[misc]  # noqa: PYI024 - its fields are the columns
    maak: Callable[[Iterable[Any]], Any] = vorm._make
    return maak


def _kolommen(opdracht: Executable) -> Sequence[Any]:
    return list(getattr(opdracht, "selected_columns", ()))


def _alle(bewerkingen: Sequence[Bewerking], rij: Sequence[Any]) -> Iterator[Any]:
    return (w if b is None else b(w) for b, w in zip(bewerkingen, rij, strict=True))


def _heen(type_: Any, dialect: Dialect) -> Bewerking:
    bewerk: Bewerking = type_.dialect_impl(dialect).bind_processor(dialect)
    return bewerk


def _terug(type_: Any, dialect: Dialect) -> Bewerking:
    """PostgreSQL's driver gives every type that we have as it is."""
    if dialect.name == "postgresql":
        return None
    bewerk: Bewerking = type_.dialect_impl(dialect).result_processor(dialect, None)
    return bewerk
