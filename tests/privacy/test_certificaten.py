"""What a node knows of certificates follows its files, and says in time that something ends."""

import pytest

from app import herladen
from app.models.errors import NietGeautoriseerd
from app.privacy import certificaten as module
from app.privacy.certificaatketen import CertificaatFout
from app.privacy.certificaten import GEEN_CERTIFICATEN, Certificaatbestanden, Certificaten, waarschuwing
from tests.pki import DAG, maak_pki, nu

OIN = "00000099000000001000"
PKI = maak_pki()
GOED = PKI.tussen.geef([OIN])


@pytest.fixture
def gemeld():
    return []


@pytest.fixture
def map_(tmp_path, monkeypatch):
    monkeypatch.setattr(herladen, "ADEMPAUZE", 0.0)
    (tmp_path / "ca.pem").write_bytes(PKI.bundel)
    (tmp_path / "crl.pem").write_bytes(PKI.lijsten())
    (tmp_path / "eigen.pem").write_bytes(GOED.pem)
    return tmp_path


def maak(map_, gemeld, moment=None, **over):
    zet = {"ca": map_ / "ca.pem", "crl": map_ / "crl.pem", "eigen": map_ / "eigen.pem"} | over
    tijd = nu().timestamp() if moment is None else moment.timestamp()
    return Certificaten(
        Certificaatbestanden(**zet),
        bij_herladen=lambda soort: gemeld.append(("herladen", soort)),
        bij_fout=lambda soort: gemeld.append(("fout", soort)),
        klok=lambda: tijd,
    )


class TestVolgen:
    def test_without_issuers_nobody_is_trusted(self):
        assert not GEEN_CERTIFICATEN.ingericht
        with pytest.raises(NietGeautoriseerd, match="ingericht"):
            GEEN_CERTIFICATEN.keur(GOED.der)

    def test_a_certificate_is_judged_once_and_again_when_a_file_changes(self, map_, gemeld, monkeypatch):
        gelezen = []
        lees_der = module.lees_der
        monkeypatch.setattr(module, "lees_der", lambda der: gelezen.append(der) or lees_der(der))
        certificaten = maak(map_, gemeld)
        assert {certificaten.keur(GOED.der).oin for _ in range(3)} == {OIN}
        assert len(gelezen) == 1
        (map_ / "crl.pem").write_bytes(PKI.lijsten(GOED.certificaat))
        for _ in range(2):
            with pytest.raises(NietGeautoriseerd, match="ingetrokken"):
                certificaten.keur(GOED.der)
        assert gemeld == [("herladen", "uitgevers")]

    def test_what_was_refused_is_not_held(self, map_, gemeld):
        certificaten = maak(map_, gemeld)
        for _ in range(3):
            with pytest.raises(NietGeautoriseerd):
                certificaten.keur(maak_pki().tussen.geef([OIN]).der)
        assert not certificaten._goed

    def test_what_is_held_has_an_end(self, map_, gemeld, monkeypatch):
        monkeypatch.setattr(module, "MEESTE_ONTHOUDEN", 2)
        certificaten = maak(map_, gemeld)
        for _ in range(4):
            certificaten.keur(PKI.tussen.geef([OIN]).der)
        assert len(certificaten._goed) == 2

    def test_a_file_that_became_unusable_leaves_what_there_was(self, map_, gemeld):
        certificaten = maak(map_, gemeld)
        (map_ / "ca.pem").write_bytes(b"half geschreven")
        assert certificaten.keur(GOED.der).oin == OIN
        assert certificaten.keur(GOED.der).oin == OIN
        assert gemeld == [("fout", "uitgevers")]
        ander = maak_pki("Ander")
        (map_ / "ca.pem").write_bytes(ander.bundel)
        (map_ / "crl.pem").write_bytes(ander.lijsten())
        with pytest.raises(NietGeautoriseerd):
            certificaten.keur(GOED.der)

    @pytest.mark.parametrize("naam", ["ca.pem", "crl.pem", "eigen.pem"])
    def test_a_file_that_cannot_be_used_stops_the_start(self, map_, gemeld, naam):
        (map_ / naam).unlink()
        with pytest.raises(CertificaatFout, match="niet te lezen"):
            maak(map_, gemeld)


class TestWaarschuwen:
    def test_nothing_when_all_is_good_for_long(self, map_, gemeld):
        assert maak(map_, gemeld).waarschuwingen() == []

    def regels(self, certificaten):
        return [waarschuwing(*verloopt) for verloopt in certificaten.waarschuwingen()]

    def test_thirty_days_before_the_end(self, map_, gemeld):
        einde = GOED.certificaat.not_valid_after_utc
        (map_ / "crl.pem").write_bytes(PKI.root.trek_in(tot=einde + 9 * DAG) + PKI.tussen.trek_in(tot=einde + 9 * DAG))
        assert self.regels(maak(map_, gemeld, einde - 30 * DAG)) == []
        (regel,) = self.regels(maak(map_, gemeld, einde - 30 * DAG + DAG / 24))
        assert regel == "Het eigen certificaat verloopt over 29 dagen; vernieuw het bestand"
        (regel,) = self.regels(maak(map_, gemeld, einde + DAG))
        assert regel == "Het eigen certificaat is verlopen; vernieuw het bestand"

    def test_issuers_and_lists_too(self, map_, gemeld):
        einde = PKI.root.certificaat.not_valid_after_utc
        regels = self.regels(maak(map_, gemeld, einde - DAG * 1.5, eigen=None))
        assert regels == [
            "Het certificaat van een vertrouwde uitgever verloopt over 1 dag; vernieuw het bestand",
            "De lijst van ingetrokken certificaten is verlopen; vernieuw het bestand",
        ]

    async def test_the_log_says_so_once_a_day(self, map_, gemeld, monkeypatch):
        regels = []
        monkeypatch.setattr(module, "log", lambda gebeurtenis, **velden: regels.append((gebeurtenis.name, velden)))
        certificaten = maak(map_, gemeld, GOED.certificaat.not_valid_after_utc - 5 * DAG, crl=None)
        assert [await certificaten.kijk_na() for _ in range(3)] == [1, 1, 1]
        assert regels == [("CERTIFICAAT_VERLOOPT", {"soort": "eigen", "dagen": 5})]
