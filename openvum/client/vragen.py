"""Questions, built step by step; every step gives a new question. Names and forms: MPWerkzoekende and MPVacature.

Hours overlap as the standard means it: what is offered at most is at least ``minstens``, and the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final, Self

import orjson

from app.models.errors import VumFout
from app.models.lezen import lees_vraag
from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client.fouten import VraagFout

_MAXIMUM: Final = 1_000_000
_JA, _NEE = 1, 2
_UREN_TEN_MINSTE: Final = "werktijden.aantalWerkurenPerWeekMaximaal"
_UREN_TEN_HOOGSTE: Final = "werktijden.aantalWerkurenPerWeekMinimaal"
_ONREGELMATIG: Final = "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst"
_KEUZE_V2: Final = "beroepsnaamGecodeerd.codeBeroepsnaam"
_ALLEEN_V3: Final = frozenset({"datumAanvangBeschikbaarVoorWerk", "datumAanvangWerkzaamheden"})


@dataclass(frozen=True, slots=True)
class Vraag:
    """``afstand`` in kilometres. ``criteria`` are those that version 3 and 2 write alike; ``beroepen`` they do not."""

    postcode: str
    afstand: int
    criteria: Mapping[str, Any] = field(default_factory=dict)
    beroepen: tuple[str, ...] = ()
    soort: ClassVar[Soort]

    def uren(self, *, minstens: int | None = None, hoogstens: int | None = None) -> Self:
        """Hours per week that overlap with these."""
        eisen = {_UREN_TEN_MINSTE: ("$gte", minstens), _UREN_TEN_HOOGSTE: ("$lte", hoogstens)}
        return self.met({naam: {op: aantal} for naam, (op, aantal) in eisen.items() if aantal is not None})

    def onregelmatig(self, ja: bool = True) -> Self:
        """Irregular work or shifts."""
        return self.met({_ONREGELMATIG: {"$eq": _JA if ja else _NEE}})

    def met(self, criteria: Mapping[str, Any]) -> Self:
        """Criteria as the standard writes them; one of the same name is replaced."""
        return replace(self, criteria={**self.criteria, **criteria})

    def als_json(self, versie: Versie = Versie.V3) -> dict[str, Any]:
        """Give the ``vraagObject``. Raises ``VraagFout``, which names every field and rule that is broken."""
        te_nieuw = sorted(self._alleen_v3() & self.criteria.keys()) if versie is Versie.V2 else []
        if te_nieuw:
            raise VraagFout(f"{', '.join(te_nieuw)}: bestaat niet in versie {versie}")
        gebied = {"postcode": self.postcode, "afstand": self.afstand}
        inhoud = {"selectiegebied": gebied, **self.criteria, **self._beroep(versie)}
        return schrijf_voor(inhoud, self.soort, versie)

    def _alleen_v3(self) -> frozenset[str]:
        return _ALLEEN_V3

    def _beroep(self, versie: Versie) -> Mapping[str, Any]:
        raise NotImplementedError

    def _alle(self, naam: str, *elementen: Mapping[str, Any]) -> Self:
        """Add to what must all be there."""
        al = self.criteria.get(naam, {}).get("$all", [])
        return self.met({naam: {"$all": [*al, *({"$elemMatch": dict(e)} for e in elementen)]}})


class WerkzoekendeVraag(Vraag):
    """A question for jobseekers."""

    __slots__ = ()
    soort = Soort.WERKZOEKENDE

    def beroep(self, *codes: str) -> Self:
        """Looks for one of these occupations: a CompetentNL URI, in version 2 a BOC code."""
        return replace(self, beroepen=(*self.beroepen, *codes))

    def contract(self, *typen: str) -> Self:
        """One of these types of contract: ``B`` (fixed term), ``O`` (indefinite)."""
        keuzen = [{"codeTypeArbeidscontract": {"$eq": str(t)}} for t in typen]
        return self.met({"contractvorm": {"$elemMatch": {"$or": keuzen}}})

    def rijbewijs(self, *codes: str) -> Self:
        """All of these driving licences."""
        eisen = [{"codeSoortRijbewijs": {"$eq": str(c)}} for c in codes]
        return self._alle("arbeidsmarktkwalificatie.rijbewijs", *eisen)

    def taal(self, code: str, *, spreken: int | None = None, schrijven: int | None = None) -> Self:
        """This language (ISO 639-3), at least at these levels (2 to 4); more languages: all of them."""
        return self._alle("arbeidsmarktkwalificatie.taalbeheersing", _taal(code, spreken, schrijven))

    def kantoortijden(self, ja: bool = True) -> Self:
        """Works office hours, or does not."""
        return self.met({"werktijden.indicatieKantoortijden": {"$eq": _JA if ja else _NEE}})

    def beschikbaar_op(self, dag: date) -> Self:
        """Available on this day or before (version 3)."""
        return self.met({"datumAanvangBeschikbaarVoorWerk": {"$lte": dag.isoformat()}})

    def _beroep(self, versie: Versie) -> Mapping[str, Any]:
        naam = _KEUZE_V2 if versie is Versie.V2 else "beroep.codeBeroepsnaam"
        keuzen = [{naam: {"$eq": code}} for code in self.beroepen]
        return {"bemiddelingsberoep": {"$elemMatch": {"$or": keuzen}}} if keuzen else {}


class VacatureVraag(Vraag):
    """A question for vacancies."""

    __slots__ = ()
    soort = Soort.VACATURE

    def beroep(self, code: str) -> Self:
        """This occupation: a CompetentNL URI, in version 2 a BOC code."""
        return replace(self, beroepen=(code,))

    def rijbewijs(self, *codes: str) -> Self:
        """All of these driving licences."""
        return self._alle("rijbewijs", *({"codeSoortRijbewijs": {"$eq": str(c)}} for c in codes))

    def taal(self, code: str, *, spreken: int | None = None, schrijven: int | None = None) -> Self:
        """This language (ISO 639-3), at least at these levels (2 to 4); more languages: all of them."""
        return self._alle("taalbeheersing", _taal(code, spreken, schrijven))

    def niveau(self, minstens: str) -> Self:
        """A level of work and thought that is known and at least this one (``"1"`` to ``"6"``)."""
        return self.met({"codeWerkEnDenkniveauMinimaal": {"$gte": str(minstens), "$lt": "7"}})

    def niveau_onbekend(self) -> Self:
        """A level of work and thought that is not known yet."""
        return self.met({"codeWerkEnDenkniveauMinimaal": {"$eq": "7"}})

    def begint_vanaf(self, dag: date) -> Self:
        """Begins on this day or later (version 3)."""
        return self.met({"datumAanvangWerkzaamheden": {"$gte": dag.isoformat()}})

    def _alleen_v3(self) -> frozenset[str]:
        return _ALLEEN_V3 | {_ONREGELMATIG}

    def _beroep(self, versie: Versie) -> Mapping[str, Any]:
        naam = f"beroep.{_KEUZE_V2}" if versie is Versie.V2 else "beroep.codeBeroepsnaam"
        return {naam: {"$eq": self.beroepen[0]}} if self.beroepen else {}


def schrijf_voor(vraag: Vraag | Mapping[str, Any], soort: Soort, versie: Versie) -> dict[str, Any]:
    """Give a ``vraagObject`` of this kind and version. Raises ``VraagFout``."""
    if isinstance(vraag, Vraag):
        if vraag.soort is not soort:
            raise VraagFout(f"dit is een vraag naar een {vraag.soort}, niet naar een {soort}")
        return vraag.als_json(versie)
    try:
        return lees_vraag(soort, orjson.dumps({"vraagObject": dict(vraag)}), _MAXIMUM, versie)
    except VumFout as fout:
        raise VraagFout(str(fout)) from None
    except orjson.JSONEncodeError:
        raise VraagFout("de vraag is niet als JSON te schrijven") from None


def _taal(code: str, spreken: int | None, schrijven: int | None) -> dict[str, Any]:
    niveaus = {
        "codeNiveauTaalbeheersingMondeling": spreken,
        "codeNiveauTaalbeheersingSchriftelijk": schrijven,
    }
    gevraagd = {naam: {"$gte": int(niveau)} for naam, niveau in niveaus.items() if niveau is not None}
    return {"codeTaal": {"$eq": code}, **gevraagd}
