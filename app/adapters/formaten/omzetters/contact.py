"""Postcode, telephone, e-mail and web addresses."""

import re
from typing import Final

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as nl_postcode

from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst
from app.adapters.formaten.omzetters.register import Conversie, Geeft, omzetter
from app.domain.referentielijst import Naslag

_EMAIL: Final = re.compile(r"[^\s@<>,;\x00-\x1f]+@[^\s@<>,;\x00-\x1f]+\.[^\s@<>,;\x00-\x1f.]{2,}")
_URL: Final = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?(?:/[!-~]*)?")
_TELEFOON: Final = re.compile(r"[0-9+() ./-]{6,25}")


@omzetter("postcode", Geeft.TEKST)
def postcode(_naslag: Naslag) -> Conversie:
    """Nederlandse postcode: 3511AB of 3511 ab."""

    def zet_om(waarde: Celwaarde) -> str:
        try:
            return str(nl_postcode.validate(als_tekst(waarde))).replace(" ", "")
        except ValidationError:
            raise Afgewezen("is geen Nederlandse postcode", "vul vier cijfers en twee letters in") from None

    return zet_om


@omzetter("telefoon", Geeft.TEKST)
def telefoon(_naslag: Naslag) -> Conversie:
    """Telefoonnummer: Nederlands (met of zonder streepje) of internationaal met + of 00."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        nummer = _lees_nummer(gelezen) if _TELEFOON.fullmatch(gelezen) else None
        if nummer is None:
            raise Afgewezen("is geen telefoonnummer", "vul een nummer in als 0201234567 of +31201234567")
        landelijk = phonenumbers.national_significant_number(nummer)
        return f"0{landelijk}" if nummer.country_code == 31 else f"+{nummer.country_code}{landelijk}"  # noqa: PLR2004 -- the Netherlands

    return zet_om


def _lees_nummer(tekst: str) -> phonenumbers.PhoneNumber | None:
    try:
        nummer = phonenumbers.parse(tekst, "NL")
    except phonenumbers.NumberParseException:
        return None
    return nummer if phonenumbers.is_possible_number(nummer) else None


@omzetter("email", Geeft.TEKST)
def email(_naslag: Naslag) -> Conversie:
    """E-mailadres."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        if not _EMAIL.fullmatch(gelezen):
            raise Afgewezen("is geen e-mailadres", "vul één adres in als naam@organisatie.nl")
        return gelezen

    return zet_om


@omzetter("webadres", Geeft.TEKST)
def webadres(_naslag: Naslag) -> Conversie:
    """Webadres, met of zonder https://."""

    def zet_om(waarde: Celwaarde) -> str:
        gelezen = als_tekst(waarde)
        if not _URL.fullmatch(gelezen):
            raise Afgewezen("is geen webadres", "vul één adres in als https://www.organisatie.nl")
        return gelezen

    return zet_om
