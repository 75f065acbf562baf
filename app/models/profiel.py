"""Match profile: the part of a delivered record that the contract's match schema knows.

Paths of fields are written with dots and without brackets for lists:
``arbeidsmarktkwalificatie.taalbeheersing.codeTaal``.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, get_args

from app.models.gegevens import VumModel
from app.models.partijen import Fase, Soort
from app.models.v2 import vacature as v2_vacature
from app.models.v2 import werkzoekende as v2_werkzoekende
from app.models.vacature import MPVacatureBronMatch, Vacature
from app.models.versie import Versie
from app.models.werkzoekende import MPWerkzoekendeBronMatch, Werkzoekende

Snede: TypeAlias = Mapping[str, Any]
"""Which fields to keep, each with the Snede of its value or None: the value as it is."""

Modellen: TypeAlias = tuple[type[VumModel], ...]
"""The forms that one value can have: one, or the branches of a ``oneOf``; none where it is no object."""

_MODELLEN: Final[Mapping[tuple[Versie, Soort, Fase], type[VumModel]]] = {
    (Versie.V3, Soort.WERKZOEKENDE, Fase.MATCH): MPWerkzoekendeBronMatch,
    (Versie.V3, Soort.WERKZOEKENDE, Fase.DETAIL): Werkzoekende,
    (Versie.V3, Soort.VACATURE, Fase.MATCH): MPVacatureBronMatch,
    (Versie.V3, Soort.VACATURE, Fase.DETAIL): Vacature,
    (Versie.V2, Soort.WERKZOEKENDE, Fase.MATCH): v2_werkzoekende.MPWerkzoekendeBronMatch,
    (Versie.V2, Soort.WERKZOEKENDE, Fase.DETAIL): v2_werkzoekende.Werkzoekende,
    (Versie.V2, Soort.VACATURE, Fase.MATCH): v2_vacature.MPVacatureBronMatch,
    (Versie.V2, Soort.VACATURE, Fase.DETAIL): v2_vacature.Vacature,
}
_IDS: Final = frozenset({"idWerkzoekende", "idVacature"})


def matchprofiel(soort: Soort, record: Mapping[str, Any], versie: Versie = Versie.V3) -> dict[str, Any] | None:
    """Project a valid record on the match schema: values untouched (and shared), the id left out.

    None when the record lacks what the match schema requires: it cannot be a match.
    """
    if not all(_heeft(record, pad) for pad in _vereist(versie, soort)):
        return None
    profiel: dict[str, Any] = _snijd(_snede(versie, soort), record)
    return profiel


@cache
def velden(soort: Soort, fase: Fase, versie: Versie = Versie.V3) -> tuple[str, ...]:
    """Give the paths of all fields of a phase, groups before their members; a match has no id here."""
    paden = _paden((_MODELLEN[versie, soort, fase],))
    return tuple(dict.fromkeys(pad for pad in paden if fase is Fase.DETAIL or pad not in _IDS))


@cache
def alle_velden(soort: Soort, fase: Fase) -> tuple[str, ...]:
    """Give the paths of all fields of a phase in any version, each once."""
    return tuple(dict.fromkeys(pad for versie in (Versie.V3, Versie.V2) for pad in velden(soort, fase, versie)))


def _snijd(snede: Snede, deel: Any) -> Any:
    if isinstance(deel, Mapping):
        return {naam: _houd(snede[naam], waarde) for naam, waarde in deel.items() if naam in snede}
    return [_snijd(snede, element) for element in deel] if isinstance(deel, list) else deel


def _houd(snede: Snede | None, waarde: Any) -> Any:
    return waarde if snede is None else _snijd(snede, waarde)


@cache
def _snede(versie: Versie, soort: Soort) -> Snede:
    detail, match = _MODELLEN[versie, soort, Fase.DETAIL], _MODELLEN[versie, soort, Fase.MATCH]
    snede = _vergelijk((detail,), (match,))
    return {naam: deel for naam, deel in snede.items() if naam not in _IDS}


def _vergelijk(detail: Modellen, match: Modellen) -> Snede:
    """Where match and detail have the same model, a valid record needs no cutting."""
    van, naar = _delen(detail), _delen(match)
    return {naam: _deelsnede(van.get(naam, ()), deel) for naam, deel in naar.items()}


def _deelsnede(van: Modellen, naar: Modellen) -> Snede | None:
    return None if van == naar or not van or not naar else _vergelijk(van, naar)


@cache
def _vereist(versie: Versie, soort: Soort) -> tuple[tuple[str, ...], ...]:
    return tuple(pad for pad in _vereiste_paden(_MODELLEN[versie, soort, Fase.MATCH]) if pad[0] not in _IDS)


def _vereiste_paden(model: type[VumModel]) -> Iterator[tuple[str, ...]]:
    """What is required inside a ``oneOf`` is not looked for: no contract has such a field."""
    for naam, veld in model.model_fields.items():
        if veld.is_required():
            binnen = [pad for deel in _modellen_in(veld.annotation) for pad in _vereiste_paden(deel)]
            yield from ((naam, *pad) for pad in binnen or [()])


def _heeft(record: Any, pad: tuple[str, ...]) -> bool:
    for naam in pad:
        if not isinstance(record, Mapping) or naam not in record:
            return False
        record = record[naam]
    return True


def _paden(modellen: Modellen) -> Iterator[str]:
    for naam, deel in _delen(modellen).items():
        yield naam
        yield from (f"{naam}.{rest}" for rest in _paden(deel))


def _delen(modellen: Modellen) -> dict[str, Modellen]:
    velden_ = ((veld.alias or naam, veld) for model in modellen for naam, veld in model.model_fields.items())
    return {naam: _modellen_in(veld.annotation) for naam, veld in velden_}


def _modellen_in(annotatie: Any) -> Modellen:
    """Find the models inside ``X | None``, ``list[X]``, ``Annotated[X, ...]`` and ``X | Y``."""
    if isinstance(annotatie, type) and issubclass(annotatie, VumModel):
        return (annotatie,)
    return tuple(model for deel in get_args(annotatie) for model in _modellen_in(deel))
