"""openvum toestemming: give, withdraw, object, history, and a file of changes."""

import asyncio
import io
import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Inzage, Partijklasse, Soort
from app.storage.db import Database
from tests.builders import een_werkzoekende

BRON = "00000099000000001000"
ELDERS = "00000099000000002000"
WIE = ("--bron", BRON, "--id", "wz-1")
VANDAAG = datetime.now(tz=UTC).date()
MORGEN = (VANDAAG + timedelta(days=1)).isoformat()
GISTEREN = (VANDAAG - timedelta(days=2)).isoformat()
DAG, EINDE = "2090-07-31", 3_805_221_600
"""A day, and the moment it ends in the Netherlands: 22:00 UTC."""


@pytest.fixture
def bron(gemigreerd):
    assert gemigreerd("bron", "toevoegen", "--oin", BRON, "--naam", "Bron") == 0
    return gemigreerd


@pytest.fixture
def geladen(bron, tmp_path):
    pad = tmp_path / "records.json"
    pad.write_text(json.dumps([een_werkzoekende(idWerkzoekende=f"wz-{n}") for n in (1, 2)]))
    assert bron("laden", "werkzoekenden", pad, "--bron", BRON, "--grondslag", "toestemming") == 0
    return bron


def ziet(klasse: str, id_: str = "wz-1", moment: float | None = None) -> bool:
    """Ask the store, as every query does."""

    async def vraag() -> bool:
        database = Database("sqlite+aiosqlite:///openvum.db")
        async with database.lezen() as opslag:
            wie = Inzage(Partijklasse(klasse), int(moment or time.time()))
            gevonden = await opslag.dossiers.open(Oin(BRON), Soort.WERKZOEKENDE, RecordID(id_), wie)
        await database.sluit()
        return gevonden is not None

    return asyncio.run(vraag())


def test_nobody_sees_a_record_on_consent_until_it_is_given_nor_after_it_is_withdrawn(geladen):
    assert [ziet(k) for k in Partijklasse] == [False] * 3
    assert geladen("toestemming", "geven", *WIE, "--omvang", "privaat", "--wijze", "formulier") == 0
    assert "vastgelegd" in geladen.uit
    assert [ziet(k) for k in Partijklasse] == [False, False, True]
    assert not ziet("privaat", "wz-2")
    assert geladen("toestemming", "intrekken", *WIE, "--omvang", "privaat") == 0
    assert [ziet(k) for k in Partijklasse] == [False] * 3


def test_a_consent_before_the_record(bron, tmp_path):
    assert bron("toestemming", "geven", *WIE, "--omvang", "suwi") == 0
    pad = tmp_path / "records.json"
    pad.write_text(json.dumps([een_werkzoekende(idWerkzoekende="wz-1")]))
    assert bron("laden", "werkzoekenden", pad, "--bron", BRON, "--grondslag", Grondslag.TOESTEMMING) == 0
    assert ziet("suwi")


def test_the_day_it_names_still_counts(geladen):
    assert geladen("toestemming", "geven", *WIE, "--omvang", "publiek", "--geldig-tot", DAG) == 0
    assert ziet("publiek", moment=EINDE - 1)
    assert not ziet("publiek", moment=EINDE)


def test_giving_twice_is_said_and_withdrawing_what_is_not_there_fails(geladen):
    for melding in ("vastgelegd", "al van kracht"):
        assert geladen("toestemming", "geven", *WIE, "--omvang", "contact") == 0
        assert melding in geladen.uit
    assert geladen("toestemming", "intrekken", *WIE, "--omvang", "privaat") == 1
    assert geladen.meldingen == [
        "openvum: er is bij deze bron en dit id geen toestemming van deze omvang om in te trekken"
    ]
    assert [geladen("toestemming", "intrekken", *WIE, "--omvang", "contact") for _ in "ab"] == [0, 1]


def test_an_objection_and_its_end(geladen):
    geladen("toestemming", "geven", *WIE, "--omvang", "suwi")
    assert geladen("toestemming", "bezwaar", *WIE, "--opheffen") == 1
    assert [geladen("toestemming", "bezwaar", *WIE) for _ in "ab"] == [0, 0]
    assert "al bezwaar" in geladen.uit
    assert not ziet("suwi")
    assert geladen("toestemming", "bezwaar", *WIE, "--opheffen") == 0
    assert ziet("suwi")


