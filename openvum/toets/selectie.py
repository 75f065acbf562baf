"""An answer to a question, read far enough to be compared with another one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import orjson

from app.models.partijen import Soort
from openvum.client.koppelvlak import Rol
from openvum.toets.wissel import Wissel

ID_BRON: Final = {Soort.WERKZOEKENDE: "idWerkzoekende", Soort.VACATURE: "idVacature"}


def id_veld(rol: Rol, soort: Soort) -> str:
    """Give the name of the field of a match that opens its detail."""
    return ID_BRON[soort] if rol is Rol.BRON else "vumID"


@dataclass(frozen=True)
class Selectie:
    """``vraag`` is the vraagObject; ``op_id``: matches are known by their id, which a source keeps the same."""

    wissel: Wissel
    vraag: Mapping[str, Any]
    matches: Sequence[Mapping[str, Any]]
    meer: bool
    veld: str
    op_id: bool

    def sleutel(self, match: Mapping[str, Any]) -> str:
        """Give what a match is known by across questions: its id, or with an exchange what it shows."""
        if self.op_id:
            return str(match.get(self.veld))
        rest = {naam: waarde for naam, waarde in match.items() if naam != self.veld}
        return orjson.dumps(rest, option=orjson.OPT_SORT_KEYS).decode()

    @cached_property
    def telling(self) -> Counter[str]:
        """How often each match is there: two people may show the same."""
        return Counter(map(self.sleutel, self.matches))

    @property
    def volgorde(self) -> tuple[str, ...]:
        """The matches in the order in which they came."""
        return tuple(map(self.sleutel, self.matches))

    @property
    def ids(self) -> list[Any]:
        """What opens each match."""
        return [match.get(self.veld) for match in self.matches]

    def buiten(self, ander: "Selectie") -> int:
        """Count the matches that are here and not there."""
        return (self.telling - ander.telling).total()


def lees_selectie(wissel: Wissel, vraag: Mapping[str, Any], rol: Rol, soort: Soort) -> Selectie | None:
    """Read an answer; None when it is not one that can be compared."""
    matches, meer = wissel.object.get("matches"), wissel.object.get("maximumAantalResultatenBereikt")
    leesbaar = isinstance(matches, list) and all(isinstance(m, dict) for m in matches) and isinstance(meer, bool)
    if not wissel.goed or not leesbaar:
        return None
    return Selectie(wissel, vraag, matches or [], bool(meer), id_veld(rol, soort), rol is Rol.BRON)
