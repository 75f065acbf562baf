"""The engine: rows of a file in, standard records out, and an account of every cell.

Nothing passes that the mapping does not name. A cell that breaks a rule is rejected and named; its field
stays away, or the whole row does where the mapping says so or the record would never be found. A value
is never guessed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import orjson

from app.adapters.formaten.bronnen.records import NIET_TE_KIEZEN
from app.adapters.formaten.idmaker import Idmaker, Pseudoniem
from app.adapters.formaten.inrichting import NODIG, Inrichting, Rol, Samenvoegregel, Veldregel
from app.adapters.formaten.kern import Afgewezen, Cel, Gebrek, Rij, als_tekst, genormaliseerd, is_leeg, schone_tekst
from app.adapters.formaten.omzetters.register import Uitkomst
from app.adapters.formaten.paden import Bouwer
from app.adapters.formaten.veldomzetting import conversie, sleutelwaarde
from app.domain.aanlevering import Ingelezen
from app.domain.celverslag import Celopmerking, Celuitkomst, Celverslag
from app.domain.leveringtoestemming import Bestandstoestemming
from app.models.identiteit import RecordID
from app.models.lezen import ID_VELD, valideer_record
from app.models.schending import Schending

_VAST: Final = {
    Rol.TOESTEMMING: Celuitkomst.OMGEZET,
    Rol.GENEGEERD: Celuitkomst.GENEGEERD,
    Rol.IDENTIFICEREND: Celuitkomst.IDENTIFICEREND,
}
"""What becomes of a cell whose value does not matter (any more)."""
_PLAATS: Final = re.compile(r"\{([^}]*)\}")
_NUMMER: Final = re.compile(r"\[[0-9]+\]")
_ONTHOUDEN: Final = 5_000
_VERPLICHT: Final = Gebrek("is verplicht en is leeg", "vul de cel in")
_BOTST: Final = Gebrek("geeft een andere waarde dan een andere cel van deze rij", "laat één van beide weg")
_PAST_NIET: Final = Gebrek("past niet in het veld van de standaard", "kort de tekst in")
_GEEN_TOESTEMMING: Final = Gebrek("geeft geen toestemming: de rij is niet geladen", "vraag de persoon om toestemming")


class _Geweigerd(Exception):
    """The row is not loaded."""


@dataclass(slots=True)
class _Werk:
    """One row while it is being worked on."""

    rij: Rij
    bouwer: Bouwer = field(default_factory=Bouwer)
    uitkomsten: list[Celuitkomst] = field(default_factory=list)
    schendingen: list[Schending] = field(default_factory=list)
    delen: dict[tuple[int, ...], dict[str, tuple[int, str]]] = field(default_factory=dict)
    """Parts of texts: by element of a list, by column, the cell and its text."""
    gehad: set[str] = field(default_factory=set)
    """Columns that gave something, or were refused already."""
    id: RecordID | None = None
    toestemming: bool | None = None


class Motor:
    """Turns rows into records by one mapping; ``verslag`` holds the account."""

    def __init__(self, inrichting: Inrichting, pseudoniem: Pseudoniem, verslag: Celverslag) -> None:
        self._i, self._verslag = inrichting, verslag
        self._a = inrichting.afbeelding
        self._maak_id = Idmaker(self._a.id, pseudoniem)
        self._moet = [*([naam] for naam in self._a.verplicht), inrichting.kolommen_van(NODIG[inrichting.soort])]
        self._ja = frozenset(map(genormaliseerd, self._a.toestemming.ja)) if self._a.toestemming else frozenset()
        self._eerste = True
        self._conversies = {
            id(regel): lru_cache(maxsize=_ONTHOUDEN)(conversie(regel))
            for regels in inrichting.regels.values()
            for regel in regels
        }

    def records(self, rijen: Iterator[Rij]) -> Iterator[Ingelezen]:
        """Give a record, or the refusal, of every row that holds something."""
        for rij in rijen:
            if self._eerste and rij.cellen:
                self._eerste = False
                self._meld_ontbrekend({cel.sleutel for cel in rij.cellen})
            if rij.fout is None and all(is_leeg(cel.waarde) for cel in rij.cellen):
                self._verslag.lege_rijen += 1
            else:
                yield self._record(rij)

    def _meld_ontbrekend(self, aanwezig: set[str]) -> None:
        if self._a.tabel:
            namen = dict.fromkeys(sleutel for _, sleutel in self._a.namen())
            self._verslag.ontbrekende_kolommen = tuple(naam for naam in namen if naam not in aanwezig)

    def _record(self, rij: Rij) -> Ingelezen:
        werk = _Werk(rij, uitkomsten=[Celuitkomst.VERVALLEN] * len(rij.cellen))
        try:
            ruw = self._maak(werk)
        except _Geweigerd:
            ruw = b""
            werk.uitkomsten = [self._na_weigering(cel, u) for cel, u in zip(rij.cellen, werk.uitkomsten, strict=True)]
        self._verslag.tel(werk.uitkomsten)
        return Ingelezen(rij.plaats, ruw, schendingen=tuple(werk.schendingen), toestemming=self._toestemming(werk))

    @staticmethod
    def _na_weigering(cel: Cel, uitkomst: Celuitkomst) -> Celuitkomst:
        if is_leeg(cel.waarde):
            return Celuitkomst.LEEG
        return Celuitkomst.VERVALLEN if uitkomst in {Celuitkomst.OVERGENOMEN, Celuitkomst.OMGEZET} else uitkomst

    def _maak(self, werk: _Werk) -> bytes:
        """Build the record. Raises ``_Geweigerd`` when the row cannot be one."""
        if werk.rij.fout:
            self._weiger(werk, "", werk.rij.fout)
            raise _Geweigerd
        self._eis_toestemming(werk)
        for nummer, cel in enumerate(werk.rij.cellen):
            werk.uitkomsten[nummer] = self._cel(werk, nummer, cel)
        for regel in self._i.samenvoegingen:
            self._voeg_samen(werk, regel)
        self._eis(werk)
        for doel, waarde in self._i.vast:
            werk.bouwer.vul_aan(doel, waarde)
        ruw = orjson.dumps({ID_VELD[self._i.soort]: werk.id, **werk.bouwer.record()})
        self._keur(werk, ruw)
        return ruw

    def _cel(self, werk: _Werk, nummer: int, cel: Cel) -> Celuitkomst:
        """Deal with one cell by the role of its column."""
        rol = self._i.rollen.get(cel.sleutel)
        if is_leeg(cel.waarde):
            return Celuitkomst.LEEG
        if cel.sleutel == NIET_TE_KIEZEN and isinstance(cel.waarde, Gebrek):
            self._wijs_af(werk, cel.naam, cel.waarde)
            return Celuitkomst.AFGEWEZEN
        if rol is None:
            self._verslag.onbekende_kolommen[_zonder_nummers(cel.naam)] += 1
            return Celuitkomst.ONBEKEND
        if rol is Rol.VELD:
            return self._veld(werk, cel)
        if rol is Rol.ID:
            return self._id(werk, cel)
        return self._deel(werk, nummer, cel) if rol is Rol.DEEL else _VAST[rol]

    def _veld(self, werk: _Werk, cel: Cel) -> Celuitkomst:
        uitkomst = Celuitkomst.OVERGENOMEN
        for regel in self._i.regels[cel.sleutel]:
            resultaat = self._conversies[id(regel)](sleutelwaarde(cel.waarde))
            fout = resultaat.fout or self._zet(werk, regel, cel, resultaat.waarde)
            if fout or resultaat.waarde is not None:
                werk.gehad.add(cel.sleutel)
            if fout:
                self._keur_af(werk, regel, cel, fout, genoemd=uitkomst is Celuitkomst.AFGEWEZEN)
                uitkomst = Celuitkomst.AFGEWEZEN
            elif resultaat.waarde != cel.waarde and uitkomst is Celuitkomst.OVERGENOMEN:
                uitkomst = Celuitkomst.OMGEZET
        return uitkomst

    def _keur_af(self, werk: _Werk, regel: Veldregel, cel: Cel, fout: Gebrek, *, genoemd: bool) -> None:
        """Name a cell once, whatever number of fields it was for."""
        if not genoemd:
            self._wijs_af(werk, cel.naam, fout)
        if regel.rij_bij_fout:
            werk.schendingen.append(_schending(cel.naam, fout))

    def _zet(self, werk: _Werk, regel: Veldregel, cel: Cel, waarde: Uitkomst) -> Gebrek | None:
        if waarde is None:
            return None
        if not isinstance(waarde, list):
            return None if werk.bouwer.zet(regel.doel, waarde, cel.indices) else _BOTST
        delen: list[str | int] = [*waarde]
        goed = [werk.bouwer.zet(regel.doel, deel, (*cel.indices, nummer)) for nummer, deel in enumerate(delen)]
        return None if all(goed) else _BOTST

    def _id(self, werk: _Werk, cel: Cel) -> Celuitkomst:
        werk.gehad.add(cel.sleutel)
        try:
            werk.id = self._maak_id(cel.waarde)
        except Afgewezen as fout:
            self._weiger(werk, cel.naam, fout.gebrek)
            return Celuitkomst.AFGEWEZEN
        return Celuitkomst.OVERGENOMEN if werk.id == cel.waarde else Celuitkomst.OMGEZET

    def _eis_toestemming(self, werk: _Werk) -> None:
        """Refuse the row of who does not consent before anything else of it is looked at, but for the id."""
        veld = self._a.toestemming
        if veld is None:
            return
        nummer = next((n for n, cel in enumerate(werk.rij.cellen) if cel.sleutel == veld.kolom), None)
        cel = Cel(veld.kolom, veld.kolom, None) if nummer is None else werk.rij.cellen[nummer]
        werk.toestemming = isinstance(cel.waarde, str | bool) and genormaliseerd(als_tekst(cel.waarde)) in self._ja
        if werk.toestemming:
            werk.gehad.add(veld.kolom)
            return
        if nummer is not None:
            werk.uitkomsten[nummer] = Celuitkomst.AFGEWEZEN
        self._weiger(werk, cel.naam, _GEEN_TOESTEMMING)
        for ander in werk.rij.cellen:
            if self._i.rollen.get(ander.sleutel) is Rol.ID and not is_leeg(ander.waarde):
                with suppress(Afgewezen):
                    werk.id = self._maak_id(ander.waarde)
        raise _Geweigerd

    def _deel(self, werk: _Werk, nummer: int, cel: Cel) -> Celuitkomst:
        """Keep a part of a text; what becomes of it is known when all parts are there."""
        try:
            tekst = schone_tekst(cel.waarde)
        except Afgewezen as fout:
            self._wijs_af(werk, cel.naam, fout.gebrek)
            return Celuitkomst.AFGEWEZEN
        if genormaliseerd(tekst) not in self._i.leeg:
            werk.delen.setdefault(cel.indices, {})[cel.sleutel] = nummer, tekst
        return Celuitkomst.OMGEZET

    def _voeg_samen(self, werk: _Werk, regel: Samenvoegregel) -> None:
        """Use the first form of which all parts are there and that fits; say of the others that they were not used."""
        alle = list(dict.fromkeys(naam for _, namen in regel.vormen for naam in namen))
        for indices, delen in werk.delen.items():
            gebruikt = self._vul_vorm(werk.bouwer, regel, delen, indices)
            for naam in alle:
                if naam in delen and naam not in gebruikt:
                    nummer, _ = delen[naam]
                    werk.uitkomsten[nummer] = Celuitkomst.AFGEWEZEN
                    self._wijs_af(werk, werk.rij.cellen[nummer].naam, _PAST_NIET)

    @staticmethod
    def _vul_vorm(
        bouwer: Bouwer, regel: Samenvoegregel, delen: dict[str, tuple[int, str]], indices: tuple[int, ...]
    ) -> tuple[str, ...]:
        for vorm, namen in regel.vormen:
            if all(naam in delen for naam in namen):
                tekst = _PLAATS.sub(lambda gevonden: delen[gevonden[1]][1], vorm)
                if not regel.doel.schending(tekst) and bouwer.zet(regel.doel, tekst, indices):
                    return namen
        return ()

    def _eis(self, werk: _Werk) -> None:
        """Refuse a row without an id or what its record needs to be found."""
        for groep in self._moet:
            if not werk.gehad.intersection(groep):
                cel = next((cel for cel in werk.rij.cellen if cel.sleutel in groep), None)
                self._weiger(werk, cel.naam if cel else groep[0], _VERPLICHT)
                werk.gehad.update(groep)
        if werk.schendingen:
            raise _Geweigerd

    def _keur(self, werk: _Werk, ruw: bytes) -> None:
        """Hold the record against the standard, and name the columns of what breaks it."""
        for schending in valideer_record(self._i.soort, ruw):
            namen = self._i.kolommen_van(schending.pad) or [self._a.id.kolom]
            self._weiger(
                werk, ", ".join(namen[:5]), Gebrek(f"{schending.pad} {schending.regel}", "controleer deze kolommen")
            )
        if werk.schendingen:
            raise _Geweigerd

    def _weiger(self, werk: _Werk, kolom: str, fout: Gebrek) -> None:
        werk.schendingen.append(_schending(kolom, fout))
        self._wijs_af(werk, kolom, fout)

    def _wijs_af(self, werk: _Werk, kolom: str, fout: Gebrek) -> None:
        self._verslag.wijs_af(Celopmerking(werk.rij.plaats, kolom, fout.regel, fout.verbetering))

    def _toestemming(self, werk: _Werk) -> Bestandstoestemming | None:
        """What the row says of the consent of a person whose id could be made."""
        veld = self._a.toestemming
        if veld is None or werk.id is None or werk.toestemming is None:
            return None
        if werk.toestemming and werk.schendingen:
            return None
        return Bestandstoestemming(werk.id, tuple(veld.omvang), werk.toestemming, self._a.formaat)


def _schending(kolom: str, fout: Gebrek) -> Schending:
    return Schending(kolom, f"{fout.regel}; {fout.verbetering}")


def _zonder_nummers(naam: str) -> str:
    """Name a path without saying which elements of its lists."""
    return _NUMMER.sub("[]", naam)
