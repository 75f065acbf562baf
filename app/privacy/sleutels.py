"""The key ring: one file of keys by purpose, id and state.

Form: ``{"versie": 1, "sleutels": [{"doel", "kid", "staat", "sleutel", "gemaakt"}]}``; ``sleutel`` is
base64url of 32 bytes, ``gemaakt`` an ISO 8601 moment. The purpose ``token`` signs: its key is an RSA private key
(PKCS #8, DER), whose public half may be known to everybody. Errors name purpose, kid and rule, never key material.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.privacy.sleutelmateriaal import LENGTE, RSA_BITS, Sleutelmateriaal, nieuwe_rsa, zwakte

VERSIE: Final = 1
_KID = re.compile(r"[a-z0-9-]{1,12}")
_VELDEN = {"doel", "kid", "staat", "sleutel", "gemaakt"}
_E = TypeVar("_E", bound=StrEnum)


class SleutelFout(Exception):
    """The key ring cannot be used; the message says what is wrong and what to do, without key material."""


class Sleuteldoel(StrEnum):
    """What a key is for; a key serves one purpose only."""

    VUMID = "vumid"
    PSEUDONIEM = "pseudoniem"
    TELLING = "telling"
    VERANTWOORDING = "verantwoording"
    TOKEN = "token"  # noqa: S105 -- the name of a purpose, not a secret


NODIG: Final = frozenset({Sleuteldoel.VUMID, Sleuteldoel.PSEUDONIEM, Sleuteldoel.TELLING})


class Staat(StrEnum):
    """An active key seals and opens, one that runs out only opens, a withdrawn one does neither."""

    ACTIEF = "actief"
    UITLOPEND = "uitlopend"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class Sleutel:
    """One key; ``gemaakt`` is ISO 8601 with time zone."""

    doel: Sleuteldoel
    kid: str
    staat: Staat
    materiaal: bytes = field(repr=False)
    gemaakt: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "materiaal", Sleutelmateriaal(self.materiaal))


class Sleutelbos:
    """A checked ring: one active key per purpose (of ``NODIG`` at least), no key used twice.

    Raises ``SleutelFout``.
    """

    __slots__ = ("_actief", "_op_kid", "sleutels")

    def __init__(self, sleutels: Iterable[Sleutel]) -> None:
        self.sleutels: Final = tuple(sleutels)
        for sleutel in self.sleutels:
            _keur(sleutel)
        _keur_uniek(self.sleutels)
        self._actief: Final[Mapping[Sleuteldoel, Sleutel]] = _actieve(self.sleutels)
        self._op_kid: Final = {(s.doel, s.kid): s for s in self.sleutels if s.staat is not Staat.INGETROKKEN}

    def actief(self, doel: Sleuteldoel) -> Sleutel:
        """Give the key that seals. Raises ``SleutelFout`` for a purpose outside ``NODIG`` that has none."""
        sleutel = self._actief.get(doel)
        if sleutel is None:
            raise SleutelFout(
                f"sleutelbos: geen actieve sleutel voor {doel}; maak er een met `openvum sleutels roteer`"
            )
        return sleutel

    def vind(self, doel: Sleuteldoel, kid: str) -> Sleutel | None:
        """Give the key that opens what was sealed under ``kid``; None when unknown or withdrawn."""
        return self._op_kid.get((doel, kid))

    def bruikbaar(self, doel: Sleuteldoel) -> tuple[Sleutel, ...]:
        """Give every key of this purpose that still opens, the active one first."""
        alle = [s for s in self.sleutels if s.doel is doel and s.staat is not Staat.INGETROKKEN]
        return tuple(sorted(alle, key=lambda s: s.staat is not Staat.ACTIEF))

    def eerste(self, doel: Sleuteldoel) -> Sleutel:
        """Give the usable key of this purpose that was made first: what must never change is made with it."""
        # In the order of the ring, to which a new key is added at the end: two may be made in one second.
        alle = [s for s in self.sleutels if s.doel is doel and s.staat is not Staat.INGETROKKEN]
        return min(alle, key=lambda s: datetime.fromisoformat(s.gemaakt))

    def __repr__(self) -> str:
        return f"Sleutelbos({', '.join(f'{s.doel}/{s.kid}/{s.staat}' for s in self.sleutels)})"


def maak_sleutelbos(
    klok: Callable[[], datetime] = lambda: datetime.now(UTC), doelen: Iterable[Sleuteldoel] = Sleuteldoel
) -> Sleutelbos:
    """Make a ring with one fresh active key for every purpose, or for these."""
    return Sleutelbos(_nieuw(doel, klok()) for doel in doelen)


def roteer(
    bos: Sleutelbos, doel: Sleuteldoel, *, dwing: bool = False, klok: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Sleutelbos:
    """Give a ring with a new active key; the former one still opens.

    Raises ``SleutelFout`` for the pseudonym key unless ``dwing``: a person would get a second name in the
    processing record. Ids that adapters made stay as they are, whatever is rotated.
    """
    if doel is Sleuteldoel.PSEUDONIEM and not dwing:
        raise SleutelFout(
            "de sleutel voor pseudoniem wordt niet geroteerd: iedereen krijgt dan een tweede pseudoniem in de "
            "verantwoording. Doe het alleen als de sleutel is uitgelekt, met dwang. Id's die een adapter maakte "
            "veranderen niet"
        )
    uitgelopen = (
        replace(s, staat=Staat.UITLOPEND) if s.doel is doel and s.staat is Staat.ACTIEF else s for s in bos.sleutels
    )
    return Sleutelbos([*uitgelopen, _nieuw(doel, klok())])


BLIJVEND: Final[Mapping[Sleuteldoel, str]] = {
    Sleuteldoel.PSEUDONIEM: "wie eerder is ingezien of gewist is dan niet meer terug te vinden, en met de eerste "
    "sleutel verandert elk id dat een adapter maakte",
    Sleuteldoel.VERANTWOORDING: "wat hij ondertekende is dan niet meer te controleren",
}
"""What is lost for good with a former key of these purposes."""


def trek_in(bos: Sleutelbos, doel: Sleuteldoel, kid: str, *, dwing: bool = False) -> Sleutelbos:
    """Give a ring in which this key opens nothing any more.

    Raises ``SleutelFout`` for the active key (rotate first), and unless ``dwing`` for one that is needed for as
    long as what it made is there.
    """
    if doel in BLIJVEND and not dwing:
        raise SleutelFout(
            f"een sleutel voor {doel} blijft nodig: {BLIJVEND[doel]}. Doe het alleen met dwang, na een lek"
        )
    sleutel = bos.vind(doel, kid)
    if sleutel is None:
        raise SleutelFout(f"sleutelbos: geen bruikbare sleutel voor {doel} met dit kid")
    if sleutel.staat is Staat.ACTIEF:
        raise SleutelFout(f"sleutel {doel}/{kid} is actief: roteer eerst, trek daarna de oude in")
    return Sleutelbos(replace(s, staat=Staat.INGETROKKEN) if s is sleutel else s for s in bos.sleutels)


def uit_json(inhoud: bytes) -> Sleutelbos:
    """Read a ring from its JSON form. Raises ``SleutelFout``, with no frame in its traceback that holds a key."""
    try:
        return _ontleed(inhoud)
    except SleutelFout as fout:
        melding = str(fout)
    del inhoud
    raise SleutelFout(melding)


def _ontleed(inhoud: bytes) -> Sleutelbos:
    try:
        document = orjson.loads(inhoud)
    except orjson.JSONDecodeError:
        raise SleutelFout("sleutelbos: geen geldige JSON") from None
    if not isinstance(document, dict) or document.keys() != {"versie", "sleutels"}:
        raise SleutelFout("sleutelbos: moet een object zijn met precies versie en sleutels")
    if document["versie"] != VERSIE or isinstance(document["versie"], bool):
        raise SleutelFout(f"sleutelbos: versie moet {VERSIE} zijn")
    if not isinstance(document["sleutels"], list):
        raise SleutelFout("sleutelbos: sleutels moet een lijst zijn")
    gelezen = [_lees_sleutel(nr, s) for nr, s in enumerate(document["sleutels"], 1)]
    return Sleutelbos(s for s in gelezen if not _is_vervallen(s))


def naar_json(bos: Sleutelbos) -> bytes:
    """Write a ring in its JSON form: this is the secret itself."""
    regels = [
        {
            "doel": s.doel,
            "kid": s.kid,
            "staat": s.staat,
            "sleutel": base64.urlsafe_b64encode(s.materiaal).rstrip(b"=").decode(),
            "gemaakt": s.gemaakt,
        }
        for s in bos.sleutels
    ]
    return orjson.dumps({"versie": VERSIE, "sleutels": regels}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def lees_rsa(sleutel: Sleutel) -> rsa.RSAPrivateKey:
    """Give the private key of a key that signs. Raises ``SleutelFout``."""
    try:
        # It is our own and was made here; the full check of its primes would take most of a second.
        gelezen = serialization.load_der_private_key(sleutel.materiaal, None, unsafe_skip_rsa_key_validation=True)
    except (ValueError, TypeError):
        gelezen = None
    if not isinstance(gelezen, rsa.RSAPrivateKey) or gelezen.key_size < RSA_BITS:
        raise SleutelFout(f"sleutel {sleutel.doel}/{sleutel.kid} moet een RSA-sleutel van {RSA_BITS} bits zijn")
    return gelezen


def _is_vervallen(sleutel: Sleutel) -> bool:
    """Tell the symmetric key that rings once held for tokens, and that never served."""
    return sleutel.doel is Sleuteldoel.TOKEN and len(sleutel.materiaal) == LENGTE


def _nieuw(doel: Sleuteldoel, moment: datetime) -> Sleutel:
    gemaakt = moment.astimezone(UTC).isoformat(timespec="seconds")
    materiaal = nieuwe_rsa() if doel is Sleuteldoel.TOKEN else secrets.token_bytes(LENGTE)
    return Sleutel(doel, secrets.token_hex(4), Staat.ACTIEF, materiaal, gemaakt)


def _lees_sleutel(nr: int, ruw: Any) -> Sleutel:
    if not isinstance(ruw, dict) or ruw.keys() != _VELDEN or not all(isinstance(w, str) for w in ruw.values()):
        raise SleutelFout(f"sleutel {nr}: moet een object zijn met precies {', '.join(sorted(_VELDEN))}, alle tekst")
    doel, staat = _uit_enum(nr, "doel", Sleuteldoel, ruw["doel"]), _uit_enum(nr, "staat", Staat, ruw["staat"])
    try:
        tekst = ruw["sleutel"].encode("ascii")
        materiaal = base64.b64decode(tekst + b"=" * (-len(tekst) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise SleutelFout(f"sleutel {nr}: sleutel is geen base64url") from None
    return Sleutel(doel, ruw["kid"], staat, materiaal, ruw["gemaakt"])


def _uit_enum(nr: int, veld: str, soort: type[_E], waarde: str) -> _E:
    try:
        return soort(waarde)
    except ValueError:
        raise SleutelFout(f"sleutel {nr}: {veld} moet een van deze zijn: {', '.join(soort)}") from None


def _keur(sleutel: Sleutel) -> None:
    if not _KID.fullmatch(sleutel.kid):
        raise SleutelFout(f"sleutel voor {sleutel.doel}: kid moet 1 tot 12 tekens a-z, 0-9 of streepje zijn")
    if not _is_moment(sleutel.gemaakt):
        raise SleutelFout(f"sleutel {sleutel.doel}/{sleutel.kid}: gemaakt moet een ISO 8601-moment met tijdzone zijn")
    if sleutel.doel is Sleuteldoel.TOKEN:
        lees_rsa(sleutel)
        return
    zwak = zwakte(sleutel.materiaal)
    if zwak:
        raise SleutelFout(
            f"sleutel {sleutel.doel}/{sleutel.kid} is zwak: {zwak}; maak een sleutelbos met `openvum sleutels maak`"
        )


def _is_moment(tekst: str) -> bool:
    try:
        return datetime.fromisoformat(tekst).tzinfo is not None
    except ValueError:
        return False


def _keur_uniek(sleutels: tuple[Sleutel, ...]) -> None:
    kids: set[tuple[Sleuteldoel, str]] = set()
    materiaal: dict[bytes, Sleutel] = {}
    for s in sleutels:
        if (s.doel, s.kid) in kids:
            raise SleutelFout(f"sleutelbos: {s.doel}/{s.kid} komt meer dan eens voor")
        kids.add((s.doel, s.kid))
        eerder = materiaal.setdefault(s.materiaal, s)
        if eerder is not s:
            raise SleutelFout(f"sleutelbos: {eerder.doel}/{eerder.kid} en {s.doel}/{s.kid} zijn dezelfde sleutel")


def _actieve(sleutels: tuple[Sleutel, ...]) -> dict[Sleuteldoel, Sleutel]:
    gevonden: dict[Sleuteldoel, Sleutel] = {}
    for doel in Sleuteldoel:
        actief = [s for s in sleutels if s.doel is doel and s.staat is Staat.ACTIEF]
        if len(actief) > 1 or (doel in NODIG and not actief):
            raise SleutelFout(f"sleutelbos: {doel} moet precies een actieve sleutel hebben, niet {len(actief)}")
        if actief:
            gevonden[doel] = actief[0]
    return gevonden
