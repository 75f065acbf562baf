"""Role of a source: answer a question, or open a record, from the records inside this node."""

from dataclasses import dataclass

from app.domain.criteria import Selectievraag
from app.domain.ports import Dossier, Dossiers, Selectie
from app.domain.selectiegebied import Postcodekaart
from app.models.errors import OnbekendRecord
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Inzage, Soort


@dataclass(frozen=True, slots=True)
class Bronrol:
    """``maximum`` is the most matches that one source gives on one question."""

    kaart: Postcodekaart
    maximum: int

    async def zoek(self, dossiers: Dossiers, bron: Oin, vraag: Selectievraag, inzage: Inzage) -> Selectie:
        """Give the nearest matches that this asker may see, in random order."""
        gebied = self.kaart.gebied(vraag.postcode, vraag.afstand)
        return await dossiers.zoek(bron, vraag, gebied, inzage, self.maximum)

    async def open(self, dossiers: Dossiers, bron: Oin, soort: Soort, id_: RecordID, inzage: Inzage) -> Dossier:
        """Give one record; raises ``OnbekendRecord`` alike for absent and for not to be seen."""
        dossier = await dossiers.open(bron, soort, id_, inzage)
        if dossier is None:
            raise OnbekendRecord
        return dossier