def test_the_history_shows_everything_but_the_id(geladen):
    geladen("toestemming", "geven", *WIE, "--omvang", "suwi", "--geldig-tot", DAG, "--wijze", "formulier 7")
    geladen("toestemming", "intrekken", *WIE, "--omvang", "suwi")
    geladen("toestemming", "bezwaar", *WIE)
    assert geladen("toestemming", "historie", *WIE) == 0
    regels = [r for r in geladen.uit.splitlines() if "toestemming suwi" in r or "bezwaar" in r]
    assert len(regels) == 2
    assert DAG in regels[0]
    assert "formulier 7" in regels[0]
    vandaag = str(VANDAAG.year)
    assert regels[0].count(vandaag) == 2
    assert regels[1].count(vandaag) == 1
    assert "wz-1" not in geladen.uit


def test_the_id_can_come_from_standard_input(geladen, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("wz-1\n"))
    assert geladen("toestemming", "geven", "--bron", BRON, "--id", "-", "--omvang", "suwi") == 0
    assert ziet("suwi")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert geladen("toestemming", "historie", "--bron", BRON, "--id", "-") == 2


@pytest.mark.parametrize(
    ("opties", "melding"),
    [
        ({"--omvang": "iedereen"}, "--omvang: moet een van deze zijn: suwi, publiek, privaat, contact"),
        ({"--geldig-tot": GISTEREN}, "geldig tot: ligt in het verleden"),
        ({"--geldig-tot": "31-12-2090"}, "--geldig-tot: moet een datum zijn, JJJJ-MM-DD"),
        ({"--bron": ELDERS}, "bron: is niet geregistreerd als bron in deze node"),
        ({"--bron": "1"}, "--bron: moet een OIN zijn"),
        ({"--id": "geheim/id"}, "--id: moet 1 tot 200 tekens"),
        ({"--id": "123456782"}, "id: mag geen BSN zijn"),
        ({"--wijze": "x" * 201}, "wijze: moet hoogstens 200 zichtbare tekens zijn"),
        ({"--wijze": "a\nb"}, "wijze: moet hoogstens 200 zichtbare tekens zijn"),
        ({"--wijze": "mail jan@voorbeeld.example"}, "wijze: mag geen BSN, IBAN"),
    ],
)
def test_what_is_refused_names_the_rule_and_never_the_value(geladen, opties, melding):
    gewoon = {"--bron": BRON, "--id": "wz-1", "--omvang": "suwi"}
    assert geladen("toestemming", "geven", *(deel for optie in (gewoon | opties).items() for deel in optie)) == 2
    assert geladen.meldingen[0].startswith(f"openvum: {melding}")
    assert not any(waarde in geladen.fout for waarde in opties.values() if waarde not in (ELDERS, "1"))
    assert not ziet("suwi")


def test_a_source_elsewhere_keeps_its_own_register(geladen):
    assert geladen("bron", "toevoegen", "--oin", ELDERS, "--naam", "X", "--url", "https://bron.example") == 0
    assert geladen("toestemming", "bezwaar", "--bron", ELDERS, "--id", "wz-1") == 2
    assert geladen("toestemming", "historie", "--bron", ELDERS, "--id", "wz-1") == 2


CSV = f"""id;omvang;geldig_tot;wijze;handeling
wz-1;suwi;{MORGEN};"formulier; balie";geven
wz-1;privaat;;;
wz-2;suwi;;;geven
wz-2;suwi;;;intrekken
wz-2;publiek;;;geven
wz-2;;;;bezwaar
wz-2;;;;opheffen
"""
NDJSON = "\n".join(
    json.dumps(r)
    for r in (
        {"id": "wz-1", "omvang": "suwi", "geldig_tot": MORGEN, "wijze": "formulier; balie", "handeling": "geven"},
        {"id": "wz-1", "omvang": "privaat", "geldig_tot": None},
        {"id": "wz-2", "omvang": "suwi"},
        {"id": "wz-2", "omvang": "suwi", "handeling": "intrekken"},
        {"id": "wz-2", "omvang": "publiek"},
        {"id": "wz-2", "handeling": "bezwaar"},
        {"id": "wz-2", "handeling": "opheffen"},
    )
)


