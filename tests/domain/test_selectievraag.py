import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.criteria import Element, En, Of, Operator, Vergelijking
from app.domain.selectievraag import MAX_CRITERIA, MAX_DIEPTE, ontleed, schrijf
from app.domain.velden import Lijst, kenmerken, op_naam
from app.models.errors import OngeldigeAanroep
from app.models.partijen import Soort
from app.models.versie import Versie
from tests.materiaal import materiaal_map
from tests.strategies import bekende_vragen, vervuild, vragen

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
GEBIED = {"postcode": "1011AB", "afstand": 10}
UREN = "werktijden.aantalWerkurenPerWeekMaximaal"
TAAL = "arbeidsmarktkwalificatie.taalbeheersing"
soorten = pytest.mark.parametrize("soort", [W, V])


def lees(criteria, soort=W):
    return ontleed(soort, {"selectiegebied": GEBIED, **criteria})


def _of_diep(diepte, kern):
    for _ in range(diepte):
        kern = {"$or": [kern]}
    return kern


def test_only_an_area_asks_for_everything_in_it():
    vraag = lees({})
    assert (vraag.postcode, vraag.afstand, vraag.criterium, vraag.genegeerd) == ("1011AB", 10, En(()), 0)


def test_one_criterium_stands_alone_and_several_stand_together():
    minstens = Vergelijking(UREN, Operator.GTE, 8)
    hoogstens = Vergelijking(UREN, Operator.LTE, 40)
    assert lees({UREN: {"$gte": 8}}).criterium == minstens
    assert lees({UREN: {"$gte": 8, "$lte": 40}}).criterium == En((minstens, hoogstens))


def test_the_order_of_writing_makes_no_difference():
    kantoor = "werktijden.indicatieKantoortijden"
    assert lees({UREN: {"$gte": 8}, kantoor: {"$eq": 1}}) == lees({kantoor: {"$eq": 1}, UREN: {"$gte": 8}})


@pytest.mark.parametrize(
    ("soort", "vraagpad", "recordpad"),
    [
        (W, "datumAanvangBeschikbaarVoorWerk", "flexibiliteit.datumAanvangBeschikbaarVoorWerk"),
        (V, "datumAanvangWerkzaamheden", "arbeidsVoorwaarden.datumAanvangWerkzaamheden"),
    ],
)
def test_both_paths_of_a_date_name_the_same_field(soort, vraagpad, recordpad):
    verwacht = Vergelijking(recordpad, Operator.LTE, "2025-01-01")
    assert lees({vraagpad: {"$lte": "2025-01-01"}}, soort).criterium == verwacht
    assert lees({recordpad: {"$lte": "2025-01-01"}}, soort).criterium == verwacht


@pytest.mark.parametrize("pad", ["beroep.codeBeroepsnaam", "codeBeroepsnaam"])
def test_both_paths_of_an_occupation_name_the_same_field(pad):
    element = Element("bemiddelingsberoep", Vergelijking("codeBeroepsnaam", Operator.EQ, "x"))
    assert lees({"bemiddelingsberoep": {"$elemMatch": {pad: {"$eq": "x"}}}}).criterium == element


def test_all_is_one_element_per_member():
    nld, eng = ({"$elemMatch": {"codeTaal": {"$eq": taal}}} for taal in ("nld", "eng"))
    elementen = [Element(TAAL, Vergelijking("codeTaal", Operator.EQ, taal)) for taal in ("nld", "eng")]
    assert lees({TAAL: {"$all": [nld, eng]}}).criterium == En(tuple(elementen))


def test_or_works_at_the_top_and_within_an_element():
    keuze = Of(tuple(Vergelijking("codeTypeArbeidscontract", Operator.EQ, code) for code in "OB"))
    eis = {"$or": [{"codeTypeArbeidscontract": {"$eq": code}} for code in "OB"]}
    assert lees({"contractvorm": {"$elemMatch": eis}}).criterium == Element("contractvorm", keuze)
    top = lees({"$or": [{UREN: {"$gte": 8}}, {UREN: {"$lt": 4}}]}).criterium
    assert top == Of((Vergelijking(UREN, Operator.GTE, 8), Vergelijking(UREN, Operator.LT, 4)))


