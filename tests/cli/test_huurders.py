"""Commands for one source leave another source's persons of the same id alone, and tell nothing of them."""

import asyncio
import json

import pytest

from tests.builders import een_werkzoekende
from tests.keten.inzagehuis import tabellen

A, B = "00000099000000071000", "00000099000000072000"
ID = "persoon-1"


@pytest.fixture
def twee(gemigreerd, tmp_path):
    for bron, tekst in ((A, "Van A."), (B, "Van B.")):
        records = [een_werkzoekende(idWerkzoekende=ID, persoonlijkePresentatie=tekst)]
        if bron == A:
            records.append(een_werkzoekende(idWerkzoekende="alleen-a"))
        (tmp_path / f"{bron}.json").write_text(json.dumps(records))
        assert gemigreerd("laden", "werkzoekenden", f"{bron}.json", "--bron", bron) == 0
        assert gemigreerd("toestemming", "geven", "--bron", bron, "--id", ID, "--omvang", "privaat") == 0
    return gemigreerd


def van_a(map_):
    """Every row of A in the tables about persons; a registration may be told of in the others."""
    alles = asyncio.run(tabellen(f"sqlite+aiosqlite:///{map_ / 'openvum.db'}"))
    namen = ("werkzoekende", "werkzoekende_selectie", "toestemming", "bezwaar", "gewist", "persoon")
    return {n: [r for r in rijen if A in map(str, r.values())] for n, rijen in alles.items() if n.startswith(namen)}


@pytest.mark.parametrize(
    "opdracht",
    [
        ("laden", "werkzoekenden", "leeg.json", "--bron", B, "--volledig"),
        ("laden", "werkzoekenden", f"{B}.json", "--bron", B, "--volledig"),
        ("toestemming", "intrekken", "--bron", B, "--id", ID, "--omvang", "privaat"),
        ("toestemming", "bezwaar", "--bron", B, "--id", ID),
        ("persoon", "wis", "--bron", B, "--id", ID),
        ("bron", "verwijder", "--oin", B),
    ],
)
def test_a_command_for_one_source_changes_nothing_of_the_other(twee, tmp_path, opdracht):
    (tmp_path / "leeg.json").write_text("[]")
    voor = van_a(tmp_path)
    assert any(voor.values())
    twee(*opdracht)
    assert van_a(tmp_path) == voor
    assert "alleen-a" not in twee.uit + twee.fout


@pytest.mark.parametrize(
    "opdracht",
    [
        ("toestemming", "historie", "--bron", B, "--id", "alleen-a"),
        ("verantwoording", "wie", "--bron", B, "--id", "alleen-a"),
        ("persoon", "export", "--bron", B, "--id", "alleen-a"),
        ("persoon", "wis", "--bron", B, "--id", "alleen-a"),
    ],
)
def test_what_another_source_holds_is_as_absent_as_what_nobody_holds(twee, opdracht):
    code = twee(*opdracht)
    gezegd = (code, twee.uit, twee.meldingen)
    niemand = (*opdracht[:-1], "niemand-0")
    assert (twee(*niemand), twee.uit.replace("niemand-0", "alleen-a"), twee.meldingen) == gezegd
