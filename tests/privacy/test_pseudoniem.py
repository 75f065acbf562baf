import base64
import re
import uuid
from datetime import UTC, datetime
from itertools import pairwise

import orjson
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st
from jose import jwe as python_jose
from joserfc import jwe as joserfc
from joserfc.jwk import OctKey

from app.models.errors import OnbekendRecord
from app.models.identiteit import IDVacature, IDWerkzoekende, Oin, RecordID, VraagID, VumID
from app.models.partijen import Soort
from app.privacy.pseudoniem import EMMERS, Pseudonimiseerder, Vuminhoud, Vumzegel, nieuwe_vraag_id
from app.privacy.sleutels import Sleutelbos, Sleuteldoel, Staat, roteer, trek_in
from tests.privacy.vaste_sleutels import materiaal, sleutel, vaste_bos

VRAGER = Oin("00000099000000001000")
ANDER = Oin("00000099000000002000")
BRON = Oin("00000099000000003000")
VRAAG = VraagID("6f1f0f5e-8f4b-4f0e-9d7a-0123456789ab")
ID = RecordID("test-0001")
VERLOOPT = 2_000_000_000
NU = 1_900_000_000.0
PATROON = re.compile(r"[a-zA-Z0-9_.-]{0,500}")
VASTE_NONCE = bytes(range(12))

BEKEND = (
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiazEifQ..AAECAwQFBgcICQoL.qMJBc-TeGEd14LW6UjCOzqlxrWQ"
    "rNhVzAgprNR6VaJOSyXsKRkzrfUVem6PsIl5wzxNNRgbX4jIG10SpYmW0-Nh0_scjl6xLdWkV4-6Sheta6rG50KxjPJ5WNlCWVk3"
    "UtJ5n-HBXGbzJwvmnfqiygdvLBu5BjlxAi23NbNyaTdSF.9ig24wV2KhWfykFluIDX8Q"
)


def _zegel(bos: Sleutelbos | None = None, **anders) -> Vumzegel:
    ring = bos or vaste_bos()
    return Vumzegel(lambda: ring, **anders)


def _token(zegel: Vumzegel | None = None, soort: Soort = Soort.WERKZOEKENDE, id_: RecordID = ID) -> VumID:
    return (zegel or _zegel()).zegelaar(soort, VRAAG, VRAGER, VERLOOPT)(BRON, id_)


def _inhoud(id_: RecordID = ID) -> bytes:
    """The packed content as ``docs/pseudoniemen.md`` gives it, written out by hand."""
    vooraf = b"\x01" + b"\x01" + b"\x00" + VERLOOPT.to_bytes(4, "big") + uuid.UUID(VRAAG).bytes
    return vooraf + VRAGER.encode() + BRON.encode() + bytes([len(id_)]) + id_.encode().ljust(65, b"\0")


def _verzegeld(
    inhoud: bytes, kop: bytes = b'{"alg":"dir","enc":"A256GCM","kid":"k1"}', nonce: bytes = VASTE_NONCE
) -> str:
    """A JWE as RFC 7516 describes it, made without the code under test."""
    b64 = lambda ruw: base64.urlsafe_b64encode(ruw).rstrip(b"=")  # noqa: E731
    dicht = AESGCM(materiaal("vumid/k1")).encrypt(nonce, inhoud, b64(kop))
    return b".".join([b64(kop), b"", b64(nonce), b64(dicht[:-16]), b64(dicht[-16:])]).decode()


def _dicht(token: str, soort: Soort = Soort.WERKZOEKENDE, vrager: Oin = VRAGER, nu: float = NU) -> bool:
    with pytest.raises(OnbekendRecord) as fout:
        _zegel().open(token, soort, vrager, nu)
    return fout.value.details == OnbekendRecord().details


def _meet_ontsleutelen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, ...]]:
    """Give the list to which every call of the cipher is added from now on."""
    geroepen: list[tuple[bytes, ...]] = []

    class Meter:
        def __init__(self, sleutel: bytes) -> None:
            self.encrypt, self._decrypt = AESGCM(sleutel).encrypt, AESGCM(sleutel).decrypt

        def decrypt(self, *delen: bytes) -> bytes:
            geroepen.append(delen)
            return self._decrypt(*delen)

    monkeypatch.setattr("app.privacy.pseudoniem.AESGCM", Meter)
    return geroepen


