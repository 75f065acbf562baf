"""The typed tree of a question; made by ``selectievraag``, read by ``matching`` and by the SQL selection.

Meaning: the MongoDB semantics of ``$eq $gt $gte $lt $lte $all $elemMatch $or`` that the VUM contract
refers to, with the decisions of the design (section 1). A tree holds known criteria only.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from app.models.partijen import Soort
from app.models.versie import Versie


class Operator(StrEnum):
    """Comparisons; strict on types: a number never compares with a string."""

    EQ = "$eq"
    GT = "$gt"
    GTE = "$gte"
    LT = "$lt"
    LTE = "$lte"


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """``veld`` is the path in the record (or in the element, inside an ``Element``)."""

    veld: str
    operator: Operator
    waarde: int | str


@dataclass(frozen=True, slots=True)
class Element:
    """One and the same element of the list at ``lijst`` meets ``eis``."""

    lijst: str
    eis: "Criterium"


@dataclass(frozen=True, slots=True)
class En:
    """All parts hold; no parts: always true."""

    delen: tuple["Criterium", ...] = ()


@dataclass(frozen=True, slots=True)
class Of:
    """At least one part holds; never empty."""

    delen: tuple["Criterium", ...]


Criterium: TypeAlias = Vergelijking | Element | En | Of


@dataclass(frozen=True, slots=True)
class Selectievraag:
    """A parsed question: where, how far (in the agreed unit, default km) and what.

    ``genegeerd`` counts the criteria that were accepted without effect.
    """

    soort: Soort
    postcode: str
    afstand: int
    criterium: Criterium
    genegeerd: int = 0
    versie: Versie = Versie.V3
    """The version in whose words the criteria are, and in which the answer is given."""
