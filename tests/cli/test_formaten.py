"""Local files, from the command to the database."""

import asyncio
import json
import sqlite3
import time
from pathlib import Path

import pytest

from app.domain.matching import postcode_van
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.identiteit import Oin
from app.models.partijen import Inzage, Partijklasse, Soort
from app.storage.db import Database
from tests.adapters.formaten.hulp import VOORBEELDEN, lees, maker, voorbeeld
from tests.adapters.formaten.test_afbeelding import GOED
from tests.builders import een_vacature
from tests.materiaal import materiaal_map

BRON = "00000099000000601000"
SONAR = VOORBEELDEN / "sonar.xlsx"


def gevonden(klasse, postcode="3511AB"):
    async def zoek():
        database = Database("sqlite+aiosqlite:///openvum.db")
        vraag = ontleed(Soort.WERKZOEKENDE, {"selectiegebied": {"postcode": postcode, "afstand": 999}})
        gebied = Postcodekaart.lees().gebied(vraag.postcode, vraag.afstand)
        async with database.lezen() as opslag:
            selectie = await opslag.dossiers.zoek(Oin(BRON), vraag, gebied, Inzage(klasse, int(time.time())), 1_000)
        await database.sluit()
        return {str(match.id) for match in selectie.matches}

    return asyncio.run(zoek())


def in_database(*woorden):
    """Give the words that stand anywhere in the file of the database."""
    with sqlite3.connect("openvum.db") as verbinding:
        verbinding.execute("VACUUM")
    ruw = b"".join(pad.read_bytes() for pad in Path().glob("openvum.db*"))
    return [woord for woord in woorden if woord.encode() in ruw]


def laad(opdracht, bestand, formaat, *opties, soort="werkzoekenden"):
    return opdracht("laden", soort, bestand, "--bron", BRON, "--formaat", formaat, *opties)


def test_sonar_loads_under_consent_and_accounts_for_every_cell(gemigreerd, tmp_path):
    rapport = tmp_path / "r.json"
    assert laad(gemigreerd, SONAR, "sonar", "--rapport", rapport) == 1
    inhoud = json.loads(rapport.read_text())
    cellen = inhoud["cellen"]
    soorten = ("leeg", "overgenomen", "omgezet", "genegeerd", "identificerend", "afgewezen", "vervallen", "onbekend")
    assert sum(cellen.get(s, 0) for s in soorten) == cellen["gelezen"] == 60 * 35
    assert (inhoud["nieuw"], inhoud["geweigerd"], inhoud["toestemmingen"]) == (55, 5, 110)
    assert {"plaats", "kolom", "regel", "verbetering"} == set(cellen["opmerkingen"][0])
    assert len(gevonden(Partijklasse.SUWI)) == 55
    assert gevonden(Partijklasse.PUBLIEK) == gevonden(Partijklasse.PRIVAAT) == set()


def test_nothing_of_a_person_is_in_the_database_but_contact_data(gemigreerd):
    laad(gemigreerd, SONAR, "sonar")
    assert in_database("persoon1@voorbeeld.example"), "the search finds what is there"
    verboden = ("999900", "Voorbeeld Persoon", "Voorbeeldstraat", "Voorbeeldstad", "WZ00000", "Participatieladder")
    assert in_database(*verboden) == []
    assert [w for w in verboden if w in gemigreerd.uit + gemigreerd.fout] == []


def test_the_real_sonar_file_leaves_no_bsn_name_or_address(gemigreerd):
    assert laad(gemigreerd, materiaal_map("voorbeelden", "sonar-dashboard.xlsx"), "sonar") == 1
    assert in_database("799890", "Piet Jansen", "Testdorp\x00") == []


def test_who_no_longer_consents_disappears(gemigreerd, tmp_path):
    laad(gemigreerd, SONAR, "sonar")
    maak = maker()
    rijen = [{**rij, "Toestemming": "Nee"} for rij in maak.sonar().rijen[:1]]
    (tmp_path / "nee.xlsx").write_bytes(maak.als_xlsx(maak.Voorbeeld(rijen), 0))
    wie = lees("sonar.xlsx", voorbeeld("sonar.xlsx"))
    assert wie.records["rij 5"]
    assert laad(gemigreerd, tmp_path / "nee.xlsx", "sonar") == 2
    assert len(gevonden(Partijklasse.SUWI)) == 54


