"""What the base URL of a source may be."""

from urllib.parse import urlsplit


def lees_bronadres(waarde: str, *, http_mag: bool) -> str:
    """Give the URL without a slash at its end: https (http too where that may be), a host, and nothing that a path
    cannot follow. Raises ``ValueError`` with the rule.
    """
    try:
        delen = urlsplit(waarde)
        host, _ = delen.hostname, delen.port
    except ValueError:
        raise ValueError("moet een geldige URL zijn") from None
    if delen.scheme not in ({"https", "http"} if http_mag else {"https"}):
        raise ValueError("moet met https:// beginnen (http:// kan alleen in de sandbox)")
    if not host or not waarde.isascii() or not waarde.isprintable() or " " in waarde:
        raise ValueError("moet een geldige URL met een host zijn")
    if delen.username is not None or "?" in waarde or "#" in waarde:
        raise ValueError("mag geen gebruikersnaam, vraagteken of hekje bevatten")
    return waarde.rstrip("/")
