"""The reference meaning of a question for one record; the selection in SQL must agree with it.

MongoDB semantics, strict on types: a number never compares with a string, a missing value never
matches, an empty string, list or object counts as missing, and ``$elemMatch`` holds within one element.
Codes compare as the numbers they are (language level 8 satisfies ``$gte: 3``); the single digits of
``codeWerkEnDenkniveauMinimaal`` compare as the strings they are, which is the same order.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.criteria import Criterium, Element, En, Of, Operator, Selectievraag, Vergelijking
from app.domain.selectiegebied import Postcodekaart
from app.domain.vertaling.adres import gekozen_adres, nederland
from app.models.partijen import Inzage, Soort
from app.models.versie import Versie

_POSTCODE = {Soort.WERKZOEKENDE: "mobiliteit.bemiddelingspostcode", Soort.VACATURE: "adres.postcode"}
_REIKWIJDTE = "mobiliteit.maximaleReisafstand"
_VERGELIJK: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: operator.eq,
    Operator.GT: operator.gt,
    Operator.GTE: operator.ge,
    Operator.LT: operator.lt,
    Operator.LTE: operator.le,
}


def postcode_van(soort: Soort, record: Mapping[str, Any], versie: Versie = Versie.V3) -> str | None:
    """Give the postcode by which a record is found; None where it has none."""
    if overal_te_vinden(soort, versie):
        return _postcode_werkgever(record)
    postcode = waarde_op(record, _POSTCODE[soort])
    return postcode if isinstance(postcode, str) else None


def _postcode_werkgever(vacature: Mapping[str, Any]) -> str | None:
    adressen = waarde_op(vacature, "werkgever.adresHouding") or []
    gekozen = gekozen_adres(adressen)
    return None if gekozen is None else str(nederland(adressen[gekozen])["postcode"])


def overal_te_vinden(soort: Soort, versie: Versie) -> bool:
    """Say whether a record without a Dutch postcode is in every area."""
    return soort is Soort.VACATURE and versie is Versie.V2


def past(vraag: Selectievraag, record: Mapping[str, Any], kaart: Postcodekaart) -> bool:
    """Say whether the record lies in the asked area and meets the criteria."""
    return voldoet(vraag.criterium, record) and in_gebied(vraag, record, kaart)


def is_vers(inzage: Inzage, bevestigd_op: int) -> bool:
    """Say whether a record that its source confirmed at this moment (seconds since 1970) may be in an answer."""
    return not inzage.bevestigd_na or bevestigd_op > inzage.bevestigd_na


def in_gebied(vraag: Selectievraag, record: Mapping[str, Any], kaart: Postcodekaart) -> bool:
    """Say whether the record's postcode lies within ``afstand``, and within its own reach if it has one.

    The record is of the version of the question.
    """
    postcode = postcode_van(vraag.soort, record, vraag.versie)
    if postcode is None and overal_te_vinden(vraag.soort, vraag.versie):
        return True
    afstand = None if postcode is None else kaart.afstand(vraag.postcode, postcode)
    return afstand is not None and binnen_bereik(vraag, record, afstand)


def binnen_bereik(vraag: Selectievraag, record: Mapping[str, Any], afstand: float) -> bool:
    """Say whether a record at this distance is near enough, for the asker and for itself."""
    return afstand <= min(vraag.afstand, _reikwijdte(vraag, record))


def _reikwijdte(vraag: Selectievraag, record: Mapping[str, Any]) -> float:
    eigen = waarde_op(record, _REIKWIJDTE) if vraag.soort is Soort.WERKZOEKENDE else None
    return eigen if type(eigen) is int else float("inf")


def voldoet(criterium: Criterium, record: Mapping[str, Any]) -> bool:
    """Say whether the record (or the element of a list) meets the criterium; the area is not judged."""
    match criterium:
        case Vergelijking(veld, operator_, eis):
            waarde = waarde_op(record, veld)
            return type(waarde) is type(eis) and waarde != "" and _VERGELIJK[operator_](waarde, eis)
        case Element(lijst, eis):
            elementen = waarde_op(record, lijst)
            return isinstance(elementen, list) and any(isinstance(e, Mapping) and voldoet(eis, e) for e in elementen)
        case En(delen):
            return all(voldoet(deel, record) for deel in delen)
        case Of(delen):
            return any(voldoet(deel, record) for deel in delen)


def waarde_op(record: Mapping[str, Any], pad: str) -> Any:
    """Give the value at a path of names joined by dots; None where there is none."""
    waarde: Any = record
    for naam in pad.split("."):
        waarde = waarde.get(naam) if isinstance(waarde, dict) else None
    return waarde
