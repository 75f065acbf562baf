"""Write ``app/static/paginas/kaart.json``: where each PC4 lies on the map of the sandbox's console.

Usage: ``python -m tools.maak_kaart`` writes; with ``--controleer`` it only says whether the file differs.
The points are those of ``app/data/pc4.csv``, in a plane that is right at the middle of the country.
"""

import csv
import json
import math
import sys
from pathlib import Path
from typing import Final

WORTEL: Final = Path(__file__).resolve().parents[1]
BRON: Final = WORTEL / "app" / "data" / "pc4.csv"
DOEL: Final = WORTEL / "app" / "static" / "paginas" / "kaart.json"
WEST, NOORD, MIDDEN = 3.3, 53.6, 52.2
EENHEDEN_PER_GRAAD: Final = 345.0
KM_PER_GRAAD: Final = 111.2
BREEDTE, HOOGTE = 840, 1000


def kaart() -> str:
    """Give the file: its size, units in a kilometre, and x and y by PC4."""
    krimp = math.cos(math.radians(MIDDEN))
    with BRON.open(encoding="utf-8") as bestand:
        punten = {
            r["postcode"]: [
                round((float(r["longitude"]) - WEST) * krimp * EENHEDEN_PER_GRAAD),
                round((NOORD - float(r["latitude"])) * EENHEDEN_PER_GRAAD),
            ]
            for r in csv.DictReader(bestand)
        }
    per_km = round(EENHEDEN_PER_GRAAD / KM_PER_GRAAD, 4)
    document = {"breedte": BREEDTE, "hoogte": HOOGTE, "perKm": per_km, "punten": punten}
    return json.dumps(document, separators=(",", ":")) + "\n"


def main() -> int:
    goed = DOEL.exists() and DOEL.read_text("utf-8") == kaart()
    if not goed and "--controleer" not in sys.argv:
        DOEL.write_text(kaart(), "utf-8")
    print("the map is what the postcodes say" if goed else f"{DOEL.name} differs from the postcodes")
    return 0 if goed or "--controleer" not in sys.argv else 1


if __name__ == "__main__":
    raise SystemExit(main())
