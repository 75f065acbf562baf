"""How the HTTP library is set up, and how its errors read. Both kinds of client use it alike."""

from ssl import SSLContext
from typing import Any, Final

import httpx

from openvum.client.tls import maak_tls
from openvum.client.verkeer import Gebroken, Grenzen

TE_GROOT: Final = Gebroken("het antwoord is groter dan toegestaan", verzonden=True, te_groot=True)
TE_LAAT: Final = Gebroken("geen volledig antwoord binnen de tijd", verzonden=True, te_laat=True)
_NIET_VERZONDEN: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


def httpx_instellingen(grenzen: Grenzen, tls: SSLContext | None, proxy: str | None) -> dict[str, Any]:
    """No redirects, no cookies to speak of, nothing from the environment; the system's own authorities."""
    return {
        "verify": tls or maak_tls(),
        "proxy": proxy,
        "trust_env": False,
        "follow_redirects": False,
        "timeout": httpx.Timeout(grenzen.vraag, connect=grenzen.verbinden),
        "headers": {"User-Agent": "openvum-client"},
    }


def als_gebroken(fout: httpx.HTTPError | httpx.InvalidURL | OSError) -> Gebroken:
    """Say what broke, without the address or anything that was sent.

    A refusal after the handshake (TLS 1.3) comes through as it is: an ``ssl.SSLError``, which is an ``OSError``.
    """
    verzonden = not isinstance(fout, _NIET_VERZONDEN)
    if isinstance(fout, httpx.ReadTimeout | httpx.WriteTimeout):
        return TE_LAAT
    if isinstance(fout, httpx.ConnectTimeout):
        return Gebroken("er kwam geen verbinding tot stand binnen de tijd", verzonden=False)
    return Gebroken("de verbinding brak af" if verzonden else "er kwam geen verbinding tot stand", verzonden=verzonden)
