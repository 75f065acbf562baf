"""Numbers: Dutch notation (a comma for the decimals, a dot for the thousands), hours, SBI codes."""

import re
from decimal import Decimal
from math import ceil, floor
from typing import Final, Literal

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Lijst, Naslag

_GETAL: Final = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:,[0-9]{1,6})?")
_PUNT: Final = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,2}")
_UREN: Final = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)(?:\s*(?:-|–|t/m|tot)\s*([0-9]{1,3}(?:[.,][0-9]{1,2})?))?")
_UUR: Final = re.compile(r"\s*(?:uur|uren|u)?(?:\s*(?:per|p/|/)\s*(?:week|wk|w))?\.?\s*$", re.IGNORECASE)
_SBI: Final = re.compile(r"(?:[A-Ua-u]\s?)?([0-9]{2})(?:\.?([0-9]{1,2}))?(?:\.?([0-9]))?")

Afronden = Literal["nee", "omlaag", "omhoog"]


def lees_getal(waarde: Celwaarde) -> Decimal:
    """Read a number in Dutch notation. Raises ``Afgewezen``."""
    if isinstance(waarde, int | float) and not isinstance(waarde, bool):
        return Decimal(als_tekst(waarde))
    gelezen = als_tekst(waarde)
    if _GETAL.fullmatch(gelezen):
        return Decimal(gelezen.replace(".", "").replace(",", "."))
    if _PUNT.fullmatch(gelezen):
        return Decimal(gelezen)
    raise Afgewezen("is geen getal", "vul een getal in, met een komma voor de decimalen")


def _heel(getal: Decimal, afronden: Afronden) -> int:
    if getal == getal.to_integral_value():
        return int(getal)
    if afronden == "nee":
        raise Afgewezen("is geen heel getal", "vul een heel getal in")
    return floor(getal) if afronden == "omlaag" else ceil(getal)


@omzetter("geheel_getal", Geeft.GETAL)
def geheel_getal(_naslag: Naslag, *, afronden: Afronden = "nee") -> Conversie:
    """Een heel getal; met afronden (omlaag of omhoog) mogen er decimalen achter een komma staan."""
    return lambda waarde: _heel(lees_getal(waarde), afronden)


@omzetter("uren", Geeft.GETAL)
def uren(
    _naslag: Naslag, *, grens: Literal["enige", "laagste", "hoogste"] = "enige", afronden: Afronden = "nee"
) -> Conversie:
    """Uren per week: 32, "32 uur", "32,5" (met afronden) of "24-32" (met grens: laagste of hoogste)."""

    def zet_om(waarde: Celwaarde) -> int:
        laag, hoog = _lees_uren(waarde)
        if grens == "enige" and laag != hoog:
            raise Afgewezen("is een bereik van uren", "vul één aantal uren in")
        return _heel(hoog if grens == "hoogste" else laag, afronden)

    return zet_om


def _lees_uren(waarde: Celwaarde) -> tuple[Decimal, Decimal]:
    gevonden = _UREN.fullmatch(_UUR.sub("", als_tekst(waarde)))
    if gevonden is None:
        raise Afgewezen("is geen aantal uren per week", "vul een getal in, bijvoorbeeld 32")
    laag, hoog = (Decimal((deel or gevonden[1]).replace(",", ".")) for deel in gevonden.groups())
    if laag > hoog:
        raise Afgewezen("is een bereik dat bij het hoogste begint", "zet het laagste aantal uren vooraan")
    return laag, hoog


@omzetter("sbi", Geeft.GETAL)
def sbi(naslag: Naslag) -> Conversie:
    """Code van de Standaard Bedrijfsindeling: 2 tot 5 cijfers, met of zonder punten, of een naam uit de lijst sbi."""

    def zet_om(waarde: Celwaarde) -> int:
        # 62.10 as a number of Excel has lost its last zero.
        gevonden = None if isinstance(waarde, float) and not waarde.is_integer() else _SBI.fullmatch(als_tekst(waarde))
        if gevonden is None:
            code = naslag.code(Lijst.SBI, als_tekst(waarde))
            if code is not None and code.isdecimal():
                return int(code)
            raise Afgewezen("is geen SBI-code", "vul 2 tot 5 cijfers in, bijvoorbeeld 62.01")
        return int("".join(deel or "" for deel in gevonden.groups()))

    return zet_om


@omzetter("maanden_naar_jaren", Geeft.GETAL)
def maanden_naar_jaren(_naslag: Naslag) -> Conversie:
    """Een aantal maanden als hele jaren, naar beneden afgerond."""
    return lambda waarde: _heel(lees_getal(waarde), "nee") // 12