def test_the_ground_of_a_file_with_consent_cannot_be_another(gemigreerd):
    assert laad(gemigreerd, SONAR, "sonar", "--grondslag", "publieke_taak") == 2
    assert "elke rij zegt haar zelf" in gemigreerd.fout
    assert laad(gemigreerd, SONAR, "sonar", "--grondslag", "toestemming") == 1


def test_in_production_the_ground_comes_from_the_file(productie):
    productie("bron", "toevoegen", "--oin", BRON, "--naam", "x")
    assert laad(productie, SONAR, "sonar") == 1


@pytest.mark.parametrize(
    ("naam", "formaat", "soort", "nieuw"),
    [
        ("wbs.xlsx", "wbs", "vacatures", 58),
        ("wbs.csv", "wbs", "vacatures", 58),
        ("gemeente.csv", "gemeente-csv", "werkzoekenden", 56),
        ("hallowerk.json", "hallowerk", "werkzoekenden", 58),
        ("um-werkzoekenden.json", "um-pilot", "werkzoekenden", 58),
        ("um-vacatures.json", "um-pilot", "vacatures", 60),
        ("jobposting.json", "jobposting", "vacatures", 59),
        ("setu.xml", "setu", "vacatures", 59),
    ],
)
def test_every_format_loads(gemigreerd, naam, formaat, soort, nieuw):
    assert laad(gemigreerd, VOORBEELDEN / naam, formaat, soort=soort) == 1
    assert f"{nieuw} nieuw" in gemigreerd.uit
    laad(gemigreerd, VOORBEELDEN / naam, formaat, soort=soort)
    assert f"{nieuw} ongewijzigd" in gemigreerd.uit


def test_a_damaged_file_changes_nothing(gemigreerd, tmp_path):
    (tmp_path / "stuk.xlsx").write_bytes(SONAR.read_bytes()[:9_000])
    assert laad(gemigreerd, tmp_path / "stuk.xlsx", "sonar") == 2
    assert "beschadigd" in gemigreerd.fout
    laad(gemigreerd, SONAR, "sonar")
    assert laad(gemigreerd, tmp_path / "stuk.xlsx", "sonar", "--volledig") == 2
    assert len(gevonden(Partijklasse.SUWI)) == 55


def test_a_full_delivery_removes_who_is_not_in_the_file(gemigreerd, tmp_path):
    laad(gemigreerd, SONAR, "sonar")
    maak = maker()
    (tmp_path / "minder.xlsx").write_bytes(maak.als_xlsx(maak.Voorbeeld(maak.sonar().rijen[:2]), 0))
    assert laad(gemigreerd, tmp_path / "minder.xlsx", "sonar", "--volledig", "--bevestig") == 0
    assert len(gevonden(Partijklasse.SUWI)) == 2


def test_a_format_of_another_kind_is_refused(gemigreerd):
    assert laad(gemigreerd, SONAR, "sonar", soort="vacatures") == 2
    assert "--formaat: moet een van deze zijn: vum3" in gemigreerd.fout
    assert "sonar" not in gemigreerd.fout