@pytest.mark.parametrize("inhoud", [CSV, CSV.replace("formulier; balie", "x").replace(";", ","), NDJSON])
def test_a_file_of_changes(geladen, tmp_path, inhoud):
    pad = tmp_path / "wijzigingen"
    pad.write_bytes(b"\xef\xbb\xbf" + inhoud.replace("\n", "\r\n").encode())
    laad = ("toestemming", "laden", pad, "--bron", BRON)
    assert geladen(*laad, "--proef") == 0
    assert "7 gelezen, 0 geweigerd, proef: er is niets veranderd" in geladen.uit
    assert not ziet("suwi")
    assert geladen(*laad) == 0, geladen.fout
    assert "7 gelezen, 0 geweigerd, 7 gewijzigd, 0 ongewijzigd" in geladen.uit
    stand = {(i, k.value): ziet(k, i) for i in ("wz-1", "wz-2") for k in Partijklasse}
    assert {wie for wie, mag in stand.items() if mag} == {("wz-1", "suwi"), ("wz-1", "privaat"), ("wz-2", "publiek")}


def test_a_file_may_be_loaded_again(geladen, tmp_path):
    pad = tmp_path / "wijzigingen.csv"
    pad.write_text("id,omvang\nwz-1,suwi\nwz-2,suwi\n")
    for gewijzigd in (2, 0):
        assert geladen("toestemming", "laden", pad, "--bron", BRON) == 0
        assert f"{gewijzigd} gewijzigd, {2 - gewijzigd} ongewijzigd" in geladen.uit


def test_what_cannot_be_withdrawn_is_named_and_the_rest_is_done(geladen, tmp_path):
    pad = tmp_path / "wijzigingen.csv"
    pad.write_text("id,omvang,handeling\nwz-1,suwi,geven\nwz-9,suwi,intrekken\n")
    assert geladen("toestemming", "laden", pad, "--bron", BRON, "--rapport", tmp_path / "rapport.json") == 1
    assert geladen.meldingen == ["openvum: regel 3: er is niets om in te trekken of op te heffen"]
    rapport = json.loads((tmp_path / "rapport.json").read_text())
    assert rapport["opmerkingen"] == [{"plaats": "regel 3", "regels": ["er is niets om in te trekken of op te heffen"]}]
    assert (rapport["gewijzigd"], rapport["niet_gevonden"], rapport["geweigerd"]) == (1, 1, 0)
    assert ziet("suwi")


