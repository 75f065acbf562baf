"""Every shipped format on its sample: what is wrong is named, what is right is found, nothing else passes."""

import json
import re

import orjson
import pytest

from app.adapters.formaten.catalogus import laad_catalogus
from app.domain.celverslag import Celuitkomst
from app.domain.matching import past
from app.domain.selectievraag import ontleed
from app.models.lezen import valideer_record
from app.models.partijen import Grondslag, Omvang, Soort
from app.models.profiel import matchprofiel
from tests.adapters.formaten.hulp import FORMAAT, VOORBEELDEN, catalogus, fouten, lees, maker, pseudoniem, voorbeeld
from tests.materiaal import materiaal_map
from tests.models.officieel import aanvaardt

ALLE = sorted(FORMAAT)


@pytest.fixture(params=ALLE)
def geval(request):
    return request.param, lees(request.param, voorbeeld(request.param))


def test_the_samples_are_what_the_script_makes(tmp_path):
    maker().main(tmp_path)
    for pad in VOORBEELDEN.glob("*.fouten.json"):
        assert (tmp_path / pad.name).read_text() == pad.read_text()
    for naam in ALLE:
        if not naam.endswith(".xlsx"):  # a zip holds times
            assert (tmp_path / naam).read_bytes() == voorbeeld(naam)


def test_every_shipped_mapping_has_a_sample_of_fifty_rows_with_faults():
    assert set(FORMAAT.values()) == set(laad_catalogus().afbeeldingen)
    for naam in ALLE:
        assert lees(naam, voorbeeld(naam)).verslag.rijen >= 50
        assert len(fouten(naam)) >= 3


def test_exactly_the_faults_are_named(geval):
    naam, uitkomst = geval
    assert uitkomst.genoemd == fouten(naam)
    assert uitkomst.leesfouten == []


def test_every_cell_of_every_row_is_accounted_for(geval):
    _, uitkomst = geval
    assert uitkomst.verslag.sluitend
    assert sum(uitkomst.telling.values()) == uitkomst.verslag.cellen
    assert uitkomst.verslag.rijen == len(uitkomst.records) + len(uitkomst.geweigerd)
    assert uitkomst.verslag.telling[Celuitkomst.ONBEKEND] == 0


def test_the_outcome_is_pinned(geval):
    naam, uitkomst = geval
    vast = json.loads((VOORBEELDEN / "verwacht.json").read_text())[naam]
    plaats = min(uitkomst.records)
    assert {
        "telling": uitkomst.telling,
        "geladen": len(uitkomst.records),
        "geweigerd": sorted(uitkomst.geweigerd),
        "eerste": uitkomst.records[plaats],
    } == vast


def test_every_record_meets_the_standard(geval):
    naam, uitkomst = geval
    soort = FORMAAT[naam][1]
    for record in uitkomst.records.values():
        assert valideer_record(soort, orjson.dumps(record)) == []


def test_every_record_meets_the_official_contract(geval):
    materiaal_map("vum", "contracten")
    naam, uitkomst = geval
    soort = FORMAAT[naam][1]
    contract, schema = {
        Soort.WERKZOEKENDE: ("v3/VUM-Bron-WerkzoekendeProfielen", "Werkzoekende"),
        Soort.VACATURE: ("v3/VUM-Bron-Vacatures", "Vacature"),
    }[soort]
    assert all(aanvaardt(contract, schema, record) for record in uitkomst.records.values())


# ---- found by a question for what the row says ---------------------------------------------------


def _uren(tekst):
    return float(re.findall(r"[0-9]+(?:,[0-9]+)?", str(tekst).replace(".", ","))[-1].replace(",", "."))


def _postcode(tekst):
    return tekst.replace(" ", "").upper()


