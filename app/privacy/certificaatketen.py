"""Who vouches for a certificate: the chain up to a root that is trusted, its dates, and what was revoked.

The proxy that ends TLS judges all this first. It is judged here once more: a proxy that was set up wrongly
then keeps everybody out, and lets nobody in. Sources: RFC 5280; Digikoppeling, PKI002 to PKI005.
"""

import itertools
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from app.models.errors import NietGeautoriseerd

MAX_BYTES: Final = 50_000_000
"""Lists of revoked certificates are long."""
NIET_GELDIG: Final = "Het certificaat is verlopen of nog niet geldig."
VREEMD: Final = "Het certificaat is niet van een vertrouwde uitgever, of niet voor dit gebruik."
INGETROKKEN: Final = "Het certificaat is ingetrokken."
ONBEKEND: Final = "Of het certificaat is ingetrokken is nu niet na te gaan."


class CertificaatFout(Exception):
    """A file with certificates cannot be used; the message is one Dutch line."""


def lees_certificaten(pad: Path) -> list[x509.Certificate]:
    """Give all certificates of a PEM file. Raises ``CertificaatFout``."""
    try:
        return x509.load_pem_x509_certificates(_lees(pad))
    except ValueError:
        raise CertificaatFout(f"{pad} bevat geen leesbare certificaten (PEM)") from None


class Intrekkingen:
    """The lists of revoked certificates, each signed by its issuer."""

    def __init__(self, lijsten: Sequence[x509.CertificateRevocationList]) -> None:
        self._lijsten = lijsten
        self._getekend: dict[tuple[int, bytes], bool] = {}

    @classmethod
    def lees(cls, pad: Path) -> "Intrekkingen":
        """Read a PEM file that holds one or more lists. Raises ``CertificaatFout``."""
        begin = b"-----BEGIN X509 CRL-----"
        delen = [begin + deel for deel in _lees(pad).split(begin)[1:]]
        try:
            lijsten = [x509.load_pem_x509_crl(deel) for deel in delen]
            heel = bool(lijsten) and all(map(_is_heel, lijsten))
        except ValueError:
            heel = False
        if not heel:
            raise CertificaatFout(f"{pad} bevat geen leesbare, volledige intrekkingslijsten (PEM)")
        return cls(lijsten)

    @property
    def tot(self) -> datetime | None:
        """When the first of the lists is too old to go by; None: never."""
        return min((lijst.next_update_utc for lijst in self._lijsten if lijst.next_update_utc), default=None)

    def keur(self, keten: Sequence[x509.Certificate], nu: datetime) -> None:
        """Judge a chain, its root last. Raises ``NietGeautoriseerd``, also where no list that is in force says."""
        for certificaat, uitgever in itertools.pairwise(keten):
            geldend = [
                lijst for lijst in self._lijsten if _geldt(lijst, uitgever, nu) and self._is_van(lijst, uitgever)
            ]
            if not geldend:
                raise NietGeautoriseerd(ONBEKEND)
            if any(lijst.get_revoked_certificate_by_serial_number(certificaat.serial_number) for lijst in geldend):
                raise NietGeautoriseerd(INGETROKKEN)

    def _is_van(self, lijst: x509.CertificateRevocationList, uitgever: x509.Certificate) -> bool:
        """Say whether this issuer signed it; looked at once, for a list may be long."""
        sleutel = (id(lijst), uitgever.fingerprint(SHA256()))
        if sleutel not in self._getekend:
            # An issuer's key can sign, or the chain had not been found good.
            self._getekend[sleutel] = lijst.is_signature_valid(uitgever.public_key())  # type: ignore[arg-type]
        return self._getekend[sleutel]