# --- known answer ---------------------------------------------------------------------------------


def test_a_fixed_key_nonce_and_content_give_the_fixed_token():
    token = _token(_zegel(nonce=lambda n: VASTE_NONCE[:n]))
    assert token == BEKEND
    assert token == _verzegeld(_inhoud())


def test_python_jose_and_joserfc_open_it():
    token = _token()
    assert python_jose.decrypt(token, materiaal("vumid/k1")) == _inhoud()
    assert joserfc.decrypt_compact(token, OctKey.import_key(materiaal("vumid/k1"))).plaintext == _inhoud()


def test_it_opens_what_python_jose_and_joserfc_make_under_the_same_header():
    van_jose = python_jose.encrypt(_inhoud(), materiaal("vumid/k1"), "A256GCM", "dir", kid="k1").decode()
    kop = {"alg": "dir", "enc": "A256GCM", "kid": "k1"}
    van_joserfc = joserfc.encrypt_compact(kop, _inhoud(), OctKey.import_key(materiaal("vumid/k1")))
    for token in (van_jose, van_joserfc):
        assert _zegel().open(token, Soort.WERKZOEKENDE, VRAGER, NU).id == ID


# --- same in, same out ----------------------------------------------------------------------------

record_ids = st.from_regex(RecordID.patroon, fullmatch=True)
oins = st.from_regex(r"[0-9]{8}[A-Za-z0-9]{9}0{3}", fullmatch=True).filter(str.isascii)


@settings(max_examples=100, deadline=None)
@given(record_ids, oins, oins, st.uuids(), st.tuples(st.sampled_from(Soort), st.integers(1, 2**32 - 1)))
def test_it_opens_to_exactly_what_was_sealed(id_, bron, vrager, vraag, soort_verloopt):
    soort, verloopt = soort_verloopt
    verwacht = Vuminhoud(soort, Oin(bron), RecordID(id_), VraagID(str(vraag)), Oin(vrager), verloopt)
    zegel = _zegel()
    token = zegel.zegelaar(soort, verwacht.vraag, verwacht.vrager, verloopt)(verwacht.bron, verwacht.id)
    assert PATROON.fullmatch(token)
    assert VumID(token) == token
    assert zegel.open(token, soort, verwacht.vrager, verloopt - 1) == verwacht


@pytest.mark.parametrize(("soort", "type_"), [(Soort.WERKZOEKENDE, IDWerkzoekende), (Soort.VACATURE, IDVacature)])
def test_it_gives_the_types_of_the_standard(soort: Soort, type_: type[RecordID]):
    inhoud = _zegel().open(_token(soort=soort), soort, VRAGER, NU)
    assert (type(inhoud.id), type(inhoud.bron), type(inhoud.vraag)) == (type_, Oin, VraagID)


def test_the_longest_id_under_the_longest_kid_fits_the_contract():
    zegel = _zegel(vaste_bos(kid="abcdefgh-123"))
    token = _token(zegel, id_=RecordID("x" * 200))
    assert len(token) == 461  # as docs/pseudoniemen.md says; the contract allows 500
    assert PATROON.fullmatch(token)
    assert zegel.open(token, Soort.WERKZOEKENDE, VRAGER, NU).id == "x" * 200


# --- other asker, question, kind, source ----------------------------------------------------------


def test_another_asker_cannot_open_it():
    assert _dicht(_token(), vrager=ANDER)


@pytest.mark.parametrize(("van", "naar"), [tuple(Soort), tuple(Soort)[::-1]])
def test_it_does_not_open_as_another_kind_of_record(van: Soort, naar: Soort):
    assert _dicht(_token(soort=van), soort=naar)


@pytest.mark.parametrize("wat", ["vraag", "vrager", "bron", "soort", "verloopt"])
def test_even_under_one_nonce_each_binding_changes_the_token(wat: str):
    zegel = _zegel(nonce=lambda n: VASTE_NONCE[:n])
    gewoon = {"soort": Soort.WERKZOEKENDE, "vraag": VRAAG, "vrager": VRAGER, "verloopt": VERLOOPT, "bron": BRON}
    anders = {"soort": Soort.VACATURE, "vraag": nieuwe_vraag_id(), "vrager": ANDER, "verloopt": 5, "bron": ANDER}
    stel = gewoon | {wat: anders[wat]}
    bron = stel.pop("bron")
    assert zegel.zegelaar(**stel)(bron, ID) != _token(zegel)


