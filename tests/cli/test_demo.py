import json

from app.adapters.demo import BRONNEN, DEELNEMERS


def test_loads_the_population_and_its_parties_and_can_be_repeated(gemigreerd):
    for geladen in ("1035", "1035"):
        assert gemigreerd("demo") == 0
        assert "2.000 werkzoekenden en 500 vacatures" in gemigreerd.uit
        assert f'"geladen": {geladen}' in gemigreerd.fout
    gemigreerd("deelnemer", "lijst")
    assert all(d.oin in gemigreerd.uit for d in DEELNEMERS)
    gemigreerd("bron", "lijst")
    assert all(b.oin in gemigreerd.uit for b in BRONNEN)


def test_writes_one_file_per_source_and_kind(openvum, tmp_path):
    assert openvum("demo", "--uit", tmp_path / "demo") == 0
    paden = sorted((tmp_path / "demo").iterdir())
    assert len(paden) == 2 * len(BRONNEN)
    records = [json.loads(regel) for pad in paden for regel in pad.read_text().splitlines()]
    assert len(records) == 2_500
    assert not (tmp_path / "openvum.db").exists()


def test_says_that_a_folder_cannot_be_written(openvum, tmp_path):
    (tmp_path / "bestand").write_text("")
    assert openvum("demo", "--uit", tmp_path / "bestand" / "map") == 2
    assert openvum.meldingen[0].startswith("openvum: --uit: ")


def test_does_not_load_in_productie(productie):
    assert productie("demo") == 2
    assert "sandbox" in productie.meldingen[0]
