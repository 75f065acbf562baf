"""Criteria to ask with, drawn from what the matches show: so that they have an answer that can be judged.

Every function gives candidates; a rule takes those that part what is known best.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets.baan import Baan
from openvum.toets.oordeel import op_pad, voldoet

Criteria = Mapping[str, Any]
_MAX: Final = "werktijden.aantalWerkurenPerWeekMaximaal"
_MIN: Final = "werktijden.aantalWerkurenPerWeekMinimaal"
_ONREGELMATIG: Final = "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"
_MONDELING: Final = "codeNiveauTaalbeheersingMondeling"
_SCHRIFTELIJK: Final = "codeNiveauTaalbeheersingSchriftelijk"
_NIVEAUS: Final = (4, 3, 2)
_HOOGSTE_UREN: Final = 99
_VEEL: Final = 40
"""So many candidates are weighed; more would not part better."""


def _basis(b: Baan) -> Sequence[Mapping[str, Any]]:
    return b.basis().matches


def _waarden(b: Baan, pad: str, soort: type) -> list[Any]:
    return sorted({w for m in _basis(b) if type(w := op_pad(m, pad)) is soort})


def _elementen(match: Mapping[str, Any], pad: str) -> list[Mapping[str, Any]]:
    rij = op_pad(match, pad)
    return [e for e in rij if isinstance(e, Mapping)] if isinstance(rij, list) else []


def _codes(match: Mapping[str, Any], pad: str, veld: str) -> list[str]:
    return sorted({w for e in _elementen(match, pad) if isinstance(w := op_pad(e, veld), str)})


def _alle_codes(b: Baan, pad: str, veld: str) -> list[str]:
    return sorted({code for m in _basis(b) for code in _codes(m, pad, veld)})


def _kwalificatie(b: Baan, naam: str) -> str:
    return f"arbeidsmarktkwalificatie.{naam}" if b.soort is Soort.WERKZOEKENDE else naam


def uren_maximaal(b: Baan) -> Iterator[Criteria]:
    """Each maximum that is there, and one more."""
    for uren in _waarden(b, _MAX, int):
        yield from ({_MAX: {"$gte": n}} for n in (uren, uren + 1) if 1 <= n <= _HOOGSTE_UREN)


def uren_minimaal(b: Baan) -> Iterator[Criteria]:
    """Each minimum that is there, and one less."""
    for uren in _waarden(b, _MIN, int):
        yield from ({_MIN: {"$lte": n}} for n in (uren, uren - 1) if 1 <= n <= _HOOGSTE_UREN)


def kantoortijden(b: Baan) -> Iterator[Criteria]:  # noqa: ARG001
    yield from ({"werktijden.indicatieKantoortijden": {"$eq": n}} for n in (1, 2))


def onregelmatig(b: Baan) -> Iterator[Criteria]:  # noqa: ARG001
    yield from ({_ONREGELMATIG: {"$eq": n}} for n in (1, 2))


def _contract(*typen: str) -> Criteria:
    return {"contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": t}} for t in typen]}}}


def contract(b: Baan) -> Iterator[Criteria]:  # noqa: ARG001
    yield from (_contract(t) for t in ("B", "O"))


def contract_of(b: Baan) -> Iterator[Sequence[Criteria]]:  # noqa: ARG001
    yield _contract("B", "O"), _contract("B"), _contract("O")


def _alle(pad: str, *eisen: Criteria) -> Criteria:
    return {pad: {"$all": [{"$elemMatch": dict(eis)} for eis in eisen]}}


def _eq(veld: str, waarde: str) -> Criteria:
    return {veld: {"$eq": waarde}}


def rijbewijs(b: Baan) -> Iterator[Criteria]:
    pad = _kwalificatie(b, "rijbewijs")
    yield from (_alle(pad, _eq("codeSoortRijbewijs", c)) for c in _alle_codes(b, pad, "codeSoortRijbewijs"))


def _paren(b: Baan, pad: str, veld: str) -> Iterator[Criteria]:
    paren = {paar for m in _basis(b) for paar in combinations(_codes(m, pad, veld), 2)}
    yield from (_alle(pad, _eq(veld, een), _eq(veld, twee)) for een, twee in sorted(paren)[:_VEEL])


def rijbewijzen(b: Baan) -> Iterator[Criteria]:
    yield from _paren(b, _kwalificatie(b, "rijbewijs"), "codeSoortRijbewijs")


def talen(b: Baan) -> Iterator[Criteria]:
    yield from _paren(b, _kwalificatie(b, "taalbeheersing"), "codeTaal")


def taal(b: Baan) -> Iterator[Criteria]:
    pad = _kwalificatie(b, "taalbeheersing")
    yield from (_alle(pad, _eq("codeTaal", c)) for c in _alle_codes(b, pad, "codeTaal")[:_VEEL])


def _op_niveau(b: Baan, veld: str) -> Iterator[Criteria]:
    pad = _kwalificatie(b, "taalbeheersing")
    for code in _alle_codes(b, pad, "codeTaal")[:_VEEL]:
        yield from (_alle(pad, {**_eq("codeTaal", code), veld: {"$gte": n}}) for n in _NIVEAUS)


def taal_mondeling(b: Baan) -> Iterator[Criteria]:
    yield from _op_niveau(b, _MONDELING)


def taal_schriftelijk(b: Baan) -> Iterator[Criteria]:
    yield from _op_niveau(b, _SCHRIFTELIJK)


def taal_in_een_element(b: Baan) -> Iterator[Criteria]:
    """Only where someone has the language in one element and the level in another."""
    pad = _kwalificatie(b, "taalbeheersing")
    for criteria in (*taal_mondeling(b), *taal_schriftelijk(b)):
        (lid,) = criteria[pad]["$all"]
        los = [{naam: eis} for naam, eis in lid["$elemMatch"].items()]
        valkuil = _alle(pad, *los)
        if any(voldoet(m, valkuil) and not voldoet(m, criteria) for m in _basis(b)):
            yield criteria


def _beroepen(b: Baan) -> list[str]:
    code = "codeBeroepsnaam" if b.versie is Versie.V3 else "beroepsnaamGecodeerd.codeBeroepsnaam"
    if b.soort is Soort.VACATURE:
        return _waarden(b, f"beroep.{code}", str)
    return _alle_codes(b, "bemiddelingsberoep", code)


def _beroep(b: Baan, *codes: str) -> Criteria:
    from openvum.toets.regels.vrg import beroepscriterium  # noqa: PLC0415 -- it is declared among the rules

    return beroepscriterium(b, *codes)


def beroep(b: Baan) -> Iterator[Criteria]:
    yield from (_beroep(b, code) for code in _beroepen(b)[:_VEEL])


def beroep_of(b: Baan) -> Iterator[Sequence[Criteria]]:
    for een, twee in list(combinations(_beroepen(b)[:10], 2))[:_VEEL]:
        yield _beroep(b, een, twee), _beroep(b, een), _beroep(b, twee)


def datum(b: Baan) -> Iterator[Criteria]:
    """Each date that is there: the day itself counts."""
    if b.soort is Soort.WERKZOEKENDE:
        pad, naam, op = "flexibiliteit.datumAanvangBeschikbaarVoorWerk", "datumAanvangBeschikbaarVoorWerk", "$lte"
    else:
        pad, naam, op = "arbeidsVoorwaarden.datumAanvangWerkzaamheden", "datumAanvangWerkzaamheden", "$gte"
    yield from ({naam: {op: dag}} for dag in _waarden(b, pad, str)[:_VEEL])


def niveau(b: Baan) -> Iterator[Criteria]:  # noqa: ARG001
    yield from ({"codeWerkEnDenkniveauMinimaal": {"$gte": n, "$lt": "7"}} for n in "123456")
    yield {"codeWerkEnDenkniveauMinimaal": {"$lt": "7"}}


def niveau_onbekend(b: Baan) -> Iterator[Criteria]:  # noqa: ARG001
    yield {"codeWerkEnDenkniveauMinimaal": {"$eq": "7"}}


def twee_criteria(b: Baan) -> Iterator[Criteria]:
    """Hours and a language or a licence: two that hardly depend on each other."""
    for een in list(uren_maximaal(b))[:10]:
        yield from ({**een, **twee} for twee in (*list(taal(b))[:5], *list(rijbewijs(b))[:5]))


def waar_iets_ontbreekt(b: Baan) -> Iterator[Criteria]:
    """Criteria so wide that only who shows nothing falls outside."""
    ruim: list[tuple[str, Criteria]] = [(_MAX, {_MAX: {"$gte": 1}}), (_MIN, {_MIN: {"$lte": _HOOGSTE_UREN}})]
    if b.soort is Soort.WERKZOEKENDE and b.versie is Versie.V3:
        pad = "flexibiliteit.datumAanvangBeschikbaarVoorWerk"
        ruim.append((pad, {"datumAanvangBeschikbaarVoorWerk": {"$lte": "9999-12-31"}}))
    if b.soort is Soort.VACATURE:
        ruim.append(("codeWerkEnDenkniveauMinimaal", {"codeWerkEnDenkniveauMinimaal": {"$lt": "7"}}))
    yield from (c for pad, c in ruim if any(op_pad(m, pad) is None for m in _basis(b)))
