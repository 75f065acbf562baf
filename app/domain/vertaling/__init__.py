"""Version 2 and version 3 of the standard, translated into each other: pure functions, with a loss report.

What is translated, lost and applied afterwards: ``docs/versies.md``.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.vertaling import vacature, werkzoekende
from app.domain.vertaling.omzetting import GEEN_OMZETTING, Beroepenomzetting, OmzettingFout
from app.domain.vertaling.verlies import Reden, Verlies, Verslag, Vertaling
from app.domain.vertaling.vraag import Vraagvertaling, verbreed, vertaal_vraag
from app.models.lezen import ID_VELD
from app.models.partijen import Fase, Soort
from app.models.versie import Versie

__all__ = [
    "GEEN_OMZETTING",
    "Beroepenomzetting",
    "OmzettingFout",
    "Reden",
    "Verlies",
    "Vertaling",
    "Vraagvertaling",
    "verbreed",
    "vertaal",
    "vertaal_vraag",
]

_NAAR = {
    (Soort.WERKZOEKENDE, Versie.V3): werkzoekende.naar_v3,
    (Soort.WERKZOEKENDE, Versie.V2): werkzoekende.naar_v2,
    (Soort.VACATURE, Versie.V3): vacature.naar_v3,
    (Soort.VACATURE, Versie.V2): vacature.naar_v2,
}


def vertaal(
    soort: Soort,
    fase: Fase,
    naar: Versie,
    record: Mapping[str, Any],
    omzetting: Beroepenomzetting = GEEN_OMZETTING,
) -> Vertaling:
    """Translate a valid match profile or detail of the other version; the id goes along, the record stays as it is."""
    verslag = Verslag()
    id_ = {naam: record[naam] for naam in ("vumID", ID_VELD[soort]) if naam in record}
    rest = {naam: waarde for naam, waarde in record.items() if naam not in id_}
    vertaald = _NAAR[soort, naar](fase, rest, omzetting, verslag)
    return Vertaling(None if vertaald is None else {**id_, **vertaald}, tuple(verslag.verliezen))
