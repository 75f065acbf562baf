"""The free-text guard: what it finds, what it leaves, and what it may never break."""

import copy
import json
import re
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.partijen import Soort
from app.privacy.herkenning.vondsten import ALLE, Vondst, zoek
from app.privacy.vrijetekst import (
    NOOIT_BEWAREN,
    Bevinding,
    Keuze,
    bewaak,
    bewaak_detail,
    bewaak_match,
    heeft_vrije_tekst,
)
from tests.materiaal import materiaal_map
from tests.privacy.vrijetekst_zinnen import RAAK, Zin, zinnen
from tools.meet_vrijetekst import meet, samen, tabel

BSN = "Mijn BSN is 999990019."
ALLES = "BSN 999990019, IBAN NL91 ABNA 0417 1643 00, mail jan@example.org, bel 06-12345678, adres 1234 AB 5."
ALLES_MATCH = (
    "BSN [bsn verwijderd], IBAN [iban verwijderd], mail [e-mailadres verborgen], "
    "bel [telefoonnummer verborgen], adres [postcode met huisnummer verborgen]."
)
ALLES_BEWAARD = "BSN [bsn verwijderd], IBAN [iban verwijderd], mail jan@example.org, bel 06-12345678, adres 1234 AB 5."
VELDEN = ["persoonlijkePresentatie", "toelichtingCursus", "omschrijving", "omschrijvingOpleiding"]
MASKER = re.compile(r"\[(?:[a-z -]+ (?:verwijderd|verborgen)|\*\*\*)\]")
ONDERGRENS = {  # precision, recall
    Vondst.BSN: (0.98, 0.98),
    Vondst.IBAN: (0.98, 0.98),
    Vondst.EMAIL: (0.98, 0.98),
    Vondst.TELEFOON: (0.98, 0.98),
    Vondst.ADRES: (0.90, 0.97),  # a doubt counts as an address
}


def werkzoekende(tekst):
    return {"persoonlijkePresentatie": tekst}


# --- the labelled set ---


def test_the_set_is_large_and_half_of_it_is_innocent():
    onschuldig = sum(not zin.verwacht for zin in zinnen())
    assert len(zinnen()) >= 400
    assert 0.45 <= onschuldig / len(zinnen()) <= 0.55
    assert len({zin.tekst for zin in zinnen()}) == len(zinnen())


@pytest.mark.parametrize("soort", Vondst)
def test_precision_and_recall_stay_above_their_floor(soort):
    meting = meet(zinnen())
    precisie, recall = ONDERGRENS[soort]
    assert meting.precisie(soort) >= precisie
    assert meting.recall(soort) >= recall


def test_precision_and_recall_over_all_kinds():
    precisie, recall = samen(meet(zinnen()))
    assert precisie >= 0.97
    assert recall >= 0.98


def test_the_docs_hold_the_measured_table():
    docs = (Path(__file__).resolve().parents[2] / "docs" / "vrije-tekst.md").read_text("utf-8")
    assert "\n".join(tabel(meet(zinnen()))) in docs


def test_every_sentence_is_masked_where_it_was_found_and_only_there():
    for zin in zinnen():
        uit = bewaak_match(Soort.WERKZOEKENDE, werkzoekende(zin.tekst)).gegevens["persoonlijkePresentatie"]
        assert _zonder_treffers(zin.tekst) == MASKER.split(uit)


def _zonder_treffers(tekst):
    delen, einde = [], 0
    for treffer in zoek(tekst):
        delen.append(tekst[einde : treffer.begin])
        einde = treffer.einde
    return [*delen, tekst[einde:]]


# --- what is masked when ---


def test_on_delivery_bsn_and_iban_are_masked_and_the_rest_is_reported():
    bewaakt = bewaak(Soort.WERKZOEKENDE, werkzoekende(ALLES))
    assert bewaakt.gegevens == werkzoekende(ALLES_BEWAARD)
    assert [b.soort for b in bewaakt.bevindingen] == [
        Vondst.BSN,
        Vondst.IBAN,
        Vondst.EMAIL,
        Vondst.TELEFOON,
        Vondst.ADRES,
    ]
    assert not bewaakt.geweigerd


