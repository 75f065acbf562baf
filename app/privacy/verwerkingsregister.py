"""The register of processing activities: purpose, ground and retention of every ``Activiteit``, by version."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from itertools import pairwise
from typing import Any, Final, Self
from urllib.parse import urlsplit

from app.domain.verwerking import Activiteit

STANDAARDBASIS: Final = "urn:openvum:verwerkingsactiviteit:"
_DUUR: Final = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")
_BESTAND: Final = "verwerkingen.toml"
_DAG_MS: Final = 86_400_000


class RegisterFout(Exception):
    """The register is not complete or not consistent; the message says where."""


@dataclass(frozen=True, slots=True)
class Bewaartermijn:
    """An ISO 8601 duration of whole days or more; months are calendar months."""

    maanden: int
    dagen: int
    tekst: str

    @classmethod
    def lees(cls, tekst: str) -> Self:
        """Read e.g. ``P3Y`` or ``P1Y6M``. Raises ``RegisterFout``."""
        gelezen = _DUUR.fullmatch(tekst)
        jaren, maanden, weken, dagen = (int(d or 0) for d in gelezen.groups()) if gelezen else (0, 0, 0, 0)
        termijn = cls(12 * jaren + maanden, 7 * weken + dagen, tekst)
        if not termijn.maanden + termijn.dagen:
            raise RegisterFout("bewaartermijn: moet een ISO 8601-duur zijn van een dag of langer, zoals P3Y")
        return termijn

    def grens(self, nu_ms: int) -> int:
        """Give the moment before which all is past its term, in milliseconds since 1970 (UTC)."""
        dag, rest = divmod(nu_ms, _DAG_MS)
        vandaag = date(1970, 1, 1) + timedelta(days=dag)
        maand = vandaag.year * 12 + vandaag.month - 1 - self.maanden
        jaar, nummer = maand // 12, maand % 12 + 1
        toen = date(jaar, nummer, min(vandaag.day, _dagen_in(jaar, nummer))) - timedelta(days=self.dagen)
        return (toen - date(1970, 1, 1)).days * _DAG_MS + rest


def _dagen_in(jaar: int, maand: int) -> int:
    volgende = date(jaar + maand // 12, maand % 12 + 1, 1)
    return (volgende - date(jaar, maand, 1)).days


@dataclass(frozen=True, slots=True)
class Activiteitversie:
    """One version of a processing activity; ``geldig_vanaf`` in milliseconds since 1970 (UTC)."""

    nummer: int
    geldig_vanaf: int
    naam: str
    doel: str
    grondslag: str
    betrokkenen: tuple[str, ...]
    categorieen: tuple[str, ...]
    ontvangers: tuple[str, ...]
    bewaartermijn: Bewaartermijn


class Verwerkingsregister:
    """All processing activities of this node.

    ``basis`` is the URI to which the id of an activity is appended. Raises ``RegisterFout``.
    """

    def __init__(self, versies: Mapping[Activiteit, Sequence[Activiteitversie]], basis: str = STANDAARDBASIS) -> None:
        ontbreekt = sorted(set(Activiteit) - versies.keys())
        if ontbreekt:
            raise RegisterFout(f"register van verwerkingsactiviteiten: er ontbreekt {', '.join(ontbreekt)}")
        for activiteit, reeks in versies.items():
            _keur(activiteit, reeks)
        if not urlsplit(basis).scheme:
            raise RegisterFout("basis van het register van verwerkingsactiviteiten: moet een absolute URI zijn")
        self._versies: Final = {a: tuple(reeks) for a, reeks in versies.items()}
        self._basis: Final = basis

    def uri(self, activiteit: str) -> str:
        """Give the URI of an activity; the same for all its versions, as time tells them apart."""
        return self._basis + activiteit

    def versies(self, activiteit: Activiteit) -> tuple[Activiteitversie, ...]:
        """Give all versions, oldest first."""
        return self._versies[activiteit]

    def geldend(self, activiteit: Activiteit, moment: int) -> Activiteitversie:
        """Give the version in force at ``moment`` (milliseconds); before the first: the first."""
        reeks = self._versies[activiteit]
        return next((v for v in reversed(reeks) if v.geldig_vanaf <= moment), reeks[0])

    def versie(self, activiteit: str, nummer: int) -> Activiteitversie | None:
        """Give the version under which a row was written; None when the operator took it out."""
        reeks = next((r for a, r in self._versies.items() if a == activiteit), ())
        return next((v for v in reeks if v.nummer == nummer), None)


def lees_register(inhoud: str | None = None, basis: str = STANDAARDBASIS) -> Verwerkingsregister:
    """Read a register in TOML; None: the one that comes with the node. Raises ``RegisterFout``."""
    tekst = inhoud if inhoud is not None else resources.files("app.privacy").joinpath(_BESTAND).read_text("utf-8")
    try:
        document = tomllib.loads(tekst)
        versies = {Activiteit(a["id"]): [_versie(v) for v in a["versie"]] for a in document["activiteit"]}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fout:
        raise RegisterFout(
            f"register van verwerkingsactiviteiten: onleesbaar ({type(fout).__name__}: {fout})"
        ) from None
    return Verwerkingsregister(versies, basis)


def _versie(ruw: Mapping[str, Any]) -> Activiteitversie:
    dag = date.fromisoformat(ruw["geldig_vanaf"])
    return Activiteitversie(
        nummer=int(ruw["nummer"]),
        geldig_vanaf=int(datetime.combine(dag, time.min, UTC).timestamp() * 1000),
        naam=str(ruw["naam"]),
        doel=str(ruw["doel"]),
        grondslag=str(ruw["grondslag"]),
        betrokkenen=tuple(ruw["betrokkenen"]),
        categorieen=tuple(ruw["categorieen"]),
        ontvangers=tuple(ruw["ontvangers"]),
        bewaartermijn=Bewaartermijn.lees(ruw["bewaartermijn"]),
    )


def _keur(activiteit: Activiteit, versies: Sequence[Activiteitversie]) -> None:
    if [v.nummer for v in versies] != list(range(1, len(versies) + 1)) or not versies:
        raise RegisterFout(f"{activiteit}: versies moeten genummerd zijn vanaf 1, zonder gaten")
    if any(later.geldig_vanaf <= eerder.geldig_vanaf for eerder, later in pairwise(versies)):
        raise RegisterFout(f"{activiteit}: elke versie moet later ingaan dan die ervoor")
