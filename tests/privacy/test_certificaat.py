"""A certificate and the header that carries it, judged before anybody is believed."""

import base64
import time
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.models.errors import NietGeautoriseerd
from app.privacy import certificaatketen
from app.privacy.certificaat import lees_der, oin_van, vingerafdruk
from app.privacy.certificaatketen import CertificaatFout, Intrekkingen, Vertrouwensketen
from app.privacy.certificaatkop import MAX_TEKENS, VORMEN, Kopvorm, lees_kop
from tests.pki import DAG, Uitgever, maak_pki, nu

OIN = "00000099000000001000"
PKI = maak_pki()
GOED = PKI.tussen.geef([OIN])
KETEN = Vertrouwensketen([PKI.root.certificaat, PKI.tussen.certificaat], None)


def b64(der):
    return base64.b64encode(der).decode()


PEM = GOED.certificaat.public_bytes(Encoding.PEM).decode()
WAARDEN = {
    Kopvorm.RFC9440: f":{b64(GOED.der)}:",
    Kopvorm.NGINX: quote(PEM, safe=""),
    Kopvorm.APACHE: PEM.replace("\n", " "),
    Kopvorm.TRAEFIK: b64(GOED.der),
}


class TestKop:
    @pytest.mark.parametrize("vorm", Kopvorm)
    def test_every_proxy_passes_on_the_same_certificate(self, vorm):
        assert lees_kop(VORMEN[vorm], WAARDEN[vorm]) == GOED.der

    def test_traefik_sends_the_whole_chain_escaped_or_not(self):
        waarde = f"{b64(GOED.der)},{b64(PKI.tussen.certificaat.public_bytes(Encoding.DER))}"
        for gestuurd in (waarde, quote(waarde, safe="")):
            assert lees_kop(VORMEN[Kopvorm.TRAEFIK], gestuurd) == GOED.der

    @pytest.mark.parametrize(
        "waarde",
        [
            "",
            "::",
            b64(GOED.der),
            f":{b64(GOED.der)}",
            f":{b64(GOED.der)}:, :{b64(GOED.der)}:",
            f":{b64(GOED.der)}:;p=1",
            f":{b64(GOED.der)[:-3]}:",
            f":{b64(GOED.der)}\n:",
            ":\u00e9:",
            ":" + "A" * MAX_TEKENS + ":",
        ],
    )
    def test_what_rfc_9440_does_not_allow_is_refused(self, waarde):
        with pytest.raises(ValueError) as fout:  # noqa: PT011 -- why does not matter, that it is refused does
            lees_kop(VORMEN[Kopvorm.RFC9440], waarde)
        assert b64(GOED.der)[:20] not in str(fout.value)

    @pytest.mark.parametrize("waarde", [quote(PEM + PEM), PEM.replace("CERTIFICATE", "PUBLIC KEY"), "x" + PEM, "%FF"])
    def test_nginx_passes_on_one_certificate_and_nothing_else(self, waarde):
        with pytest.raises(ValueError):  # noqa: PT011 -- why does not matter, that it is refused does
            lees_kop(VORMEN[Kopvorm.NGINX], waarde)


class TestOin:
    def test_is_the_serial_number_of_the_subject(self):
        assert oin_van(lees_der(GOED.der)) == OIN

    @pytest.mark.parametrize(
        ("serienummers", "organisatie"),
        [
            ([], "Gemeente Proef"),
            ([OIN, "00000099000000002000"], "Gemeente Proef"),
            ([OIN, OIN], "Gemeente Proef"),
            ([], f"Proef, serialNumber={OIN}"),
            ([], f"Proef/serialNumber={OIN}"),
            ([], f"Proef+2.5.4.5={OIN}"),
            ([], OIN),
            (["NTRNL-12345678"], "Gemeente Proef"),
            ([f" {OIN}"], "Gemeente Proef"),
            ([f"{OIN} "], "Gemeente Proef"),
        ],
    )
    def test_none_two_or_one_in_disguise_is_refused(self, serienummers, organisatie):
        with pytest.raises(NietGeautoriseerd) as fout:
            oin_van(PKI.tussen.geef(serienummers, organisatie=organisatie).certificaat)
        assert OIN not in fout.value.details

    def test_bytes_that_are_no_certificate_are_refused(self):
        with pytest.raises(NietGeautoriseerd):
            lees_der(GOED.der + b"x")

    def test_the_thumbprint_is_that_of_rfc_8705(self):
        ruw = GOED.certificaat.fingerprint(SHA256())
        assert base64.urlsafe_b64decode(vingerafdruk(GOED.certificaat) + "=") == ruw


