"""Labels in front of a number: they say that it is not what it looks like."""

import re
from collections.abc import Iterator

Spans = Iterator[tuple[int, int]]

_WAARVAN = (
    r"(?<![^\W\d_])(?:vacature|factuur|order|werkorder|dossier|polis|contract|zending|pakket|klant|relatie|debiteur"
    r"|lid|lidmaatschap|personeel|serie|certificaat|project|product|artikel|onderdeel|bestel|referentie|ref|kenmerk"
    r"|registratie|inschrijf|zaak|ticket|big|agb|btw|kvk|ean|isbn|barcode|koophandel|type|machine|model|versie)s?"
)
_SOORT_NUMMER = r"[\s-]?(?:nummer|nr|code|id)"
_EINDE = r"(?![^\W\d_])"
# Any compound on -nummer names its number, but for those of a phone, a house and a person.
_SAMENSTELLING = (
    r"(?<![^\W\d_])(?!(?:mobiel|gsm|fax|bel|whatsapp|app|vast|werk|priv|contact|nood|huis|thuis|service|kantoor"
    r"|doorkies|storing|bereikbaar|telefoon|tel|bsn|bs|sofi|burger|\w*serv))[^\W\d_]{3,30}(?:nummer|nr)"
)
_ERTUSSEN = re.compile(
    rf"{_WAARVAN}{_SOORT_NUMMER}{_EINDE}|(?<![^\W\d_])(?:tel|telefoon|telefoonnummer|mobiel){_EINDE}", re.IGNORECASE
)
_ERVOOR = re.compile(
    rf"(?:{_WAARVAN}(?:{_SOORT_NUMMER})?|{_SAMENSTELLING}){_EINDE}"
    r"\.?(?:\s(?:is|onder))?\s{0,2}[:=#]?\s{0,2}(?:[0-9]{2,4}[-/])?$",
    re.IGNORECASE,
)
_BEREIK = 40


def heeft_ander_label(tekst: str, begin: int) -> bool:
    """Say whether the number at ``begin`` is introduced as something else ("vacaturenummer 0612345678")."""
    return _ERVOOR.search(tekst[max(0, begin - _BEREIK) : begin]) is not None


def label_ertussen(tekst: str) -> bool:
    """Say whether this piece of text, between a word and a number, names another kind of number."""
    return heeft_ander_label(tekst, len(tekst)) or _ERTUSSEN.search(tekst) is not None
