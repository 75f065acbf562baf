"""The processing record without a database: types, register, the shared commit, and the LDV form."""

import asyncio
import json
import re

import jsonschema
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from app.domain.verwerking import Activiteit, Rol, Spoor, Status, Verwerking
from app.domain.verwerkingsketen import BEGIN, Regel, canoniek, nieuwe_regel
from app.models.errors import NietBeschikbaar
from app.models.partijen import Fase, Soort
from app.privacy.verwerkingsexport import ndjson, otlp, records
from app.privacy.verwerkingsregister import Bewaartermijn, RegisterFout, Verwerkingsregister, lees_register
from tests.storage.verwerkinghulp import BRON, NU, VIA, VRAGER, Wijzer, een_verantwoording, een_verwerking, personen


@pytest.fixture(autouse=True)
def logregels():
    with structlog.testing.capture_logs() as regels:
        yield regels


TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
OUDER = "00f067aa0ba902b7"


# --- trace context ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vlaggen", ["00", "01", "ff"])
def test_a_trace_of_the_caller_goes_on_under_a_new_span_sampled_or_not(vlaggen):
    spoor = Spoor.lees(f"00-{TRACE}-{OUDER}-{vlaggen}", "a=1")
    assert (spoor.trace_id.hex(), spoor.parent_span_id.hex(), spoor.tracestate) == (TRACE, OUDER, "a=1")
    assert spoor.span_id.hex() != OUDER
    assert spoor.traceparent == f"00-{TRACE}-{spoor.span_id.hex()}-01"


def test_a_later_version_of_the_header_may_say_more():
    assert Spoor.lees(f"01-{TRACE}-{OUDER}-01-later").trace_id.hex() == TRACE


@pytest.mark.parametrize(
    "kop",
    [
        None,
        "",
        "onzin",
        f"00-{TRACE}-{OUDER}",
        f"ff-{TRACE}-{OUDER}-01",
        f"00-{TRACE}-{OUDER}-01-meer",
        f"00-{'0' * 32}-{OUDER}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{OUDER}-01",
        f"00-{TRACE}-{OUDER}-01\n",
    ],
)
def test_an_absent_or_invalid_header_starts_a_fresh_trace(kop):
    spoor = Spoor.lees(kop, "a=1")
    assert spoor.trace_id.hex() != TRACE
    assert (len(spoor.trace_id), len(spoor.span_id), spoor.parent_span_id, spoor.tracestate) == (16, 8, None, "")


@pytest.mark.parametrize("toestand", ["x" * 513, "a=\n", "a=é"])
def test_a_tracestate_that_is_too_long_or_not_printable_is_not_passed_on(toestand):
    assert Spoor.lees(f"00-{TRACE}-{OUDER}-01", toestand).tracestate == ""


def test_every_outgoing_call_has_a_span_of_its_own_under_ours():
    spoor = Spoor.nieuw()
    kinderen = [spoor.onderliggend() for _ in range(50)]
    assert {(k.trace_id, k.parent_span_id) for k in kinderen} == {(spoor.trace_id, spoor.span_id)}
    assert len({k.span_id for k in kinderen} | {spoor.span_id}) == 51


def test_a_thousand_requests_have_a_thousand_traces():
    sporen = [Spoor.lees(None) for _ in range(1000)]
    assert len({s.trace_id for s in sporen}) == len({s.span_id for s in sporen}) == 1000


# --- the processing --------------------------------------------------------------------------------------------


def test_there_is_an_activity_for_every_role_kind_and_phase():
    gevonden = {Activiteit.voor(r, s, f) for r in Rol for s in Soort for f in Fase}
    assert len(gevonden) == 8
    rest = set(Activiteit) - gevonden
    assert all(a.value.endswith("-betrokkene") for a in rest), "what is left is done for the person itself"


@pytest.mark.parametrize(
    "anders",
    [
        {"betrokkenen": [b"kort"]},
        {"betrokkenen": [bytes(33)]},
        {"betrokkenen": [bytes(16), bytes(17)]},
        {"begin": 5, "eind": 4},
        {"begin": -1},
        {"velden": "x" * 101},
    ],
)
def test_a_processing_that_cannot_be_is_refused(anders):
    with pytest.raises(ValueError, match=r"betrokkenen|eind|velden"):
        een_verwerking(**anders)


def test_a_processing_shows_no_pseudonym_and_has_no_place_for_a_user_or_a_question():
    persoon = b"P" * 16
    assert "P" * 16 not in repr(een_verwerking([persoon]))
    verboden = re.compile("user|gebruiker|medewerker|vraagobject|inhoud|vumid|record")
    assert not [naam for naam in Verwerking.__dataclass_fields__ if verboden.search(naam)]


_WAARDE = st.none() | st.integers() | st.text(max_size=8) | st.binary(max_size=8)


