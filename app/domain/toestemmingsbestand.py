"""One line of a file with changes of the consent register, as read and as understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from app.domain.toestemming import Bezwaarmaken, Geven, Intrekken, Opheffen, Registerhandeling, einde_van
from app.models.identiteit import RecordID
from app.models.partijen import Omvang

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
VELDEN: Final = ("id", "omvang", "geldig_tot", "wijze", "handeling")


class Soort(StrEnum):
    """What a line does; a line that does not say gives consent."""

    GEVEN = "geven"
    INTREKKEN = "intrekken"
    BEZWAAR = "bezwaar"
    OPHEFFEN = "opheffen"


_NODIG: Final = {
    Soort.GEVEN: ({"id", "omvang"}, set(VELDEN)),
    Soort.INTREKKEN: ({"id", "omvang"}, {"id", "omvang", "handeling"}),
    Soort.BEZWAAR: ({"id"}, {"id", "handeling"}),
    Soort.OPHEFFEN: ({"id"}, {"id", "handeling"}),
}
"""Which fields a line must have, and which it may."""


@dataclass(frozen=True, slots=True)
class Registerregel:
    """A line as a reader found it: ``velden`` by name, or ``leesfout`` says why there are none."""

    plaats: str
    velden: Mapping[str, str] = field(default_factory=dict, repr=False)
    leesfout: str = ""


@dataclass(frozen=True, slots=True)
class Registerwijziging:
    """A line as it is understood."""

    plaats: str
    id: RecordID
    handeling: Registerhandeling


class Regelfout(Exception):
    """A line that cannot be understood; ``regels`` name field and rule, never the value."""

    def __init__(self, *regels: str) -> None:
        super().__init__("; ".join(regels))
        self.regels = regels


def ontleed(regel: Registerregel) -> Registerwijziging:
    """Understand a line. Raises ``Regelfout``."""
    if regel.leesfout:
        raise Regelfout(regel.leesfout)
    gevuld = {naam: waarde for naam, waarde in regel.velden.items() if waarde}
    soort = _keuze("handeling", gevuld.get("handeling", Soort.GEVEN), Soort)
    moet, mag = _NODIG[soort]
    fouten = [f"{naam}: ontbreekt" for naam in VELDEN if naam in moet - gevuld.keys()]
    fouten += [f"{naam}: hoort niet bij handeling {soort}" for naam in VELDEN if naam in gevuld.keys() - mag]
    if fouten:
        raise Regelfout(*fouten)
    return Registerwijziging(regel.plaats, _gelezen("id", RecordID, gevuld["id"]), _handeling(soort, gevuld))


def _handeling(soort: Soort, velden: Mapping[str, str]) -> Registerhandeling:
    if soort is Soort.BEZWAAR:
        return Bezwaarmaken()
    if soort is Soort.OPHEFFEN:
        return Opheffen()
    omvang = _keuze("omvang", velden["omvang"], Omvang)
    if soort is Soort.INTREKKEN:
        return Intrekken(omvang)
    tot = _gelezen("geldig_tot", lees_geldig_tot, velden["geldig_tot"]) if "geldig_tot" in velden else None
    return Geven(omvang, tot, velden.get("wijze", ""))


def lees_geldig_tot(tekst: str) -> int:
    """Give the end of what holds through this day. Raises ``ValueError``, naming the rule."""
    try:
        return einde_van(date.fromisoformat(tekst))
    except ValueError:
        raise ValueError("moet een datum zijn, JJJJ-MM-DD") from None


def _keuze(veld: str, waarde: str, soort: type[E]) -> E:
    try:
        return soort(waarde)
    except ValueError:
        raise Regelfout(f"{veld}: moet een van deze zijn: {', '.join(soort)}") from None


def _gelezen(veld: str, lees: Callable[[str], T], waarde: str) -> T:
    try:
        return lees(waarde)
    except ValueError as fout:
        raise Regelfout(f"{veld}: {fout}") from None
