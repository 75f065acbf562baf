"""Every command that the documentation shows exists, with the options that are shown."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from app.cli import app

WORTEL = Path(__file__).resolve().parents[2]
BLADZIJDEN = sorted([WORTEL / "README.md", *(WORTEL / "docs").rglob("*.md"), *(WORTEL / "deploy").rglob("*.md")])
_BLOK = re.compile(r"^( *)```(?:sh|console|bash)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


def opdrachten(pad: Path) -> list[str]:
    """Every line that runs ``openvum``, continued lines joined."""
    tekst = "\n".join(blok.replace("\\\n", " ") for _, blok in _BLOK.findall(pad.read_text("utf-8")))
    return [r[r.index("openvum ") :] for r in map(str.strip, tekst.splitlines()) if re.match(r"(\$ |.*/)?openvum ", r)]


def fouten(opdracht: str) -> list[str]:
    """What is shown and does not exist."""
    woorden = shlex.split(opdracht, comments=True)[1:]
    groep = typer.main.get_command(app)
    while hasattr(groep, "commands") and woorden:
        naam = woorden.pop(0)
        if naam not in groep.commands:
            return [naam]
        groep = groep.commands[naam]
    bekend = {optie for p in groep.params for optie in (*p.opts, *p.secondary_opts)}
    opties = [w.partition("=")[0] for w in woorden if w.startswith("--")]
    return [optie for optie in opties if optie not in bekend]


@pytest.mark.parametrize("pad", [p for p in BLADZIJDEN if opdrachten(p)], ids=lambda p: str(p.relative_to(WORTEL)))
def test_every_command_that_a_page_shows_exists(pad: Path) -> None:
    assert {o: f for o in opdrachten(pad) if (f := fouten(o))} == {}


def test_the_check_finds_what_does_not_exist() -> None:
    assert fouten("openvum bestaatniet") == ["bestaatniet"]
    assert fouten("openvum bron toevoegen --oin x --bestaatniet y") == ["--bestaatniet"]
    assert fouten("openvum bron toevoegen --oin x # --toelichting") == []
