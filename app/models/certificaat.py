"""The certificate by which a caller proved itself."""

from dataclasses import dataclass

from app.models.identiteit import Oin


@dataclass(frozen=True, slots=True)
class Certificaat:
    """A certificate that was verified: issuer, dates, and that it names exactly one OIN.

    ``vingerafdruk`` is its SHA-256 thumbprint as tokens bound to it carry it (``x5t#S256``, RFC 8705).
    """

    oin: Oin
    vingerafdruk: str
