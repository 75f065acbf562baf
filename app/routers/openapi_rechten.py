"""What the published documents of our own APIs say of proof and rights: the table, per operation."""

from collections.abc import Mapping
from typing import Any, Final

from app.models.aanroeper import Scope
from app.models.bevoegdheden import BEVOEGDHEDEN

SCHEMA: Final = "oauth2"
_SCOPETEKST: Final[Mapping[Scope, str]] = {
    Scope.AANLEVERING_LEZEN: "Eigen leveringen en hun rapporten zien.",
    Scope.AANLEVERING_SCHRIJVEN: "Eigen gegevens aanleveren, vervangen en verwijderen.",
    Scope.BEHEER_LEZEN: "Beleid, register en auditlog van deze node zien.",
    Scope.BEHEER_SCHRIJVEN: "Partijen en bronnen van deze node wijzigen.",
    Scope.INZAGE_LEZEN: "Voor een persoon nagaan wie vroeg, en een kopie maken.",
    Scope.INZAGE_SCHRIJVEN: "Voor een persoon verbeteren, wissen, toestemming en bezwaar vastleggen.",
}


def beveilig(document: dict[str, Any]) -> None:
    """Add the scheme, and to each operation its scope and roles."""
    gebruikt: set[Scope] = set()
    for acties in document["paths"].values():
        for actie in acties.values():
            scope, rollen = BEVOEGDHEDEN[actie["operationId"]]
            gebruikt.add(scope)
            actie["security"] = [{SCHEMA: [scope.value]}]
            actie["x-rollen"] = sorted(rollen)
    document["components"]["securitySchemes"] = {
        SCHEMA: {
            "type": "oauth2",
            "description": "Token van de eigen uitgever of van een ingerichte uitgever elders, in Authorization: "
            "Bearer. De sandbox gelooft zonder token de kop X-VUM-fromParty.",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": "/oauth/v1/token",
                    "scopes": {s.value: _SCOPETEKST[s] for s in sorted(gebruikt)},
                }
            },
        }
    }
