"""A second judge of the same contract, made from the same models: quick to say yes, and never to say why not.

Judging a match by its model builds an object for every part of it, hundreds of times per question. Here the
model is turned once into a type that ``msgspec`` decodes, which is five times as fast. It says yes only to what
the model accepts (a property test holds the two against each other); where it says no, or does not know a kind
of field, the model itself has the last word and gives the reasons.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import repeat
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
from annotated_types import Ge, Le
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from app.models.gegevens import NooitNull, VolledigeDatum, VumModel
from app.models.waardelijsten import GetalLijst, TekstLijst

Toets = Callable[[bytes], bool]
"""Says whether this JSON text surely keeps to the contract."""


_PATROON: Final = re.compile(r"\^[^\\$]*\$")
"""Patterns that mean the same in both languages, but for ``$``: in Python it also stands before a last newline."""


class OnbekendVeld(Exception):
    """A field is of a kind that only the model itself can judge; the message names it."""


def maak_snelle_toets(model: type[VumModel]) -> Toets:
    """Give the quick judge of a model. Raises ``OnbekendVeld`` where there can be none."""
    decodeer = msgspec.json.Decoder(_Bouwer().groep(model)).decode

    def klopt(ruw: bytes) -> bool:
        try:
            decodeer(ruw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return False
        return True

    return klopt


class _Bouwer:
    """Turns models into types, each model once."""

    def __init__(self) -> None:
        self._groepen: dict[type[VumModel], type[msgspec.Struct]] = {}

    def groep(self, model: type[VumModel]) -> type[msgspec.Struct]:
        if model not in self._groepen:
            eigen = model.__pydantic_decorators__
            if model.model_config.get("extra") != "forbid" or eigen.field_validators or eigen.model_validators:
                raise OnbekendVeld(model.__name__)
            velden = [self._veld(naam, veld) for naam, veld in model.model_fields.items()]
            self._groepen[model] = msgspec.defstruct(
                model.__name__, velden, forbid_unknown_fields=True, kw_only=True, gc=False
            )
        return self._groepen[model]

    def _veld(self, naam: str, veld: FieldInfo) -> tuple[str, Any, Any]:
        soort, alias = self._soort(veld.annotation, veld.metadata, naam), veld.alias or naam
        # A default is not judged: what is absent is None here as it is there.
        return naam, soort, msgspec.field(name=alias) if veld.is_required() else msgspec.field(name=alias, default=None)

    def _soort(self, soort: Any, eisen: Iterable[Any], naam: str) -> Any:
        alle = [eis for e in eisen for eis in (e.metadata if isinstance(e, FieldInfo) else [e])]
        vorm, delen = get_origin(soort), get_args(soort)
        if vorm is Annotated:
            return self._soort(delen[0], [*alle, *delen[1:]], naam)
        if vorm in {Union, UnionType}:
            return self._zonder_null(delen, alle, naam)
        if vorm is list and not alle:
            return GenericAlias(list, (self._soort(delen[0], (), naam),))
        if isinstance(soort, type) and issubclass(soort, VumModel) and not alle:
            return self.groep(soort)
        return _enkel(soort, alle, naam)

    def _zonder_null(self, takken: Iterable[Any], eisen: list[Any], naam: str) -> Any:
        """An optional field may be absent; that it is never ``null`` is one of its rules."""
        over = [tak for tak in takken if tak is not NoneType]
        andere = [eis for eis in eisen if not isinstance(eis, NooitNull)]
        if len(over) != 1 or len(andere) == len(eisen):
            raise OnbekendVeld(naam)
        return self._soort(over[0], andere, naam)


def _enkel(soort: Any, eisen: list[Any], naam: str) -> Any:
    if isinstance(soort, type) and issubclass(soort, GetalLijst | TekstLijst) and not eisen:
        return Literal[tuple(lid.value for lid in soort)]
    if soort is date and any(isinstance(eis, VolledigeDatum) for eis in eisen):
        return date
    if soort is int and all(isinstance(eis, Ge | Le) for eis in eisen):
        return Annotated[int, *map(_getal, eisen)]
    if soort is str and all(isinstance(eis, StringConstraints) for eis in eisen):
        return Annotated[str, *map(_tekst, eisen, repeat(naam))]
    raise OnbekendVeld(naam)


def _tekst(eis: StringConstraints, naam: str) -> msgspec.Meta:
    bekend = {"pattern": eis.pattern, "max_length": eis.max_length, "min_length": eis.min_length}
    anders = {k for k, waarde in vars(eis).items() if waarde is not None} - bekend.keys()
    if anders or not (eis.pattern is None or (isinstance(eis.pattern, str) and _PATROON.fullmatch(eis.pattern))):
        raise OnbekendVeld(naam)
    patroon = None if eis.pattern is None else f"{str(eis.pattern)[:-1]}\\Z"
    return msgspec.Meta(pattern=patroon, max_length=eis.max_length, min_length=eis.min_length)


def _getal(eis: Any) -> msgspec.Meta:
    grens: Any = {"ge": eis.ge} if isinstance(eis, Ge) else {"le": eis.le}
    return msgspec.Meta(**grens)
