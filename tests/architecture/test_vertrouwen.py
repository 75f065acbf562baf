"""The page on trust promises nothing that no test guards."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[2]
BLADZIJDE = WORTEL / "docs" / "vertrouwen.md"
_VERWIJZING = re.compile(r"\[(test_\w+)\]\(([^)]+)\)")
_KOPREGELS = ("| Regel |", "| --- |")


def regels() -> list[str]:
    """The rows of the tables: a rule and its tests."""
    alle = BLADZIJDE.read_text("utf-8").splitlines()
    return [r for r in alle if r.startswith("|") and not r.startswith(_KOPREGELS)]


@cache
def namen_van(pad: Path) -> frozenset[str]:
    boom = ast.parse(pad.read_text("utf-8"))
    return frozenset(k.name for k in ast.walk(boom) if isinstance(k, ast.FunctionDef | ast.AsyncFunctionDef))


def zonder_test(regel: str) -> list[str]:
    """What is wrong with the tests of a rule: none named, or one that is not there."""
    verwijzingen = _VERWIJZING.findall(regel)
    fout = [] if verwijzingen else ["names no test"]
    for naam, doel in verwijzingen:
        pad = (BLADZIJDE.parent / doel).resolve()
        if not pad.is_relative_to(WORTEL / "tests") or not pad.is_file() or naam not in namen_van(pad):
            fout.append(f"{doel}: no {naam}")
    return fout


@pytest.mark.parametrize("regel", regels(), ids=lambda r: r.split("|")[1].strip()[:60])
def test_every_rule_of_trust_has_its_tests(regel):
    assert zonder_test(regel) == []


def test_a_rule_without_a_test_or_with_a_lost_one_is_seen():
    assert zonder_test("| Een belofte. | |") == ["names no test"]
    verdwenen = "| Een regel. | [test_die_er_niet_is](../tests/architecture/test_vertrouwen.py) |"
    assert zonder_test(verdwenen) == ["../tests/architecture/test_vertrouwen.py: no test_die_er_niet_is"]
    assert zonder_test("| Een regel. | [test_x](../app/log.py) |") == ["../app/log.py: no test_x"]


def test_every_test_that_the_page_names_stands_in_a_rule():
    namen = _VERWIJZING.findall(BLADZIJDE.read_text("utf-8"))
    assert len(namen) == sum(len(_VERWIJZING.findall(regel)) for regel in regels())
