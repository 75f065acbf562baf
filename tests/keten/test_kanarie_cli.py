"""Planted personal data goes through every command: what it says and logs holds none of it, unless that was asked."""

import asyncio
from collections.abc import Iterator
from itertools import cycle

import orjson
import pytest
import typer
import uvicorn

from app.cli import app
from app.models.partijen import Soort
from app.settings import SANDBOX_OIN
from tests import tokens
from tests.cli.conftest import gemigreerd, openvum
from tests.keten.kanaries import GEPLANT, KLANT, NAAM, TOEGESTAAN, geplant, gevonden, in_kolommen

__all__ = ["gemigreerd", "openvum"]

BRON = ("--bron", SANDBOX_OIN)
WIE = (*BRON, "--id", KLANT)
ANDER = ("--oin", "00000099000000001000")
GOED: dict[str, list[tuple[str, ...]]] = {
    "db upgrade": [()],
    "instellingen": [()],
    "demo": [("--uit", "demo")],
    "formaat lijst": [()],
    "formaat omzetters": [()],
    "formaat controleer": [("weg.yaml",)],
    "formaat voorstellen": [("w.json",)],
    "formaat jobposting": [("v.json",)],
    "referentielijst laden": [("beroepen", "v.json", "--geldig-vanaf", "2026-01-01")],
    "referentielijst lijst": [()],
    "referentielijst toon": [("beroepen",)],
    "referentielijst synoniemen": [("t.csv",)],
    "referentielijst verwijder": [("beroepen", "--geldig-vanaf", "2026-01-01")],
    "deelnemer toevoegen": [(*ANDER, "--naam", "Partij")],
    "deelnemer lijst": [()],
    "deelnemer verwijder": [ANDER],
    "bron toevoegen": [(*ANDER, "--naam", "Bron")],
    "bron zet": [(*ANDER, "--naam", "Bron")],
    "bron lijst": [()],
    "bron statistiek": [()],
    "bron verwijder": [ANDER],
    "certificaat lijst": [()],
    "certificaat keur": [("client.pem",)],
    "client toevoegen": [("--oin", SANDBOX_OIN, "--naam", "Client", "--sleutel", "client.pem")],
    "client sleutel": [("client-onbekend", "--sleutel", "client.pem")],
    "client lijst": [()],
    "client intrekken": [("client-onbekend",)],
    "serve": [()],
    "laden": [
        ("werkzoekenden", "w.json", *BRON, "--rapport", "r.json"),
        ("vacatures", "v.json", *BRON),
        ("werkzoekenden", "fout.json", *BRON, "--rapport", "f.json"),
        ("werkzoekenden", "stuk.json", *BRON),
    ],
    **{
        f"vraag {soort}": [("--postcode", "3511AA", "--afstand", "10", "--url", "http://127.0.0.1:1/api/v3")]
        for soort in ("werkzoekenden", "vacatures")
    },
    "kwaliteit": [BRON, (*BRON, "--json"), (*WIE, "--soort", "werkzoekende")],
    "toets": [
        ("http://127.0.0.1:1/bron/api/v3", "--regel", "BER-*", "--verslag", "t.html", "--verslag", "t.json"),
        ("--schrijf-testset", "testset"),
    ],
    "levering lijst": [BRON],
    "levering toon": [("5f0c8f0e-7f0e-4b8e-9d3c-0f5b1a2c3d4e", *BRON)],
    "levering rapport": [("5f0c8f0e-7f0e-4b8e-9d3c-0f5b1a2c3d4e", *BRON, "--rapport", "run.json")],
    "levering bevestig": [("5f0c8f0e-7f0e-4b8e-9d3c-0f5b1a2c3d4e", *BRON)],
    "toestemming geven": [(*WIE, "--omvang", "privaat", "--wijze", "formulier"), (*WIE, "--omvang", "suwi")],
    "toestemming intrekken": [(*WIE, "--omvang", "privaat")],
    "toestemming bezwaar": [WIE, (*WIE, "--opheffen")],
    "toestemming historie": [WIE],
    "toestemming laden": [("t.csv", *BRON), ("t-fout.csv", *BRON)],
    "verantwoording controleer": [()],
    "verantwoording wie": [WIE],
    "verantwoording export": [("uit.ndjson",), ("uit.otlp", "--vorm", "otlp")],
    "audit controleer": [()],
    "audit toon": [()],
    "privacy rapport": [("--uit", "rapport")],
    "onderhoud": [()],
    "sleutels maak": [("nieuw.json",)],
    "sleutels roteer": [("nieuw.json", "--doel", "vumid")],
    "sleutels toon": [("nieuw.json",)],
    "sleutels controleer": [("nieuw.json",)],
    "sleutels trek-in": [("nieuw.json", "--doel", "vumid", "--kid", "weg", "--ja")],
    "persoon export": [(*WIE, "--uit", "kopie.json")],
    "persoon corrigeer": [("een.json", *WIE)],
    "persoon wis": [WIE, (*WIE, "--opheffen")],
}
"""In this order; the last three are about one person and do what a person asks."""
MAG = {"formaat jobposting": {"vacature"}}
"""What a command may say: this one writes out the operator's own file of vacancies in another form."""
ZEGT_TERUG = {"--uds", "--rapport", "--uit", "--host", "--schrijf-testset"}
"""Files and addresses of the operator, which a message about them has to name."""


