"""What a deliverer asks for, judged: each option named by its rule, never its value."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from app.domain.leveringport import Formaten, Wijze
from app.domain.toestemmingsbestand import lees_geldig_tot
from app.models.errors import OngeldigeAanroep, OnvolledigeAanroep
from app.models.partijen import Grondslag, Soort

SOORT: Final[Mapping[str, Soort]] = {
    **{soort.value: soort for soort in Soort},
    "werkzoekenden": Soort.WERKZOEKENDE,
    "vacatures": Soort.VACATURE,
}
_JA_NEE: Final = {"true": True, "false": False}
NAMEN: Final = ("soort", "formaat", "volledig", "verwijderen", "proef", "grondslag", "grondslagTot")


@dataclass(frozen=True, slots=True)
class Leveringsopties:
    """What has to happen with a file, as it is understood."""

    soort: Soort
    formaat: str
    wijze: Wijze
    proef: bool
    grondslag: Grondslag | None
    grondslag_tot: int | None


def lees_opties(velden: Mapping[str, str], formaten: Formaten, *, sandbox: bool) -> Leveringsopties:
    """Judge the options of a delivery. Raises ``OngeldigeAanroep`` and ``OnvolledigeAanroep``."""
    if not velden.keys() <= set(NAMEN):
        raise OngeldigeAanroep(f"een levering kent alleen deze opties: {', '.join(NAMEN)}")
    if "soort" not in velden:
        raise OnvolledigeAanroep("soort is verplicht")
    soort = _een_van("soort", velden["soort"], SOORT)
    formaat = velden.get("formaat", "vum3")
    if formaat not in formaten.namen(soort):
        raise OngeldigeAanroep(f"formaat moet een van deze zijn: {', '.join(formaten.namen(soort))}")
    return Leveringsopties(
        soort=soort,
        formaat=formaat,
        wijze=_wijze(velden),
        proef=_ja_nee(velden, "proef"),
        grondslag=kies_grondslag(
            soort, lees_grondslag(velden.get("grondslag")), formaten.grondslag(formaat, soort), sandbox=sandbox
        ),
        grondslag_tot=lees_grondslag_tot(soort, velden.get("grondslagTot")),
    )


def lees_grondslag(waarde: str | None) -> Grondslag | None:
    """Read a legal ground. Raises ``OngeldigeAanroep``."""
    return None if waarde is None else _een_van("grondslag", waarde, {g.value: g for g in Grondslag})


def kies_grondslag(
    soort: Soort, gevraagd: Grondslag | None, in_bestand: Grondslag | None, *, sandbox: bool
) -> Grondslag | None:
    """Give the ground of the records. Raises ``OngeldigeAanroep`` and ``OnvolledigeAanroep``."""
    if soort is Soort.VACATURE:
        if gevraagd is not None:
            raise OngeldigeAanroep("grondslag hoort bij werkzoekenden; vacatures hebben er geen")
        return None
    if in_bestand is not None and gevraagd not in {None, in_bestand}:
        raise OngeldigeAanroep(f"grondslag is in dit formaat {in_bestand.value}: elke rij zegt haar zelf")
    if gevraagd is None and in_bestand is None and not sandbox:
        raise OnvolledigeAanroep("grondslag is verplicht: publieke_taak of toestemming")
    return gevraagd or in_bestand or Grondslag.PUBLIEKE_TAAK


def lees_grondslag_tot(soort: Soort, waarde: str | None) -> int | None:
    """Give when the ground ends. Raises ``OngeldigeAanroep``."""
    if waarde is None:
        return None
    if soort is Soort.VACATURE:
        raise OngeldigeAanroep("grondslagTot hoort bij werkzoekenden; vacatures hebben geen grondslag")
    try:
        tot = lees_geldig_tot(waarde)
    except ValueError as fout:
        raise OngeldigeAanroep(f"grondslagTot {fout}") from None
    if tot <= time.time():
        raise OngeldigeAanroep("grondslagTot ligt in het verleden")
    return tot


def _wijze(velden: Mapping[str, str]) -> Wijze:
    volledig, verwijderen = _ja_nee(velden, "volledig"), _ja_nee(velden, "verwijderen")
    if volledig and verwijderen:
        raise OngeldigeAanroep("volledig en verwijderen gaan niet samen")
    return Wijze.VERVANGEN if volledig else Wijze.VERWIJDEREN if verwijderen else Wijze.AANVULLEN


def _ja_nee(velden: Mapping[str, str], naam: str) -> bool:
    return _een_van(naam, velden.get(naam, "false"), _JA_NEE)


_W = TypeVar("_W")


def _een_van(naam: str, waarde: str, keuzes: Mapping[str, _W]) -> _W:
    if waarde not in keuzes:
        raise OngeldigeAanroep(f"{naam} moet een van deze zijn: {', '.join(keuzes)}")
    return keuzes[waarde]
