"""Load from a process of its own: callers that each ask, wait for the whole answer, and ask again.

Run as ``python -m bench.schaal.belasting`` with the order as JSON on standard input; the outcome is JSON on
standard output. HTTP by hand over asyncio streams, so that the asking costs little of the machine that answers.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

import uvloop


class Beller:
    """One caller on one connection."""

    def __init__(self, gastheer: str, poort: int) -> None:
        self._adres = gastheer, poort
        self._lezer: Any = None
        self._schrijver: Any = None

    async def vraag(self, verzoek: bytes) -> tuple[int, int]:
        """Ask; give the status and the size of the body."""
        if self._schrijver is None:
            self._lezer, self._schrijver = await asyncio.open_connection(*self._adres, limit=1 << 20)
        self._schrijver.write(verzoek)
        kop = await self._lezer.readuntil(b"\r\n\r\n")
        lengte = int(kop.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        await self._lezer.readexactly(lengte)
        return int(kop[9:12]), lengte

    def sluit(self) -> None:
        if self._schrijver is not None:
            self._schrijver.close()


def als_verzoek(opdracht: dict[str, Any], pad: str, lichaam: str | None) -> bytes:
    """Write a request out."""
    koppen = {**opdracht["koppen"], "Host": "bench"}
    if lichaam is not None:
        koppen["Content-Length"] = str(len(lichaam.encode()))
    regels = [f"{'GET' if lichaam is None else 'POST'} {pad} HTTP/1.1", *(f"{k}: {w}" for k, w in koppen.items())]
    return ("\r\n".join(regels) + "\r\n\r\n" + (lichaam or "")).encode()


async def belast(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Ask for so many seconds (or so many times) with so many callers; times in milliseconds."""
    adres = urlsplit(opdracht["adres"])
    verzoeken = [als_verzoek(opdracht, pad, lichaam) for pad, lichaam in opdracht["vragen"]]
    beurt = cycle(verzoeken) if opdracht.get("seconden") else iter(verzoeken * opdracht.get("keren", 1))
    bellers = [Beller(str(adres.hostname), int(adres.port or 80)) for _ in range(opdracht["bellers"])]
    tijden: list[float] = []
    maten: list[int] = []
    fouten: dict[int, int] = {}
    begin = time.perf_counter()
    tot = begin + (opdracht.get("seconden") or 86_400)

    async def werk(beller: Beller) -> None:
        for verzoek in beurt:
            nu = time.perf_counter()
            if nu > tot:
                break
            status, maat = await beller.vraag(verzoek)
            tijden.append((time.perf_counter() - nu) * 1000)
            maten.append(maat)
            if status != 200:  # noqa: PLR2004
                fouten[status] = fouten.get(status, 0) + 1

    await asyncio.gather(*(werk(beller) for beller in bellers))
    duur = time.perf_counter() - begin
    for beller in bellers:
        beller.sluit()
    return {
        "aantal": len(tijden),
        "duur": duur,
        "tijden": _samenvatting(tijden),
        "bytes": sum(maten) / len(maten),
        "fouten": fouten,
    }


def _samenvatting(tijden: Sequence[float]) -> dict[str, float]:
    op_volgorde = sorted(tijden)
    plek = {
        naam: min(len(op_volgorde) - 1, int(len(op_volgorde) * deel))
        for naam, deel in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }
    return {**{naam: op_volgorde[n] for naam, n in plek.items()}, "max": op_volgorde[-1]}


if __name__ == "__main__":
    json.dump(uvloop.run(belast(json.load(sys.stdin))), sys.stdout)
