"""Postcode, distance and area (design, section 1: distance, unknown PC4)."""

import csv
import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Self, overload

KOLOMMEN = ("postcode", "latitude", "longitude")
_DIAMETER_KM = 12742.0
"""Twice the mean radius of the earth."""

_BREEDTE, _LENGTE = (50.0, 54.0), (3.0, 8.0)
"""Degrees between which the Netherlands lie; outside it columns were swapped or another grid was used."""

_BUREN_BEWAARD, _GEBIEDEN_BEWAARD = 4_100, 512
"""What stays in memory: the order in which all PC4s lie around one takes 8 kB and 2 ms to make, an area no more."""

_METERS_BEWAARD = 32
"""A meter takes at most 500 kB; the answers of all sources on one question use the same one."""

_CIJFERS = re.compile(r"[0-9]{4}")
_POSTCODE = re.compile(r"[0-9]{4}(?:[A-Z]{2})?")

Punt = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gebied:
    """The PC4s within the asked distance, nearest first, with their distances in the agreed unit."""

    pc4s: Sequence[int]
    afstanden: Sequence[float]


class PostcodebestandFout(Exception):
    """A postcode file breaks a rule; the message names the file, the line and the rule."""


class Postcodekaart:
    """Where each PC4 lies, and which lie near it; distances are great circles between centroids.

    Every distance comes from one expression, so that the reference meaning and the selection in SQL
    judge by the very same number.
    """

    def __init__(self, punten: Mapping[int, Punt], eenheid_km: float = 1.0) -> None:
        """Take centroids in degrees (latitude, longitude); ``eenheid_km`` is the length of one unit."""
        self._pc4s = tuple(sorted(punten))
        self._plaats = {pc4: i for i, pc4 in enumerate(self._pc4s)}
        self._geschreven = {f"{pc4:04}": pc4 for pc4 in self._pc4s}
        self._bol = [_op_de_bol(*punten[pc4]) for pc4 in self._pc4s]
        self._eenheden = _DIAMETER_KM / eenheid_km
        self._buren = lru_cache(maxsize=_BUREN_BEWAARD)(self._bereken_buren)
        self._gebied = lru_cache(maxsize=_GEBIEDEN_BEWAARD)(self._bepaal_gebied)
        self._meter = lru_cache(maxsize=_METERS_BEWAARD)(self._maak_meter)

    @classmethod
    def lees(cls, pad: Path | None = None, eenheid_km: float = 1.0) -> Self:
        """Read a CSV of PC4s or PC6s; without a path the one that is shipped. Raises ``PostcodebestandFout``."""
        if pad is not None:
            return cls(_lees_bestand(pad), eenheid_km)
        with resources.files("app").joinpath("data", "pc4.csv").open(encoding="utf-8") as bestand:
            return cls(_lees_punten(bestand, "pc4.csv"), eenheid_km)

    def bekend(self, postcode: str) -> bool:
        """Say whether the PC4 of this postcode is known itself; if not, the caller logs it."""
        return _nummer(postcode) in self._plaats

    def pc4(self, postcode: str) -> int | None:
        """Give the PC4 to reckon with: its own, else the nearest number with the same first two digits."""
        if (bekend := self._geschreven.get(postcode[:4])) is not None:
            return bekend
        nummer = _nummer(postcode)
        if nummer is None or nummer in self._plaats:
            return nummer
        plek = bisect_left(self._pc4s, nummer)
        streek = [pc4 for pc4 in self._pc4s[max(0, plek - 1) : plek + 1] if pc4 // 100 == nummer // 100]
        return min(streek, key=lambda pc4: abs(pc4 - nummer), default=None)

    def afstand(self, a: str, b: str) -> float | None:
        """Give the distance in the agreed unit; None when either postcode cannot be placed."""
        van, naar = self.pc4(a), self.pc4(b)
        if van is None or naar is None:
            return None
        return self.afstanden_van(van, (self._plaats[naar],))[0]

    def gebied(self, postcode: str, afstand: int) -> Gebied:
        """Give what lies within the distance; nothing when the postcode cannot be placed."""
        midden = self.pc4(postcode)
        return Gebied((), ()) if midden is None else self._gebied(midden, afstand)

    def afstanden_in(self, postcode: str, afstand: int) -> Mapping[str, float | None]:
        """Give by the first four characters of a postcode how far it is; None for what lies outside the area.

        It has an answer for every text. Not to be changed, for it is kept.
        """
        return self._meter(self.pc4(postcode), afstand)

    def _maak_meter(self, midden: int | None, afstand: int) -> "Meter":
        return Meter(self, "" if midden is None else f"{midden:04}", afstand)

    def _bepaal_gebied(self, midden: int, afstand: int) -> Gebied:
        buren = self._buren(midden)
        afstanden = Afstanden(self, midden, buren)
        aantal = bisect_right(afstanden, afstand)
        binnen = buren[:aantal]
        return Gebied(array("H", [self._pc4s[i] for i in binnen]), Afstanden(self, midden, binnen))

    def _bereken_buren(self, midden: int) -> "array[int]":
        """Give the places of all PC4s in our list, nearest first."""
        x, y, z = self._bol[self._plaats[midden]]
        koorden = [(a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2 for a, b, c in self._bol]
        return array("H", sorted(range(len(koorden)), key=koorden.__getitem__))

    def afstanden_van(self, midden: int, plaatsen: Iterable[int]) -> list[float]:
        """Give the great-circle distances to these places in our list; the only place where one is computed."""
        x, y, z = self._bol[self._plaats[midden]]
        bol, eenheden, asin, sqrt = self._bol, self._eenheden, math.asin, math.sqrt
        return [
            eenheden * asin(min(1.0, sqrt((a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2) / 2))
            for a, b, c in map(bol.__getitem__, plaatsen)
        ]


class Meter(dict[str, float | None]):
    """The distances from one postcode, measured when they are looked up and kept for every PC4 that there is."""

    def __init__(self, kaart: Postcodekaart, van: str, hoogstens: float) -> None:
        super().__init__()
        self._kaart, self._van, self._hoogstens = kaart, van, hoogstens

    def __missing__(self, begin: str) -> float | None:
        afstand = self._kaart.afstand(self._van, begin)
        binnen = None if afstand is None or afstand > self._hoogstens else afstand
        if self._kaart.bekend(begin):
            self[begin] = binnen
        return binnen


class Afstanden(Sequence[float]):
    """The distances to the PC4s of an area, each computed when it is looked at: most never are."""

    def __init__(self, kaart: Postcodekaart, midden: int, plaatsen: "array[int]") -> None:
        self._kaart, self._midden, self._plaatsen = kaart, midden, plaatsen

    @overload
    def __getitem__(self, plek: int) -> float: ...

    @overload
    def __getitem__(self, plek: slice) -> list[float]: ...

    def __getitem__(self, plek: int | slice) -> float | list[float]:
        if isinstance(plek, slice):
            return self._kaart.afstanden_van(self._midden, self._plaatsen[plek])
        return self._kaart.afstanden_van(self._midden, (self._plaatsen[plek],))[0]

    def __iter__(self) -> Iterator[float]:
        return iter(self[:])

    def __len__(self) -> int:
        return len(self._plaatsen)


def _op_de_bol(breedte: float, lengte: float) -> tuple[float, float, float]:
    """Give a point on the earth as one on a sphere of radius 1."""
    b, l = math.radians(breedte), math.radians(lengte)  # noqa: E741 - latitude and longitude
    return math.cos(b) * math.cos(l), math.cos(b) * math.sin(l), math.sin(b)


def _nummer(postcode: str) -> int | None:
    return int(begin[0]) if (begin := _CIJFERS.match(postcode)) else None


def _lees_bestand(pad: Path) -> dict[int, Punt]:
    try:
        with pad.open(encoding="utf-8-sig", newline="") as bestand:
            return _lees_punten(bestand, str(pad))
    except OSError as fout:
        raise PostcodebestandFout(f"{pad}: niet te lezen ({fout.strerror})") from fout
    except (UnicodeDecodeError, csv.Error) as fout:
        raise PostcodebestandFout(f"{pad}: geen CSV in UTF-8") from fout


def _lees_punten(bestand: IO[str], naam: str) -> dict[int, Punt]:
    per_postcode: dict[str, Punt] = {}
    for regel, rij in _rijen(bestand, naam):
        try:
            postcode, punt = _lees_rij(rij)
        except ValueError as fout:
            raise PostcodebestandFout(f"{naam}, regel {regel}: {fout}") from None
        if postcode in per_postcode:
            raise PostcodebestandFout(f"{naam}, regel {regel}: postcode staat al eerder in het bestand")
        per_postcode[postcode] = punt
    if not per_postcode:
        raise PostcodebestandFout(f"{naam}: geen enkele postcode")
    return _per_pc4(per_postcode)


def _rijen(bestand: IO[str], naam: str) -> Iterator[tuple[int, dict[str, str]]]:
    lezer = csv.DictReader(bestand, restval="")
    if not set(KOLOMMEN) <= set(lezer.fieldnames or ()):
        raise PostcodebestandFout(f"{naam}, regel 1: de kolommen {', '.join(KOLOMMEN)} moeten er zijn")
    for rij in lezer:
        yield lezer.line_num, rij


def _lees_rij(rij: Mapping[str, str]) -> tuple[str, Punt]:
    postcode = rij["postcode"].replace(" ", "").upper()
    if not _POSTCODE.fullmatch(postcode):
        raise ValueError("postcode moet 4 cijfers zijn, of 4 cijfers en 2 letters")
    return postcode, (_graden(rij, "latitude", _BREEDTE), _graden(rij, "longitude", _LENGTE))


def _graden(rij: Mapping[str, str], kolom: str, grenzen: tuple[float, float]) -> float:
    regel = f"{kolom} moet een getal in graden tussen {grenzen[0]:g} en {grenzen[1]:g} zijn"
    try:
        waarde = float(rij[kolom])
    except ValueError:
        raise ValueError(regel) from None
    if not grenzen[0] <= waarde <= grenzen[1]:
        raise ValueError(regel)
    return waarde


def _per_pc4(per_postcode: Mapping[str, Punt]) -> dict[int, Punt]:
    """Keep each PC4's own row; where there is none, the mean of its PC6s."""
    groepen: dict[int, list[Punt]] = {}
    for postcode, punt in per_postcode.items():
        groepen.setdefault(int(postcode[:4]), []).append(punt)
    return {pc4: per_postcode.get(str(pc4).zfill(4)) or _midden(punten) for pc4, punten in groepen.items()}


def _midden(punten: list[Punt]) -> Punt:
    """The mean, the same for every order of the rows."""
    return math.fsum(p[0] for p in punten) / len(punten), math.fsum(p[1] for p in punten) / len(punten)
