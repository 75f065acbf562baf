"""Mistakes in a mapping are explained, all at once, in Dutch."""

import pytest

from app.adapters.formaten.afbeelding import Afbeeldingsfout
from app.adapters.formaten.catalogus import keur_afbeelding, laad_catalogus
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import lees_met

GOED = """
formaat: proef
titel: Proef
soort: werkzoekende
bron: {soort: csv}
id: {kolom: Nummer, pseudoniem: ja}
kolommen:
  - {kolom: Postcode, naar: mobiliteit.bemiddelingspostcode, omzetter: postcode}
"""


def regels(yaml):
    with pytest.raises(Afbeeldingsfout) as fout:
        keur_afbeelding("proef.yaml", yaml.encode() if isinstance(yaml, str) else yaml)
    assert fout.value.naam == "proef.yaml"
    return " | ".join(fout.value.regels)


def met(*extra, zonder=""):
    return GOED.replace(zonder, "") + "\n".join(extra)


def kolom(tekst):
    return GOED + f"  - {tekst}\n"


def test_a_good_mapping_has_no_mistakes():
    assert keur_afbeelding("proef.yaml", GOED.encode()).formaat == "proef"


@pytest.mark.parametrize(
    ("yaml", "uitleg"),
    [
        ("", "moet uit namen met waarden bestaan"),
        ("- a", "moet uit namen met waarden bestaan"),
        ("a: [", "regel 1: is geen geldige YAML"),
        (b"\xff", "is geen UTF-8"),
        (b"a: " + b"x" * 1_000_001, "groter dan 1 MB"),
        ("[" * 3_000, "te diep genest"),
        ("a: &x 1\nb: *x", "verwijzingen met * zijn niet toegestaan"),
        ("a: 1\na: 2", "regel 2: a staat hier nog een keer"),
        ("1: a", "een naam moet tekst zijn"),
        ("a: !!python/object:os.system x", "is geen geldige YAML"),
        (GOED.replace("titel: Proef", ""), "titel ontbreekt"),
        (met("tiel: x"), "tiel bestaat niet in een afbeelding"),
        (GOED.replace("werkzoekende", "persoon"), "soort moet een van deze zijn: 'werkzoekende' of 'vacature'"),
        (GOED.replace("csv", "pdf"), "bron.soort[1] moet een van deze zijn"),
        (GOED.replace("pseudoniem: ja", "pseudoniem: misschien"), "id.pseudoniem moet ja of nee zijn"),
        (GOED.replace("formaat: proef", "formaat: Proef 1"), "formaat mag alleen kleine letters"),
        (kolom("{kolom: Uren, naar: werktijden.uren}"), "werktijden.uren bestaat niet in de standaard; hier kan staan"),
        (kolom("{kolom: Uren, nar: x}"), 'kolommen "Uren".naar ontbreekt'),
        (kolom("{kolom: R, naar: arbeidsmarktkwalificatie.rijbewijs.codeSoortRijbewijs}"), "is een lijst: schrijf"),
        (kolom("{kolom: R, naar: 'mobiliteit[].maximaleReistijd', omzetter: uren}"), "is geen lijst"),
        (kolom("{kolom: R, naar: mobiliteit}"), "is een groep van velden"),
        (kolom("{kolom: R, naar: persoonlijkePresentatie.x}"), "heeft geen velden"),
        (kolom("{kolom: R, naar: 'a b'}"), "is geen pad"),
        (kolom("{kolom: U, naar: werktijden.aantalWerkurenPerWeekMaximaal, omzetter: urren}"), "bedoelt u uren?"),
        (kolom("{kolom: U, naar: werktijden.aantalWerkurenPerWeekMaximaal, omzetter: xyz}"), "kies uit beroep,"),
        (kolom("{kolom: U, naar: werktijden.aantalWerkurenPerWeekMaximaal}"), "tekst geeft tekst, maar"),
        (kolom("{kolom: U, naar: persoonlijkePresentatie, omzetter: uren}"), "is tekst"),
        (kolom("{kolom: U, naar: persoonlijkePresentatie, met: {x: 1}}"), "de parameter x bestaat niet"),
        (kolom("{kolom: C, naar: 'contractvorm[0].codeTypeArbeidscontract', waarden: {vast: X}}"), 'de waarde bij "vast" moet'),
        (kolom("{kolom: C, naar: persoonlijkePresentatie, omzetter: email, waarden: {a: b}}"), "niet allebei"),
        (kolom("{kolom: BSN, naar: persoonlijkePresentatie}"), 'de kolom "BSN" mag nooit door'),
        (kolom("{kolom: POSTCODE, naar: persoonlijkePresentatie}"), "dezelfde naam: POSTCODE, Postcode"),
        (met("negeren: [Postcode]"), "meer dan één bestemming (negeren en veld)"),
        (met("identificerend: [Nummer]"), "meer dan één bestemming (id en identificerend)"),
        (GOED.replace("kolom: Nummer, pseudoniem: ja", "kolom: BSN, pseudoniem: nee"), "zet pseudoniem: ja"),
        (GOED.replace("pseudoniem: ja", "pseudoniem: nee, soort: bsn"), "zet pseudoniem: ja"),
        (GOED.replace("pseudoniem: ja", "pseudoniem: ja, vorm: '['"), "id.vorm is geen reguliere expressie"),
        (met("standaardwaarden: {indicatieLdrRegistratie: 7}"), "standaardwaarden: indicatieLdrRegistratie moet"),
        (met("samenvoegen: [{naar: indicatieLdrRegistratie, vormen: ['{A}']}]"), "is geen tekst"),
        (met("keuzes: [{lijst: 'a[]'}]"), "keuzes horen bij json en xml"),
        (GOED.replace("soort: csv", "soort: xml"), "bron.records ontbreekt"),
        (GOED.replace("soort: csv", "soort: [csv, json]"), "kunnen niet samen"),
        (GOED.replace("Postcode, naar: mobiliteit.bemiddelingspostcode, omzetter: postcode", "T, naar: persoonlijkePresentatie"), "zonder die postcode wordt geen record gevonden"),
        (GOED.replace("soort: csv", "soort: json").replace("kolom: Postcode", "kolom: 'a[].pc'"), "gebruik keuzes"),
    ],
)  # fmt: skip
def test_explains_each_mistake(yaml, uitleg):
    assert uitleg in regels(yaml)


