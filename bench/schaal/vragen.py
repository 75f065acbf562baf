"""The questions of the benchmark: as the official cases ask, as a caseworker asks, and the worst that can be asked.

Postcodes are those of the population: most questions come from where most people live.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from app.models.partijen import Partijklasse
from bench.schaal.bevolking import ZAAD, ZELDZAAM, Verdeling, beroep, niemands_beroep

Vraagobject = Mapping[str, Any]
AANTAL: Final = 200
HEEL_NEDERLAND: Final = 999
_ONREGELMATIG: Final = "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"
_UREN_MIN: Final = "werktijden.aantalWerkurenPerWeekMinimaal"
_UREN_MAX: Final = "werktijden.aantalWerkurenPerWeekMaximaal"
_KANTOOR: Final = "werktijden.indicatieKantoortijden"
_RIJBEWIJS: Final = "arbeidsmarktkwalificatie.rijbewijs"
_TAAL: Final = "arbeidsmarktkwalificatie.taalbeheersing"
_DATUM: Final = "flexibiliteit.datumAanvangBeschikbaarVoorWerk"
_BEROEP: Final = "bemiddelingsberoep"


@dataclass(frozen=True, slots=True)
class Zwaar:
    """A worst case: what it is, the question, and who asks it."""

    naam: str
    vraag: Vraagobject
    klasse: Partijklasse = Partijklasse.SUWI


def als_bericht(vraag: Vraagobject) -> bytes:
    """Give the body of the request."""
    return orjson.dumps({"vraagObject": vraag})


def beroepen(*codes: str) -> Vraagobject:
    """Ask for one of these occupations."""
    return {_BEROEP: {"$elemMatch": {"$or": [{"beroep.codeBeroepsnaam": {"$eq": code}} for code in codes]}}}


def _gebied(postcode: str, afstand: int) -> dict[str, Any]:
    return {"selectiegebied": {"postcode": postcode, "afstand": afstand}}


def _rijbewijs(*codes: str) -> Vraagobject:
    return {_RIJBEWIJS: {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": code}}} for code in codes]}}


def _taal(code: str, mondeling: int, schriftelijk: int) -> dict[str, Any]:
    return {
        "$elemMatch": {
            "codeTaal": {"$eq": code},
            "codeNiveauTaalbeheersingMondeling": {"$gte": mondeling},
            "codeNiveauTaalbeheersingSchriftelijk": {"$gte": schriftelijk},
        }
    }


def _contract(*codes: str) -> Vraagobject:
    return {"contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": code}} for code in codes]}}}


class _Vrager:
    def __init__(self, zaad: str) -> None:
        self._toeval = random.Random(zaad)
        self._v = Verdeling.maak()

    def _waar(self, afstand: int) -> dict[str, Any]:
        return _gebied(f"{self._v.pc4s.trek(self._toeval)}AB", afstand)

    def _eisen(self) -> list[Vraagobject]:
        t = self._toeval
        return [
            {_ONREGELMATIG: {"$eq": t.choice((1, 2))}},
            {_KANTOOR: {"$eq": t.choice((1, 2))}},
            {_UREN_MIN: {"$gte": t.choice((8, 12, 16, 20))}},
            {_UREN_MAX: {"$lte": t.choice((24, 32, 36, 40))}},
            _contract(t.choice("BO")),
        ]

    def officieel(self) -> Vraagobject:
        """Ask as the published cases do: nearly the whole country, one or two demands."""
        gekozen = self._toeval.sample(self._eisen(), self._toeval.choice((1, 1, 1, 2)))
        return {**self._waar(self._toeval.randint(30, 979)), **{k: w for eis in gekozen for k, w in eis.items()}}

    def realistisch(self) -> Vraagobject:
        """Ask as a caseworker does: within commuting distance, most often for an occupation."""
        t = self._toeval
        eisen = [
            *self._eisen(),
            _rijbewijs("B"),
            {_TAAL: {"$all": [_taal("nld", t.choice((3, 4)), 3)]}},
            {_DATUM: {"$lte": t.choice(("2026-02-01", "2026-04-01"))}},
        ]
        vraag = {k: w for eis in t.sample(eisen, t.choice((0, 1, 2, 2, 3))) for k, w in eis.items()}
        if t.random() < 0.6:  # noqa: PLR2004 - most look for an occupation
            codes = {self._v.beroepen.trek(t) for _ in range(t.choice((1, 1, 2, 4)))}
            vraag |= beroepen(*sorted(codes))
        return {**self._waar(t.choice((5, 10, 15, 20, 20, 25, 30, 40, 60))), **vraag}


def officieel(aantal: int = AANTAL) -> Sequence[Vraagobject]:
    """Give questions of the shape of the official cases."""
    vrager = _Vrager(f"{ZAAD}-officieel")
    return [vrager.officieel() for _ in range(aantal)]


def realistisch(aantal: int = AANTAL) -> Sequence[Vraagobject]:
    """Give questions of a caseworker."""
    vrager = _Vrager(f"{ZAAD}-realistisch")
    return [vrager.realistisch() for _ in range(aantal)]


def zwaarste() -> Sequence[Zwaar]:
    """Give the worst cases, of which some look at everybody in the country."""
    overal = _gebied("3511AB", HEEL_NEDERLAND)
    onmogelijk = {_UREN_MIN: {"$gte": 40}, _UREN_MAX: {"$lte": 12}}
    gewone = [beroep(rang) for rang in range(20)]
    return [
        Zwaar("zeldzaam beroep, heel Nederland", {**overal, **beroepen(ZELDZAAM)}),
        Zwaar("beroep van niemand, heel Nederland", {**overal, **beroepen(niemands_beroep())}),
        Zwaar("iedereen in Amsterdam", _gebied("1012AB", 8)),
        Zwaar("iedereen binnen 999 km", overal),
        Zwaar("leeg antwoord in een leeg gebied", {**_gebied("9166AB", 1), **beroepen(niemands_beroep())}),
        Zwaar("niemand voldoet, heel Nederland", {**overal, **onmogelijk}),
        Zwaar("taal van niemand, heel Nederland", {**overal, _TAAL: {"$all": [_taal("zza", 2, 2)]}}),
        Zwaar(
            "twee talen op het hoogste niveau", {**overal, _TAAL: {"$all": [_taal("fas", 4, 4), _taal("kmr", 4, 4)]}}
        ),
        Zwaar("twintig gewone beroepen, niemand voldoet", {**overal, **beroepen(*gewone), **onmogelijk}),
        Zwaar(
            "rijbewijzen en taal, heel Nederland",
            {**overal, **_rijbewijs("CE", "D"), _TAAL: {"$all": [_taal("nld", 4, 4)]}},
        ),
        Zwaar("vrager die niemand mag zien, heel Nederland", overal, Partijklasse.PRIVAAT),
        Zwaar(
            "vierhonderd beroepen van niemand",
            {**overal, **beroepen(*(f"{niemands_beroep()}-{n}" for n in range(400)))},
        ),
    ]
