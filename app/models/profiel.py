"""Match profile: the part of a delivered record that the contract's match schema knows.

Paths of fields are written with dots and without brackets for lists:
``arbeidsmarktkwalificatie.taalbeheersing.codeTaal``.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, get_args

from app.models.gegevens import VumModel
from app.models.partijen import Fase, Soort
from app.models.vacature import MPVacatureBronMatch, Vacature
from app.models.werkzoekende import MPWerkzoekendeBronMatch, Werkzoekende

Snede: TypeAlias = Mapping[str, Any]
"""Which fields to keep, each with the Snede of its value or None: the value as it is."""

_MODELLEN: Final[Mapping[tuple[Soort, Fase], type[VumModel]]] = {
    (Soort.WERKZOEKENDE, Fase.MATCH): MPWerkzoekendeBronMatch,
    (Soort.WERKZOEKENDE, Fase.DETAIL): Werkzoekende,
    (Soort.VACATURE, Fase.MATCH): MPVacatureBronMatch,
    (Soort.VACATURE, Fase.DETAIL): Vacature,
}
_IDS: Final = frozenset({"idWerkzoekende", "idVacature"})


def matchprofiel(soort: Soort, record: Mapping[str, Any]) -> dict[str, Any] | None:
    """Project a valid record on the match schema: values untouched (and shared), the id left out.

    None when the record lacks what the match schema requires: it cannot be a match.
    """
    if not all(_heeft(record, pad) for pad in _vereist(soort)):
        return None
    profiel: dict[str, Any] = _snijd(_snede(soort), record)
    return profiel


@cache
def velden(soort: Soort, fase: Fase) -> tuple[str, ...]:
    """Give the paths of all fields of a phase, groups before their members; a match has no id here."""
    paden = _paden(_MODELLEN[soort, fase])
    return tuple(pad for pad in paden if fase is Fase.DETAIL or pad not in _IDS)


def _snijd(snede: Snede, deel: Any) -> Any:
    if isinstance(deel, Mapping):
        return {naam: _houd(snede[naam], waarde) for naam, waarde in deel.items() if naam in snede}
    return [_snijd(snede, element) for element in deel] if isinstance(deel, list) else deel


def _houd(snede: Snede | None, waarde: Any) -> Any:
    return waarde if snede is None else _snijd(snede, waarde)


@cache
def _snede(soort: Soort) -> Snede:
    snede = _vergelijk(_MODELLEN[soort, Fase.DETAIL], _MODELLEN[soort, Fase.MATCH])
    return {naam: deel for naam, deel in snede.items() if naam not in _IDS}


def _vergelijk(detail: type[VumModel], match: type[VumModel]) -> Snede:
    """Where match and detail have the same model, a valid record needs no cutting."""
    van, naar = _delen(detail), _delen(match)
    return {naam: _deelsnede(van.get(naam), deel) for naam, deel in naar.items()}


def _deelsnede(van: type[VumModel] | None, naar: type[VumModel] | None) -> Snede | None:
    return None if van is naar or van is None or naar is None else _vergelijk(van, naar)


@cache
def _vereist(soort: Soort) -> tuple[tuple[str, ...], ...]:
    return tuple(pad for pad in _vereiste_paden(_MODELLEN[soort, Fase.MATCH]) if pad[0] not in _IDS)


def _vereiste_paden(model: type[VumModel]) -> Iterator[tuple[str, ...]]:
    for naam, veld in model.model_fields.items():
        if veld.is_required():
            deel = _model_in(veld.annotation)
            yield from ((naam, *rest) for rest in _vereiste_paden(deel)) if deel else [(naam,)]


def _heeft(record: Any, pad: tuple[str, ...]) -> bool:
    for naam in pad:
        if not isinstance(record, Mapping) or naam not in record:
            return False
        record = record[naam]
    return True


def _paden(model: type[VumModel]) -> Iterator[str]:
    for naam, deel in _delen(model).items():
        yield naam
        if deel:
            yield from (f"{naam}.{rest}" for rest in _paden(deel))


def _delen(model: type[VumModel]) -> dict[str, type[VumModel] | None]:
    return {veld.alias or naam: _model_in(veld.annotation) for naam, veld in model.model_fields.items()}


def _model_in(annotatie: Any) -> type[VumModel] | None:
    """Find the model inside ``X | None``, ``list[X]`` and ``Annotated[X, ...]``."""
    if isinstance(annotatie, type) and issubclass(annotatie, VumModel):
        return annotatie
    return next((model for deel in get_args(annotatie) if (model := _model_in(deel))), None)
