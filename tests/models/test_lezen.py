"""Hostile and wrong input: a clear answer, never an echo."""

from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import OngeldigeAanroep, OnvolledigeAanroep, VumFout
from app.models.lezen import MAX_DIEPTE, lees_json, lees_vraag, valideer_record
from app.models.partijen import Soort
from app.models.schending import GEEN_NULL, ONBEKEND_VELD
from tests.builders import een_volle_vraag, een_vraag
from tests.models.officieel import bevat_null

MAXIMUM = 100_000
GEHEIM = "geheimewaarde"
SOORTEN = pytest.mark.parametrize("soort", list(Soort))
ID = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}


def vraagbericht(soort: Soort, **over: Any) -> bytes:
    return orjson.dumps({"vraagObject": een_vraag(soort, **over)})


def klacht(soort: Soort, ruw: bytes) -> VumFout:
    with pytest.raises(VumFout) as gevangen:
        lees_vraag(soort, ruw, MAXIMUM)
    return gevangen.value


@pytest.mark.parametrize(
    ("ruw", "melding"),
    [
        (b"", "is leeg"),
        (b" \n\t", "is leeg"),
        (b"{", "geen geldige JSON"),
        (b"geheimewaarde", "geen geldige JSON"),
        (b"{'a':1}", "geen geldige JSON"),
        (b'{"a":1}x', "geen geldige JSON"),
        (b"NaN", "geen geldige JSON"),
        (b'{"a":Infinity}', "geen geldige JSON"),
        (b'{"a":-Infinity}', "geen geldige JSON"),
        (b'{"a":1e999}', "geen geldige JSON"),
        (b'{"a":"\\ud800"}', "geen geldige JSON"),
        (b'{"\\udfff":1}', "geen geldige JSON"),
        (b'"\xff"', "geen geldige UTF-8"),
        (b'"\xed\xa0\x80"', "geen geldige UTF-8"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ('{"a":1}'.encode("utf-16"), "geen geldige UTF-8"),
        (b"[" * 10_000 + b"]" * 10_000, "geen geldige JSON"),
        (b"[" * 10_000, "geen geldige JSON"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "geen geldige JSON"),
        (b"[" * 500 + b"]" * 500, "te diep genest"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "te diep genest"),
        (b"null", GEEN_NULL),
        (b"[1,null]", GEEN_NULL),
        (b"1" * 5000, "geen geldige JSON"),
        (b'"' + b"a" * MAXIMUM + b'"', f"groter dan {MAXIMUM} bytes"),
    ],
    ids=str,
)
def test_unreadable_documents_are_refused_with_the_reason(ruw, melding):
    with pytest.raises(OngeldigeAanroep) as gevangen:
        lees_json(ruw, MAXIMUM)
    assert melding in gevangen.value.details
    assert GEHEIM not in gevangen.value.details


def test_size_and_depth_are_allowed_up_to_their_limit():
    assert lees_json(b"[1,2]", 5) == [1, 2]
    with pytest.raises(OngeldigeAanroep):
        lees_json(b"[1,2]", 4)
    assert lees_json(b"[" * MAX_DIEPTE + b"]" * MAX_DIEPTE, MAXIMUM)
    with pytest.raises(OngeldigeAanroep):
        lees_json(b"[" * (MAX_DIEPTE + 1) + b"]" * (MAX_DIEPTE + 1), MAXIMUM)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(ruw):
    with suppress(OngeldigeAanroep):
        assert not bevat_null(lees_json(ruw, MAXIMUM))


@SOORTEN
def test_question_comes_back_as_sent_with_unknown_criteria(soort):
    vraag = een_volle_vraag(soort, onbekend={"$in": [1, {"x": 2.5}]})
    vraag["selectiegebied"]["straal"] = 3
    vraag["werktijden.aantalWerkurenPerWeekMaximaal"]["$nin"] = "iets"
    assert lees_vraag(soort, orjson.dumps({"vraagObject": vraag}), MAXIMUM) == vraag


@SOORTEN
@pytest.mark.parametrize(
    ("ruw", "meldingen"),
    [
        (b"", ["vraagObject is verplicht"]),
        (b"  ", ["vraagObject is verplicht"]),
        (b"{}", ["vraagObject is verplicht"]),
        (b'{"vraagObject":{}}', ["vraagObject.selectiegebied is verplicht"]),
        (
            b'{"vraagObject":{"selectiegebied":{}}}',
            ["vraagObject.selectiegebied.postcode is verplicht", "vraagObject.selectiegebied.afstand is verplicht"],
        ),
        (b'{"vraagObject":{"selectiegebied":{"afstand":1}}}', ["vraagObject.selectiegebied.postcode is verplicht"]),
    ],
)
def test_missing_parts_are_incomplete_and_all_named(soort, ruw, meldingen):
    fout = klacht(soort, ruw)
    assert isinstance(fout, OnvolledigeAanroep)
    assert all(melding in fout.details for melding in meldingen)


@SOORTEN
@pytest.mark.parametrize("ruw", [b"[]", b'"x"', b"1", b"true", b'{"vraagObject":[]}', b'{"vraagObject":"x"}', b"{"])
def test_wrong_shapes_are_invalid(soort, ruw):
    assert isinstance(klacht(soort, ruw), OngeldigeAanroep)


@SOORTEN
@pytest.mark.parametrize(
    ("afstand", "regel"),
    [
        (-1, "moet ten minste 0 zijn"),
        (1000, "mag hoogstens 999 zijn"),
        (3.0, "moet een geheel getal zijn"),
        (True, "moet een geheel getal zijn"),
        ("3", "moet een geheel getal zijn"),
        ([3], "moet een geheel getal zijn"),
        (None, GEEN_NULL),
    ],
)
def test_bad_distance_is_named_by_field_and_rule(soort, afstand, regel):
    fout = klacht(soort, vraagbericht(soort, selectiegebied={"postcode": "3511AA", "afstand": afstand}))
    assert isinstance(fout, OngeldigeAanroep)
    assert fout.details == f"vraagObject.selectiegebied.afstand {regel}"


@SOORTEN
@pytest.mark.parametrize("postcode", ["3511", "3511A", "3511 AA", "3511AA\n", "٣٥١١AA", "", "AA3511", 3511, ["3511AA"]])
def test_bad_postcode_is_named(soort, postcode):
    fout = klacht(soort, vraagbericht(soort, selectiegebied={"postcode": postcode, "afstand": 1}))
    assert isinstance(fout, OngeldigeAanroep)
    assert fout.details.startswith("vraagObject.selectiegebied.postcode moet ")


@SOORTEN
def test_all_faults_are_named_and_missing_with_wrong_is_invalid(soort):
    ruw = vraagbericht(
        soort,
        selectiegebied={"afstand": 1000},
        **{"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": [1]}, "onbekend": {"x": [None]}},
    ).replace(b"null", b"0")
    fout = klacht(soort, ruw)
    assert isinstance(fout, OngeldigeAanroep)
    assert "selectiegebied.postcode is verplicht" in fout.details
    assert "selectiegebied.afstand mag hoogstens 999 zijn" in fout.details
    assert "werktijden.aantalWerkurenPerWeekMaximaal.$gte moet een geheel getal zijn" in fout.details


