"""Which operation of our own APIs asks which scope and role: the whole table, by operationId.

The edge refuses what it does not find here, and an API with an operation that has no line is not built.
"""

from collections.abc import Mapping
from typing import Final

from app.models.aanroeper import Bevoegdheid, Rol, Scope

_BEHEER: Final = frozenset({Rol.BEHEERDER})
_INZAGE: Final = frozenset({Rol.AANLEVERAAR, Rol.PRIVACYFUNCTIONARIS})

_BEHEER_LEZEN: Final = Bevoegdheid(Scope.BEHEER_LEZEN, _BEHEER)
_BEHEER_SCHRIJVEN: Final = Bevoegdheid(Scope.BEHEER_SCHRIJVEN, _BEHEER)
_INZAGE_LEZEN: Final = Bevoegdheid(Scope.INZAGE_LEZEN, _INZAGE)
_INZAGE_SCHRIJVEN: Final = Bevoegdheid(Scope.INZAGE_SCHRIJVEN, _INZAGE)

_LEVERAAR: Final = frozenset({Rol.AANLEVERAAR})
_LEVERING_LEZEN: Final = Bevoegdheid(Scope.AANLEVERING_LEZEN, _LEVERAAR)
_LEVERING_SCHRIJVEN: Final = Bevoegdheid(Scope.AANLEVERING_SCHRIJVEN, _LEVERAAR)

ANDERE_METHODE: Final = "andereMethode"
"""The operation that only says which methods a path does have; whoever is let in may be told."""

BEVOEGDHEDEN: Final[Mapping[str, Bevoegdheid]] = {
    "getOpenbaarmaking": _BEHEER_LEZEN,
    "getVerwerkingsactiviteiten": _BEHEER_LEZEN,
    "getVerwerkingsactiviteit": _BEHEER_LEZEN,
    "getAuditregels": _BEHEER_LEZEN,
    "getDeelnemers": _BEHEER_LEZEN,
    "getBronnen": _BEHEER_LEZEN,
    "getVerantwoordingscontroles": _BEHEER_LEZEN,
    "getBronstatistiek": _BEHEER_LEZEN,
    "getReferentielijsten": _BEHEER_LEZEN,
    "getReferentielijst": _BEHEER_LEZEN,
    "getKwaliteiten": _BEHEER_LEZEN,
    "getKwaliteit": _BEHEER_LEZEN,
    "putDeelnemer": _BEHEER_SCHRIJVEN,
    "deleteDeelnemer": _BEHEER_SCHRIJVEN,
    "putBron": _BEHEER_SCHRIJVEN,
    "deleteBron": _BEHEER_SCHRIJVEN,
    "getLeveringen": _LEVERING_LEZEN,
    "getLevering": _LEVERING_LEZEN,
    "getLeveringRapport": _LEVERING_LEZEN,
    "getWerkzoekenden": _LEVERING_LEZEN,
    "getVacatures": _LEVERING_LEZEN,
    "postLeveringen": _LEVERING_SCHRIJVEN,
    "postLeveringBevestiging": _LEVERING_SCHRIJVEN,
    "deleteLevering": _LEVERING_SCHRIJVEN,
    "putWerkzoekende": _LEVERING_SCHRIJVEN,
    "putVacature": _LEVERING_SCHRIJVEN,
    "deleteWerkzoekende": _LEVERING_SCHRIJVEN,
    "deleteVacature": _LEVERING_SCHRIJVEN,
    "postInzageverzoeken": _INZAGE_LEZEN,
    "postExporten": _INZAGE_LEZEN,
    "postToestemmingenHistorie": _INZAGE_LEZEN,
    "postCorrecties": _INZAGE_SCHRIJVEN,
    "postWissingen": _INZAGE_SCHRIJVEN,
    "postWissingenOpheffingen": _INZAGE_SCHRIJVEN,
    "postToestemmingen": _INZAGE_SCHRIJVEN,
    "postToestemmingenIntrekkingen": _INZAGE_SCHRIJVEN,
    "postBezwaren": _INZAGE_SCHRIJVEN,
    "postBezwarenOpheffingen": _INZAGE_SCHRIJVEN,
}
