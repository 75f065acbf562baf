"""The question: read to a typed tree, and written back.

What is not known here (a field, an operator, an operator on a kind of field it does not fit, a value
that is neither a number nor a string) has no effect and is counted; so adding unknown parts to a
question never changes its result. The known fields are in ``velden``.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from app.domain import velden
from app.domain.criteria import Criterium, Element, En, Of, Operator, Selectievraag, Vergelijking
from app.domain.velden import Kenmerk, Lijst, Lijstoperator, Veld, op_naam
from app.models.errors import OngeldigeAanroep
from app.models.partijen import Soort
from app.models.versie import Versie

MAX_DIEPTE = 20
"""Deepest nesting of ``$or`` and ``$elemMatch``; the contract needs three."""

MAX_CRITERIA = 500
"""Most comparisons in one question: what a database can take as one expression (SQLite: depth 1000)."""

_OF = "$or"
_GEBIED = "selectiegebied"
_KLEINSTE, _GROOTSTE = -(2**15), 2**15 - 1
_NAAR_HEEL = {Operator.GT: math.floor, Operator.LTE: math.floor, Operator.GTE: math.ceil, Operator.LT: math.ceil}


def ontleed(soort: Soort, vraag: Mapping[str, Any], versie: Versie = Versie.V3) -> Selectievraag:
    """Read a vraagObject whose ``selectiegebied`` has been validated.

    Raises ``OngeldigeAanroep`` when the known criteria are too many or too deep; nothing else in the
    question can make it fail.
    """
    gebied = vraag[_GEBIED]
    lezer = _Lezer()
    lezer.genegeerd = len(gebied.keys() - {"postcode", "afstand"})
    criteria = {naam: eis for naam, eis in vraag.items() if naam != _GEBIED}
    delen = lezer.document(criteria, op_naam(velden.kenmerken(versie, soort)), 0) if criteria else []
    return Selectievraag(soort, gebied["postcode"], gebied["afstand"], _samen(delen), lezer.genegeerd, versie)


class _Lezer:
    """Reads one question: counts what has no effect, guards depth and number of what has."""

    def __init__(self) -> None:
        self.genegeerd = 0
        self._criteria = 0

    def document(self, inhoud: Any, kenmerken: Mapping[str, Kenmerk], diepte: int) -> list[Criterium]:
        """Read criteria that must all hold; empty when nothing known is among them."""
        if diepte > MAX_DIEPTE:
            raise OngeldigeAanroep(f"vraagObject: $or en $elemMatch hoogstens {MAX_DIEPTE} diep genest")
        if not isinstance(inhoud, Mapping) or not inhoud:
            return self._negeer()
        delen = [deel for naam, eis in inhoud.items() for deel in self._delen(naam, eis, kenmerken, diepte)]
        return sorted(delen, key=_volgorde)

    def _delen(self, naam: str, eis: Any, kenmerken: Mapping[str, Kenmerk], diepte: int) -> list[Criterium]:
        if naam == _OF:
            return self._of(eis, kenmerken, diepte)
        kenmerk = kenmerken.get(naam)
        if kenmerk is None or not isinstance(eis, Mapping) or not eis:
            return self._negeer()
        if isinstance(kenmerk, Veld):
            return [deel for op, waarde in eis.items() for deel in self._vergelijking(kenmerk, op, waarde)]
        return [deel for op, waarde in eis.items() for deel in self._lijst(kenmerk, op, waarde, diepte)]

    def _of(self, keuzen: Any, kenmerken: Mapping[str, Kenmerk], diepte: int) -> list[Criterium]:
        if not isinstance(keuzen, list) or not keuzen:
            return self._negeer()
        gelezen = [self.document(keuze, kenmerken, diepte + 1) for keuze in keuzen]
        bekend = tuple(_samen(delen) for delen in gelezen if delen)
        return [Of(bekend)] if bekend else []

    def _lijst(self, lijst: Lijst, operator: str, eis: Any, diepte: int) -> list[Criterium]:
        if operator == Lijstoperator.ELEM_MATCH:
            return self._element(lijst, eis, diepte)
        if operator != Lijstoperator.ALL or not isinstance(eis, list) or not eis:
            return self._negeer()
        return [deel for lid in eis for deel in self._lid(lijst, lid, diepte)]

    def _lid(self, lijst: Lijst, lid: Any, diepte: int) -> list[Criterium]:
        if not isinstance(lid, Mapping) or not lid:
            return self._negeer()
        if vreemd := len(lid.keys() - {Lijstoperator.ELEM_MATCH}):
            self._negeer(vreemd)
        return self._element(lijst, lid[Lijstoperator.ELEM_MATCH], diepte) if Lijstoperator.ELEM_MATCH in lid else []

    def _element(self, lijst: Lijst, eis: Any, diepte: int) -> list[Criterium]:
        delen = self.document(eis, op_naam(lijst.velden), diepte + 1)
        return [Element(lijst.pad, _samen(delen))] if delen else []

    def _vergelijking(self, veld: Veld, naam: str, rauw: Any) -> list[Criterium]:
        operator = _OPERATOREN.get(naam)
        waarde = None if operator is None else _waarde(operator, rauw)
        if operator is None or waarde is None:
            return self._negeer()
        self._criteria += 1
        if self._criteria > MAX_CRITERIA:
            raise OngeldigeAanroep(f"vraagObject: hoogstens {MAX_CRITERIA} criteria")
        return [Vergelijking(veld.pad, operator, waarde)]

    def _negeer(self, aantal: int = 1) -> list[Criterium]:
        self.genegeerd += aantal
        return []


_OPERATOREN: Mapping[str, Operator] = {operator.value: operator for operator in Operator}


def _waarde(operator: Operator, rauw: Any) -> int | str | None:
    """Give the value to compare with, None where it is neither a number nor a string.

    Every number in a record is whole and small: a fraction is rounded to where the comparison means the
    same, and a number beyond what a database column takes is brought back to just inside it.
    """
    if isinstance(rauw, str):
        return rauw
    if isinstance(rauw, bool) or not isinstance(rauw, int | float) or math.isnan(rauw):
        return None
    begrensd = min(max(rauw, _KLEINSTE), _GROOTSTE)
    if operator is Operator.EQ:
        return int(begrensd) if begrensd == int(begrensd) else _GROOTSTE
    return _NAAR_HEEL[operator](begrensd)


def _samen(delen: Iterable[Criterium]) -> Criterium:
    alle = tuple(delen)
    return alle[0] if len(alle) == 1 else En(alle)


def _volgorde(deel: Criterium) -> tuple[int, str, str]:
    """Sort on: equal questions, written in another order, give the same tree."""
    match deel:
        case Vergelijking(veld, operator, _):
            return 0, veld, operator.value
        case Element(lijst, _):
            return 1, lijst, ""
        case _:
            return 2, "", ""


def schrijf(vraag: Selectievraag) -> dict[str, Any]:
    """Write a question that ``ontleed`` has read as a vraagObject, in the contract's names and forms.

    Reading it again gives the same question, with nothing ignored.
    """
    gebied = {"postcode": vraag.postcode, "afstand": vraag.afstand}
    return {_GEBIED: gebied, **_document(vraag.criterium, velden.kenmerken(vraag.versie, vraag.soort))}


def _document(criterium: Criterium, kenmerken: Iterable[Kenmerk]) -> dict[str, Any]:
    """Write all parts of one level. What has no place left there goes along with each choice of one ``$or``."""
    op_pad = {kenmerk.pad: kenmerk for kenmerk in kenmerken}
    document: dict[str, Any] = {}
    over: list[Criterium] = []
    keuzen: list[Of] = []
    for deel in _plat(criterium):
        match deel:
            case Vergelijking(veld, operator, waarde):
                if not _zet(document, op_pad[veld].namen, operator.value, waarde):
                    over.append(deel)
            case Element(pad, eis):
                if isinstance(lijst := op_pad[pad], Lijst):
                    _zet_element(document.setdefault(pad, {}), lijst, _document(eis, lijst.velden))
            case Of():
                keuzen.append(deel)
    if over or keuzen:
        eerste, *rest = sorted(keuzen, key=lambda keuze: len(keuze.delen)) or [Of((En(),))]
        samen = [_samen((*_plat(keuze), *over, *rest)) for keuze in eerste.delen]
        document[_OF] = [_document(keuze, op_pad.values()) for keuze in samen]
    return document


def _plat(criterium: Criterium) -> tuple[Criterium, ...]:
    """Give the parts that all must hold."""
    if not isinstance(criterium, En):
        return (criterium,)
    return tuple(deel for binnen in criterium.delen for deel in _plat(binnen))


def _zet(document: dict[str, Any], namen: tuple[str, ...], operator: str, waarde: int | str) -> bool:
    """Put a comparison under the first name where its operator is free; False where there is none.

    A question may use both names of a field.
    """
    naam = next((naam for naam in namen if operator not in document.get(naam, {})), None)
    if naam is None:
        return False
    document.setdefault(naam, {})[operator] = waarde
    return True


def _zet_element(eisen: dict[str, Any], lijst: Lijst, eis: dict[str, Any]) -> None:
    element = {Lijstoperator.ELEM_MATCH.value: eis}
    if lijst.vorm is Lijstoperator.ELEM_MATCH and not eisen:
        eisen.update(element)
    else:
        eisen.setdefault(Lijstoperator.ALL.value, []).append(element)
