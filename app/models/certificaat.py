"""The certificate by which an organisation proves itself, and its OIN.

The OIN is the one ``serialNumber`` of the subject, and stands nowhere else. The certificate itself is read, never
a text that was made of its subject: in such a text an organisation's name can look like a serial number.
Source: Digikoppeling, OIN in PKIoverheid certificates.
"""

from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import NameOID

from app.models.identiteit import Oin


@dataclass(frozen=True, slots=True)
class Certificaat:
    """A certificate that was verified: issuer, dates, and that it names exactly one OIN.

    ``vingerafdruk`` is its SHA-256 thumbprint as tokens bound to it carry it (``x5t#S256``, RFC 8705).
    """

    oin: Oin
    vingerafdruk: str


def oin_van(certificaat: x509.Certificate) -> Oin:
    """Give the OIN; no other attribute counts. Raises ``ValueError`` unless there is exactly one."""
    kenmerken = certificaat.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    if len(kenmerken) != 1:
        raise ValueError("geen of meer dan een serialNumber")
    return Oin(str(kenmerken[0].value))
