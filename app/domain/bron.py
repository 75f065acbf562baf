"""Role of a source: answer a question, or open a record, from the records inside this node.

A record is kept in the version in which it was delivered. Who asks in that version gets it as it is; for the
other version it is translated on its way out. So a version 3 question over version 3 records costs nothing
more, nothing is stored twice, and a new crosswalk counts at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import orjson

from app.domain.criteria import Selectievraag
from app.domain.ports import Bronmatch, Dossier, Dossiers, Selectie
from app.domain.selectiegebied import Postcodekaart
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting, verbreed, vertaal
from app.models.errors import OnbekendRecord
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Fase, Inzage, Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie


@dataclass(frozen=True, slots=True)
class Bronrol:
    """``maximum`` is the most matches that one source gives on one question."""

    kaart: Postcodekaart
    maximum: int
    omzetting: Beroepenomzetting = GEEN_OMZETTING

    async def zoek(self, dossiers: Dossiers, bron: Oin, vraag: Selectievraag, inzage: Inzage) -> Selectie:
        """Give the nearest matches that this asker may see, in random order and in the version of the question."""
        gebied = self.kaart.gebied(vraag.postcode, vraag.afstand)
        selectie = await dossiers.zoek(bron, verbreed(vraag, self.omzetting), gebied, inzage, self.maximum)
        anders = [m.id for m in selectie.matches if m.versie != vraag.versie]
        if not anders:
            return selectie
        heel = vraag.versie is Versie.V3
        inhouden = await dossiers.inhouden(bron, vraag.soort, anders) if heel else {}
        vertaald = [self._in_versie(vraag, match, inhouden) for match in selectie.matches]
        over = [match for match in vertaald if match is not None]
        return replace(selectie, matches=over, niet_vertaald=len(vertaald) - len(over))

    async def open(
        self, dossiers: Dossiers, bron: Oin, soort: Soort, id_: RecordID, inzage: Inzage, *, versie: Versie = Versie.V3
    ) -> Dossier:
        """Give one record; raises ``OnbekendRecord`` alike for absent, not to be seen, and not to be translated."""
        dossier = await dossiers.open(bron, soort, id_, inzage)
        if dossier is None:
            raise OnbekendRecord
        if dossier.versie == versie:
            return dossier
        record = vertaal(soort, Fase.DETAIL, versie, orjson.loads(dossier.inhoud), self.omzetting).record
        if record is None:
            raise OnbekendRecord
        return replace(dossier, inhoud=orjson.dumps(record), versie=versie)

    def _in_versie(
        self, vraag: Selectievraag, match: Bronmatch, inhouden: Mapping[RecordID, bytes]
    ) -> Bronmatch | None:
        """Version 3 shows more in a match than version 2 does, the postcode above all: it needs the record."""
        if match.versie == vraag.versie:
            return match
        fase, ruw = (Fase.DETAIL, inhouden[match.id]) if match.id in inhouden else (Fase.MATCH, match.profiel)
        record = vertaal(vraag.soort, fase, vraag.versie, orjson.loads(ruw), self.omzetting).record
        profiel = None if record is None else matchprofiel(vraag.soort, record, vraag.versie)
        if profiel is None:
            return None
        return replace(match, profiel=orjson.dumps(profiel), bewaakt=0, versie=vraag.versie)
