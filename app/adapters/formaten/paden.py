"""Paths into the standard: ``arbeidsmarktkwalificatie.rijbewijs[].codeSoortRijbewijs``.

``[]`` is every element of a list, ``[0]`` a fixed one. A path is checked against the models, so that a
mapping cannot name a field that the standard does not have.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from app.models.partijen import Soort
from app.models.schending import schendingen
from app.models.vacature import Vacature
from app.models.werkzoekende import Werkzoekende

ELK: Final = -1
"""The index that stands for every element."""

_MODELLEN: Final[dict[Soort, type[BaseModel]]] = {Soort.WERKZOEKENDE: Werkzoekende, Soort.VACATURE: Vacature}
_DEEL: Final = re.compile(r"([A-Za-z]+)(?:\[([0-9]{0,2})\])?")
_STRIKT: Final = ConfigDict(strict=True, hide_input_in_errors=True)


class Stap(NamedTuple):
    """One name of a path; ``element`` is None where it is no list."""

    naam: str
    element: int | None


class Padfout(Exception):
    """A path that the standard does not have; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Doelveld:
    """A field of the standard: where it stands, and what may stand in it."""

    pad: str
    stappen: tuple[Stap, ...]
    tekst: bool
    toets: TypeAdapter[Any]

    def schending(self, waarde: str | int) -> str:
        """Give the rule of the contract that this value breaks; empty when it breaks none."""
        try:
            self.toets.validate_python(waarde)
        except ValidationError as fout:
            return schendingen(fout)[0].regel
        return ""


@lru_cache(maxsize=1_000)
def doelveld(soort: Soort, pad: str) -> Doelveld:
    """Find a field of the standard. Raises ``Padfout``."""
    stappen = ontleed(pad)
    vorm: Any = _MODELLEN[soort]
    for nummer, stap in enumerate(stappen):
        vorm = _volg(vorm, stap, ".".join(s.naam for s in stappen[: nummer + 1]))
    if isinstance(vorm, type) and issubclass(vorm, BaseModel):
        raise Padfout(f"{pad} is een groep van velden; noem een veld daarin: {', '.join(vorm.model_fields)}")
    toets: TypeAdapter[Any] = TypeAdapter(vorm, config=_STRIKT)
    return Doelveld(pad, stappen, toets.json_schema().get("type") == "string", toets)


def ontleed(pad: str) -> tuple[Stap, ...]:
    """Take a path apart. Raises ``Padfout``."""
    return tuple(_stap(pad, deel) for deel in pad.split("."))


def _stap(pad: str, deel: str) -> Stap:
    gevonden = _DEEL.fullmatch(deel)
    if gevonden is None:
        raise Padfout(f"{pad} is geen pad; schrijf het als groep.lijst[].veld")
    naam, index = gevonden.groups()
    return Stap(naam, None if index is None else int(index) if index else ELK)


def _volg(vorm: Any, stap: Stap, tot: str) -> Any:
    if not (isinstance(vorm, type) and issubclass(vorm, BaseModel)):
        raise Padfout(f"{tot} bestaat niet: het veld ervoor heeft geen velden")
    velden = vorm.model_fields
    if stap.naam not in velden:
        raise Padfout(f"{tot} bestaat niet in de standaard; hier kan staan: {', '.join(velden)}")
    binnen = _zonder_none(velden[stap.naam])
    lijst = get_origin(binnen) is list
    if lijst and stap.element is None:
        raise Padfout(f"{tot} is een lijst: schrijf {tot}[]")
    if not lijst and stap.element is not None:
        raise Padfout(f"{tot} is geen lijst: schrijf het zonder []")
    return get_args(binnen)[0] if lijst else binnen


def _zonder_none(veld: FieldInfo) -> Any:
    vorm: Any = veld.annotation
    if get_origin(vorm) in {Union, UnionType}:
        vorm = next(deel for deel in get_args(vorm) if deel is not type(None))
    elif veld.metadata:
        vorm = Annotated[vorm, *veld.metadata]
    return vorm


class Bouwer:
    """Builds one record out of values at paths; elements of lists keep their order, gaps close."""

    def __init__(self) -> None:
        self._boom: dict[Any, Any] = {}

    def zet(self, veld: Doelveld, waarde: str | int, indices: tuple[int, ...] = ()) -> bool:
        """Put a value in its place; False where another one stands there already."""
        sleutels = _sleutels(veld.stappen, indices)
        groep = self._boom
        for sleutel in sleutels[:-1]:
            groep = groep.setdefault(sleutel, {})
        return bool(groep.setdefault(sleutels[-1], waarde) == waarde)

    def vul_aan(self, veld: Doelveld, waarde: str | int) -> None:
        """Put a constant beside what is there already: in a group or element that holds something."""
        *boven, laatste = _sleutels_met_elk(veld.stappen)
        for groep in _groepen(self._boom, boven):
            groep.setdefault(laatste, waarde)

    def record(self) -> dict[str, Any]:
        """Give the record as JSON has it."""
        gemaakt: dict[str, Any] = _maak(self._boom)
        return gemaakt


@lru_cache(maxsize=10_000)
def _sleutels(stappen: tuple[Stap, ...], indices: tuple[int, ...]) -> tuple[str | tuple[int, ...], ...]:
    """Spell the way down: names, and for a list the key of its element.

    Each ``[]`` takes one index; where there are more indices than lists, the first list takes what is over.
    """
    over = max(1, len(indices) - sum(stap.element == ELK for stap in stappen) + 1)
    rest = [indices[:over], *((index,) for index in indices[over:])]
    sleutels: list[str | tuple[int, ...]] = []
    for naam, element in stappen:
        sleutels.append(naam)
        if element == ELK:
            sleutels.append((rest.pop(0) if rest else ()) or (0,))
        elif element is not None:
            sleutels.append((element,))
    return tuple(sleutels)


def _sleutels_met_elk(stappen: Iterable[Stap]) -> list[Any]:
    return [
        sleutel
        for naam, index in stappen
        for sleutel in ([naam] if index is None else [naam, ELK if index == ELK else (index,)])
    ]


def _groepen(boom: dict[Any, Any], weg: list[Any]) -> list[dict[Any, Any]]:
    groepen = [boom]
    for sleutel in weg:
        if sleutel == ELK:
            groepen = [deel for groep in groepen for deel in groep.values()]
        else:
            groepen = [groep[sleutel] for groep in groepen if sleutel in groep]
    return [groep for groep in groepen if isinstance(groep, dict)]


def _maak(tak: Any) -> Any:
    if not isinstance(tak, dict):
        return tak
    if isinstance(next(iter(tak), ""), tuple):
        return [_maak(tak[sleutel]) for sleutel in sorted(tak)]
    return {naam: _maak(deel) for naam, deel in tak.items()}