class Vertrouwensketen:
    """The roots that are trusted, the issuers between them and a caller, and what was revoked."""

    def __init__(self, certificaten: Sequence[x509.Certificate], intrekkingen: Intrekkingen | None) -> None:
        self._tussen = [c for c in certificaten if c.subject != c.issuer]
        self._roots = Store([c for c in certificaten if c.subject == c.issuer])
        self._intrekkingen = intrekkingen
        self.uitgevers_tot = min(c.not_valid_after_utc for c in certificaten)
        """When the first of the issuers expires."""

    @classmethod
    def lees(cls, ca: Path, crl: Path | None) -> "Vertrouwensketen":
        """Read the files. Raises ``CertificaatFout``."""
        certificaten = lees_certificaten(ca)
        if not any(c.subject == c.issuer for c in certificaten):
            raise CertificaatFout(f"{ca} bevat geen root (een certificaat dat zichzelf ondertekent)")
        return cls(certificaten, None if crl is None else Intrekkingen.lees(crl))

    @property
    def intrekkingen_tot(self) -> datetime | None:
        """When the first of the lists of revoked certificates is too old; None: there are none."""
        return None if self._intrekkingen is None else self._intrekkingen.tot

    def keur(self, certificaat: x509.Certificate, moment: float | None = None) -> None:
        """Judge a caller's certificate at this moment (seconds since 1970). Raises ``NietGeautoriseerd``."""
        nu = datetime.fromtimestamp(time.time() if moment is None else moment, UTC)
        if not certificaat.not_valid_before_utc <= nu <= certificaat.not_valid_after_utc:
            raise NietGeautoriseerd(NIET_GELDIG)
        beleid = PolicyBuilder().store(self._roots).time(nu.replace(tzinfo=None))
        keurder = beleid.extension_policies(ca_policy=_UITGEVER, ee_policy=_VRAGER).build_client_verifier()
        try:
            keten = keurder.verify(certificaat, self._tussen).chain
        except VerificationError:
            raise NietGeautoriseerd(VREEMD) from None
        if self._intrekkingen is not None:
            self._intrekkingen.keur(keten, nu)


def _voor_vragers(_: Policy, __: x509.Certificate, gebruik: x509.ExtendedKeyUsage | None) -> None:
    if gebruik is not None and ExtendedKeyUsageOID.CLIENT_AUTH not in gebruik:
        raise ValueError("not for clients")


_UITGEVER: Final = ExtensionPolicy.webpki_defaults_ca()
_VRAGER: Final = (
    # A certificate of an organisation needs no host name, and PKIoverheid is not bound by the rules for websites.
    ExtensionPolicy.webpki_defaults_ee()
    .may_be_present(x509.SubjectAlternativeName, Criticality.AGNOSTIC, None)
    .may_be_present(x509.AuthorityKeyIdentifier, Criticality.AGNOSTIC, None)
    .may_be_present(x509.ExtendedKeyUsage, Criticality.AGNOSTIC, _voor_vragers)
)


def _is_heel(lijst: x509.CertificateRevocationList) -> bool:
    """Say whether it lists all that its issuer revoked, for whatever reason."""
    try:
        deel = lijst.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        beperkt = False
    else:
        beperkt = bool(deel.indirect_crl or deel.only_some_reasons or deel.only_contains_attribute_certs)
    soorten = {e.oid for e in lijst.extensions}
    return not beperkt and x509.DeltaCRLIndicator.oid not in soorten


def _geldt(lijst: x509.CertificateRevocationList, uitgever: x509.Certificate, nu: datetime) -> bool:
    if lijst.issuer != uitgever.subject or lijst.last_update_utc > nu:
        return False
    return lijst.next_update_utc is not None and lijst.next_update_utc >= nu


def _lees(pad: Path) -> bytes:
    try:
        with pad.open("rb") as bestand:
            inhoud = bestand.read(MAX_BYTES + 1)
    except OSError as fout:
        raise CertificaatFout(f"{pad} is niet te lezen: {fout.strerror}") from None
    if len(inhoud) > MAX_BYTES:
        raise CertificaatFout(f"{pad} is groter dan {MAX_BYTES} bytes")
    return inhoud
