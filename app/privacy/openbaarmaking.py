"""The disclosure policy as data: which field goes to which class of party in which phase.

Read from ``openbaarmaking.toml``, whose head explains the form, and checked against the models: every
field has exactly one line that rules it, every line has a field. An operator's own file of the same form
can tighten it, never loosen it.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias

from app.models.partijen import Fase, Partijklasse, Soort
from app.models.profiel import alle_velden as modelvelden

STANDAARD: Final = Path(__file__).with_name("openbaarmaking.toml")
VERSIE: Final = 1
_SLEUTELS: Final = {"veld", "geheel", "verplicht", "match", "detail", "reden"}

Velden: TypeAlias = Callable[[Soort, Fase], Sequence[str]]
Plaats: TypeAlias = tuple[Fase, Partijklasse]


class BeleidFout(Exception):
    """The policy cannot be used; the message names kind, field and rule."""


class Oordeel(StrEnum):
    """In order of strictness; ``contact``: only with a jobseeker's consent for the contact fields."""

    JA = "ja"
    CONTACT = "contact"
    NEE = "nee"


_STRENGHEID: Final = {oordeel: rang for rang, oordeel in enumerate(Oordeel)}


@dataclass(frozen=True, slots=True)
class Beleidsregel:
    """One cell of the table: what happens to one field, in one phase, for one class."""

    soort: Soort
    veld: str
    fase: Fase
    klasse: Partijklasse
    oordeel: Oordeel
    reden: str


@dataclass(frozen=True, slots=True)
class _Regel:
    """One line of the file."""

    soort: Soort
    veld: str
    geheel: bool
    verplicht: bool
    oordelen: Mapping[Plaats, Oordeel]
    reden: str

    def over(self, veld: str) -> bool:
        return veld == self.veld or (self.geheel and veld.startswith(self.veld + "."))

    def fout(self, wat: str) -> BeleidFout:
        return BeleidFout(f"openbaarmaking: {self.soort} {self.veld}: {wat}")


def lees_tabel(extra: Path | None = None, velden: Velden = modelvelden) -> tuple[Beleidsregel, ...]:
    """Give the whole table, the operator's file applied. Raises ``BeleidFout``."""
    regels = _lees_bestand(STANDAARD)
    eigen = _lees_bestand(extra) if extra else []
    for regel in (*regels, *eigen):
        _keur(regel, velden)
    tabel: list[Beleidsregel] = []
    for soort in Soort:
        for veld in bladen(velden(soort, Fase.DETAIL), velden(soort, Fase.MATCH)):
            basis = _regel_over(veld, soort, regels)
            if basis is None or len(basis.oordelen) != len(Fase) * len(Partijklasse):
                raise BeleidFout(f"openbaarmaking: {soort} {veld}: geen regel die match en detail bepaalt")
            tabel += _cellen(veld, basis, eigen)
    _keur_fasen(tabel, velden)
    return tuple(tabel)


def bladen(*paden: Iterable[str]) -> list[str]:
    """Give the paths that hold a value: those that are no group of others, in order, once."""
    alle = dict.fromkeys(pad for reeks in paden for pad in reeks)
    groepen = {pad.rpartition(".")[0] for pad in alle}
    return [pad for pad in alle if pad not in groepen]


def _cellen(veld: str, basis: _Regel, eigen: list[_Regel]) -> Iterator[Beleidsregel]:
    for plaats, oordeel in basis.oordelen.items():
        regel = _regel_over(veld, basis.soort, (r for r in eigen if plaats in r.oordelen))
        if regel is not None and regel.oordelen[plaats] is not oordeel:
            _keur_strenger(veld, basis, regel, plaats)
            yield Beleidsregel(basis.soort, veld, *plaats, regel.oordelen[plaats], regel.reden)
        else:
            yield Beleidsregel(basis.soort, veld, *plaats, oordeel, basis.reden)


def _keur_fasen(tabel: Iterable[Beleidsregel], velden: Velden) -> None:
    for cel in tabel:
        if cel.oordeel is not Oordeel.NEE and cel.veld not in velden(cel.soort, cel.fase):
            raise BeleidFout(f"openbaarmaking: {cel.soort} {cel.veld}: {cel.fase} kent dit veld niet: zeg nee")


def _keur_strenger(veld: str, basis: _Regel, regel: _Regel, plaats: Plaats) -> None:
    waar = f"{veld} in {plaats[0]} voor {plaats[1]}"
    if basis.verplicht:
        raise regel.fout(f"{waar} kan niet anders: het contract eist dit veld")
    if _STRENGHEID[regel.oordelen[plaats]] < _STRENGHEID[basis.oordelen[plaats]]:
        raise regel.fout(f"{waar} mag niet ruimer dan de standaard: die zegt {basis.oordelen[plaats]}")


