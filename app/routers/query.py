"""Parameters in a query: each at most once, judged by its rule, and never repeated in an error."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from starlette.datastructures import QueryParams

from app.models.errors import OngeldigeAanroep

_E = TypeVar("_E", bound=StrEnum)


def een(query: QueryParams, naam: str) -> str | None:
    """Give the value; None where it is absent. Raises ``OngeldigeAanroep``, as all of these do."""
    waarden = query.getlist(naam)
    if len(waarden) > 1:
        raise OngeldigeAanroep(f"{naam} mag maar één keer voorkomen")
    return waarden[0] if waarden else None


def alle(query: QueryParams) -> Mapping[str, str]:
    """Give every parameter."""
    if len(query.multi_items()) != len(query):
        raise OngeldigeAanroep("een parameter mag maar één keer voorkomen")
    return dict(query)


def keuze(query: QueryParams, naam: str, keuzes: type[_E]) -> _E | None:
    """Give one of the choices."""
    waarde = een(query, naam)
    if waarde is None:
        return None
    if waarde not in list(keuzes):
        raise OngeldigeAanroep(f"{naam} moet een van deze zijn: {', '.join(keuzes)}")
    return keuzes(waarde)


def getal(query: QueryParams, naam: str, hoogste: int) -> int | None:
    """Give a whole number from 1."""
    waarde = een(query, naam)
    if waarde is None:
        return None
    if not (waarde.isascii() and waarde.isdigit() and len(waarde) <= len(str(hoogste)) and 1 <= int(waarde) <= hoogste):
        raise OngeldigeAanroep(f"{naam} moet een geheel getal van 1 tot en met {hoogste} zijn")
    return int(waarde)


def dag(query: QueryParams, naam: str) -> date | None:
    """Give a day."""
    waarde = een(query, naam)
    if waarde is None:
        return None
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        raise OngeldigeAanroep(f"{naam} moet een datum zijn, JJJJ-MM-DD") from None


def tekst(query: QueryParams, naam: str, vorm: re.Pattern[str], uitleg: str) -> str | None:
    """Give a text of this form."""
    waarde = een(query, naam)
    if waarde is not None and not vorm.fullmatch(waarde):
        raise OngeldigeAanroep(f"{naam} moet {uitleg}")
    return waarde
