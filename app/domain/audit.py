"""The audit log (BIO2 8.15): what was done to this node, by whom, and who was kept out.

Apart from the processing record, which says who saw a person. Nothing here is about a person whose data
this node holds: an object is an organisation, a key, a policy or an interface, never a record. The actor
may be an administrator.

One hash chain over all rows, whose head is signed: row hash = SHA-256(previous hash, row). Retention cuts
off the oldest rows; the head then says, signed, where the chain begins.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from app.domain.verwerkingsketen import BEGIN, Gebrek, Ondertekenaar, canoniek

SYSTEEM: Final = "systeem"
ONBEKEND: Final = "onbekend"
"""An actor that is not in the register: what it says of itself is not kept."""

_ACTOR: Final = re.compile(r"systeem|onbekend|[0-9]{8}[A-Za-z0-9]{12}|cli:[A-Za-z0-9_][A-Za-z0-9._-]{0,31}")
_OBJECT: Final = re.compile(r"[A-Za-z0-9._:/-]{0,100}")
_WOORD: Final = re.compile(r"[A-Za-z0-9._: -]{0,64}")
_NAAM: Final = re.compile(r"[a-z_]{1,32}")


class Handeling(StrEnum):
    """What was done."""

    DEELNEMER_TOEGEVOEGD = "deelnemer_toegevoegd"
    DEELNEMER_GEWIJZIGD = "deelnemer_gewijzigd"
    DEELNEMER_VERWIJDERD = "deelnemer_verwijderd"
    BRON_TOEGEVOEGD = "bron_toegevoegd"
    BRON_GEWIJZIGD = "bron_gewijzigd"
    BRON_VERWIJDERD = "bron_verwijderd"
    CLIENT_TOEGEVOEGD = "client_toegevoegd"
    CLIENT_GEWIJZIGD = "client_gewijzigd"
    CLIENT_INGETROKKEN = "client_ingetrokken"
    TOESTEMMING_GEWIJZIGD = "toestemming_gewijzigd"
    SLEUTELBOS_GEMAAKT = "sleutelbos_gemaakt"
    SLEUTEL_GEROTEERD = "sleutel_geroteerd"
    SLEUTEL_INGETROKKEN = "sleutel_ingetrokken"
    SLEUTELS_VAN_KRACHT = "sleutels_van_kracht"
    BELEID_VAN_KRACHT = "beleid_van_kracht"
    TOEGANG_GEWEIGERD = "toegang_geweigerd"
    REFERENTIELIJST_GELADEN = "referentielijst_geladen"
    REFERENTIELIJST_VERWIJDERD = "referentielijst_verwijderd"
    SYNONIEMEN_BESLOTEN = "synoniemen_besloten"
    LEVERING_BEGONNEN = "levering_begonnen"
    LEVERING_VERWERKT = "levering_verwerkt"
    BEWAARTERMIJN_TOEGEPAST = "bewaartermijn_toegepast"
    VERANTWOORDING_GECONTROLEERD = "verantwoording_gecontroleerd"
    AUDITLOG_GECONTROLEERD = "auditlog_gecontroleerd"


class Objecttype(StrEnum):
    """What it was done to."""

    DEELNEMER = "deelnemer"
    BRON = "bron"
    CLIENT = "client"
    SLEUTEL = "sleutel"
    BELEID = "openbaarmakingsbeleid"
    API = "api"
    REFERENTIELIJST = "referentielijst"
    GEGEVENS = "gegevens"
    VERANTWOORDING = "verantwoording"
    AUDITLOG = "auditlog"


class Uitkomst(StrEnum):
    """How it ended."""

    GELUKT = "gelukt"
    GEWEIGERD = "geweigerd"
    MISLUKT = "mislukt"


class Herkomst(StrEnum):
    """Where it came from."""

    CLI = "cli"
    API = "api"
    SYSTEEM = "systeem"


class Wie(NamedTuple):
    """Who does it: an OIN, ``cli:`` with the name of an administrator's account, or the node itself."""

    actor: str = SYSTEEM
    herkomst: Herkomst = Herkomst.SYSTEEM
    verzoek_id: str = ""


