import io
import json

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.formaten import FORMATEN, vum3
from tests.materiaal import materiaal_map

json_waarden = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=4), deel, max_size=3),
    max_leaves=12,
)


class Druppelaar(io.BytesIO):
    """Gives a few bytes at a time, as a pipe does."""

    def read(self, size=-1):
        return super().read(min(size, 3) if size >= 0 else size)


def lees(inhoud, stroom=io.BytesIO):
    return list(vum3.lees(stroom(inhoud)))


def waarden(inhoud, stroom=io.BytesIO):
    records = lees(inhoud, stroom)
    assert not [r.leesfout for r in records if r.leesfout]
    return [json.loads(r.ruw) for r in records]


@settings(max_examples=150, deadline=None)
@given(st.lists(json_waarden, max_size=6), st.sampled_from([None, 1]), st.sampled_from([io.BytesIO, Druppelaar]))
def test_an_array_gives_back_its_elements(records, inspringing, stroom):
    inhoud = json.dumps(records, indent=inspringing, ensure_ascii=inspringing is None).encode("utf-8", "replace")
    assert waarden(inhoud, stroom) == json.loads(inhoud)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=4), json_waarden, max_size=3), min_size=1),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_lines_give_back_their_records(records, einde):
    inhoud = einde.join(json.dumps(r) for r in records).encode()
    assert waarden(inhoud) == records
    assert waarden(inhoud, Druppelaar) == records


@pytest.mark.parametrize("kop", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("rest", [b'[{"a":1},{"a":2}]', b'{"a":1}\n{"a":2}'])
def test_tolerates_a_byte_order_mark_and_white_space(kop, rest):
    assert waarden(kop + rest) == [{"a": 1}, {"a": 2}]


def test_numbers_keep_every_digit():
    assert (
        lees(b'[{"a":123456789012345678901234567890,"b":1.50}]')[0].ruw
        == b'{"a":123456789012345678901234567890,"b":1.50}'
    )


def test_names_the_place_of_each_record():
    assert [r.plaats for r in lees(b"[{},{}]")] == ["record 1", "record 2"]
    assert [r.plaats for r in lees(b"\n\n{}\n\n{}")] == ["regel 3", "regel 5"]


@pytest.mark.parametrize("inhoud", [b"[]", b"[ \n ]"])
def test_an_empty_array_holds_no_records(inhoud):
    assert lees(inhoud) == []


@pytest.mark.parametrize("inhoud", [b"", b" \n", b"\xef\xbb\xbf", b"a;b\n1;2", b"PK\x03\x04", "[{}]".encode("utf-16")])
def test_says_of_any_other_file_that_it_cannot_be_read(inhoud):
    (record,) = lees(inhoud)
    assert record.plaats == "bestand"
    assert record.leesfout


@pytest.mark.parametrize(
    ("inhoud", "goed"),
    [
        (b'[{"a":1},{"b":', 1),
        (b'[{"a":1},{"b":"]}', 1),
        (b'[{"a":1}', 0),
        (b'[{"a":1},', 1),
        (b"[", 0),
        (b'[{"a":1}}]', 0),
        (b"[{}] {}", 1),
        (b"[{}]]", 1),
    ],
)
def test_tells_where_a_damaged_array_breaks(inhoud, goed):
    *heel, breuk = lees(inhoud)
    assert [r.leesfout for r in heel] == [""] * goed
    assert breuk.leesfout
    assert breuk.plaats == f"record {goed + 1}"


def test_a_damaged_record_spoils_only_itself():
    eerste, tweede, derde = lees(b'[{"a":1},{"b":},{"c":"\\ud800"}]')
    assert (eerste.ruw, derde.ruw) == (b'{"a":1}', b'{"c":"\\ud800"}')
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(tweede.ruw)


@pytest.mark.parametrize("vorm", [b"[%b,{}]", b"{}\n%b\n{}"])
def test_a_record_over_the_limit_is_refused_and_the_next_one_read(vorm, monkeypatch):
    monkeypatch.setattr(vum3, "MAX_RECORD", 50)
    records = lees(vorm % (b'{"a":"' + b"x" * 50 + b'"}'))
    assert [bool(r.leesfout) for r in records][-2:] == [True, False]


@pytest.mark.parametrize("inhoud", [b'[{"a":"' + b"x" * 5_000, b'{"a":"' + b"x" * 5_000])
def test_never_holds_more_than_the_buffer(inhoud, monkeypatch):
    monkeypatch.setattr(vum3, "MAX_BUFFER", 1_000)
    monkeypatch.setattr(vum3, "_BLOK", 100)
    stroom = io.BytesIO(inhoud)
    (record,) = vum3.lees(stroom)
    assert record.leesfout
    assert stroom.tell() < 4_000


def test_many_small_records_after_a_large_one_are_cut_in_one_pass():
    inhoud = b'[{"a":"' + b"x" * 900_000 + b'"}' + b',{"b":1}' * 100_000 + b"]"
    assert len(lees(inhoud)) == 100_001


@pytest.mark.parametrize("naam", ["werkzoekenden", "vacatures"])
def test_reads_the_official_records_exactly(naam):
    inhoud = materiaal_map("vum", "accreditatie", "v3", f"{naam}.json").read_bytes()
    assert waarden(inhoud) == json.loads(inhoud)


def test_vum3_is_a_format_of_version_3():
    assert FORMATEN["vum3"].versie == "3.0.0"