def test_two_questions_give_other_vumids_and_each_knows_its_own():
    zegel = _zegel()
    vragen = [nieuwe_vraag_id() for _ in range(20)]
    tokens = [zegel.zegelaar(Soort.WERKZOEKENDE, v, VRAGER, VERLOOPT)(BRON, ID) for v in vragen]
    assert len(set(vragen)) == len(set(tokens)) == 20
    assert [zegel.open(t, Soort.WERKZOEKENDE, VRAGER, NU).vraag for t in tokens] == vragen


# --- expired --------------------------------------------------------------------------------------


def test_it_opens_until_it_expires_and_not_at_that_moment():
    assert _zegel().open(_token(), Soort.WERKZOEKENDE, VRAGER, VERLOOPT - 0.001).verloopt == VERLOOPT
    assert _dicht(_token(), nu=float(VERLOOPT))
    assert _dicht(_token(), nu=VERLOOPT + 1e9)


# --- one flipped bit ------------------------------------------------------------------------------


def test_one_flipped_bit_in_any_character_fails():
    token = _token().encode()
    for plaats in range(len(token)):
        for bit in range(8):
            anders = bytearray(token)
            anders[plaats] ^= 1 << bit
            assert _dicht(anders.decode("latin-1")), (plaats, bit)


def test_one_flipped_bit_in_any_decoded_part_fails():
    delen = _token().split(".")
    for nr in (0, 2, 3, 4):
        ruw = base64.urlsafe_b64decode(delen[nr] + "=" * (-len(delen[nr]) % 4))
        for plaats in range(len(ruw) * 8):
            anders = bytearray(ruw)
            anders[plaats // 8] ^= 1 << plaats % 8
            stuk = base64.urlsafe_b64encode(anders).rstrip(b"=").decode()
            assert _dicht(".".join([*delen[:nr], stuk, *delen[nr + 1 :]])), (nr, plaats)


def test_every_other_character_in_every_place_fails_unused_bits_included():
    """base64 leaves bits unused at the end of a part: a token has one spelling only."""
    token = _token()
    alfabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    einden = [m.start() - 1 for m in re.finditer(r"\.|$", token)]
    for plaats in einden:
        for teken in alfabet:
            if teken != token[plaats]:
                assert _dicht(token[:plaats] + teken + token[plaats + 1 :]), plaats


# --- rotation -------------------------------------------------------------------------------------


def test_an_old_token_opens_after_rotation_and_not_after_withdrawal():
    oud = vaste_bos()
    token = _token(_zegel(oud))
    nieuw = roteer(oud, Sleuteldoel.VUMID)
    assert _zegel(nieuw).open(token, Soort.WERKZOEKENDE, VRAGER, NU).id == ID
    with pytest.raises(OnbekendRecord):
        _zegel(trek_in(nieuw, Sleuteldoel.VUMID, "k1")).open(token, Soort.WERKZOEKENDE, VRAGER, NU)


def test_after_rotation_new_tokens_are_under_the_new_key():
    nieuw = roteer(vaste_bos(), Sleuteldoel.VUMID)
    kop = orjson.loads(base64.urlsafe_b64decode(_token(_zegel(nieuw)).split(".")[0] + "=="))
    assert kop == {"alg": "dir", "enc": "A256GCM", "kid": nieuw.actief(Sleuteldoel.VUMID).kid}


def test_a_running_seal_follows_its_ring():
    bossen = [vaste_bos()]
    zegel = Vumzegel(lambda: bossen[-1])
    token = _token(zegel)
    bossen.append(roteer(bossen[0], Sleuteldoel.VUMID))
    assert zegel.open(token, Soort.WERKZOEKENDE, VRAGER, NU).id == ID
    bossen.append(trek_in(bossen[1], Sleuteldoel.VUMID, "k1"))
    with pytest.raises(OnbekendRecord):
        zegel.open(token, Soort.WERKZOEKENDE, VRAGER, NU)


def test_a_token_under_a_key_that_another_worker_has_just_taken_over_opens():
    oud, nieuw = vaste_bos(), roteer(vaste_bos(), Sleuteldoel.VUMID)
    achter = Vumzegel(lambda: oud, ververs=lambda: nieuw)
    assert achter.open(_token(_zegel(nieuw)), Soort.WERKZOEKENDE, VRAGER, NU).id == ID


def test_a_key_of_another_purpose_under_the_same_kid_opens_nothing():
    bos = vaste_bos(sleutel(Sleuteldoel.VERANTWOORDING, "x1"))
    kop = b'{"alg":"dir","enc":"A256GCM","kid":"x1"}'
    with pytest.raises(OnbekendRecord):
        _zegel(bos).open(_verzegeld(_inhoud(), kop), Soort.WERKZOEKENDE, VRAGER, NU)


# --- unlinkable -----------------------------------------------------------------------------------


def test_two_tokens_for_one_person_share_nothing_but_the_header():
    zegel = _zegel()
    rauw = []
    for vrager in (VRAGER, VRAGER, ANDER):
        delen = zegel.zegelaar(Soort.WERKZOEKENDE, nieuwe_vraag_id(), vrager, VERLOOPT)(BRON, ID).split(".")
        rauw.append(base64.urlsafe_b64decode(delen[3] + "==") + base64.urlsafe_b64decode(delen[4] + "=="))
    for een, twee in pairwise(rauw):
        blokken = {een[i : i + 16] for i in range(0, len(een), 16)}
        assert blokken.isdisjoint(twee[i : i + 16] for i in range(0, len(twee), 16))


def test_the_length_tells_a_coarse_bucket_only():
    zegel = _zegel()
    lengtes = [len(_token(zegel, id_=RecordID("x" * n))) for n in range(1, 201)]
    assert len(set(lengtes)) == len(EMMERS) == 3
    assert [n + 1 for n, (a, b) in enumerate(pairwise(lengtes)) if a != b] == [65, 128]


# --- never another error, whatever comes ----------------------------------------------------------


@settings(max_examples=400, deadline=None)
@given(st.text() | st.text(alphabet="ey.-_AJ", max_size=600) | st.text(st.characters(categories=["Cs", "Nd"])))
def test_arbitrary_text_fails_in_the_one_way(tekst: str):
    assert _dicht(tekst)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=260))
