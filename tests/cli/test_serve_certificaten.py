"""A socket in the file system to listen on."""

import socket

import pytest
import uvicorn

from tests.pki import DAG, maak_pki, nu


@pytest.fixture
def gestart(monkeypatch):
    """What the server would be started with."""
    aanroepen = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **opties: aanroepen.append(opties))
    return aanroepen


@pytest.fixture
def map_(tmp_path):
    map_ = tmp_path / "run"
    map_.mkdir(mode=0o750)
    return map_


def test_listens_on_the_socket(productie, gestart, map_):
    assert productie("serve", "--uds", map_ / "node.sock") == 0
    assert gestart[0]["uds"] == str(map_ / "node.sock")


def test_takes_the_place_of_one_that_a_killed_server_left(productie, gestart, map_):
    with socket.socket(socket.AF_UNIX) as oud:
        oud.bind(str(map_ / "node.sock"))
    assert productie("serve", "--uds", map_ / "node.sock") == 0
    assert not (map_ / "node.sock").exists()


class TestWeigert:
    def eis(self, opdracht, gestart, pad, melding):
        assert opdracht("serve", "--uds", pad) == 2
        assert melding in opdracht.meldingen[-1]
        assert gestart == []

    def test_one_that_another_server_listens_on(self, productie, gestart, map_):
        with socket.socket(socket.AF_UNIX) as ander:
            ander.bind(str(map_ / "node.sock"))
            ander.listen()
            self.eis(productie, gestart, map_ / "node.sock", "al een server")

    def test_a_file_that_is_no_socket(self, productie, gestart, map_):
        (map_ / "node.sock").write_text("van iemand")
        self.eis(productie, gestart, map_ / "node.sock", "geen socket")
        assert (map_ / "node.sock").read_text() == "van iemand"

    def test_a_folder_open_to_others_in_productie(self, productie, gestart, map_):
        map_.chmod(0o755)
        self.eis(productie, gestart, map_ / "node.sock", "open voor anderen")

    def test_a_folder_that_is_not_there(self, productie, gestart, map_):
        self.eis(productie, gestart, map_ / "weg" / "node.sock", "bestaat niet")

    def test_a_path_that_is_too_long(self, productie, gestart, map_):
        self.eis(productie, gestart, map_ / ("n" * 120), "107 bytes")


@pytest.mark.parametrize("inhoud", [None, "geen pem"])
def test_certificates_that_cannot_be_used_are_found_at_the_start(productie, gestart, monkeypatch, tmp_path, inhoud):
    if inhoud is not None:
        (tmp_path / "ca.pem").write_text(inhoud)
    monkeypatch.setenv("OPENVUM_CERTIFICAAT_CA", str(tmp_path / "ca.pem"))
    assert productie("serve") == 2
    assert productie.meldingen[-1].startswith("openvum: OPENVUM_CERTIFICAAT: ")
    assert gestart == []


def test_upkeep_says_which_certificate_ends_soon(productie, monkeypatch, tmp_path):
    certificaat, sleutel = (
        maak_pki().tussen.geef(["00000099000000001000"], tot=nu() + 3 * DAG).schrijf(tmp_path, "eigen")
    )
    monkeypatch.setenv("OPENVUM_CERTIFICAAT", str(certificaat))
    monkeypatch.setenv("OPENVUM_CERTIFICAAT_SLEUTEL", str(sleutel))
    assert productie("onderhoud") == 0
    assert "certificaten nakijken: 1" in productie.uit
    assert productie.meldingen == ["openvum: Het eigen certificaat verloopt over 2 dagen; vernieuw het bestand"]
    assert '"certificaat_verloopt"' in productie.fout


def test_a_certificate_without_its_key_stops_every_command(productie, monkeypatch, tmp_path):
    monkeypatch.setenv("OPENVUM_CERTIFICAAT", str(tmp_path / "eigen.pem"))
    assert productie("onderhoud") == 2
    assert "OPENVUM_CERTIFICAAT_SLEUTEL" in productie.fout


def test_productie_says_that_nobody_will_come_in(productie, gestart, map_, monkeypatch):
    assert productie("serve", "--uds", map_ / "node.sock") == 0
    assert "komt niemand met een certificaat binnen" in productie.meldingen[-1]
    (map_ / "ca.pem").write_bytes(maak_pki().bundel)
    monkeypatch.setenv("OPENVUM_CERTIFICAAT_CA", str(map_ / "ca.pem"))
    monkeypatch.setenv("OPENVUM_VERTROUWDE_PROXYS", "unix")
    assert productie("serve", "--uds", map_ / "node.sock") == 0
    assert productie.meldingen == []
