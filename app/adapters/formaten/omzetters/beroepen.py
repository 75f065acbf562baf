"""Occupations and competences: by their URI, or by a code or name in a list that the operator loaded."""

import re
from typing import Final

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst
from app.adapters.formaten.omzetters.register import Conversie, Geeft, Lijsten, omzetter
from app.domain.referentielijst import Naamzoeker

_URI: Final = re.compile(r"https?://(?:linkeddata\.)?competentnl\.nl/[!-~]{3,160}")


@omzetter("beroep", Geeft.TEKST)
def beroep(lijsten: Lijsten) -> Conversie:
    """Beroep: een URI van CompetentNL, of een code, naam of synoniem uit de geladen beroepenlijst."""
    return _zoek_in(lijsten.beroepen, "het beroep", "beroepenlijst")


@omzetter("competentie", Geeft.TEKST)
def competentie(lijsten: Lijsten) -> Conversie:
    """Competentie: een URI van CompetentNL, of een code, naam of synoniem uit de geladen competentielijst."""
    return _zoek_in(lijsten.competenties, "de competentie", "competentielijst")


def _zoek_in(zoeker: Naamzoeker, wat: str, lijst: str) -> Conversie:
    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        if _URI.fullmatch(gelezen):
            return gelezen
        gevonden = zoeker(gelezen)
        if gevonden is None:
            raise Afgewezen(
                f"{wat} staat niet in de geladen {lijst}",
                f"laad een {lijst}, of neem een voorstel uit het bestand met voorstellen over als synoniem",
            )
        return gevonden

    return zet_om
