"""The script that fetches the lists of what was revoked."""

import os
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.deploy.proxy import DEPLOY
from tests.pki import DAG, maak_pki, nu

PKI = maak_pki()
LIJSTEN = {"root": PKI.root.trek_in(), "tussen": PKI.tussen.trek_in()}


@pytest.fixture
def map_(tmp_path):
    """What the script finds; the addresses are files."""
    (tmp_path / "ca.pem").write_bytes(PKI.bundel)
    for naam, lijst in LIJSTEN.items():
        (tmp_path / naam).write_bytes(lijst)
    (tmp_path / "tussen").write_bytes(x509.load_pem_x509_crl(LIJSTEN["tussen"]).public_bytes(Encoding.DER))
    adressen = [f"file://{tmp_path / naam}" for naam in LIJSTEN]
    (tmp_path / "crl-adressen.txt").write_text("\n".join(["# PKIoverheid", "", *adressen, ""]))
    (tmp_path / "crl.pem").write_text("oud")
    return tmp_path


def draai(map_: Path) -> subprocess.CompletedProcess[str]:
    zet = os.environ | {"CRL_MAP": str(map_), "CRL_HERLAAD": f"touch {map_ / 'herladen'}"}
    return subprocess.run(["sh", DEPLOY / "ververs-crl.sh"], env=zet, capture_output=True, text=True, check=False)


def test_takes_lists_of_either_form_and_lets_nginx_know_once(map_):
    for keer in range(2):
        klaar = draai(map_)
        assert (klaar.returncode, klaar.stderr) == (0, "")
        assert (map_ / "crl.pem").read_bytes() == b"".join(LIJSTEN.values())
        assert (map_ / "herladen").exists() == (keer == 0)
        (map_ / "herladen").unlink(missing_ok=True)
    assert not list(map_.glob(".crl*"))


@pytest.mark.parametrize(
    "lijst",
    [
        maak_pki().tussen.trek_in(),
        PKI.tussen.trek_in(van=nu() - 3 * DAG, tot=nu() - DAG),
        b"<html>niet gevonden</html>",
        None,
    ],
    ids=["of another", "stale", "no list", "absent"],
)
def test_keeps_the_old_lists_when_one_cannot_be_used(map_, lijst):
    (map_ / "tussen").unlink()
    if lijst is not None:
        (map_ / "tussen").write_bytes(lijst)
    klaar = draai(map_)
    assert klaar.returncode != 0
    assert klaar.stderr
    assert (map_ / "crl.pem").read_text() == "oud"
    assert not (map_ / "herladen").exists()
