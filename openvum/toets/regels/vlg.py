"""Order: random, so that nobody reads a ranking into it."""

from typing import Final

from openvum.toets.baan import Baan
from openvum.toets.kaart import kilometers
from openvum.toets.model import Ernst
from openvum.toets.oordeel import POSTCODE, op_pad
from openvum.toets.register import regel
from openvum.toets.selectie import Selectie
from openvum.toets.wissel import NietTeBeoordelen

_WAAR: Final = "README van VUM: de volgorde van de matches is willekeurig"
_KEER: Final = 4
_MINSTENS: Final = 8


async def _reeks(b: Baan) -> list[Selectie]:
    """At eight matches, four times the same order by chance is one in 10^13."""
    basis = b.basis(_MINSTENS)
    if len(basis.telling) < _MINSTENS:
        raise NietTeBeoordelen(f"minder dan {_MINSTENS} matches die van elkaar te onderscheiden zijn")
    return [basis, *[await b.selectie(basis.vraag) for _ in range(_KEER - 1)]]


@regel("VLG-01", "Dezelfde vraag geeft telkens een andere volgorde", _WAAR, ernst=Ernst.WAARSCHUWING)
async def willekeurig(b: Baan) -> None:
    reeks = await _reeks(b)
    if all(s.telling == reeks[0].telling for s in reeks):
        b.eis(len({s.volgorde for s in reeks}) > 1, f"{_KEER} keer dezelfde volgorde", reeks[-1].wissel)


@regel("VLG-02", "De volgorde is niet die van de afstand", _WAAR, ernst=Ernst.WAARSCHUWING)
async def niet_op_afstand(b: Baan) -> None:
    reeks = await _reeks(b)
    rijen = [_afstanden(b, selectie) for selectie in reeks]
    if any(len(set(rij)) < _MINSTENS // 2 for rij in rijen):
        raise NietTeBeoordelen("te weinig verschillende afstanden")
    oplopend = all(rij == sorted(rij) for rij in rijen)
    aflopend = all(rij == sorted(rij, reverse=True) for rij in rijen)
    b.eis(not oplopend and not aflopend, "de matches staan telkens op volgorde van afstand", reeks[0].wissel)


def _afstanden(b: Baan, selectie: Selectie) -> list[float]:
    midden = selectie.vraag["selectiegebied"]["postcode"]
    plekken = [op_pad(match, POSTCODE[b.soort]) for match in selectie.matches]
    return [km for p in plekken if isinstance(p, str) and (km := kilometers(midden, p)) is not None]
