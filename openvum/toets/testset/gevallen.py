"""Questions to the test set. What they should give follows from the records and the meaning of the question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client.vragen import VacatureVraag, Vraag, WerkzoekendeVraag
from openvum.toets.kaart import kilometers
from openvum.toets.oordeel import op_pad, voldoet
from openvum.toets.testset.maker import BEREIK, BEROEPEN, BOC, EILAND, records

_MIDDEN: Final = "8891AA"
_HEEL_EILAND: Final = 9
"""From its middle everything on the island lies within seven kilometres, the next island at seventeen."""


@dataclass(frozen=True, slots=True)
class Geval:
    """One question, the same in both versions unless ``alleen_v3``."""

    id: str
    titel: str
    soort: Soort
    vraag: Vraag
    alleen_v3: bool = False

    def vraagobject(self, versie: Versie) -> dict[str, Any]:
        """Give the question as it is sent; in version 2 with that version's codes of occupations."""
        vraag = self.vraag
        if versie is Versie.V2 and vraag.beroepen:
            codes = dict(zip(BEROEPEN, BOC, strict=True))
            vraag = type(vraag)(vraag.postcode, vraag.afstand, vraag.criteria, tuple(codes[b] for b in vraag.beroepen))
        return vraag.als_json(versie)

    def verwacht(self, versie: Versie) -> frozenset[int]:
        """Give the numbers of the records that belong in the answer."""
        vraag = self.vraagobject(versie)
        return frozenset(n for n, km, bereik in self._in_gebied(versie, vraag) if km <= bereik)

    def toegestaan(self, versie: Versie) -> frozenset[int]:
        """Give the numbers that may be there: no text of the standard says that one's own reach counts."""
        return frozenset(n for n, *_ in self._in_gebied(versie, self.vraagobject(versie)))

    def _in_gebied(self, versie: Versie, vraag: Mapping[str, Any]) -> Iterator[tuple[int, float, int]]:
        gebied = vraag["selectiegebied"]
        for record in records(versie, self.soort):
            km = kilometers(gebied["postcode"], record.plek)
            bereik = op_pad(record.gegevens, "mobiliteit.maximaleReisafstand")
            if km is not None and km <= gebied["afstand"] and voldoet(record.gegevens, vraag):
                yield record.nummer, km, BEREIK if bereik is None else bereik


def _w(vraag: WerkzoekendeVraag | None = None) -> WerkzoekendeVraag:
    return vraag or WerkzoekendeVraag(_MIDDEN, _HEEL_EILAND)


def _v() -> VacatureVraag:
    return VacatureVraag(_MIDDEN, _HEEL_EILAND)


