"""The jobseeker between the versions: match profile and detail (table of the VUM release notes, 2.0 to 3.0)."""

from typing import Any, Final

from app.domain.vertaling.delen import (
    MAX_TEKST,
    Beroepen,
    Groep,
    behoud,
    bekend,
    beroepstekst,
    elk,
    opleiding_naar_v2,
    opleiding_naar_v3,
    past_url,
)
from app.domain.vertaling.omzetting import Beroepenomzetting
from app.domain.vertaling.verlies import Reden, Verslag
from app.models.partijen import Fase, Soort
from app.models.versie import Versie

_SOORT: Final = Soort.WERKZOEKENDE
_KWALIFICATIE: Final = "arbeidsmarktkwalificatie"
_OPLEIDING: Final = f"{_KWALIFICATIE}.opleiding"
_WERKERVARING: Final = f"{_KWALIFICATIE}.werkervaring"
_EIGEN_V2: Final = ("bemiddelingsberoep", f"{_WERKERVARING}.beroep", f"{_OPLEIDING}.opleidingsnaam")
_EIGEN_V3: Final = (
    "bemiddelingsberoep",
    f"{_WERKERVARING}.beroep",
    f"{_OPLEIDING}.codeOpleidingsnaam",
    f"{_OPLEIDING}.toelichtingOpleiding",
)


def naar_v3(fase: Fase, record: dict[str, Any], omzetting: Beroepenomzetting, verslag: Verslag) -> Groep | None:
    """Translate; None when the postcode is missing that version 3 requires."""
    uit: Groep = behoud(record, bekend(_SOORT, fase, Versie.V3, _EIGEN_V2), _EIGEN_V2, verslag)
    if "bemiddelingspostcode" not in uit.get("mobiliteit", {"bemiddelingspostcode": ""}):
        verslag.meld("mobiliteit", Reden.ONVOLLEDIG)
        return None
    beroepen = Beroepen(omzetting, verslag)
    _gewenst(uit, beroepen.naar_v3)
    kwalificatie = uit.get(_KWALIFICATIE)
    for nummer, opleiding in enumerate(elk(kwalificatie, "opleiding")):
        opleiding_naar_v3(opleiding, f"{_OPLEIDING}[{nummer}]", verslag)
    for nummer, ervaring in enumerate(elk(kwalificatie, "werkervaring")):
        _ervaring_naar_v3(ervaring, f"{_WERKERVARING}[{nummer}]", beroepen, verslag)
    return uit


def naar_v2(fase: Fase, record: dict[str, Any], omzetting: Beroepenomzetting, verslag: Verslag) -> Groep:
    """Translate; version 2 can hold every record."""
    uit: Groep = behoud(record, bekend(_SOORT, fase, Versie.V2, _EIGEN_V3), _EIGEN_V3, verslag)
    beroepen = Beroepen(omzetting, verslag)
    _gewenst(uit, beroepen.naar_v2)
    kwalificatie = uit.get(_KWALIFICATIE)
    for nummer, opleiding in enumerate(elk(kwalificatie, "opleiding")):
        opleiding_naar_v2(opleiding, f"{_OPLEIDING}[{nummer}]", verslag)
    for nummer, ervaring in enumerate(elk(kwalificatie, "werkervaring")):
        if "beroep" in ervaring:
            _zet(ervaring, "beroep", beroepen.naar_v2(ervaring["beroep"], f"{_WERKERVARING}[{nummer}].beroep"))
    if "webadres" in uit:
        adressen = enumerate(uit["webadres"])
        uit["webadres"] = [adres for nummer, adres in adressen if past_url(adres, f"webadres[{nummer}]", verslag)]
    return uit


def _gewenst(uit: Groep, vertaal: Any) -> None:
    lijst = uit.get("bemiddelingsberoep")
    if not lijst:
        return
    vertaald = [vertaal(beroep, f"bemiddelingsberoep[{nummer}]") for nummer, beroep in enumerate(lijst)]
    _zet(uit, "bemiddelingsberoep", [beroep for beroep in vertaald if beroep] or None)


def _ervaring_naar_v3(ervaring: Groep, plek: str, beroepen: Beroepen, verslag: Verslag) -> None:
    """An occupation without a code is kept as text, as far as there is room for it."""
    if "beroep" not in ervaring:
        return
    naam = ervaring["beroep"]
    vertaald = beroepen.naar_v3(naam, f"{plek}.beroep")
    _zet(ervaring, "beroep", vertaald)
    tekst = beroepstekst(naam) if vertaald is None else ""
    toelichting = ervaring.get("toelichtingWerkervaring", "")
    samen = f"{tekst}\n{toelichting}" if toelichting else tekst
    if tekst and len(samen) <= MAX_TEKST:
        ervaring["toelichtingWerkervaring"] = samen
        verslag.meld(f"{plek}.toelichtingWerkervaring", Reden.AANGEVULD)


def _zet(groep: Groep, naam: str, waarde: Any) -> None:
    if waarde is None:
        groep.pop(naam, None)
    else:
        groep[naam] = waarde
