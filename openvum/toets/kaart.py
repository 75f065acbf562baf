"""Distance between postcodes, from the open data that the distribution ships."""

import csv
import math
from functools import cache
from importlib import resources

_DIAMETER_KM = 12742.0


@cache
def _punten() -> dict[str, tuple[float, float]]:
    with resources.files("app").joinpath("data", "pc4.csv").open(encoding="utf-8") as bestand:
        return {
            rij["postcode"]: (math.radians(float(rij["latitude"])), math.radians(float(rij["longitude"])))
            for rij in csv.DictReader(bestand)
        }


def kilometers(a: str, b: str) -> float | None:
    """Give the great circle between the centres of two postcode areas; None when one of them is not known."""
    van, naar = _punten().get(a[:4]), _punten().get(b[:4])
    if van is None or naar is None:
        return None
    breedte = math.sin((naar[0] - van[0]) / 2) ** 2
    lengte = math.sin((naar[1] - van[1]) / 2) ** 2
    return _DIAMETER_KM * math.asin(math.sqrt(breedte + math.cos(van[0]) * math.cos(naar[0]) * lengte))
