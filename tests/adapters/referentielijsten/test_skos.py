"""Reference lists as SKOS: three spellings of one list read the same, and no file can do harm."""

import tracemalloc
from datetime import date

import pytest

from app.adapters.referentielijsten import Lijstfout, lees_lijst, skosvorm
from app.domain.referentielijst import Begrip, Lijst

BEROEP = "https://linkeddata.competentnl.nl/uwv/id/occupation/"
SOORT = "https://linkeddata.competentnl.nl/def/competentnl#Occupation"
TURTLE = f"""# made by hand
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
<{BEROEP}1> a skos:Concept, <{SOORT}> ; skos:prefLabel "Kok"@nl, "Cook"@en ;
  skos:altLabel "Chef-kok"@nl-NL, "Chef"@en, "Keukenchef" ; schema:validFrom "2026-01-01" .
<{BEROEP}2> a skos:Concept, <{SOORT}> ; xl:prefLabel _:b ; skos:notation "77" .
_:b xl:literalForm "Bakker"@nl .
<{BEROEP}3> a skos:Concept ; skos:prefLabel "Plannen" .
<{BEROEP}4> a skos:Concept, <{SOORT}> ; skos:prefLabel "Vervallen"@nl ; owl:deprecated true .
<{BEROEP}5> a skos:Concept, <{SOORT}> ; skos:prefLabel "English only"@en .
<{BEROEP}schema> a skos:ConceptScheme ; <http://purl.org/dc/terms/title> "Schema"@nl .
"""
RDF_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"
  xmlns:xl="http://www.w3.org/2008/05/skos-xl#" xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:s="https://schema.org/">
 <skos:Concept rdf:about="{BEROEP}1"><rdf:type rdf:resource="{SOORT}"/><skos:prefLabel xml:lang="nl">Kok</skos:prefLabel>
  <skos:prefLabel xml:lang="en">Cook</skos:prefLabel><skos:altLabel xml:lang="nl-NL">Chef-kok</skos:altLabel>
  <skos:altLabel>Keukenchef</skos:altLabel><s:validFrom>2026-01-01</s:validFrom></skos:Concept>
 <skos:Concept rdf:about="{BEROEP}2"><rdf:type rdf:resource="{SOORT}"/><skos:notation>77</skos:notation>
  <xl:prefLabel><xl:Label><xl:literalForm xml:lang="nl">Bakker</xl:literalForm></xl:Label></xl:prefLabel></skos:Concept>
 <skos:Concept rdf:about="{BEROEP}3"><skos:prefLabel>Plannen</skos:prefLabel></skos:Concept>
 <skos:Concept rdf:about="{BEROEP}4"><rdf:type rdf:resource="{SOORT}"/><skos:prefLabel xml:lang="nl">Vervallen</skos:prefLabel>
  <owl:deprecated rdf:datatype="http://www.w3.org/2001/XMLSchema#boolean">true</owl:deprecated></skos:Concept>
 <skos:Concept rdf:about="{BEROEP}5"><rdf:type rdf:resource="{SOORT}"/>
  <skos:prefLabel xml:lang="en">English only</skos:prefLabel></skos:Concept>
