"""Dates as Dutch people and their spreadsheets write them."""

import re
from datetime import date, datetime
from typing import Final

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Naslag

_MAANDEN: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905 -- reads as the months are said
)
_NUMMER: Final = {naam[:3]: nummer for nummer, naam in enumerate(_MAANDEN, 1)} | {"mrt": 3}
_DAG_EERST: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_JAAR_EERST: Final = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[t ][0-9]{2}:[0-9]{2}.*)?")
_VOLUIT: Final = re.compile(r"([0-9]{1,2})[ -]([a-z]{3,9})\.?[ -]([0-9]{4})")
_REGEL: Final = "is geen datum"
_VERBETERING: Final = "vul een bestaande datum in als dd-mm-jjjj"


@omzetter("datum", Geeft.TEKST)
def datum(_naslag: Naslag) -> Conversie:
    """Datum: een datumcel, 31-12-2026, 31/12/2026, 2026-12-31, 20261231 of 31 december 2026."""
    return lambda waarde: lees_datum(waarde).isoformat()


def lees_datum(waarde: Celwaarde) -> date:
    """Read a date. Raises ``Afgewezen``; a year of two digits is refused, because it is a guess."""
    if isinstance(waarde, date):
        return waarde.date() if isinstance(waarde, datetime) else waarde
    if isinstance(waarde, float):
        raise Afgewezen(_REGEL, "geef de cel in Excel een datumnotatie, of vul dd-mm-jjjj in")
    jaar, maand, dag = _delen(als_tekst(waarde).casefold())
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise Afgewezen("is geen bestaande datum", _VERBETERING) from None


def _delen(tekst: str) -> tuple[int, int, int]:
    if gevonden := _DAG_EERST.fullmatch(tekst):
        return int(gevonden[3]), int(gevonden[2]), int(gevonden[1])
    if gevonden := _JAAR_EERST.fullmatch(tekst):
        return int(gevonden[1]), int(gevonden[2]), int(gevonden[3])
    gevonden = _VOLUIT.fullmatch(tekst)
    if gevonden is None or not _is_maand(gevonden[2]):
        raise Afgewezen(_REGEL, _VERBETERING)
    return int(gevonden[3]), _NUMMER[gevonden[2][:3]], int(gevonden[1])


def _is_maand(naam: str) -> bool:
    return naam in _NUMMER or naam in _MAANDEN
