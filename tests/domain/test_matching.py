import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mongoquery import Query

from app.domain.matching import in_gebied, past, voldoet
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.models.partijen import Soort
from tests.materiaal import materiaal_map
from tests.strategies import bekende_vragen, records, vragen

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
GEBIED = {"postcode": "1011AB", "afstand": 10}
UREN = "werktijden.aantalWerkurenPerWeekMaximaal"
TAAL = "arbeidsmarktkwalificatie.taalbeheersing"
NIVEAU = "codeWerkEnDenkniveauMinimaal"
DATUM = "datumAanvangBeschikbaarVoorWerk"


@pytest.fixture(scope="module")
def kaart():
    return Postcodekaart.lees()


def gelezen(soort, criteria):
    return ontleed(soort, {"selectiegebied": GEBIED, **criteria})


def uren(aantal):
    return {"werktijden": {"aantalWerkurenPerWeekMaximaal": aantal}}


def talen(*elementen):
    return {"arbeidsmarktkwalificatie": {"taalbeheersing": list(elementen)}}


def taal(code=None, mondeling=None, schriftelijk=None):
    velden = {
        "codeTaal": code,
        "codeNiveauTaalbeheersingMondeling": mondeling,
        "codeNiveauTaalbeheersingSchriftelijk": schriftelijk,
    }
    return {k: v for k, v in velden.items() if v is not None}


def taaleis(code, mondeling, schriftelijk):
    eis = {
        "codeTaal": {"$eq": code},
        "codeNiveauTaalbeheersingMondeling": {"$gte": mondeling},
        "codeNiveauTaalbeheersingSchriftelijk": {"$gte": schriftelijk},
    }
    return {"$elemMatch": eis}