</rdf:RDF>"""
JSON_LD = f"""{{"@context": {{"skos": "http://www.w3.org/2004/02/skos/core#", "xl": "http://www.w3.org/2008/05/skos-xl#",
  "owl": "http://www.w3.org/2002/07/owl#", "s": "https://schema.org/"}}, "@graph": [
 {{"@id": "{BEROEP}1", "@type": ["skos:Concept", "{SOORT}"], "s:validFrom": "2026-01-01",
  "skos:prefLabel": [{{"@value": "Kok", "@language": "nl"}}, {{"@value": "Cook", "@language": "en"}}],
  "skos:altLabel": [{{"@value": "Chef-kok", "@language": "nl-NL"}}, "Keukenchef"]}},
 {{"@id": "{BEROEP}2", "@type": ["skos:Concept", "{SOORT}"], "skos:notation": "77",
  "xl:prefLabel": {{"xl:literalForm": {{"@value": "Bakker", "@language": "nl"}}}}}},
 {{"@id": "{BEROEP}3", "@type": "skos:Concept", "skos:prefLabel": "Plannen"}},
 {{"@id": "{BEROEP}4", "@type": "{SOORT}", "skos:prefLabel": "Vervallen", "owl:deprecated": true}},
 {{"@id": "{BEROEP}5", "@type": "{SOORT}", "skos:prefLabel": {{"@value": "English only", "@language": "en"}}}}]}}"""
VORMEN = {"turtle": TURTLE, "rdf-xml": RDF_XML, "json-ld": JSON_LD}


@pytest.fixture
def bestand(tmp_path):
    def schrijf(inhoud):
        pad = tmp_path / "lijst.skos"
        pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return pad

    return schrijf


def lees(pad, lijst=Lijst.BEROEPEN, selectie=None):
    gelezen = lees_lijst(lijst, pad, selectie)
    return gelezen.begrippen, gelezen.overgeslagen


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_three_spellings_of_one_list_read_the_same(bestand, vorm, bom):
    begrippen, overgeslagen = lees(bestand(bom + VORMEN[vorm].encode()))
    assert sorted(begrippen.values(), key=lambda b: b.code) == [
        Begrip(f"{BEROEP}1", "Kok", ("Chef-kok", "Keukenchef"), date(2026, 1, 1)),
        Begrip(f"{BEROEP}2", "Bakker"),
        Begrip(f"{BEROEP}3", "Plannen"),
    ]
    assert overgeslagen == 2


@pytest.mark.parametrize("vorm", VORMEN)
def test_a_selection_takes_one_type_out_of_a_file_of_many(bestand, vorm):
    assert sorted(lees(bestand(VORMEN[vorm]), selectie=SOORT)[0]) == [f"{BEROEP}1", f"{BEROEP}2"]


def test_the_other_lists_take_their_code_from_the_notation(bestand):
    begrippen, overgeslagen = lees(bestand(TURTLE), Lijst.OPLEIDINGEN)
    assert (list(begrippen), overgeslagen) == (["77"], 4)


@pytest.mark.parametrize(
    ("kwaad", "melding"),
    [
        (RDF_XML.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1), "DOCTYPE"),
        (RDF_XML.replace("?>", '?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', 1), "DOCTYPE"),
        ("<rdf:RDF>" + "<a>" * 5_000, "diep"),
        (RDF_XML[: len(RDF_XML) // 2], "geldige XML"),
        (RDF_XML.replace("xmlns:skos", "xmlns:anders"), "geldige RDF/XML"),
        (JSON_LD.replace('"@context": {', '"@context": ["http://127.0.0.1:9/c", {').replace('}, "@graph"', '}], "@graph"'), "buiten het bestand"),
        ('{"@context": "file:///etc/passwd", "@id": "x:y"}', "buiten het bestand"),
        ("[" * 1_000_000, "geldige JSON-LD"),
        (JSON_LD[:-1], "geldige JSON-LD"),
        (TURTLE + "<a> <b", "geldige Turtle"),
        (TURTLE + '<x:a> <x:b> "' + "y" * 20_000_000, "Turtle"),
        (TURTLE.replace('"2026-01-01"', '"morgen"'), "JJJJ-MM-DD"),
        ("@prefix a: <b:c> .\n", "geen enkel begrip"),
    ],
    ids=["entities", "dtd", "deep xml", "cut xml", "no namespace", "remote context", "file context", "deep json",
         "cut json", "cut turtle", "long literal", "no date", "empty"],
)  # fmt: skip
def test_a_file_that_means_harm_or_is_broken_is_one_error(bestand, kwaad, melding):
    with pytest.raises(Lijstfout, match=rf"lijst\.skos.*{melding}"):
        lees(bestand(kwaad))


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(bestand, monkeypatch):
    for vorm in skosvorm.Skosvorm:
        monkeypatch.setattr(vorm, "hoogstens", 100)
    for inhoud in VORMEN.values():
        with pytest.raises(Lijstfout, match="groter dan 0 MB"):
            lees(bestand(inhoud))


def test_what_a_list_does_not_need_costs_no_memory(bestand):
    rest = "".join(f'<x:{n}> <x:p> "{"y" * 200}" .\n' for n in range(20_000))
    pad = bestand(TURTLE + rest)
    tracemalloc.start()
    begrippen, _ = lees(pad)
    piek = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(begrippen) == 3
    assert piek < 2_000_000