class TestKeten:
    def test_root_intermediate_and_certificate_are_trusted(self):
        KETEN.keur(GOED.certificaat)

    def test_a_host_name_in_it_does_no_harm(self):
        KETEN.keur(PKI.tussen.geef([OIN], hostnamen=["proef.example"]).certificaat)

    @pytest.mark.parametrize(
        ("certificaat", "reden"),
        [
            (PKI.tussen.geef([OIN], van=nu() - 3 * DAG, tot=nu() - DAG), certificaatketen.NIET_GELDIG),
            (PKI.tussen.geef([OIN], van=nu() + DAG), certificaatketen.NIET_GELDIG),
            (maak_pki("Ander").tussen.geef([OIN]), certificaatketen.VREEMD),
            (maak_pki().tussen.geef([OIN]), certificaatketen.VREEMD),
            (Uitgever("Zelf").geef([OIN]), certificaatketen.VREEMD),
            (PKI.tussen.geef([OIN], doelen=[ExtendedKeyUsageOID.SERVER_AUTH]), certificaatketen.VREEMD),
            (PKI.tussen, certificaatketen.VREEMD),
        ],
        ids=["expired", "not yet valid", "other root", "same names", "own issuer", "for servers only", "an issuer"],
    )
    def test_another_one_is_not(self, certificaat, reden):
        with pytest.raises(NietGeautoriseerd) as fout:
            KETEN.keur(certificaat.certificaat)
        assert fout.value.details == reden

    def test_a_certificate_cannot_issue_another(self):
        """One that is no issuer signs with its key all the same."""
        vals = Uitgever("Proef tussen", PKI.root)
        vals.sleutel, vals.naam = GOED.sleutel, GOED.certificaat.subject
        keten = Vertrouwensketen([PKI.root.certificaat, PKI.tussen.certificaat, GOED.certificaat], None)
        with pytest.raises(NietGeautoriseerd):
            keten.keur(vals.geef([OIN]).certificaat)

    def test_the_issuers_must_be_valid_too(self):
        with pytest.raises(NietGeautoriseerd):
            KETEN.keur(PKI.tussen.geef([OIN], tot=nu() + 900 * DAG).certificaat, time.time() + 500 * 86_400)


class TestIntrekkingen:
    def keten(self, tmp_path, lijsten):
        (tmp_path / "ca.pem").write_bytes(PKI.bundel)
        (tmp_path / "crl.pem").write_bytes(lijsten)
        return Vertrouwensketen.lees(tmp_path / "ca.pem", tmp_path / "crl.pem")

    def test_what_is_on_no_list_is_trusted(self, tmp_path):
        keten = self.keten(tmp_path, PKI.lijsten(PKI.tussen.geef([OIN]).certificaat))
        keten.keur(GOED.certificaat)
        assert keten.intrekkingen_tot > datetime.now(UTC)

    @pytest.mark.parametrize(
        ("lijsten", "reden"),
        [
            (PKI.lijsten(GOED.certificaat), certificaatketen.INGETROKKEN),
            (PKI.root.trek_in(PKI.tussen.certificaat) + PKI.tussen.trek_in(), certificaatketen.INGETROKKEN),
            (PKI.root.trek_in(), certificaatketen.ONBEKEND),
            (PKI.tussen.trek_in(), certificaatketen.ONBEKEND),
            (PKI.root.trek_in() + PKI.tussen.trek_in(van=nu() - 3 * DAG, tot=nu() - DAG), certificaatketen.ONBEKEND),
            (PKI.root.trek_in() + PKI.tussen.trek_in(van=nu() + DAG), certificaatketen.ONBEKEND),
            (PKI.root.trek_in() + maak_pki().tussen.trek_in(), certificaatketen.ONBEKEND),
        ],
        ids=["itself", "its issuer", "no list", "no list of the root", "stale", "of the future", "forged"],
    )
    def test_another_one_is_not(self, tmp_path, lijsten, reden):
        with pytest.raises(NietGeautoriseerd) as fout:
            self.keten(tmp_path, lijsten).keur(GOED.certificaat)
        assert fout.value.details == reden


class TestBestanden:
    def test_a_file_without_a_root_is_refused(self, tmp_path):
        (tmp_path / "ca.pem").write_bytes(PKI.tussen.pem)
        with pytest.raises(CertificaatFout, match="root"):
            Vertrouwensketen.lees(tmp_path / "ca.pem", None)

    @pytest.mark.parametrize("inhoud", [None, b"", b"geen pem", PKI.root.pem])
    def test_a_list_that_cannot_be_read_is_refused(self, tmp_path, inhoud):
        if inhoud is not None:
            (tmp_path / "crl.pem").write_bytes(inhoud)
        with pytest.raises(CertificaatFout):
            Intrekkingen.lees(tmp_path / "crl.pem")

    def test_certificates_that_cannot_be_read_are_refused(self, tmp_path):
        (tmp_path / "ca.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        with pytest.raises(CertificaatFout):
            Vertrouwensketen.lees(tmp_path / "ca.pem", None)