@given(st.lists(_WAARDE, max_size=5), st.lists(_WAARDE, max_size=5))
def test_different_rows_never_give_the_same_bytes(een, ander):
    gelijk = [(type(w), w) for w in een] == [(type(w), w) for w in ander]
    assert (canoniek(een) == canoniek(ander)) is gelijk


def test_the_canonical_form_is_fixed():
    """A known answer: another form would make every record that is stored look tampered with."""
    assert canoniek((1, "é", b"x", None)) == "i1;s2:éb1:xn".encode()


# --- the register of activities --------------------------------------------------------------------------------


def test_the_register_that_is_shipped_says_all_of_every_activity():
    register = lees_register()
    for activiteit in Activiteit:
        [versie] = register.versies(activiteit)
        assert versie.doel
        assert versie.grondslag
        assert versie.categorieen
        assert versie.ontvangers
        assert versie.bewaartermijn.tekst == "P3Y"


def _toml(*versies, weg=()):
    regels = []
    for activiteit in Activiteit:
        if activiteit in weg:
            continue
        regels.append(f'[[activiteit]]\nid = "{activiteit}"')
        for nummer, vanaf, termijn in versies:
            regels.append(
                f'[[activiteit.versie]]\nnummer = {nummer}\ngeldig_vanaf = "{vanaf}"\nnaam = "n"\ndoel = "d{nummer}"\n'
                f'grondslag = "g"\nbetrokkenen = []\ncategorieen = []\nontvangers = []\nbewaartermijn = "{termijn}"'
            )
    return "\n".join(regels)


def test_a_change_is_a_new_version_and_time_tells_which_one_held():
    register = lees_register(_toml((1, "2026-01-01", "P1Y"), (2, "2027-01-01", "P2Y")))
    a = Activiteit.BRON_WERKZOEKENDE_MATCH
    oud, nieuw = register.versies(a)
    assert register.geldend(a, nieuw.geldig_vanaf - 1) is oud
    assert register.geldend(a, nieuw.geldig_vanaf) is nieuw
    assert register.geldend(a, 0) is oud
    assert register.versie(a.value, 1) is oud
    assert register.versie(a.value, 3) is None
    assert register.versie("weg", 1) is None


@pytest.mark.parametrize(
    "inhoud",
    [
        "geen toml [",
        "",
        _toml((1, "2026-01-01", "P1Y"), weg=[Activiteit.BRON_VACATURE_MATCH]),
        _toml(),
        _toml((2, "2026-01-01", "P1Y")),
        _toml((1, "2026-01-01", "P1Y"), (3, "2027-01-01", "P1Y")),
        _toml((1, "2027-01-01", "P1Y"), (2, "2026-01-01", "P1Y")),
        _toml((1, "2026-01-01", "3 jaar")),
        _toml((1, "2026-01-01", "P0D")),
        _toml((1, "2026-01-01", "PT1H")),
        _toml((1, "gisteren", "P1Y")),
        _toml((1, "2026-01-01", "P1Y")).replace(Activiteit.INZAGE_BETROKKENE, "onbekend"),
    ],
)
def test_a_register_that_is_not_complete_or_consistent_is_refused(inhoud):
    with pytest.raises(RegisterFout):
        lees_register(inhoud)


def test_the_operator_chooses_where_its_register_stands():
    register = lees_register(basis="https://voorbeeld.test/verwerkingen/")
    assert register.uri("bron-vacature-match") == "https://voorbeeld.test/verwerkingen/bron-vacature-match"
    with pytest.raises(RegisterFout):
        lees_register(basis="verwerkingen/")
    assert isinstance(register, Verwerkingsregister)


def _ms(tekst):
    from datetime import datetime

    return int(datetime.fromisoformat(tekst).timestamp() * 1000)


@pytest.mark.parametrize(
    ("termijn", "nu", "grens"),
    [
        ("P3Y", "2029-11-21T10:00:00+00:00", "2026-11-21T10:00:00+00:00"),
        ("P1M", "2027-03-31T00:00:01+00:00", "2027-02-28T00:00:01+00:00"),
        ("P1Y", "2028-02-29T00:00:00+00:00", "2027-02-28T00:00:00+00:00"),
        ("P1Y6M", "2027-01-15T00:00:00+00:00", "2025-07-15T00:00:00+00:00"),
        ("P2W", "2027-01-15T00:00:00+00:00", "2027-01-01T00:00:00+00:00"),
        ("P10D", "2027-01-05T12:00:00+00:00", "2026-12-26T12:00:00+00:00"),
        ("P12M", "2027-12-31T00:00:00+00:00", "2026-12-31T00:00:00+00:00"),
    ],
)
def test_a_term_is_counted_by_the_calendar(termijn, nu, grens):
    assert Bewaartermijn.lees(termijn).grens(_ms(nu)) == _ms(grens)


