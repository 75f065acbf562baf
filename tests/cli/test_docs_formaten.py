"""The example of docs/formaten.md is run as it is written there: a mapping can be made from the docs alone."""

import json
import re
import shlex
from pathlib import Path

import orjson

from app.adapters.formaten.catalogus import laad_catalogus
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import pseudoniem

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "formaten.md").read_text(encoding="utf-8")


def blok(naam):
    (gevonden,) = re.findall(rf"<!-- {re.escape(naam)} -->\n```\w+\n(.*?)```", DOCS, re.DOTALL)
    return gevonden


def doe(openvum, monkeypatch, opdracht):
    """Carry out one line of shell."""
    woorden = shlex.split(opdracht)
    if woorden[0] == "openvum":
        return openvum(*woorden[1:])
    if woorden[0] == "export":
        monkeypatch.setenv(*woorden[1].split("="))
    elif woorden[0] == "mkdir":
        Path(woorden[1]).mkdir()
        Path(woorden[4]).rename(Path(woorden[5]) / woorden[4])
    return 0


def test_the_example_does_what_the_docs_say(gemigreerd, monkeypatch):
    for naam in ("inschrijvingen.csv", "inschrijvingen.yaml"):
        Path(naam).write_text(blok(f"bestand: {naam}"), encoding="utf-8")
    codes = [doe(gemigreerd, monkeypatch, regel) for regel in blok("opdrachten").splitlines()]
    assert codes == [0, 0, 0, 1]
    assert [*gemigreerd.meldingen, *gemigreerd.uit.splitlines()] == blok("uitvoer").splitlines()

    formaat = laad_catalogus(Path("formaten")).kies("inschrijvingen", Soort.WERKZOEKENDE, pseudoniem)
    with Path("inschrijvingen.csv").open("rb") as bestand:
        record = orjson.loads(next(iter(formaat.lees(bestand))).ruw)
    assert record == {"idWerkzoekende": pseudoniem("K-0101"), **json.loads(blok("record"))}


def test_no_shipped_mapping_fits_the_example(gemigreerd):
    Path("inschrijvingen.csv").write_text(blok("bestand: inschrijvingen.csv"), encoding="utf-8")
    for naam in laad_catalogus().namen(Soort.WERKZOEKENDE):
        opties = ("--bron", "00000099000000601000", "--formaat", naam, "--proef")
        assert gemigreerd("laden", "werkzoekenden", "inschrijvingen.csv", *opties) == 2


def test_every_format_and_key_is_in_the_docs():
    from app.adapters.formaten.afbeelding import Afbeelding

    assert [naam for naam in laad_catalogus().namen() if f"`{naam}`" not in DOCS] == []
    assert [naam for naam in Afbeelding.model_fields if naam not in DOCS] == []
