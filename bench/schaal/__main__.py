"""Measure a node at a size and write the report: ``make bench N=100000``."""

import argparse
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import orjson

from app.log import configureer
from bench.schaal import verslag
from bench.schaal.meten import Meting, machine
from tools.conformiteit import WORTEL, postgresql, sqlite

OPSLAG = {"sqlite": sqlite, "postgresql": postgresql}


def main() -> int:
    p = argparse.ArgumentParser(prog="bench.schaal", description=__doc__)
    p.add_argument("--aantal", type=int, action="append", help="records; may be repeated (default: 10000)")
    p.add_argument("--opslag", choices=OPSLAG, action="append", help="default: both")
    p.add_argument("--seconden", type=float, default=5.0, help="length of each measurement under load")
    p.add_argument("--werkers", type=int, action="append", help="workers; may be repeated (default: 1 and 2)")
    p.add_argument("--uit", type=Path, default=WORTEL / "docs", help="folder for the report")
    a = p.parse_args()
    configureer("error")
    a.uit.mkdir(parents=True, exist_ok=True)
    pad = a.uit / "prestaties.json"
    alles = orjson.loads(pad.read_bytes()) if pad.exists() else {}
    for aantal in a.aantal or [10_000]:
        for naam in a.opslag or OPSLAG:
            with OPSLAG[naam]() as url:
                uit = Meting(url, aantal, a.seconden, a.werkers or [1, 2]).voer_uit()
            wanneer = datetime.now(UTC).date().isoformat()
            alles[f"{naam}-{aantal}"] = {
                **uit,
                "opslag": naam,
                "op": wanneer,
                "versie": version("openvum"),
                "machine": machine(),
            }
            pad.write_bytes(orjson.dumps(alles, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
            print(verslag.kort(naam, uit), flush=True)
    verslag.schrijf(alles, a.uit)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
