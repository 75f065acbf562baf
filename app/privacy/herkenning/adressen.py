"""Addresses: of mail, and of a house (postcode with house number, which together point at one door)."""

import re

from stdnum.nl import postcode

from app.privacy.herkenning.labels import Spans, heeft_ander_label

_LOKAAL = r"(?<![\w.+%-])[^\W_](?:[\w.+%'&-]{0,62}[\w+-])?"
_AT = r"@|\s?[(\[{]\s?(?:at|apenstaart(?:je)?|@)\s?[)\]}]\s?|\sapenstaart(?:je)?\s|(?P<los>\s(?:at|@)\s|\s@|@\s)"
_PUNT = r"(?:\.|\s?[(\[{]\s?(?:dot|punt|\.)\s?[)\]}]\s?|\s(?:dot|punt)\s)"
_DOMEIN = rf"(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_PUNT}){{1,8}}[^\W\d_]{{2,24}}(?!\w)"
_EMAIL = re.compile(rf"{_LOKAAL}(?:{_AT}){_DOMEIN}", re.IGNORECASE)
_MAILWOORD = re.compile(r"mail(?!adres verborgen)", re.IGNORECASE)
_MAILWOORD_BEREIK = 30
# Where to look, so that the costly pattern is not tried at every word.
_AT_TEKEN = re.compile(r"@|[\s(\[{]at[\s)\]}]|apenstaart", re.IGNORECASE)
_LOKAAL_BEREIK = 67
_DOMEIN_BEREIK = 300


def emails(tekst: str) -> Spans:
    """Give the e-mail addresses; a bare "at" between two words is one only where mail is spoken of."""
    gezien = 0
    for teken in _AT_TEKEN.finditer(tekst):
        m = _EMAIL.search(tekst, max(gezien, teken.start() - _LOKAAL_BEREIK), teken.end() + _DOMEIN_BEREIK)
        if m is None or m.start() > teken.start():
            continue
        gezien = m.end()
        if m["los"] is None or _MAILWOORD.search(tekst, max(0, m.start() - _MAILWOORD_BEREIK), m.start()):
            yield m.span()