# --- the shared commit -----------------------------------------------------------------------------------------


class Geheugen:
    """The port in memory; the test decides when a commit ends and how."""

    def __init__(self):
        self.commits, self.gesloten, self.segmenten, self.kop = [], [], 0, None
        self.hek = asyncio.Event()
        self.hek.set()
        self.antwoorden = []

    async def open_segment(self, maak):
        segment, self.kop = maak(self.kop)
        self.segmenten += 1
        return segment

    async def schrijf(self, aanvullingen):
        await self.hek.wait()
        antwoord = self.antwoorden.pop(0) if self.antwoorden else True
        if isinstance(antwoord, Exception):
            raise antwoord
        if antwoord:
            self.commits.append([r for a in aanvullingen for r in a.regels])
        return antwoord

    async def verwissel(self, voor, na):
        self.gesloten.append(na)
        return True


@pytest.fixture
def geheugen():
    return Geheugen()


@pytest.fixture
def verantwoording(geheugen):
    return een_verantwoording(geheugen, Wijzer())


async def _even():
    for _ in range(10):
        await asyncio.sleep(0)


async def test_requests_that_come_during_a_commit_share_the_next_one(verantwoording, geheugen):
    geheugen.hek.clear()
    taken = [asyncio.create_task(verantwoording.leg_vast(een_verwerking())) for _ in range(1)]
    await _even()
    taken += [asyncio.create_task(verantwoording.leg_vast(een_verwerking())) for _ in range(40)]
    await _even()
    assert not any(t.done() for t in taken)
    geheugen.hek.set()
    await asyncio.gather(*taken)
    assert [len(c) for c in geheugen.commits] == [1, 40]
    assert [r.nummer for c in geheugen.commits for r in c] == list(range(1, 42))


async def test_nobody_is_answered_before_the_commit(verantwoording, geheugen):
    geheugen.hek.clear()
    taak = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    await _even()
    assert not taak.done()
    assert geheugen.commits == []
    geheugen.hek.set()
    await taak
    assert len(geheugen.commits) == 1


async def test_a_caller_that_goes_away_takes_nobody_along(verantwoording, geheugen):
    geheugen.hek.clear()
    eerste = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    await _even()
    weg = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    blijft = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    await _even()
    eerste.cancel()
    weg.cancel()
    await _even()
    geheugen.hek.set()
    await blijft
    assert [len(c) for c in geheugen.commits] == [1, 1]


async def test_a_failed_commit_is_an_error_to_all_that_shared_it_and_to_no_other(verantwoording, geheugen, logregels):
    geheugen.hek.clear()
    geheugen.antwoorden = [OSError("vol"), True]
    eerste = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    await _even()
    tweede = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    geheugen.hek.set()
    with pytest.raises(NietBeschikbaar) as fout:
        await eerste
    await tweede
    assert "vol" not in str(fout.value)
    verwacht = {"event": "verantwoording_faalt", "log_level": "error", "fouttype": "OSError", "aantal": 1}
    assert logregels == [verwacht]
    assert geheugen.segmenten == 2, "what a failed commit left is unknown: a new segment"


async def test_a_segment_that_another_closed_is_left_for_a_new_one(verantwoording, geheugen):
    geheugen.antwoorden = [False, True]
    await verantwoording.leg_vast(een_verwerking())
    assert (geheugen.segmenten, len(geheugen.commits)) == (2, 1)


async def test_it_gives_up_when_every_segment_is_taken_away(verantwoording, geheugen):
    geheugen.antwoorden = [False] * 9
    with pytest.raises(NietBeschikbaar):
        await verantwoording.leg_vast(een_verwerking())


async def test_stopping_finishes_what_waits_closes_and_then_refuses(verantwoording, geheugen):
    geheugen.hek.clear()
    wacht = asyncio.create_task(verantwoording.leg_vast(een_verwerking()))
    await _even()
    stopt = asyncio.create_task(verantwoording.stop())
    await _even()
    with pytest.raises(NietBeschikbaar):
        await verantwoording.leg_vast(een_verwerking())
    geheugen.hek.set()
    await asyncio.gather(wacht, stopt)
    [segment] = geheugen.gesloten
    assert (segment.aantal, segment.gesloten) == (1, NU * 1000)


async def test_each_activity_has_a_segment_of_its_own(verantwoording, geheugen):
    soorten = [Activiteit.BRON_WERKZOEKENDE_MATCH, Activiteit.BRON_VACATURE_MATCH] * 3
    await asyncio.gather(*(verantwoording.leg_vast(een_verwerking(activiteit=a)) for a in soorten))
    gezien = {(r.segment, r.activiteit) for c in geheugen.commits for r in c}
    assert len(gezien) == geheugen.segmenten == 2


