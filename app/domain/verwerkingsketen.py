"""The processing record as it is stored: rows in a hash chain, in segments that are signed and chained too.

- A segment belongs to one writer (one process) and one activity, so that writers never wait for each
  other and retention can remove whole segments.
- Row hash = SHA-256(previous hash, row); the first row of a segment follows on the segment's ``schakel``.
- ``schakel`` chains the openings of all segments, over all writers: a segment that is gone leaves a hole.
- The anchor is the segment's own row: count and last hash, signed again with every commit, so that rows
  cut off the end show in an open segment as well. What retention removed stays as a signed anchor
  (the tombstone) without rows.
- ``Kop`` signs the number of segments and the last link, so that the last segment cannot be cut off.
"""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from app.domain.verwerking import Verwerking

Waarde = int | str | bytes | None
BEGIN: Final = bytes(32)
"""The link before the first segment."""
STUK: Final = 256
"""Rows of one segment that the index of persons takes together; an offset fits in one byte."""


class Regel(NamedTuple):
    """One stored row; the fields are the columns of the table, in the order in which they are hashed."""

    segment: int
    nummer: int
    verantwoordelijke: str
    activiteit: str
    versie: int
    trace_id: bytes
    span_id: bytes
    parent_span_id: bytes | None
    vrager: str
    via: str
    klasse: str
    soort: str
    fase: str
    velden: str
    status: str
    naam: str
    begin: int
    eind: int
    lengte: int
    betrokkenen: bytes
    hash: bytes

    def personen(self) -> list[bytes]:
        """Give the pseudonyms, in the order in which they were given."""
        n = self.lengte
        return [self.betrokkenen[i : i + n] for i in range(0, len(self.betrokkenen), n)] if n > 0 else []


class Segment(NamedTuple):
    """A segment and its anchor; times in milliseconds since 1970 (UTC)."""

    nummer: int
    schrijver: bytes
    activiteit: str
    geopend: int
    schakel: bytes
    aantal: int
    hash: bytes
    laatste: int
    """Greatest ``eind`` of its rows; ``geopend`` when it has none."""
    gesloten: int | None
    verwijderd: int | None
    sleutel: str
    handtekening: bytes


class Kop(NamedTuple):
    """How many segments were ever opened, and the link of the last one."""

    aantal: int
    schakel: bytes
    sleutel: str
    handtekening: bytes


class Ondertekenaar(Protocol):
    """Signs anchors; implemented with the key ring."""

    def teken(self, inhoud: bytes) -> tuple[str, bytes]:
        """Give the id of the key and the signature."""
        ...

    def klopt(self, sleutel: str, inhoud: bytes, handtekening: bytes) -> bool:
        """Say whether this signature is one of ours."""
        ...


class Gebrek(StrEnum):
    """What can be wrong with a record."""

    GEWIJZIGD = "gewijzigd"
    ONTBREEKT = "ontbreekt"
    EXTRA = "niet door de node geschreven"
    VERPLAATST = "verplaatst"
    ANKER = "anker ongeldig"
    INDEX = "niet terug te vinden op persoon"
    ONLEESBAAR = "onleesbaar"


class Breuk(NamedTuple):
    """The first record that is not as it was written; ``nummer`` 0 stands for the segment itself."""

    gebrek: Gebrek
    segment: int
    nummer: int
    schrijver: str = ""


def canoniek(waarden: Sequence[Waarde]) -> bytes:
    """Write values so that no two different rows give the same bytes, whatever types a database gives back."""
    return b"".join(map(_deel, waarden))


def _deel(waarde: Waarde) -> bytes:
    # A tampered database may hand over another type than the column's, hence no assumption at the end.
    if isinstance(waarde, bytes):
        return b"b%d:%b" % (len(waarde), waarde)
    if isinstance(waarde, str):
        ruw = waarde.encode("utf-8", "surrogatepass")
        return b"s%d:%b" % (len(ruw), ruw)
    if waarde is None:
        return b"n"
    return b"i%d;" % waarde if type(waarde) is int else b"x" + _deel(repr(waarde))


def regel_hash(vorige: bytes, regel: Regel) -> bytes:
    """Hash a row onto the one before it."""
    return hashlib.sha256(vorige + canoniek(regel[:-1])).digest()


def nieuwe_regel(vorige: bytes, segment: int, nummer: int, versie: int, verwerking: Verwerking) -> Regel:
    """Make the row of a processing that follows on ``vorige``."""
    betrokkenen = verwerking.betrokkenen
    regel = Regel(
        segment=segment,
        nummer=nummer,
        verantwoordelijke=str(verwerking.verantwoordelijke),
        activiteit=verwerking.activiteit.value,
        versie=versie,
        trace_id=verwerking.spoor.trace_id,
        span_id=verwerking.spoor.span_id,
        parent_span_id=verwerking.spoor.parent_span_id,
        vrager=str(verwerking.vrager),
        via=str(verwerking.via),
        klasse=verwerking.klasse.value,
        soort=verwerking.soort.value,
        fase=verwerking.fase.value,
        velden=verwerking.velden,
        status=verwerking.status.value,
        naam=verwerking.naam or verwerking.activiteit.value,
        begin=verwerking.begin,
        eind=verwerking.eind,
        lengte=len(betrokkenen[0]) if betrokkenen else 0,
        betrokkenen=b"".join(betrokkenen),
        hash=b"",
    )
    return regel._replace(hash=regel_hash(vorige, regel))


def stuk_van(nummer: int) -> int:
    """Give the piece of its segment that a row belongs to."""
    return (nummer - 1) // STUK


def plaatsen(regels: Sequence[Regel]) -> dict[bytes, bytes]:
    """Index the rows of one piece: per person the offsets of the rows that name it, in order."""
    gevonden: dict[bytes, bytearray] = {}
    for regel in regels:
        plaats = (regel.nummer - 1) % STUK
        for persoon in set(regel.personen()):
            gevonden.setdefault(persoon, bytearray()).append(plaats)
    return {persoon: bytes(waar) for persoon, waar in gevonden.items()}


def schakel(vorige: bytes, nummer: int, schrijver: bytes, activiteit: str, geopend: int) -> bytes:
    """Link the opening of a segment onto the one before it."""
    return hashlib.sha256(vorige + canoniek((nummer, schrijver, activiteit, geopend))).digest()


def onderteken_segment(segment: Segment, ondertekenaar: Ondertekenaar) -> Segment:
    """Sign the anchor as it stands."""
    sleutel, handtekening = ondertekenaar.teken(_segmentinhoud(segment))
    return segment._replace(sleutel=sleutel, handtekening=handtekening)


def segment_klopt(segment: Segment, ondertekenaar: Ondertekenaar) -> bool:
    """Say whether the anchor is as it was signed."""
    return ondertekenaar.klopt(segment.sleutel, _segmentinhoud(segment), segment.handtekening)


def nieuwe_kop(aantal: int, link: bytes, ondertekenaar: Ondertekenaar) -> Kop:
    """Sign the head of the chain of segments."""
    return Kop(aantal, link, *ondertekenaar.teken(_kopinhoud(aantal, link)))


def kop_klopt(kop: Kop, ondertekenaar: Ondertekenaar) -> bool:
    """Say whether the head is as it was signed."""
    return ondertekenaar.klopt(kop.sleutel, _kopinhoud(kop.aantal, kop.schakel), kop.handtekening)


def _segmentinhoud(segment: Segment) -> bytes:
    return b"segment" + canoniek(segment[:-2])


def _kopinhoud(aantal: int, link: bytes) -> bytes:
    return b"kop" + canoniek((aantal, link))
