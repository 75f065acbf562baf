"""What of a source's answer is believed."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.bronantwoord import Lezer, Vertaalwijze
from app.domain.bronfout import BronFaalt, Reden
from app.domain.matching import past
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.vertaling import GEEN_OMZETTING
from app.models.identiteit import RecordID
from app.models.lezen import ID_VELD
from app.models.partijen import Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie
from tests import builders

W, V = Soort.WERKZOEKENDE, Soort.VACATURE
KAART = Postcodekaart.lees()
WIJZE = Vertaalwijze(KAART, GEEN_OMZETTING)
DIEP = b'{"a":' * 400 + b"1" + b"}" * 400


def vraag(soort: Soort = W, afstand: int = 20, **criteria: Any):
    return ontleed(soort, {"selectiegebied": {"postcode": "3511AA", "afstand": afstand}, **criteria})


def match(nummer: int = 1, soort: Soort = W, **over: Any) -> dict[str, Any]:
    plaats = {"mobiliteit": {"bemiddelingspostcode": "3511AB"}} if soort is W else {"adres": {"postcode": "3511AB"}}
    profiel = matchprofiel(soort, builders.een_record(soort, **plaats))
    return {**(profiel or {}), ID_VELD[soort]: f"r-{nummer}", **over}


def lees_aanbod(body: bytes, gevraagd, maximum: int):
    return Lezer(gevraagd, Versie.V3, WIJZE).aanbod(body, maximum)


def lees_detail(soort: Soort, id_: RecordID, body: bytes) -> bytes:
    return WIJZE.detail(soort, id_, body, (Versie.V3, Versie.V3))


def aanbod(*matches: Any, gevraagd=None, maximum: int = 100, meer: Any = False):
    body = json.dumps({"maximumAantalResultatenBereikt": meer, "matches": matches}).encode()
    return lees_aanbod(body, gevraagd or vraag(), maximum)


def goede(gegeven) -> list[str]:
    return sorted(m.id for m in (k.keur() for k in gegeven.kandidaten) if m is not None)


@pytest.mark.parametrize("soort", list(Soort))
def test_a_good_match_comes_through_without_its_id(soort):
    (kandidaat,) = aanbod(match(soort=soort), gevraagd=vraag(soort)).kandidaten
    goed = kandidaat.keur()
    assert (goed.id, goed.afstand) == ("r-1", KAART.afstand("3511AA", "3511AB"))
    assert orjson.loads(goed.profiel) == {n: w for n, w in match(soort=soort).items() if n != ID_VELD[soort]}


@pytest.mark.parametrize(
    "over",
    [
        {"bsn": "999990019"},
        {"werktijden": "veel"},
        {"mobiliteit": {}},
        {"mobiliteit": None},
        {"onbekend": 1},
        {"idWerkzoekende": ""},
        {"idWerkzoekende": "a/b"},
        {"idWerkzoekende": ".."},
        {"idWerkzoekende": 7},
        {"emailadres": ["a@b.example"]},
        {"mobiliteit": {"bemiddelingspostcode": "3511AB", "x": orjson.loads(DIEP)}},
    ],
)
def test_what_breaks_the_contract_is_dropped_and_the_others_stay(over):
    gegeven = aanbod(match(1, **over), match(2))
    assert goede(gegeven) == ["r-2"]
    assert gegeven.vervallen + len(gegeven.kandidaten) == 2


@pytest.mark.parametrize("geen_match", [None, 1, "x", [], {}, [{}]])
def test_what_is_no_match_at_all_is_counted(geen_match):
    gegeven = aanbod(geen_match, match())
    assert (goede(gegeven), gegeven.vervallen) == (["r-1"], 1)


def test_outside_the_question_is_dropped():
    ver = match(1, mobiliteit={"bemiddelingspostcode": "6211AB"})
    thuis = match(2, mobiliteit={"bemiddelingspostcode": "3543AB", "maximaleReisafstand": 0})
    uren = vraag(**{"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 99}})
    assert goede(aanbod(ver, thuis, match(3))) == ["r-3"]
    assert goede(aanbod(match(), gevraagd=uren)) == []


def test_an_id_counts_once():
    gegeven = aanbod(match(1), match(1), match(2))
    assert (goede(gegeven), gegeven.vervallen) == (["r-1", "r-2"], 1)


def test_of_too_many_the_nearest_that_meet_the_question_stay():
    ver = [match(n, mobiliteit={"bemiddelingspostcode": "3543AB"}) for n in range(5)]
    dicht = [match(n) for n in range(5, 10)]
    vreemd = [match(n, mobiliteit={"bemiddelingspostcode": "3511AA", "maximaleReisafstand": -1}) for n in range(10, 15)]
    gegeven = aanbod(*ver, *dicht, *vreemd, maximum=5)
    assert goede(gegeven) == ["r-5", "r-6", "r-7", "r-8", "r-9"]
    assert gegeven.meer
    assert not aanbod(*dicht, *vreemd, maximum=5).meer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"[]",
        b"null",
        b"<html>",
        b"\xff",
        b'{"matches":[]}',
        b'{"maximumAantalResultatenBereikt":false}',
        b'{"maximumAantalResultatenBereikt":null,"matches":[]}',
        b'{"maximumAantalResultatenBereikt":"nee","matches":[]}',
        b'{"maximumAantalResultatenBereikt":false,"matches":{}}',
        b'{"maximumAantalResultatenBereikt":false,"matches":' + b"[" * 2000 + b"]" * 2000 + b"}",
    ],
)
def test_what_is_no_answer_says_nothing_of_what_it_was(body):
    with pytest.raises(BronFaalt) as fout:
        lees_aanbod(body, vraag(), 100)
    assert fout.value.reden is Reden.ONLEESBAAR
    assert fout.value.__cause__ is None


def test_an_answer_of_too_many_parts_is_not_taken_apart():
    body = b'{"maximumAantalResultatenBereikt":false,"matches":[' + b"1," * 300_000 + b"1]}"
    with pytest.raises(BronFaalt) as fout:
        lees_aanbod(body, vraag(), 100)
    assert fout.value.reden is Reden.TE_GROOT


WAARDEN = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=3), deel, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from([*match(), "x"]), WAARDEN, max_size=3), max_size=4))
def test_nothing_gets_through_that_breaks_contract_or_question(overs):
    gevraagd = vraag()
    gegeven = aanbod(*(match(n, **over) for n, over in enumerate(overs)), match(99), gevraagd=gevraagd)
    goed = [m for m in (k.keur() for k in gegeven.kandidaten) if m is not None]
    assert "r-99" in {m.id for m in goed}
    for m in goed:
        profiel = orjson.loads(m.profiel)
        assert matchprofiel(W, profiel) == profiel
        assert past(gevraagd, profiel, KAART)


@pytest.mark.parametrize("soort", list(Soort))
def test_a_detail_is_the_one_that_was_asked_and_keeps_to_the_contract(soort):
    record = builders.een_record(soort, **{ID_VELD[soort]: "r-1"})
    assert orjson.loads(lees_detail(soort, RecordID("r-1"), orjson.dumps(record))) == record
    if soort is W:  # the contract lets a jobseeker go without its id
        zonder = {n: w for n, w in record.items() if n != ID_VELD[soort]}
        assert orjson.loads(lees_detail(soort, RecordID("r-1"), orjson.dumps(zonder))) == zonder
    for fout in (record | {ID_VELD[soort]: "r-2"}, record | {"bsn": "999990019"}, record | {"x": None}, [record], "x"):
        with pytest.raises(BronFaalt):
            lees_detail(soort, RecordID("r-1"), orjson.dumps(fout))
