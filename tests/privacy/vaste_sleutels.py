"""Key rings for tests: fixed keys, derived from their names, and of use to nobody."""

import hashlib

from app.privacy.sleutels import Sleutel, Sleutelbos, Sleuteldoel, Staat

GEMAAKT = "2026-01-01T00:00:00+00:00"


def materiaal(naam: str) -> bytes:
    return hashlib.sha256(naam.encode()).digest()


def sleutel(doel: Sleuteldoel, kid: str, staat: Staat = Staat.ACTIEF) -> Sleutel:
    return Sleutel(doel, kid, staat, materiaal(f"{doel}/{kid}"), GEMAAKT)


def vaste_bos(*extra: Sleutel, kid: str = "k1", staat: Staat = Staat.ACTIEF) -> Sleutelbos:
    """A ring with the three needed purposes; ``kid`` and ``staat`` are those of the vumID's key."""
    return Sleutelbos(
        [
            sleutel(Sleuteldoel.VUMID, kid, staat),
            sleutel(Sleuteldoel.PSEUDONIEM, "p1"),
            sleutel(Sleuteldoel.TELLING, "t1"),
            *extra,
        ]
    )
