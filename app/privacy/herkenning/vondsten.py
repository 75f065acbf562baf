"""All recognisers together: what stands in a text, and where."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from app.privacy.herkenning.adressen import adressen, emails
from app.privacy.herkenning.labels import Spans
from app.privacy.herkenning.nummers import bsns, ibans, telefoons


class Vondst(StrEnum):
    """Kinds of personal data that have no place in free text; the value names the kind in Dutch."""

    BSN = "bsn"
    IBAN = "iban"
    EMAIL = "e-mailadres"
    TELEFOON = "telefoonnummer"
    ADRES = "postcode met huisnummer"


ALLE = frozenset(Vondst)


class Treffer(NamedTuple):
    """What was found and where: ``tekst[begin:einde]``."""

    soort: Vondst
    begin: int
    einde: int


# In this order: a piece of text that fits two kinds goes to the first.
_HERKENNERS: Mapping[Vondst, Callable[[str], Spans]] = {
    Vondst.IBAN: ibans,
    Vondst.BSN: bsns,
    Vondst.EMAIL: emails,
    Vondst.ADRES: adressen,
    Vondst.TELEFOON: telefoons,
}

# Typography of word processors and web pages, brought back to what the rules know, one character for one.
_TYPOGRAFIE = {
    **dict.fromkeys([0xA0, *range(0x2000, 0x200C), 0x202F, 0x2060, 0x3000, 0xFEFF], " "),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-"),
    **{0xFF10 + n: str(n) for n in range(10)},
    0xFF20: "@",
}
_BIJZONDER = re.compile("[" + "".join(map(chr, _TYPOGRAFIE)) + "]")
_CIJFERS = re.compile(r"[0-9０-９](?:[^0-9０-９]{0,4}[0-9０-９]){3}")
_APENSTAARTEN = ("@", "\uff20", " at ", "(at", "( at", "[at", "[ at", "{at", "{ at", "apenst")


def zoek(tekst: str, soorten: frozenset[Vondst] = ALLE) -> tuple[Treffer, ...]:
    """Find the given kinds; the findings stand in order and never overlap."""
    nodig = _mogelijk(tekst) & soorten
    if not nodig:
        return ()
    gewoon = tekst.translate(_TYPOGRAFIE) if _BIJZONDER.search(tekst) else tekst
    gevonden: list[Treffer] = []
    for treffer in _herken(gewoon, nodig):
        if all(treffer.einde <= g.begin or g.einde <= treffer.begin for g in gevonden):
            gevonden.append(treffer)
    return tuple(sorted(gevonden, key=lambda t: t.begin))


def _mogelijk(tekst: str) -> frozenset[Vondst]:
    """Tell cheaply what a text could hold; most texts hold neither four digits together nor an at sign."""
    laag = tekst.lower()
    mail = {Vondst.EMAIL} if any(teken in laag for teken in _APENSTAARTEN) else set()
    return frozenset(mail | (ALLE - {Vondst.EMAIL} if _CIJFERS.search(tekst) else set()))


def _herken(tekst: str, soorten: frozenset[Vondst]) -> Iterator[Treffer]:
    for soort, herken in _HERKENNERS.items():
        if soort in soorten:
            yield from (Treffer(soort, begin, einde) for begin, einde in herken(tekst))
