"""Files that mean harm, or are just broken: one clear error, bounded memory, nothing loaded by half."""

import io
import tracemalloc
import zipfile

import pytest
import xlsxwriter

from app.adapters.formaten.bronnen import xlsxbron
from app.models.partijen import Soort
from tests.adapters.formaten.hulp import lees, lees_met, maker, voorbeeld

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
AFBEELDING = """
formaat: proef
titel: Proef
soort: werkzoekende
bron: {soort: [xlsx, csv]}
id: {kolom: Nummer, pseudoniem: ja}
kolommen:
  - {kolom: Postcode, naar: mobiliteit.bemiddelingspostcode, omzetter: postcode}
  - {kolom: Tekst, naar: persoonlijkePresentatie}
  - {kolom: Datum, naar: flexibiliteit.datumAanvangBeschikbaarVoorWerk, omzetter: datum}
"""


def csv_met(*regels, kop="Nummer;Postcode;Tekst", einde="\r\n", tekenset="utf-8"):
    return einde.join([kop, *regels, ""]).encode(tekenset)


def lees_csv(inhoud):
    return lees_met(AFBEELDING, inhoud)


def werkmap(vul, **opties):
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit, {"in_memory": True, **opties})
    vul(boek, boek.add_worksheet())
    boek.close()
    return uit.getvalue()


def tabel(*rijen, boven=0):
    def vul(boek, blad):
        for nummer, rij in enumerate(rijen, boven):
            for kolom, waarde in enumerate(rij):
                blad.write(nummer, kolom, waarde)

    return werkmap(vul)


KOP = ["Nummer", "Postcode", "Tekst", "Datum"]


