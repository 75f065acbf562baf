"""How fast local files become standard records, and in how much memory: rows per second and peak, xlsx and csv.

Each case runs in a process of its own, so that its peak is its own. Reading happens twice (a file must be
whole before anything of it is loaded) and is counted; storing is not.
Run: python bench/formaten.py [ROWS ...]   (default 10000 100000)
"""

import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import xlsxwriter

from app.adapters.formaten.catalogus import laad_catalogus
from app.models.identiteit import RecordID
from app.models.partijen import Soort

KOLOMMEN = [
    "Vacaturenummer", "Vacaturetitel", "Werkgever", "SBI", "Functie", "Omschrijving", "Uren per week", "Contract",
    "Opleidingsniveau", "Werk- en denkniveau", "Jaren ervaring", "Taal", "Niveau spreken", "Rijbewijs", "Straat",
    "Huisnummer", "Postcode", "Startdatum", "Sluitingsdatum", "Contactpersoon", "Telefoon", "E-mail", "Status",
]  # fmt: skip
BEROEP = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-{:012d}"


def rij(n: int) -> list[str]:
    dag = date(2026, 1, 1) + timedelta(n % 700)
    return [
        f"V-{n:07d}", f"Voorbeeldfunctie {n}", f"Voorbeeldbedrijf {n % 900}", "62.01", BEROEP.format(n % 2_000),
        f"Synthetische omschrijving nummer {n}, met enkele woorden.", "24-32", "vast", "mbo", "mbo", str(n % 9), "Nederlands",
        "goed", "B, BE", "Voorbeeldweg", str(n % 300), f"{1011 + n % 8000}AB", dag.strftime("%d-%m-%Y"), "31-12-2027",
        "Afdeling Voorbeeld", "030-1234567", f"werk{n % 5_000}@voorbeeld.example", "open",
    ]  # fmt: skip


def schrijf_csv(pad: Path, rijen: int) -> None:
    with pad.open("w", encoding="cp1252", newline="") as uit:
        uit.write(";".join(KOLOMMEN) + "\r\n")
        uit.writelines(";".join(rij(n)) + "\r\n" for n in range(rijen))


def schrijf_xlsx(pad: Path, rijen: int) -> None:
    werkmap = xlsxwriter.Workbook(str(pad), {"strings_to_urls": False})
    blad = werkmap.add_worksheet()
    blad.write_row(0, 0, KOLOMMEN)
    for n in range(rijen):
        blad.write_row(n + 1, 0, rij(n))
    werkmap.close()


def meet(pad: Path) -> None:
    """Read one file and print rows, seconds and peak memory above the start."""
    formaat = laad_catalogus().kies("wbs", Soort.VACATURE, RecordID)
    begin_mb, begin = piek_mb(), time.perf_counter()
    with pad.open("rb") as bestand:
        geladen = sum(bool(record.ruw) for record in formaat.lees(bestand))
    duur = time.perf_counter() - begin
    print(f"{geladen} {duur:.2f} {piek_mb() - begin_mb:.0f}")


def piek_mb() -> float:
    """Give the peak of this process: ru_maxrss would begin at that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(aantallen: list[int]) -> None:
    print("| bestand | rijen | MB | s | rijen/s | piek MB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as map_:
        for aantal, (soort, schrijf) in product(aantallen, {"csv": schrijf_csv, "xlsx": schrijf_xlsx}.items()):
            pad = Path(map_) / f"{aantal}.{soort}"
            schrijf(pad, aantal)
            uit = subprocess.run(
                [sys.executable, __file__, "--meet", str(pad)], check=True, capture_output=True, text=True
            )
            geladen, duur, piek = uit.stdout.split()
            grootte = pad.stat().st_size / 1e6
            print(
                f"| {soort} | {geladen} | {grootte:.1f} | {duur} | {int(geladen) / float(duur):.0f} | {piek} |",
                flush=True,
            )
            pad.unlink()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--meet"]:
        meet(Path(sys.argv[2]))
    else:
        main([int(a) for a in sys.argv[1:]] or [10_000, 100_000])