def test_explains_all_mistakes_at_once():
    fout = regels(kolom("{kolom: A, naar: weg}") + "  - {kolom: B, naar: ook.weg}\nnegeren: [Postcode]\n")
    assert fout.count("bestaat niet in de standaard") == 2
    assert "meer dan één bestemming" in fout


def test_consent_is_for_persons():
    yaml = GOED.replace("werkzoekende", "vacature").replace("mobiliteit.bemiddelingspostcode", "adres.postcode")
    assert "een vacature heeft geen toestemming" in regels(yaml + "toestemming: {kolom: T, ja: Ja, omvang: [suwi]}")


class TestCatalogus:
    def test_an_operators_own_mapping_is_a_format(self, tmp_path):
        (tmp_path / "eigen.yaml").write_text(GOED)
        (tmp_path / "lees.txt").write_text("geen afbeelding")
        catalogus = laad_catalogus(tmp_path)
        assert "proef" in catalogus.namen(Soort.WERKZOEKENDE)
        assert "proef" not in catalogus.namen(Soort.VACATURE)
        assert catalogus.namen()[0] == "vum3"

    @pytest.mark.parametrize("naam", ["sonar", "vum3"])
    def test_a_name_that_is_taken_is_refused(self, tmp_path, naam):
        (tmp_path / "eigen.yaml").write_text(GOED.replace("formaat: proef", f"formaat: {naam}"))
        with pytest.raises(Afbeeldingsfout, match="bestaat al"):
            laad_catalogus(tmp_path)

    def test_the_mistakes_of_every_file_are_told(self, tmp_path):
        for naam in ("a.yaml", "b.yaml"):
            (tmp_path / naam).write_text("x: 1")
        with pytest.raises(Afbeeldingsfout) as fout:
            laad_catalogus(tmp_path)
        assert "a.yaml" in str(fout.value)
        assert "b.yaml" in str(fout.value)

    def test_a_folder_that_is_not_there_is_said(self, tmp_path):
        with pytest.raises(Afbeeldingsfout, match="niet te lezen"):
            laad_catalogus(tmp_path / "weg")


