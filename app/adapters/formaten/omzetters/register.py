"""The register of converters: by name, with their explanation and the parameters they take."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

from pydantic import ConfigDict, ValidationError, validate_call

from app.adapters.formaten.kern import Celwaarde
from app.domain.referentielijst import Naslag

Uitkomst: TypeAlias = str | int | list[str] | list[int] | None
Conversie: TypeAlias = Callable[[Celwaarde], Uitkomst]
"""Takes a cell that is not empty; None means that it says there is nothing. Raises ``Afgewezen``."""


class Geeft(Enum):
    """What a converter gives."""

    TEKST = "tekst"
    GETAL = "een getal"
    BEIDE = "tekst of een getal"


class Parameterfout(Exception):
    """A parameter (``met:``) that the converter does not take; the message says which."""


@dataclass(frozen=True, slots=True)
class Omzetter:
    """A converter as the mapping names it; ``maak`` builds it for one column."""

    naam: str
    geeft: Geeft
    uitleg: str
    _fabriek: Callable[..., Conversie]

    def maak(self, naslag: Naslag, met: dict[str, Any]) -> Conversie:
        """Give the function for one column. Raises ``Parameterfout``."""
        try:
            return self._fabriek(naslag, **met)
        except ValidationError as fout:
            delen = [_uitleg(str(f["loc"][-1]), f["type"]) for f in fout.errors(include_input=False)]
            raise Parameterfout("; ".join(delen)) from None
        except re.error:
            raise Parameterfout("vorm is geen reguliere expressie") from None


OMZETTERS: Final[dict[str, Omzetter]] = {}


def omzetter(naam: str, geeft: Geeft) -> Callable[[Callable[..., Conversie]], Callable[..., Conversie]]:
    """Register a factory under this name; the first line of its docstring is its explanation (Dutch)."""

    def registreer(fabriek: Callable[..., Conversie]) -> Callable[..., Conversie]:
        uitleg = (fabriek.__doc__ or "").strip().splitlines()[0]
        gekeurd = validate_call(config=ConfigDict(strict=True, arbitrary_types_allowed=True))(fabriek)
        OMZETTERS[naam] = Omzetter(naam, geeft, uitleg, gekeurd)
        return fabriek

    return registreer


def _uitleg(parameter: str, soort: str) -> str:
    if soort == "unexpected_keyword_argument":
        return f"de parameter {parameter} bestaat niet"
    if soort in {"missing_argument", "missing_keyword_only_argument"}:
        return f"de parameter {parameter} ontbreekt"
    return f"de parameter {parameter} heeft een waarde die niet past"
