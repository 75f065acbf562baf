"""Occupations and competences: by their URI, or by a code or name in a list that the operator loaded."""

import re
from typing import Final, NoReturn

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Lijst, Naslag

_URI: Final = re.compile(r"https?://(?:linkeddata\.)?competentnl\.nl/[!-~]{3,160}")


_BOC: Final = re.compile(r"[0-9]{1,10}")


@omzetter("beroep", Geeft.TEKST)
def beroep(naslag: Naslag) -> Conversie:
    """Beroep: een URI van CompetentNL, een code, naam of synoniem uit de lijst beroepen, of BOC met een omzetting."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        if _URI.fullmatch(gelezen):
            return gelezen
        if _BOC.fullmatch(gelezen):
            return _uit_boc(naslag, gelezen)
        # A name that CompetentNL does not have may be one of UWV, whose code a crosswalk may know.
        boc = naslag.code(Lijst.BOC, gelezen)
        gevonden = naslag.code(Lijst.BEROEPEN, gelezen) or (boc and naslag.uri_van_boc(boc))
        return gevonden or _mis(naslag, Lijst.BEROEPEN, gelezen, "het beroep")

    return zet_om


@omzetter("competentie", Geeft.TEKST)
def competentie(naslag: Naslag) -> Conversie:
    """Competentie: een URI van CompetentNL, of een code, naam of synoniem uit de lijst competenties."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        if _URI.fullmatch(gelezen):
            return gelezen
        gevonden = naslag.code(Lijst.COMPETENTIES, gelezen)
        return gevonden or _mis(naslag, Lijst.COMPETENTIES, gelezen, "de competentie")

    return zet_om


@omzetter("opleidingsnaam", Geeft.TEKST)
def opleidingsnaam(naslag: Naslag) -> Conversie:
    """Code van een opleidingsnaam (SuwiML, 1 tot 10 cijfers), of een naam of synoniem uit de lijst opleidingen."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        gevonden = gelezen if _BOC.fullmatch(gelezen) else naslag.code(Lijst.OPLEIDINGEN, gelezen)
        return gevonden or _mis(naslag, Lijst.OPLEIDINGEN, gelezen, "de opleiding")

    return zet_om


def _uit_boc(naslag: Naslag, code: str) -> str:
    gevonden = naslag.uri_van_boc(code)
    if gevonden is None:
        raise Afgewezen(
            "is een beroepscode van UWV (BOC) die niet is om te zetten naar CompetentNL",
            "vul de naam of de URI van het beroep in, of zet de code in het bestand van OPENVUM_BEROEPEN_OMZETTING",
        )
    return gevonden


def _mis(naslag: Naslag, lijst: Lijst, gelezen: str, wat: str) -> NoReturn:
    naslag.mis(lijst, gelezen)
    raise Afgewezen(
        f"{wat} staat niet in de geladen lijst {lijst.value}",
        f"laad de lijst {lijst.value}, of neem een voorstel uit het bestand met voorstellen over als synoniem",
    )
