import asyncio
import json
import stat

import orjson
import pytest

from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.storage.db import Database
from tests.builders import een_vacature, een_werkzoekende
from tests.materiaal import materiaal_map

BRON = "00000099000000601000"
ANDER = "00000099000000602000"


@pytest.fixture
def bestand(tmp_path):
    def schrijf(*records, naam="records.json", regels=False):
        pad = tmp_path / naam
        pad.write_bytes(b"\n".join(orjson.dumps(r) for r in records) if regels else orjson.dumps(records))
        return pad

    return schrijf


def met_id(nummer, **velden):
    return een_werkzoekende(idWerkzoekende=f"w-{nummer}", **velden)


async def aantallen():
    database = Database("sqlite+aiosqlite:///openvum.db")
    async with database.lezen() as opslag:
        telling = {(b, s): await opslag.dossiers.aantal(Oin(b), s) for b in (BRON, ANDER) for s in Soort}
        bronnen = {b.oin for b in await opslag.register.bronnen()}
    await database.sluit()
    return telling, bronnen


def aantal(bron=BRON, soort=Soort.WERKZOEKENDE):
    return asyncio.run(aantallen())[0][bron, soort]


def geregistreerd():
    return asyncio.run(aantallen())[1]


@pytest.mark.parametrize("regels", [False, True])
def test_loads_a_list_and_lines(gemigreerd, bestand, regels):
    assert gemigreerd("laden", "werkzoekenden", bestand(met_id(1), met_id(2), regels=regels), "--bron", BRON) == 0
    assert aantal() == 2
    assert "2 nieuw" in gemigreerd.uit
    assert BRON in geregistreerd()


def test_is_safe_to_repeat(gemigreerd, bestand):
    pad = bestand(een_vacature(), naam="v.json")
    for tekst in ("1 nieuw", "1 ongewijzigd"):
        assert gemigreerd("laden", "vacatures", pad, "--bron", BRON) == 0
        assert tekst in gemigreerd.uit
    assert aantal(soort=Soort.VACATURE) == 1


def test_refused_records_are_reported_and_the_others_loaded(gemigreerd, bestand, tmp_path):
    fout = met_id(2, mobiliteit={"bemiddelingspostcode": "geheim"})
    rapport = tmp_path / "rapport.json"
    code = gemigreerd("laden", "werkzoekenden", bestand(met_id(1), fout), "--bron", BRON, "--rapport", rapport)
    assert code == 1
    assert aantal() == 1
    assert "record 2: mobiliteit.bemiddelingspostcode" in gemigreerd.fout
    inhoud = json.loads(rapport.read_text())
    assert (inhoud["gelezen"], inhoud["nieuw"], inhoud["geweigerd"]) == (2, 1, 1)
    (weigering,) = inhoud["weigeringen"]
    assert (weigering["plaats"], weigering["id"]) == ("record 2", "w-2")
    assert weigering["schendingen"][0]["veld"] == "mobiliteit.bemiddelingspostcode"
    assert stat.S_IMODE(rapport.stat().st_mode) == 0o600
    assert "geheim" not in rapport.read_text() + gemigreerd.fout + gemigreerd.uit


def test_the_terminal_names_no_more_than_twenty_records_and_no_id(gemigreerd, bestand):
    assert gemigreerd("laden", "werkzoekenden", bestand(*[met_id(n, sector=1) for n in range(25)]), "--bron", BRON) == 2
    assert "en nog 5 records" in gemigreerd.fout
    assert "w-1" not in gemigreerd.fout + gemigreerd.uit


def test_a_full_delivery_replaces_this_source_only(gemigreerd, bestand):
    eerst = bestand(met_id(1), met_id(2))
    for bron in (BRON, ANDER):
        gemigreerd("laden", "werkzoekenden", eerst, "--bron", bron)
    vervang = ("laden", "werkzoekenden", bestand(met_id(3), naam="2.json"), "--bron", BRON, "--volledig")
    assert gemigreerd(*vervang) == 2
    assert "verwijdert 2 van de 2 records" in gemigreerd.fout
    assert "herhaal de opdracht met --bevestig" in gemigreerd.fout
    assert aantal() == 2
    assert gemigreerd(*vervang, "--bevestig") == 0
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 2 verwijderd" in gemigreerd.uit
    assert (aantal(), aantal(ANDER)) == (1, 2)