@pytest.mark.parametrize("vorm", [dict, orjson.dumps])
def test_in_a_match_every_kind_is_masked(vorm):
    bewaakt = bewaak_match(Soort.WERKZOEKENDE, vorm(werkzoekende(ALLES)))
    assert bewaakt.gegevens == vorm(werkzoekende(ALLES_MATCH))
    assert {b.soort for b in bewaakt.bevindingen} == ALLE


@pytest.mark.parametrize("vorm", [dict, orjson.dumps])
def test_in_a_detail_only_bsn_and_iban_are_masked(vorm):
    bewaakt = bewaak_detail(Soort.WERKZOEKENDE, vorm(werkzoekende(ALLES)))
    assert bewaakt.gegevens == vorm(werkzoekende(ALLES_BEWAARD))
    assert {b.soort for b in bewaakt.bevindingen} == NOOIT_BEWAREN


@pytest.mark.parametrize("guard", [bewaak_match, bewaak_detail])
@pytest.mark.parametrize("verhuld", ["\\u0042SN 999990019", "BSN \\u0039\\u0039\\u0039990019"])
def test_an_escape_in_the_json_hides_nothing(guard, verhuld):
    inhoud = b'{"toelichting\\u0043ursus": "' + verhuld.encode() + b'"}'
    assert guard(Soort.VACATURE, inhoud).gegevens == b'{"toelichtingCursus":"BSN [bsn verwijderd]"}'


@pytest.mark.parametrize("guard", [bewaak_match, bewaak_detail])
def test_an_escape_in_the_name_of_a_field_hides_nothing(guard):
    inhoud = b'{"\\u0074oelichtingCursus": "BSN 999990019"}'
    assert guard(Soort.VACATURE, inhoud).gegevens == b'{"toelichtingCursus":"BSN [bsn verwijderd]"}'


@pytest.mark.parametrize("wit", [b"", b" ", b"\n  "])
def test_spaces_in_the_json_hide_nothing(wit):
    inhoud = b'{"omschrijvingVacature"' + wit + b":" + wit + b'"bel \\"ons\\" op 020-5550100"}'
    bewaakt = bewaak_match(Soort.VACATURE, inhoud)
    assert orjson.loads(bewaakt.gegevens) == {"omschrijvingVacature": 'bel "ons" op [telefoonnummer verborgen]'}


@pytest.mark.parametrize("keuze", Keuze)
@pytest.mark.parametrize(
    ("tekst", "verboden"), [(BSN, True), ("IBAN NL91ABNA0417164300", True), ("mail a@example.org", False)]
)
def test_an_operator_may_refuse_what_may_not_be_stored(keuze, tekst, verboden):
    bewaakt = bewaak(Soort.WERKZOEKENDE, werkzoekende(tekst), keuze)
    assert bewaakt.geweigerd is (verboden and keuze is Keuze.WEIGEREN)
    assert (bewaakt.gegevens == werkzoekende(tekst)) is not verboden


# --- where it looks ---


def test_findings_name_the_field_and_never_the_value():
    gegevens = {"arbeidsmarktkwalificatie": {"cursus": [{}, {"toelichtingCursus": ALLES}]}}
    bewaakt = bewaak(Soort.WERKZOEKENDE, gegevens)
    assert bewaakt.bevindingen[0] == Bevinding("arbeidsmarktkwalificatie.cursus[1].toelichtingCursus", Vondst.BSN)
    assert len(bewaakt.bevindingen) == 5
    for waarde in ("999990019", "0417", "example", "12345678", "1234"):
        assert waarde not in repr(bewaakt)


@pytest.mark.parametrize("guard", [bewaak, bewaak_match, bewaak_detail])
def test_other_fields_are_never_touched(guard):
    gegevens = {
        "idWerkzoekende": "BSN 999990019",
        "emailadres": "jan@example.org",
        "contactpersoon": [{"naamContactpersoon": "bel 06-12345678", "telefoonnummer": ["06-12345678"]}],
        "naamCursus": "1234 AB 5",
        "code": 999990019,
        "omschrijvingVacature": "BSN gevraagd",
        "toelichtingCursus": None,
    }
    assert guard(Soort.WERKZOEKENDE, gegevens).gegevens is gegevens