def _rijbewijs(*codes):
    return {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": c}}} for c in codes]}


def _vraag_sonar(r):
    rijbewijs = {"arbeidsmarktkwalificatie.rijbewijs": _rijbewijs("B", "BE")} if r["Rijbewijs"] == "B, BE" else {}
    return _postcode(r["Postcode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": int(r["Beschikbare uren/wk"])},
        "bemiddelingsberoep": {"$elemMatch": {"codeBeroepsnaam": {"$eq": r["Bemiddelingsberoep"]}}},
        **rijbewijs,
    }


def _vraag_wbs(r):
    return _postcode(r["Postcode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": int(_uren(r["Uren per week"]))},
        "beroep.codeBeroepsnaam": {"$eq": r["Functie"]},
        "codeWerkEnDenkniveauMinimaal": {"$eq": {"vmbo": "3", "mbo": "4", "hbo": "5"}[r["Werk- en denkniveau"]]},
    }


def _vraag_gemeente(r):
    return _postcode(r["Postcode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": int(_uren(r["Uren maximaal"]))},
        "bemiddelingsberoep": {"$elemMatch": {"codeBeroepsnaam": {"$eq": r["Gewenst beroep"]}}},
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": {"ja": 1, "nee": 2}[r["Ploegendienst"]]},
        "datumAanvangBeschikbaarVoorWerk": {"$lte": "2026-12-01"},
    }


def _vraag_hallowerk(r):
    return _postcode(r["postcode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": r["beschikbaarheid"]["urenMaximaal"]},
        "bemiddelingsberoep": {"$elemMatch": {"codeBeroepsnaam": {"$eq": r["beroepswensen"][1]["code"]}}},
    }


def _vraag_um(r):
    return _postcode(r["mobiliteit"]["bemiddelingspostcode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": r["werktijden"]["aantalWerkurenPerWeekMaximaal"]},
        "bemiddelingsberoep": {
            "$elemMatch": {"codeBeroepsnaam": {"$eq": r["bemiddelingsberoep"][0]["codeBeroepsnaam"]}}
        },
    }


def _vraag_umv(r):
    return _postcode(r["werkgever"]["adresHouding"][1]["adres"]["adresNederland"]["postcode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": r["werktijden"]["aantalWerkurenPerWeekMaximaal"]},
        "beroep.codeBeroepsnaam": {"$eq": r["beroep"]["codeBeroepsnaam"]},
    }


def _vraag_jobposting(r):
    return _postcode(r["jobLocation"]["address"]["postalCode"]), {
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$eq": int(_uren(r["workHours"]))},
        "beroep.codeBeroepsnaam": {"$eq": r["occupationalCategory"]},
    }


def _vraag_setu(r):
    return _postcode(r["PostalCode"]), {
        "beroep.codeBeroepsnaam": {"$eq": r["JobCategoryCode"]},
        "rijbewijs": _rijbewijs("B"),
    }


VRAAG = {
    "sonar.xlsx": _vraag_sonar,
    "wbs.xlsx": _vraag_wbs,
    "wbs.csv": _vraag_wbs,
    "gemeente.csv": _vraag_gemeente,
    "gemeente-utf8.csv": _vraag_gemeente,
    "hallowerk.json": _vraag_hallowerk,
    "um-werkzoekenden.json": _vraag_um,
    "um-vacatures.json": _vraag_umv,
    "jobposting.json": _vraag_jobposting,
    "setu.xml": _vraag_setu,
}


def test_every_record_is_found_by_a_question_for_what_its_row_says(geval, kaart):
    naam, uitkomst = geval
    soort = FORMAAT[naam][1]
    maak, _, plaats = maker().BESTANDEN[naam]
    bedorven = {p for p, _ in fouten(naam)}
    gevraagd = 0
    for nummer, rij in enumerate(maak().rijen):
        if plaats(nummer) in bedorven:
            continue
        postcode, criteria = VRAAG[naam](rij)
        vraag = ontleed(soort, {"selectiegebied": {"postcode": postcode, "afstand": 0}, **criteria})
        assert vraag.genegeerd == 0
        assert past(vraag, uitkomst.records[plaats(nummer)], kaart)
        gevraagd += 1
    assert gevraagd >= 40


# ---- what never passes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "nooit"),
    [
        ("sonar.xlsx", ["99990", "Voorbeeld Persoon", "Voorbeeldstraat", "Voorbeeldstad", "WZ0000", "NNB"]),
        (
            "gemeente.csv",
            ["99990", "Café", "Voorbeeldstraat", "client", "0612345678", "1.234", "Geheim", "Notitie", "Trede"],
        ),
        ("hallowerk.json", ["Voorbeeld 1", "1990-01-01", "verbinden", "zekerheid"]),
        ("um-werkzoekenden.json", ["99990", "24101"]),
    ],
)
def test_nothing_that_points_at_a_person_passes(naam, nooit):
    uitkomst = lees(naam, voorbeeld(naam))
    tekst = json.dumps([uitkomst.records, [str(i.schendingen) for i in uitkomst.ingelezen], uitkomst.genoemd])
    assert [woord for woord in nooit if woord in tekst] == []


