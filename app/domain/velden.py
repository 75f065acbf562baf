"""The fields a question can name, and where the record holds them.

Exactly the properties of MPWerkzoekende and MPVacature in the VUM contracts 3.0.0 and 2.0.0, and the other
paths of the design (section 1): where question and record name a field differently, both names are known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import TypeAlias

from app.models.partijen import Soort
from app.models.versie import Versie


class Waardesoort(Enum):
    """What a field holds; dates are ISO 8601 strings, so that their order is that of strings."""

    GETAL = "getal"
    TEKST = "tekst"
    DATUM = "datum"


class Lijstoperator(StrEnum):
    """The operators that fit a list of objects."""

    ELEM_MATCH = "$elemMatch"
    ALL = "$all"


@dataclass(frozen=True, slots=True)
class Veld:
    """A single value at ``pad`` in the record (or in the element).

    ``vraagnaam`` is what the contract's question calls it, where that differs from the path.
    """

    pad: str
    soort: Waardesoort
    vraagnaam: str = ""

    @property
    def namen(self) -> tuple[str, ...]:
        """Every name that a question may use, the contract's own first."""
        return (self.vraagnaam, self.pad) if self.vraagnaam else (self.pad,)


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of objects; ``vorm`` is the operator that the contract gives it, ``velden`` are of its elements."""

    pad: str
    vorm: Lijstoperator
    velden: tuple[Veld, ...]

    @property
    def namen(self) -> tuple[str, ...]:
        """Every name that a question may use."""
        return (self.pad,)


Kenmerk: TypeAlias = Veld | Lijst


def op_naam(kenmerken: Iterable[Kenmerk]) -> dict[str, Kenmerk]:
    """Give the fields by every name that a question may use."""
    return {naam: k for k in kenmerken for naam in k.namen}


_GETAL, _TEKST, _DATUM = Waardesoort.GETAL, Waardesoort.TEKST, Waardesoort.DATUM
_TAAL = (
    Veld("codeTaal", _TEKST),
    Veld("codeNiveauTaalbeheersingMondeling", _GETAL),
    Veld("codeNiveauTaalbeheersingSchriftelijk", _GETAL),
)
_RIJBEWIJS = (Veld("codeSoortRijbewijs", _TEKST),)
_ONREGELMATIG = Veld("flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst", _GETAL)
_WERKUREN = (
    Veld("werktijden.aantalWerkurenPerWeekMaximaal", _GETAL),
    Veld("werktijden.aantalWerkurenPerWeekMinimaal", _GETAL),
)
_WERKZOEKENDE: tuple[Kenmerk, ...] = (
    _ONREGELMATIG,
    *_WERKUREN,
    Lijst("contractvorm", Lijstoperator.ELEM_MATCH, (Veld("codeTypeArbeidscontract", _TEKST),)),
    Lijst("arbeidsmarktkwalificatie.rijbewijs", Lijstoperator.ALL, _RIJBEWIJS),
    Lijst("arbeidsmarktkwalificatie.taalbeheersing", Lijstoperator.ALL, _TAAL),
    Veld("werktijden.indicatieKantoortijden", _GETAL),
)
_VACATURE: tuple[Kenmerk, ...] = (
    *_WERKUREN,
    Veld("codeWerkEnDenkniveauMinimaal", _TEKST),
    Lijst("rijbewijs", Lijstoperator.ALL, _RIJBEWIJS),
    Lijst("taalbeheersing", Lijstoperator.ALL, _TAAL),
)
_BEROEPEN = "bemiddelingsberoep"
BEROEPSCODE: Mapping[tuple[Versie, Soort], Veld] = MappingProxyType(
    {
        (Versie.V3, Soort.WERKZOEKENDE): Veld("codeBeroepsnaam", _TEKST, "beroep.codeBeroepsnaam"),
        (Versie.V2, Soort.WERKZOEKENDE): Veld("beroepsnaamGecodeerd.codeBeroepsnaam", _TEKST),
        (Versie.V3, Soort.VACATURE): Veld("beroep.codeBeroepsnaam", _TEKST),
        (Versie.V2, Soort.VACATURE): Veld("beroep.beroepsnaamGecodeerd.codeBeroepsnaam", _TEKST),
    }
)
"""Where the code of an occupation stands; with a jobseeker, within an element of the list."""


def _beroep(versie: Versie, soort: Soort) -> Kenmerk:
    code = BEROEPSCODE[versie, soort]
    return Lijst(_BEROEPEN, Lijstoperator.ELEM_MATCH, (code,)) if soort is Soort.WERKZOEKENDE else code


_KENMERKEN: Mapping[tuple[Versie, Soort], tuple[Kenmerk, ...]] = {
    (Versie.V3, Soort.WERKZOEKENDE): (
        *_WERKZOEKENDE,
        _beroep(Versie.V3, Soort.WERKZOEKENDE),
        Veld("flexibiliteit.datumAanvangBeschikbaarVoorWerk", _DATUM, "datumAanvangBeschikbaarVoorWerk"),
    ),
    (Versie.V3, Soort.VACATURE): (
        *_VACATURE,
        _ONREGELMATIG,
        _beroep(Versie.V3, Soort.VACATURE),
        Veld("arbeidsVoorwaarden.datumAanvangWerkzaamheden", _DATUM, "datumAanvangWerkzaamheden"),
    ),
    (Versie.V2, Soort.WERKZOEKENDE): (*_WERKZOEKENDE, _beroep(Versie.V2, Soort.WERKZOEKENDE)),
    (Versie.V2, Soort.VACATURE): (*_VACATURE, _beroep(Versie.V2, Soort.VACATURE)),
}


def kenmerken(versie: Versie, soort: Soort) -> tuple[Kenmerk, ...]:
    """Give the fields that a question of this version can name."""
    return _KENMERKEN[versie, soort]
