"""Run the official accreditation cases against real servers and count.

Jobseekers and vacancies, on the exchange's and the source's contract, on SQLite and on PostgreSQL: version
3 with one worker and with two, version 2 with one. The runner and its cases are the official material
(OPENVUM_TESTMATERIAAL, default ../shared); each version's records are loaded as they are, and then dealt out over sources
elsewhere for the exchange. PostgreSQL is at TEST_POSTGRES_URL; a database of its own
is made there and dropped. Prints a line per run and closes with ``N passed, M failed``.
"""

import argparse
import asyncio
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import asyncpg

from app.cli.register import zet_in_register
from app.domain.ports import Bronregistratie
from app.models.identiteit import Oin
from app.settings import Instellingen

WORTEL = Path(__file__).resolve().parents[1]
OPENVUM = Path(sys.executable).with_name("openvum")
BRON = "00000001810207357000"
BASIS = {"bemiddelaar": "/api/", "bron": "/bron/api/"}
VERSIES = {"v3": (1, 2), "v2": (1,)}
"""The versions, each with the numbers of workers that it is tried with."""
ELDERS = {"sqlite": (1, 50), "postgresql": (5,)}
"""Over how many sources elsewhere the official records are spread; ``--opslag postgresql --bronnen 50`` costs two minutes more."""
SOORTEN = ("werkzoekenden", "vacatures")
STARTTIJD = 60
UITSLAG = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)


def materiaal() -> Path:
    """Give the folder of the official material; a relative one is relative to the project."""
    pad = WORTEL / os.environ.get("OPENVUM_TESTMATERIAAL", "../shared") / "vum"
    if not pad.is_dir():
        raise SystemExit(f"{pad} is absent; set OPENVUM_TESTMATERIAAL")
    return pad


@contextmanager
def postgresql() -> Iterator[str]:
    """Make a database and give its URL; drop it afterwards."""
    server = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/test")
    naam = f"openvum_conformiteit_{secrets.token_hex(4)}"

    async def voer_uit(opdracht: str) -> None:
        verbinding = await asyncpg.connect(server)
        try:
            await verbinding.execute(opdracht)
        finally:
            await verbinding.close()

    asyncio.run(voer_uit(f"CREATE DATABASE {naam}"))
    try:
        basis, _, vraag = server.partition("?")
        adres = basis.rsplit("/", 1)[0].replace("postgresql://", "postgresql+asyncpg://", 1)
        yield f"{adres}/{naam}{'?' + vraag if vraag else ''}"
    finally:
        asyncio.run(voer_uit(f"DROP DATABASE {naam} WITH (FORCE)"))


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as map_:
        yield f"sqlite+aiosqlite:///{map_}/openvum.db"


def omgeving(url: str, map_: str) -> dict[str, str]:
    """Give the environment without the settings of whoever runs this."""
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("OPENVUM_")}
    return {**schoon, "OPENVUM_DATABASE_URL": url, "OPENVUM_SLEUTELS": f"{map_}/ring.sleutels.json"}


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def server(env: dict[str, str], werkers: int) -> Iterator[str]:
    """Start a node and give its address once it is ready; stop it afterwards."""
    poort = vrije_poort()
    opdracht = [str(OPENVUM), "serve", "--port", str(poort), "--workers", str(werkers)]
    proces = subprocess.Popen(opdracht, env=env, stderr=subprocess.DEVNULL)
    try:
        wacht_tot_gereed(f"http://127.0.0.1:{poort}/health/ready", proces)
        yield f"http://127.0.0.1:{poort}"
    finally:
        proces.terminate()
        proces.wait(timeout=STARTTIJD)


def wacht_tot_gereed(url: str, proces: "subprocess.Popen[bytes]") -> None:
    einde = time.monotonic() + STARTTIJD
    while time.monotonic() < einde and proces.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise SystemExit("the server did not become ready")