@pytest.mark.parametrize(
    ("criteria", "aantal"),
    [
        ({"sector": {"$eq": 1}}, 1),
        ({"beroep.codeBeroepsnaam": {"$eq": "x"}}, 1),  # a vacancy's field
        ({"bemiddelingsberoep": {"$elemMatch": {"beroepsnaamGecodeerd.codeBeroepsnaam": {"$eq": "1"}}}}, 1),  # v2
        ({UREN: {"$ne": 1, "$in": [1]}}, 2),
        ({UREN: {"$elemMatch": {"codeTaal": {"$eq": "nld"}}}}, 1),
        ({UREN: {"$or": [{"$eq": 1}]}}, 1),
        ({UREN: 8}, 1),
        ({UREN: {}}, 1),
        ({UREN: {"$eq": [8]}}, 1),
        ({UREN: {"$eq": True}}, 1),
        ({UREN: {"$eq": None}}, 1),
        ({UREN: {"$eq": float("nan")}}, 1),
        ({TAAL: {"$eq": 1}}, 1),
        ({TAAL: {"$all": []}}, 1),
        ({TAAL: {"$all": {"$elemMatch": {"codeTaal": {"$eq": "nld"}}}}}, 1),
        ({TAAL: {"$all": [{"codeTaal": {"$eq": "nld"}}, "nld", {}]}}, 3),
        ({TAAL: {"$all": [{"$all": [{"$elemMatch": {"codeTaal": {"$eq": "nld"}}}]}]}}, 1),
        ({TAAL: {"$elemMatch": {}}}, 1),
        ({TAAL: {"$elemMatch": []}}, 1),
        ({TAAL: {"$elemMatch": {"codeNiveauTaalbeheersingLezen": {"$gte": 2}}}}, 1),
        ({TAAL: {"$elemMatch": {"taal.codeTaal": {"$eq": "nld"}}}}, 1),
        ({"$or": []}, 1),
        ({"$or": {}}, 1),
        ({"$or": [{}, 3, {"sector": 1}]}, 3),
        ({"$and": [{UREN: {"$gte": 8}}]}, 1),
        ({"$or": [{"selectiegebied": GEBIED}]}, 1),
        ({"selectiegebied": {**GEBIED, "straal": 5}}, 1),
    ],
)
def test_what_is_not_known_has_no_effect_and_is_counted(criteria, aantal):
    vraag = lees(criteria)
    assert (vraag.criterium, vraag.genegeerd) == (En(()), aantal)


def test_an_unknown_alternative_is_dropped_and_the_known_one_stays():
    vraag = lees({"$or": [{"sector": {"$eq": 1}}, {UREN: {"$gte": 8}, "sector": 1}]})
    assert vraag.criterium == Of((Vergelijking(UREN, Operator.GTE, 8),))
    assert vraag.genegeerd == 2


@pytest.mark.parametrize(
    ("operator", "waarde", "gelezen"),
    [
        ("$gte", 8.0, 8),
        ("$eq", 8.0, 8),
        ("$gte", 8.5, 9),
        ("$gt", 8.5, 8),
        ("$lte", 8.5, 8),
        ("$lt", 8.5, 9),
        ("$eq", 8.5, 32_767),
        ("$lte", 10**30, 32_767),
        ("$lte", float("inf"), 32_767),
        ("$gt", -(10**30), -32_768),
    ],
)
def test_a_number_keeps_its_meaning_and_fits_a_column(operator, waarde, gelezen):
    criterium = lees({UREN: {operator: waarde}}).criterium
    assert criterium.waarde == gelezen
    assert type(criterium.waarde) is int


@soorten
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_unknown_parts_change_nothing(soort, data):
    schoon = data.draw(bekende_vragen(soort))
    vuil = data.draw(vervuild(schoon))
    gelezen = ontleed(soort, vuil)
    assert replace(gelezen, genegeerd=0) == ontleed(soort, schoon)
    assert (gelezen.genegeerd > 0) == (vuil != schoon)


