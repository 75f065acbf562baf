"""Whose certificate is it, and what is its thumbprint: said to a caller in terms of what it may do."""

import base64
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from app.models import certificaat as model
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
    """Give the OIN. Raises ``NietGeautoriseerd``."""
    try:
        return model.oin_van(certificaat)
    except ValueError:
        raise NietGeautoriseerd(_GEEN_OIN) from None


def vingerafdruk(certificaat: x509.Certificate) -> str:
    """Give the SHA-256 thumbprint, base64url without padding (``x5t#S256``)."""
    return base64.urlsafe_b64encode(certificaat.fingerprint(SHA256())).rstrip(b"=").decode()
