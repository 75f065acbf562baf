"""Numbers with a rule of their own: IBAN, phone number and BSN.

Sources: python-stdnum (check digits and the IBAN form of each country), phonenumbers (number plans).
"""

import re
from collections.abc import Sequence

from phonenumbers import PhoneNumberMatcher
from stdnum import iban
from stdnum.nl import bsn

from app.privacy.herkenning.labels import Spans, heeft_ander_label, label_ertussen

_IBAN = re.compile(r"(?<![^\W_])(?:iban(?:nummer)?)?([a-z]{2} ?[0-9]{2}(?:[ .-]?[a-z0-9]){11,30})", re.IGNORECASE)
_IBAN_CIJFERS = re.compile(r"[0-9]{2}(?:[ .-]?[A-Za-z0-9]){0,8}?(?:[ .-]?[0-9]){3}")
_ALFANUM = re.compile(r"[A-Za-z0-9]")
_IBAN_MINIMUM = 15


def ibans(tekst: str) -> Spans:
    """Give every IBAN that has the form and check digits of its country."""
    kandidaat = _IBAN.search(tekst) if _IBAN_CIJFERS.search(tekst) else None
    while kandidaat:
        begin, uiterste = kandidaat.span(1)
        einde = _einde_van_iban(tekst, begin, uiterste)
        if einde:
            yield begin, einde
        kandidaat = _IBAN.search(tekst, einde or begin + 1)


def _einde_van_iban(tekst: str, begin: int, uiterste: int) -> int | None:
    """Give the end of the shortest piece that is valid: what follows may be ordinary words."""
    eindes = [m.end() for m in _ALFANUM.finditer(tekst, begin, uiterste)][_IBAN_MINIMUM - 1 :]
    for einde in eindes:
        # Without the national check: a bank that its register does not know is an account all the same.
        if not tekst[einde : einde + 1].isalnum() and iban.is_valid(tekst[begin:einde], check_country=False):
            return einde
    return None


def _zonder_scheiding(tekst: str) -> str:
    return "".join(_ALFANUM.findall(tekst))


_BELBAAR = re.compile(r"(?:[+0]|[oO](?=6))(?:[\s().\-/_]{0,4}[0-9]){7}")
# Writings that the library leaves alone: the letter o for the zero, and underscores.
_MOBIEL = re.compile(r"(?<!\w)[0oO]6[\s_./-]{0,3}(?:[0-9][\s_.-]?){7}[0-9](?![\w])")
_OMGEVING = 40
_DATUM_OF_GETAL = re.compile(
    r"\(?[0-9]{1,2}([-./ ])[0-9]{1,2}\1(?:19|20)[0-9]{2}(?![0-9])|0\.[0-9]{7}|[0-9]{1,3}(?:\.[0-9]{3}){2}$"
)
_BEGIN_VAN_IBAN = re.compile(r"[A-Z]{2}[0-9]{2} ?[A-Z]{4}[ .-]?$")


def telefoons(tekst: str) -> Spans:
    """Give the phone numbers that exist in the number plan of the Netherlands, or abroad when written with +."""
    for begin, einde in _in_nummerplan(tekst):
        ervoor = tekst[max(0, begin - 10) : begin]
        if _DATUM_OF_GETAL.match(tekst, begin, einde) or _BEGIN_VAN_IBAN.search(ervoor):
            continue
        if not heeft_ander_label(tekst, begin):
            yield begin, einde


def _in_nummerplan(tekst: str) -> Spans:
    """Ask the library about the part of the text that could hold numbers: it is slow on long texts."""
    mogelijk = [m.span() for m in _BELBAAR.finditer(tekst)]
    if not mogelijk:
        return
    begin = max(0, mogelijk[0][0] - _OMGEVING)
    for m in PhoneNumberMatcher(tekst[begin : mogelijk[-1][1] + _OMGEVING], "NL"):
        open_haak = m.raw_string.startswith("(") and ")" not in m.raw_string
        yield begin + m.start + open_haak, begin + m.end
    for mobiel in _MOBIEL.finditer(tekst):
        yield mobiel.span()


# A masked BSN leaves its word behind; that one says nothing about the next number.
_BSN_WOORD = re.compile(
    r"(?<![^\W\d_])(?:(?:b\.?s\.?n\.?|sofi)(?:[\s_-]?(?:nummer|nr))?(?![^\W\d_])(?!\sverwijderd\])"
    r"|bs[\s_-]?nummer|b[urge]{3,5}s?[\s-]*ser[vw]?[a-z.]{1,6}[\s-]*n(?:[a-z]{3,6}|r)"
    r"|sociaal[\s-]*fiscaal[\s-]*(?:nummer|nr))",
    re.IGNORECASE,
)
_ACHT_CIJFERS = re.compile(r"[0-9](?:[\s.-]{0,3}[0-9]){7}")
_REEKS = re.compile(r"[0-9]+(?:[\s.-]{1,3}[0-9]+)*")
_GROEP = re.compile(r"[0-9]+")
_ZINSEINDE = re.compile(r"[.;!?\n]\s")
_BSN_LENGTES = (8, 9)
_WOORD_ERVOOR = 60
_WOORD_ERNA = 35


def bsns(tekst: str) -> Spans:
    """Give the numbers that pass the 11-proof and stand near their word.

    Without the word nothing is found: one in eleven of all numbers of nine digits passes the proof.
    """
    woorden = [m.span() for m in _BSN_WOORD.finditer(tekst)] if _ACHT_CIJFERS.search(tekst) else []
    if not woorden:
        return
    bellen = list(telefoons(tekst))
    for begin, einde in _reeksen(tekst):
        in_telefoon = any(van < begin and einde <= tot for van, tot in bellen)
        if in_telefoon or not bsn.is_valid(_zonder_scheiding(tekst[begin:einde])):
            continue
        if _staat_los(tekst, begin, einde, woorden) and _bij_woord(tekst, begin, einde, woorden):
            yield begin, einde


def _reeksen(tekst: str) -> Spans:
    """Give every row of whole digit groups that together has the length of a BSN."""
    for reeks in _REEKS.finditer(tekst):
        groepen = [m.span() for m in _GROEP.finditer(tekst, *reeks.span())]
        for i, (begin, _) in enumerate(groepen):
            lengte = 0
            for van, tot in groepen[i : i + max(_BSN_LENGTES)]:
                lengte += tot - van
                if lengte in _BSN_LENGTES:
                    yield begin, tot


def _staat_los(tekst: str, begin: int, einde: int, woorden: Sequence[tuple[int, int]]) -> bool:
    """Say whether no letter touches the number, but for its own word ("BSN999990019")."""
    vast = tekst[max(0, begin - 1) : begin].isalnum() and all(tot != begin for _, tot in woorden)
    return not vast and not tekst[einde : einde + 1].isalnum()


def _bij_woord(tekst: str, begin: int, einde: int, woorden: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of the words belongs to this number and no other label comes in between."""
    for van, tot in woorden:
        if 0 <= begin - tot <= _WOORD_ERVOOR and not label_ertussen(tekst[tot:begin]):
            return True
        if 0 <= van - einde <= _WOORD_ERNA and not _ZINSEINDE.search(tekst[einde:van]):
            return not heeft_ander_label(tekst, begin)
    return False