def verander(xlsx, deel, doe):
    """Rewrite one part of a workbook."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            ruw = oud.read(naam)
            nieuw.writestr(naam, doe(ruw) if naam == deel else ruw)
    return uit.getvalue()


def enige_fout(uitkomst):
    """See to it that nothing was loaded, and give the one reason."""
    (ingelezen,) = uitkomst.ingelezen
    assert ingelezen.leesfout
    assert ingelezen.ruw == b""
    return f"{ingelezen.plaats}: {ingelezen.leesfout}"


class TestTekenset:
    @pytest.mark.parametrize("tekenset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_dutch_text_keeps_its_letters_in_every_character_set(self, tekenset):
        uitkomst = lees_csv(csv_met("a1;3511AB;Café – één €", tekenset=tekenset))
        assert uitkomst.records["rij 2"]["persoonlijkePresentatie"] == "Café – één €"

    def test_a_row_in_another_character_set_is_refused_and_named(self):
        inhoud = csv_met("a1;3511AB;café", tekenset="cp1252") + "a2;3511AB;café\r\n".encode()
        uitkomst = lees_csv(inhoud)
        assert list(uitkomst.records) == ["rij 2"]
        assert "andere tekenset" in uitkomst.geweigerd["rij 3"][0].regel

    def test_a_byte_that_is_no_letter_refuses_its_row(self):
        uitkomst = lees_csv(csv_met("a1;3511AB;goed", "a2;3511AB;caf\xe9").replace("é".encode(), b"\x81"))
        assert list(uitkomst.records) == ["rij 2"]
        assert list(uitkomst.geweigerd) == ["rij 3"]

    def test_damage_after_a_byte_order_mark_refuses_its_row(self):
        uitkomst = lees_csv(b"\xef\xbb\xbf" + csv_met("a1;3511AB;\xe9", "a2;3511AB;x", tekenset="cp1252"))
        assert (list(uitkomst.records), list(uitkomst.geweigerd)) == (["rij 3"], ["rij 2"])


class TestCsv:
    @pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
    def test_finds_the_separator(self, scheiding):
        inhoud = csv_met("a1;3511AB;x").replace(b";", scheiding.encode())
        assert lees_csv(inhoud).records["rij 2"]["mobiliteit"] == {"bemiddelingspostcode": "3511AB"}

    @pytest.mark.parametrize("einde", ["\r\n", "\n", "\r"])
    def test_takes_every_line_end(self, einde):
        assert list(lees_csv(csv_met("a1;3511AB;x", "a2;3511AB;y", einde=einde)).records) == ["rij 2", "rij 3"]

    def test_finds_the_header_on_row_four_and_leaves_blank_rows_out(self):
        uitkomst = lees_csv(b"Titel\r\n\r\nop 1 januari;\r\n" + csv_met("a1;3511AB;x", ";;", "a2;3511AB;y"))
        assert list(uitkomst.records) == ["rij 5", "rij 7"]
        assert uitkomst.verslag.lege_rijen == 1

    def test_names_the_columns_that_it_misses_and_nothing_of_the_file(self):
        fout = enige_fout(lees_csv(csv_met("Jansen;1;2", kop="Jansen;Postcode;BSN")))
        assert "niet gevonden: Nummer" in fout
        assert "Jansen" not in fout

    def test_a_column_that_the_mapping_does_not_know_never_passes_and_is_named_by_its_letter(self):
        uitkomst = lees_csv(csv_met("a1;3511AB;x;geheim", kop="Nummer;Postcode;Tekst;Meneer Jansen"))
        assert dict(uitkomst.verslag.onbekende_kolommen) == {"kolom D": 1}
        assert "geheim" not in str(uitkomst.records)

    def test_a_column_twice_is_an_error(self):
        assert "twee keer" in enige_fout(lees_csv(csv_met("a1;1;2", kop="Nummer;Tekst;tekst")))

    @pytest.mark.parametrize(("regel", "woord"), [("a1;3511AB;x;y", "meer"), ("a1;3511AB", "minder")])
    def test_a_row_that_is_shifted_is_refused(self, regel, woord):
        uitkomst = lees_csv(csv_met(regel, "a2;3511AB;y"))
        assert list(uitkomst.records) == ["rij 3"]
        assert woord in uitkomst.geweigerd["rij 2"][0].regel

    def test_a_formula_is_a_rejected_cell(self):
        uitkomst = lees_csv(csv_met('a1;3511AB;"=HYPERLINK(""http://x"")"'))
        assert uitkomst.genoemd == [("rij 2", "Tekst")]
        assert "persoonlijkePresentatie" not in uitkomst.records["rij 2"]

    def test_a_quote_that_is_not_closed_loads_nothing(self):
        assert "aanhalingsteken" in enige_fout(lees_csv(csv_met("a1;3511AB;x", 'a2;3511AB;"open', "a3;3511AB;y")))

    def test_a_million_columns_is_an_error(self):
        kop = "Nummer;Postcode;Tekst;" + ";".join(f"k{n}" for n in range(120_000))
        assert "kolommen" in enige_fout(lees_csv(csv_met(kop=kop)))
        assert enige_fout(lees_csv(csv_met(kop="Nummer;Postcode;Tekst" + ";x" * 1_000_000)))

    def test_a_cell_of_a_hundred_megabytes_is_an_error_within_bounded_memory(self):
        class Lang(io.RawIOBase):
            """A file that begins well and goes on with one endless cell."""

            def __init__(self):
                self._plek, self._begin = 0, csv_met("a1;3511AB;x") + b"a2;3511AB;"

            def readable(self):
                return True

            def seekable(self):
                return True

            def seek(self, plek, vanaf=0):
                self._plek = plek
                return plek

            def tell(self):
                return self._plek

            def readinto(self, buffer):
                deel = self._begin[self._plek : self._plek + len(buffer)] or b"x" * min(
                    len(buffer), 100_000_000 - self._plek
                )
                buffer[: len(deel)] = deel
                self._plek += len(deel)
                return len(deel)

        tracemalloc.start()
        fout = enige_fout(lees_csv(io.BufferedReader(Lang())))
        piek = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "1000000 tekens" in fout
        assert piek < 30_000_000

    @pytest.mark.parametrize("inhoud", [b"", b"\x00\x01\x02\x00", b"%PDF-1.7\n"])
    def test_what_is_no_table_is_said(self, inhoud):
        assert enige_fout(lees_csv(inhoud))


class TestXlsx:
    def test_finds_the_header_on_row_four_below_a_merged_title(self):
        def vul(boek, blad):
            blad.merge_range("A1:D2", "Titel")
            for kolom, naam in enumerate(KOP):
                blad.write(3, kolom, naam)
            blad.write_row(4, 0, ["a1", "3511AB", "x"])

        assert list(lees_met(AFBEELDING, werkmap(vul)).records) == ["rij 5"]

    def test_a_formula_is_rejected_whatever_its_last_result_was(self):
        def vul(boek, blad):
            blad.write_row(0, 0, KOP)
            blad.write_row(1, 0, ["a1", "3511AB"])
            blad.write_formula(1, 2, "=1+1", None, "uitkomst")

        uitkomst = lees_met(AFBEELDING, werkmap(vul))
        assert uitkomst.genoemd == [("rij 2", "Tekst")]
        assert "uitkomst" not in str(uitkomst.records)

    def test_merged_data_cells_are_rejected(self):
        def vul(boek, blad):
            blad.write_row(0, 0, KOP)
            blad.write_row(1, 0, ["a1", "3511AB"])
            blad.write_row(2, 0, ["a2", "3511AB"])
            blad.merge_range("C2:C3", "van wie?")

        uitkomst = lees_met(AFBEELDING, werkmap(vul))
        assert uitkomst.genoemd == [("rij 2", "Tekst"), ("rij 3", "Tekst")]
        assert "van wie" not in str(uitkomst.records)

    def test_a_date_without_a_date_format_and_an_error_of_excel_are_rejected(self):
        xlsx = tabel(KOP, ["a1", "3511AB", "x", 45000.0])
        assert lees_met(AFBEELDING, xlsx).genoemd == [("rij 2", "Datum")]
        fout = verander(
            xlsx,
            "xl/worksheets/sheet1.xml",
            lambda r: r.replace(b'<c r="D2"><v>45000</v>', b'<c r="D2" t="e"><v>#N/A</v>'),
        )
        uitkomst = lees_met(AFBEELDING, fout)
        assert "Excel" in uitkomst.verslag.opmerkingen[0].regel

    def test_macros_are_refused(self):
        met_macro = io.BytesIO(tabel(KOP))
        with zipfile.ZipFile(met_macro, "a") as z:
            z.writestr("xl/vbaProject.bin", b"x")
        assert "macro" in enige_fout(lees_met(AFBEELDING, met_macro.getvalue()))

    def test_an_old_or_locked_workbook_is_refused(self):
        assert ".xls" in enige_fout(lees_met(AFBEELDING, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))

    def test_external_entities_are_refused(self):
        kwaad = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        xlsx = tabel(KOP, ["a1", "3511AB", "x"])
        for deel in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"):
            vol = verander(xlsx, deel, lambda r: kwaad + r.partition(b"?>")[2])
            assert "DOCTYPE" in enige_fout(lees_met(AFBEELDING, vol))

    @pytest.mark.parametrize("deel", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
    def test_a_damaged_workbook_loads_nothing(self, deel):
        vol = verander(tabel(KOP, *[["a1", "3511AB", "x"]] * 50), deel, lambda r: r[: len(r) * 2 // 3])
        assert enige_fout(lees_met(AFBEELDING, vol))

    def test_a_cut_off_file_loads_nothing(self):
        xlsx = voorbeeld("sonar.xlsx")
        for lengte in (10, 1_000, len(xlsx) // 2, len(xlsx) - 10):
            assert enige_fout(lees("sonar", xlsx[:lengte], W))

    def test_a_zip_that_is_no_workbook_is_said(self):
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as z:
            z.writestr("lees.txt", "x")
        assert "geen Excel-werkmap" in enige_fout(lees_met(AFBEELDING, uit.getvalue()))

    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self, monkeypatch):
        monkeypatch.setattr(xlsxbron, "_KLEIN", 1_000_000)
        vol = verander(tabel(KOP), "xl/worksheets/sheet1.xml", lambda r: r + b" " * 5_000_000)
        assert "uitpakken" in enige_fout(lees_met(AFBEELDING, vol))

    def test_a_cell_in_the_last_corner_costs_no_memory(self):
        def vul(boek, blad):
            blad.write_row(0, 0, KOP)
            blad.write_row(1, 0, ["a1", "3511AB", "x"])
            blad.write(1_048_575, 16_383, "hoek")

        inhoud = werkmap(vul)
        tracemalloc.start()
        uitkomst = lees_met(AFBEELDING, inhoud)
        piek = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert list(uitkomst.records) == ["rij 2"]
        assert list(uitkomst.geweigerd) == ["rij 1048576"]
        assert piek < 40_000_000

    def test_a_text_of_many_megabytes_is_one_rejected_cell(self):
        xlsx = verander(
            tabel(KOP, ["a1", "3511AB", "LANG"], ["a2", "3511AB", "x"]),
            "xl/sharedStrings.xml",
            lambda r: r.replace(b"LANG", b"x" * 20_000_000),
        )
        uitkomst = lees_met(AFBEELDING, xlsx)
        assert uitkomst.genoemd == [("rij 2", "Tekst")]
        assert len(uitkomst.records) == 2

    def test_one_tag_of_many_megabytes_is_an_error(self):
        xlsx = verander(
            tabel(KOP),
            "xl/worksheets/sheet1.xml",
            lambda r: r.replace(b"<sheetData>", b'<sheetData x="' + b"y" * 9_000_000 + b'">'),
        )
        assert "4 MB" in enige_fout(lees_met(AFBEELDING, xlsx))

    def test_an_unknown_sheet_is_named(self):
        yaml = AFBEELDING.replace("bron: {soort: [xlsx, csv]}", "bron: {soort: xlsx, blad: Gegevens}")
        assert "werkblad Gegevens" in enige_fout(lees_met(yaml, tabel(KOP)))

    def test_a_csv_that_is_a_workbook_is_said(self):
        assert "bewaar" in enige_fout(lees("gemeente-csv", tabel(KOP), W))


class TestJson:
    def test_a_broken_file_loads_nothing(self):
        inhoud = voorbeeld("um-vacatures.json")
        assert enige_fout(lees("um-pilot", inhoud[: len(inhoud) // 2], V))

    @pytest.mark.parametrize(
        "record",
        [
            b"1",
            b"[]",
            b'{"a":}',
            b'{"idVacature":"a","idVacature":"b"}',
            b'{"x":"\\ud800"}',
            b"{" + b'"a":{' * 60 + b"}" * 61,
        ],
    )
    def test_a_broken_record_is_refused_and_the_next_one_read(self, record):
        goed = b'{"idVacature":"a1","werkgever":{"adresHouding":[{"adres":{"adresNederland":{"postcode":"3511AB"}}}]}}'
        uitkomst = lees("um-pilot", b"[" + record + b"," + goed + b"]", V)
        assert list(uitkomst.records) == ["record 2"]
        assert list(uitkomst.geweigerd) == ["record 1"]

    def test_too_many_values_refuse_the_record(self):
        uitkomst = lees("um-pilot", b'[{"idVacature":"a","x":[' + b"1," * 20_000 + b"1]}]", V)
        assert "10000" in uitkomst.geweigerd["record 1"][0].regel

    def test_an_unknown_path_is_reported_without_its_name(self):
        uitkomst = lees("um-pilot", b'[{"idVacature":"a","Jansen":{"BSN":"1"}}]', V)
        assert list(uitkomst.verslag.onbekende_kolommen) == ["*.*"]


class TestXml:
    def test_entities_and_document_types_are_refused(self):
        for kwaad in (
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]><x>&c;</x>',
            b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>',
        ):
            assert "DOCTYPE" in enige_fout(lees("setu", b'<?xml version="1.0"?>' + kwaad, V))

    @pytest.mark.parametrize(
        "inhoud",
        [
            b"<a><b></a>",
            b"<a>&onbekend;</a>",
            b"<a>\xff</a>",
            b'<?xml version="1.0" encoding="bestaat-niet"?><a/>',
            b"tekst",
        ],
    )
    def test_broken_xml_is_said(self, inhoud):
        assert enige_fout(lees("setu", inhoud, V))

    def test_a_file_that_breaks_half_way_loads_nothing(self):
        inhoud = voorbeeld("setu.xml")
        assert enige_fout(lees("setu", inhoud[: len(inhoud) // 2], V))

    def test_one_record_without_end_is_an_error_within_bounded_memory(self):
        inhoud = b"<PositionOpening><DocumentID>" + b"x" * 20_000_000
        tracemalloc.start()
        fout = enige_fout(lees("setu", inhoud, V))
        piek = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "1000000" in fout
        assert piek < 20_000_000

    def test_deep_nesting_is_an_error(self):
        assert enige_fout(lees("setu", b"<PositionOpening>" + b"<a>" * 5_000, V))


def test_the_samples_hold_no_real_test_material():
    assert maker().bsn(0).startswith("9999")


class TestJsonGrenzen:
    def test_a_byte_order_mark_makes_no_difference(self):
        inhoud = voorbeeld("um-vacatures.json")
        assert lees("um-pilot", b"\xef\xbb\xbf" + inhoud, V).records == lees("um-pilot", inhoud, V).records

    def test_another_character_set_is_an_error_and_never_letters_that_differ(self):
        for tekenset in ("utf-16", "cp1252"):
            inhoud = '[{"idVacature":"a1","naamVacature":"café"}]'.encode(tekenset)
            uitkomst = lees("um-pilot", inhoud, V)
            assert uitkomst.records == {}
            assert uitkomst.leesfouten or uitkomst.geweigerd

    def test_one_value_without_end_is_an_error_within_bounded_memory(self):
        inhoud = b'[{"idVacature":"' + b"x" * 60_000_000
        tracemalloc.start()
        fout = enige_fout(lees("um-pilot", inhoud, V))
        piek = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert fout
        assert piek < 45_000_000


def test_a_workbook_with_a_header_of_thousands_of_columns_is_an_error():
    breed = tabel([*KOP, *(f"k{n}" for n in range(5_000))], ["a1", "3511AB"])
    assert "kolommen" in enige_fout(lees_met(AFBEELDING, breed))
