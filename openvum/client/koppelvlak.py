"""The four interfaces of VUM: exchange and source, versions 3 and 2, each with the models of its answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from app.models import vacature, werkzoekende
from app.models.gegevens import VumModel
from app.models.partijen import Soort
from app.models.v2 import vacature as v2_vacature
from app.models.v2 import werkzoekende as v2_werkzoekende
from app.models.versie import Versie

M = TypeVar("M", bound=VumModel)
D = TypeVar("D", bound=VumModel)
MW = TypeVar("MW", bound=VumModel)
DW = TypeVar("DW", bound=VumModel)
MV = TypeVar("MV", bound=VumModel)
DV = TypeVar("DV", bound=VumModel)


class Rol(StrEnum):
    """What answers: the exchange (contract VUM-Bemiddelaar) or one source (contract VUM-Bron)."""

    UITWISSELING = "uitwisseling"
    BRON = "bron"


@dataclass(frozen=True, slots=True)
class Ingang(Generic[M, D]):
    """One kind of record at an interface. ``id_veld``: the field of a match that opens its detail."""

    soort: Soort
    match: type[M]
    detail: type[D]
    id_veld: str

    @property
    def pad(self) -> str:
        """The path of this kind, after the base."""
        return "werkzoekendeProfielen" if self.soort is Soort.WERKZOEKENDE else "vacatures"


@dataclass(frozen=True, slots=True)
class Koppelvlak(Generic[MW, DW, MV, DV]):
    """One of the four interfaces."""

    rol: Rol
    versie: Versie
    werkzoekenden: Ingang[MW, DW]
    vacatures: Ingang[MV, DV]


_W, _V = Soort.WERKZOEKENDE, Soort.VACATURE

UITWISSELING_V3: Final = Koppelvlak(
    Rol.UITWISSELING,
    Versie.V3,
    Ingang(_W, werkzoekende.MPWerkzoekendeMatch, werkzoekende.Werkzoekende, "vumID"),
    Ingang(_V, vacature.MPVacatureMatch, vacature.Vacature, "vumID"),
)
UITWISSELING_V2: Final = Koppelvlak(
    Rol.UITWISSELING,
    Versie.V2,
    Ingang(_W, v2_werkzoekende.MPWerkzoekendeMatch, v2_werkzoekende.Werkzoekende, "vumID"),
    Ingang(_V, v2_vacature.MPVacatureMatch, v2_vacature.Vacature, "vumID"),
)
BRON_V3: Final = Koppelvlak(
    Rol.BRON,
    Versie.V3,
    Ingang(_W, werkzoekende.MPWerkzoekendeBronMatch, werkzoekende.Werkzoekende, "idWerkzoekende"),
    Ingang(_V, vacature.MPVacatureBronMatch, vacature.Vacature, "idVacature"),
)
BRON_V2: Final = Koppelvlak(
    Rol.BRON,
    Versie.V2,
    Ingang(_W, v2_werkzoekende.MPWerkzoekendeBronMatch, v2_werkzoekende.Werkzoekende, "idWerkzoekende"),
    Ingang(_V, v2_vacature.MPVacatureBronMatch, v2_vacature.Vacature, "idVacature"),
)
