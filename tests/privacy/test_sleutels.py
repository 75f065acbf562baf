import base64
import re
from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.privacy.sleutels import (
    Sleutel,
    Sleutelbos,
    Sleuteldoel,
    SleutelFout,
    Staat,
    maak_sleutelbos,
    naar_json,
    roteer,
    trek_in,
    uit_json,
)
from tests.privacy.vaste_sleutels import GEMAAKT, materiaal, sleutel, vaste_bos


def _b64(ruw: bytes) -> str:
    return base64.urlsafe_b64encode(ruw).rstrip(b"=").decode()


def _document(**anders: object) -> dict[str, object]:
    eerste = {"doel": "vumid", "kid": "k1", "staat": "actief", "sleutel": _b64(materiaal("x")), "gemaakt": GEMAAKT}
    overige = [
        {"doel": d, "kid": "k1", "staat": "actief", "sleutel": _b64(materiaal(d)), "gemaakt": GEMAAKT}
        for d in ("pseudoniem", "telling")
    ]
    return {"versie": 1, "sleutels": [{**eerste, **anders}, *overige]}


def _lees(document: object) -> Sleutelbos:
    return uit_json(orjson.dumps(document))


def test_a_new_ring_has_one_active_key_per_purpose_and_no_two_alike():
    bos = maak_sleutelbos()
    assert [bos.actief(doel).doel for doel in Sleuteldoel] == list(Sleuteldoel)
    assert len({s.materiaal for s in bos.sleutels}) == len(bos.sleutels) == len(Sleuteldoel)
    assert all(re.fullmatch("[a-z0-9-]{1,12}", s.kid) for s in bos.sleutels)
    assert maak_sleutelbos().actief(Sleuteldoel.VUMID).materiaal != bos.actief(Sleuteldoel.VUMID).materiaal


def test_the_json_form_reads_back_to_the_same_ring():
    bos = roteer(maak_sleutelbos(), Sleuteldoel.VUMID)
    assert uit_json(naar_json(bos)).sleutels == bos.sleutels


def test_the_known_form_reads_to_the_known_key():
    bos = _lees(_document())
    assert bos.actief(Sleuteldoel.VUMID) == Sleutel(Sleuteldoel.VUMID, "k1", Staat.ACTIEF, materiaal("x"), GEMAAKT)


@pytest.mark.parametrize(
    ("ruw", "zwakte"),
    [
        (b"", "32 bytes"),
        (materiaal("x")[:31], "32 bytes"),
        (materiaal("x") + b"x", "32 bytes"),
        (bytes(32), "patroon"),
        (b"\xff" * 32, "patroon"),
        (materiaal("x")[:16] * 2, "patroon"),
        (materiaal("x")[:7] * 4 + materiaal("x")[:4], "patroon"),
        (bytes(range(32)), "reeks"),
        (bytes(range(200, 104, -3)), "reeks"),
        (b"wachtwoordwachtwoorden-wachten-x", "te weinig"),
    ],
    ids=["empty", "short", "long", "zeros", "ones", "halves", "period 7", "counting", "counting down", "text"],
)
def test_weak_keys_are_refused_and_named_without_showing_them(ruw: bytes, zwakte: str):
    with pytest.raises(SleutelFout, match=zwakte) as fout:
        _lees(_document(sleutel=_b64(ruw)))
    assert "vumid/k1" in str(fout.value)
    assert len(ruw) == 0 or (_b64(ruw) not in str(fout.value) and ruw.hex() not in str(fout.value))


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"doel": "iets"}, "doel moet een van deze zijn"),
        ({"staat": "geheim"}, "staat moet een van deze zijn"),
        ({"kid": ""}, "kid moet"),
        ({"kid": "a" * 13}, "kid moet"),
        ({"kid": "K1"}, "kid moet"),
        ({"kid": 'a","alg":"b'}, "kid moet"),
        ({"kid": "k1\n"}, "kid moet"),
        ({"sleutel": "%%%"}, "base64url"),
        ({"sleutel": "é" * 43}, "base64url"),
        ({"sleutel": 5}, "alle tekst"),
        ({"gemaakt": "gisteren"}, "tijdzone"),
        ({"gemaakt": "2026-01-01T00:00:00"}, "tijdzone"),
        ({"vreemd": "x"}, "precies"),
        ({"staat": "uitlopend"}, "vumid moet precies een actieve sleutel hebben, niet 0"),
        ({"doel": "telling"}, "vumid moet precies|meer dan eens"),
        ({"sleutel": _b64(materiaal("telling"))}, "dezelfde sleutel"),
    ],
)
def test_a_key_that_breaks_a_rule_is_refused(anders: dict[str, object], regel: str):
    with pytest.raises(SleutelFout, match=regel) as fout:
        _lees(_document(**anders))
    assert _b64(materiaal("telling")) not in str(fout.value)


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"versie":1}',
        b'{"versie":2,"sleutels":[]}',
        b'{"versie":true,"sleutels":[]}',
        b'{"versie":1,"sleutels":{}}',
        b'{"versie":1,"sleutels":[]}',
        b'{"versie":1,"sleutels":[3]}',
        b'{"versie":1,"sleutels":[],"x":1}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_ring_is_refused(inhoud: bytes):
    with pytest.raises(SleutelFout):
        uit_json(inhoud)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.recursive(st.none() | st.text(), st.lists).map(lambda x: repr(x).encode()))
