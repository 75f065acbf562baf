"""What deploy/ holds is right: judged by the linters of each kind, and by the metrics and settings that exist."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import promql_parser
import pytest
import yaml

from app.routers.meting import meet, meet_geldigheid, meetwaarden
from app.settings import PREFIX, Instellingen

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
VERSIES_VAN_KUBERNETES = ("1.30", "1.34")
_NAAM = re.compile(r"\b(?:openvum|up)[a-z0-9_:]*(?=[{\[) ]|$)")


def _metingen() -> set[str]:
    meet("api", "route", "GET", 200, 0.1)
    meet_geldigheid("eigen", 2e9)
    return set(re.findall(r"^([a-z_]+)[{ ]", meetwaarden().decode(), re.MULTILINE))


def _regels() -> list[dict[str, Any]]:
    document = yaml.safe_load((DEPLOY / "prometheus" / "openvum.rules.yaml").read_text("utf-8"))
    return [regel for groep in document["groups"] for regel in groep["rules"]]


def _vragen_van_het_dashboard() -> list[str]:
    dashboard = json.loads((DEPLOY / "grafana" / "openvum.json").read_text("utf-8"))
    return [doel["expr"] for paneel in dashboard["panels"] for doel in paneel["targets"]]


def _vragen() -> list[str]:
    vensters = [v.replace("$__rate_interval", "5m").replace("$api", ".*") for v in _vragen_van_het_dashboard()]
    return [regel["expr"] for regel in _regels()] + vensters


@pytest.mark.parametrize("vraag", _vragen())
def test_every_query_can_be_read_and_asks_for_a_metric_that_exists(vraag: str) -> None:
    promql_parser.parse(vraag)
    bekend = _metingen() | {"up"} | {str(r["record"]) for r in _regels() if "record" in r}
    gevraagd = set(_NAAM.findall(re.sub(r'"[^"]*"', '""', vraag)))
    assert gevraagd
    assert gevraagd <= bekend


def test_every_alert_says_what_is_wrong_and_how_bad_it_is() -> None:
    alarmen = [regel for regel in _regels() if "alert" in regel]
    assert alarmen
    assert [a["alert"] for a in alarmen if {"summary", "description"} - a["annotations"].keys()] == []
    assert {a["labels"]["ernst"] for a in alarmen} <= {"kritiek", "waarschuwing"}


def test_the_compose_file_is_one() -> None:
    klaar = subprocess.run(
        [
            Path(sys.executable).with_name("check-jsonschema"),
            "--builtin-schema",
            "vendor.compose-spec",
            DEPLOY / "compose" / "compose.yaml",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stdout


@pytest.mark.parametrize("versie", VERSIES_VAN_KUBERNETES)
def test_the_manifests_are_what_kubernetes_takes(versie: str) -> None:
    klant = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text("utf-8"))
    bestanden = [DEPLOY / "kubernetes" / naam for naam in klant["resources"]]
    assert {p.name for p in bestanden} == {
        p.name for p in (DEPLOY / "kubernetes").glob("*.yaml") if p.name != "kustomization.yaml"
    }
    for bestand in bestanden:
        for document in yaml.safe_load_all(bestand.read_text("utf-8")):
            kubernetes_validate.validate(document, versie, strict=True)


def test_every_setting_that_deploy_names_exists() -> None:
    bekend = {PREFIX + naam.upper() for naam in Instellingen.model_fields}
    teksten = "\n".join(p.read_text("utf-8") for p in DEPLOY.rglob("*") if p.is_file())
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", teksten)) <= bekend


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("systemd-analyze is absent")
    eenheid = tmp_path / "openvum.service"
    tekst = (DEPLOY / "systemd" / "openvum.service").read_text("utf-8")
    eenheid.write_text(tekst.replace("/opt/openvum/bin/openvum", "/bin/true"), "utf-8")
    klaar = subprocess.run([systemd, "verify", eenheid], capture_output=True, text=True, check=False)
    assert (klaar.returncode, klaar.stderr) == (0, "")