def _regel_over(veld: str, soort: Soort, regels: Iterable[_Regel]) -> _Regel | None:
    """Give the line with the longest path among those that rule this field."""
    kandidaten = (r for r in regels if r.soort is soort and r.over(veld))
    return max(kandidaten, key=lambda r: len(r.veld), default=None)


def _keur(regel: _Regel, velden: Velden) -> None:
    match, detail = velden(regel.soort, Fase.MATCH), velden(regel.soort, Fase.DETAIL)
    if regel.veld not in {*match, *detail}:
        raise regel.fout("dit veld bestaat niet")
    is_blad = regel.veld in bladen(detail, match)
    if is_blad == regel.geheel:
        raise regel.fout("geheel = true hoort bij een groep van velden" + ("" if is_blad else ", en dit is er een"))
    for (fase, klasse), oordeel in regel.oordelen.items():
        if oordeel is Oordeel.CONTACT and not _kent_contact(regel.soort, fase, klasse):
            raise regel.fout("contact kan alleen bij een werkzoekende, in het detail, buiten suwi")


def _kent_contact(soort: Soort, fase: Fase, klasse: Partijklasse) -> bool:
    """The consent `contact` is about parties outside SUWI; anywhere else the verdict would withhold nothing."""
    return soort is Soort.WERKZOEKENDE and fase is Fase.DETAIL and klasse is not Partijklasse.SUWI


def _lees_bestand(pad: Path) -> list[_Regel]:
    try:
        document = tomllib.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise BeleidFout(f"openbaarmaking: {pad} is niet te lezen: {fout.strerror}") from None
    except ValueError as fout:
        raise BeleidFout(f"openbaarmaking: {pad} is geen geldige TOML: {fout}") from None
    if document.pop("versie", None) != VERSIE:
        raise BeleidFout(f"openbaarmaking: {pad}: versie moet {VERSIE} zijn")
    vreemd = document.keys() - set(Soort)
    if vreemd or not all(isinstance(regels, list) for regels in document.values()):
        raise BeleidFout(f"openbaarmaking: {pad}: alleen [[werkzoekende]] en [[vacature]] zijn bekend")
    regels = [_lees_regel(Soort(soort), ruw) for soort, lijst in document.items() for ruw in lijst]
    _keur_dubbel(regels)
    return regels


def _keur_dubbel(regels: list[_Regel]) -> None:
    gezien: set[tuple[Soort, str]] = set()
    for regel in regels:
        if (regel.soort, regel.veld) in gezien:
            raise regel.fout("er zijn twee regels voor dit veld")
        gezien.add((regel.soort, regel.veld))


def _lees_regel(soort: Soort, ruw: Any) -> _Regel:
    if not isinstance(ruw, dict) or not isinstance(ruw.get("veld"), str):
        raise BeleidFout(f"openbaarmaking: {soort}: een regel moet een veld noemen")
    regel = _Regel(soort, ruw["veld"], ruw.get("geheel", False), ruw.get("verplicht", False), {}, ruw.get("reden", ""))
    if not (isinstance(regel.reden, str) and regel.reden.strip()):
        raise regel.fout("de reden ontbreekt")
    if not (ruw.keys() <= _SLEUTELS and isinstance(regel.geheel, bool) and isinstance(regel.verplicht, bool)):
        raise regel.fout(f"bekend zijn {', '.join(sorted(_SLEUTELS))}; geheel en verplicht zijn true of false")
    oordelen = {p: o for fase in Fase if fase in ruw for p, o in _lees_oordelen(regel, fase, ruw[fase])}
    if not oordelen:
        raise regel.fout("een regel moet match of detail bepalen")
    return _Regel(soort, regel.veld, regel.geheel, regel.verplicht, oordelen, regel.reden)


def _lees_oordelen(regel: _Regel, fase: Fase, ruw: Any) -> list[tuple[Plaats, Oordeel]]:
    per_klasse = ruw if isinstance(ruw, dict) else dict.fromkeys(Partijklasse, ruw)
    if per_klasse.keys() != set(Partijklasse):
        raise regel.fout(f"{fase} moet elk van {', '.join(Partijklasse)} noemen")
    if any(oordeel not in list(Oordeel) for oordeel in per_klasse.values()):
        raise regel.fout(f"{fase} moet een van {', '.join(Oordeel)} zijn")
    return [((fase, klasse), Oordeel(per_klasse[klasse])) for klasse in Partijklasse]