_OP = "datumAanvangBeschikbaarVoorWerk"
_VANAF = "datumAanvangWerkzaamheden"
_VRAGEN_W: Final[Mapping[str, tuple[Vraag, bool]]] = {
    "Alles op het eiland": (_w(), False),
    "Uren: precies het maximum telt mee": (_w().uren(minstens=24), False),
    "Uren: een meer dan het maximum valt af": (_w().uren(minstens=25), False),
    "Uren: precies het minimum telt mee": (_w().uren(hoogstens=24), False),
    "Uren: een minder dan het minimum valt af": (_w().uren(hoogstens=23), False),
    "Uren: beide grenzen samen": (_w().uren(minstens=20, hoogstens=30), False),
    "Kantoortijden: ja": (_w().kantoortijden(), False),
    "Kantoortijden: nee is niet onbekend": (_w().kantoortijden(ja=False), False),
    "Onregelmatig: ja": (_w().onregelmatig(), False),
    "Onregelmatig: nee is niet onbekend": (_w().onregelmatig(ja=False), False),
    "Contract: bepaalde tijd": (_w().contract("B"), False),
    "Contract: een van beide": (_w().contract("B", "O"), False),
    "Rijbewijs: een": (_w().rijbewijs("B"), False),
    "Rijbewijs: meer, allemaal": (_w().rijbewijs("B", "C"), False),
    "Taal: alleen de taal": (_w().taal("nld"), False),
    "Taal: spreken, niet bekend (8) is hoger dan 3": (_w().taal("nld", spreken=3), False),
    "Taal: schrijven": (_w().taal("nld", schrijven=3), False),
    "Taal: spreken en schrijven in dezelfde taal": (_w().taal("eng", spreken=3, schrijven=3), False),
    "Taal: twee talen, elk op niveau": (_w().taal("nld", spreken=2).taal("eng", spreken=2), False),
    "Beroep: een": (_w().beroep(BEROEPEN[0]), False),
    "Beroep: een van twee": (_w().beroep(BEROEPEN[1], BEROEPEN[2]), False),
    "Datum: de dag zelf telt mee": (_w().met({_OP: {"$lte": "2026-06-30"}}), True),
    "Datum: een dag eerder valt af": (_w().met({_OP: {"$lte": "2026-06-29"}}), True),
    "Alles tegelijk": (_w().uren(minstens=16).taal("nld").rijbewijs("B").onregelmatig(), False),
    "Afstand: alleen de eigen postcode": (_w(WerkzoekendeVraag(EILAND[0], 0)), False),
    "Afstand: het halve eiland": (_w(WerkzoekendeVraag(EILAND[0], 7)), False),
    "Afstand: andersom": (_w(WerkzoekendeVraag(EILAND[-1], 3)), False),
}
_VRAGEN_V: Final[Mapping[str, tuple[Vraag, bool]]] = {
    "Alles op het eiland": (_v(), False),
    "Uren: precies het maximum telt mee": (_v().uren(minstens=24), False),
    "Uren: een meer dan het maximum valt af": (_v().uren(minstens=25), False),
    "Uren: precies het minimum telt mee": (_v().uren(hoogstens=24), False),
    "Uren: beide grenzen samen": (_v().uren(minstens=20, hoogstens=30), False),
    "Niveau: ten minste, en bekend": (_v().niveau("4"), False),
    "Niveau: bekend": (_v().met({"codeWerkEnDenkniveauMinimaal": {"$lt": "7"}}), False),
    "Niveau: onbekend": (_v().niveau_onbekend(), False),
    "Rijbewijs: een": (_v().rijbewijs("B"), False),
    "Rijbewijs: meer, allemaal": (_v().rijbewijs("B", "C"), False),
    "Taal: alleen de taal": (_v().taal("nld"), False),
    "Taal: spreken, niet bekend (8) is hoger dan 3": (_v().taal("nld", spreken=3), False),
    "Taal: spreken en schrijven in dezelfde taal": (_v().taal("eng", spreken=3, schrijven=3), False),
    "Taal: twee talen, elk op niveau": (_v().taal("nld", spreken=2).taal("eng", spreken=2), False),
    "Beroep": (_v().beroep(BEROEPEN[0]), False),
    "Onregelmatig: ja": (_v().onregelmatig(), True),
    "Datum: de dag zelf telt mee": (_v().met({_VANAF: {"$gte": "2026-06-30"}}), True),
    "Datum: een dag later valt af": (_v().met({_VANAF: {"$gte": "2026-07-01"}}), True),
    "Alles tegelijk": (_v().uren(minstens=16).taal("nld").rijbewijs("B"), False),
    "Afstand: alleen de eigen postcode": (VacatureVraag(EILAND[0], 0), False),
    "Afstand: het halve eiland": (VacatureVraag(EILAND[0], 7), False),
}


def gevallen() -> tuple[Geval, ...]:
    """Give every case, each with an id of its own."""
    return tuple(
        Geval(f"TST-{begin + nummer}", titel, soort, vraag, alleen_v3)
        for soort, begin, vragen in ((Soort.WERKZOEKENDE, 100, _VRAGEN_W), (Soort.VACATURE, 200, _VRAGEN_V))
        for nummer, (titel, (vraag, alleen_v3)) in enumerate(vragen.items(), 1)
    )
