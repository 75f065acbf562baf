"""What goes out, against expectations written from the design (section 5), not from the policy file."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ports import Bronmatch, Selectie
from app.models.errors import InterneFout, NietBeschikbaar
from app.models.identiteit import RecordID
from app.models.partijen import Fase, Partijklasse, Soort
from app.models.profiel import matchprofiel, velden
from app.models.versie import Versie
from app.privacy.openbaarmaking import bladen
from app.privacy.redaction import Beleid, lees_beleid

BELEID = lees_beleid()
SUWI, PUBLIEK, PRIVAAT = Partijklasse.SUWI, Partijklasse.PUBLIEK, Partijklasse.PRIVAAT
WERKZOEKENDE, VACATURE = Soort.WERKZOEKENDE, Soort.VACATURE

CONTACTVELDEN = {
    "contactpersoon.naamContactpersoonAfdeling",
    "contactpersoon.emailadres",
    "contactpersoon.telefoonnummer",
    "emailadres",
    "telefoonnummer",
    "webadres.codeWebadres",
    "webadres.url",
}
ALLEEN_SUWI = {
    "indicatieLdrRegistratie",
    "eisAanWerk.indicatieAanpassingWerkomgeving",
    "eisAanWerk.indicatieBegeleiding",
    "eisAanWerk.indicatieWerkvariatie",
}
NOOIT_IN_MATCH = {
    WERKZOEKENDE: CONTACTVELDEN | ALLEEN_SUWI | {"persoonlijkePresentatie", "idWerkzoekende"},
    VACATURE: {
        "idVacature",
        "nummerVacature",
        "werkgever.contactpersoon.naamContactpersoonAfdeling",
        "werkgever.contactpersoon.emailadres",
        "werkgever.contactpersoon.telefoonnummer",
    },
}
LIJSTEN = {"bemiddelingsberoep", "contractvorm", "sector", "taalbeheersing", "werkervaring", "cursus", "webadres"}


def _record(paden: list[str]) -> dict[str, Any]:
    """A record with every one of these fields filled; some groups as lists of two."""
    uit: dict[str, Any] = {}
    groepen: dict[str, list[str]] = {}
    for pad in paden:
        kop, _, rest = pad.partition(".")
        if rest:
            groepen.setdefault(kop, []).append(rest)
        uit[kop] = f"waarde van {kop}"
    for kop, rest in groepen.items():
        uit[kop] = [_record(rest), _record(rest)] if kop in LIJSTEN else _record(rest)
    return uit


def _paden(deel: Any, vooraf: str = "") -> set[str]:
    if isinstance(deel, list):
        return {p for element in deel for p in _paden(element, vooraf)}
    if isinstance(deel, Mapping):
        return {p for k, v in deel.items() for p in _paden(v, f"{vooraf}.{k}")}
    return {vooraf.removeprefix(".")}


VOL = {soort: _record(bladen(velden(soort, Fase.DETAIL))) for soort in Soort}


def _ingehouden(soort: Soort, klasse: Partijklasse, contact: bool) -> set[str]:
    if soort is VACATURE or klasse is SUWI:
        return set()
    return ALLEEN_SUWI | (set() if contact else CONTACTVELDEN)


@pytest.mark.parametrize(("soort", "klasse", "contact"), list(product(Soort, Partijklasse, (False, True))))
def test_the_detail_per_class_and_consent(soort: Soort, klasse: Partijklasse, contact: bool):
    inhoud = orjson.dumps(VOL[soort])
    uit = BELEID.detail(soort, klasse, contact, inhoud)
    assert _paden(orjson.loads(uit)) == _paden(VOL[soort]) - _ingehouden(soort, klasse, contact)
    assert (uit is inhoud) == (not _ingehouden(soort, klasse, contact))


@pytest.mark.parametrize(("soort", "klasse"), list(product(Soort, Partijklasse)))
def test_the_match_is_untouched_for_every_class_and_holds_no_detail_field(soort: Soort, klasse: Partijklasse):
    profiel = orjson.dumps(matchprofiel(soort, VOL[soort]))
    assert BELEID.match(soort, klasse, profiel) is profiel
    assert _paden(orjson.loads(profiel)) == _paden(VOL[soort]) - NOOIT_IN_MATCH[soort]


@pytest.mark.parametrize(("soort", "klasse"), list(product(Soort, Partijklasse)))
def test_a_remote_match_leaves_with_the_fields_of_the_match_schema_alone(soort: Soort, klasse: Partijklasse):
    uit = orjson.loads(BELEID.alleen_bekend(Fase.MATCH, soort, klasse, orjson.dumps(VOL[soort] | {"bsn": "x"})))
    assert _paden(uit) == _paden(VOL[soort]) - NOOIT_IN_MATCH[soort]


@pytest.mark.parametrize(("soort", "klasse"), list(product(Soort, Partijklasse)))
def test_a_remote_detail_keeps_what_the_source_may_have_a_consent_for(soort: Soort, klasse: Partijklasse):
    uit = orjson.loads(BELEID.alleen_bekend(Fase.DETAIL, soort, klasse, orjson.dumps(VOL[soort] | {"bsn": "x"})))
    assert _paden(uit) == _paden(VOL[soort]) - _ingehouden(soort, klasse, contact=True)


def test_the_indication_on_contact_data_withholds_nothing():
    for waarde in (0, 1, 2, 9):
        record = VOL[WERKZOEKENDE] | {"indicatieBeschikbaarheidContactgegevens": waarde}
        for klasse in (PUBLIEK, PRIVAAT):
            uit = orjson.loads(BELEID.detail(WERKZOEKENDE, klasse, True, orjson.dumps(record)))
            assert uit["emailadres"] == record["emailadres"]
            assert uit["indicatieBeschikbaarheidContactgegevens"] == waarde


def test_what_stays_keeps_its_order_and_its_empty_values():
    record = (
        b'{"telefoonnummer":"x","sector":[],"emailadres":"","mobiliteit":{},"idWerkzoekende":"a","contractvorm":[{}]}'
    )
    uit = BELEID.detail(WERKZOEKENDE, PRIVAAT, False, record)
    assert uit == b'{"sector":[],"mobiliteit":{},"idWerkzoekende":"a","contractvorm":[{}]}'


def test_an_unknown_key_at_any_depth_goes_nowhere_once_something_is_withheld():
    record = {
        "bsn": "x",
        "mobiliteit": {"bemiddelingspostcode": "1234", "woonadres": "x"},
        "sector": [{"codeSbi": 1, "x": 2}],
    }
    uit = orjson.loads(BELEID.detail(WERKZOEKENDE, PRIVAAT, False, orjson.dumps(record)))
    assert uit == {"mobiliteit": {"bemiddelingspostcode": "1234"}, "sector": [{"codeSbi": 1}]}


@pytest.mark.parametrize(
    ("verkeerd", "rest"),
    [
        ({"persoonlijkePresentatie": {"naam": "x"}}, {}),
        ({"persoonlijkePresentatie": [{"naam": "x"}, "y", ["z"]]}, {"persoonlijkePresentatie": ["y"]}),
        ({"mobiliteit": "x"}, {}),
        ({"sector": ["x", [{"codeSbi": 1}], {"codeSbi": 2}]}, {"sector": [{"codeSbi": 2}]}),
    ],
)
def test_a_group_in_the_place_of_a_value_carries_nothing_out(verkeerd: dict[str, Any], rest: dict[str, Any]):
    uit = BELEID.alleen_bekend(Fase.DETAIL, WERKZOEKENDE, SUWI, orjson.dumps(verkeerd))
    assert orjson.loads(uit) == rest


json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda kind: (
        st.lists(kind, max_size=3)
        | st.dictionaries(
            st.sampled_from([p.rpartition(".")[2] for p in velden(WERKZOEKENDE, Fase.DETAIL)] + ["x"]), kind
        )
    ),
    max_leaves=25,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from([*VOL[WERKZOEKENDE], "x"]), json), st.sampled_from(Partijklasse))
def test_whatever_a_source_sends_only_allowed_paths_leave_and_twice_is_once(record: dict, klasse: Partijklasse):
    uit = BELEID.alleen_bekend(Fase.DETAIL, WERKZOEKENDE, klasse, orjson.dumps(record))
    toegestaan = _paden(VOL[WERKZOEKENDE]) - _ingehouden(WERKZOEKENDE, klasse, contact=True)
    gevuld = {p for p in _paden(orjson.loads(uit)) if p}
    assert gevuld <= toegestaan
    assert BELEID.alleen_bekend(Fase.DETAIL, WERKZOEKENDE, klasse, uit) == uit


@pytest.mark.parametrize("inhoud", [b"", b"[]", b"null", b'"x"', b"{", b"\xff", b'{"a":' * 5000])
def test_what_is_no_record_gives_an_error_without_the_record(inhoud: bytes):
    with pytest.raises(NietBeschikbaar) as ver:
        BELEID.alleen_bekend(Fase.DETAIL, WERKZOEKENDE, SUWI, inhoud)
    with pytest.raises(InterneFout) as hier:
        BELEID.detail(WERKZOEKENDE, PRIVAAT, False, inhoud)
    assert ver.value.__context__ is None
    assert hier.value.__context__ is None
    assert hier.value.details == ""


def _eigen(tmp_path: Path) -> Beleid:
    pad = tmp_path / "eigen.toml"
    pad.write_text(
        'versie = 1\n[[werkzoekende]]\nveld = "arbeidsmarktkwalificatie.werkervaring"\ngeheel = true\n'
        'match = { suwi = "ja", publiek = "ja", privaat = "nee" }\nreden = "Te herkennen."\n',
        encoding="utf-8",
    )
    return lees_beleid(pad)


def test_an_operators_tightening_works_in_the_match_for_that_class_alone(tmp_path: Path):
    beleid = _eigen(tmp_path)
    match = Bronmatch(RecordID("a"), orjson.dumps(matchprofiel(WERKZOEKENDE, VOL[WERKZOEKENDE])), 1.5)
    selectie = Selectie([match], meer=True)
    for klasse in (SUWI, PUBLIEK):
        assert beleid.selectie(WERKZOEKENDE, klasse, selectie) is selectie
    privaat = beleid.selectie(WERKZOEKENDE, PRIVAAT, selectie)
    weg = {p for p in _paden(VOL[WERKZOEKENDE]) if p.startswith("arbeidsmarktkwalificatie.werkervaring")}
    assert _paden(orjson.loads(privaat.matches[0].profiel)) == _paden(orjson.loads(match.profiel)) - weg
    assert (privaat.matches[0].id, privaat.matches[0].afstand, privaat.meer) == ("a", 1.5, True)


def test_the_table_is_there_for_docs_and_management():
    rijen = [r for r in BELEID.tabel() if r.veld == "emailadres" and r.fase is Fase.DETAIL]
    assert {r.klasse: r.oordeel.value for r in rijen} == {SUWI: "ja", PUBLIEK: "contact", PRIVAAT: "contact"}


def test_a_version_2_match_shows_the_registration_to_suwi_parties_alone():
    profiel = orjson.dumps({"indicatieLdrRegistratie": 1, "mobiliteit": {"bemiddelingspostcode": "3511AA"}})
    assert BELEID.match(WERKZOEKENDE, SUWI, profiel, Versie.V2) is profiel
    for klasse in (PUBLIEK, PRIVAAT):
        uit = orjson.loads(BELEID.match(WERKZOEKENDE, klasse, profiel, Versie.V2))
        assert uit == {"mobiliteit": {"bemiddelingspostcode": "3511AA"}}


@pytest.mark.parametrize("soort", Soort)
def test_version_3_matches_are_not_read_for_the_sake_of_version_2(soort: Soort):
    for klasse in Partijklasse:
        profiel = b"not even JSON"
        assert BELEID.match(soort, klasse, profiel) is profiel


@pytest.mark.parametrize(("soort", "klasse"), list(product(Soort, (PUBLIEK, PRIVAAT))))
def test_what_is_pruned_keeps_the_fields_of_its_own_version_alone(soort: Soort, klasse: Partijklasse):
    for versie in Versie:
        mag = BELEID.velden(Fase.DETAIL, soort, klasse, contact=True, versie=versie)
        assert set(mag) <= set(velden(soort, Fase.DETAIL, versie))
    in_v2 = BELEID.velden(Fase.MATCH, WERKZOEKENDE, SUWI, contact=False, versie=Versie.V2)
    in_v3 = BELEID.velden(Fase.MATCH, WERKZOEKENDE, SUWI, contact=False)
    assert ("indicatieLdrRegistratie" in in_v2, "indicatieLdrRegistratie" in in_v3) == (True, False)
