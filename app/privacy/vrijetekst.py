"""The free-text guard: no BSN or bank account is stored, and no way to reach a person stands in a match.

It reads only ``persoonlijkePresentatie``, ``toelichting*`` and ``omschrijving*`` (design, section 4):
codes, ids and contact fields are what they are. BSN and IBAN are masked before storing; e-mail address,
phone number and postcode with house number are masked in matches and left in details. What it reports
names the field and the kind, never the value.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

import orjson

from app.domain.ports import Bronmatch, Selectie
from app.domain.tekstwacht import Tekstoordeel, Tekstvondst, Tekstwacht
from app.models.partijen import Soort
from app.models.schending import Schending
from app.privacy.herkenning.vondsten import ALLE, Treffer, Vondst, zoek

GUARD_VERSION: Final = 1
"""Raise it when other texts would be found or masked: what was stored before is then guarded again."""

NOOIT_BEWAREN = frozenset({Vondst.BSN, Vondst.IBAN})
"""Kinds that are not stored, and so never go out."""

_VELDEN: Mapping[Soort, tuple[str, ...]] = {
    Soort.WERKZOEKENDE: ("persoonlijkePresentatie", "toelichting", "omschrijving"),
    Soort.VACATURE: ("toelichting", "omschrijving"),
}
_MASKER: Mapping[Vondst, str] = {
    Vondst.BSN: "[bsn verwijderd]",
    Vondst.IBAN: "[iban verwijderd]",
    Vondst.EMAIL: "[e-mailadres verborgen]",
    Vondst.TELEFOON: "[telefoonnummer verborgen]",
    Vondst.ADRES: "[postcode met huisnummer verborgen]",
}
_KORT_MASKER = "[***]"
"""Shorter than anything that can be found, so that a masked text always fits its field."""

_MAXIMUM = 2000
_MAXIMA = {"omschrijving": 120, "omschrijvingBeroepsnaam": 120, "omschrijvingOpleidingsnaam": 120}
"""Characters that the contracts allow in a field, where it is not 2000 (v2)."""

Pad = tuple[str | int, ...]
G = TypeVar("G", Mapping[str, Any], bytes)


class Keuze(StrEnum):
    """What an operator lets happen to a delivered record that holds a BSN or an IBAN."""

    MASKEREN = "maskeren"
    WEIGEREN = "weigeren"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding: the path of the field (``cursus[0].toelichtingCursus``) and the kind."""

    pad: str
    soort: Vondst


@dataclass(frozen=True, slots=True)
class Bewaakt(Generic[G]):
    """What may go on. ``gegevens`` is the very object that was given when nothing had to be masked.

    ``geweigerd``: the operator wants no such record; what is in ``gegevens`` is masked all the same.
    """

    gegevens: G = field(repr=False)
    bevindingen: tuple[Bevinding, ...] = ()
    geweigerd: bool = False


def bewaak(soort: Soort, gegevens: Mapping[str, Any], keuze: Keuze = Keuze.MASKEREN) -> Bewaakt[Mapping[str, Any]]:
    """Guard a validated record on delivery: BSN and IBAN are masked, the other kinds reported and left.

    ``gegevens`` must have passed the contract: the names of its fields come back in the findings.
    """
    schoon, bevindingen = _bewaak(soort, gegevens, zoeken=ALLE, maskeren=NOOIT_BEWAREN)
    verboden = any(b.soort in NOOIT_BEWAREN for b in bevindingen)
    return Bewaakt(schoon, bevindingen, geweigerd=verboden and keuze is Keuze.WEIGEREN)


def bewaak_match(soort: Soort, profiel: G) -> Bewaakt[G]:
    """Guard a match profile (JSON object bytes, or parsed): every kind is masked."""
    return _bewaak_uit(soort, profiel, ALLE)


def bewaak_detail(soort: Soort, inhoud: G) -> Bewaakt[G]:
    """Guard a detail on its way out: a BSN or IBAN from before the guard, or of another source, is masked."""
    return _bewaak_uit(soort, inhoud, NOOIT_BEWAREN)


def aanleverwacht(keuze: Keuze) -> Tekstwacht:
    """Give the guard that a delivery works with."""

    def oordeel(soort: Soort, gegevens: Mapping[str, Any]) -> Tekstoordeel:
        bewaakt = bewaak(soort, gegevens, keuze)
        vondsten = tuple(Tekstvondst(b.pad, b.soort.value) for b in bewaakt.bevindingen)
        verboden = [b for b in bewaakt.bevindingen if bewaakt.geweigerd and b.soort in NOOIT_BEWAREN]
        return Tekstoordeel(
            gegevens=bewaakt.gegevens,
            matchgegevens=bewaak_match(soort, bewaakt.gegevens).gegevens if vondsten else bewaakt.gegevens,
            versie=GUARD_VERSION,
            vondsten=vondsten,
            schendingen=tuple(Schending(b.pad, f"mag geen {b.soort.value} bevatten") for b in verboden),
        )

    return oordeel


def bewaak_bronmatch(soort: Soort, match: Bronmatch) -> Bronmatch:
    """Guard a match on its way out; one whose profile was made under this guard goes as it is."""
    if match.bewaakt == GUARD_VERSION:
        return match
    profiel = bewaak_match(soort, match.profiel).gegevens if _verdacht(match.profiel) else match.profiel
    return Bronmatch(match.id, profiel, match.afstand, GUARD_VERSION, match.versie)


