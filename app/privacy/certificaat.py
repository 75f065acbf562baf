"""Whose certificate is it: the OIN is the one ``serialNumber`` of the subject, and stands nowhere else.

The certificate itself is read, never a text that was made of its subject: in such a text an organisation's
name can look like a serial number. Source: Digikoppeling, OIN in PKIoverheid certificates.
"""

import base64
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from app.models.errors import NietGeautoriseerd
from app.models.identiteit import Oin

ONLEESBAAR: Final = "Het certificaat is niet te lezen."
_GEEN_OIN: Final = "Het certificaat moet precies een OIN dragen, in serialNumber van het onderwerp."


def lees_der(der: bytes) -> x509.Certificate:
    """Read a certificate. Raises ``NietGeautoriseerd``."""
    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        raise NietGeautoriseerd(ONLEESBAAR) from None


def oin_van(certificaat: x509.Certificate) -> Oin:
    """Give the OIN; no other attribute counts. Raises ``NietGeautoriseerd``."""
    try:
        (kenmerk,) = certificaat.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
        return Oin(str(kenmerk.value))
    except ValueError:
        raise NietGeautoriseerd(_GEEN_OIN) from None


def vingerafdruk(certificaat: x509.Certificate) -> str:
    """Give the SHA-256 thumbprint, base64url without padding (``x5t#S256``)."""
    return base64.urlsafe_b64encode(certificaat.fingerprint(SHA256())).rstrip(b"=").decode()
