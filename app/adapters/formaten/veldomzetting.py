"""From a cell to the value of one field, held against the standard."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from app.adapters.formaten.inrichting import Veldregel
from app.adapters.formaten.kern import Afgewezen, Celwaarde, Gebrek, als_tekst, genormaliseerd
from app.adapters.formaten.omzetters.register import Uitkomst
from app.adapters.formaten.paden import Doelveld

Sleutelwaarde: TypeAlias = tuple[type, Celwaarde]


class Resultaat(NamedTuple):
    """A value (None: the cell says there is none), or why there is none."""

    waarde: Uitkomst
    fout: Gebrek | None


def conversie(regel: Veldregel) -> Callable[[Sleutelwaarde], Resultaat]:
    """Convert and hold against the field; a pure function, so its answers can be remembered."""

    def zet_om(sleutel: Sleutelwaarde) -> Resultaat:
        waarde = sleutel[1]
        try:
            if genormaliseerd(als_tekst(waarde)) in regel.leeg:
                return Resultaat(None, None)
            return Resultaat(_passend(regel.doel, regel.zet_om(waarde)), None)
        except Afgewezen as fout:
            return Resultaat(None, fout.gebrek)

    return zet_om


def _passend(doel: Doelveld, waarde: Uitkomst) -> Uitkomst:
    """Give the value as the field has it. Raises ``Afgewezen`` with the rule of the standard."""
    if isinstance(waarde, int) and doel.tekst:
        waarde = str(waarde)
    for deel in waarde if isinstance(waarde, list) else [] if waarde is None else [waarde]:
        if regel := doel.schending(deel):
            raise Afgewezen(regel, "pas de waarde aan")
    return waarde


def sleutelwaarde(waarde: Celwaarde) -> Sleutelwaarde:
    """Tell True from 1 and 1.0, which a dictionary takes for one key."""
    return type(waarde), waarde