def test_arbitrary_content_under_the_right_key_fails_in_the_one_way(inhoud: bytes):
    assert _dicht(_verzegeld(inhoud))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 128), st.binary(min_size=1, max_size=3))
def test_altered_content_under_the_right_key_opens_to_something_valid_or_fails(plaats: int, stuk: bytes):
    anders = _inhoud()[:plaats] + stuk + _inhoud()[plaats + len(stuk) :]
    try:
        inhoud = _zegel().open(_verzegeld(anders), Soort.WERKZOEKENDE, VRAGER, 0.0)
    except OnbekendRecord:
        return
    assert re.fullmatch(RecordID.patroon, inhoud.id)
    assert re.fullmatch(Oin.patroon, inhoud.bron)


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("empty", b""),
        ("cut short", _inhoud()[:-1]),
        ("trailing zero", _inhoud() + b"\0"),
        ("trailing data", _inhoud() + b"x"),
        ("data in the padding", _inhoud()[:-1] + b"x"),
        ("no padding", _inhoud()[: 64 + len(ID)]),
        ("a larger bucket", _inhoud().ljust(64 + 128, b"\0")),
        ("id longer than it says", _inhoud()[:63] + b"\x03" + _inhoud()[64:]),
        ("id shorter than it says", _inhoud()[:63] + b"\xff" + _inhoud()[64:]),
        ("empty id", _inhoud()[:63] + b"\0" + bytes(65)),
        ("id with a slash", _inhoud(ID).replace(b"test-", b"test/")),
        ("id outside ascii", _inhoud(ID).replace(b"test-", b"test\xff")),
        ("another version", b"\x02" + _inhoud()[1:]),
        ("an unknown kind", b"\x01\x03" + _inhoud()[2:]),
        ("something in the reserved byte", b"\x01\x01\x01" + _inhoud()[3:]),
        ("a source that is no OIN", _inhoud().replace(BRON.encode(), b"x" * 20)),
    ],
)
def test_content_that_sealing_would_not_make_fails_even_under_the_right_key(naam: str, inhoud: bytes):
    assert _dicht(_verzegeld(inhoud)), naam