# --- the LDV form ----------------------------------------------------------------------------------------------

LDV = {
    "type": "object",
    "required": ["trace_id", "span_id", "status", "name", "start_time", "end_time", "attributes", "resource"],
    "additionalProperties": False,
    "properties": {
        "trace_id": {"type": "string", "pattern": "^(?!0{32})[0-9a-f]{32}$"},
        "span_id": {"type": "string", "pattern": "^(?!0{16})[0-9a-f]{16}$"},
        "parent_span_id": {"type": "string", "pattern": "^(?!0{16})[0-9a-f]{16}$"},
        "status": {"enum": ["Unset", "Ok", "Error"]},
        "name": {"type": "string", "minLength": 1},
        "start_time": {"type": "integer", "minimum": 0},
        "end_time": {"type": "integer", "minimum": 0},
        "attributes": {
            "type": "object",
            "required": ["dpl.core.processing_activity_id"],
            "dependentRequired": {
                "dpl.core.data_subject_id": ["dpl.core.data_subject_id_type"],
                "dpl.core.data_subject_id_type": ["dpl.core.data_subject_id"],
            },
            "properties": {"dpl.core.processing_activity_id": {"type": "string", "format": "uri"}},
            "propertyNames": {"not": {"pattern": "user|gebruiker|medewerker"}},
        },
        "resource": {"type": "object", "required": ["attributes"]},
    },
}
_KEUR = jsonschema.Draft202012Validator(LDV, format_checker=jsonschema.FormatChecker())


def _regel(betrokkenen=(), **anders) -> Regel:
    return nieuwe_regel(BEGIN, 1, 1, 1, een_verwerking(betrokkenen, **anders))


def test_every_record_is_ldv_a_parent_for_the_request_and_a_child_per_person():
    groep = personen(100)
    regel = _regel(groep, spoor=Spoor.lees(f"00-{TRACE}-{OUDER}-00"))
    verzoek, *kinderen = records(regel, lees_register())
    for record in (verzoek, *kinderen):
        _KEUR.validate(record)
        assert record["trace_id"] == TRACE
        assert record["end_time"] >= record["start_time"]
    assert verzoek["parent_span_id"] == OUDER
    assert "dpl.core.data_subject_id" not in verzoek["attributes"]
    assert [k["attributes"]["dpl.core.data_subject_id"] for k in kinderen] == [p.hex() for p in groep]
    assert {k["parent_span_id"] for k in kinderen} == {verzoek["span_id"]}
    assert len({k["span_id"] for k in kinderen} | {verzoek["span_id"]}) == 101


def test_an_export_can_be_repeated():
    regel = _regel(personen(5))
    register = lees_register()
    assert list(records(regel, register)) == list(records(regel, register))


def test_a_request_that_found_nothing_is_recorded_too():
    [record] = records(_regel(), lees_register())
    _KEUR.validate(record)
    assert record["status"] == "Unset"
    assert record["name"] == "bron-werkzoekende-match"
    assert record["resource"]["attributes"]["openvum.verantwoordelijke"] == BRON
    assert record["attributes"]["openvum.vrager"] == VRAGER
    assert record["attributes"]["dpl.core.foreign_operation.processor"].endswith(VIA)


def test_ndjson_has_one_record_a_line():
    lijst = list(records(_regel(personen(3)), lees_register()))
    assert [json.loads(regel) for regel in ndjson(lijst).splitlines()] == lijst


def test_otlp_has_the_same_spans_per_controller_in_nanoseconds():
    register = lees_register()
    lijst = [
        *records(_regel(personen(2), status=Status.ERROR), register),
        *records(_regel(verantwoordelijke=VRAGER, naam="eigen naam"), register),
    ]
    verzoek = json.loads(otlp(lijst))
    een, twee = verzoek["resourceSpans"]
    spans = een["scopeSpans"][0]["spans"]
    assert [s["spanId"] for s in spans] == [r["span_id"] for r in lijst[:3]]
    assert spans[0]["startTimeUnixNano"] == str(NU * 10**9)
    assert spans[0]["endTimeUnixNano"] == str((NU * 1000 + 5) * 10**6)
    assert spans[0]["parentSpanId"] == ""
    assert [s["kind"] for s in spans] == [2, 1, 1]
    assert [s["status"]["code"] for s in spans] == [2, 2, 2]
    attributen = {a["key"]: a["value"] for a in spans[1]["attributes"]}
    assert attributen["dpl.core.data_subject_id_type"] == {"stringValue": "urn:openvum:pseudoniem"}
    assert attributen["openvum.processing_activity_version"] == {"intValue": "1"}
    assert {"key": "openvum.verantwoordelijke", "value": {"stringValue": VRAGER}} in twee["resource"]["attributes"]
    assert twee["scopeSpans"][0]["spans"][0]["name"] == "eigen naam"