BEROEP = {"$elemMatch": {"$or": [{"beroep.codeBeroepsnaam": {"$eq": naam}} for naam in ("a", "b")]}}
RIJBEWIJZEN = {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": code}}} for code in ("B", "BE")]}

GEVALLEN = [
    # each comparison, on both sides of its bound
    (W, {UREN: {"$eq": 24}}, uren(24), True),
    (W, {UREN: {"$eq": 24}}, uren(25), False),
    (W, {UREN: {"$gt": 24}}, uren(25), True),
    (W, {UREN: {"$gt": 24}}, uren(24), False),
    (W, {UREN: {"$gte": 24}}, uren(24), True),
    (W, {UREN: {"$gte": 24}}, uren(23), False),
    (W, {UREN: {"$lt": 24}}, uren(23), True),
    (W, {UREN: {"$lt": 24}}, uren(24), False),
    (W, {UREN: {"$lte": 24}}, uren(24), True),
    (W, {UREN: {"$lte": 24}}, uren(25), False),
    (W, {UREN: {"$gte": 8, "$lt": 24}}, uren(24), False),
    (W, {UREN: {"$lte": 0}}, uren(0), True),
    # strict on types
    (W, {UREN: {"$eq": "24"}}, uren(24), False),
    (W, {UREN: {"$gte": ""}}, uren(24), False),
    (W, {UREN: {"$eq": 24}}, uren("24"), False),
    (W, {UREN: {"$gte": 1}}, uren(True), False),
    (W, {UREN: {"$eq": 24}}, uren([24]), False),
    (V, {NIVEAU: {"$gte": 2}}, {NIVEAU: "3"}, False),
    # missing and empty
    (W, {UREN: {"$lte": 24}}, {}, False),
    (W, {UREN: {"$lte": 24}}, {"werktijden": {}}, False),
    (W, {UREN: {"$lte": 24}}, {"werktijden": []}, False),
    (W, {UREN: {"$lte": 24}}, {"werktijden": "veel"}, False),
    (V, {"beroep.codeBeroepsnaam": {"$eq": ""}}, {"beroep": {"codeBeroepsnaam": ""}}, False),
    (V, {"beroep.codeBeroepsnaam": {"$lte": "x"}}, {"beroep": {"codeBeroepsnaam": ""}}, False),
    (V, {"beroep.codeBeroepsnaam": {"$gte": ""}}, {"beroep": {"codeBeroepsnaam": "a"}}, True),
    (W, {TAAL: {"$elemMatch": {"codeTaal": {"$lte": "z"}}}}, talen({}, {"codeTaal": ""}), False),
    (W, {TAAL: {"$elemMatch": {"codeTaal": {"$lte": "z"}}}}, talen(), False),
    (
        W,
        {TAAL: {"$elemMatch": {"codeTaal": {"$lte": "z"}}}},
        {"arbeidsmarktkwalificatie": {"taalbeheersing": {}}},
        False,
    ),
    (W, {TAAL: {"$elemMatch": {"codeTaal": {"$eq": "nld"}}}}, talen("nld"), False),
    # one and the same element
    (W, {TAAL: taaleis("nld", 3, 2)}, talen(taal("nld", 3, 2)), True),
    (W, {TAAL: taaleis("nld", 3, 2)}, talen(taal("nld", 3, 1), taal("nld", 2, 2)), False),
    (W, {TAAL: taaleis("nld", 3, 2)}, talen(taal("eng", 3, 2), taal("nld")), False),
    (W, {TAAL: taaleis("nld", 3, 2)}, talen(taal("eng"), taal("nld", 4, 4)), True),
    # language level 8 is the number 8
    (W, {TAAL: taaleis("nld", 3, 2)}, talen(taal("nld", 8, 8)), True),
    # $all: every member, by whichever element
    (V, {"rijbewijs": RIJBEWIJZEN}, {"rijbewijs": [{"codeSoortRijbewijs": code} for code in ("BE", "A", "B")]}, True),
    (V, {"rijbewijs": RIJBEWIJZEN}, {"rijbewijs": [{"codeSoortRijbewijs": "B"}]}, False),
    (V, {"rijbewijs": RIJBEWIJZEN["$all"][0]}, {"rijbewijs": [{"codeSoortRijbewijs": "B+"}]}, False),
    # $or, within an element and at the top
    (W, {"bemiddelingsberoep": BEROEP}, {"bemiddelingsberoep": [{"codeBeroepsnaam": "b"}]}, True),
    (W, {"bemiddelingsberoep": BEROEP}, {"bemiddelingsberoep": [{"codeBeroepsnaam": "c"}, {}]}, False),
    (W, {"bemiddelingsberoep": BEROEP}, {"bemiddelingsberoep": [{"beroep": {"codeBeroepsnaam": "b"}}]}, False),
    (W, {"$or": [{UREN: {"$gte": 30}}, {DATUM: {"$lte": "2025-01-01"}}]}, uren(36), True),
    (W, {"$or": [{UREN: {"$gte": 30}}, {DATUM: {"$lte": "2025-01-01"}}]}, uren(24), False),
    (W, {"$or": [{UREN: {"$gte": 30}}], UREN: {"$lte": 32}}, uren(36), False),
    # dates, by either path, lie elsewhere in the record
    (W, {DATUM: {"$lte": "2025-01-01"}}, {"flexibiliteit": {DATUM: "2025-01-01"}}, True),
    (W, {DATUM: {"$lte": "2025-01-01"}}, {"flexibiliteit": {DATUM: "2025-01-02"}}, False),
    (W, {DATUM: {"$lte": "2025-01-01"}}, {DATUM: "2025-01-01"}, False),
    (
        V,
        {"datumAanvangWerkzaamheden": {"$gte": "2025-01-01"}},
        {"arbeidsVoorwaarden": {"datumAanvangWerkzaamheden": "2026-01-01"}},
        True,
    ),
    # single digits: the order of strings is that of numbers
    (V, {NIVEAU: {"$gte": "2", "$lt": "7"}}, {NIVEAU: "6"}, True),
    (V, {NIVEAU: {"$gte": "2", "$lt": "7"}}, {NIVEAU: "7"}, False),
    (V, {NIVEAU: {"$eq": "7"}}, {NIVEAU: "7"}, True),
    # strings compare by code point, not by a language
    (V, {"beroep.codeBeroepsnaam": {"$lt": "a"}}, {"beroep": {"codeBeroepsnaam": "B"}}, True),
    (V, {"beroep.codeBeroepsnaam": {"$gt": "z"}}, {"beroep": {"codeBeroepsnaam": "é"}}, True),
    # nothing asked
    (W, {}, {}, True),
    (W, {"sector": {"$eq": 1}}, {}, True),
]


@pytest.mark.parametrize(("soort", "criteria", "record", "verwacht"), GEVALLEN)
def test_meaning_of_each_operator_and_decision(soort, criteria, record, verwacht):
    assert voldoet(gelezen(soort, criteria).criterium, record) is verwacht


# --- mongoquery as the second voice ---------------------------------------------------------------

RECORDPAD = {
    "datumAanvangBeschikbaarVoorWerk": "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
    "datumAanvangWerkzaamheden": "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
}
ELEMENTPAD = {"beroep.codeBeroepsnaam": "codeBeroepsnaam"}


def mongo(document, paden):
    """The same criteria with the record's paths; ``$and``, as two names may be of one field."""
    return {"$and": [_mongo_deel(naam, eis, paden) for naam, eis in document.items()]}


def _mongo_deel(naam, eis, paden):
    if naam == "$or":
        return {"$or": [mongo(keuze, paden) for keuze in eis]}
    return {paden.get(naam, naam): _mongo_eis(eis)}


def _mongo_eis(eis):
    if "$elemMatch" not in eis and "$all" not in eis:
        return eis
    vertaald = {}
    if "$elemMatch" in eis:
        vertaald["$elemMatch"] = mongo(eis["$elemMatch"], ELEMENTPAD)
    if "$all" in eis:
        vertaald["$all"] = [_mongo_eis(lid) for lid in eis["$all"]]
    return vertaald


def zonder_leeg(waarde):
    if isinstance(waarde, dict):
        schoon = {k: zonder_leeg(v) for k, v in waarde.items()}
        return {k: v for k, v in schoon.items() if v not in ("", [], {})}
    if isinstance(waarde, list):
        return [v for v in map(zonder_leeg, waarde) if v not in ("", [], {})]
    return waarde


@pytest.mark.parametrize("soort", [W, V])
@settings(deadline=None, max_examples=130)
@given(data=st.data())
def test_mongoquery_agrees(soort, data):
    vraag = data.draw(bekende_vragen(soort))
    criterium = ontleed(soort, vraag).criterium
    query = Query(mongo({k: v for k, v in vraag.items() if k != "selectiegebied"}, RECORDPAD))
    for record in data.draw(st.lists(records(soort), min_size=8, max_size=8)):
        assert voldoet(criterium, record) == query.match(zonder_leeg(record))


@pytest.mark.parametrize("soort", [W, V])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_empty_values_count_as_missing(soort, data):
    criterium = ontleed(soort, data.draw(vragen(soort))).criterium
    record = data.draw(records(soort))
    assert voldoet(criterium, record) == voldoet(criterium, zonder_leeg(record))


@pytest.mark.parametrize("soort", [W, V])
def test_generated_questions_match_some_records_and_not_others(soort, kaart):
    telling = Counter()

    @settings(deadline=None, max_examples=200, derandomize=True, database=None)
    @given(vraag=bekende_vragen(soort).filter(lambda v: len(v) > 1), record=records(soort))
    def tel(vraag, record):
        gelezen_vraag = ontleed(soort, vraag)
        telling["voldoet", voldoet(gelezen_vraag.criterium, record)] += 1
        telling["gebied", in_gebied(gelezen_vraag, record, kaart)] += 1

    tel()
    assert min(telling[deel, uitkomst] for deel in ("voldoet", "gebied") for uitkomst in (True, False)) > 30


# --- the area -------------------------------------------------------------------------------------


def zoekt(postcode, **mobiliteit):
    return {"mobiliteit": {"bemiddelingspostcode": postcode, **mobiliteit}}


@pytest.mark.parametrize(
    ("soort", "afstand", "record", "verwacht"),
    [
        # Amsterdam 1011 to Utrecht 3511: 34.6 km
        (V, 35, {"adres": {"postcode": "3511ZZ"}}, True),
        (V, 34, {"adres": {"postcode": "3511ZZ"}}, False),
        (V, 0, {"adres": {"postcode": "1011ZZ"}}, True),
        (V, 999, {"adres": {}}, False),
        (V, 999, {}, False),
        (V, 999, {"adres": {"postcode": ""}}, False),
        (V, 999, {"adres": {"postcode": "0012AB"}}, False),
        (V, 35, {"adres": {"postcode": "3511ZZ"}, "mobiliteit": {"maximaleReisafstand": 1}}, True),
        (W, 35, zoekt("3511ZZ"), True),
        (W, 34, zoekt("3511ZZ"), False),
        (W, 999, zoekt("3511ZZ", maximaleReisafstand=35), True),
        (W, 999, zoekt("3511ZZ", maximaleReisafstand=34), False),
        (W, 34, zoekt("3511ZZ", maximaleReisafstand=999), False),
        (W, 999, zoekt("3511ZZ", maximaleReisafstand=0), False),
        (W, 0, zoekt("1011ZZ", maximaleReisafstand=0), True),
        (W, 999, {"mobiliteit": {}}, False),
    ],
)
def test_area_and_reach(kaart, soort, afstand, record, verwacht):
    vraag = ontleed(soort, {"selectiegebied": {"postcode": "1011AB", "afstand": afstand}})
    assert in_gebied(vraag, record, kaart) is verwacht
    assert past(vraag, record, kaart) is verwacht


def test_a_question_from_nowhere_finds_nothing(kaart):
    vraag = ontleed(V, {"selectiegebied": {"postcode": "0012AB", "afstand": 999}})
    assert not in_gebied(vraag, {"adres": {"postcode": "0012AB"}}, kaart)


def test_both_area_and_criteria_must_hold(kaart):
    vraag = gelezen(W, {UREN: {"$gte": 8}})
    assert past(vraag, {**zoekt("1012AB"), **uren(8)}, kaart)
    assert not past(vraag, {**zoekt("1012AB"), **uren(7)}, kaart)
    assert not past(vraag, {**zoekt("9711LM"), **uren(8)}, kaart)


@pytest.mark.parametrize("soort", [W, V])
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_the_area_as_a_list_says_the_same_as_the_distance(soort, data, kaart):
    vraag = ontleed(soort, data.draw(bekende_vragen(soort)))
    record = data.draw(records(soort))
    mobiliteit = record.get("mobiliteit", {})
    postcode = mobiliteit["bemiddelingspostcode"] if soort is W else record["adres"]["postcode"]
    gebied = kaart.gebied(vraag.postcode, vraag.afstand)
    afstand = dict(zip(gebied.pc4s, gebied.afstanden, strict=True)).get(kaart.pc4(postcode))
    binnen = afstand is not None and afstand <= mobiliteit.get("maximaleReisafstand", 999)
    assert in_gebied(vraag, record, kaart) == binnen


# --- the official cases ---------------------------------------------------------------------------


def _officieel(naam):
    return json.loads(materiaal_map("vum", "accreditatie", "v3", naam).read_text("utf-8"))


def _plaats(soort, record):
    return record["adres"]["postcode"] if soort is V else record["mobiliteit"]["bemiddelingspostcode"]


@pytest.mark.parametrize(("soort", "meervoud"), [(W, "werkzoekenden"), (V, "vacatures")])
def test_every_official_result_is_among_the_nearest_hundred(soort, meervoud, kaart):
    idveld = "idWerkzoekende" if soort is W else "idVacature"
    alle = _officieel(f"{meervoud}.json")
    for geval in _officieel(f"{meervoud}_gevallen.json"):
        vraag = ontleed(soort, geval["vraagObject"])
        passend = [record for record in alle if past(vraag, record, kaart)]
        afstanden = sorted(kaart.afstand(vraag.postcode, _plaats(soort, record)) for record in passend)
        grens = afstanden[:100][-1]
        te_ver = [r for r in passend if kaart.afstand(vraag.postcode, _plaats(soort, r)) > grens]
        verwacht = {record[idveld] for record in geval["verwacht"]}
        assert verwacht <= {record[idveld] for record in passend}, geval["nr"]
        assert not verwacht & {record[idveld] for record in te_ver}, geval["nr"]