@pytest.mark.parametrize("guard", [bewaak_match, bewaak_detail])
def test_clean_bytes_come_back_as_the_same_object(guard):
    for tekst in ("Ik las graag.", "Van 2015 tot 2019 lasser", "40 uur, 12 jaar ervaring"):
        inhoud = orjson.dumps({"persoonlijkePresentatie": tekst, "id": "06-12345678"})
        assert guard(Soort.WERKZOEKENDE, inhoud).gegevens is inhoud


def test_the_given_record_is_not_changed():
    gegevens = {"cursus": [{"toelichtingCursus": BSN}, {"naamCursus": "las"}]}
    kopie = copy.deepcopy(gegevens)
    uit = bewaak(Soort.VACATURE, gegevens).gegevens
    assert gegevens == kopie
    assert uit["cursus"][0] == {"toelichtingCursus": "Mijn BSN is [bsn verwijderd]."}
    assert uit["cursus"][1] is gegevens["cursus"][1]


def test_a_text_in_a_list_is_found_at_its_place():
    bewaakt = bewaak(Soort.VACATURE, {"omschrijving": ["niets", BSN]})
    assert bewaakt.gegevens == {"omschrijving": ["niets", "Mijn BSN is [bsn verwijderd]."]}
    assert bewaakt.bevindingen == (Bevinding("omschrijving[1]", Vondst.BSN),)


def test_deep_nesting_does_no_harm():
    gegevens = {"toelichting": BSN}
    for _ in range(5000):
        gegevens = {"deel": gegevens}
    assert len(bewaak(Soort.WERKZOEKENDE, gegevens).bevindingen) == 1


def test_whether_there_is_any_free_text():
    assert heeft_vrije_tekst(Soort.WERKZOEKENDE, {"a": [{"toelichtingCursus": "x"}]})
    assert not heeft_vrije_tekst(Soort.WERKZOEKENDE, {"persoonlijkePresentatie": "", "naam": "x"})
    assert not heeft_vrije_tekst(Soort.VACATURE, {"naamCursus": "omschrijving"})


# --- lengths ---


@pytest.mark.parametrize(("veld", "maximum"), [("omschrijvingVacature", 2000), ("omschrijving", 120)])
def test_a_masked_text_fits_its_field(veld, maximum):
    staart = " bel 06-12345678"
    vol = {veld: "x" * (maximum - len(staart)) + staart}
    uit = bewaak_match(Soort.VACATURE, vol).gegevens[veld]
    assert uit == "x" * (maximum - len(staart)) + " bel [***]"
    ruim = {veld: "x" * (maximum - len(staart) - 15) + staart}
    assert bewaak_match(Soort.VACATURE, ruim).gegevens[veld].endswith("[telefoonnummer verborgen]")


# --- typography ---


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("BSN\u00a0999\u00a0990\u00a0019", Vondst.BSN),
        ("BSN 999\u2011990\u2011019", Vondst.BSN),
        ("BSN \uff19\uff19\uff19\uff19\uff19\uff10\uff10\uff11\uff19", Vondst.BSN),
        ("bel 06\u2013123\u202f45\u202f678", Vondst.TELEFOON),
        ("jan\uff20example.org", Vondst.EMAIL),
        ("Postcode\u00a01234\u00a0AB\u00a05", Vondst.ADRES),
        ("IBAN NL91\u00a0ABNA\u00a00417\u00a01643\u00a000", Vondst.IBAN),
    ],
)
def test_typography_hides_nothing(tekst, soort):
    assert [t.soort for t in zoek(tekst)] == [soort]


# --- one finding beside another ---


def test_a_number_that_comes_near_its_word_by_masking_is_masked_too():
    tekst = "BSN bij NL91 ABNA 0417 1643 00" + " voor de betaling van het loon aan" + " 999990019"
    assert Vondst.BSN not in {t.soort for t in zoek(tekst)}
    uit = bewaak(Soort.WERKZOEKENDE, werkzoekende(tekst))
    assert uit.gegevens == werkzoekende("BSN bij [iban verwijderd] voor de betaling van het loon aan [bsn verwijderd]")
    assert [b.soort for b in uit.bevindingen] == [Vondst.IBAN, Vondst.BSN]


def test_the_word_in_a_mask_says_nothing_about_the_next_number():
    verder = " en verder werkte ik mee aan de verkoop van "
    tekst = f"BSN 999 - 990 - 019{verder} 999990056"
    uit = bewaak(Soort.WERKZOEKENDE, werkzoekende(tekst)).gegevens
    assert uit == werkzoekende(f"BSN [bsn verwijderd]{verder} 999990056")


