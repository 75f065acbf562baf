"""The bytes of a key: made, weighed, and never shown."""

from itertools import pairwise
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

LENGTE: Final = 32
RSA_BITS: Final = 3072
MINIMUM_VERSCHILLENDE_BYTES: Final = 16


class Sleutelmateriaal(bytes):
    """The bytes of a key. A crash dump that shows the values of variables does not show these."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Sleutelmateriaal(***)"

    __str__ = __repr__


def nieuwe_rsa() -> bytes:
    """Make a private key that signs, in DER (PKCS #8)."""
    sleutel = rsa.generate_private_key(65537, RSA_BITS)
    return sleutel.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def zwakte(materiaal: bytes) -> str:
    """Say by what rule a symmetric key is weak; empty when it is not."""
    if len(materiaal) != LENGTE:
        return f"moet {LENGTE} bytes lang zijn"
    if any(materiaal == (materiaal[:p] * LENGTE)[:LENGTE] for p in range(1, LENGTE // 2 + 1)):
        return "herhaalt een patroon"
    if len({(b - a) % 256 for a, b in pairwise(materiaal)}) == 1:
        return "is een rekenkundige reeks"
    if len(set(materiaal)) < MINIMUM_VERSCHILLENDE_BYTES:
        return "heeft te weinig verschillende bytes"
    return ""
