"""Offers a server versions, suites and groups one by one, and says what it takes (messages of tlslite-ng).

sslyze does the same, but holds ``cryptography`` back to a version that is too old for us.
"""

import socket
import warnings
from typing import NamedTuple

with warnings.catch_warnings():
    # tlslite-ng reads an old module of Python's when there is one.
    warnings.simplefilter("ignore", DeprecationWarning)
    from tlslite.constants import CipherSuite, ContentType, GroupName, HandshakeType, SignatureScheme
    from tlslite.extensions import (
        ClientKeyShareExtension,
        ECPointFormatsExtension,
        KeyShareEntry,
        SignatureAlgorithmsExtension,
        SNIExtension,
        SupportedGroupsExtension,
        SupportedVersionsExtension,
        TLSExtension,
    )
    from tlslite.messages import ClientHello, ServerHello
    from tlslite.utils.codec import Parser

SSL3, TLS10, TLS11, TLS12, TLS13 = (3, 0), (3, 1), (3, 2), (3, 3), (3, 4)
NUMMERS: dict[str, int] = {naam: nummer for nummer, naam in CipherSuite.ietfNames.items()}
ALLE = [
    *range(0x0001, 0x00FF),
    *range(0x1301, 0x1306),
    *range(0xC001, 0xC0FF),
    *range(0xCC13, 0xCC16),
    *range(0xCCA8, 0xCCAF),
]
"""Every number that IANA gave to a suite, those that nobody should know any more included."""
GROEPEN = {naam: nummer for naam, nummer in vars(GroupName).items() if isinstance(nummer, int) and nummer < 0x200}
GEWOON = (GroupName.x25519, GroupName.secp256r1)
HANDTEKENINGEN = [
    getattr(SignatureScheme, naam)
    for naam in ("ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256", "rsa_pkcs1_sha256", "rsa_pkcs1_sha1", "ecdsa_sha1")
]
X25519 = bytearray([9, *bytes(31)])
"""A point on the curve; nothing is ever computed with it."""
SHA1 = HANDTEKENINGEN[-2:]


class Keuze(NamedTuple):
    """What the server took; None as a whole: it refused."""

    versie: tuple[int, int]
    suite: str


def bied_aan(
    adres: tuple[str, int],
    hostnaam: str,
    versie: tuple[int, int],
    suites: list[int],
    groepen: tuple[int, ...] = GEWOON,
    handtekeningen: list[tuple[int, int]] = HANDTEKENINGEN,
) -> Keuze | None:
    """Send one hello and read the first answer."""
    hallo = _hallo(hostnaam, versie, suites, groepen, handtekeningen).write()
    with socket.create_connection(adres, timeout=10) as verbinding:
        verbinding.sendall(bytes([ContentType.handshake, 3, 1]) + len(hallo).to_bytes(2, "big") + bytes(hallo))
        kop = _lees(verbinding, 5)
        if len(kop) < 5 or kop[0] != ContentType.handshake:
            return None
        bericht = _lees(verbinding, int.from_bytes(kop[3:5], "big"))
    assert bericht[0] == HandshakeType.server_hello
    antwoord = ServerHello().parse(Parser(bytearray(bericht[1:])))
    gekozen = antwoord.getExtension(43)
    return Keuze(
        tuple(gekozen.version if gekozen else antwoord.server_version), CipherSuite.ietfNames[antwoord.cipher_suite]
    )


def _hallo(
    hostnaam: str,
    versie: tuple[int, int],
    suites: list[int],
    groepen: tuple[int, ...],
    handtekeningen: list[tuple[int, int]],
) -> ClientHello:
    delen: list[TLSExtension] = [
        SNIExtension().create(bytearray(hostnaam, "ascii")),
        SupportedGroupsExtension().create(list(groepen)),
        ECPointFormatsExtension().create([0]),
    ]
    if versie >= TLS12:
        delen.append(SignatureAlgorithmsExtension().create(handtekeningen))
    if versie >= TLS13:
        delen.append(SupportedVersionsExtension().create([versie]))
        sleutels = [KeyShareEntry().create(groep, X25519) for groep in groepen if groep == GroupName.x25519]
        delen.append(ClientKeyShareExtension().create(sleutels))
    return ClientHello().create(min(versie, TLS12), bytearray(range(32)), bytearray(), suites, extensions=delen)


def _lees(verbinding: socket.socket, aantal: int) -> bytes:
    gelezen = b""
    try:
        while len(gelezen) < aantal and (deel := verbinding.recv(aantal - len(gelezen))):
            gelezen += deel
    except ConnectionError:
        return b""
    return gelezen
