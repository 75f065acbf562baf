"""What is found out of the other side before the rules run: where there is something to be found."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.models.partijen import Soort
from openvum.toets.oordeel import POSTCODE, op_pad
from openvum.toets.selectie import Selectie
from openvum.toets.wissel import Wissel

VER: Final = 999
_GENOEG: Final = 12
_POSTCODES: Final = 6
_STAPPEN: Final = (40, 15, 5, 1, 0)

Vrager = Callable[[Mapping[str, Any]], Awaitable["Selectie | Wissel"]]


@dataclass
class Kennis:
    """``gewoon`` is the answer to the first, ordinary question; ``basis`` holds all there is in its area."""

    gebied: Mapping[str, Any]
    gewoon: Wissel | None = None
    proeven: list[Selectie] = field(default_factory=list)
    basis: Selectie | None = None
    storing: Wissel | None = None

    def neem(self, selectie: Selectie, hoogste: int) -> None:
        """Keep an answer; the largest that is complete becomes the basis."""
        self.proeven.append(selectie)
        volledig = not selectie.meer and 0 < len(selectie.matches) < hoogste
        if volledig and len(selectie.matches) > (len(self.basis.matches) if self.basis else 0):
            self.basis = selectie
            self.gebied = selectie.vraag["selectiegebied"]

    @property
    def matches(self) -> Iterator[Mapping[str, Any]]:
        """Every match that was seen, some more than once."""
        return (match for proef in self.proeven for match in proef.matches)

    def postcodes(self, soort: Soort) -> list[str]:
        """Where matches are, as far as they show it; every area once."""
        gezien: dict[str, str] = {}
        for match in self.matches:
            postcode = op_pad(match, POSTCODE[soort])
            if isinstance(postcode, str):
                gezien.setdefault(postcode[:4], postcode)
        return list(gezien.values())


def gebied(postcode: str, afstand: int) -> dict[str, Any]:
    """Give a selectiegebied as a question."""
    return {"selectiegebied": {"postcode": postcode, "afstand": afstand}}


async def verken(vraag: Vrager, soort: Soort, postcodes: Iterable[str], hoogste: int) -> Kennis:
    """Ask around until an answer is found that is complete and holds a fair number of matches."""
    plaatsen = list(postcodes)
    kennis = Kennis(gebied(plaatsen[0], VER)["selectiegebied"])
    for postcode in plaatsen:
        antwoord = await vraag(gebied(postcode, VER))
        if kennis.gewoon is None:
            kennis.gewoon = antwoord.wissel if isinstance(antwoord, Selectie) else antwoord
        if not isinstance(antwoord, Selectie):
            return kennis
        kennis.neem(antwoord, hoogste)
    for postcode in _verspreid(kennis.postcodes(soort)) or plaatsen:
        for afstand in _STAPPEN:
            if kennis.basis is not None and len(kennis.basis.matches) >= _GENOEG:
                return kennis
            antwoord = await vraag(gebied(postcode, afstand))
            if not isinstance(antwoord, Selectie):
                break
            kennis.neem(antwoord, hoogste)
            if not antwoord.meer:
                break
    return kennis


def _verspreid(postcodes: list[str]) -> list[str]:
    stap = max(1, len(postcodes) // _POSTCODES)
    return postcodes[::stap][:_POSTCODES]