def test_no_report_repeats_a_faulty_value():
    for naam in ALLE:
        uitkomst = lees(naam, voorbeeld(naam))
        gemeld = " ".join(f"{o.regel} {o.verbetering}" for o in uitkomst.verslag.opmerkingen)
        assert [w for w in ("123456789", "Koordanser", "Klingon", "zeppelin", "fulltime", "12 A") if w in gemeld] == []


class TestSonar:
    def test_the_consent_of_every_row_is_told(self):
        uitkomst = lees("sonar.xlsx", voorbeeld("sonar.xlsx"))
        zegt = {i.plaats: i.toestemming for i in uitkomst.ingelezen}
        assert zegt["rij 5"].gegeven
        assert zegt["rij 5"].omvang == (Omvang.SUWI, Omvang.CONTACT)
        assert [zegt[p].gegeven for p in ("rij 11", "rij 13")] == [False, False]
        assert zegt["rij 7"] is None, "whose BSN is wrong cannot be told from others"

    def test_the_ground_is_consent(self):
        assert catalogus().kies("sonar", Soort.WERKZOEKENDE, pseudoniem).grondslag is Grondslag.TOESTEMMING

    def test_a_bsn_gives_one_pseudonym_as_number_and_as_text(self):
        uitkomst = lees("sonar.xlsx", voorbeeld("sonar.xlsx"))
        maak = maker()
        rijen = maak.Voorbeeld([{**r, "BSN": f"{r['BSN']:09d}"} for r in maak.sonar().rijen[:1]])
        als_tekst = lees("sonar.xlsx", maak.als_xlsx(rijen, 0))
        assert als_tekst.records["rij 2"]["idWerkzoekende"] == uitkomst.records["rij 5"]["idWerkzoekende"]

    def test_the_employee_alone_is_named_where_the_organisation_does_not_fit(self):
        uitkomst = lees("sonar.xlsx", voorbeeld("sonar.xlsx"))
        assert uitkomst.records["rij 31"]["contactpersoon"] == [{"naamContactpersoonAfdeling": "Medewerker Voorbeeld"}]
        assert uitkomst.records["rij 5"]["contactpersoon"] == [
            {"naamContactpersoonAfdeling": "Medewerker Voorbeeld (Dienst)"}
        ]


class TestEchteBestanden:
    """The files of the pilot and of Sonar themselves."""

    def test_sonar_accounts_for_every_row_and_cell(self):
        uitkomst = lees("sonar", materiaal_map("voorbeelden", "sonar-dashboard.xlsx").read_bytes(), Soort.WERKZOEKENDE)
        assert (uitkomst.verslag.rijen, uitkomst.verslag.cellen) == (24, 24 * 35)
        assert uitkomst.verslag.sluitend
        assert (len(uitkomst.records), set(uitkomst.geweigerd)) == (23, {"rij 18"})
        kolommen = {kolom for _, kolom in uitkomst.genoemd}
        assert kolommen == {"Bemiddelingsberoep", "Toestemming"}

    @pytest.mark.parametrize(
        ("naam", "soort", "aantal"),
        [
            ("um-pilot-werkzoekenden.json", Soort.WERKZOEKENDE, 6),
            ("um-pilot-1werkzoekende.json", Soort.WERKZOEKENDE, 24),
            ("um-pilot-1vacature.json", Soort.VACATURE, 1),
        ],
    )
    def test_the_pilot_loads_but_for_occupations_without_a_list(self, naam, soort, aantal):
        uitkomst = lees("um-pilot", materiaal_map("voorbeelden", naam).read_bytes(), soort)
        assert (len(uitkomst.records), uitkomst.geweigerd) == (aantal, {})
        assert uitkomst.verslag.sluitend
        assert all("eroep" in kolom for _, kolom in uitkomst.genoemd)
        assert all(matchprofiel(soort, record) for record in uitkomst.records.values())
