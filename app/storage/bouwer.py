"""Writes the text of a statement, and keeps what is bound: a value never stands in the text itself."""

from collections.abc import Sequence
from typing import Any

import orjson

from app.storage.opdrachten import Tekst

NOOIT = "FALSE"


class Bouwer:
    """One statement under way, for one database; equal shapes give equal text, so that each is prepared once."""

    def __init__(self, dialect: str) -> None:
        self.postgresql = dialect == "postgresql"
        self.maal = "JOIN" if self.postgresql else "CROSS JOIN"
        """Joins in the order in which the tables are named: on PostgreSQL ``lezing.PLANNEN`` sees to that."""
        self._waarden: list[Any] = []

    def bind(self, waarde: Any) -> str:
        """Bind a value; give what stands for it."""
        self._waarden.append(waarde)
        return f"{'$' if self.postgresql else '?'}{len(self._waarden)}"

    def getallen(self, waarden: Sequence[int], naam: str) -> str:
        """Bind whole numbers; give a table ``naam`` of them with one column ``value``."""
        if self.postgresql:
            return f"unnest({self.bind(waarden)}::bigint[]) AS {naam}(value)"
        return f"json_each({self.bind(orjson.dumps(waarden).decode())}) AS {naam}"

    def een_van(self, kolom: str, waarden: Sequence[Any]) -> str:
        """Say that a column holds one of these values."""
        if len(waarden) == 1:
            return f"{kolom} = {self.bind(waarden[0])}"
        if self.postgresql:
            return f"{kolom} = ANY({self.bind(list(waarden))})"
        return f"{kolom} IN ({', '.join(self.bind(waarde) for waarde in waarden)})"

    def tekst(self, sql: str) -> Tekst:
        """Give the statement."""
        return Tekst(sql, self._waarden)