@pytest.mark.parametrize(
    "kop",
    [
        b'{"alg":"dir","enc":"A256GCM","kid":"k2"}',
        b'{"alg":"dir","enc":"A256GCM"}',
        b'{"alg":"dir", "enc":"A256GCM","kid":"k1"}',
        b'{"enc":"A256GCM","alg":"dir","kid":"k1"}',
        b'{"alg":"dir","enc":"A256GCM","kid":"k1","zip":"DEF"}',
        b'{"alg":"dir","enc":"A256GCM","kid":"k1","crit":["exp"]}',
        b'{"alg":"A256KW","enc":"A256GCM","kid":"k1"}',
        b'{"alg":"none","kid":"k1"}',
        b'{"alg":"dir","enc":"A256GCM","kid":"k1","kid":"k1"}',
        b"{}",
        b"",
    ],
)
def test_another_header_is_refused_before_decrypting(kop: bytes, monkeypatch: pytest.MonkeyPatch):
    geroepen = _meet_ontsleutelen(monkeypatch)
    assert _dicht(_verzegeld(_inhoud(), kop))
    assert geroepen == []
    assert _zegel().open(_token(), Soort.WERKZOEKENDE, VRAGER, NU).id == ID
    assert len(geroepen) == 1


def test_other_jose_tokens_under_the_same_key_are_refused():
    for alg, enc in (("A256KW", "A256GCM"), ("dir", "A128CBC-HS256")):
        token = python_jose.encrypt(_inhoud(), materiaal("vumid/k1"), enc, alg, kid="k1").decode()
        assert _dicht(token)


@pytest.mark.parametrize("bij", ["A", "=", ".", "\n", " ", "\0", "é", "\ud800"])
def test_something_before_or_after_a_good_token_fails(bij: str):
    token = _token()
    assert _dicht(token + bij)
    assert _dicht(bij + token)


def test_a_token_of_more_than_500_characters_fails_before_decrypting(monkeypatch: pytest.MonkeyPatch):
    geroepen = _meet_ontsleutelen(monkeypatch)
    assert _dicht("A" * 501)
    assert _dicht(_verzegeld(bytes(400)))
    assert geroepen == []
    assert _dicht(_verzegeld(bytes(200)))
    assert len(geroepen) == 1


def test_an_expiry_that_does_not_fit_and_a_question_of_another_form_are_programming_errors():
    for verloopt in (-1, 2**32):
        with pytest.raises(ValueError, match="verloopt"):
            _zegel().zegelaar(Soort.VACATURE, VRAAG, VRAGER, verloopt)
    for vraag in ("vraag-1", VRAAG.upper(), VRAAG.replace("-", "")):
        with pytest.raises(ValueError, match="UUID"):
            _zegel().zegelaar(Soort.VACATURE, VraagID(vraag), VRAGER, VERLOOPT)


def test_reprs_show_no_person():
    inhoud = _zegel().open(_token(), Soort.WERKZOEKENDE, VRAGER, NU)
    for tekst in (repr(inhoud), repr(_zegel()), repr(_token()), repr(Pseudonimiseerder(vaste_bos))):
        assert ID not in tekst
        assert BRON not in tekst
        assert "***" in tekst


# --- keyed pseudonyms -----------------------------------------------------------------------------

NAMEN = Pseudonimiseerder(vaste_bos)


def test_keyed_pseudonyms_known_answers():
    assert NAMEN.persoon(BRON, ID) == "7219826f2a4340a909925f2f9e0d6b3a"
    assert NAMEN.lokaal_nummer(BRON, "test-0001") == "4489867b90419950d60a4aec08c8e244"
    assert NAMEN.detail_sleutel(VRAAG, BRON, ID).hex() == "639c000594b579d4de5604b10bd0b4ae"


