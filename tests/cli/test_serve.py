import json
import socket

import pytest
import uvicorn

OIN = "00000001810207357000"


@pytest.fixture
def gestart(monkeypatch):
    """What the server would be started with."""
    aanroepen = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **opties: aanroepen.append({"app": app, **opties}))
    return aanroepen


@pytest.fixture
def vrije_poort():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def test_starts_workers_without_access_log_and_server_header(gemigreerd, gestart, vrije_poort):
    assert gemigreerd("serve", "--port", vrije_poort, "--workers", 2) == 0
    (opties,) = gestart
    assert (opties["host"], opties["port"], opties["workers"]) == ("127.0.0.1", vrije_poort, 2)
    assert (opties["access_log"], opties["server_header"], opties["proxy_headers"]) == (False, False, False)


def test_the_sandbox_makes_its_key_ring_once(gemigreerd, gestart, tmp_path, vrije_poort):
    gemigreerd("serve", "--port", vrije_poort)
    ring = (tmp_path / "openvum.sleutels.json").read_bytes()
    gemigreerd("serve", "--port", vrije_poort)
    assert (tmp_path / "openvum.sleutels.json").read_bytes() == ring
    assert len(gestart) == 2


def test_says_that_a_port_is_taken(gemigreerd, gestart):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        assert gemigreerd("serve", "--port", bezet.getsockname()[1]) == 2
    assert "--port" in gemigreerd.meldingen[-1]
    assert gestart == []


def test_productie_starts_when_all_is_there(productie, gestart, vrije_poort):
    assert productie("serve", "--port", vrije_poort) == 0
    assert len(gestart) == 1


@pytest.mark.parametrize("naam", ["OPENVUM_BELEID", "OPENVUM_POSTCODES", "OPENVUM_VERWERKINGSREGISTER"])
def test_refuses_a_file_of_the_operator_that_cannot_be_used(gemigreerd, gestart, monkeypatch, tmp_path, naam):
    (tmp_path / "eigen").write_text("dit is geen tabel")
    monkeypatch.setenv(naam, str(tmp_path / "eigen"))
    assert gemigreerd("serve") == 2
    assert gemigreerd.meldingen[-1].startswith(f"openvum: {naam}: ")
    assert gestart == []


class TestProductieWeigert:
    @pytest.mark.parametrize("naam", ["OPENVUM_OIN", "OPENVUM_SLEUTELS"])
    def test_without(self, productie, gestart, monkeypatch, naam):
        monkeypatch.delenv(naam)
        assert productie("serve") == 2
        assert naam in productie.meldingen[0]
        assert gestart == []

    @pytest.mark.parametrize(
        ("inhoud", "modus", "melding"),
        [
            (b"{}", 0o600, "sleutelbos"),
            (b"geheim", 0o600, "geen geldige JSON"),
            (None, 0o644, "chmod 600"),
            ("AAAA", 0o600, "zwak"),
        ],
    )
    def test_a_weak_or_open_key_ring(self, productie, gestart, tmp_path, inhoud, modus, melding):
        pad = tmp_path / "node.sleutels.json"
        if isinstance(inhoud, bytes):
            pad.write_bytes(inhoud)
        elif inhoud is not None:
            ring = json.loads(pad.read_text())
            ring["sleutels"][0]["sleutel"] = inhoud
            pad.write_text(json.dumps(ring))
        pad.chmod(modus)
        assert productie("serve") == 2
        assert melding in productie.meldingen[0]
        assert "geheim" not in productie.fout
        assert gestart == []

    def test_a_missing_key_ring(self, productie, gestart, tmp_path):
        (tmp_path / "node.sleutels.json").unlink()
        assert productie("serve") == 2
        assert "openvum sleutels maak" in productie.meldingen[0]
        assert gestart == []


def test_a_mistake_in_a_mapping_is_found_at_the_start(gemigreerd, gestart, monkeypatch, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "eigen.yaml").write_text("formaat: x")
    monkeypatch.setenv("OPENVUM_FORMATEN", str(tmp_path / "map"))
    assert gemigreerd("serve") == 2
    assert "OPENVUM_FORMATEN: eigen.yaml" in gemigreerd.fout
    assert "titel ontbreekt" in gemigreerd.fout
    assert gestart == []
