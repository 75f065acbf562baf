import io
import json
import stat

import pytest
import uvicorn

from app.privacy.sleutelbestand import lees
from app.privacy.sleutels import Sleuteldoel
from app.settings import lees_instellingen


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


def test_shows_and_checks_a_ring_without_a_key_in_sight(openvum, tmp_path):
    pad = tmp_path / "ring.json"
    openvum("sleutels", "maak", pad)
    openvum("sleutels", "roteer", pad, "--doel", "vumid")
    sleutels = json.loads(pad.read_text())["sleutels"]
    for opdracht in ("toon", "controleer"):
        assert openvum("sleutels", opdracht, pad) == 0
        assert not any(s["sleutel"][:8] in openvum.uit + openvum.fout for s in sleutels)
    openvum("sleutels", "toon", pad)
    assert all(s["kid"] in openvum.uit for s in sleutels)
    assert openvum.uit.count("actief") == len(Sleuteldoel)
    assert openvum.uit.count("uitlopend") == 1


def test_the_check_names_what_is_wrong(openvum, tmp_path):
    pad = tmp_path / "ring.json"
    openvum("sleutels", "maak", pad)
    pad.chmod(0o640)
    assert openvum("sleutels", "controleer", pad) == 2
    assert "chmod 600" in openvum.meldingen[0]
    pad.chmod(0o600)
    ring = json.loads(pad.read_text())
    ring["sleutels"] = [s for s in ring["sleutels"] if s["doel"] != "token"]
    pad.write_text(json.dumps(ring))
    assert openvum("sleutels", "controleer", pad) == 0
    assert "token" in openvum.meldingen[0]


def test_a_former_key_is_withdrawn_after_a_yes_and_noted(gemigreerd, tmp_path, monkeypatch):
    pad = tmp_path / "openvum.sleutels.json"
    gemigreerd("sleutels", "maak", pad)
    oud = lees(pad).actief(Sleuteldoel.VUMID).kid
    gemigreerd("sleutels", "roteer", pad, "--doel", "vumid")
    opdracht = ("sleutels", "trek-in", pad, "--doel", "vumid", "--kid", oud)
    monkeypatch.setattr("sys.stdin", io.StringIO("nee\n"))
    assert gemigreerd(*opdracht) == 2
    assert lees(pad).vind(Sleuteldoel.VUMID, oud) is not None
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert gemigreerd(*opdracht) == 0
    assert lees(pad).vind(Sleuteldoel.VUMID, oud) is None
    assert "gaan niet meer open" in gemigreerd.fout
    gemigreerd("audit", "toon")
    assert "sleutel_ingetrokken" in gemigreerd.uit
    assert gemigreerd(*opdracht, "--ja") == 2


@pytest.mark.parametrize("doel", Sleuteldoel)
def test_the_active_key_and_what_stays_needed_are_not_withdrawn(openvum, tmp_path, doel):
    pad = tmp_path / "ring.json"
    openvum("sleutels", "maak", pad)
    kid = lees(pad).actief(doel).kid
    for extra in ((), ("--dwing",)):
        assert openvum("sleutels", "trek-in", pad, "--doel", doel, "--kid", kid, "--ja", *extra) == 2
    assert "roteer eerst" in openvum.meldingen[0]
    openvum("sleutels", "roteer", pad, "--doel", doel, "--dwing")
    blijft = doel in (Sleuteldoel.PSEUDONIEM, Sleuteldoel.VERANTWOORDING)
    assert openvum("sleutels", "trek-in", pad, "--doel", doel, "--kid", kid, "--ja") == (2 if blijft else 0)
    assert openvum("sleutels", "trek-in", pad, "--doel", doel, "--kid", kid, "--ja", "--dwing") == (0 if blijft else 2)


class TestUitDeOmgeving:
    @pytest.fixture
    def ring(self, openvum, tmp_path):
        openvum("sleutels", "maak", tmp_path / "ring.json")
        return (tmp_path / "ring.json").read_text()

    def test_a_node_in_productie_starts_on_it(self, gemigreerd, ring, monkeypatch):
        gestart = []
        monkeypatch.setattr(uvicorn, "run", lambda app, **opties: gestart.append(app))
        monkeypatch.setenv("OPENVUM_OMGEVING", "productie")
        monkeypatch.setenv("OPENVUM_OIN", "00000001810207357000")
        monkeypatch.setenv("OPENVUM_SLEUTELBOS", ring)
        assert gemigreerd("serve", "--port", "0") == 0
        assert gestart
        assert gemigreerd("audit", "controleer") == 0
        assert gemigreerd("verantwoording", "controleer") == 0

    def test_both_is_refused(self, openvum, ring, monkeypatch):
        monkeypatch.setenv("OPENVUM_SLEUTELBOS", ring)
        monkeypatch.setenv("OPENVUM_SLEUTELS", "ring.json")
        assert openvum("audit", "toon") == 2
        assert "kies er een" in openvum.meldingen[0]

    @pytest.mark.parametrize("stuk", ["{", '{"versie": 1, "sleutels": []}', "zwak"])
    def test_what_is_no_ring_is_refused_without_its_value(self, gemigreerd, ring, monkeypatch, stuk):
        if stuk == "zwak":
            document = json.loads(ring)
            document["sleutels"][0]["sleutel"] = "A" * 43
            stuk = json.dumps(document)
        monkeypatch.setenv("OPENVUM_SLEUTELBOS", stuk)
        assert gemigreerd("serve", "--port", "0") == 2
        assert "OPENVUM_SLEUTELBOS" in gemigreerd.meldingen[0]
        assert not any(s["sleutel"] in gemigreerd.fout for s in json.loads(ring)["sleutels"])

    def test_it_is_in_no_output_and_no_repr(self, openvum, ring, monkeypatch):
        monkeypatch.setenv("OPENVUM_SLEUTELBOS", ring)
        instellingen = lees_instellingen()
        sleutels = [s["sleutel"] for s in json.loads(ring)["sleutels"]]
        openvum("instellingen")
        for tekst in (openvum.uit, repr(instellingen), str(instellingen), str(instellingen.model_dump())):
            assert not any(sleutel in tekst for sleutel in sleutels)
