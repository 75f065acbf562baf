"""Quality of the records of a source: what matching needs and is not there, codes that no list has, and age.

Only questions decide what matters: a record that lacks a field is found by no question that names it. How
often questions do is counted over the official accreditation cases of both versions (25 and 50 per kind and
version); one is added to each, for the cases name some fields by chance alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from app.domain.matching import overal_te_vinden, postcode_van
from app.domain.referentielijst import Lijst, als_sleutelcode
from app.domain.velden import BEROEPSCODE, kenmerken
from app.domain.velden import Lijst as Veldlijst
from app.models.partijen import Soort
from app.models.versie import Versie

POSTCODE: Final = {Soort.WERKZOEKENDE: "mobiliteit.bemiddelingspostcode", Soort.VACATURE: "adres.postcode"}
DAG: Final = 86_400
LEEFTIJDEN: Final = (7, 30, 90, 180)
"""Days since the last confirmation; the last group is what is older than all."""

_GEVALLEN: Final[Mapping[Soort, int]] = MappingProxyType({Soort.WERKZOEKENDE: 50, Soort.VACATURE: 100})
_GENOEMD: Final[Mapping[Soort, Mapping[str, int]]] = MappingProxyType(
    {
        Soort.WERKZOEKENDE: {
            "contractvorm.codeTypeArbeidscontract": 15,
            "werktijden.indicatieKantoortijden": 12,
            "werktijden.aantalWerkurenPerWeekMaximaal": 12,
            "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": 11,
            "werktijden.aantalWerkurenPerWeekMinimaal": 9,
            "bemiddelingsberoep.codeBeroepsnaam": 3,
            "arbeidsmarktkwalificatie.rijbewijs.codeSoortRijbewijs": 2,
            "arbeidsmarktkwalificatie.taalbeheersing.codeTaal": 1,
        },
        Soort.VACATURE: {
            "werktijden.aantalWerkurenPerWeekMaximaal": 43,
            "werktijden.aantalWerkurenPerWeekMinimaal": 31,
            "codeWerkEnDenkniveauMinimaal": 30,
            "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": 14,
            "beroep.codeBeroepsnaam": 13,
            "rijbewijs.codeSoortRijbewijs": 12,
            "taalbeheersing.codeTaal": 7,
            "taalbeheersing.codeNiveauTaalbeheersingMondeling": 3,
            "taalbeheersing.codeNiveauTaalbeheersingSchriftelijk": 3,
        },
    }
)
_CODES: Final[Mapping[str, Lijst]] = MappingProxyType(
    {
        "codeTaal": Lijst.TALEN,
        "codeSbi": Lijst.SBI,
        "codeCompetentie": Lijst.COMPETENTIES,
        "codeOpleidingsnaam": Lijst.OPLEIDINGEN,
    }
)
_BEROEP: Final = {Versie.V3: Lijst.BEROEPEN, Versie.V2: Lijst.BOC}

Codeboek = Mapping[Lijst, frozenset[str]]
"""The codes that are valid today; a list that was not loaded is not there, and nothing is judged by it."""


def gewicht(soort: Soort, veld: str) -> float:
    """Give the share of questions that name this field, from 0 to 1; every question has a postcode."""
    if veld == POSTCODE[soort]:
        return 1.0
    return (_GENOEMD[soort].get(veld, 0) + 1) / (_GEVALLEN[soort] + 1)


@lru_cache
def vraagvelden(versie: Versie, soort: Soort) -> Mapping[str, str]:
    """Give the fields that questions name, with where a record of this version has them; lists without brackets."""
    paden: dict[str, str] = {POSTCODE[soort]: POSTCODE[soort]}
    beroep = BEROEPSCODE[versie, soort].pad
    for kenmerk in kenmerken(versie, soort):
        binnen = [f"{kenmerk.pad}.{v.pad}" for v in kenmerk.velden] if isinstance(kenmerk, Veldlijst) else [kenmerk.pad]
        for pad in binnen:
            paden[pad.replace(beroep, BEROEPSCODE[Versie.V3, soort].pad)] = pad
    return MappingProxyType(paden)


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What is wrong with one record, by field: absent; with a code that no list has; lost to every question."""

    ontbreekt: frozenset[str]
    ongeldig: frozenset[str]
    verloren: frozenset[str]