_POSTCODE = re.compile(r"(?<![\w.-])(?P<cijfers>[1-9][0-9]{3})(?P<wit>\s{0,2})(?P<letters>[A-Za-z]{2})(?![^\W_])")
# Possessive: "24-40 uur" may not shrink to the house number 24.
_NUMMER = (
    r"(?P<nummer>[0-9]{1,5}+(?:\s?[-/]\s?[0-9]{1,4}(?![0-9])|[\s-]?(?:bis|hs|rood|zw)(?!\w)|[\s-]?[IVX]{1,4}(?!\w)"
    r"|-[A-Za-z]{1,2}(?!\w)|[A-Za-z]{1,2}(?!\w)|\s[A-Z](?!\w))?+)(?!\w|[.,:][0-9]|[-/]\w)"
)
_GEEN_EENHEID = (
    r"(?i:(?!\s?(?:uur|uren|u|jaar|jaren|jr|dag|dagen|weken|week|maand|maanden|km|kilometer|meter|m2|euro|eur|x|keer"
    r"|stuks|st|personen|mensen|vacatures?|functies?|fte|collega'?s|plaatsen|plekken|minuten|min|januari|februari"
    r"|maart|april|mei|juni|juli|augustus|september|oktober|november|december)(?!\w)|\s?[%€]))"
)
_LABEL = r"(?i:(?:huis\s?)?(?:nummer|nr)\.?\s?[:=]?\s?)"
_PLAATS = r"(?:(?:te\s)?[A-Z][\w'-]{1,30}[\s,]{1,3}){0,3}"
# These three are tried at a postcode alone: just after it, or up to it.
_ERNA = re.compile(
    rf"(?:(?P<label>[\s,.;:-]{{0,3}}{_PLAATS}(?:(?:en|met|op)\s)?{_LABEL})|\s{{0,2}}[,/-]?\s{{0,2}})"
    rf"(?![0-9]{{4}}\s?[A-Z]{{2}}(?!\w)){_NUMMER}{_GEEN_EENHEID}"
)
_STRAAT_ERVOOR = re.compile(
    rf"(?P<straat>[^\W\d_][\w'.-]{{2,40}})\s(?P<van>){_NUMMER}(?:[\s,]{{0,3}}(?:te\s)?|\s?(?P<haak>\())$"
)
_NUMMER_ERVOOR = re.compile(
    rf"(?<!\w){_LABEL}(?P<van>){_NUMMER}[\s,;.]{{0,3}}(?i:(?:(?:en|met|bij|op)\s)?(?:(?:de\s)?(?:postcode|pc)\s?[:=]?\s?)?)$"
)
_ERVOOR_BEREIK = 80
_STRAATNAAM = re.compile(
    r"(?:straat|str\.?|weg|laan|plein|kade|dijk|gracht|hof|pad|steeg|singel|dreef|park|plantsoen|markt|baan|ring|wal"
    r"|haven|akker|veld|burg|hoek|brink|dam|kamp|poort)$",
    re.IGNORECASE,
)
_GEEN_STRAAT = re.compile(
    r"(?:\w*afstand|straal|leeftijd|regio|team|groep|binnen|sinds|vanaf|vacature|functie|schaal|niveau)$", re.IGNORECASE
)
_ADRESWOORD = re.compile(
    r"(?<![^\W\d_])(?:postcode|pc|\w{0,10}adres|woon|woonachtig|gevestigd)(?![^\W\d_])", re.IGNORECASE
)
_ADRESWOORD_BEREIK = 30
_WOORD = re.compile(r"EN|OF|OM|OP|IN|TE|DE|AF|AL|ER|IS|JE|ZE|WE|UW|NA|KM|KG|PK|CC|CM|MM|EU|ST")
_JAAR = re.compile(r"(?:19|20)[0-9]{2}$")


def adressen(tekst: str) -> Spans:
    """Give every postcode with its house number, whichever of the two comes first."""
    for m in _POSTCODE.finditer(tekst):
        if _is_postcode(tekst, m):
            yield from _met_nummer_ervoor(tekst, *m.span())
            yield from _met_nummer_erna(tekst, *m.span())


def _met_nummer_erna(tekst: str, begin: int, einde: int) -> Spans:
    m = _ERNA.match(tekst, einde)
    if m and (m["label"] or not _JAAR.match(m["nummer"])):
        yield begin, m.end("nummer")


def _met_nummer_ervoor(tekst: str, begin: int, einde: int) -> Spans:
    ervoor = tekst[max(0, begin - _ERVOOR_BEREIK) : begin]
    verschil = begin - len(ervoor)
    straat = _STRAAT_ERVOOR.search(ervoor)
    nummer = _NUMMER_ERVOOR.search(ervoor)
    if nummer and not heeft_ander_label(ervoor, nummer.start("van")):
        yield verschil + nummer.start("van"), einde
    elif straat and _is_straat(straat["straat"]) and not _JAAR.match(straat["nummer"]):
        sluit = straat["haak"] is not None and tekst[einde : einde + 1] == ")"
        yield verschil + straat.start("van"), einde + sluit


def _is_postcode(tekst: str, m: re.Match[str]) -> bool:
    """Lower case and Dutch words ("2000 en 3000") make a postcode only where an address is spoken of."""
    begin = m.start()
    if not postcode.is_valid(m["cijfers"] + m["letters"]) or heeft_ander_label(tekst, begin):
        return False
    if m["letters"].isupper() and not (m["wit"] and _WOORD.fullmatch(m["letters"])):
        return True
    return _ADRESWOORD.search(tekst, max(0, begin - _ADRESWOORD_BEREIK), begin) is not None


def _is_straat(woord: str) -> bool:
    return not _GEEN_STRAAT.match(woord) and (woord[0].isupper() or _STRAATNAAM.search(woord) is not None)
