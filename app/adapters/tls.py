"""With what a connection to a source elsewhere is secured: our certificate, whom we believe, and who must be there.

TLS 1.2 or newer and the suites that NCSC 2025-05 calls good or sufficient. Renewed files count for the next connection.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

from cryptography import x509

from app.herladen import Herlader
from app.models.certificaat import oin_van

SUITES: Final = "ECDHE+AESGCM:ECDHE+CHACHA20"
_ANDEREN: Final = 0o007


class TlsFout(Exception):
    """A file cannot be used; the message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class Tlsbestanden:
    """``certificaat`` and ``sleutel`` prove us, ``ca`` and ``crl`` judge the other side; None: the system's issuers.

    ``alleen_groep``: the key may not be open to others.
    """

    certificaat: Path | None = None
    sleutel: Path | None = None
    ca: Path | None = None
    crl: Path | None = None
    alleen_groep: bool = False


def maak_context(bestanden: Tlsbestanden) -> ssl.SSLContext:
    """Read the files. Raises ``TlsFout``."""
    context = ssl.create_default_context() if bestanden.ca is None else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(SUITES)
    for pad in (bestanden.ca, bestanden.crl):
        if pad is not None:
            _lees(pad, "geen leesbaar bestand met certificaten (PEM)", partial(context.load_verify_locations, pad))
    if bestanden.crl is not None:
        context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_CHAIN
    if bestanden.certificaat is not None and bestanden.sleutel is not None:
        _bewijs(context, bestanden.certificaat, bestanden.sleutel, alleen_groep=bestanden.alleen_groep)
    return context


def volg(
    bestanden: Tlsbestanden,
    bij_herladen: Callable[[], None] = lambda: None,
    bij_fout: Callable[[], None] = lambda: None,
) -> Callable[[], ssl.SSLContext]:
    """Give what gives the context, and follows the files. Raises ``TlsFout``."""
    paden = [bestanden.certificaat, bestanden.sleutel, bestanden.ca, bestanden.crl]
    gezet = [pad for pad in paden if pad is not None]
    if not gezet:
        return cache(partial(maak_context, bestanden))  # the system's issuers: read when they are first needed
    return Herlader(gezet, lambda: maak_context(bestanden), (TlsFout,), bij_herladen=bij_herladen, bij_fout=bij_fout)


def is_van(der: bytes | None, oins: frozenset[str]) -> bool:
    """Say whether the other side's certificate carries one of these OINs, exactly once."""
    try:
        return der is not None and oin_van(x509.load_der_x509_certificate(der)) in oins
    except ValueError:
        return False


def _bewijs(context: ssl.SSLContext, certificaat: Path, sleutel: Path, *, alleen_groep: bool) -> None:
    if alleen_groep and _modus(sleutel) & _ANDEREN:
        raise TlsFout(f"{sleutel} is open voor anderen; sluit het met `chmod o= {sleutel}`")

    def geen_wachtwoord() -> str:
        raise TlsFout(f"{sleutel} heeft een wachtwoord; bewaar de sleutel zonder, alleen leesbaar voor de node")

    def laad() -> None:
        context.load_cert_chain(certificaat, sleutel, geen_wachtwoord)

    _lees(certificaat, f"geen certificaat (PEM) waar {sleutel} bij hoort", laad)


def _modus(pad: Path) -> int:
    try:
        return pad.stat().st_mode
    except OSError as fout:
        raise TlsFout(f"{pad} is niet te lezen: {fout.strerror}") from None


def _lees(pad: Path, wat_anders: str, lees: Callable[[], None]) -> None:
    try:
        lees()
    except ssl.SSLError:
        raise TlsFout(f"{pad} is {wat_anders}") from None
    except OSError as fout:
        raise TlsFout(f"{pad} is niet te lezen: {fout.strerror}") from None
