"""The policy file against the models, and an operator's file against the policy."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.models.partijen import Fase, Partijklasse, Soort
from app.models.profiel import alle_velden as velden
from app.models.versie import Versie
from app.privacy import openbaarmaking
from app.privacy.openbaarmaking import BeleidFout, Oordeel, bladen, lees_tabel
from tests.materiaal import materiaal_map


def _oordelen(extra: Path | None = None) -> dict[tuple[str, str, str, str], str]:
    return {(r.soort, r.veld, r.fase, r.klasse): r.oordeel for r in lees_tabel(extra)}


@pytest.fixture
def eigen(tmp_path: Path):
    def schrijf(tekst: str) -> Path:
        pad = tmp_path / "eigen.toml"
        pad.write_text(tekst, encoding="utf-8")
        return pad

    return schrijf


def test_every_field_has_one_verdict_per_phase_and_class_and_a_reason():
    tabel = lees_tabel()
    verwacht = {
        (soort, veld, fase, klasse)
        for soort in Soort
        for veld in bladen(velden(soort, Fase.DETAIL), velden(soort, Fase.MATCH))
        for fase in Fase
        for klasse in Partijklasse
    }
    assert {(r.soort, r.veld, r.fase, r.klasse) for r in tabel} == verwacht
    assert len(tabel) == len(verwacht)
    assert all(len(r.reden) > 10 for r in tabel)


@pytest.mark.parametrize("klasse", Partijklasse)
@pytest.mark.parametrize("soort", Soort)
def test_the_match_gives_every_class_exactly_what_the_match_schema_has(soort: Soort, klasse: Partijklasse):
    uit = {r.veld for r in lees_tabel() if (r.soort, r.fase, r.klasse, r.oordeel) == (soort, "match", klasse, "ja")}
    ingehouden = set() if klasse is Partijklasse.SUWI or soort is Soort.VACATURE else {"indicatieLdrRegistratie"}
    assert uit == set(bladen(velden(soort, Fase.MATCH))) - ingehouden


def _contractpaden(soort: Soort, schema: str) -> set[str]:
    """Of every version together."""
    return {pad for versie in Versie for pad in _paden_in(versie, soort, schema)}


def _paden_in(versie: Versie, soort: Soort, schema: str) -> set[str]:
    yaml = pytest.importorskip("yaml")
    naam = {Soort.WERKZOEKENDE: "WerkzoekendeProfielen", Soort.VACATURE: "Vacatures"}[soort]
    pad = materiaal_map("vum", "contracten", versie.kort, f"VUM-Bron-{naam}.yaml")
    schemas = yaml.safe_load(pad.read_text(encoding="utf-8"))["components"]["schemas"]

    def loop(deel: dict, vooraf: str) -> set[str]:
        while "$ref" in deel:
            deel = schemas[deel["$ref"].rpartition("/")[2]]
        if deel.get("type") == "array":
            return loop(deel["items"], vooraf)
        if "oneOf" in deel:
            return {pad for vorm in deel["oneOf"] for pad in loop(vorm, vooraf)}
        velden_ = deel.get("properties", {})
        return {p for k, v in velden_.items() for p in loop(v, f"{vooraf}.{k}")} or {vooraf.removeprefix(".")}

    return loop(schemas[schema], "")


@pytest.mark.parametrize(
    ("soort", "detail", "match"),
    [
        (Soort.WERKZOEKENDE, "Werkzoekende", "MPWerkzoekendeMatch"),
        (Soort.VACATURE, "Vacature", "MPVacatureMatch"),
    ],
)
def test_the_policy_rules_exactly_the_fields_of_the_official_contract(soort: Soort, detail: str, match: str):
    assert {r.veld for r in lees_tabel() if r.soort is soort} == _contractpaden(soort, detail)
    in_match = {r.veld for r in lees_tabel() if r.soort is soort and r.fase is Fase.MATCH and r.oordeel is Oordeel.JA}
    assert in_match == _contractpaden(soort, match) - {"idWerkzoekende", "idVacature"}


def test_a_field_without_a_line_fails():
    def met_nieuw_veld(soort: Soort, fase: Fase) -> Sequence[str]:
        return (*velden(soort, fase), "nieuwVeld")

    with pytest.raises(BeleidFout, match="werkzoekende nieuwVeld: geen regel"):
        lees_tabel(velden=met_nieuw_veld)


def test_a_group_does_not_rule_a_field_whose_name_begins_the_same():
    def met_naamgenoot(soort: Soort, fase: Fase) -> Sequence[str]:
        return (*velden(soort, fase), "sectoraal")

    with pytest.raises(BeleidFout, match="werkzoekende sectoraal: geen regel"):
        lees_tabel(velden=met_naamgenoot)


def test_a_line_without_a_field_fails():
    def zonder_sector(soort: Soort, fase: Fase) -> Sequence[str]:
        return tuple(v for v in velden(soort, fase) if not v.startswith("sector"))

    with pytest.raises(BeleidFout, match="werkzoekende sector: dit veld bestaat niet"):
        lees_tabel(velden=zonder_sector)


def test_a_group_that_grows_in_the_detail_only_does_not_slip_into_the_match():
    def met_groei(soort: Soort, fase: Fase) -> Sequence[str]:
        return velden(soort, fase) + (("mobiliteit.huisadres",) if fase is Fase.DETAIL else ())

    with pytest.raises(BeleidFout, match=r"mobiliteit\.huisadres"):
        lees_tabel(velden=met_groei)


def _basis(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, van: str, naar: str) -> None:
    tekst = openbaarmaking.STANDAARD.read_text(encoding="utf-8")
    assert van in tekst
    pad = tmp_path / "openbaarmaking.toml"
    pad.write_text(tekst.replace(van, naar, 1), encoding="utf-8")
    monkeypatch.setattr(openbaarmaking, "STANDAARD", pad)


@pytest.mark.parametrize(
    ("van", "naar", "fout"),
    [
        ('"sector"\ngeheel = true\n', '"sector"\n', "werkzoekende sector: geheel"),
        ('"emailadres"\n', '"emailadres"\ngeheel = true\n', "emailadres: geheel"),
        ('"emailadres"\n', '"telefoonnummer"\n', "telefoonnummer: er zijn twee regels"),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\n', "emailadres: geen regel"),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\nmatch = "contact"\n', "contact kan alleen"),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\nmatch = "ja"\n', "match kent dit veld niet"),
        (
            '"nummerVacature"\nmatch = "nee"\ndetail = "ja"',
            '"nummerVacature"\nmatch = "nee"\ndetail = "contact"',
            "contact",
        ),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\nmatch = "misschien"\n', "een van ja, contact, nee"),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\nmatch = ["nee"]\n', "een van ja, contact, nee"),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\nmatch = { suwi = "nee" }\n', "elk van suwi, publiek, privaat"),
        ('"emailadres"\nmatch = "nee"\n', '"emailadres"\nmatch = "nee"\nvreemd = 1\n', "bekend zijn"),
        ("geheel = true", 'geheel = "ja"', "geheel en verplicht zijn"),
        (
            'reden = "Het gezochte beroep: hierop wordt gezocht."',
            'reden = " "',
            "bemiddelingsberoep: de reden ontbreekt",
        ),
        ("versie = 1", "versie = 2", "versie moet 1"),
        ("[[werkzoekende]]", "[[persoon]]", "alleen"),
        ('veld = "bemiddelingsberoep"', "veld = 3", "een veld noemen"),
    ],
)
def test_a_fault_in_the_file_stops_the_start(van: str, naar: str, fout: str, monkeypatch, tmp_path: Path):
    _basis(monkeypatch, tmp_path, van, naar)
    with pytest.raises(BeleidFout, match=fout):
        lees_tabel()


# --- an operator's own file -----------------------------------------------------------------------


def _regel(veld: str, rest: str, soort: str = "werkzoekende") -> str:
    return f'versie = 1\n[[{soort}]]\nveld = "{veld}"\n{rest}\nreden = "Ons besluit van 1 januari."\n'


def test_an_operator_can_tighten_one_field_for_one_class(eigen):
    pad = eigen(_regel("emailadres", 'detail = { suwi = "nee", publiek = "contact", privaat = "nee" }'))
    anders = dict(_oordelen(pad).items() - _oordelen().items())
    assert anders == {
        ("werkzoekende", "emailadres", "detail", "suwi"): "nee",
        ("werkzoekende", "emailadres", "detail", "privaat"): "nee",
    }
    redenen = {r.reden for r in lees_tabel(pad) if r.veld == "emailadres" and r.klasse is Partijklasse.PRIVAAT}
    assert "Ons besluit van 1 januari." in redenen


def test_an_operator_can_tighten_inside_a_group_and_leave_the_rest(eigen):
    pad = eigen(_regel("arbeidsmarktkwalificatie.werkervaring", 'geheel = true\nmatch = "nee"'))
    anders = {sleutel[1] for sleutel, _ in _oordelen(pad).items() - _oordelen().items()}
    assert anders == {v for v in bladen(velden(Soort.WERKZOEKENDE, Fase.MATCH)) if ".werkervaring." in v}
    assert len(anders) == 8


@pytest.mark.parametrize(
    ("veld", "rest", "genoemd"),
    [
        (
            "emailadres",
            'detail = { suwi = "ja", publiek = "ja", privaat = "contact" }',
            "emailadres in detail voor publiek",
        ),
        ("emailadres", 'detail = "ja"', "emailadres in detail voor publiek"),
        (
            "indicatieLdrRegistratie",
            'detail = { suwi = "ja", publiek = "contact", privaat = "contact" }',
            "indicatieLdrRegistratie in detail voor publiek",
        ),
        (
            "eisAanWerk.indicatieBegeleiding",
            'detail = "ja"',
            r"eisAanWerk\.indicatieBegeleiding in detail voor publiek",
        ),
        ("contactpersoon", 'geheel = true\ndetail = "ja"', r"contactpersoon\.\w+ in detail voor publiek"),
        ("persoonlijkePresentatie", 'match = "ja"', "persoonlijkePresentatie in match voor suwi"),
        ("idWerkzoekende", 'match = "ja"', "idWerkzoekende in match"),
    ],
)
def test_an_operator_cannot_loosen_and_is_told_which_field(eigen, veld: str, rest: str, genoemd: str):
    with pytest.raises(BeleidFout, match=genoemd):
        lees_tabel(eigen(_regel(veld, rest)))


@pytest.mark.parametrize(
    ("veld", "rest", "soort"),
    [
        ("mobiliteit", 'geheel = true\nmatch = "nee"', "werkzoekende"),
        ("mobiliteit.bemiddelingspostcode", 'detail = "nee"', "werkzoekende"),
        ("adres", 'geheel = true\ndetail = { suwi = "ja", publiek = "ja", privaat = "nee" }', "vacature"),
        ("idVacature", 'detail = "nee"', "vacature"),
    ],
)
def test_an_operator_cannot_withhold_what_the_contract_requires(eigen, veld: str, rest: str, soort: str):
    with pytest.raises(BeleidFout, match="het contract eist dit veld"):
        lees_tabel(eigen(_regel(veld, rest, soort)))


def test_the_same_as_the_standard_changes_nothing(eigen):
    pad = eigen(_regel("mobiliteit", 'geheel = true\nmatch = "ja"\ndetail = "ja"'))
    assert lees_tabel(pad) == lees_tabel()


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("versie = ", "geen geldige TOML"),
        ("", "versie moet 1"),
        (_regel("onbekendVeld", 'detail = "nee"'), "onbekendVeld: dit veld bestaat niet"),
        (_regel("emailadres", 'detail = "contact"'), "buiten suwi"),
        (_regel("emailadres", ""), "moet match of detail bepalen"),
        (_regel("sector", 'detail = "nee"'), "geheel"),
    ],
)
def test_a_fault_in_the_operators_file_stops_the_start(eigen, tekst: str, fout: str):
    with pytest.raises(BeleidFout, match=fout):
        lees_tabel(eigen(tekst))


def test_an_operators_file_that_is_not_there_stops_the_start(tmp_path: Path):
    with pytest.raises(BeleidFout, match="niet te lezen"):
        lees_tabel(tmp_path / "weg.toml")
