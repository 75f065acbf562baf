"""Where a rule stands in the official contract: the template of a rule, filled in for one interface."""

from typing import Final

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol

_CONTRACT: Final = {Soort.WERKZOEKENDE: "WerkzoekendeProfielen", Soort.VACATURE: "Vacatures"}
_PAD: Final = {Soort.WERKZOEKENDE: "werkzoekendeProfielen", Soort.VACATURE: "vacatures"}
_ID: Final = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}


def voluit(waar: str, rol: Rol, versie: Versie, soort: Soort) -> str:
    """Fill in; a place in a contract begins with the contract's name.

    ``{matches}`` and ``{detail}``: the two operations; ``{schemas}``: the schemas; ``{Soort}``: Werkzoekende or Vacature.
    """
    partij = "Bron" if rol is Rol.BRON else "Bemiddelaar"
    id_ = _ID[soort] if rol is Rol.BRON else "vumID"
    namen = {
        "matches": f"paths./{_PAD[soort]}/matches.post",
        "detail": f"paths./{_PAD[soort]}/{{{id_}}}.get",
        "schemas": "components.schemas",
        "Soort": soort.value.capitalize(),
        "id": id_,
    }
    ingevuld = waar.format(**namen)
    if ingevuld.startswith(("paths.", "components.")):
        return f"VUM-{partij}-{_CONTRACT[soort]} {versie}, {ingevuld}"
    return ingevuld
