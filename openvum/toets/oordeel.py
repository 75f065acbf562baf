"""What a question means, written down independently of the node: this judges the node too.

MongoDB semantics of the operators that the standard refers to, strict on types. A missing value never matches; an empty
string, list or object counts as missing; ``$elemMatch`` holds within one element; what is unknown has no effect.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from app.models.partijen import Soort

_VERGELIJK: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "$eq": operator.eq,
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
}
_RECORDPAD: Final = {
    "datumAanvangBeschikbaarVoorWerk": "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
    "datumAanvangWerkzaamheden": "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
}
"""Where the record holds what the question calls otherwise."""
_ZELFDE: Final = {"beroep.codeBeroepsnaam": "codeBeroepsnaam"}
"""Inside ``bemiddelingsberoep``: the question's name and the record's own (a slip of the contract)."""
POSTCODE: Final = {Soort.WERKZOEKENDE: "mobiliteit.bemiddelingspostcode", Soort.VACATURE: "adres.postcode"}


def voldoet(record: Any, vraag: Mapping[str, Any]) -> bool:
    """Say whether a record meets the criteria of a ``vraagObject``; the area is not judged."""
    eisen = ((naam, eis) for naam, eis in vraag.items() if naam != "selectiegebied")
    return all(_voldoet_veld(record, naam, eis) for naam, eis in eisen)


def op_pad(record: Any, pad: str) -> Any:
    """Give the value at a path of names joined by dots; None where there is none or it is empty."""
    for naam in pad.split("."):
        record = record.get(naam) if isinstance(record, Mapping) else None
    return None if record in ("", [], {}) else record


def _voldoet_veld(record: Any, naam: str, eis: Any) -> bool:
    if naam == "$or":
        return any(voldoet(record, keuze) for keuze in eis)
    waarde = op_pad(record, _RECORDPAD.get(naam, naam))
    if waarde is None and naam in _ZELFDE:
        waarde = op_pad(record, _ZELFDE[naam])
    return all(_voldoet_operator(waarde, op, doel) for op, doel in eis.items())


def _voldoet_operator(waarde: Any, op: str, doel: Any) -> bool:
    if op == "$all":
        return all(_voldoet_operator(waarde, "$elemMatch", lid.get("$elemMatch", {})) for lid in doel)
    if op == "$elemMatch":
        return isinstance(waarde, list) and any(voldoet(element, doel) for element in waarde)
    if op not in _VERGELIJK:
        return True
    return type(waarde) is type(doel) and bool(_VERGELIJK[op](waarde, doel))
