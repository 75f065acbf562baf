"""From the criteria of a question to a condition on the selection tables.

Every condition is about one row of the selection table; the lists that do not fit in it are asked with
EXISTS, so that all demands on an element hold within one row. NULL satisfies nothing, and there is no
negation, so that a missing value never matches.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from sqlalchemy import ColumnElement, FromClause, and_, false, literal, literal_column, or_, select, true

from app.domain.criteria import Criterium, Element, En, Of, Operator, Vergelijking
from app.domain.velden import BEROEPSCODE
from app.models.partijen import Soort
from app.models.versie import Versie
from app.storage.maskers import CONTRACTVORMEN, RIJBEWIJZEN, Masker
from app.storage.tables import (
    BOC_BEGIN,
    TALEN,
    als_boc,
    als_code,
    vacature_selectie,
    werkzoekende_beroep,
    werkzoekende_selectie,
)

Voorwaarde: TypeAlias = ColumnElement[bool]
_VERGELIJK: Mapping[Operator, Callable[[Any, Any], Voorwaarde]] = {
    Operator.EQ: operator.eq,
    Operator.GT: operator.gt,
    Operator.GTE: operator.ge,
    Operator.LT: operator.lt,
    Operator.LTE: operator.le,
}


@dataclass(frozen=True, slots=True)
class Waarde:
    """A column that holds one value of a record; ``soort`` is the type that it compares with."""

    kolom: ColumnElement[Any]
    soort: type[int] | type[str]

    def vergelijk(self, operator_: Operator, waarde: int | str) -> Voorwaarde:
        """Compare, strict on type: another type never matches."""
        if type(waarde) is not self.soort:
            return false()
        return _VERGELIJK[operator_](self.kolom, als_code(waarde) if isinstance(waarde, str) else waarde)


@dataclass(frozen=True, slots=True)
class Beroepswaarde:
    """The column that holds the occupations of both versions; each compares with its own alone."""

    kolom: ColumnElement[Any]
    versie: Versie

    def vergelijk(self, operator_: Operator, waarde: int | str) -> Voorwaarde:
        """Compare, strict on type and on version."""
        if not isinstance(waarde, str):
            return false()
        voorwaarde = _VERGELIJK[operator_](self.kolom, beroepscode(self.versie, waarde))
        if operator_ is Operator.EQ:
            return voorwaarde
        van_v2 = self.kolom >= BOC_BEGIN
        return and_(voorwaarde, van_v2 if self.versie is Versie.V2 else self.kolom < BOC_BEGIN)


def beroepscode(versie: Versie, code: str) -> bytes:
    """Give an occupation as its column holds it."""
    return als_boc(code) if versie is Versie.V2 else als_code(code)


class Lijst(Protocol):
    """A list of elements as it is stored."""

    def heeft(self, eis: Criterium) -> Voorwaarde:
        """Say that one and the same element meets the demand."""
        ...


@dataclass(frozen=True, slots=True)
class Velden:
    """What criteria can name, on one level: the record or an element."""

    waarden: Mapping[str, Waarde | Beroepswaarde]
    lijsten: Mapping[str, Lijst] = field(default_factory=dict)

    def voorwaarde(self, criterium: Criterium) -> Voorwaarde:
        """Say that the row meets the criterium."""
        match criterium:
            case Vergelijking(veld, operator_, waarde):
                return self.waarden[veld].vergelijk(operator_, waarde)
            case Element(lijst, eis):
                return self.lijsten[lijst].heeft(eis)
            case En(delen):
                return and_(true(), *map(self.voorwaarde, delen))
            case Of(delen):
                return or_(false(), *map(self.voorwaarde, delen))


@dataclass(frozen=True, slots=True)
class Bits:
    """A list of one code per element, kept as bits."""

    kolom: ColumnElement[int]
    masker: Masker

    def heeft(self, eis: Criterium) -> Voorwaarde:
        bits = self.masker.bits_voor(eis)
        return self.kolom.bitwise_and(bits) != 0 if bits else false()


@dataclass(frozen=True, slots=True)
class Rijen:
    """A list kept as rows of its own; ``hoort_bij`` ties them to the row of the selection table.

    OFFSET 0 has no meaning but this: PostgreSQL then asks it per row, by key, and never turns it into a
    join that reads the whole table.
    """

    tabel: FromClause
    velden: Velden
    hoort_bij: tuple[Voorwaarde, ...]

    def heeft(self, eis: Criterium) -> Voorwaarde:
        rij = select(literal(1)).select_from(self.tabel).where(*self.hoort_bij, self.velden.voorwaarde(eis))
        return rij.offset(literal_column("0")).exists()


def _talen(soort: Soort, selectie: FromClause) -> Rijen:
    taal = TALEN[soort]
    velden = {
        "codeTaal": Waarde(taal.c.code, str),
        "codeNiveauTaalbeheersingMondeling": Waarde(taal.c.mondeling, int),
        "codeNiveauTaalbeheersingSchriftelijk": Waarde(taal.c.schriftelijk, int),
    }
    return Rijen(taal, Velden(velden), (taal.c.bron_oin == selectie.c.bron_oin, taal.c.id == selectie.c.id))


def _beroepen() -> Rijen:
    beroep, s = werkzoekende_beroep.c, werkzoekende_selectie.c
    velden = Velden(_codes_in(beroep.code, Soort.WERKZOEKENDE))
    return Rijen(werkzoekende_beroep, velden, (beroep.bron_oin == s.bron_oin, beroep.pc4 == s.pc4, beroep.id == s.id))


def _codes_in(kolom: ColumnElement[Any], soort: Soort) -> dict[str, Waarde | Beroepswaarde]:
    return {BEROEPSCODE[versie, soort].pad: Beroepswaarde(kolom, versie) for versie in Versie}


def _gedeeld(selectie: FromClause) -> dict[str, Waarde | Beroepswaarde]:
    return {
        "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": Waarde(selectie.c.onregelmatig, int),
        "werktijden.aantalWerkurenPerWeekMinimaal": Waarde(selectie.c.uren_min, int),
        "werktijden.aantalWerkurenPerWeekMaximaal": Waarde(selectie.c.uren_max, int),
    }


BEROEPEN = "bemiddelingsberoep"
_w, _v = werkzoekende_selectie.c, vacature_selectie.c
VELDEN: Mapping[Soort, Velden] = {
    Soort.WERKZOEKENDE: Velden(
        {
            **_gedeeld(werkzoekende_selectie),
            "werktijden.indicatieKantoortijden": Waarde(_w.kantoortijden, int),
            "flexibiliteit.datumAanvangBeschikbaarVoorWerk": Waarde(_w.beschikbaar_vanaf, str),
        },
        {
            BEROEPEN: _beroepen(),
            "contractvorm": Bits(_w.contractvormen, CONTRACTVORMEN),
            "arbeidsmarktkwalificatie.rijbewijs": Bits(_w.rijbewijzen, RIJBEWIJZEN),
            "arbeidsmarktkwalificatie.taalbeheersing": _talen(Soort.WERKZOEKENDE, werkzoekende_selectie),
        },
    ),
    Soort.VACATURE: Velden(
        {
            **_gedeeld(vacature_selectie),
            **_codes_in(_v.beroep, Soort.VACATURE),
            "codeWerkEnDenkniveauMinimaal": Waarde(_v.niveau, str),
            "arbeidsVoorwaarden.datumAanvangWerkzaamheden": Waarde(_v.aanvang, str),
        },
        {
            "rijbewijs": Bits(_v.rijbewijzen, RIJBEWIJZEN),
            "taalbeheersing": _talen(Soort.VACATURE, vacature_selectie),
        },
    ),
}
"""What a question of any version can name, per kind of record: all of ``domain.velden.kenmerken``."""
_CODEVELD = {BEROEPSCODE[versie, Soort.WERKZOEKENDE].pad: versie for versie in Versie}


def gevraagde_beroepen(criterium: Criterium) -> tuple[frozenset[bytes], Criterium] | None:
    """Take one demand on occupations out of the criteria: the codes of which one must occur, and the rest.

    The codes are as their column holds them.

    None when no such demand holds for the whole question.
    """
    delen = criterium.delen if isinstance(criterium, En) else (criterium,)
    for plek, deel in enumerate(delen):
        if isinstance(deel, Element) and deel.lijst == BEROEPEN and (codes := _codes(deel.eis)):
            return codes, En((*delen[:plek], *delen[plek + 1 :]))
    return None


def _codes(eis: Criterium) -> frozenset[bytes]:
    """Give the codes when the demand is "one of these codes" and nothing else."""
    keuzen = eis.delen if isinstance(eis, Of) else (eis,)
    gelijk = [k for k in keuzen if isinstance(k, Vergelijking) and k.operator is Operator.EQ]
    codes = frozenset(beroepscode(_CODEVELD[k.veld], k.waarde) for k in gelijk if isinstance(k.waarde, str))
    return codes if len(gelijk) == len(keuzen) else frozenset()
