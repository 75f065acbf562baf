"""From the addresses of an employer (version 2) to the one address of the vacancy (version 3), and back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.domain.vertaling.verlies import Reden, Verslag

FUNCTIES: Final = ("E", "V", "C")
"""Where a vacancy is: the place of work, else the establishment, else the correspondence address."""
_MAX_TOEVOEGING: Final = 6
_GELIJK: Final = ("straatnaam", "huisnummer")


def gekozen_adres(adressen: Sequence[Mapping[str, Any]]) -> int | None:
    """Give the place in the list of the address that says where the work is; its dates are not judged."""
    for functie in FUNCTIES:
        for plek, houding in enumerate(adressen):
            if houding.get("codeFunctieAdres") == functie and nederland(houding).get("postcode"):
                return plek
    return None


def nederland(houding: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the Dutch address; empty where there is none."""
    adres: Mapping[str, Any] = houding.get("adres", {}).get("adresNederland", {})
    return adres


def kies_adres(adressen: Sequence[Mapping[str, Any]], plek: str, verslag: Verslag) -> dict[str, Any] | None:
    """Translate the address that says where the work is, and report all that is left of the others."""
    gekozen = gekozen_adres(adressen)
    for nummer in range(len(adressen)):
        if nummer != gekozen:
            verslag.meld(f"{plek}[{nummer}]", Reden.NIET_GEKOZEN)
    if gekozen is None:
        return None
    houding = adressen[gekozen]
    for pad in _verloren(houding):
        verslag.meld(f"{plek}[{gekozen}].{pad}", Reden.BESTAAT_NIET)
    if houding["codeFunctieAdres"] != FUNCTIES[0]:
        verslag.meld(f"{plek}[{gekozen}].codeFunctieAdres", Reden.SAMENGEVOEGD)
    return _vertaal(nederland(houding), f"{plek}[{gekozen}].adres.adresNederland.adresDetails.straatadres", verslag)


def _vertaal(adres: Mapping[str, Any], plek: str, verslag: Verslag) -> dict[str, Any]:
    straat = adres.get("adresDetails", {}).get("straatadres", {})
    uit = {"postcode": adres["postcode"], **{naam: straat[naam] for naam in _GELIJK if naam in straat}}
    letter, toevoeging = straat.get("huisletter"), straat.get("huisnummertoevoeging")
    if letter is not None:
        verslag.meld(f"{plek}.huisletter", Reden.SAMENGEVOEGD)
        verslag.meld(f"{plek}.huisnummertoevoeging", Reden.SAMENGEVOEGD)
    if letter is not None or toevoeging is not None:
        uit["huisnummertoevoeging"] = f"{letter or ''}{toevoeging or ''}"[:_MAX_TOEVOEGING]
    return uit


def _verloren(houding: Mapping[str, Any]) -> Iterator[str]:
    """Name all that the address of version 3 has no field for."""
    yield from (naam for naam in ("datumAanvangAdres", "datumEindeAdres") if naam in houding)
    adres = nederland(houding)
    yield from (f"adres.adresNederland.{naam}" for naam in adres if naam not in {"postcode", "adresDetails"})
    details = adres.get("adresDetails", {})
    waar = "adres.adresNederland.adresDetails"
    yield from (f"{waar}.{vorm}" for vorm in details if vorm != "straatadres")
    straat = details.get("straatadres", {})
    bekend = {*_GELIJK, "huisletter", "huisnummertoevoeging"}
    yield from (f"{waar}.straatadres.{naam}" for naam in straat if naam not in bekend)


def naar_adreshouding(adres: Mapping[str, Any]) -> dict[str, Any]:
    """Write the address of a vacancy as the employer's address where the work is."""
    straat = {naam: waarde for naam, waarde in adres.items() if naam != "postcode"}
    details = {"adresDetails": {"straatadres": straat}} if straat else {}
    return {"codeFunctieAdres": FUNCTIES[0], "adres": {"adresNederland": {"postcode": adres["postcode"], **details}}}