@SOORTEN
def test_null_in_an_unknown_part_is_refused_without_its_key_names(soort):
    fout = klacht(soort, vraagbericht(soort, **{GEHEIM: {"x": [1, {GEHEIM: None}]}}))
    assert fout.details == f"vraagObject.*.*[1].* {GEEN_NULL}"


def test_only_the_jobseekers_envelope_is_closed():
    ruw = orjson.dumps({"vraagObject": een_vraag(Soort.VACATURE), GEHEIM: 1})
    assert lees_vraag(Soort.VACATURE, ruw, MAXIMUM)
    fout = klacht(Soort.WERKZOEKENDE, ruw)
    assert fout.details == f"Het bericht {ONBEKEND_VELD}"


@pytest.mark.parametrize(
    ("criterium", "melding"),
    [
        ({"$lt": "7", "$eq": "7"}, "codeWerkEnDenkniveauMinimaal mag $lt en $eq niet samen bevatten"),
        ({"$eq": "6"}, 'codeWerkEnDenkniveauMinimaal.$eq moet een van deze codes zijn: "7"'),
        ({"$lt": 7}, "codeWerkEnDenkniveauMinimaal.$lt moet tekst zijn"),
        ([], "codeWerkEnDenkniveauMinimaal moet een object zijn"),
    ],
)
def test_work_level_faults_name_no_branch_of_the_model(criterium, melding):
    fout = klacht(Soort.VACATURE, vraagbericht(Soort.VACATURE, codeWerkEnDenkniveauMinimaal=criterium))
    assert fout.details == f"vraagObject.{melding}"


def test_of_a_key_that_occurs_twice_the_judged_one_is_the_used_one():
    ruw = b'{"vraagObject":{"selectiegebied":{"postcode":"3511AA","afstand":5000,"afstand":5}}}'
    assert lees_vraag(Soort.VACATURE, ruw, MAXIMUM)["selectiegebied"]["afstand"] == 5
    ruw = ruw.replace(b"5000", b"4").replace(b":5}", b":5000}")
    assert isinstance(klacht(Soort.VACATURE, ruw), OngeldigeAanroep)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda deel: st.lists(deel, max_size=4) | st.dictionaries(st.text(max_size=9), deel, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(soort=st.sampled_from(list(Soort)), document=JSON)
def test_any_document_is_judged_and_never_echoed(soort, document):
    merk = "\N{SNOWMAN}"
    ruw = orjson.dumps({merk: document, "werktijden": {merk: document}, "naamVacature": [merk]})
    gevonden = valideer_record(soort, ruw)
    assert gevonden
    assert merk not in " ".join(map(str, gevonden))
    assert klacht(soort, orjson.dumps({"vraagObject": {"selectiegebied": document, merk: document}})).details