@pytest.mark.parametrize(
    ("regel", "melding"),
    [
        ("geheim/1;suwi;;;", "id: moet 1 tot 200 tekens"),
        (";suwi;;;", "id: ontbreekt"),
        ("wz-1;;;;", "omvang: ontbreekt"),
        ("wz-1;geheim;;;", "omvang: moet een van deze zijn: suwi, publiek, privaat, contact"),
        ("wz-1;suwi;geheim;;", "geldig_tot: moet een datum zijn, JJJJ-MM-DD"),
        (f"wz-1;suwi;{GISTEREN};;", "geldig tot: ligt in het verleden"),
        ("wz-1;suwi;;;geheim", "handeling: moet een van deze zijn: geven, intrekken, bezwaar, opheffen"),
        ("wz-1;suwi;;geheim;intrekken", "wijze: hoort niet bij handeling intrekken"),
        ("wz-1;suwi;;;bezwaar", "omvang: hoort niet bij handeling bezwaar"),
        ("123456782;suwi;;;", "id: mag geen BSN zijn"),
        ("wz-1;suwi;;BSN 123456782;", "wijze: mag geen BSN"),
        ("wz-1;suwi", "moet 5 velden hebben, zoals de kop"),
        ('wz-1;suwi;;"geheim', "is geen geldige CSV; het bestand is niet verder gelezen"),
        ("wz-1;suwi;;" + "x" * 10_001, "is geen UTF-8 of langer dan 10000 bytes"),
    ],
)
def test_one_faulty_line_and_nothing_is_done(geladen, tmp_path, regel, melding):
    pad = tmp_path / "wijzigingen.csv"
    pad.write_text(f"id;omvang;geldig_tot;wijze;handeling\nwz-1;suwi;;;geven\n{regel}\n")
    assert geladen("toestemming", "laden", pad, "--bron", BRON) == 2
    assert geladen.meldingen[0].startswith(f"openvum: regel 3: {melding}")
    assert geladen.meldingen[-1] == "openvum: het bestand heeft fouten; er is niets veranderd"
    assert "geheim" not in geladen.fout
    assert "123456782" not in geladen.fout
    assert not ziet("suwi")


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "bestand: is leeg"),
        (b"id;omvang\n", "het bestand bevat geen regels"),
        (b"omvang;wijze\nsuwi;x\n", "regel 1: de kop moet id"),
        (b"id;omvang;naam\nwz-1;suwi;x\n", "regel 1: de kop moet id"),
        (b"id;omvang\nwz-1;su\xff\n", "regel 2: is geen UTF-8"),
        (b'{"id": "wz-1", "omvang": "suwi"}\n[1]\n', "regel 2: is geen JSON-object"),
        (b'{"id": "wz-1", "omvang": "suwi", "geheim": "x"}\n', "regel 1: kent alleen de velden"),
        (b'{"id": 1, "omvang": "suwi"}\n', "regel 1: elk veld moet tekst zijn"),
    ],
)
def test_a_file_that_cannot_be_understood(geladen, tmp_path, inhoud, melding):
    pad = tmp_path / "wijzigingen"
    pad.write_bytes(inhoud)
    assert geladen("toestemming", "laden", pad, "--bron", BRON) == 2
    assert geladen.meldingen[0].startswith(f"openvum: {melding}")
    assert "geheim" not in geladen.fout
    assert not ziet("suwi")


def test_a_file_of_more_than_one_batch(geladen, tmp_path):
    pad = tmp_path / "wijzigingen.csv"
    pad.write_text("id,omvang\n" + "".join(f"wz-{n},suwi\n" for n in range(1201)))
    assert geladen("toestemming", "laden", pad, "--bron", BRON) == 0
    assert "1201 gewijzigd" in geladen.uit
    assert ziet("suwi", "wz-1")
    assert ziet("suwi", "wz-2")


def test_an_absent_file_and_an_unknown_source(geladen, tmp_path):
    assert geladen("toestemming", "laden", tmp_path / "niets", "--bron", BRON) == 2
    pad = tmp_path / "wijzigingen.csv"
    pad.write_text("id,omvang\nwz-1,suwi\n")
    assert geladen("toestemming", "laden", pad, "--bron", ELDERS) == 2
    assert geladen.meldingen == ["openvum: bron: is niet geregistreerd als bron in deze node"]


def test_the_audit_log_says_that_something_changed_and_never_of_whom(geladen, tmp_path):
    geladen("toestemming", "geven", *WIE, "--omvang", "suwi", "--wijze", "formulier")
    geladen("toestemming", "geven", *WIE, "--omvang", "suwi", "--wijze", "formulier")
    database = Database("sqlite+aiosqlite:///openvum.db")

    async def regels():
        async with database.lezen() as opslag:
            alle = await opslag.audit.regels(0, 100)
        await database.sluit()
        return [r for r in alle if r.handeling == "toestemming_gewijzigd"]

    [regel] = asyncio.run(regels())
    assert (regel.object, regel.toelichting, regel.herkomst) == (BRON, "wat=geven", "cli")


def test_a_ground_with_an_end(bron, tmp_path):
    pad = tmp_path / "records.json"
    pad.write_text(json.dumps([een_werkzoekende(idWerkzoekende="wz-1")]))
    laad = ("laden", "werkzoekenden", pad, "--bron", BRON, "--grondslag-tot")
    assert bron(*laad, GISTEREN) == 2
    assert bron.meldingen == ["openvum: --grondslag-tot: ligt in het verleden"]
    assert bron(*laad, DAG) == 0
    assert ziet("suwi")
    assert ziet("suwi", moment=EINDE - 1)
    assert not ziet("suwi", moment=EINDE)
    assert bron("laden", "vacatures", pad, "--bron", BRON, "--grondslag-tot", DAG) == 2
