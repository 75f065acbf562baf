"""``openvum certificaat``: what an administrator looks at before somebody is let in, or locked out."""

import pytest

from tests.pki import DAG, maak_pki, nu

OIN = "00000099000000001000"
PKI = maak_pki()


@pytest.fixture
def ingericht(productie, monkeypatch, tmp_path):
    """A node with issuers, lists, and a certificate of its own."""
    (tmp_path / "ca.pem").write_bytes(PKI.bundel)
    (tmp_path / "crl.pem").write_bytes(PKI.lijsten())
    certificaat, sleutel = PKI.tussen.geef([OIN]).schrijf(tmp_path, "eigen")
    bestanden = {"_CA": tmp_path / "ca.pem", "_CRL": tmp_path / "crl.pem", "": certificaat, "_SLEUTEL": sleutel}
    for naam, pad in bestanden.items():
        monkeypatch.setenv(f"OPENVUM_CERTIFICAAT{naam}", str(pad))
    return productie


def test_shows_until_when(ingericht, tmp_path):
    assert ingericht("certificaat", "lijst") == 0
    assert [
        r for r in ("eigen certificaat", "vertrouwde uitgevers", "intrekkingslijsten") if r not in ingericht.uit
    ] == []
    PKI.tussen.geef([OIN], tot=nu() + 3 * DAG).schrijf(tmp_path, "eigen")
    assert ingericht("certificaat", "lijst") == 1
    assert "Het eigen certificaat verloopt over 2 dagen" in ingericht.uit


def test_says_whose_a_certificate_is(ingericht, tmp_path):
    pad, _ = PKI.tussen.geef([OIN]).schrijf(tmp_path, "partij")
    assert ingericht("certificaat", "keur", pad) == 0
    assert f"OIN: {OIN}" in ingericht.uit


@pytest.mark.parametrize(
    ("identiteit", "regel"),
    [
        (PKI.tussen.geef(), "precies een OIN"),
        (PKI.tussen.geef([OIN], tot=nu() - DAG / 2), "verlopen"),
        (maak_pki().tussen.geef([OIN]), "vertrouwde uitgever"),
    ],
)
def test_says_which_rule_a_certificate_breaks(ingericht, tmp_path, identiteit, regel):
    pad, _ = identiteit.schrijf(tmp_path, "partij")
    assert ingericht("certificaat", "keur", pad) == 1
    assert regel in ingericht.meldingen[-1]


def test_without_issuers_nobody_would_come_in(productie, tmp_path):
    pad, _ = PKI.tussen.geef([OIN]).schrijf(tmp_path, "partij")
    assert productie("certificaat", "keur", pad) == 1
    assert "ingericht" in productie.meldingen[-1]


def test_a_file_that_is_no_certificate(ingericht, tmp_path):
    (tmp_path / "partij.pem").write_text("geen")
    assert ingericht("certificaat", "keur", tmp_path / "partij.pem") == 2