def test_the_same_in_gives_the_same_out_over_instances():
    ander = Pseudonimiseerder(vaste_bos)
    assert ander.persoon(BRON, ID) == NAMEN.persoon(BRON, ID)
    assert ander.lokaal_nummer(BRON, "7") == NAMEN.lokaal_nummer(BRON, "7")
    assert ander.detail_sleutel(VRAAG, BRON, ID) == NAMEN.detail_sleutel(VRAAG, BRON, ID)


def test_another_source_person_question_purpose_or_key_gives_another_name():
    andere_bos = Sleutelbos(
        [sleutel(d, "z9") for d in (Sleuteldoel.VUMID, Sleuteldoel.PSEUDONIEM, Sleuteldoel.TELLING)]
    )
    anders = Pseudonimiseerder(lambda: andere_bos)
    alle = [
        NAMEN.persoon(BRON, ID),
        NAMEN.persoon(ANDER, ID),
        NAMEN.persoon(BRON, RecordID("test-0002")),
        NAMEN.lokaal_nummer(BRON, ID),
        NAMEN.lokaal_nummer(ANDER, ID),
        NAMEN.lokaal_nummer(BRON, "test-0002"),
        anders.persoon(BRON, ID),
        anders.lokaal_nummer(BRON, ID),
        NAMEN.detail_sleutel(VRAAG, BRON, ID).hex(),
        NAMEN.detail_sleutel(nieuwe_vraag_id(), BRON, ID).hex(),
        NAMEN.detail_sleutel(VRAAG, ANDER, ID).hex(),
        NAMEN.detail_sleutel(VRAAG, BRON, RecordID("test-0002")).hex(),
        anders.detail_sleutel(VRAAG, BRON, ID).hex(),
    ]
    assert len(set(alle)) == len(alle)


@settings(max_examples=100, deadline=None)
@given(st.text().filter(str.strip), st.text().filter(str.strip))
def test_local_numbers_become_ids_of_the_standard_and_stay_apart(een: str, twee: str):
    ids = [NAMEN.lokaal_nummer(BRON, nummer) for nummer in (een, twee)]
    assert all(re.fullmatch("[0-9a-f]{32}", id_) for id_ in ids)
    assert (ids[0] == ids[1]) == (een == twee)
    assert len(een) < 4 or een not in ids[0]


@pytest.mark.parametrize("leeg", ["", " ", "\t\n"])
def test_an_empty_local_number_gets_no_name(leeg: str):
    with pytest.raises(ValueError, match="leeg"):
        NAMEN.lokaal_nummer(BRON, leeg)


def test_names_survive_a_rotation_of_the_other_keys():
    bos = roteer(roteer(vaste_bos(), Sleuteldoel.VUMID), Sleuteldoel.TELLING)
    na = Pseudonimiseerder(lambda: bos)
    assert na.persoon(BRON, ID) == NAMEN.persoon(BRON, ID)
    assert na.lokaal_nummer(BRON, "7") == NAMEN.lokaal_nummer(BRON, "7")


def test_after_a_forced_rotation_the_former_names_can_still_be_looked_up():
    bos = roteer(vaste_bos(), Sleuteldoel.PSEUDONIEM, dwing=True)
    na = Pseudonimiseerder(lambda: bos)
    assert na.persoon(BRON, ID) != NAMEN.persoon(BRON, ID)
    assert na.persoon_namen(BRON, ID) == (na.persoon(BRON, ID), NAMEN.persoon(BRON, ID))


def test_an_id_that_an_adapter_made_outlives_every_forced_rotation():
    bos = vaste_bos()
    for _ in range(3):
        bos = roteer(bos, Sleuteldoel.PSEUDONIEM, dwing=True, klok=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        na = Pseudonimiseerder(lambda bos=bos: bos)
        assert na.lokaal_nummer(BRON, "7") == NAMEN.lokaal_nummer(BRON, "7")
        assert NAMEN.wismerken(BRON, ID)[0] in na.wismerken(BRON, ID)


def test_staat_uitlopend_never_seals():
    bos = vaste_bos(sleutel(Sleuteldoel.VUMID, "oud", Staat.UITLOPEND))
    kop = base64.urlsafe_b64decode(_token(_zegel(bos)).split(".")[0] + "==")
    assert orjson.loads(kop)["kid"] == "k1"