def test_no_input_gives_another_error(inhoud: bytes):
    with pytest.raises(SleutelFout):
        uit_json(inhoud)


def test_two_active_keys_for_one_purpose_are_refused():
    with pytest.raises(SleutelFout, match="niet 2"):
        vaste_bos(sleutel(Sleuteldoel.VUMID, "k2"))


def test_one_kid_twice_for_one_purpose_is_refused():
    tweede = replace(sleutel(Sleuteldoel.VUMID, "k2", Staat.UITLOPEND), kid="k1")
    with pytest.raises(SleutelFout, match="meer dan eens"):
        vaste_bos(tweede)


def test_a_purpose_that_is_not_needed_yet_may_lack_a_key_until_it_is_asked_for():
    bos = vaste_bos()
    with pytest.raises(SleutelFout, match="token"):
        bos.actief(Sleuteldoel.TOKEN)
    assert roteer(bos, Sleuteldoel.TOKEN).actief(Sleuteldoel.TOKEN).staat is Staat.ACTIEF


def test_rotation_makes_a_new_active_key_and_the_former_one_still_opens():
    bos = vaste_bos()
    nieuw = roteer(bos, Sleuteldoel.VUMID, klok=lambda: datetime(2026, 2, 1, tzinfo=UTC))
    assert nieuw.actief(Sleuteldoel.VUMID).kid != "k1"
    assert nieuw.actief(Sleuteldoel.VUMID).gemaakt == "2026-02-01T00:00:00+00:00"
    oud = nieuw.vind(Sleuteldoel.VUMID, "k1")
    assert oud is not None
    assert oud.staat is Staat.UITLOPEND
    assert oud.materiaal == bos.actief(Sleuteldoel.VUMID).materiaal
    assert nieuw.actief(Sleuteldoel.TELLING) is bos.actief(Sleuteldoel.TELLING)


def test_the_pseudonym_key_rotates_only_when_forced_and_the_refusal_says_what_would_break():
    bos = vaste_bos()
    with pytest.raises(SleutelFout, match="een tweede pseudoniem in de verantwoording"):
        roteer(bos, Sleuteldoel.PSEUDONIEM)
    gedwongen = roteer(bos, Sleuteldoel.PSEUDONIEM, dwing=True)
    assert [s.kid for s in gedwongen.bruikbaar(Sleuteldoel.PSEUDONIEM)] == [
        gedwongen.actief(Sleuteldoel.PSEUDONIEM).kid,
        "p1",
    ]


def test_a_withdrawn_key_is_found_no_more():
    nieuw = trek_in(roteer(vaste_bos(), Sleuteldoel.VUMID), Sleuteldoel.VUMID, "k1")
    assert nieuw.vind(Sleuteldoel.VUMID, "k1") is None
    assert len(nieuw.bruikbaar(Sleuteldoel.VUMID)) == 1
    with pytest.raises(SleutelFout, match="geen bruikbare"):
        trek_in(nieuw, Sleuteldoel.VUMID, "k1")


def test_the_active_key_is_not_withdrawn():
    with pytest.raises(SleutelFout, match="roteer eerst"):
        trek_in(vaste_bos(), Sleuteldoel.VUMID, "k1")


def test_a_key_serves_its_own_purpose_only():
    assert vaste_bos().vind(Sleuteldoel.TELLING, "k1") is None


def test_no_repr_shows_key_material():
    bos = vaste_bos()
    for ding in (bos, bos.sleutels, bos.actief(Sleuteldoel.VUMID)):
        for s in bos.sleutels:
            assert repr(s.materiaal)[2:-1] not in repr(ding)
            assert _b64(s.materiaal) not in repr(ding)
            assert s.materiaal.hex() not in repr(ding)
    assert repr(bos).startswith("Sleutelbos(vumid/k1/actief")