def bewaak_selectie(soort: Soort, selectie: Selectie) -> Selectie:
    """Guard every match of a source."""
    return Selectie([bewaak_bronmatch(soort, m) for m in selectie.matches], selectie.meer)


def heeft_vrije_tekst(soort: Soort, gegevens: Mapping[str, Any]) -> bool:
    """Say whether a record has any text that the guard reads."""
    return any(tekst for _, tekst in _teksten(soort, gegevens))


def _bewaak_uit(soort: Soort, uit: G, soorten: frozenset[Vondst]) -> Bewaakt[G]:
    if not isinstance(uit, bytes):
        return Bewaakt(*_bewaak(soort, uit, zoeken=soorten, maskeren=soorten))
    if not _verdacht(uit):
        return Bewaakt(uit)
    gegevens, bevindingen = _bewaak(soort, orjson.loads(uit), zoeken=soorten, maskeren=soorten)
    return Bewaakt(orjson.dumps(gegevens) if bevindingen else uit, bevindingen)


_VERDACHT = re.compile(
    rb'"(?:persoonlijkePresentatie|toelichting|omschrijving)[^"]*"\s*:\s*(?:[^"\s]|"(?:[^"\\]|\\.)*?'
    rb"(?:[0-9@]|[ (\[{]at|apenst))",
    re.IGNORECASE,
)


def _verdacht(inhoud: bytes) -> bool:
    r"""Tell without parsing whether a text could hold something; ``\u`` may hide any character."""
    return b"\\u" in inhoud or _VERDACHT.search(inhoud) is not None


def _bewaak(
    soort: Soort, gegevens: Mapping[str, Any], *, zoeken: frozenset[Vondst], maskeren: frozenset[Vondst]
) -> tuple[Mapping[str, Any], tuple[Bevinding, ...]]:
    bevindingen: list[Bevinding] = []
    schoon = gegevens
    for pad, tekst in _teksten(soort, gegevens):
        nieuw, gevonden = _bewaak_tekst(tekst, _MAXIMA.get(_veldnaam(pad), _MAXIMUM), zoeken, maskeren)
        bevindingen.extend(Bevinding(_leesbaar(pad), vondst) for vondst in gevonden)
        if nieuw != tekst:
            schoon = _met(schoon, pad, nieuw)
    return schoon, tuple(bevindingen)


def _bewaak_tekst(
    tekst: str, maximum: int, zoeken: frozenset[Vondst], maskeren: frozenset[Vondst]
) -> tuple[str, list[Vondst]]:
    """Mask until nothing is left to mask: a mask may bring a word and a number nearer to each other."""
    treffers = zoek(tekst, zoeken)
    gevonden = [t.soort for t in treffers]
    while te_maskeren := [t for t in treffers if t.soort in maskeren]:
        tekst = _maskeer(tekst, te_maskeren, maximum)
        treffers = zoek(tekst, maskeren)
        gevonden += [t.soort for t in treffers]
    return tekst, gevonden


def _maskeer(tekst: str, treffers: list[Treffer], maximum: int) -> str:
    lang = _vervang(tekst, treffers, _MASKER)
    return lang if len(lang) <= maximum else _vervang(tekst, treffers, dict.fromkeys(Vondst, _KORT_MASKER))


def _vervang(tekst: str, treffers: list[Treffer], maskers: Mapping[Vondst, str]) -> str:
    delen, einde = [], 0
    for treffer in treffers:
        delen += [tekst[einde : treffer.begin], maskers[treffer.soort]]
        einde = treffer.einde
    return "".join(delen) + tekst[einde:]


def _teksten(soort: Soort, gegevens: Mapping[str, Any]) -> Iterator[tuple[Pad, str]]:
    """Give the free texts at any depth, without recursion: another source decides how deep it nests."""
    namen = _VELDEN[soort]
    open_: list[tuple[Pad, Any, bool]] = [((), gegevens, False)]
    while open_:
        pad, waarde, vrij = open_.pop()
        for sleutel, deel in waarde.items() if isinstance(waarde, Mapping) else enumerate(waarde):
            is_vrij = vrij or (isinstance(sleutel, str) and sleutel.startswith(namen))
            if isinstance(deel, (Mapping, list)):
                open_.append(((*pad, sleutel), deel, is_vrij))
            elif is_vrij and isinstance(deel, str):
                yield (*pad, sleutel), deel


def _met(gegevens: Mapping[str, Any], pad: Pad, tekst: str) -> Mapping[str, Any]:
    """Give a copy in which one text differs; everything beside its path is shared."""
    wortel = dict(gegevens)
    ouder: Any = wortel
    for sleutel in pad[:-1]:
        ouder[sleutel] = list(ouder[sleutel]) if isinstance(ouder[sleutel], list) else dict(ouder[sleutel])
        ouder = ouder[sleutel]
    ouder[pad[-1]] = tekst
    return wortel


def _veldnaam(pad: Pad) -> str:
    return next(str(sleutel) for sleutel in reversed(pad) if isinstance(sleutel, str))


def _leesbaar(pad: Pad) -> str:
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in pad).removeprefix(".")
