"""The real file of Sonar: every row and cell accounted for, and nothing that points at a person in any table after."""

import json
import sqlite3

import orjson
import pytest
import python_calamine

from app.domain.celverslag import Celuitkomst
from tests.cli.test_formaten import BRON, laad
from tests.materiaal import materiaal_map

NOOIT = ("BSN", "ID_WZ", "Volledige Naam", "Plaats", "Straatnaam")
CONTACT = ("Telefoonnummer", "E-mailadres")


@pytest.fixture(scope="module")
def rijen():
    """The rows as an independent reader gives them."""
    pad = materiaal_map("voorbeelden", "sonar-dashboard.xlsx")
    blad = python_calamine.CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
    kop = next(n for n, rij in enumerate(blad) if "BSN" in rij)
    return [dict(zip(blad[kop], rij, strict=True)) for rij in blad[kop + 1 :] if any(str(w).strip() for w in rij)]


@pytest.fixture
def geladen(gemigreerd, tmp_path):
    bestand = materiaal_map("voorbeelden", "sonar-dashboard.xlsx")
    assert laad(gemigreerd, bestand, "sonar", "--rapport", tmp_path / "r.json") == 1
    return json.loads((tmp_path / "r.json").read_text())


def waarden(rijen, *kolommen):
    """Give what stands in these columns, as text; what is too short to be found by chance is left out."""
    gevonden = {str(int(w) if isinstance(w, float) else w).strip() for r in rijen for k in kolommen if (w := r.get(k))}
    return {w for w in gevonden if len(w) > 3}


def tabellen():
    """Give every value of every column of every table, as text."""
    with sqlite3.connect("openvum.db") as db:
        for (tabel,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cursor = db.execute(f'SELECT * FROM "{tabel}"')
            namen = [deel[0] for deel in cursor.description]
            for rij in cursor:
                for naam, waarde in zip(namen, rij, strict=True):
                    tekst = waarde.decode("utf-8", "replace") if isinstance(waarde, bytes) else str(waarde)
                    yield (tabel, naam), tekst


def test_every_row_and_every_cell_has_one_outcome(geladen, rijen):
    cellen = geladen["cellen"]
    assert (len(rijen), geladen["gelezen"], cellen["rijen"]) == (24, 24, 24)
    assert sum(cellen.get(u.value, 0) for u in Celuitkomst) == cellen["gelezen"] == len(rijen) * len(rijen[0])
    # A person who is in the file twice is one record: the last row won.
    assert geladen["nieuw"] + geladen["dubbel"] + geladen["geweigerd"] == len(rijen)
    assert geladen["nieuw"] == len({r["BSN"] for r in rijen if r["Toestemming"] == "Ja"})
    assert cellen.get("onbekend", 0) == 0
    assert cellen["afgewezen"] == sum(cellen["afgewezen_per_kolom"].values()) == len(cellen["opmerkingen"])


def test_nobody_is_found_in_any_table(geladen, rijen):
    nooit, contact = waarden(rijen, *NOOIT), waarden(rijen, *CONTACT)
    assert len(nooit) > 20
    medewerkers = waarden(rijen, "Medewerker Naam", "Organisatie Naam")
    plekken = set()
    for plek, tekst in tabellen():
        assert not [w for w in nooit if w in tekst and not any(w in m for m in medewerkers)], plek
        if any(w in tekst for w in contact):
            plekken.add(plek)
    assert plekken <= {("werkzoekende", "inhoud")}
    assert plekken, "the search does find"


def test_contact_stands_in_the_fields_for_contact_alone_and_under_consent(geladen, rijen):
    contact = waarden(rijen, *CONTACT)
    with sqlite3.connect("openvum.db") as db:
        records = db.execute(
            "SELECT id, inhoud, grondslag, suwi_tot, publiek_tot, privaat_tot FROM werkzoekende"
        ).fetchall()
        toestemming = {
            (id_, omvang)
            for id_, omvang in db.execute("SELECT id, omvang FROM toestemming WHERE bron_oin = ?", (BRON,)).fetchall()
        }
    assert len(records) == geladen["nieuw"]
    for id_, inhoud, grondslag, suwi, publiek, privaat in records:
        record = orjson.loads(inhoud)
        for veld in ("telefoonnummer", "emailadres"):
            record.pop(veld, None)
        assert not [w for w in contact if w in orjson.dumps(record).decode()]
        assert (grondslag, suwi > 0, publiek, privaat) == ("toestemming", True, 0, 0)
        assert {(id_, "suwi"), (id_, "contact")} <= toestemming
