"""The sample files, read through the shipped mappings."""

import hashlib
import importlib.util
import io
import json
import re
from functools import cache
from pathlib import Path

import orjson

from app.adapters.formaten.catalogus import keur_afbeelding, laad_catalogus, van_afbeelding
from app.adapters.formaten.inrichting import richt_in
from app.domain.celverslag import Celuitkomst
from app.domain.referentielijst import Naslag
from app.models.identiteit import RecordID
from app.models.partijen import Soort

WORTEL = Path(__file__).resolve().parents[3]
VOORBEELDEN = WORTEL / "tests" / "voorbeelden"
W, V = Soort.WERKZOEKENDE, Soort.VACATURE
FORMAAT = {
    "sonar.xlsx": ("sonar", W),
    "wbs.xlsx": ("wbs", V),
    "wbs.csv": ("wbs", V),
    "gemeente.csv": ("gemeente-csv", W),
    "gemeente-utf8.csv": ("gemeente-csv", W),
    "hallowerk.json": ("hallowerk", W),
    "um-werkzoekenden.json": ("um-pilot", W),
    "um-vacatures.json": ("um-pilot", V),
    "jobposting.json": ("jobposting", V),
    "setu.xml": ("setu", V),
}
GEEN = Naslag()
_KOLOM = re.compile(r" \(kolom [A-Z]+\)$")


def pseudoniem(nummer):
    return RecordID("p-" + hashlib.sha256(nummer.encode()).hexdigest()[:20])


@cache
def maker():
    """Give the script that makes the samples, as a module."""
    spec = importlib.util.spec_from_file_location("maak_voorbeelden", WORTEL / "tools" / "maak_voorbeelden.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def catalogus():
    return laad_catalogus()


class Uitkomst:
    """What came out of a file."""

    def __init__(self, formaat, inhoud):
        self.ingelezen = list(formaat.lees(io.BytesIO(inhoud) if isinstance(inhoud, bytes) else inhoud))
        self.verslag = formaat.verslag
        self.leesfouten = [i for i in self.ingelezen if i.leesfout]
        self.records = {i.plaats: orjson.loads(i.ruw) for i in self.ingelezen if i.ruw}
        self.geweigerd = {i.plaats: i.schendingen for i in self.ingelezen if i.schendingen}
        self.genoemd = sorted((o.plaats, _KOLOM.sub("", o.kolom)) for o in self.verslag.opmerkingen)

    @property
    def telling(self):
        return {u.value: self.verslag.telling[u] for u in Celuitkomst if self.verslag.telling[u]}


def lees(naam, inhoud, soort=None, naslag=GEEN):
    if soort is None:
        naam, soort = FORMAAT[naam]
    return Uitkomst(catalogus().kies(naam, soort, pseudoniem, naslag), inhoud)


def lees_met(yaml, inhoud, naslag=GEEN):
    """Read with a mapping of the test's own."""
    afbeelding = keur_afbeelding("proef.yaml", yaml.encode())
    return Uitkomst(van_afbeelding(richt_in("proef.yaml", afbeelding, naslag), pseudoniem), inhoud)


def voorbeeld(naam):
    return (VOORBEELDEN / naam).read_bytes()


def fouten(naam):
    return sorted(map(tuple, json.loads((VOORBEELDEN / f"{naam}.fouten.json").read_text())))
