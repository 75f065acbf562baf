"""Pseudonyms: the vumID (sealed, for one asker and one question) and the keyed pseudonyms (stable).

Every token is specified, property by property, in ``docs/pseudoniemen.md``.

A vumID is a JWE compact token (RFC 7516, ``dir`` + ``A256GCM``). It is framed here because a general
library spends twenty times as long on the framing as on the encryption, a hundred times per answer.
"""

import binascii
import hmac
import os
import re
import struct
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.models.errors import OnbekendRecord
from app.models.identiteit import IDVacature, IDWerkzoekende, Oin, RecordID, VraagID, VumID
from app.models.partijen import Soort
from app.privacy.sleutels import Sleutel, Sleutelbos, Sleuteldoel

MAX_LENGTE: Final = 500
EMMERS: Final = (65, 128, 200)
"""Sizes to which a record id is padded, in bytes: all that the length of a vumID tells.

With the 64 bytes before it each gives a multiple of three, so that nonce, content and tag can be
encoded in one go and cut apart afterwards.
"""

_VERSIE: Final = 1
_NONCE: Final = 12
_KOP: Final = struct.Struct(">BBxI16s20s20sB")
"""Version, kind, a zero, expiry, question, asker, source, length of the record id."""
_MAX_MOMENT: Final = 2**32 - 1
_ALFABET: Final = bytes.maketrans(b"+/", b"-_")
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22}", re.ASCII)
_CODE: Final = {Soort.WERKZOEKENDE: 1, Soort.VACATURE: 2}
_ID_TYPE: Final[dict[Soort, type[RecordID]]] = {Soort.WERKZOEKENDE: IDWerkzoekende, Soort.VACATURE: IDVacature}

Zegelaar = Callable[[Oin, RecordID], VumID]
"""Seals one record of one source: ``(bron, id)``."""


def nieuwe_vraag_id() -> VraagID:
    """Give a fresh, random id for one question."""
    return VraagID(str(uuid.uuid4()))


@dataclass(frozen=True, slots=True)
class Vuminhoud:
    """What a vumID is bound to; ``verloopt`` in seconds since 1970 (UTC), from which it no longer opens."""

    soort: Soort
    bron: Oin
    id: RecordID
    vraag: VraagID
    vrager: Oin
    verloopt: int

    def __repr__(self) -> str:
        return f"Vuminhoud(soort={self.soort.value!r}, ***)"


@dataclass(frozen=True, slots=True)
class _Slot:
    """A key made ready: its header as it stands in the token, and its cipher."""

    kop: bytes
    cijfer: AESGCM = field(repr=False)


