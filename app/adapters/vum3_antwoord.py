"""What a v3 source answers, read with suspicion: judged per match, and nothing unknown gets through.

All matches are placed (is there a postcode, does it lie in the asked area, how far); only those near enough
to become part of the answer are held against the contract and the question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod
from app.domain.criteria import Selectievraag
from app.domain.matching import past, postcode_van
from app.domain.ports import Bronmatch
from app.domain.selectiegebied import Postcodekaart
from app.models.identiteit import RecordID
from app.models.lezen import ID_VELD, valideer_detail, valideer_match
from app.models.partijen import Soort


@dataclass(frozen=True, slots=True)
class Verrematch:
    """A match as received, not judged yet."""

    match: dict[str, Any] = field(repr=False)
    afstand: float
    vraag: Selectievraag = field(repr=False)
    kaart: Postcodekaart = field(repr=False)

    def keur(self) -> Bronmatch | None:
        """Give the match if it keeps to the source contract and meets the question."""
        soort = self.vraag.soort
        if valideer_match(soort, self.match) or not past(self.vraag, self.match, self.kaart):
            return None
        veld = ID_VELD[soort]
        profiel = {naam: waarde for naam, waarde in self.match.items() if naam != veld}
        return Bronmatch(RecordID(self.match[veld]), orjson.dumps(profiel), self.afstand)


def lees_aanbod(body: bytes, vraag: Selectievraag, kaart: Postcodekaart, maximum: int) -> Aanbod:
    """Read the answer to a question; raises ``BronFaalt`` for what is no answer at all.

    Where a source offers more than ``maximum``, its nearest that meet the question stay.
    """
    document = _ontleed(body)
    matches, meer = document.get("matches"), document.get("maximumAantalResultatenBereikt")
    if not isinstance(matches, list) or not isinstance(meer, bool):
        raise BronFaalt(Reden.ONLEESBAAR)
    geplaatst = list(_plaats(matches, vraag, kaart))
    vervallen = len(matches) - len(geplaatst)
    if len(geplaatst) <= maximum:
        return Aanbod(geplaatst, meer, vervallen)
    passend = sorted((k for k in geplaatst if past(vraag, k.match, kaart)), key=lambda k: k.afstand)
    vervallen += len(geplaatst) - len(passend)
    return Aanbod(passend[:maximum], meer or len(passend) > maximum, vervallen)


def lees_detail(soort: Soort, id_: RecordID, body: bytes) -> bytes:
    """Give the record as received; raises ``BronFaalt`` when it breaks the contract or is another's."""
    record = _ontleed(body)
    if valideer_detail(soort, record) or record.get(ID_VELD[soort], id_) != id_:
        raise BronFaalt(Reden.ONLEESBAAR)
    return orjson.dumps(record)


def _ontleed(body: bytes) -> dict[str, Any]:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:  # the parser's own error would carry the answer along
        document = None
    if not isinstance(document, dict):
        raise BronFaalt(Reden.ONLEESBAAR)
    return document


def _plaats(matches: Sequence[Any], vraag: Selectievraag, kaart: Postcodekaart) -> Iterator[Verrematch]:
    """Give what lies in the area, each id once."""
    afstanden = kaart.afstanden_in(vraag.postcode, vraag.afstand)
    veld, gezien = ID_VELD[vraag.soort], set()
    for match in matches:
        id_ = match.get(veld) if isinstance(match, dict) else None
        afstand = _afstand(match, vraag.soort, kaart, afstanden) if isinstance(id_, str) else None
        if afstand is None or id_ in gezien:
            continue
        gezien.add(id_)
        yield Verrematch(match, afstand, vraag, kaart)


def _afstand(
    match: Mapping[str, Any], soort: Soort, kaart: Postcodekaart, afstanden: Mapping[int, float]
) -> float | None:
    postcode = postcode_van(soort, match)
    pc4 = kaart.pc4(postcode) if postcode is not None else None
    return None if pc4 is None else afstanden.get(pc4)
