"""Who calls one of our own APIs, as it was proven, and what it may do there.

A right is a scope (what the token allows) and a role (what the organisation lets its client be). Over whom
it reaches is decided by the OIN: everybody acts for itself alone, except this node's own organisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from app.models.identiteit import Oin


class Rol(StrEnum):
    """What a caller is to this node."""

    AANLEVERAAR = "aanleveraar"
    """Delivers and withdraws the records of its own organisation, and exercises rights for their persons."""
    BEHEERDER = "beheerder"
    """Manages the node: its own organisation's alone."""
    PRIVACYFUNCTIONARIS = "privacyfunctionaris"
    """Exercises rights for persons; the node's own organisation does so for every source in the node."""


class Bewijs(StrEnum):
    """What the caller proved itself with; the sandbox believes a header."""

    SANDBOX = "sandbox"
    TOKEN = "token"  # noqa: S105 -- the name of a proof, not a secret


class Scope(StrEnum):
    """What an access token may allow."""

    AANLEVERING_LEZEN = "aanlevering:lezen"
    AANLEVERING_SCHRIJVEN = "aanlevering:schrijven"
    BEHEER_LEZEN = "beheer:lezen"
    BEHEER_SCHRIJVEN = "beheer:schrijven"
    INZAGE_LEZEN = "inzage:lezen"
    INZAGE_SCHRIJVEN = "inzage:schrijven"


@dataclass(frozen=True, slots=True)
class Aanroeper:
    """The caller of one request: the OIN that was proven, how, and what it may do."""

    oin: Oin
    bewijs: Bewijs
    rollen: frozenset[Rol]
    scopes: frozenset[str]


class Bevoegdheid(NamedTuple):
    """What an operation asks of its caller: this scope, and one of these roles."""

    scope: Scope
    rollen: frozenset[Rol]


ROLSCOPES: Final[Mapping[Rol, frozenset[Scope]]] = {
    Rol.AANLEVERAAR: frozenset(
        {Scope.AANLEVERING_LEZEN, Scope.AANLEVERING_SCHRIJVEN, Scope.INZAGE_LEZEN, Scope.INZAGE_SCHRIJVEN}
    ),
    Rol.BEHEERDER: frozenset({Scope.BEHEER_LEZEN, Scope.BEHEER_SCHRIJVEN}),
    Rol.PRIVACYFUNCTIONARIS: frozenset({Scope.INZAGE_LEZEN, Scope.INZAGE_SCHRIJVEN}),
}
"""The scopes that make sense for a role: a client has no others."""


def scopes_van(rollen: frozenset[Rol]) -> frozenset[Scope]:
    """Give every scope that one of these roles may have."""
    return frozenset().union(*(ROLSCOPES[rol] for rol in rollen))
