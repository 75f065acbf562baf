"""What a source elsewhere answers, read with suspicion: judged per match, and nothing unknown gets through.

All matches are placed (is there a postcode, does it lie in the asked area, how far); only those near enough
to become part of the answer are held against the contract of the source, translated where the question is of
the other version, and held against the question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod
from app.domain.criteria import Selectievraag
from app.domain.matching import in_gebied, overal_te_vinden, postcode_van, voldoet
from app.domain.ports import Bronmatch
from app.domain.selectiegebied import Postcodekaart
from app.domain.vertaling import Beroepenomzetting, vertaal
from app.models.errors import OnbekendRecord
from app.models.identiteit import RecordID
from app.models.lezen import ID_VELD, valideer_detail, valideer_match
from app.models.partijen import Fase, Soort
from app.models.versie import Versie

Record = dict[str, Any]


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


@dataclass(frozen=True, slots=True)
class Verrematch:
    """A match as received, not judged yet."""

    match: Record = field(repr=False)
    afstand: float
    lezer: "Lezer" = field(repr=False)

    def keur(self) -> Bronmatch | None:
        """Give the match if it keeps to the source contract and meets the question."""
        vertaald = self.lezer.keur(self.match)
        if vertaald is None:
            return None
        veld = ID_VELD[self.lezer.vraag.soort]
        profiel = orjson.dumps({naam: waarde for naam, waarde in vertaald.items() if naam != veld})
        return Bronmatch(RecordID(vertaald[veld]), profiel, self.afstand, versie=self.lezer.vraag.versie)


@dataclass(frozen=True, slots=True)
class Lezer:
    """Reads the answer of a source of ``versie`` on a question of any version."""

    vraag: Selectievraag
    versie: Versie
    wijze: Vertaalwijze

    def aanbod(self, body: bytes, maximum: int) -> Aanbod:
        """Read; raises ``BronFaalt`` for what is no answer at all.

        Where a source offers more than ``maximum``, its nearest that meet the question stay.
        """
        document = _ontleed(body)
        matches, meer = document.get("matches"), document.get("maximumAantalResultatenBereikt")
        if not isinstance(matches, list) or not isinstance(meer, bool):
            raise BronFaalt(Reden.ONLEESBAAR)
        if self._onvertaalbaar:
            return Aanbod((), meer=False, niet_vertaald=len(matches))
        geplaatst = list(self._plaats(matches))
        vervallen = len(matches) - len(geplaatst)
        if len(geplaatst) <= maximum:
            return Aanbod(geplaatst, meer, vervallen)
        passend = sorted((k for k in geplaatst if self.keur(k.match)), key=lambda k: k.afstand)
        vervallen += len(geplaatst) - len(passend)
        return Aanbod(passend[:maximum], meer or len(passend) > maximum, vervallen)

    def keur(self, match: Record) -> Record | None:
        """Give a match in the version of the question; None where it breaks the contract or the question.

        What is quick to judge comes first; nothing of it needs a match that is valid.
        """
        soort, versies = self.vraag.soort, (self.versie, self.vraag.versie)
        if not in_gebied(self._zoals_zij, match, self.wijze.kaart):
            return None
        if self.versie is self.vraag.versie and not voldoet(self.vraag.criterium, match):
            return None
        if valideer_match(soort, match, self.versie):
            return None
        vertaald = self.wijze.in_versie(soort, Fase.MATCH, match, versies)
        return vertaald if vertaald is not None and voldoet(self.vraag.criterium, vertaald) else None

    @property
    def _zoals_zij(self) -> Selectievraag:
        """The question for the area of a record of the source's version."""
        return self.vraag if self.versie is self.vraag.versie else replace(self.vraag, versie=self.versie)

    @property
    def _onvertaalbaar(self) -> bool:
        """A match of a version 2 vacancy holds no postcode, and version 3 asks for one."""
        return overal_te_vinden(self.vraag.soort, self.versie) and self.vraag.versie is Versie.V3

    def _plaats(self, matches: Sequence[Any]) -> Iterator[Verrematch]:
        """Give what lies in the area, each id once."""
        afstanden = self.wijze.kaart.afstanden_in(self.vraag.postcode, self.vraag.afstand)
        veld, gezien = ID_VELD[self.vraag.soort], set()
        for match in matches:
            id_ = match.get(veld) if isinstance(match, dict) else None
            afstand = self._afstand(match, afstanden) if isinstance(id_, str) else None
            if afstand is None or id_ in gezien:
                continue
            gezien.add(id_)
            yield Verrematch(match, afstand, self)

    def _afstand(self, match: Record, afstanden: Mapping[int, float]) -> float | None:
        if overal_te_vinden(self.vraag.soort, self.versie):
            return float("inf")
        postcode = postcode_van(self.vraag.soort, match, self.versie)
        pc4 = self.wijze.kaart.pc4(postcode) if postcode is not None else None
        return None if pc4 is None else afstanden.get(pc4)


def _ontleed(body: bytes) -> Record:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:  # the parser's own error would carry the answer along
        document = None
    if not isinstance(document, dict):
        raise BronFaalt(Reden.ONLEESBAAR)
    return document
