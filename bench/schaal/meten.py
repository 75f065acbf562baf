"""One database measured: filled, asked, and set beside its floors."""

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import asyncpg
from sqlalchemy.engine import make_url

from app.domain.sandbox import zorg_voor_sandbox
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN
from app.storage.db import Database
from app.storage.migratie import upgrade
from bench.schaal import rauw, vragen, vullen
from bench.schaal.proces import Server, belast, cpu_van, server
from tools.conformiteit import omgeving

BELLERS: Final = 16
LEVERING: Final = 1_000
"""Records that are delivered as a source does, to say how fast that goes."""
LEVERAAR: Final = "00000099000000901000"
PAD: Final = "/bron/api/v3/werkzoekendeProfielen"
KOPPEN: Final = {
    "X-VUM-berichtVersie": "3.0.0",
    "API-Version": "3.0.0",
    "X-VUM-SUWIparty": "true",
    "Content-Type": "application/json",
    **dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN),
}
Uitkomst = dict[str, Any]


class Meting:
    """The measurements of one database of one size; each adds to ``uit``."""

    def __init__(self, url: str, aantal: int, seconden: float, werkers: Sequence[int]) -> None:
        self._url = url
        self._aantal = aantal
        self._seconden = seconden
        self._werkers = werkers
        self.uit: Uitkomst = {"records": aantal}

    def voer_uit(self) -> Uitkomst:
        """Measure everything."""
        with tempfile.TemporaryDirectory() as map_:
            self._vul()
            self._zoeken()
            env = {**omgeving(self._url, map_), "OPENVUM_ONDERHOUD_MINUTEN": "0"}
            lees_of_maak(Path(env["OPENVUM_SLEUTELS"]))
            for aantal in self._werkers:
                with server(env, aantal) as node:
                    self._node(node, aantal)
            for soort in ("officieel", "realistisch"):
                self._vloer(env, soort, int(self.uit[soort]["bytes"]))
            self._vloer(env, "detail", int(self.uit["detail"]["bytes"]))
        return self.uit

    def _vul(self) -> None:
        rauw.loop(upgrade(self._url))
        rauw.loop(_sandbox(self._url))
        levering = rauw.loop(vullen.lever(self._url, LEVERAAR, min(LEVERING, self._aantal)))
        duur = vullen.vul(self._url, SANDBOX_OIN, self._aantal)
        self.uit["laden"] = {
            "levering_per_s": min(LEVERING, self._aantal) / levering,
            "kopie_per_s": self._aantal / duur,
            "megabytes": _bestandsgrootte(self._url)
            if self._url.startswith("sqlite")
            else rauw.loop(_grootte(self._url)),
        }

    def _zoeken(self) -> None:
        for soort, gesteld in _sets().items():
            gevraagd = rauw.loop(rauw.noteer(self._url, SANDBOX_OIN, gesteld))
            self.uit[soort] = {
                "rauw_ms": rauw.loop(rauw.kosten(self._url, gevraagd)),
                "opdrachten": sum(len(g.teksten) for g in gevraagd) / len(gevraagd),
                "gevonden": sum(g.gevonden for g in gevraagd) / len(gevraagd),
            }
        zwaarste = vragen.zwaarste()
        gevraagd = rauw.loop(rauw.noteer(self._url, SANDBOX_OIN, zwaarste))
        plannen = rauw.loop(rauw.plannen(self._url, gevraagd))
        self.uit["zwaarste"] = [
            {"naam": z.naam, "ms": g.ms, "gevonden": g.gevonden, "opdrachten": len(g.teksten), "plan": plan}
            for z, g, plan in zip(zwaarste, gevraagd, plannen, strict=True)
        ]

    def _node(self, node: Server, werkers: int) -> None:
        self.uit[f"werkers_{werkers}"] = {"start_s": node.start, "stil_mb": node.geheugen()}
        for soort, gesteld in {**_vragen(), "detail": _details(self._aantal)}.items():
            if werkers == self._werkers[0]:
                een = belast(node.adres, KOPPEN, gesteld, 1)
                self.uit.setdefault(soort, {}).update(een=een["tijden"], bytes=een["bytes"])
            self.uit[soort][f"werkers_{werkers}"] = self._last(node, gesteld)
        self.uit[f"werkers_{werkers}"]["bezig_mb"] = node.geheugen()

    def _vloer(self, env: Mapping[str, str], soort: str, maat: int) -> None:
        gesteld = _details(self._aantal) if soort == "detail" else _vragen()[soort]
        for werkers in self._werkers:
            with server({**env, "VLOER_BYTES": str(maat)}, werkers, "bench.schaal.vloer:maak_vloer") as node:
                self.uit[soort][f"vloer_{werkers}"] = self._last(node, gesteld)

    def _last(self, node: Server, gesteld: Sequence[tuple[str, str | None]]) -> Uitkomst:
        """Load it with many callers; give the rate, the times and what one answer cost node and database."""
        belast(node.adres, KOPPEN, gesteld, BELLERS, seconden=min(2.0, self._seconden))
        servers = _backends(self._url)
        voor = node.cpu(), sum(map(cpu_van, servers))
        uitslag = belast(node.adres, KOPPEN, gesteld, BELLERS, seconden=self._seconden)
        aantal = uitslag["aantal"]
        return {
            "per_s": aantal / uitslag["duur"],
            "tijden": uitslag["tijden"],
            "cpu_ms": (node.cpu() - voor[0]) * 1000 / aantal,
            "cpu_db_ms": (sum(map(cpu_van, servers)) - voor[1]) * 1000 / aantal,
        }


def _sets() -> dict[str, Sequence[vragen.Vraagobject]]:
    return {"officieel": vragen.officieel(), "realistisch": vragen.realistisch()}


def _vragen() -> dict[str, list[tuple[str, str | None]]]:
    return {s: [(f"{PAD}/matches", vragen.als_bericht(v).decode()) for v in vs] for s, vs in _sets().items()}


def _details(aantal: int) -> list[tuple[str, str | None]]:
    stap = max(1, aantal // vragen.AANTAL)
    return [(f"{PAD}/schaal-{nummer:08d}", None) for nummer in range(0, aantal, stap)][: vragen.AANTAL]


async def _sandbox(url: str) -> None:
    database = Database(url)
    try:
        await zorg_voor_sandbox(database)
    finally:
        await database.sluit()


def _bestandsgrootte(url: str) -> float:
    return Path(make_url(url).database or "").stat().st_size / 1e6


async def _grootte(url: str) -> float:
    db = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        return float(await db.fetchval("SELECT pg_database_size(current_database())") / 1e6)
    finally:
        await db.close()


def _backends(url: str) -> list[int]:
    """Give the processes of PostgreSQL that serve this database, where they run on this machine."""
    naam = make_url(url).database or ""
    if url.startswith("sqlite"):
        return []
    uit = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=False).stdout
    return [int(r.split()[0]) for r in uit.splitlines() if "postgres:" in r and f" {naam} " in r]


def machine() -> Uitkomst:
    """Say what was measured on."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    modellen = [r.partition(":")[2].strip() for r in info.splitlines() if r.startswith("model name")]
    return {"processors": os.cpu_count(), "model": modellen[0] if modellen else "onbekend"}
