"""What the exchange does over a long time, and with sources that go wrong: failures and memory.

Without options ten thousand questions to fifty good sources: no question may fail, and memory may not grow.
``--storingen``: thirty good sources and twenty that show every fault of the official test server, of which
one sends 60 MB; needs the official material (``OPENVUM_TESTMATERIAAL``).
"""

import argparse
import asyncio
import multiprocessing
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import uvloop

from app.log import configureer
from bench.rondvraag import WACHT, Vraag, dien_op, uitwisseling
from tests.keten.bronnen import STORINGEN, start_bronnen

TUSSENSTANDEN = 10


def geheugen() -> float:
    """Megabytes in use now."""
    paginas = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return paginas * resource.getpagesize() / 2**20


def piek() -> float:
    """Most megabytes that were ever in use."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def vraag_door(vraag: Vraag, a: argparse.Namespace, meld: Callable[[int], None]) -> tuple[list[float], str]:
    """Ask so many questions, or as many as fit in the time; give how long each took (ms) and what failed."""
    tijden: list[float] = []
    mislukt: Counter[str] = Counter()
    over, einde = iter(range(a.vragen)), time.monotonic() + a.hoogstens

    async def werker() -> None:
        for _ in over:
            begin = time.perf_counter()
            try:
                await vraag()
            except Exception as fout:  # noqa: BLE001 - counted: what fails is the finding
                mislukt[type(fout).__name__] += 1
            tijden.append((time.perf_counter() - begin) * 1000)
            meld(len(tijden))
            if time.monotonic() > einde:
                return

    await asyncio.gather(*(werker() for _ in range(a.tegelijk)))
    return tijden, f"{mislukt.total()} failed {dict(mislukt) or ''}".rstrip()


async def meet(a: argparse.Namespace, urls: list[str], antwoorden: int) -> None:
    async with uitwisseling(urls, antwoorden) as vraag:
        await vraag()
        voor, cpu, begin = geheugen(), time.process_time(), time.perf_counter()
        print(f"{len(urls)} sources, {a.tegelijk} at once; {voor:.0f} MB after the first question", flush=True)
        stap = max(1, a.vragen // TUSSENSTANDEN)

        def meld(gedaan: int) -> None:
            if gedaan % stap == 0:
                print(f"{gedaan:6} questions, {geheugen():.0f} MB", flush=True)

        tijden, mislukt = await vraag_door(vraag, a, meld)
        duur, cpu = time.perf_counter() - begin, time.process_time() - cpu
        p50, p95, p99 = (statistics.quantiles(tijden, n=100)[n] for n in (49, 94, 98))
        print(
            f"{len(tijden)} questions in {duur:.0f} s, {mislukt}; p50 {p50:.0f} ms, p95 {p95:.0f}, p99 {p99:.0f}, longest "
            f"{max(tijden):.0f}; {cpu * 1000 / len(tijden):.1f} ms CPU each; memory {voor:.0f} MB at the begin, "
            f"{geheugen():.0f} at the end, peak {piek():.0f}"
        )


def goede_bronnen(a: argparse.Namespace) -> None:
    ontvang, stuur = multiprocessing.Pipe(duplex=False)
    bronnen = multiprocessing.Process(target=dien_op, args=(a.bronnen, stuur), daemon=True)
    bronnen.start()
    poort = ontvang.recv()
    try:
        uvloop.run(meet(a, [f"http://127.0.0.1:{poort}/{n}" for n in range(a.bronnen)], a.bronnen))
    finally:
        bronnen.terminate()


def met_storingen(a: argparse.Namespace) -> None:
    namen = [f"bron{n}" for n in range(30)] + [f"bron{n}-{storing}" for n, storing in enumerate(STORINGEN)]
    with start_bronnen(30) as adres:
        uvloop.run(meet(a, [f"{adres}/{naam}" for naam in namen], 30))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--vragen", type=int, default=10_000)
    p.add_argument("--hoogstens", type=float, default=1800, help="seconds after which no new question is asked")
    p.add_argument("--bronnen", type=int, default=50)
    p.add_argument("--tegelijk", type=int, default=8)
    p.add_argument("--storingen", action="store_true", help="thirty good sources and twenty faulty ones")
    a = p.parse_args()
    configureer("error")
    print(f"sources wait {WACHT * 1000:.0f} ms" if not a.storingen else "official test sources")
    (met_storingen if a.storingen else goede_bronnen)(a)


if __name__ == "__main__":
    main()
