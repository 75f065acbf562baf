"""The parts that both kinds of record have: what the other version does not know, occupations, educations.

Every function takes apart a copy and reports; nothing here changes the record that was given.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from app.domain.vertaling.omzetting import Beroepenomzetting
from app.domain.vertaling.verlies import Reden, Verslag
from app.models.partijen import Fase, Soort
from app.models.profiel import velden
from app.models.versie import Versie

MAX_TEKST: Final = 2000
MAX_NAAM: Final = 120
MAX_URL_V2: Final = 512

Groep = dict[str, Any]


@cache
def bekend(soort: Soort, fase: Fase, naar: Versie, eigen: tuple[str, ...]) -> frozenset[str]:
    """Give the paths to keep: those of the other version, and those that a translation of their own awaits."""
    ouders = {pad[:plek] for pad in eigen for plek, teken in enumerate(pad) if teken == "."}
    return frozenset({*velden(soort, fase, naar), *eigen, *ouders})


def behoud(deel: Any, paden: frozenset[str], eigen: tuple[str, ...], verslag: Verslag) -> Any:
    """Copy what may stay; a group that loses all it had goes too, an element of a list stays, be it empty."""
    return _behoud(deel, "", "", (paden, eigen), verslag)


def _behoud(deel: Any, pad: str, plek: str, regels: tuple[frozenset[str], tuple[str, ...]], verslag: Verslag) -> Any:
    if pad in regels[1]:
        return kopie(deel)
    if isinstance(deel, list):
        return [_behoud(lid, pad, f"{plek}[{nummer}]", regels, verslag) for nummer, lid in enumerate(deel)]
    if not isinstance(deel, Mapping):
        return deel
    uit: Groep = {}
    for naam, waarde in deel.items():
        volgend, waar = (f"{pad}.{naam}", f"{plek}.{naam}") if pad else (naam, naam)
        if volgend not in regels[0]:
            verslag.meld(waar, Reden.BESTAAT_NIET)
            continue
        rest = _behoud(waarde, volgend, waar, regels, verslag)
        if rest != {} or waarde == {}:
            uit[naam] = rest
    return uit


def kopie(deel: Any) -> Any:
    """Copy groups and lists; values are never changed."""
    if isinstance(deel, dict):
        return {naam: kopie(waarde) for naam, waarde in deel.items()}
    return [kopie(lid) for lid in deel] if isinstance(deel, list) else deel


class Beroepen:
    """Translates occupations by the crosswalk."""

    def __init__(self, omzetting: Beroepenomzetting, verslag: Verslag) -> None:
        self._omzetting = omzetting
        self._verslag = verslag

    def naar_v3(self, naam: Mapping[str, Any], plek: str) -> Groep | None:
        """Give the coded occupation; None where the crosswalk knows none. A label is lost."""
        gecodeerd = naam.get("beroepsnaamGecodeerd", {})
        boc = gecodeerd.get("codeBeroepsnaam")
        uri = self._omzetting.uri(boc) if boc else None
        if uri is None:
            self._verslag.meld(plek, Reden.GEEN_CODE if boc else Reden.ZONDER_CODE)
            return None
        waar = f"{plek}.beroepsnaamGecodeerd"
        if "omschrijvingBeroepsnaam" in gecodeerd:
            self._verslag.meld(f"{waar}.omschrijvingBeroepsnaam", Reden.BESTAAT_NIET)
        if self._omzetting.boc(uri) != boc:
            self._verslag.meld(f"{waar}.codeBeroepsnaam", Reden.NIET_EENDUIDIG)
        return {"codeBeroepsnaam": uri}

    def naar_v2(self, beroep: Mapping[str, Any], plek: str) -> Groep | None:
        """Give the coded occupation, without a label; None where the crosswalk knows none."""
        uri = beroep.get("codeBeroepsnaam")
        boc = self._omzetting.boc(uri) if uri else None
        if boc is None:
            self._verslag.meld(plek, Reden.GEEN_CODE if uri else Reden.ZONDER_CODE)
            return None
        if self._omzetting.uri(boc) != uri:
            self._verslag.meld(f"{plek}.codeBeroepsnaam", Reden.NIET_EENDUIDIG)
        return {"beroepsnaamGecodeerd": {"codeBeroepsnaam": boc}}


def beroepstekst(naam: Mapping[str, Any]) -> str:
    """Give what an occupation of version 2 is called."""
    tekst = naam.get("beroepsnaamGecodeerd", {}).get("omschrijvingBeroepsnaam")
    eigen = naam.get("beroepsnaamOngecodeerd", {}).get("naamBeroepOngecodeerd")
    return str(tekst or eigen or "")


def opleiding_naar_v3(opleiding: Groep, plek: str, verslag: Verslag) -> None:
    """The code stands alone; all texts become the explanation."""
    naam = opleiding.pop("opleidingsnaam", None)
    if naam is None:
        return
    waar = f"{plek}.opleidingsnaam"
    gecodeerd, eigen = naam.get("opleidingsnaamGecodeerd"), naam.get("opleidingsnaamOngecodeerd", {})
    if gecodeerd is None:
        verslag.meld(waar, Reden.SAMENGEVOEGD)
    elif "codeOpleidingsnaam" in gecodeerd:
        opleiding["codeOpleidingsnaam"] = gecodeerd["codeOpleidingsnaam"]
    else:
        verslag.meld(waar, Reden.SAMENGEVOEGD)
    label = (gecodeerd or {}).get("omschrijvingOpleidingsnaam", "")
    tekst = _samen(label or eigen.get("naamOpleidingOngecodeerd", ""), eigen.get("omschrijvingOpleiding", ""))
    if tekst:
        opleiding["toelichtingOpleiding"] = tekst[:MAX_TEKST]
    if len(tekst) > MAX_TEKST:
        verslag.meld(waar, Reden.AFGEKAPT)


def _samen(naam: str, omschrijving: str) -> str:
    """Join name and description; what ``opleiding_naar_v2`` has taken apart becomes one again."""
    if not naam or omschrijving.startswith(naam):
        return omschrijving or naam
    return f"{naam}\n{omschrijving}" if omschrijving else naam


def opleiding_naar_v2(opleiding: Groep, plek: str, verslag: Verslag, *, kort: bool = False) -> None:
    """With a code the explanation is its label, if it fits; without, it is the name and the description.

    ``kort``: there is no room for a description (match profile of a vacancy).
    """
    code, tekst = opleiding.pop("codeOpleidingsnaam", None), opleiding.pop("toelichtingOpleiding", None)
    if code is not None:
        gecodeerd = {"codeOpleidingsnaam": code}
        if tekst is not None and len(tekst) <= MAX_NAAM:
            gecodeerd["omschrijvingOpleidingsnaam"] = tekst
        elif tekst is not None:
            verslag.meld(f"{plek}.toelichtingOpleiding", Reden.TE_LANG)
        opleiding["opleidingsnaam"] = {"opleidingsnaamGecodeerd": gecodeerd}
    elif tekst is not None:
        eigen = {"naamOpleidingOngecodeerd": tekst[:MAX_NAAM], "omschrijvingOpleiding": tekst}
        if kort:
            del eigen["omschrijvingOpleiding"]
            if len(tekst) > MAX_NAAM:
                verslag.meld(f"{plek}.toelichtingOpleiding", Reden.AFGEKAPT)
        opleiding["opleidingsnaam"] = {"opleidingsnaamOngecodeerd": eigen}


def past_url(webadres: Mapping[str, Any], plek: str, verslag: Verslag) -> bool:
    """Say whether version 2 has room for the address."""
    if len(webadres.get("url", "")) <= MAX_URL_V2:
        return True
    verslag.meld(plek, Reden.TE_LANG)
    return False


def elk(groep: Any, naam: str) -> list[Groep]:
    """Give the elements of a list in a group; none where either is absent."""
    lijst = groep.get(naam) if isinstance(groep, dict) else None
    return lijst if isinstance(lijst, list) else []
