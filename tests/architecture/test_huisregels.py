"""The rules of the house, checked on the code itself."""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from app.log import Gebeurtenis
from app.settings import Instellingen

WORTEL = Path(__file__).resolve().parents[2]
MODULES = sorted(pad for map_ in ("app", "openvum") for pad in (WORTEL / map_).rglob("*.py"))
PERSOONLIJK = (
    "naam",
    "email",
    "telefoon",
    "bsn",
    "postcode",
    "id_werkzoekende",
    "vumid",
    "record",
    "vraag",
    "pad",
    "url",
)


def _functies(pad: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    return [k for k in ast.walk(boom) if isinstance(k, ast.FunctionDef | ast.AsyncFunctionDef)]


def _lengte(functie: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (functie.end_lineno or functie.lineno) - functie.lineno + 1


def test_import_rules_hold():
    uitkomst = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert uitkomst.returncode == 0, uitkomst.stdout


@pytest.mark.parametrize("pad", MODULES, ids=lambda p: str(p.relative_to(WORTEL)))
def test_files_stay_under_300_lines_and_functions_under_40(pad):
    assert len(pad.read_text(encoding="utf-8").splitlines()) <= 300
    assert [f"{f.name} ({_lengte(f)} lines)" for f in _functies(pad) if _lengte(f) > 40] == []


def test_median_function_is_under_10_lines():
    assert median(_lengte(f) for pad in MODULES for f in _functies(pad)) < 10


def test_no_log_event_has_room_for_personal_data():
    velden = {veld for g in Gebeurtenis for veld in g.value[2]}
    assert not velden & set(PERSOONLIJK)


def test_every_setting_says_what_it_does():
    assert [naam for naam, veld in Instellingen.model_fields.items() if not veld.description] == []