def beoordeel(adres: str, versie: str, soort: str, koppelvlak: str, waarop: str) -> tuple[int, int]:
    """Run the cases of one kind on one contract; give how many passed and failed."""
    opdracht = [sys.executable, str(materiaal() / "accreditatie.py"), "--base", adres + BASIS[koppelvlak] + versie]
    opdracht += ["--soort", soort, "--koppelvlak", koppelvlak, "--versie", versie]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=False).stdout
    uitslag = UITSLAG.search(uit)
    goed, fout = (int(uitslag[1]), int(uitslag[2])) if uitslag else (0, 1)
    print(f"{versie} {soort} {koppelvlak} {waarop}: {goed} passed, {fout} failed", flush=True)
    if fout:
        print(uit, flush=True)
    return goed, fout


def loop(opslag: str, url: str, versie: str, werkers: Sequence[int]) -> list[tuple[int, int]]:
    """Migrate, load the official records, and run every case with each number of workers."""
    with tempfile.TemporaryDirectory() as map_:
        env = omgeving(url, map_)
        subprocess.run([OPENVUM, "db", "upgrade"], env=env, check=True)
        for soort in SOORTEN:
            bestand = materiaal() / "accreditatie" / versie / f"{soort}.json"
            laden = [str(OPENVUM), "laden", soort, str(bestand), "--bron", BRON, "--formaat", f"vum{versie[1:]}"]
            subprocess.run(laden, env=env, check=True)
        uitslagen = []
        for aantal in werkers:
            with server(env, aantal) as adres:
                waarop = f"{opslag} workers={aantal}"
                uitslagen += [beoordeel(adres, versie, s, k, waarop) for s in SOORTEN for k in BASIS]
        return uitslagen


@contextmanager
def bronnen_elders(versie: str, aantal: int) -> Iterator[list[Bronregistratie]]:
    """Deal the official records out over so many sources elsewhere: the official material's own."""
    poort = vrije_poort()
    opdracht = [sys.executable, str(materiaal() / "testbron.py"), "--poort", str(poort), "--aantal", str(aantal)]
    opdracht += ["--versie", versie, "--pc4", str(WORTEL / "app" / "data" / "pc4.csv")]
    with subprocess.Popen(opdracht, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as proces:
        try:
            assert proces.stdout is not None
            proces.stdout.readline()
            yield [
                Bronregistratie(
                    Oin(f"00000099{n + 1:09}000"), f"bron{n}", f"http://127.0.0.1:{poort}/bron{n}", f"{versie[1:]}.0.0"
                )
                for n in range(aantal)
            ]
        finally:
            proces.kill()


def verspreid(opslag: str, url: str, versie: str, aantal: int) -> list[tuple[int, int]]:
    """Run every case on the exchange, with the official records at sources elsewhere."""
    with tempfile.TemporaryDirectory() as map_, bronnen_elders(versie, aantal) as bronnen:
        env = omgeving(url, map_)
        subprocess.run([OPENVUM, "db", "upgrade"], env=env, check=True)
        instellingen = Instellingen(database_url=url, sleutels=Path(env["OPENVUM_SLEUTELS"]))
        asyncio.run(zet_in_register(instellingen, [], bronnen))
        with server(env, 1) as adres:
            waarop = f"{opslag} bronnen={aantal}"
            return [beoordeel(adres, versie, s, "bemiddelaar", waarop) for s in SOORTEN]


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--opslag", choices=("sqlite", "postgresql"), action="append", help="default: both")
    p.add_argument("--werkers", type=int, action="append", help="default: 1 and 2 (v3), 1 (v2)")
    p.add_argument("--versie", choices=tuple(VERSIES), action="append", help="default: both")
    p.add_argument(
        "--bronnen", type=int, action="append", help="sources elsewhere; default: 1 and 50, or 5 and 50 (postgresql)"
    )
    a = p.parse_args()
    uitslagen = []
    for opslag, versie in product(a.opslag or ("sqlite", "postgresql"), a.versie or VERSIES):
        with sqlite() if opslag == "sqlite" else postgresql() as url:
            uitslagen += loop(opslag, url, versie, a.werkers or VERSIES[versie])
        for aantal in a.bronnen or ELDERS[opslag]:
            with sqlite() if opslag == "sqlite" else postgresql() as url:
                uitslagen += verspreid(opslag, url, versie, aantal)
    goed, fout = (sum(kolom) for kolom in zip(*uitslagen, strict=True))
    print(f"{goed} passed, {fout} failed")
    return 1 if fout else 0


if __name__ == "__main__":
    raise SystemExit(main())