@soorten
@settings(deadline=None, max_examples=120)
@given(data=st.data())
def test_writing_and_reading_again_gives_the_same_question(soort, data):
    gelezen = replace(ontleed(soort, data.draw(vragen(soort))), genegeerd=0)
    assert ontleed(soort, json.loads(json.dumps(schrijf(gelezen)))) == gelezen


@pytest.mark.parametrize(("soort", "bestand"), [(W, "werkzoekenden"), (V, "vacatures")])
def test_official_questions_are_known_whole_and_written_as_they_were(soort, bestand):
    gevallen = json.loads(materiaal_map("vum", "accreditatie", "v3", f"{bestand}_gevallen.json").read_text("utf-8"))
    assert gevallen
    for geval in gevallen:
        gelezen = ontleed(soort, geval["vraagObject"])
        assert gelezen.genegeerd == 0
        assert schrijf(gelezen) == geval["vraagObject"]


@pytest.mark.parametrize("versie", Versie)
@pytest.mark.parametrize(
    ("soort", "contract", "schema"),
    [(W, "WerkzoekendeProfielen", "MPWerkzoekende"), (V, "Vacatures", "MPVacature")],
)
def test_the_contract_names_no_field_that_is_not_known(versie, soort, contract, schema):
    import yaml

    pad = materiaal_map("vum", "contracten", versie.kort, f"VUM-Bron-{contract}.yaml")
    velden = yaml.safe_load(pad.read_text("utf-8"))["components"]["schemas"][schema]["properties"]
    assert set(velden) - {"selectiegebied"} == {kenmerk.namen[0] for kenmerk in kenmerken(versie, soort)}
    assert all(lijst.velden for lijst in op_naam(kenmerken(versie, soort)).values() if isinstance(lijst, Lijst))


_sleutels = st.sampled_from(
    ("$or", "$all", "$elemMatch", "$eq", "$gt", "$lte", "$x", UREN, TAAL, "rijbewijs", "codeTaal", "selectiegebied", "")
) | st.text(max_size=3)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda kind: st.lists(kind, max_size=3) | st.dictionaries(_sleutels, kind, max_size=3),
    max_leaves=12,
)


@soorten
@settings(deadline=None, max_examples=300)
@given(rommel=st.dictionaries(_sleutels, _json, max_size=5))
def test_no_shape_of_a_question_makes_reading_fail(soort, rommel):
    vraag = ontleed(soort, {**rommel, "selectiegebied": GEBIED})
    assert ontleed(soort, schrijf(vraag)) == replace(vraag, genegeerd=0)


@pytest.mark.parametrize("veld", ["sector", UREN, TAAL])
def test_deep_nesting_in_what_is_not_known_is_not_followed(veld):
    diep = 1
    for _ in range(5000):
        diep = {"$not": [diep]}
    assert lees({veld: diep}).criterium == En(())


def test_as_deep_as_allowed_is_read():
    assert lees(_of_diep(MAX_DIEPTE, {UREN: {"$gte": 8}})).genegeerd == 0


@pytest.mark.parametrize("diepte", [MAX_DIEPTE + 1, 512, 20_000])
def test_deeper_than_allowed_is_refused(diepte):
    with pytest.raises(OngeldigeAanroep, match="hoogstens 20 diep") as fout:
        lees(_of_diep(diepte, {UREN: {"$gte": 8}}))
    assert fout.value.status == 400


def test_as_many_criteria_as_allowed_are_read_and_more_are_refused():
    keuzen = [{UREN: {"$eq": n}} for n in range(MAX_CRITERIA)]
    assert len(lees({"$or": keuzen}).criterium.delen) == MAX_CRITERIA
    assert lees({"$or": [*keuzen, {"sector": {"$eq": 1}}]}).genegeerd == 1
    with pytest.raises(OngeldigeAanroep, match="hoogstens 500 criteria"):
        lees({"$or": [*keuzen, {UREN: {"$eq": 1}}]})
