"""Cells that hold several values: driving licences, means of transport, any list of words."""

import re
from typing import Final

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst, genormaliseerd
from app.adapters.formaten.omzetters.niveaus import VERVOER
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Naslag
from app.models.waardelijsten import SoortRijbewijs, SoortVervoermiddel

_RIJBEWIJZEN: Final = {code.value: code.value for code in SoortRijbewijs} | {"B-E": "BE", "C-E": "CE", "D-E": "DE"}
_GEEN: Final = frozenset({"geen", "nee", "n.v.t.", "nvt"})
_TUSSEN: Final = re.compile(r"\s*(?:[,;/]|\ben\b)\s*|\s+", re.IGNORECASE)
_TUSSEN_WOORDEN: Final = re.compile(r"\s*(?:[,;/+]|\ben\b)\s*", re.IGNORECASE)


@omzetter("rijbewijzen", Geeft.TEKST)
def rijbewijzen(_naslag: Naslag) -> Conversie:
    """Rijbewijzen, gescheiden door komma, puntkomma of spatie: "B, BE". Het woord geen: geen rijbewijs."""

    def zet_om(waarde: Celwaarde) -> list[str] | None:
        gelezen = als_tekst(waarde)
        if gelezen.casefold() in _GEEN:
            return None
        codes = [_RIJBEWIJZEN.get(deel.upper()) for deel in _TUSSEN.split(gelezen) if deel]
        if not codes or None in codes:
            raise Afgewezen("bevat iets dat geen rijbewijscategorie is", f"kies uit {', '.join(SoortRijbewijs)}")
        return list(dict.fromkeys(code for code in codes if code))

    return zet_om


@omzetter("vervoermiddelen", Geeft.GETAL)
def vervoermiddelen(_naslag: Naslag) -> Conversie:
    """Vervoermiddelen: auto, bromfiets, fiets, motor, openbaar vervoer (ov) of anders, gescheiden door komma's."""
    bekend: dict[str, int] = {**VERVOER, **{str(code.value): code.value for code in SoortVervoermiddel}}

    def zet_om(waarde: Celwaarde) -> list[int] | None:
        gelezen = genormaliseerd(als_tekst(waarde))
        if gelezen in _GEEN:
            return None
        codes = [bekend.get(deel) for deel in _TUSSEN_WOORDEN.split(gelezen) if deel]
        if not codes or None in codes:
            raise Afgewezen("bevat een onbekend vervoermiddel", "kies uit auto, bromfiets, fiets, motor, ov en anders")
        return list(dict.fromkeys(int(code) for code in codes if code is not None))

    return zet_om


@omzetter("woorden", Geeft.TEKST)
def woorden(_naslag: Naslag, *, scheiding: str = ",") -> Conversie:
    """Een lijst van teksten, gescheiden door het teken van de parameter scheiding (een komma)."""

    def zet_om(waarde: Celwaarde) -> list[str]:
        delen = [deel.strip() for deel in als_tekst(waarde).split(scheiding)]
        if not all(deel.isprintable() for deel in delen):
            raise Afgewezen("bevat tekens die geen tekst zijn", "typ de tekst opnieuw")
        return list(dict.fromkeys(filter(None, delen)))

    return zet_om
