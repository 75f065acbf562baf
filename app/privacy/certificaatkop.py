"""How a proxy passes a client certificate on: from the value of a header to the certificate (DER).

RFC 9440 is the standard; the others are what proxies do by themselves. nginx: ``$ssl_client_escaped_cert``.
Apache: ``%{SSL_CLIENT_CERT}s``, a PEM whose line ends became spaces. Traefik (``passTLSClientCert.pem``): the
base64 of the PEM alone, its line ends and delimiters left out, of a whole chain separated by commas.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import unquote

MAX_TEKENS: Final = 16_384
_PEM: Final = re.compile(r"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*")
_RFC9440: Final = re.compile(r":([A-Za-z0-9+/=]+):")


class Kopvorm(StrEnum):
    """Which proxy, or the standard."""

    RFC9440 = "rfc9440"
    NGINX = "nginx"
    TRAEFIK = "traefik"
    APACHE = "apache"


class Vorm(NamedTuple):
    """``kop`` holds the certificate; ``vlag``, where the proxy has one, must say ``SUCCESS``.

    ``lees`` gives the certificate of the value; raises ``ValueError``.
    """

    kop: str
    vlag: str | None
    lees: Callable[[str], bytes]


def _uit_base64(tekst: str) -> bytes:
    try:
        return base64.b64decode(tekst, validate=True)
    except binascii.Error:
        raise ValueError("geen base64") from None


def _rfc9440(waarde: str) -> bytes:
    if not (deel := _RFC9440.fullmatch(waarde)):
        raise ValueError("geen byte sequence")
    return _uit_base64(deel[1])


def _pem(waarde: str) -> bytes:
    if not (deel := _PEM.fullmatch(waarde)):
        raise ValueError("niet precies een PEM")
    return _uit_base64("".join(deel[1].split()))


def _nginx(waarde: str) -> bytes:
    return _pem(unquote(waarde, errors="strict"))


def _traefik(waarde: str) -> bytes:
    """The first of the chain is the caller's own."""
    return _uit_base64(unquote(waarde, errors="strict").partition(",")[0].strip())


VORMEN: Final[Mapping[Kopvorm, Vorm]] = {
    Kopvorm.RFC9440: Vorm("Client-Cert", None, _rfc9440),
    Kopvorm.NGINX: Vorm("X-SSL-Client-Cert", "X-SSL-Client-Verify", _nginx),
    Kopvorm.APACHE: Vorm("X-SSL-Client-Cert", "X-SSL-Client-Verify", _pem),
    Kopvorm.TRAEFIK: Vorm("X-Forwarded-Tls-Client-Cert", None, _traefik),
}


def lees_kop(vorm: Vorm, waarde: str) -> bytes:
    """Give the certificate. Raises ``ValueError``, without the value."""
    if len(waarde) > MAX_TEKENS or not waarde.isascii():
        raise ValueError("te lang of geen ASCII")
    return vorm.lees(waarde.strip(" \t"))
