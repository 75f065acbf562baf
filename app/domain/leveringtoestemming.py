"""Consent that a delivered file states per person, and what that changes in the register.

A file never undoes what the register knows better: where the register has an entry of this scope, the file
gives nothing (it may be older than a withdrawal); enter it with ``openvum toestemming geven``. Who a file
says does not consent loses the consent and the record. Of one person who is in a file twice, a no counts.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Wie
from app.domain.ports import Klok, Opslag
from app.domain.toestemming import Geven, Intrekken, Registerhandeling, Stand
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Omvang, Soort
from app.models.schending import Schending

_TEGENSPRAAK: Final = (
    Schending("", "staat eerder in dit bestand zonder toestemming; verwijder een van beide rijen van deze persoon"),
)


@dataclass(frozen=True, slots=True)
class GevenDoorBestand:
    """Consent is given, unless the register has an entry of this scope, in force or not."""

    omvang: Omvang
    wijze: str = field(default="", repr=False)

    def op(self, stand: Stand, moment: int) -> Stand:
        if any(t.omvang is self.omvang for t in stand.toestemmingen):
            return stand
        return Geven(self.omvang, None, self.wijze).op(stand, moment)


@dataclass(frozen=True, slots=True)
class Bestandstoestemming:
    """What a row says: this person does (``gegeven``) or does not consent to these scopes."""

    id: RecordID
    omvang: tuple[Omvang, ...]
    gegeven: bool
    formaat: str

    def handelingen(self) -> Sequence[tuple[RecordID, Registerhandeling]]:
        """Give the changes of the register."""
        if self.gegeven:
            return [(self.id, GevenDoorBestand(o, f"bestand {self.formaat}")) for o in self.omvang]
        return [(self.id, Intrekken(o)) for o in self.omvang]


class Gedaan(NamedTuple):
    """Changes of the register that had an effect, and records removed."""

    gegeven: int = 0
    ingetrokken: int = 0
    verwijderd: int = 0

    @property
    def gewijzigd(self) -> int:
        """All changes of the register."""
        return self.gegeven + self.ingetrokken

    def plus(self, ander: "Gedaan") -> "Gedaan":
        """Add up."""
        return Gedaan(*(a + b for a, b in zip(self, ander, strict=True)))


async def noteer_toestemming(opslag: Opslag, bron: Oin, gedaan: Gedaan, wie: Wie) -> None:
    """Note in the audit log that a file changed consents, and how many; the last thing in a transaction."""
    if gedaan.gewijzigd:
        stand: dict[str, int | str] = {"wat": "bestand", "gegeven": gedaan.gegeven, "ingetrokken": gedaan.ingetrokken}
        await opslag.audit.noteer(
            Auditgebeurtenis(Handeling.TOESTEMMING_GEWIJZIGD, Objecttype.BRON, bron, wie, bijzonderheden=stand)
        )


class Toestemmingsverwerking:
    """Gathers what the rows of one delivery say of consent, and applies it beside each batch of records."""

    def __init__(self, bron: Oin, soort: Soort, klok: Klok = time.time) -> None:
        self._bron, self._soort, self._klok = bron, soort, klok
        self._wacht: list[Bestandstoestemming] = []
        self._zonder: set[RecordID] = set()

    def bezwaren(self, toestemming: Bestandstoestemming | None) -> tuple[Schending, ...]:
        """Say why a row cannot be loaded: an earlier one says that this person does not consent."""
        return _TEGENSPRAAK if toestemming and toestemming.id in self._zonder else ()

    def onthoud(self, toestemming: Bestandstoestemming | None) -> set[RecordID]:
        """Keep what a row says until the next batch; give the person whose record must go."""
        if toestemming is None or toestemming.id in self._zonder:
            return set()
        self._wacht.append(toestemming)
        if toestemming.gegeven:
            return set()
        self._zonder.add(toestemming.id)
        return {toestemming.id}

    def neem(self) -> list[Bestandstoestemming]:
        """Give what was kept, to be applied later."""
        wacht, self._wacht = self._wacht, []
        return wacht

    async def verwerk(self, opslag: Opslag, wacht: Sequence[Bestandstoestemming] | None = None) -> Gedaan:
        """Apply what was kept, after the records of the same rows were stored."""
        wacht = self.neem() if wacht is None else wacht
        if not wacht:
            return Gedaan()
        handelingen = [(t.gegeven, handeling) for t in wacht for handeling in t.handelingen()]
        effecten = await opslag.toestemmingen.verwerk(self._bron, [h for _, h in handelingen], int(self._klok()))
        gegeven = sum(effect for effect, (geeft, _) in zip(effecten, handelingen, strict=True) if geeft)
        weg = [
            await opslag.dossiers.verwijder(self._bron, self._soort, id_)
            for id_ in dict.fromkeys(t.id for t in wacht if not t.gegeven)
        ]
        return Gedaan(gegeven, sum(effecten) - gegeven, sum(weg))