def test_the_last_part_of_a_phone_number_is_no_bsn():
    assert [t.soort for t in zoek("Voor mijn BSN kunt u bellen: 06 12345611")] == [Vondst.TELEFOON]


# --- properties ---

_STUKJES = st.sampled_from(
    [m[2] for m in re.finditer(r"\{(bsn|iban|mail|tel|adres)\|([^}]*)\}", RAAK)]
    + [" ", ", ", "-", "/", ". ", "BSN ", "bsn", "sofinummer ", "IBAN ", "mail ", " at ", "postcode ", "nr ", "06", "x"]
)
TEKSTEN = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.lists(_STUKJES, max_size=12).map("".join),
    st.text("0123456789 .-+@()aAbBsSnN", max_size=120),
)
GUARDS = st.sampled_from([bewaak, bewaak_match, bewaak_detail])


@settings(max_examples=400, deadline=None)
@given(GUARDS, TEKSTEN, st.sampled_from(VELDEN))
def test_guarding_twice_changes_nothing_more(guard, tekst, veld):
    eerst = guard(Soort.WERKZOEKENDE, {veld: tekst})
    nogmaals = guard(Soort.WERKZOEKENDE, eerst.gegevens)
    assert nogmaals.gegevens is eerst.gegevens
    maskeert = ALLE if guard is bewaak_match else NOOIT_BEWAREN
    assert not maskeert & {b.soort for b in nogmaals.bevindingen}


@settings(max_examples=300, deadline=None)
@given(GUARDS, TEKSTEN)
def test_what_stands_around_a_mask_is_the_text_itself(guard, tekst):
    uit = guard(Soort.WERKZOEKENDE, werkzoekende(tekst)).gegevens["persoonlijkePresentatie"]
    plek = 0
    for deel in MASKER.split(uit):
        plek = tekst.index(deel, plek) + len(deel)
    assert tekst.startswith(MASKER.split(uit)[0])
    assert tekst.endswith(MASKER.split(uit)[-1])


@settings(max_examples=200, deadline=None)
@given(TEKSTEN)
def test_bytes_and_parsed_give_the_same(tekst):
    gegevens = {"omschrijvingVacature": tekst, "naam": tekst}
    for guard in (bewaak_match, bewaak_detail):
        als_bytes = guard(Soort.VACATURE, orjson.dumps(gegevens))
        geparst = guard(Soort.VACATURE, gegevens)
        assert orjson.loads(als_bytes.gegevens) == geparst.gegevens
        assert als_bytes.bevindingen == geparst.bevindingen


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        TEKSTEN | st.none() | st.integers(),
        lambda deel: (
            st.lists(deel, max_size=3)
            | st.dictionaries(st.sampled_from(["naam", "code", "cursus", "telefoonnummer"]), deel, max_size=4)
        ),
        max_leaves=10,
    )
)
def test_a_record_without_free_text_is_never_changed(waarde):
    gegevens = {"deel": waarde}
    assert bewaak_match(Soort.WERKZOEKENDE, gegevens).gegevens is gegevens


# --- the official records ---


@pytest.mark.parametrize("versie", ["v2", "v3"])
@pytest.mark.parametrize(("soort", "naam"), [(Soort.WERKZOEKENDE, "werkzoekenden"), (Soort.VACATURE, "vacatures")])
def test_official_records_and_expected_matches_come_out_unchanged(versie, soort, naam):
    records = json.loads(materiaal_map("vum", "accreditatie", versie, f"{naam}.json").read_bytes())
    gevallen = json.loads(materiaal_map("vum", "accreditatie", versie, f"{naam}_gevallen.json").read_bytes())
    for record in records:
        assert bewaak(soort, record).bevindingen == ()
        inhoud = orjson.dumps(record)
        assert bewaak_match(soort, inhoud).gegevens is inhoud
    for match in (m for geval in gevallen for m in geval["verwacht"]):
        assert bewaak_match(soort, match).gegevens is match


def test_a_label_is_read_as_it_is_written():
    assert Zin("Bel 06-12345678.", frozenset(zoek("Bel 06-12345678."))) in zinnen()