class TestMotor:
    """What a mapping can say, each on a file of a few rows."""

    def test_two_columns_that_disagree_on_one_field_are_named(self):
        yaml = kolom("{kolom: P1, naar: persoonlijkePresentatie}") + "  - {kolom: P2, naar: persoonlijkePresentatie}\n"
        uitkomst = lees_met(yaml, b"Nummer;Postcode;P1;P2\na1;3511AB;x;y\na2;3511AB;x;x\n")
        assert uitkomst.genoemd == [("rij 2", "P2")]
        assert len(uitkomst.records) == 2

    def test_a_fault_can_refuse_the_row(self):
        yaml = kolom("{kolom: U, naar: werktijden.aantalWerkurenPerWeekMaximaal, omzetter: uren, bij_fout: rij}")
        uitkomst = lees_met(yaml, b"Nummer;Postcode;U\na1;3511AB;veel\na2;3511AB;24\n")
        assert (list(uitkomst.records), list(uitkomst.geweigerd)) == (["rij 3"], ["rij 2"])

    def test_a_required_column_may_not_be_empty_nor_say_unknown(self):
        yaml = kolom("{kolom: T, naar: persoonlijkePresentatie, verplicht: ja, leeg: [nvt]}")
        uitkomst = lees_met(yaml, b"Nummer;Postcode;T\na1;3511AB;\na2;3511AB;NVT\na3;3511AB;x\n")
        assert (list(uitkomst.records), sorted(uitkomst.geweigerd)) == (["rij 4"], ["rij 2", "rij 3"])

    def test_a_row_without_postcode_is_refused(self):
        uitkomst = lees_met(GOED, b"Nummer;Postcode\na1;\na2;onzin\n")
        assert uitkomst.genoemd == [("rij 2", "Postcode"), ("rij 3", "Postcode")]
        assert uitkomst.records == {}

    def test_a_constant_completes_what_is_there_and_nothing_else(self):
        yaml = kolom(
            "{kolom: N, naar: 'arbeidsmarktkwalificatie.taalbeheersing[0].codeNiveauTaalbeheersingMondeling', omzetter: taalniveau}"
        )
        yaml += "standaardwaarden: {'arbeidsmarktkwalificatie.taalbeheersing[0].codeTaal': nld, indicatieLdrRegistratie: 2}\n"
        uitkomst = lees_met(yaml, b"Nummer;Postcode;N\na1;3511AB;goed\na2;3511AB;\n")
        assert uitkomst.records["rij 2"]["arbeidsmarktkwalificatie"]["taalbeheersing"] == [
            {"codeNiveauTaalbeheersingMondeling": 3, "codeTaal": "nld"}
        ]
        assert "arbeidsmarktkwalificatie" not in uitkomst.records["rij 3"]
        assert uitkomst.records["rij 3"]["indicatieLdrRegistratie"] == 2

    def test_a_number_that_is_a_bsn_is_refused_as_an_id(self):
        yaml = GOED.replace("pseudoniem: ja", "pseudoniem: nee")
        uitkomst = lees_met(yaml, b"Nummer;Postcode\n999990019;3511AB\nw-1;3511AB\n")
        assert (list(uitkomst.records), list(uitkomst.geweigerd)) == (["rij 3"], ["rij 2"])

    def test_what_the_standard_refuses_names_the_column(self):
        yaml = kolom("{kolom: U, naar: werktijden.aantalWerkurenPerWeekMaximaal, omzetter: uren}")
        uitkomst = lees_met(yaml, b"Nummer;Postcode;U\na1;3511AB;100\n")
        (opmerking,) = uitkomst.verslag.opmerkingen
        assert (opmerking.kolom, opmerking.regel) == ("U (kolom C)", "mag hoogstens 99 zijn")
        assert "werktijden" not in uitkomst.records["rij 2"]