@pytest.mark.parametrize("inhoud", [b'[{"idWerkzoekende":"w-9"', b"", b"\x1f\x8b gzip", b'{"idWerkzoekende":'])
def test_a_damaged_full_delivery_changes_nothing(gemigreerd, bestand, tmp_path, inhoud):
    gemigreerd("laden", "werkzoekenden", bestand(met_id(1), met_id(2)), "--bron", BRON)
    stuk = tmp_path / "stuk.json"
    stuk.write_bytes(inhoud)
    assert gemigreerd("laden", "werkzoekenden", stuk, "--bron", BRON, "--volledig") == 2
    assert aantal() == 2


def test_a_trial_changes_nothing_not_even_the_register(gemigreerd, bestand):
    assert gemigreerd("laden", "werkzoekenden", bestand(met_id(1)), "--bron", BRON, "--proef") == 0
    assert "1 geldig" in gemigreerd.uit
    assert aantal() == 0
    assert BRON not in geregistreerd()


def test_an_id_that_comes_twice_is_said(gemigreerd, bestand):
    assert gemigreerd("laden", "werkzoekenden", bestand(met_id(1), met_id(1)), "--bron", BRON) == 0
    assert "1 keer kwam een id nogmaals voor" in gemigreerd.fout
    assert aantal() == 1


@pytest.mark.parametrize(
    ("opties", "melding"),
    [
        (["--bron", "1"], "--bron: "),
        (["--bron", BRON, "--formaat", "xml"], "--formaat: "),
        (["--bron", BRON, "--grondslag", "zomaar"], "--grondslag: "),
        (["--bron", BRON, "--rapport", "weg/rapport.json"], "--rapport: "),
    ],
)
def test_a_wrong_option_loads_nothing(gemigreerd, bestand, opties, melding):
    assert gemigreerd("laden", "werkzoekenden", bestand(met_id(1)), *opties) == 2
    assert melding in gemigreerd.meldingen[0]
    assert aantal() == 0


def test_a_file_that_is_not_there_is_said(gemigreerd, tmp_path):
    assert gemigreerd("laden", "werkzoekenden", tmp_path / "weg.json", "--bron", BRON) == 2
    assert "niet te lezen" in gemigreerd.meldingen[0]
    assert gemigreerd("laden", "werkzoekenden", tmp_path, "--bron", BRON) == 2


def test_a_ground_has_no_effect_on_vacancies(gemigreerd, bestand):
    pad = bestand(een_vacature())
    assert gemigreerd("laden", "vacatures", pad, "--bron", BRON, "--grondslag", "toestemming") == 0
    assert "heeft geen effect" in gemigreerd.fout


def test_a_source_elsewhere_cannot_be_loaded(gemigreerd, bestand):
    gemigreerd("bron", "toevoegen", "--oin", BRON, "--naam", "x", "--url", "https://bron.example")
    assert gemigreerd("laden", "werkzoekenden", bestand(met_id(1)), "--bron", BRON) == 2
    assert aantal() == 0


