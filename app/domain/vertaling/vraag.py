"""The question in the other version: weaker where that version has no word for it, never stronger.

Two uses. To a source of the other version the question is written in its words (``vertaal_vraag``), and
the exchange applies the asker's own question to the translated matches. Records of both versions inside
one node are selected at once: an occupation then stands for itself and for what is translated to it
(``verbreed``). Across versions occupations compare with ``$eq`` alone.
"""

from dataclasses import dataclass, replace
from typing import Final

from app.domain.criteria import Criterium, Element, En, Of, Operator, Selectievraag, Vergelijking
from app.domain.velden import BEROEPSCODE, Lijst, kenmerken
from app.domain.vertaling.omzetting import GEEN_OMZETTING, Beroepenomzetting
from app.domain.vertaling.verlies import Reden, Verlies
from app.models.errors import OngeldigeAanroep
from app.models.versie import Versie

MAX_CODES: Final = 5_000
"""Most codes that the occupations of one question may stand for: what a database takes in one statement."""

_ALTIJD: Final = En()


@dataclass(frozen=True, slots=True)
class Vraagvertaling:
    """``vraag`` None: no record of the other version can meet the question, so nobody need be asked.

    ``verliezen`` names the criteria that the other version does not judge.
    """

    vraag: Selectievraag | None
    verliezen: tuple[Verlies, ...] = ()


def vertaal_vraag(vraag: Selectievraag, naar: Versie, omzetting: Beroepenomzetting = GEEN_OMZETTING) -> Vraagvertaling:
    """Write a question in the words of the other version. Raises ``OngeldigeAanroep`` for too many codes."""
    vertaler = _Vertaler(vraag, naar, omzetting)
    criterium = vertaler.vertaal(vraag.criterium)
    verliezen = tuple(dict.fromkeys(vertaler.verliezen))
    if criterium is None:
        return Vraagvertaling(None, verliezen)
    return Vraagvertaling(replace(vraag, criterium=criterium, versie=naar), verliezen)


def verbreed(vraag: Selectievraag, omzetting: Beroepenomzetting = GEEN_OMZETTING) -> Selectievraag:
    """Let an occupation of a question stand for all that is translated to it as well."""
    if not len(omzetting):
        return vraag
    vertaler = _Vertaler(vraag, _andere(vraag.versie), omzetting)
    return replace(vraag, criterium=vertaler.verbreed(vraag.criterium))


def _andere(versie: Versie) -> Versie:
    return Versie.V2 if versie is Versie.V3 else Versie.V3


class _Vertaler:
    """Walks one question."""

    def __init__(self, vraag: Selectievraag, naar: Versie, omzetting: Beroepenomzetting) -> None:
        self.verliezen: list[Verlies] = []
        self._codes = 0
        self._van = BEROEPSCODE[vraag.versie, vraag.soort].pad
        self._naar = BEROEPSCODE[naar, vraag.soort].pad
        self._zoek = omzetting.bocs if naar is Versie.V2 else omzetting.uris
        alle = kenmerken(naar, vraag.soort)
        self._bekend = {k.pad for k in alle} | {v.pad for k in alle if isinstance(k, Lijst) for v in k.velden}

    def vertaal(self, criterium: Criterium) -> Criterium | None:
        """Give the criterium in the other words; None when nothing can meet it."""
        match criterium:
            case Vergelijking():
                return self._vergelijking(criterium)
            case Element(lijst, eis):
                binnen = self.vertaal(eis)
                return None if binnen is None else _ALTIJD if binnen == _ALTIJD else Element(lijst, binnen)
            case En(delen):
                return self._en([self.vertaal(deel) for deel in delen])
            case Of(delen):
                return self._of([self.vertaal(deel) for deel in delen])

    def verbreed(self, criterium: Criterium) -> Criterium:
        """Give the criterium with what is translated to each occupation beside it."""
        match criterium:
            case Vergelijking(veld, Operator.EQ, _) if veld == self._van:
                return _of_plat([criterium, *self._andere_codes(criterium)])
            case Vergelijking():
                return criterium
            case Element(lijst, eis):
                return Element(lijst, self.verbreed(eis))
            case En(delen):
                return En(tuple(self.verbreed(deel) for deel in delen))
            case Of(delen):
                return _of_plat([self.verbreed(deel) for deel in delen])

    def _vergelijking(self, eis: Vergelijking) -> Criterium | None:
        if eis.veld == self._van:
            return self._beroep(eis)
        if eis.veld in self._bekend:
            return eis
        self.verliezen.append(Verlies(eis.veld, Reden.BESTAAT_NIET))
        return _ALTIJD

    def _beroep(self, eis: Vergelijking) -> Criterium | None:
        if eis.operator is not Operator.EQ:
            self.verliezen.append(Verlies(eis.veld, Reden.GEEN_CODE))
            return _ALTIJD
        codes = self._andere_codes(eis)
        if not codes:
            self.verliezen.append(Verlies(eis.veld, Reden.GEEN_CODE))
        return _of_plat(codes) if codes else None

    def _andere_codes(self, eis: Vergelijking) -> list[Criterium]:
        codes = self._zoek(eis.waarde) if isinstance(eis.waarde, str) else ()
        self._codes += len(codes)
        if self._codes > MAX_CODES:
            raise OngeldigeAanroep(f"vraagObject: de gevraagde beroepen staan voor meer dan {MAX_CODES} codes")
        return [Vergelijking(self._naar, Operator.EQ, code) for code in codes]

    @staticmethod
    def _en(delen: list[Criterium | None]) -> Criterium | None:
        over = [deel for deel in delen if deel is not None and deel != _ALTIJD]
        if None in delen:
            return None
        return over[0] if len(over) == 1 else En(tuple(over))

    @staticmethod
    def _of(delen: list[Criterium | None]) -> Criterium | None:
        over = [deel for deel in delen if deel is not None]
        if _ALTIJD in over:
            return _ALTIJD
        return _of_plat(over) if over else None


def _of_plat(keuzen: list[Criterium]) -> Criterium:
    plat = [deel for keuze in keuzen for deel in (keuze.delen if isinstance(keuze, Of) else (keuze,))]
    return plat[0] if len(plat) == 1 else Of(tuple(plat))