class Vumzegel:
    """Seals and opens vumIDs under the keys of purpose ``vumid``.

    ``ververs`` is asked for the newest ring when a token names a key that ``sleutels`` does not have:
    another worker may have taken over a rotation a moment earlier.
    """

    def __init__(
        self,
        sleutels: Callable[[], Sleutelbos],
        nonce: Callable[[int], bytes] = os.urandom,
        ververs: Callable[[], Sleutelbos] | None = None,
    ) -> None:
        self._sleutels, self._nonce, self._ververs = sleutels, nonce, ververs or sleutels
        self._bos: Sleutelbos | None = None
        self._sloten: dict[bytes, _Slot] = {}

    def zegelaar(self, soort: Soort, vraag: VraagID, vrager: Oin, verloopt: int) -> Zegelaar:
        """Give the sealing function of one answer. Raises ``ValueError`` when ``vraag`` is no UUID of ours."""
        if not 0 <= verloopt <= _MAX_MOMENT:
            raise ValueError("verloopt moet een moment na 1970 en voor 2106 zijn")
        slot = _slot(self._sleutels().actief(Sleuteldoel.VUMID))
        vooraf = _VERSIE, _CODE[soort], verloopt, _uuid(vraag).bytes, vrager.encode("ascii")
        begin, nonce, versleutel = slot.kop + b"..", self._nonce, slot.cijfer.encrypt

        def zegel(bron: Oin, id_: RecordID) -> VumID:
            iv, ruw = nonce(_NONCE), id_.encode("ascii")
            inhoud = _KOP.pack(*vooraf, bron.encode("ascii"), len(ruw)) + ruw.ljust(_emmer(len(ruw)), b"\0")
            staart = _b64(iv + versleutel(iv, inhoud, slot.kop))
            token = b"%b%b.%b.%b" % (begin, staart[:16], staart[16:-22], staart[-22:])
            # Every byte comes from this function and the base64url alphabet: the pattern holds by construction.
            return str.__new__(VumID, token.decode("ascii"))

        return zegel

    def open(self, vum_id: str, soort: Soort, vrager: Oin, nu: float) -> Vuminhoud:
        """Open a vumID that this asker got for this kind of record.

        Raises ``OnbekendRecord`` for everything else, whatever the input, and never another error.
        """
        inhoud = _uitgepakt(self._ontsleuteld(vum_id))
        if inhoud is None or inhoud.soort is not soort or inhoud.vrager != vrager or nu >= inhoud.verloopt:
            raise OnbekendRecord
        return inhoud

    def __repr__(self) -> str:
        return "Vumzegel(***)"

    def _ontsleuteld(self, vum_id: str) -> bytes | None:
        if len(vum_id) > MAX_LENGTE or not _TOKEN.fullmatch(vum_id):
            return None
        kop, _, *delen = vum_id.encode("ascii").split(b".")
        slot = self._slot_bij(kop)
        rauw = [ruw for ruw in map(_onb64, delen) if ruw is not None]
        if slot is None or len(rauw) != len(delen):
            return None
        iv, dicht, tag = rauw
        try:
            return slot.cijfer.decrypt(iv, dicht + tag, kop)
        except InvalidTag:
            return None

    def _slot_bij(self, kop: bytes) -> _Slot | None:
        """Find the key by the header, byte for byte: no other header is ever read, let alone obeyed."""
        slot = self._sloten_van(self._sleutels()).get(kop)
        return slot or self._sloten_van(self._ververs()).get(kop)

    def _sloten_van(self, bos: Sleutelbos) -> dict[bytes, _Slot]:
        if bos is not self._bos:
            sloten = (_slot(s) for s in bos.bruikbaar(Sleuteldoel.VUMID))
            self._sloten, self._bos = {slot.kop: slot for slot in sloten}, bos
        return self._sloten


class Pseudonimiseerder:
    """Keyed pseudonyms (HMAC-SHA256): the same in gives the same out, and nothing without the key."""

    def __init__(self, sleutels: Callable[[], Sleutelbos]) -> None:
        self._sleutels = sleutels

    def persoon(self, bron: Oin, id_: RecordID) -> str:
        """Name a person in the processing record: 32 hex characters."""
        return _persoon(self._sleutels().actief(Sleuteldoel.PSEUDONIEM), bron, id_)

    def personen(self, wie: Iterable[tuple[Oin, RecordID]]) -> list[bytes]:
        """Name all persons of one answer as ``persoon`` does, without the hexadecimal: 16 bytes each."""
        materiaal = self._sleutels().actief(Sleuteldoel.PSEUDONIEM).materiaal
        begin: dict[Oin, bytes] = {}
        namen = []
        for bron, id_ in wie:
            vooraf = begin.get(bron) or begin.setdefault(bron, _bericht("persoon", bron))
            namen.append(hmac.digest(materiaal, vooraf + _deel(id_), "sha256")[:16])
        return namen

    def persoon_namen(self, bron: Oin, id_: RecordID) -> tuple[str, ...]:
        """Give every name this person has had in the processing record, the present one first."""
        return tuple(_persoon(s, bron, id_) for s in self._sleutels().bruikbaar(Sleuteldoel.PSEUDONIEM))

    def wismerken(self, bron: Oin, id_: RecordID) -> tuple[str, ...]:
        """Give every mark under which an erasure of this person may stand, the present one first.

        Another name than in the processing record, so that the two cannot be laid side by side.
        """
        sleutels = self._sleutels().bruikbaar(Sleuteldoel.PSEUDONIEM)
        return tuple(_hmac(s, "wissing", bron, id_)[:16].hex() for s in sleutels)

    def lokaal_nummer(self, bron: Oin, nummer: str) -> IDWerkzoekende:
        """Make the id under which a source publishes a local client number: 32 hex characters.

        Always with the first key: consents, objections and erasures are kept under this id, so that another one
        would show who had objected. Raises ``ValueError`` on an empty number, which would give all who have none one name.
        """
        if not nummer.strip():
            raise ValueError("het lokale nummer is leeg")
        sleutel = self._sleutels().eerste(Sleuteldoel.PSEUDONIEM)
        return IDWerkzoekende(_hmac(sleutel, "lokaal-nummer", bron, nummer)[:16].hex())

    def detail_sleutel(self, vraag: VraagID, bron: Oin, id_: RecordID) -> bytes:
        """Tell the details of one question apart without naming them: 16 bytes, other for another question."""
        return _hmac(self._sleutels().actief(Sleuteldoel.TELLING), "detail", vraag, bron, id_)[:16]

    def telnaam(self, *delen: str) -> str:
        """Name what is counted, so that who reads the counts learns of nobody: 32 hex characters."""
        return _hmac(self._sleutels().actief(Sleuteldoel.TELLING), "grens", *delen)[:16].hex()

    def levering(self, bron: Oin, soort: str, inhoud: str) -> bytes:
        """Tell a delivered file or its key from another without keeping it: 16 bytes."""
        return _hmac(self._sleutels().actief(Sleuteldoel.PSEUDONIEM), "levering", bron, soort, inhoud)[:16]

    def __repr__(self) -> str:
        return "Pseudonimiseerder(***)"


