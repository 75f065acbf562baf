"""A mapping made ready: every name looked up, every rule of it checked against the standard.

Raises ``Afbeeldingsfout`` with every mistake at once, in Dutch, each with what to do.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import Any, Final

from app.adapters.formaten.afbeelding import Afbeelding, Afbeeldingsfout, Kolom, Samenvoeging, kolommen_in
from app.adapters.formaten.bronnen.records import NIET_GEKOZEN
from app.adapters.formaten.kern import Afgewezen, Celwaarde, als_tekst, genormaliseerd
from app.adapters.formaten.omzetters import OMZETTERS, Conversie, Geeft, Parameterfout
from app.adapters.formaten.paden import ELK, Doelveld, Padfout, doelveld
from app.domain.referentielijst import Naslag
from app.models.partijen import Soort

NODIG: Final = {Soort.WERKZOEKENDE: "mobiliteit.bemiddelingspostcode", Soort.VACATURE: "adres.postcode"}
"""Without this field nobody finds the record."""
_BSN_NAMEN: Final = frozenset({"bsn", "burgerservicenummer", "sofinummer", "sofi-nummer", "bsn-nummer", "bsnnummer"})


class Rol(Enum):
    """What a column is for."""

    VELD = "veld"
    ID = "id"
    TOESTEMMING = "toestemming"
    DEEL = "deel van een samenvoeging"
    GENEGEERD = "negeren"
    IDENTIFICEREND = "identificerend"


@dataclass(frozen=True, slots=True)
class Veldregel:
    """One way from a column to a field."""

    kolom: str
    doel: Doelveld
    zet_om: Conversie = field(repr=False)
    leeg: frozenset[str]
    rij_bij_fout: bool


@dataclass(frozen=True, slots=True)
class Samenvoegregel:
    """Columns that become one text: forms with their columns, the first that fits is used."""

    doel: Doelveld
    vormen: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Inrichting:
    """A mapping that can be used."""

    afbeelding: Afbeelding
    rollen: dict[str, Rol]
    regels: dict[str, tuple[Veldregel, ...]]
    samenvoegingen: tuple[Samenvoegregel, ...]
    vast: tuple[tuple[Doelveld, str | int], ...]
    leeg: frozenset[str]

    @property
    def soort(self) -> Soort:
        """The kind of record that it gives."""
        return self.afbeelding.soort

    def kolommen_van(self, pad: str) -> list[str]:
        """Give the columns that a field comes from; of a group, those of its fields."""
        kaal = re.sub(r"\[[0-9]*\]", "", pad)
        paren = [(regel.doel.pad, regel.kolom) for regels in self.regels.values() for regel in regels]
        paren += [(s.doel.pad, kolom) for s in self.samenvoegingen for _, delen in s.vormen for kolom in delen]
        return list(dict.fromkeys(k for doel, k in paren if _valt_onder(re.sub(r"\[[0-9]*\]", "", doel), kaal)))


def richt_in(bestand: str, afbeelding: Afbeelding, naslag: Naslag) -> Inrichting:
    """Make a mapping ready. Raises ``Afbeeldingsfout``."""
    keuring = _Keuring(afbeelding, naslag)
    inrichting = keuring.richt_in()
    if keuring.fouten:
        raise Afbeeldingsfout(bestand, *dict.fromkeys(keuring.fouten))
    return inrichting


class _Keuring:
    """Walks a mapping, collects the mistakes and makes what is right."""

    def __init__(self, afbeelding: Afbeelding, naslag: Naslag) -> None:
        self._a, self._naslag = afbeelding, naslag
        self.fouten: list[str] = []

    def richt_in(self) -> Inrichting:
        self._keur_namen()
        self._keur_id()
        self._keur_vorm()
        regels: dict[str, list[Veldregel]] = {}
        for kolom in self._a.kolommen:
            if regel := self._regel(kolom):
                regels.setdefault(kolom.kolom, []).append(regel)
        inrichting = Inrichting(
            afbeelding=self._a,
            rollen={naam: rol for rol, naam in self._rollen()} | {NIET_GEKOZEN: Rol.GENEGEERD},
            regels={naam: tuple(rij) for naam, rij in regels.items()},
            samenvoegingen=tuple(filter(None, map(self._samenvoeging, self._a.samenvoegen))),
            vast=tuple(self._vast()),
            leeg=frozenset(map(genormaliseerd, self._a.leeg)),
        )
        self._keur_vindbaar(inrichting)
        return inrichting

    def _rollen(self) -> Iterator[tuple[Rol, str]]:
        a = self._a
        yield from ((Rol.GENEGEERD, naam) for naam in a.negeren)
        yield from ((Rol.IDENTIFICEREND, naam) for naam in a.identificerend)
        yield from ((Rol.DEEL, naam) for s in a.samenvoegen for naam in kolommen_in(s.vormen))
        yield from ((Rol.VELD, kolom.kolom) for kolom in a.kolommen)
        yield Rol.ID, a.id.kolom
        if a.toestemming:
            yield Rol.TOESTEMMING, a.toestemming.kolom

    def _keur_namen(self) -> None:
        """See to it that every name means one thing."""
        rollen = Counter(naam for _, naam in set(self._rollen()))
        for naam in [naam for naam, aantal in rollen.items() if aantal > 1]:
            soorten = " en ".join(sorted({rol.value for rol, ander in self._rollen() if ander == naam}))
            self.fouten.append(f'de kolom "{naam}" heeft meer dan één bestemming ({soorten}); kies er een')
        schrijfwijzen: dict[str, set[str]] = {}
        for naam, sleutel in self._a.namen():
            schrijfwijzen.setdefault(genormaliseerd(naam) if self._a.tabel else naam, set()).add(sleutel)
        for sleutels in schrijfwijzen.values():
            if len(sleutels) > 1:
                self.fouten.append(f"deze kolommen hebben dezelfde naam: {', '.join(sorted(sleutels))}")

    def _keur_id(self) -> None:
        a = self._a
        if not a.id.pseudoniem and (a.id.soort == "bsn" or _is_bsn(a.id.kolom)):
            self.fouten.append("id: een BSN mag alleen als pseudoniem door; zet pseudoniem: ja")
        if a.toestemming and a.soort is Soort.VACATURE:
            self.fouten.append("toestemming: een vacature heeft geen toestemming; laat dit deel weg")
        for rol, naam in self._rollen():
            if _is_bsn(naam) and rol in {Rol.VELD, Rol.DEEL}:
                self.fouten.append(
                    f'de kolom "{naam}" mag nooit door; zet haar bij identificerend of gebruik haar als id'
                )
        try:
            re.compile(a.id.vorm)
        except re.error:
            self.fouten.append("id.vorm is geen reguliere expressie")

    def _keur_vorm(self) -> None:
        soorten = set(self._a.bron.soort)
        if not self._a.tabel and soorten & {"xlsx", "csv"}:
            self.fouten.append(
                "bron.soort: een tabel (xlsx, csv) en records (json, xml) kunnen niet samen; maak twee afbeeldingen"
            )
        if "xml" in soorten and not self._a.bron.records:
            self.fouten.append("bron.records ontbreekt: noem het element dat één record is")
        if self._a.tabel and self._a.keuzes:
            self.fouten.append("keuzes horen bij json en xml, niet bij een tabel")

    def _keur_vindbaar(self, inrichting: Inrichting) -> None:
        nodig = NODIG[self._a.soort]
        if not self.fouten and not inrichting.kolommen_van(nodig):
            self.fouten.append(f"geen kolom gaat naar {nodig}; zonder die postcode wordt geen record gevonden")

    def _doel(self, plek: str, pad: str) -> Doelveld | None:
        try:
            return doelveld(self._a.soort, pad)
        except Padfout as fout:
            self.fouten.append(f"{plek}: {fout}")
            return None

    def _regel(self, kolom: Kolom) -> Veldregel | None:
        plek = f'kolommen "{kolom.kolom}"'
        doel = self._doel(plek, kolom.naar)
        conversie = self._tabel(plek, kolom, doel) if kolom.waarden is not None else self._omzetter(plek, kolom, doel)
        if doel is None or conversie is None:
            return None
        if self._bronlijsten(kolom.kolom) > sum(stap.element == ELK for stap in doel.stappen):
            self.fouten.append(
                f"{plek}: komt uit een lijst en gaat naar één veld; gebruik keuzes om een element te kiezen"
            )
        leeg = frozenset(map(genormaliseerd, [*self._a.leeg, *kolom.leeg]))
        rij = kolom.verplicht or kolom.bij_fout == "rij" or kolom.naar == NODIG[self._a.soort]
        return Veldregel(kolom.kolom, doel, conversie, leeg, rij)

    def _bronlijsten(self, naam: str) -> int:
        if self._a.tabel:
            return 0
        gekozen = sum(naam.startswith(keuze.lijst) for keuze in self._a.keuzes)
        return naam.count("[]") - gekozen

    def _omzetter(self, plek: str, kolom: Kolom, doel: Doelveld | None) -> Conversie | None:
        omzetter = OMZETTERS.get(kolom.omzetter)
        if omzetter is None:
            nabij = get_close_matches(kolom.omzetter, OMZETTERS, 1)
            bedoeld = f"; bedoelt u {nabij[0]}?" if nabij else f"; kies uit {', '.join(sorted(OMZETTERS))}"
            self.fouten.append(f"{plek}: de omzetter {kolom.omzetter} bestaat niet{bedoeld}")
            return None
        if doel and omzetter.geeft is not Geeft.BEIDE and doel.tekst is not (omzetter.geeft is Geeft.TEKST):
            veld = "tekst" if doel.tekst else "een getal"
            self.fouten.append(f"{plek}: {omzetter.naam} geeft {omzetter.geeft.value}, maar {doel.pad} is {veld}")
        try:
            return omzetter.maak(self._naslag, kolom.met)
        except Parameterfout as fout:
            self.fouten.append(f"{plek}: {omzetter.naam}: {fout}")
            return None

    def _tabel(self, plek: str, kolom: Kolom, doel: Doelveld | None) -> Conversie | None:
        waarden = {genormaliseerd(naam): waarde for naam, waarde in (kolom.waarden or {}).items()}
        if kolom.omzetter != "tekst" or kolom.met:
            self.fouten.append(f"{plek}: gebruik waarden of een omzetter, niet allebei")
        for naam, waarde in (kolom.waarden or {}).items():
            if doel and (schending := doel.schending(waarde)):
                self.fouten.append(f'{plek}: de waarde bij "{naam}" {schending}')
        return _uit_tabel(waarden, list(kolom.waarden or {}))

    def _samenvoeging(self, deel: Samenvoeging) -> Samenvoegregel | None:
        doel = self._doel("samenvoegen", deel.naar)
        if doel is None:
            return None
        if not doel.tekst:
            self.fouten.append(f"samenvoegen: {doel.pad} is geen tekst")
        return Samenvoegregel(doel, tuple((vorm, tuple(kolommen_in([vorm]))) for vorm in deel.vormen))

    def _vast(self) -> Iterator[tuple[Doelveld, str | int]]:
        for pad, waarde in self._a.standaardwaarden.items():
            doel = self._doel("standaardwaarden", pad)
            if doel and (schending := doel.schending(waarde)):
                self.fouten.append(f"standaardwaarden: {pad} {schending}")
            elif doel:
                yield doel, waarde


def _uit_tabel(waarden: dict[str, str | int], namen: list[str]) -> Callable[[Celwaarde], Any]:
    keuzes = ", ".join(namen[:20])

    def zet_om(waarde: Celwaarde) -> str | int:
        gevonden = waarden.get(genormaliseerd(als_tekst(waarde)))
        if gevonden is None:
            raise Afgewezen("is geen waarde die de afbeelding kent", f"kies uit {keuzes}")
        return gevonden

    return zet_om


def _is_bsn(naam: str) -> bool:
    return genormaliseerd(naam.rpartition(".")[2]) in _BSN_NAMEN


def _valt_onder(doel: str, pad: str) -> bool:
    return doel == pad or doel.startswith(f"{pad}.") or pad.startswith(f"{doel}.")
