"""What the processing record costs: 100 matches from a source, with it and with a port that does nothing.

Both variants run in one process on one database, by turns, through the whole node (edge, gate, store).
Prints the median of each, one request at a time and eight at once, and their ratio. PostgreSQL is at
TEST_POSTGRES_URL; a database of its own is made there and dropped.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.domain.aanlevering import Ingelezen, Levering, lever_aan
from app.domain.sandbox import zorg_voor_sandbox
from app.log import configureer
from app.main import Samenstel, maak_app
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.privacy.sleutelbestand import lees_of_maak
from app.settings import SANDBOX_OIN, Instellingen
from app.storage.migratie import upgrade
from tools.conformiteit import postgresql, sqlite

MATCHES = 100
GRENS = 2.0
VRAAG = orjson.dumps({"vraagObject": {"selectiegebied": {"postcode": "3511AA", "afstand": 50}}})
KOPPEN = {
    "X-VUM-berichtVersie": "3.0.0",
    "API-Version": "3.0.0",
    "X-VUM-SUWIparty": "true",
    "Content-Type": "application/json",
    **dict.fromkeys(("X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty"), SANDBOX_OIN),
}
RECHTSTREEKS = "/bron/api/v3/werkzoekendeProfielen/matches"
VIA = "/api/v3/werkzoekendeProfielen/matches"


class Niets:
    """The recording port of the variant without: every answer may leave at once."""

    def __init__(self, echt: Any) -> None:
        self._echt = echt

    async def leg_vast(self, _lopend: object, _personen: object, **_: object) -> None:
        return

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echt, naam)


class ZonderVerantwoording(Samenstel):
    """The node with a recording step that records nothing."""

    def _middelen(self) -> Any:
        self.vastlegging = Niets(self.vastlegging)  # type: ignore[assignment]
        return super()._middelen()


def records(aantal: int) -> list[Ingelezen]:
    """Make jobseekers around one postcode, with a profile of the size of an ordinary one."""
    werk = [
        {
            "datumAanvangWerkzaamheden": f"20{n:02}-01-01",
            "naamOrganisatie": "Bedrijf",
            "toelichtingWerkervaring": "Zelfstandig gewerkt in een klein team, met wisselende taken. " * 3,
        }
        for n in range(10, 14)
    ]
    return [
        Ingelezen(
            f"record {n}",
            orjson.dumps(
                {
                    "idWerkzoekende": f"bench-{n}",
                    "arbeidsmarktkwalificatie": {"codeWerkEnDenkniveauWerkzoekende": 4, "werkervaring": werk},
                    "mobiliteit": {"bemiddelingspostcode": "3511AA", "maximaleReisafstand": 50},
                    "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 36},
                }
            ),
        )
        for n in range(aantal)
    ]


@asynccontextmanager
async def klant(soort: type[Samenstel], instellingen: Instellingen) -> AsyncIterator[httpx.AsyncClient]:
    node = soort(instellingen)
    transport = httpx.ASGITransport(maak_app(instellingen, node.poort))
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://node") as klant:
            yield klant
    finally:
        await node.sluit()


async def vul(instellingen: Instellingen) -> None:
    await upgrade(instellingen.database_url)
    node = Samenstel(instellingen)
    try:
        await zorg_voor_sandbox(node.database)
        levering = Levering(Oin(SANDBOX_OIN), Soort.WERKZOEKENDE, grondslag=Grondslag.PUBLIEKE_TAAK)
        rapport = await lever_aan(node.database, levering, records(MATCHES), wacht=node.tekstwacht)
        if rapport.nieuw != MATCHES:
            raise SystemExit("the records of the bench are not valid any more")
    finally:
        await node.sluit()


async def vraag(klant: httpx.AsyncClient, pad: str) -> None:
    antwoord = await klant.post(pad, content=VRAAG, headers=KOPPEN)
    if antwoord.status_code != httpx.codes.OK or antwoord.content.count(b"bemiddelingspostcode") != MATCHES:
        raise SystemExit(f"no answer of {MATCHES} matches: {antwoord.status_code}")


async def duur(klant: httpx.AsyncClient, pad: str, tegelijk: int) -> float:
    """Give the milliseconds per request."""
    begin = time.perf_counter()
    await asyncio.gather(*(vraag(klant, pad) for _ in range(tegelijk)))
    return (time.perf_counter() - begin) * 1000 / tegelijk


async def meet(url: str, map_: str, pad: str, tegelijk: int, keren: int) -> tuple[float, float]:
    """Give the medians with and without, measured by turns so that both meet the same machine."""
    instellingen = Instellingen(database_url=url, sleutels=Path(map_) / "ring.sleutels.json", onderhoud_minuten=0)
    lees_of_maak(instellingen.sleutelpad)
    async with klant(Samenstel, instellingen) as met, klant(ZonderVerantwoording, instellingen) as zonder:
        tijden: dict[str, list[float]] = {"met": [], "zonder": []}
        for ronde in range(keren + 5):
            for naam, wie in (("met", met), ("zonder", zonder)) if ronde % 2 else (("zonder", zonder), ("met", met)):
                tijden[naam].append(await duur(wie, pad, tegelijk))
        warm = {naam: statistics.median(reeks[5:]) for naam, reeks in tijden.items()}
    return warm["met"], warm["zonder"]


def loop(opslag: str, open_: Callable[[], Any], keren: int) -> list[float]:
    verhoudingen = []
    with open_() as url, tempfile.TemporaryDirectory() as map_:
        instellingen = Instellingen(database_url=url, sleutels=Path(map_) / "ring.sleutels.json")
        lees_of_maak(instellingen.sleutelpad)
        asyncio.run(vul(instellingen))
        for naam, pad in (("source", RECHTSTREEKS), ("exchange", VIA)):
            for tegelijk in (1, 8):
                met, zonder = asyncio.run(meet(url, map_, pad, tegelijk, keren))
                verhoudingen.append(met / zonder)
                print(f"{opslag:<11}{naam:<10}{tegelijk:>8}{met:>10.2f}{zonder:>12.2f}{met / zonder:>8.2f}", flush=True)
    return verhoudingen


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--keren", type=int, default=100, help="measured rounds per line")
    p.add_argument("--opslag", choices=("sqlite", "postgresql"), action="append", help="default: both")
    a = p.parse_args()
    configureer("error")
    print(f"{MATCHES} matches, milliseconds per request (median of {a.keren})")
    print(f"{'database':<11}{'asked':<10}{'at once':>8}{'with':>10}{'without':>12}{'ratio':>8}")
    alle = {"sqlite": sqlite, "postgresql": postgresql}
    verhoudingen = [v for naam in a.opslag or alle for v in loop(naam, alle[naam], a.keren)]
    print(f"highest ratio {max(verhoudingen):.2f} (at most {GRENS:.0f})")
    return 1 if max(verhoudingen) >= GRENS else 0


if __name__ == "__main__":
    raise SystemExit(main())
