"""Servers in processes of their own, and what they use of the machine (Linux: from ``/proc``)."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.conformiteit import WORTEL, vrije_poort, wacht_tot_gereed

_TIK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running node; ``start`` the seconds from its start until it answered."""

    adres: str
    pid: int
    start: float

    def processen(self) -> list[int]:
        """Give the server and its workers."""
        return [self.pid, *_kinderen(self.pid)]

    def cpu(self) -> float:
        """Give the processor seconds used up to now."""
        return sum(map(cpu_van, self.processen()))

    def geheugen(self) -> float:
        """Give the resident megabytes of its largest process."""
        return max(_rss(pid) for pid in self.processen())


def cpu_van(pid: int) -> float:
    """Give the processor seconds of one process; 0 when it is gone."""
    velden = _stat(pid)
    return (int(velden[11]) + int(velden[12])) / _TIK if velden else 0.0


def _kinderen(pid: int) -> list[int]:
    nummers = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
    return [n for n in nummers if (velden := _stat(n)) and int(velden[1]) == pid]


def _stat(pid: int) -> Sequence[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return ()


def _rss(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024
    except (OSError, IndexError):
        return 0.0


@contextmanager
def server(env: Mapping[str, str], werkers: int, fabriek: str = "app.main:maak_node") -> Iterator[Server]:
    """Start a node and wait until it answers; stop it afterwards."""
    poort = vrije_poort()
    opdracht = [sys.executable, "-m", "uvicorn", fabriek, "--factory", "--port", str(poort), "--workers", str(werkers)]
    opdracht += [
        "--ws",
        "none",
        "--no-access-log",
        "--no-server-header",
        "--no-proxy-headers",
        "--log-level",
        "critical",
    ]
    begin = time.perf_counter()
    proces = subprocess.Popen(opdracht, env=dict(env), cwd=WORTEL, stderr=subprocess.DEVNULL)
    try:
        wacht_tot_gereed(f"http://127.0.0.1:{poort}/health/ready", proces)
        yield Server(f"http://127.0.0.1:{poort}", proces.pid, time.perf_counter() - begin)
    finally:
        proces.terminate()
        proces.wait(timeout=60)


def belast(
    adres: str, koppen: Mapping[str, str], vragen: Sequence[tuple[str, str | None]], bellers: int, **hoe: Any
) -> dict[str, Any]:
    """Run the load in a process of its own and give what it measured. Stops the run on any answer but 200."""
    opdracht = {"adres": adres, "koppen": dict(koppen), "vragen": list(vragen), "bellers": bellers, **hoe}
    uit = subprocess.run(
        [sys.executable, "-m", "bench.schaal.belasting"],
        input=json.dumps(opdracht),
        capture_output=True,
        text=True,
        check=True,
        cwd=WORTEL,
    )
    uitslag: dict[str, Any] = json.loads(uit.stdout)
    if uitslag["fouten"]:
        raise SystemExit(f"answers that are not 200: {uitslag['fouten']}")
    return uitslag
