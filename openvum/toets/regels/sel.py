"""What a criterion means, judged on what the matches show: no match too many, and none too few.

The basis is an answer that holds everything in its area. A narrower question must give exactly the part of
it that meets the criterion, as far as that answer is complete itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets import voorraad
from openvum.toets.baan import Baan
from openvum.toets.oordeel import voldoet
from openvum.toets.register import regel
from openvum.toets.selectie import Selectie
from openvum.toets.wissel import NietTeBeoordelen

Criteria = Mapping[str, Any]
Kandidaten = Callable[[Baan], Iterable[Criteria]]
_W, _V = (Soort.WERKZOEKENDE,), (Soort.VACATURE,)
_ALLE: Final = tuple(Soort)
_V3: Final = (Versie.V3,)
_KEUZEN: Final = 3


def kies(b: Baan, kandidaten: Iterable[Criteria]) -> Sequence[Criteria]:
    """Take the candidates that part the basis best. Raises ``NietTeBeoordelen`` when none has a match."""
    basis = b.basis(2)

    def scheidt(criteria: Criteria) -> int:
        aantal = sum(voldoet(match, criteria) for match in basis.matches)
        return min(aantal, len(basis.matches) - aantal) if aantal else -1

    gewogen = sorted(((scheidt(c), n, c) for n, c in enumerate(kandidaten)), key=lambda d: (-d[0], d[1]))
    bruikbaar = [c for gewicht, _, c in gewogen if gewicht >= 0]
    if not bruikbaar:
        raise NietTeBeoordelen("geen match toont dit kenmerk")
    return bruikbaar[:_KEUZEN]


async def beoordeel(b: Baan, criteria: Criteria) -> Selectie:
    """Ask the basis with these criteria, and find fault with each difference from what it should give."""
    basis = b.basis()
    smal = await b.selectie({**basis.vraag, **criteria})
    fout = sum(not voldoet(match, criteria) for match in smal.matches)
    b.eis(not fout, f"{fout} van {len(smal.matches)} matches voldoen niet aan de vraag", smal.wissel)
    verwacht = Counter(basis.sleutel(m) for m in basis.matches if voldoet(m, criteria))
    if not smal.meer:
        mist = (verwacht - smal.telling).total()
        b.eis(
            not mist, f"{mist} van {verwacht.total()} matches ontbreken, terwijl er niet meer zouden zijn", smal.wissel
        )
    erbij = smal.buiten(basis)
    b.eis(not erbij, f"{erbij} matches staan niet in het antwoord op de ruimere vraag", smal.wissel)
    return smal


def criterium(id_: str, titel: str, waar: str, kandidaten: Kandidaten, **waarvoor: Any) -> None:
    """Declare the rule that a criterion means what it says."""

    async def toets(b: Baan) -> None:
        for criteria in kies(b, kandidaten(b)):
            await beoordeel(b, criteria)
            if b.bevindingen:
                return

    regel(id_, titel, waar, **waarvoor)(toets)


def vereniging(
    id_: str, titel: str, waar: str, kandidaten: Callable[[Baan], Iterable[Sequence[Criteria]]], **voor: Any
) -> None:
    """Declare the rule that a choice gives what its parts give together; the first of each candidate is the choice."""

    async def toets(b: Baan) -> None:
        keuzen = {str(samen): (samen, delen) for samen, *delen in kandidaten(b)}
        samen = kies(b, [k for k, _ in keuzen.values()])[0]
        geheel = await beoordeel(b, samen)
        delen = [await beoordeel(b, deel) for deel in keuzen[str(samen)][1]]
        if any(s.meer for s in (geheel, *delen)):
            raise NietTeBeoordelen("een van de antwoorden is niet volledig")
        unie: Counter[str] = Counter()
        for deel in delen:
            unie |= deel.telling
        b.eis(unie == geheel.telling, "de keuze geeft iets anders dan de delen samen", geheel.wissel)

    regel(id_, titel, waar, **voor)(toets)


criterium(
    "SEL-01",
    "Uren: het maximum is ten minste het gevraagde ($gte)",
    "{schemas}.aantalWerkurenPerWeekMaximaal_selectie",
    voorraad.uren_maximaal,
)
criterium(
    "SEL-02",
    "Uren: het minimum is hoogstens het gevraagde ($lte)",
    "{schemas}.aantalWerkurenPerWeekMinimaal_selectie",
    voorraad.uren_minimaal,
)
criterium(
    "SEL-03",
    "Kantoortijden zijn de gevraagde ($eq)",
    "{schemas}.indicatieKantoortijden_selectie",
    voorraad.kantoortijden,
    soorten=_W,
)
criterium(
    "SEL-04",
    "Onregelmatig werk is het gevraagde ($eq)",
    "{schemas}.indicatieOnregelmatigWerkOfPloegendienst_selectie",
    voorraad.onregelmatig,
    soorten=_W,
)
criterium(
    "SEL-05",
    "Onregelmatig werk is het gevraagde ($eq)",
    "{schemas}.indicatieOnregelmatigWerkOfPloegendienst_selectie",
    voorraad.onregelmatig,
    soorten=_V,
    versies=_V3,
)
criterium(
    "SEL-06",
    "Een contractvorm is de gevraagde ($elemMatch, $or)",
    "{schemas}.contractvorm_selectie",
    voorraad.contract,
    soorten=_W,
)
criterium(
    "SEL-07",
    "Een rijbewijs is het gevraagde ($all, $elemMatch)",
    "{schemas}.rijbewijs_selectie",
    voorraad.rijbewijs,
    soorten=_ALLE,
)
criterium(
    "SEL-08",
    "Alle gevraagde rijbewijzen zijn er ($all)",
    "{schemas}.rijbewijs_selectie",
    voorraad.rijbewijzen,
    soorten=_ALLE,
)
criterium(
    "SEL-09", "Een taal is de gevraagde ($all, $elemMatch, $eq)", "{schemas}.taalbeheersingen_selectie", voorraad.taal
)
criterium(
    "SEL-10",
    "Een taal wordt ten minste zo goed gesproken ($gte)",
    "{schemas}.taalbeheersing_selectie",
    voorraad.taal_mondeling,
)
criterium(
    "SEL-11",
    "Een taal wordt ten minste zo goed geschreven ($gte)",
    "{schemas}.taalbeheersing_selectie",
    voorraad.taal_schriftelijk,
)
criterium(
    "SEL-12",
    "Taal en niveau horen bij een en dezelfde taalbeheersing ($elemMatch)",
    "{schemas}.taalbeheersing_match",
    voorraad.taal_in_een_element,
)
criterium("SEL-13", "Alle gevraagde talen zijn er ($all)", "{schemas}.taalbeheersingen_selectie", voorraad.talen)
criterium("SEL-14", "Een beroep is het gevraagde ($eq)", "{schemas}.codeBeroepsnaam_selectie", voorraad.beroep)
criterium(
    "SEL-15",
    "De eerste mogelijke werkdag is op of voor de gevraagde ($lte)",
    "{schemas}.datumAanvangBeschikbaarVoorWerk_selectie",
    voorraad.datum,
    soorten=_W,
    versies=_V3,
)
criterium(
    "SEL-16",
    "De eerste dag van het werk is op of na de gevraagde ($gte)",
    "{schemas}.datumAanvangWerkzaamheden_selectie",
    voorraad.datum,
    soorten=_V,
    versies=_V3,
)
criterium(
    "SEL-17",
    "Het werk- en denkniveau is bekend en ten minste het gevraagde ($gte, $lt)",
    "{schemas}.codeWerkEnDenkNiveauMinimaal_selectie",
    voorraad.niveau,
    soorten=_V,
)
criterium(
    "SEL-18",
    "Een onbekend werk- en denkniveau is te vragen ($eq)",
    "{schemas}.codeWerkEnDenkNiveauMinimaal_selectie",
    voorraad.niveau_onbekend,
    soorten=_V,
)
criterium("SEL-19", "Alle criteria van een vraag gelden", "{schemas}.MP{Soort}", voorraad.twee_criteria)
criterium(
    "SEL-20",
    "Een ontbrekende waarde voldoet nooit",
    "README van VUM, selectievraag: MongoDB; een leeg veld is afwezig",
    voorraad.waar_iets_ontbreekt,
)
vereniging(
    "SEL-21",
    "Een keuze uit contractvormen geeft wat elk ervan geeft ($or)",
    "{schemas}.contractvorm_selectie",
    voorraad.contract_of,
    soorten=_W,
)
vereniging(
    "SEL-22",
    "Een keuze uit beroepen geeft wat elk ervan geeft ($or)",
    "{schemas}.bemiddelingsberoep_selectie",
    voorraad.beroep_of,
    soorten=_W,
)