@dataclass(frozen=True, slots=True)
class Auditgebeurtenis:
    """One thing to note. ``bijzonderheden`` holds counts and fixed words, never free text.

    Raises ``ValueError``, without the value, for anything that a person's data could hide in.
    """

    handeling: Handeling
    objecttype: Objecttype
    object: str
    wie: Wie
    uitkomst: Uitkomst = Uitkomst.GELUKT
    bijzonderheden: Mapping[str, int | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _OBJECT.fullmatch(self.object) or not _ACTOR.fullmatch(self.wie.actor):
            raise ValueError("audit: object of actor heeft een vorm die hier niet hoort")
        if not _WOORD.fullmatch(self.wie.verzoek_id) or not all(map(_is_bijzonderheid, self.bijzonderheden.items())):
            raise ValueError("audit: bijzonderheden zijn aantallen en vaste woorden")

    def toelichting(self) -> str:
        """Give the details as one line: ``naam=waarde`` with ``; `` between, in order of name."""
        return "; ".join(f"{naam}={waarde}" for naam, waarde in sorted(self.bijzonderheden.items()))


def _is_bijzonderheid(paar: tuple[str, int | str]) -> bool:
    naam, waarde = paar
    return bool(_NAAM.fullmatch(naam)) and (isinstance(waarde, int) or bool(_WOORD.fullmatch(waarde)))


class Auditregel(NamedTuple):
    """One stored row, in the order in which it is hashed; ``moment`` in milliseconds since 1970 (UTC)."""

    nummer: int
    moment: int
    handeling: str
    objecttype: str
    object: str
    uitkomst: str
    actor: str
    herkomst: str
    verzoek_id: str
    toelichting: str
    hash: bytes

    def bijzonderheden(self) -> dict[str, str]:
        """Give the details by name."""
        return dict(deel.split("=", 1) for deel in self.toelichting.split("; ") if "=" in deel)


class Auditkop(NamedTuple):
    """What the chain must look like: rows ``begin + 1`` up to ``aantal``, and the hashes before and at the end."""

    begin: int
    begin_hash: bytes
    aantal: int
    hash: bytes
    sleutel: str
    handtekening: bytes


LEGE_KOP: Final = Auditkop(0, BEGIN, 0, BEGIN, "", b"")


class Auditbreuk(NamedTuple):
    """The first row that is not as it was written; ``nummer`` 0: the signed head itself."""

    gebrek: Gebrek
    nummer: int


def nieuwe_regel(kop: Auditkop, moment: int, gebeurtenis: Auditgebeurtenis) -> Auditregel:
    """Make the row that follows on the head."""
    regel = Auditregel(
        nummer=kop.aantal + 1,
        moment=moment,
        handeling=gebeurtenis.handeling.value,
        objecttype=gebeurtenis.objecttype.value,
        object=str(gebeurtenis.object),
        uitkomst=gebeurtenis.uitkomst.value,
        actor=str(gebeurtenis.wie.actor),
        herkomst=gebeurtenis.wie.herkomst.value,
        verzoek_id=gebeurtenis.wie.verzoek_id,
        toelichting=gebeurtenis.toelichting(),
        hash=b"",
    )
    return regel._replace(hash=regel_hash(kop.hash, regel))


def regel_hash(vorige: bytes, regel: Auditregel) -> bytes:
    """Hash a row onto the one before it."""
    return hashlib.sha256(vorige + canoniek(regel[:-1])).digest()


def volgende_kop(kop: Auditkop, regel: Auditregel, zegel: Ondertekenaar) -> Auditkop:
    """Give the head after this row.

    A head that is not ours is never signed again, for that would heal what was tampered with: rows are
    still added, and the check keeps failing.
    """
    nieuw = kop._replace(aantal=regel.nummer, hash=regel.hash)
    return onderteken(nieuw, zegel) if kop == LEGE_KOP or kop_klopt(kop, zegel) else nieuw


def onderteken(kop: Auditkop, zegel: Ondertekenaar) -> Auditkop:
    """Sign the head as it stands."""
    sleutel, handtekening = zegel.teken(_inhoud(kop))
    return kop._replace(sleutel=sleutel, handtekening=handtekening)


def kop_klopt(kop: Auditkop, zegel: Ondertekenaar) -> bool:
    """Say whether the head is as it was signed."""
    return zegel.klopt(kop.sleutel, _inhoud(kop), kop.handtekening)


def _inhoud(kop: Auditkop) -> bytes:
    return b"audit" + canoniek(kop[:-2])


class Keten:
    """Follows the chain from its beginning: give it the rows in order, then ask for the end."""

    def __init__(self, kop: Auditkop) -> None:
        self._kop = kop
        self.nummer = kop.begin
        self.hash = kop.begin_hash

    def volg(self, regels: Iterable[Auditregel]) -> Auditbreuk | None:
        """Take the next rows; give the first that does not follow on the one before."""
        for regel in regels:
            verwacht = self.nummer + 1
            if regel.nummer != verwacht:
                gebrek = Gebrek.ONTBREEKT if regel.nummer > verwacht else Gebrek.EXTRA
                return Auditbreuk(gebrek, min(verwacht, regel.nummer))
            if verwacht > self._kop.aantal:
                return Auditbreuk(Gebrek.EXTRA, verwacht)
            if regel_hash(self.hash, regel) != regel.hash:
                return Auditbreuk(Gebrek.GEWIJZIGD, verwacht)
            self.nummer, self.hash = verwacht, regel.hash
        return None

    def slot(self, zegel: Ondertekenaar) -> Auditbreuk | None:
        """Judge the end of the chain by the signed head."""
        if self.nummer < self._kop.aantal:
            return Auditbreuk(Gebrek.ONTBREEKT, self.nummer + 1)
        leeg = self._kop == LEGE_KOP
        if self.hash != self._kop.hash or not (leeg or kop_klopt(self._kop, zegel)):
            return Auditbreuk(Gebrek.ANKER, 0)
        return None


def af_te_snijden(kop: Auditkop, oudste: Sequence[Auditregel], grens: int) -> Auditkop | None:
    """Give the head without the rows of before ``grens`` (milliseconds), not signed yet.

    None when there are none, or when the chain is broken there: evidence is not thrown away.
    """
    keten = Keten(kop)
    verlopen = [r for r in oudste if r.moment < grens]
    begin = oudste[: len(verlopen)]
    if not begin or list(begin) != verlopen or keten.volg(begin) is not None:
        return None
    return kop._replace(begin=keten.nummer, begin_hash=keten.hash)