def _persoon(sleutel: Sleutel, bron: Oin, id_: RecordID) -> str:
    return _hmac(sleutel, "persoon", bron, id_)[:16].hex()


def _hmac(sleutel: Sleutel, *delen: str) -> bytes:
    return hmac.digest(sleutel.materiaal, _bericht(*delen), "sha256")


def _bericht(*delen: str) -> bytes:
    """Every part carries its length, so that no two lists of parts give one message."""
    return b"".join(map(_deel, ("openvum", *delen)))


def _deel(deel: str) -> bytes:
    ruw = deel.encode("utf-8", "surrogatepass")
    return len(ruw).to_bytes(4) + ruw


def _slot(sleutel: Sleutel) -> _Slot:
    kop = b'{"alg":"dir","enc":"A256GCM","kid":"%b"}' % sleutel.kid.encode("ascii")
    return _Slot(_b64(kop), AESGCM(sleutel.materiaal))


def _uuid(vraag: VraagID) -> uuid.UUID:
    waarde = uuid.UUID(vraag)
    if str(waarde) != vraag:
        raise ValueError("vraag moet een UUID in de gewone schrijfwijze zijn")
    return waarde


def _uitgepakt(inhoud: bytes | None) -> Vuminhoud | None:
    """Read what was sealed; None unless it is, byte for byte, what sealing would have made."""
    if inhoud is None or len(inhoud) < _KOP.size:
        return None
    versie, code, verloopt, vraag, vrager, bron, lengte = _KOP.unpack_from(inhoud)
    soort = next((s for s, c in _CODE.items() if c == code), None)
    ruw = inhoud[_KOP.size : _KOP.size + lengte]
    over = inhoud[_KOP.size + lengte :]
    if versie != _VERSIE or soort is None or inhoud[2] or any(over):
        return None
    if lengte > EMMERS[-1] or len(inhoud) != _KOP.size + _emmer(lengte):
        return None
    try:
        oins = Oin(bron.decode("ascii")), Oin(vrager.decode("ascii"))
        id_ = _ID_TYPE[soort](ruw.decode("ascii"))
    except ValueError:
        return None
    return Vuminhoud(soort, oins[0], id_, VraagID(str(uuid.UUID(bytes=vraag))), oins[1], verloopt)


def _emmer(lengte: int) -> int:
    return EMMERS[0] if lengte <= EMMERS[0] else EMMERS[1] if lengte <= EMMERS[1] else EMMERS[2]


def _b64(ruw: bytes) -> bytes:
    return binascii.b2a_base64(ruw, newline=False).translate(_ALFABET).rstrip(b"=")


def _onb64(tekst: bytes) -> bytes | None:
    """Decode; None for any spelling but the one that encoding gives (unused bits are zero)."""
    try:
        ruw = binascii.a2b_base64(tekst.replace(b"-", b"+").replace(b"_", b"/") + b"=" * (-len(tekst) % 4))
    except binascii.Error:
        return None
    return ruw if _b64(ruw) == tekst else None