class TestEigenAfbeelding:
    @pytest.fixture
    def map_(self, tmp_path, monkeypatch):
        (tmp_path / "formaten").mkdir()
        monkeypatch.setenv("OPENVUM_FORMATEN", str(tmp_path / "formaten"))
        return tmp_path / "formaten"

    def test_is_a_format_from_then_on(self, gemigreerd, map_, tmp_path):
        (map_ / "eigen.yaml").write_text(GOED)
        (tmp_path / "a.csv").write_text("Nummer;Postcode\na1;3511AB\n")
        assert laad(gemigreerd, tmp_path / "a.csv", "proef") == 0
        assert gemigreerd("formaat", "lijst") == 0
        assert "proef" in gemigreerd.uit

    def test_with_a_mistake_stops_every_delivery(self, gemigreerd, map_):
        (map_ / "eigen.yaml").write_text(GOED.replace("postcode}", "postkode}"))
        assert laad(gemigreerd, SONAR, "sonar") == 2
        assert "bedoelt u postcode?" in gemigreerd.fout

    def test_is_checked_and_explained(self, openvum, map_):
        (map_ / "eigen.yaml").write_text(GOED)
        assert openvum("formaat", "controleer", map_ / "eigen.yaml") == 0
        assert "in orde" in openvum.uit
        assert "pseudoniem" in openvum.uit
        (map_ / "eigen.yaml").write_text("formaat: x\n")
        assert openvum("formaat", "controleer", map_ / "eigen.yaml") == 2
        assert openvum.fout.count("ontbreekt") >= 4
        assert openvum("formaat", "controleer", map_ / "weg.yaml") == 2


def test_the_converters_are_listed(openvum):
    assert openvum("formaat", "omzetters") == 0
    assert "opleidingsniveau" in openvum.uit


def test_records_are_found_by_their_postcode():
    records = lees("gemeente.csv", voorbeeld("gemeente.csv")).records
    assert all(postcode_van(Soort.WERKZOEKENDE, record) for record in records.values())


def test_vacancies_go_out_as_jobposting(openvum, tmp_path):
    (tmp_path / "v.json").write_text(json.dumps([een_vacature(), {"idVacature": "x", "naam": 1}]))
    assert openvum("formaat", "jobposting", tmp_path / "v.json") == 1
    assert json.loads(openvum.uit)["@type"] == "JobPosting"
    assert "record 2" in openvum.fout
    assert openvum("formaat", "jobposting", tmp_path / "weg.json") == 2


def test_consent_that_a_file_changes_is_an_event_of_its_own_in_the_audit_log(gemigreerd, tmp_path):
    def gewijzigd():
        with sqlite3.connect("openvum.db") as verbinding:
            rijen = verbinding.execute(
                "SELECT object, actor, toelichting FROM auditregel WHERE handeling = 'toestemming_gewijzigd' ORDER BY nummer"
            ).fetchall()
        assert all(object_ == BRON and actor.startswith("cli:") for object_, actor, _ in rijen)
        return [toelichting for *_, toelichting in rijen]

    laad(gemigreerd, SONAR, "sonar", "--proef")
    assert gewijzigd() == []
    laad(gemigreerd, SONAR, "sonar")
    laad(gemigreerd, SONAR, "sonar")
    assert gewijzigd() == ["gegeven=110; ingetrokken=0; wat=bestand"], "what changes nothing is no event"
    maak = maker()
    rijen = [{**rij, "Toestemming": "Nee"} for rij in maak.sonar().rijen[:1]] + maak.sonar().rijen[1:2]
    (tmp_path / "nee.xlsx").write_bytes(maak.als_xlsx(maak.Voorbeeld(rijen), 0))
    laad(gemigreerd, tmp_path / "nee.xlsx", "sonar", "--volledig", "--bevestig")
    assert gewijzigd()[1:] == ["gegeven=0; ingetrokken=2; wat=bestand"]
    assert gemigreerd("audit", "controleer") == 0


def test_after_a_forced_rotation_everybody_keeps_the_same_id_and_who_was_erased_stays_away(gemigreerd, tmp_path):
    laad(gemigreerd, SONAR, "sonar")
    voor = gevonden(Partijklasse.SUWI)
    bezwaar, gewist = sorted(voor)[:2]
    assert gemigreerd("toestemming", "bezwaar", "--bron", BRON, "--id", bezwaar) == 0
    assert gemigreerd("persoon", "wis", "--bron", BRON, "--id", gewist) == 0, gemigreerd.fout
    sleutels = next(Path().glob("*.sleutels.json"))
    assert gemigreerd("sleutels", "roteer", sleutels, "--doel", "pseudoniem", "--dwing") == 0
    laad(gemigreerd, SONAR, "sonar")
    assert "0 nieuw" in gemigreerd.uit
    assert gevonden(Partijklasse.SUWI) == voor - {bezwaar, gewist}
