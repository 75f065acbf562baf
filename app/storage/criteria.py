"""From the criteria of a question to a condition on the selection tables.

Every condition is about one row of the selection table, ``s``; the lists that do not fit in it are asked
with EXISTS, so that all demands on an element hold within one row. NULL satisfies nothing, and there is no
negation, so that a missing value never matches.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.criteria import Criterium, Element, En, Of, Operator, Vergelijking
from app.domain.velden import BEROEPSCODE
from app.models.partijen import Soort
from app.models.versie import Versie
from app.storage.bouwer import NOOIT, Bouwer
from app.storage.maskers import CONTRACTVORMEN, RIJBEWIJZEN, Masker
from app.storage.tables import BOC_BEGIN, TALEN, als_boc, als_code, werkzoekende_beroep

_VERGELIJK: Mapping[Operator, str] = {
    Operator.EQ: "=",
    Operator.GT: ">",
    Operator.GTE: ">=",
    Operator.LT: "<",
    Operator.LTE: "<=",
}


@dataclass(frozen=True, slots=True)
class Waarde:
    """A column that holds one value of a record; ``soort`` is the type that it compares with."""

    kolom: str
    soort: type[int] | type[str]

    def vergelijk(self, bouwer: Bouwer, operator: Operator, waarde: int | str) -> str:
        """Compare, strict on type: another type never matches."""
        if type(waarde) is not self.soort:
            return NOOIT
        gebonden = bouwer.bind(als_code(waarde) if isinstance(waarde, str) else waarde)
        return f"{self.kolom} {_VERGELIJK[operator]} {gebonden}"


@dataclass(frozen=True, slots=True)
class Beroepswaarde:
    """The column that holds the occupations of both versions; each compares with its own alone."""

    kolom: str
    versie: Versie

    def vergelijk(self, bouwer: Bouwer, operator: Operator, waarde: int | str) -> str:
        """Compare, strict on type and on version."""
        if not isinstance(waarde, str):
            return NOOIT
        voorwaarde = f"{self.kolom} {_VERGELIJK[operator]} {bouwer.bind(beroepscode(self.versie, waarde))}"
        if operator is Operator.EQ:
            return voorwaarde
        kant = ">=" if self.versie is Versie.V2 else "<"
        return f"({voorwaarde} AND {self.kolom} {kant} {bouwer.bind(BOC_BEGIN)})"


def beroepscode(versie: Versie, code: str) -> bytes:
    """Give an occupation as its column holds it."""
    return als_boc(code) if versie is Versie.V2 else als_code(code)


class Lijst(Protocol):
    """A list of elements as it is stored."""

    def heeft(self, bouwer: Bouwer, eis: Criterium) -> str:
        """Say that one and the same element meets the demand."""
        ...


@dataclass(frozen=True, slots=True)
class Velden:
    """What criteria can name, on one level: the record or an element."""

    waarden: Mapping[str, Waarde | Beroepswaarde]
    lijsten: Mapping[str, Lijst] = field(default_factory=dict)

    def voorwaarde(self, bouwer: Bouwer, criterium: Criterium) -> str:
        """Say that the row meets the criterium."""
        match criterium:
            case Vergelijking(veld, operator, waarde):
                return self.waarden[veld].vergelijk(bouwer, operator, waarde)
            case Element(lijst, eis):
                return self.lijsten[lijst].heeft(bouwer, eis)
            case En(delen):
                return _samen("AND", (self.voorwaarde(bouwer, deel) for deel in delen)) or "TRUE"
            case Of(delen):
                return _samen("OR", (self.voorwaarde(bouwer, deel) for deel in delen)) or NOOIT


def _samen(woord: str, delen: Iterable[str]) -> str:
    alle = f" {woord} ".join(delen)
    return f"({alle})" if alle else ""


@dataclass(frozen=True, slots=True)
class Bits:
    """A list of one code per element, kept as bits."""

    kolom: str
    masker: Masker

    def heeft(self, bouwer: Bouwer, eis: Criterium) -> str:
        bits = self.masker.bits_voor(eis)
        return f"({self.kolom} & {bouwer.bind(bits)}) <> 0" if bits else NOOIT


@dataclass(frozen=True, slots=True)
class Rijen:
    """A list kept as rows of its own, ``e``; ``hoort_bij`` ties them to the row of the selection table.

    OFFSET 0 has no meaning but this: PostgreSQL then asks it per row, by key, and never turns it into a
    join that reads the whole table.
    """

    tabel: str
    velden: Velden
    hoort_bij: str

    def heeft(self, bouwer: Bouwer, eis: Criterium) -> str:
        rij = f"SELECT 1 FROM {self.tabel} AS e WHERE {self.hoort_bij} AND {self.velden.voorwaarde(bouwer, eis)}"
        return f"EXISTS ({rij}{' OFFSET 0' if bouwer.postgresql else ''})"


def _talen(soort: Soort) -> Rijen:
    velden = {
        "codeTaal": Waarde("e.code", str),
        "codeNiveauTaalbeheersingMondeling": Waarde("e.mondeling", int),
        "codeNiveauTaalbeheersingSchriftelijk": Waarde("e.schriftelijk", int),
    }
    return Rijen(TALEN[soort].name, Velden(velden), "e.bron_oin = s.bron_oin AND e.id = s.id")


def _beroepen() -> Rijen:
    velden = Velden(_codes_in("e.code", Soort.WERKZOEKENDE))
    return Rijen(werkzoekende_beroep.name, velden, "e.bron_oin = s.bron_oin AND e.pc4 = s.pc4 AND e.id = s.id")


def _codes_in(kolom: str, soort: Soort) -> dict[str, Waarde | Beroepswaarde]:
    return {BEROEPSCODE[versie, soort].pad: Beroepswaarde(kolom, versie) for versie in Versie}


_GEDEELD: Mapping[str, Waarde | Beroepswaarde] = {
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": Waarde("s.onregelmatig", int),
    "werktijden.aantalWerkurenPerWeekMinimaal": Waarde("s.uren_min", int),
    "werktijden.aantalWerkurenPerWeekMaximaal": Waarde("s.uren_max", int),
}


BEROEPEN = "bemiddelingsberoep"
VELDEN: Mapping[Soort, Velden] = {
    Soort.WERKZOEKENDE: Velden(
        {
            **_GEDEELD,
            "werktijden.indicatieKantoortijden": Waarde("s.kantoortijden", int),
            "flexibiliteit.datumAanvangBeschikbaarVoorWerk": Waarde("s.beschikbaar_vanaf", str),
        },
        {
            BEROEPEN: _beroepen(),
            "contractvorm": Bits("s.contractvormen", CONTRACTVORMEN),
            "arbeidsmarktkwalificatie.rijbewijs": Bits("s.rijbewijzen", RIJBEWIJZEN),
            "arbeidsmarktkwalificatie.taalbeheersing": _talen(Soort.WERKZOEKENDE),
        },
    ),
    Soort.VACATURE: Velden(
        {
            **_GEDEELD,
            **_codes_in("s.beroep", Soort.VACATURE),
            "codeWerkEnDenkniveauMinimaal": Waarde("s.niveau", str),
            "arbeidsVoorwaarden.datumAanvangWerkzaamheden": Waarde("s.aanvang", str),
        },
        {
            "rijbewijs": Bits("s.rijbewijzen", RIJBEWIJZEN),
            "taalbeheersing": _talen(Soort.VACATURE),
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
