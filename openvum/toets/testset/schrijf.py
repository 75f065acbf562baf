"""Write the test set for a vendor to load: NDJSON, one record a line, and what to know about it."""

from pathlib import Path
from typing import Final

import orjson

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets.testset.maker import HONDERD, HONDERD_EEN, MAXIMUM, records

_NAAM: Final = {Soort.WERKZOEKENDE: "werkzoekenden", Soort.VACATURE: "vacatures"}
_UITLEG: Final = f"""# Testset van `openvum toets`

Verzonnen profielen en vacatures, van niemand; elke keer dezelfde. Een record per regel (NDJSON, UTF-8), in het schema van
het detail uit het broncontract van de genoemde versie.

1. Laad de bestanden van uw versie in een testomgeving, bij één bron, en maak ze zichtbaar voor een SUWI-partij.
   Bij OpenVUM: `openvum laden werkzoekenden werkzoekenden-3.0.0.ndjson --bron OIN` (voor versie 2.0.0 met
   `--formaat vum2`).
2. Draai `openvum toets URL --testset …` als SUWI-partij.
3. Verwijder de set weer; elk id begint met `openvum-toets-`, en elke `codeSbi` ligt tussen 90001 en 94000.

De records liggen op Terschelling (alle soorten profielen), op postcode {HONDERD} (precies {MAXIMUM}) en op {HONDERD_EEN}
({MAXIMUM + 1}). Staat daar ook iets anders, dan kunnen enkele regels niet beoordeeld worden.
"""


def schrijf(map_: Path, versie: Versie) -> list[Path]:
    """Write the files of one version; gives their paths. Raises ``OSError``."""
    map_.mkdir(parents=True, exist_ok=True)
    uit = [map_ / "LEESMIJ.md"]
    uit[0].write_text(_UITLEG, encoding="utf-8")
    for soort, naam in _NAAM.items():
        pad = map_ / f"{naam}-{versie}.ndjson"
        pad.write_bytes(b"".join(orjson.dumps(r.gegevens) + b"\n" for r in records(versie, soort)))
        uit.append(pad)
    return uit