def beoordeel(
    soort: Soort, versie: Versie, record: Mapping[str, Any], codes: Codeboek, *, te_plaatsen: bool = True
) -> Oordeel:
    """Judge one record. ``te_plaatsen``: its postcode is on the map."""
    velden = vraagvelden(versie, soort)
    goed, fout = _codes(record, versie, codes)
    naam_van = {pad: naam for naam, pad in velden.items()}
    ontbreekt = {naam for naam, pad in velden.items() if not _gevuld(record, pad.split("."))}
    if postcode_van(soort, record, versie) is not None or overal_te_vinden(soort, versie):
        ontbreekt.discard(POSTCODE[soort])
    ongeldig = {naam_van.get(pad, pad) for pad in fout}
    if not te_plaatsen and POSTCODE[soort] not in ontbreekt:
        ongeldig.add(POSTCODE[soort])
    zonder_goede = {naam_van.get(pad, pad) for pad in fout - goed} | (ongeldig & {POSTCODE[soort]})
    return Oordeel(frozenset(ontbreekt), frozenset(ongeldig), frozenset(ontbreekt | zonder_goede) & velden.keys())


def _gevuld(waarde: Any, weg: list[str]) -> bool:
    if isinstance(waarde, list):
        return any(_gevuld(lid, weg) for lid in waarde)
    if not weg:
        return waarde not in (None, "", {})
    return isinstance(waarde, Mapping) and _gevuld(waarde.get(weg[0]), weg[1:])


def _codes(record: Mapping[str, Any], versie: Versie, codes: Codeboek) -> tuple[set[str], set[str]]:
    """Give where a code stands that its list has, and where one that it has not."""
    goed: set[str] = set()
    fout: set[str] = set()
    for pad, naam, waarde in _bladeren(record):
        lijst = _BEROEP[versie] if naam == "codeBeroepsnaam" else _CODES.get(naam)
        if lijst is not None and lijst in codes and waarde != "":
            (goed if als_sleutelcode(lijst, str(waarde)) in codes[lijst] else fout).add(pad)
    return goed, fout


def _bladeren(waarde: Any, pad: str = "", naam: str = "") -> Iterator[tuple[str, str, Any]]:
    if isinstance(waarde, Mapping):
        for sleutel, deel in waarde.items():
            yield from _bladeren(deel, f"{pad}.{sleutel}" if pad else sleutel, sleutel)
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from _bladeren(deel, pad, naam)
    else:
        yield pad, naam, waarde


@dataclass(slots=True)
class Veldtelling:
    """Of one field: in how many records it could be, is absent, has a wrong code, is lost to questions."""

    van: int = 0
    ontbreekt: int = 0
    ongeldig: int = 0
    verloren: int = 0


@dataclass(slots=True)
class Meting:
    """The quality of one source and kind at one moment: counts, nothing of a person.

    ``verouderd``: records that were last confirmed too long ago to be in an answer.
    """

    soort: Soort
    records: int = 0
    verouderd: int = 0
    leeftijd: list[int] = field(default_factory=lambda: [0] * (len(LEEFTIJDEN) + 1))
    velden: dict[str, Veldtelling] = field(default_factory=dict)

    def tel(self, versie: Versie, oordeel: Oordeel, dagen: int, *, verouderd: bool) -> None:
        """Count one record, last confirmed so many days ago."""
        self.records += 1
        self.verouderd += verouderd
        self.leeftijd[sum(dagen > grens for grens in LEEFTIJDEN)] += 1
        for naam in vraagvelden(versie, self.soort).keys() | oordeel.ongeldig:
            telling = self.velden.setdefault(naam, Veldtelling())
            telling.van += 1
            telling.ontbreekt += naam in oordeel.ontbreekt
            telling.ongeldig += naam in oordeel.ongeldig
            telling.verloren += naam in oordeel.verloren

    @property
    def vindbaarheid(self) -> float:
        """Give how much of what questions name is there and right, weighed by how often they do; from 0 to 100."""
        gewogen = [(gewicht(self.soort, naam), t) for naam, t in self.velden.items() if self._is_vraagveld(naam)]
        geheel = sum(w * t.van for w, t in gewogen)
        return 100.0 if not geheel else round(100 * (1 - sum(w * t.verloren for w, t in gewogen) / geheel), 1)

    def kosten(self, naam: str) -> float:
        """Give the share of questions, in percent, that cannot find an average record for want of this field."""
        telling = self.velden[naam]
        if not telling.van or not self._is_vraagveld(naam):
            return 0.0
        return round(100 * gewicht(self.soort, naam) * telling.verloren / telling.van, 2)

    def verbeterpunten(self) -> list[str]:
        """Give the fields with something to mend, what costs most first."""
        namen = [naam for naam, t in self.velden.items() if t.ontbreekt or t.ongeldig]
        return sorted(namen, key=lambda naam: (-self.kosten(naam), -self.velden[naam].ongeldig, naam))

    def _is_vraagveld(self, naam: str) -> bool:
        return any(naam in vraagvelden(versie, self.soort) for versie in Versie)