def _opdrachten(groep: typer.core.TyperGroup, voor: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    for naam, deel in groep.commands.items():
        if hasattr(deel, "commands"):
            yield from _opdrachten(deel, (*voor, naam))
        else:
            yield " ".join((*voor, naam)), [p.opts[0] for p in deel.params if p.opts[0].startswith("--")]


OPDRACHTEN = dict(_opdrachten(typer.main.get_command(app)))


@pytest.fixture
def nest(gemigreerd, tmp_path, monkeypatch):
    """A migrated node and files with canaries in all kinds of places, right and wrong."""
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    w = geplant(Soort.WERKZOEKENDE)
    for naam, inhoud in {
        "w.json": [w],
        "v.json": [geplant(Soort.VACATURE)],
        "een.json": w,
        "fout.json": [
            {**w, NAAM: NAAM},
            {**w, "idWerkzoekende": GEPLANT["bsn"]},
            {**w, "mobiliteit": GEPLANT["email"]},
        ],
    }.items():
        (tmp_path / naam).write_bytes(orjson.dumps(inhoud))
    (tmp_path / "client.pem").write_bytes(tokens.pem(tokens.rsa("client")))
    (tmp_path / "stuk.json").write_text(f'[{{"idWerkzoekende": "{KLANT}", "{NAAM}"')
    (tmp_path / "t.csv").write_text(f"id,omvang\n{KLANT},privaat\n")
    (tmp_path / "t-fout.csv").write_text(f"id,omvang,wijze\n{GEPLANT['bsn']},{NAAM},{GEPLANT['email']}\n{NAAM},x,y\n")
    return gemigreerd


def test_every_command_has_its_line() -> None:
    assert OPDRACHTEN.keys() == GOED.keys()


def test_what_a_command_says_holds_no_canary(nest, tmp_path) -> None:
    for opdracht, reeks in GOED.items():
        for argumenten in reeks:
            nest(*opdracht.split(), *argumenten)
            assert gevonden(nest.uit) <= MAG.get(opdracht, set()), (opdracht, argumenten)
            assert gevonden(nest.fout) == set(), (opdracht, argumenten)
    for naam in ("uit.ndjson", "uit.otlp", "r.json"):
        assert gevonden((tmp_path / naam).read_bytes()) == set(), naam
    assert gevonden((tmp_path / "f.json").read_bytes()) <= {"klant"}  # the id of a refused record, for its deliverer
    assert gevonden((tmp_path / "kopie.json").read_bytes()) >= {"naam", "klant"}  # a person's own copy
    kolommen = asyncio.run(in_kolommen(f"sqlite+aiosqlite:///{tmp_path / 'openvum.db'}"))
    assert {p: n - TOEGESTAAN.get(p, set()) for p, n in kolommen.items() if n - TOEGESTAAN.get(p, set())} == {}


def test_a_wrong_argument_is_refused_without_its_value(nest) -> None:
    waarden = cycle(w for w in GEPLANT.values())
    for opdracht, opties in OPDRACHTEN.items():
        for optie in set(opties) - ZEGT_TERUG:
            nest(*opdracht.split(), *GOED[opdracht][0], optie, next(waarden))
            assert gevonden(nest.uit) <= MAG.get(opdracht, set()), (opdracht, optie)
            assert gevonden(nest.fout) == set(), (opdracht, optie)
        nest(*opdracht.split(), *GOED[opdracht][0], f"--{NAAM.split()[0].lower()}", "x")
        assert gevonden(nest.uit + nest.fout) == set(), opdracht