class TestVrijeTekst:
    TEKST = "Mijn BSN is 999990019, bel 06-12345678."

    def test_findings_are_counted_on_the_terminal_and_named_in_the_report(self, gemigreerd, bestand, tmp_path):
        pad, rapport = bestand(met_id(1), met_id(2, persoonlijkePresentatie=self.TEKST)), tmp_path / "rapport.json"
        assert gemigreerd("laden", "werkzoekenden", pad, "--bron", BRON, "--rapport", rapport) == 0
        assert "in vrije tekst gevonden: 1 keer bsn, 1 keer telefoonnummer" in gemigreerd.fout
        inhoud = json.loads(rapport.read_text())
        assert inhoud["gevonden"] == {"bsn": 1, "telefoonnummer": 1}
        assert inhoud["bevindingen"] == [
            {"plaats": "record 2", "veld": "persoonlijkePresentatie", "soort": soort}
            for soort in ("bsn", "telefoonnummer")
        ]
        for uit in (rapport.read_text(), gemigreerd.fout, gemigreerd.uit, (tmp_path / "openvum.db").read_bytes()):
            assert "999990019" not in str(uit)

    def test_an_operator_can_have_the_record_refused(self, gemigreerd, bestand, monkeypatch):
        monkeypatch.setenv("OPENVUM_VRIJE_TEKST", "weigeren")
        pad = bestand(met_id(1), met_id(2, persoonlijkePresentatie=self.TEKST))
        assert gemigreerd("laden", "werkzoekenden", pad, "--bron", BRON) == 1
        assert "record 2: persoonlijkePresentatie: mag geen bsn bevatten" in gemigreerd.fout
        assert aantal() == 1

    def test_another_choice_is_refused(self, gemigreerd, bestand, monkeypatch):
        monkeypatch.setenv("OPENVUM_VRIJE_TEKST", "doorlaten")
        assert gemigreerd("laden", "werkzoekenden", bestand(met_id(1)), "--bron", BRON) == 2
        assert "OPENVUM_VRIJE_TEKST" in gemigreerd.fout


class TestProductie:
    def test_the_ground_is_required_for_jobseekers(self, productie, bestand):
        productie("bron", "toevoegen", "--oin", BRON, "--naam", "x")
        pad = bestand(met_id(1))
        assert productie("laden", "werkzoekenden", pad, "--bron", BRON) == 2
        assert "--grondslag: is verplicht in productie" in productie.meldingen[0]
        assert productie("laden", "werkzoekenden", pad, "--bron", BRON, "--grondslag", "publieke_taak") == 0

    def test_an_unknown_source_is_refused(self, productie, bestand):
        assert productie("laden", "vacatures", bestand(een_vacature()), "--bron", BRON) == 2
        assert "openvum bron toevoegen" in productie.meldingen[0]
        assert BRON not in geregistreerd()


@pytest.mark.parametrize(("soort", "n"), [("werkzoekenden", 1000), ("vacatures", 485)])
def test_the_official_records_load_without_a_refusal(gemigreerd, soort, n):
    pad = materiaal_map("vum", "accreditatie", "v3", f"{soort}.json")
    assert gemigreerd("laden", soort, pad, "--bron", BRON) == 0
    assert f"{n} gelezen, 0 geweigerd, {n} nieuw" in gemigreerd.uit


def test_a_record_is_judged_by_the_version_of_its_format(gemigreerd, bestand):
    beroep = {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "5642"}}
    pad = bestand({"idWerkzoekende": "w-1", "mobiliteit": {"maximaleReistijd": 5}, "bemiddelingsberoep": [beroep]})
    assert gemigreerd("laden", "werkzoekenden", pad, "--bron", BRON) == 2
    assert "bevat een veld dat het contract niet kent" in gemigreerd.fout
    assert gemigreerd("laden", "werkzoekenden", pad, "--bron", BRON, "--formaat", "vum2") == 0
    assert gemigreerd("laden", "werkzoekenden", bestand(met_id(2)), "--bron", BRON, "--formaat", "vum2") == 2
    assert aantal() == 1


def test_a_choice_between_forms_is_refused_by_its_rule(gemigreerd, bestand):
    keuzen = {"beroepsnaamGecodeerd": {}, "beroepsnaamOngecodeerd": {}}
    pad = bestand({"idVacature": "v-1", "beroep": keuzen}, {"idVacature": "v-2", "beroep": {}})
    assert gemigreerd("laden", "vacatures", pad, "--bron", BRON, "--formaat", "vum2") == 2
    assert gemigreerd.fout.count("beroep: moet precies een van de vormen bevatten die het contract noemt") == 2
