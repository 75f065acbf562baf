import stat

from app.privacy.sleutelbestand import lees
from app.privacy.sleutels import Sleuteldoel


def test_makes_a_ring_that_only_its_owner_can_read_and_never_overwrites(openvum, tmp_path):
    pad = tmp_path / "ring.json"
    assert openvum("sleutels", "maak", pad) == 0
    inhoud = pad.read_bytes()
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert openvum("sleutels", "maak", pad) == 2
    assert pad.read_bytes() == inhoud


def test_rotates_one_purpose_and_shows_no_key(openvum, tmp_path):
    pad = tmp_path / "ring.json"
    openvum("sleutels", "maak", pad)
    oud = lees(pad).actief(Sleuteldoel.VUMID)
    assert openvum("sleutels", "roteer", pad, "--doel", "vumid") == 0
    nieuw = lees(pad)
    assert nieuw.actief(Sleuteldoel.VUMID).kid != oud.kid
    assert nieuw.vind(Sleuteldoel.VUMID, oud.kid) is not None
    assert openvum.uit.strip().endswith(f"{nieuw.actief(Sleuteldoel.VUMID).kid}.")


def test_the_pseudonym_key_rotates_under_force_only(openvum, tmp_path):
    pad = tmp_path / "ring.json"
    openvum("sleutels", "maak", pad)
    assert openvum("sleutels", "roteer", pad, "--doel", "pseudoniem") == 2
    assert openvum("sleutels", "roteer", pad, "--doel", "pseudoniem", "--dwing") == 0


def test_says_what_can_be_chosen_and_what_is_absent(openvum, tmp_path):
    assert openvum("sleutels", "roteer", tmp_path / "weg.json", "--doel", "alles") == 2
    assert "vumid" in openvum.meldingen[0]
    assert openvum("sleutels", "roteer", tmp_path / "weg.json", "--doel", "vumid") == 2
    assert "bestaat niet" in openvum.meldingen[0]
