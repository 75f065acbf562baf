"""What a source elsewhere answers, read with suspicion: judged per match, and nothing unknown gets through.

All matches are placed (is there a postcode, does it lie in the asked area, how far); only those near enough
to become part of the answer are held against the contract of the source, translated where the question is of
the other version, and held against the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

import msgspec
import orjson

from app.adapters.bronlezer import Uitgepakt
from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod
from app.domain.criteria import Selectievraag
from app.domain.matching import binnen_bereik, overal_te_vinden, voldoet
from app.domain.ports import Bronmatch
from app.domain.selectiegebied import Postcodekaart
from app.domain.vertaling import Beroepenomzetting, vertaal
from app.models.errors import OnbekendRecord
from app.models.identiteit import RecordID
from app.models.lezen import ID_VELD, match_klopt, valideer_detail
from app.models.partijen import Fase, Soort
from app.models.versie import Versie

Record = dict[str, Any]

OVERAL: Final = float("inf")
"""How far away a match is that has no postcode and may lie everywhere: behind all others."""


@dataclass(frozen=True, slots=True)
class Vertaalwijze:
    """What reading and translating answers takes."""

    kaart: Postcodekaart
    omzetting: Beroepenomzetting

    def in_versie(self, soort: Soort, fase: Fase, record: Record, versies: tuple[Versie, Versie]) -> Record | None:
        """Give a record of the first version in the second; None where that cannot hold it."""
        van, naar = versies
        return record if van is naar else vertaal(soort, fase, naar, record, self.omzetting).record

    def detail(self, soort: Soort, id_: RecordID, body: bytes, versies: tuple[Versie, Versie]) -> bytes:
        """Give the record; raises ``BronFaalt`` when it breaks the contract or is another's.

        Raises ``OnbekendRecord`` where the asked version cannot hold it.
        """
        record = _ontleed(body)
        if valideer_detail(soort, record, versies[0]) or record.get(ID_VELD[soort], id_) != id_:
            raise BronFaalt(Reden.ONLEESBAAR)
        vertaald = self.in_versie(soort, Fase.DETAIL, record, versies)
        if vertaald is None:
            raise OnbekendRecord
        return orjson.dumps(vertaald)


class Verrematch(msgspec.Struct, gc=False):
    """A match as received, not judged yet: the one at ``nummer`` in its answer."""

    antwoord: Uitgepakt
    nummer: int
    afstand: float
    lezer: "Lezer"

    def keur(self) -> Bronmatch | None:
        """Give the match if it keeps to the source contract and meets the question."""
        return self.lezer.keur(self.antwoord.tekst(self.nummer), self.afstand)

    def __repr__(self) -> str:
        return "Verrematch(***)"


class Lezer:
    """Reads the answer of a source of ``versie`` on a question of any version."""

    def __init__(self, vraag: Selectievraag, versie: Versie, wijze: Vertaalwijze) -> None:
        self._vraag = vraag
        self._versie = versie
        self._wijze = wijze
        self._zelfde_versie = versie is vraag.versie
        self._overal = overal_te_vinden(vraag.soort, versie)

    def aanbod(self, body: bytes, maximum: int) -> Aanbod:
        """Read; raises ``BronFaalt`` for what is no answer at all.

        Where a source offers more than ``maximum``, its nearest that meet the question stay.
        """
        antwoord = Uitgepakt(body, self._vraag.soort, self._versie)
        if self._overal and self._vraag.versie is Versie.V3:  # such a match holds no postcode, version 3 asks for one
            return Aanbod((), meer=False, niet_vertaald=len(antwoord.plekken))
        geplaatst = self._plaats(antwoord)
        vervallen = len(antwoord.plekken) - len(geplaatst)
        if len(geplaatst) <= maximum:
            return Aanbod(geplaatst, antwoord.meer, vervallen)
        passend, afgekeurd = _dichtste(geplaatst, maximum + 1)
        return Aanbod(passend[:maximum], antwoord.meer or len(passend) > maximum, vervallen + afgekeurd)

    def keur(self, ruw: bytes, afstand: float) -> Bronmatch | None:
        """Give a match in the version of the question; None where it breaks the contract or the question."""
        match = _gelezen(ruw)
        vertaald = None if match is None else self._gekeurd(ruw, match, afstand)
        if vertaald is None:
            return None
        id_ = RecordID(vertaald.pop(ID_VELD[self._vraag.soort]))
        return Bronmatch(id_, orjson.dumps(vertaald), afstand, versie=self._vraag.versie)

    def _gekeurd(self, ruw: bytes, match: Record, afstand: float) -> Record | None:
        """What is quick to judge comes first; nothing of it needs a match that is valid."""
        vraag, soort = self._vraag, self._vraag.soort
        if not (self._overal or binnen_bereik(vraag, match, afstand)):
            return None
        if self._zelfde_versie and not voldoet(vraag.criterium, match):
            return None
        if not match_klopt(soort, ruw, match, self._versie):
            return None
        if self._zelfde_versie:
            return match
        vertaald = self._wijze.in_versie(soort, Fase.MATCH, match, (self._versie, vraag.versie))
        return vertaald if vertaald is not None and voldoet(vraag.criterium, vertaald) else None

    def _plaats(self, antwoord: Uitgepakt) -> list[Verrematch]:
        """Give what lies in the area, each id once."""
        afstanden = self._wijze.kaart.afstanden_in(self._vraag.postcode, self._vraag.afstand)
        gezien: set[str] = set()
        geplaatst: list[Verrematch] = []
        for nummer, plek in enumerate(antwoord.plekken):
            if plek is None or plek.id in gezien:
                continue
            plaats = plek.plaats
            afstand = OVERAL if plaats is None else afstanden[plaats.postcode[:4]]
            if afstand is not None:
                gezien.add(plek.id)
                geplaatst.append(Verrematch(antwoord, nummer, afstand, self))
        return geplaatst


def _dichtste(kandidaten: Sequence[Verrematch], aantal: int) -> tuple[list[Bronmatch], int]:
    """Give so many of the nearest that are good, and how many nearer ones were not."""
    gekozen: list[Bronmatch] = []
    afgekeurd = 0
    for kandidaat in sorted(kandidaten, key=attrgetter("afstand")):
        match = kandidaat.keur()
        if match is None:
            afgekeurd += 1
        else:
            gekozen.append(match)
            if len(gekozen) == aantal:
                break
    return gekozen, afgekeurd


def _ontleed(body: bytes) -> Record:
    record = _gelezen(body)
    if record is None:
        raise BronFaalt(Reden.ONLEESBAAR)
    return record


def _gelezen(body: bytes) -> Record | None:
    """Parse; None for what is no object. The parser's own error would carry the answer along."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return document if isinstance(document, dict) else None
