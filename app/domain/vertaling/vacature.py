"""The vacancy between the versions: match profile and detail (table of the VUM release notes, 2.0 to 3.0)."""

from typing import Any, Final

from app.domain.vertaling.adres import kies_adres, naar_adreshouding
from app.domain.vertaling.delen import (
    MAX_NAAM,
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

_SOORT: Final = Soort.VACATURE
_ADRESSEN: Final = "werkgever.adresHouding"
_AANVANG_V2: Final = "flexibiliteit.datumAanvangBeschikbaarVoorWerk"
_EIGEN_V2: Final = ("beroep", "opleiding.opleidingsnaam", _ADRESSEN, _AANVANG_V2)
_EIGEN_V3: Final = ("beroep", "opleiding.codeOpleidingsnaam", "opleiding.toelichtingOpleiding")


def naar_v3(fase: Fase, record: dict[str, Any], omzetting: Beroepenomzetting, verslag: Verslag) -> Groep | None:
    """Translate; None when no Dutch postcode is known, which a match of version 3 requires."""
    uit: Groep = behoud(record, bekend(_SOORT, fase, Versie.V3, _EIGEN_V2), _EIGEN_V2, verslag)
    _adres_naar_v3(uit, verslag)
    if fase is Fase.MATCH and "adres" not in uit:
        verslag.meld(_ADRESSEN, Reden.ONVOLLEDIG)
        return None
    _beroep_naar_v3(uit, Beroepen(omzetting, verslag), verslag)
    _aanvang_naar_v3(uit, verslag)
    for nummer, opleiding in enumerate(elk(uit, "opleiding")):
        opleiding_naar_v3(opleiding, f"opleiding[{nummer}]", verslag)
    return uit


def naar_v2(fase: Fase, record: dict[str, Any], omzetting: Beroepenomzetting, verslag: Verslag) -> Groep:
    """Translate; version 2 can hold every record."""
    eigen = _EIGEN_V3 if fase is Fase.MATCH else (*_EIGEN_V3, "adres")
    uit: Groep = behoud(record, bekend(_SOORT, fase, Versie.V2, eigen), eigen, verslag)
    if "beroep" in uit and (beroep := Beroepen(omzetting, verslag).naar_v2(uit.pop("beroep"), "beroep")):
        uit["beroep"] = beroep
    for nummer, opleiding in enumerate(elk(uit, "opleiding")):
        opleiding_naar_v2(opleiding, f"opleiding[{nummer}]", verslag, kort=fase is Fase.MATCH)
    if "adres" in uit:
        uit.setdefault("werkgever", {})["adresHouding"] = [naar_adreshouding(uit.pop("adres"))]
    _korte_webadressen(uit, verslag)
    return uit


def _adres_naar_v3(uit: Groep, verslag: Verslag) -> None:
    werkgever = uit.get("werkgever", {})
    adressen = werkgever.pop("adresHouding", None)
    if adressen is None:
        return
    if not werkgever:
        del uit["werkgever"]
    adres = kies_adres(adressen, _ADRESSEN, verslag)
    if adres is not None:
        uit["adres"] = adres


def _beroep_naar_v3(uit: Groep, beroepen: Beroepen, verslag: Verslag) -> None:
    """An occupation without a code names the vacancy, where it has no name."""
    naam = uit.pop("beroep", None)
    if naam is None:
        return
    vertaald = beroepen.naar_v3(naam, "beroep")
    if vertaald is not None:
        uit["beroep"] = vertaald
    elif (tekst := beroepstekst(naam)) and not uit.get("naamVacature"):
        uit["naamVacature"] = tekst[:MAX_NAAM]
        verslag.meld("naamVacature", Reden.AANGEVULD)


def _aanvang_naar_v3(uit: Groep, verslag: Verslag) -> None:
    flexibiliteit = uit.get("flexibiliteit", {})
    aanvang = flexibiliteit.pop("datumAanvangBeschikbaarVoorWerk", None)
    if aanvang is None:
        return
    if not flexibiliteit:
        del uit["flexibiliteit"]
    verslag.meld(_AANVANG_V2, Reden.VERPLAATST)
    voorwaarden = uit.setdefault("arbeidsVoorwaarden", {})
    if "datumAanvangWerkzaamheden" not in voorwaarden:
        voorwaarden["datumAanvangWerkzaamheden"] = aanvang
        verslag.meld("arbeidsVoorwaarden.datumAanvangWerkzaamheden", Reden.AANGEVULD)


def _korte_webadressen(uit: Groep, verslag: Verslag) -> None:
    for nummer, wijze in enumerate(elk(uit, "sollicitatiewijze")):
        if "webadres" in wijze and not past_url(wijze["webadres"], f"sollicitatiewijze[{nummer}].webadres", verslag):
            del wijze["webadres"]
    adressen = elk(uit.get("werkgever"), "webadres")
    goed = [a for n, a in enumerate(adressen) if past_url(a, f"werkgever.webadres[{n}]", verslag)]
    if len(goed) < len(adressen):
        uit["werkgever"]["webadres"] = goed
