"""A public key infrastructure for tests: root, intermediate, certificates with an OIN, and lists of what was revoked."""

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Sleutel = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
DAG = timedelta(days=1)
BEIDE = (ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH)
_GEBRUIK = [
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
]


def nu() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Identiteit(NamedTuple):
    """A certificate, its key and those of its issuers that go with it."""

    certificaat: x509.Certificate
    sleutel: Sleutel
    keten: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return b"".join(c.public_bytes(Encoding.PEM) for c in (self.certificaat, *self.keten))

    @property
    def der(self) -> bytes:
        return self.certificaat.public_bytes(Encoding.DER)

    @property
    def sleutel_pem(self) -> bytes:
        return self.sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def schrijf(self, map_: Path, naam: str) -> tuple[Path, Path]:
        """Write both files, the key for its owner alone; give their paths."""
        certificaat, sleutel = map_ / f"{naam}.pem", map_ / f"{naam}.key"
        certificaat.write_bytes(self.pem)
        sleutel.touch(mode=0o600)
        sleutel.write_bytes(self.sleutel_pem)
        return certificaat, sleutel


class Uitgever:
    """An issuer; ``boven`` None: a root."""

    def __init__(self, naam: str, boven: "Uitgever | None" = None) -> None:
        self.sleutel = ec.generate_private_key(ec.SECP256R1())
        self.naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
        self.boven = boven
        ondertekenaar = boven or self
        bouw = _bouw(self.naam, ondertekenaar.naam, self.sleutel, nu() - DAG, nu() + 400 * DAG)
        bouw = bouw.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        bouw = bouw.add_extension(_gebruik("key_cert_sign", "crl_sign"), critical=True)
        bouw = _wijst_naar(bouw, ondertekenaar)
        self.certificaat = bouw.sign(ondertekenaar.sleutel, SHA256())

    @property
    def pem(self) -> bytes:
        return self.certificaat.public_bytes(Encoding.PEM)

    def geef(
        self,
        serienummers: Sequence[str] = (),
        *,
        organisatie: str = "Gemeente Proef",
        van: datetime | None = None,
        tot: datetime | None = None,
        hostnamen: Sequence[str] = (),
        doelen: Sequence[x509.ObjectIdentifier] = BEIDE,
        sleutel: Sleutel | None = None,
    ) -> Identiteit:
        """Issue a certificate with these serialNumbers in its subject; valid from yesterday for a year."""
        sleutel = sleutel or ec.generate_private_key(ec.SECP256R1())
        delen = [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisatie),
        ]
        delen += [x509.NameAttribute(NameOID.SERIAL_NUMBER, nummer) for nummer in serienummers]
        bouw = _bouw(x509.Name(delen), self.naam, sleutel, van or nu() - DAG, tot or nu() + 365 * DAG)
        bouw = bouw.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        bouw = bouw.add_extension(_gebruik("digital_signature"), critical=True)
        bouw = bouw.add_extension(x509.ExtendedKeyUsage(doelen), critical=False)
        if hostnamen:
            bouw = bouw.add_extension(x509.SubjectAlternativeName([_hostnaam(h) for h in hostnamen]), critical=False)
        certificaat = _wijst_naar(bouw, self).sign(self.sleutel, SHA256())
        return Identiteit(certificaat, sleutel, (self.certificaat,) if self.boven else ())

    def trek_in(
        self, *ingetrokken: x509.Certificate, van: datetime | None = None, tot: datetime | None = None
    ) -> bytes:
        """Give the list (PEM) of what was revoked."""
        bouw = x509.CertificateRevocationListBuilder().issuer_name(self.naam)
        bouw = bouw.last_update(van or nu() - DAG).next_update(tot or nu() + 7 * DAG)
        for certificaat in ingetrokken:
            regel = (
                x509.RevokedCertificateBuilder().serial_number(certificaat.serial_number).revocation_date(nu() - DAG)
            )
            bouw = bouw.add_revoked_certificate(regel.build())
        return bouw.sign(self.sleutel, SHA256()).public_bytes(Encoding.PEM)


class Pki(NamedTuple):
    """A root and the intermediate that issues the certificates."""

    root: Uitgever
    tussen: Uitgever

    @property
    def bundel(self) -> bytes:
        return self.root.pem + self.tussen.pem

    def lijsten(self, *ingetrokken: x509.Certificate) -> bytes:
        return self.root.trek_in() + self.tussen.trek_in(*ingetrokken)


def maak_pki(naam: str = "Proef") -> Pki:
    root = Uitgever(f"{naam} root")
    return Pki(root, Uitgever(f"{naam} tussen", root))


def _bouw(
    onderwerp: x509.Name, uitgever: x509.Name, sleutel: Sleutel, van: datetime, tot: datetime
) -> x509.CertificateBuilder:
    bouw = x509.CertificateBuilder().subject_name(onderwerp).issuer_name(uitgever).public_key(sleutel.public_key())
    return bouw.serial_number(x509.random_serial_number()).not_valid_before(van).not_valid_after(tot)


def _wijst_naar(bouw: x509.CertificateBuilder, uitgever: Uitgever) -> x509.CertificateBuilder:
    sleutel = uitgever.sleutel.public_key()
    bouw = bouw.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(sleutel), critical=False)
    return bouw.add_extension(x509.SubjectKeyIdentifier.from_public_key(bouw._public_key), critical=False)


def _gebruik(*aan: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{naam: naam in aan for naam in _GEBRUIK})


def _hostnaam(naam: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(naam))
    except ValueError:
        return x509.DNSName(naam)
