"""Sources to practise with: they answer as a source elsewhere does, well or badly, from made-up records."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import Any, Final

from app.adapters.demo import lees_plaatsen, records
from app.domain.matching import past
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.vertaling import vertaal
from app.models.lezen import ID_VELD
from app.models.partijen import Fase, Soort
from app.models.profiel import matchprofiel
from app.models.versie import Versie

_AANTAL: Final = 600
_MAXIMUM: Final = 100

Kaartgever = Callable[[], Postcodekaart]
"""Gives the postcodes in force, when they are needed."""


class Gedrag(StrEnum):
    """How a source behaves."""

    GEWOON = "gewoon"
    TRAAG = "traag"
    KAPOT = "kapot"
    VERSIE2 = "versie2"


class Oefenbron:
    """One source: its records are made when it is first asked, the same every time."""

    def __init__(self, gedrag: Gedrag, kaart: Kaartgever, aantal: int = _AANTAL) -> None:
        self.gedrag = gedrag
        self.versie = Versie.V2 if gedrag is Gedrag.VERSIE2 else Versie.V3
        self._kaart = kaart
        self._aantal = aantal

    def zoek(self, soort: Soort, vraag_object: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a question as the contract of its version does; a broken one breaks every second match."""
        vraag = ontleed(soort, vraag_object, self.versie)
        kaart = self._kaart()
        past_op = (id_ for id_, record in self._records[soort].items() if past(vraag, record, kaart))
        gevonden = list(islice(past_op, _MAXIMUM + 1))
        matches = [self._match(soort, id_) for id_ in gevonden[:_MAXIMUM]]
        if self.gedrag is Gedrag.KAPOT:
            matches = [_breek(m) if n % 2 else m for n, m in enumerate(matches)]
        return {"maximumAantalResultatenBereikt": len(gevonden) > _MAXIMUM, "matches": matches}

    def open(self, soort: Soort, id_: str) -> dict[str, Any] | None:
        """Give one record, None when there is none with this id."""
        return self._records[soort].get(id_)

    def _match(self, soort: Soort, id_: str) -> dict[str, Any]:
        return {ID_VELD[soort]: id_, **(matchprofiel(soort, self._records[soort][id_], self.versie) or {})}

    @cached_property
    def _records(self) -> Mapping[Soort, Mapping[str, dict[str, Any]]]:
        return {soort: dict(self._van(soort)) for soort in Soort}

    def _van(self, soort: Soort) -> list[tuple[str, dict[str, Any]]]:
        gemaakt = list(records(soort, lees_plaatsen(), self.gedrag.value, self._aantal))
        if self.versie is Versie.V2:
            vertaald = (vertaal(soort, Fase.DETAIL, Versie.V2, record).record for record in gemaakt)
            gemaakt = [record for record in vertaald if record is not None]
        return [(record[ID_VELD[soort]], record) for record in gemaakt]


def _breek(match: dict[str, Any]) -> dict[str, Any]:
    """A field that no contract knows, and hours that are no number."""
    return {**match, "interneNotitie": "hoort hier niet", "werktijden": {"aantalWerkurenPerWeekMaximaal": "veel"}}
