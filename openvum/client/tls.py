"""Who we are to the other side, and whom we believe."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Certificaat:
    """A client certificate (PEM, with its chain); the key may stand in the same file."""

    pad: Path
    sleutel: Path | None = None
    wachtwoord: str | None = field(default=None, repr=False)


def maak_tls(certificaat: Certificaat | None = None, ca: Path | None = None) -> ssl.SSLContext:
    """Give what a connection is secured with: TLS 1.2 or newer, the system's own authorities or those in ``ca``.

    Raises ``OSError`` (a file that is not there) and ``ssl.SSLError`` (a file that holds something else).
    """
    tls = ssl.create_default_context(cafile=None if ca is None else str(ca))
    tls.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificaat is not None:
        tls.load_cert_chain(certificaat.pad, certificaat.sleutel, certificaat.wachtwoord)
    return tls
