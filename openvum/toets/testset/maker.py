"""The records: nobody's, the same every time, on three islands where few others are.

``EILAND`` has all kinds of profiles; on one island stand exactly a hundred, on another one more than that. A record is
known by its number in ``codeSbi``, which every match shows.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets.testset.v2 import als_v2

EILAND: Final = ("8881AA", "8884AA", "8891AA", "8893AA", "8896AA", "8897AA")
"""Postcodes on Terschelling, from west to east; the two ends lie some eleven kilometres apart."""
HONDERD: Final = "9166AA"
HONDERD_EEN: Final = "8899AA"
MAXIMUM: Final = 100
BEREIK: Final = 999
BEROEPEN: Final = tuple(f"https://toets.openvum.example/beroep/{naam}" for naam in ("zeiler", "kok", "smid", "bakker"))
BOC: Final = ("9990001", "9990002", "9990003", "9990004")
_ZAAD: Final = 20_260_301
_AANTAL: Final = 60
_EERSTE_NUMMER: Final = {
    (Versie.V3, Soort.WERKZOEKENDE): 90_001,
    (Versie.V3, Soort.VACATURE): 91_001,
    (Versie.V2, Soort.WERKZOEKENDE): 92_001,
    (Versie.V2, Soort.VACATURE): 93_001,
}
UNICODE: Final = "Ünïcödé, 日本語, 👩‍🔧, e\u0301 en \u05e2\u05d1\u05e8\u05d9\u05ea"


class Groep(StrEnum):
    """Where a record belongs."""

    EILAND = "eiland"
    HONDERD = "honderd"
    HONDERD_EEN = "honderd-een"


@dataclass(frozen=True, slots=True)
class Testrecord:
    """``nummer`` is in ``codeSbi``; ``plek`` the postcode by which it is found."""

    nummer: int
    groep: Groep
    plek: str
    gegevens: Mapping[str, Any]


@cache
def records(versie: Versie, soort: Soort) -> tuple[Testrecord, ...]:
    """Give the whole set of one kind, in one version."""
    eerste = _EERSTE_NUMMER[versie, soort]
    maak = _werkzoekende if soort is Soort.WERKZOEKENDE else _vacature
    uit = []
    for nummer, (groep, plek, keuze) in enumerate(_plan(soort), eerste):
        record = {"sector": _sector(soort, nummer), **maak(nummer, plek, keuze)}
        uit.append(Testrecord(nummer, groep, plek, als_v2(soort, record, plek) if versie is Versie.V2 else record))
    return tuple(uit)


def _sector(soort: Soort, nummer: int) -> Any:
    sector = {"codeSbi": nummer}
    return [sector] if soort is Soort.WERKZOEKENDE else sector


def _plan(soort: Soort) -> Iterator[tuple[Groep, str, random.Random | None]]:
    toeval = random.Random(f"{_ZAAD}-{soort}")
    for nummer in range(_AANTAL):
        yield Groep.EILAND, EILAND[nummer % len(EILAND)], toeval
    for _ in range(MAXIMUM):
        yield Groep.HONDERD, HONDERD, None
    for _ in range(MAXIMUM + 1):
        yield Groep.HONDERD_EEN, HONDERD_EEN, None


_UREN: Final = ((8, 16), (16, 24), (24, 32), (32, 40), (36, 36), (1, 99), None)
_TALEN: Final[tuple[tuple[tuple[str, int | None, int | None], ...], ...]] = (
    (("nld", 4, 4),),
    (("nld", 2, 1), ("eng", 4, 4)),
    (("nld", 4, 3), ("eng", 2, 2)),
    (("eng", 3, 3), ("deu", 2, None)),
    (("nld", 8, 8),),
    (("nld", 0, 0), ("deu", 3, 4)),
    (("nld", None, 3),),
    (("ukr", 4, 2), ("nld", 1, 1), ("eng", 3, 2)),
    (),
)
_RIJBEWIJZEN: Final = (("B",), ("B", "AM"), ("B", "C", "CE"), ("AM",), ("A", "B"), ("T",), ())
_CONTRACTEN: Final = (("B",), ("O",), ("B", "O"), (), None)
_DATA: Final = ("2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31", None)
_JA_NEE: Final = (1, 2, 0, None)
_BEREIK: Final = (1, 30, BEREIK, None)


def _talen(keuze: random.Random) -> list[dict[str, Any]]:
    namen = ("codeNiveauTaalbeheersingMondeling", "codeNiveauTaalbeheersingSchriftelijk")
    return [
        {"codeTaal": code, **{n: w for n, w in zip(namen, niveaus, strict=True) if w is not None}}
        for code, *niveaus in keuze.choice(_TALEN)
    ]


def _rijbewijzen(keuze: random.Random) -> list[dict[str, str]]:
    return [{"codeSoortRijbewijs": code} for code in keuze.choice(_RIJBEWIJZEN)]


def _werktijden(keuze: random.Random, *, kantoor: bool) -> dict[str, Any]:
    uren, kantoortijden = keuze.choice(_UREN), keuze.choice(_JA_NEE)
    tijden: dict[str, Any] = {}
    if uren is not None:
        tijden = {"aantalWerkurenPerWeekMinimaal": uren[0], "aantalWerkurenPerWeekMaximaal": uren[1]}
    return {**tijden, "indicatieKantoortijden": kantoortijden} if kantoor and kantoortijden is not None else tijden


def _flexibiliteit(keuze: random.Random, *, datum: bool) -> dict[str, Any]:
    ja_nee, dag = keuze.choice(_JA_NEE), keuze.choice(_DATA)
    delen = {} if ja_nee is None else {"indicatieOnregelmatigWerkOfPloegendienst": ja_nee}
    return {**delen, "datumAanvangBeschikbaarVoorWerk": dag} if datum and dag is not None else delen


def _contractvorm(keuze: random.Random) -> list[dict[str, str]]:
    typen = keuze.choice(_CONTRACTEN)
    if typen is None:
        return [{"codeTypeOvereenkomst": "01"}]
    return [{"codeTypeArbeidscontract": t, "codeTypeOvereenkomst": "01"} for t in typen]


def _werkzoekende(nummer: int, plek: str, keuze: random.Random | None) -> dict[str, Any]:
    basis = {"idWerkzoekende": f"openvum-toets-w-{nummer}", "indicatieBeschikbaarheidContactgegevens": 2}
    if keuze is None:
        return {**basis, "mobiliteit": {"bemiddelingspostcode": plek, "maximaleReisafstand": 30}}
    bereik = keuze.choice(_BEREIK)
    mobiliteit = {"bemiddelingspostcode": plek} | ({} if bereik is None else {"maximaleReisafstand": bereik})
    beroepen = keuze.sample(BEROEPEN, keuze.choice((0, 1, 1, 2)))
    return {
        **basis,
        "mobiliteit": mobiliteit,
        "bemiddelingsberoep": [{"codeBeroepsnaam": code} for code in beroepen],
        "arbeidsmarktkwalificatie": {
            "codeWerkEnDenkniveauWerkzoekende": keuze.randint(0, 7),
            "rijbewijs": _rijbewijzen(keuze),
            "taalbeheersing": _talen(keuze),
        },
        "contractvorm": _contractvorm(keuze),
        "flexibiliteit": _flexibiliteit(keuze, datum=True),
        "werktijden": _werktijden(keuze, kantoor=True),
        "persoonlijkePresentatie": keuze.choice((UNICODE, "", "Verzonnen profiel.")),
        "eisAanWerk": {},
    }


def _vacature(nummer: int, plek: str, keuze: random.Random | None) -> dict[str, Any]:
    basis = {"idVacature": f"openvum-toets-v-{nummer}", "adres": {"postcode": plek}}
    if keuze is None:
        return basis
    dag, beroep, niveau = keuze.choice(_DATA), keuze.choice((*BEROEPEN, None)), keuze.choice((*"01234567", None))
    return {
        **basis,
        **({} if beroep is None else {"beroep": {"codeBeroepsnaam": beroep}}),
        **({} if niveau is None else {"codeWerkEnDenkniveauMinimaal": niveau}),
        "naamVacature": "Verzonnen vacature",
        "omschrijvingVacature": keuze.choice((UNICODE, "", "Verzonnen omschrijving.")),
        "arbeidsVoorwaarden": {} if dag is None else {"datumAanvangWerkzaamheden": dag},
        "contractvorm": _contractvorm(keuze),
        "flexibiliteit": _flexibiliteit(keuze, datum=False),
        "rijbewijs": _rijbewijzen(keuze),
        "taalbeheersing": _talen(keuze),
        "werktijden": _werktijden(keuze, kantoor=False),
        "werkgever": {"handelsnaamOrganisatie": "Verzonnen werkgever"},
    }
