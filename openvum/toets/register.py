"""The rules: every module in ``openvum.toets.regels`` declares its own, and is found by being there."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol
from openvum.toets.model import Ernst, Regel, Toets

_GEVONDEN: Final[dict[str, Regel]] = {}


def regel(
    id_: str,
    titel: str,
    waar: str,
    *,
    ernst: Ernst = Ernst.FOUT,
    rollen: Iterable[Rol] = Rol,
    versies: Iterable[Versie] = Versie,
    soorten: Iterable[Soort] = Soort,
    testset: bool = False,
    basis: bool = False,
) -> Callable[[Toets], Toets]:
    """Declare the function below as a rule; the same function may be declared more than once."""

    def verklaar(toets: Toets) -> Toets:
        if id_ in _GEVONDEN:
            raise ValueError(f"rule {id_} is declared twice")
        _GEVONDEN[id_] = Regel(
            id=id_,
            titel=titel,
            ernst=ernst,
            waar=waar,
            toets=toets,
            rollen=frozenset(rollen),
            versies=frozenset(versies),
            soorten=frozenset(soorten),
            testset=testset,
            basis=basis,
        )
        return toets

    return verklaar


@cache
def alle_regels() -> tuple[Regel, ...]:
    """Give every rule: the ones that the others rest on first, then by id."""
    from openvum.toets import regels  # noqa: PLC0415 -- its modules import this one

    for module in pkgutil.iter_modules(regels.__path__):
        importlib.import_module(f"{regels.__name__}.{module.name}")
    return tuple(sorted(_GEVONDEN.values(), key=lambda r: (not r.basis, r.id)))


CATEGORIEEN: Final = {
    "BER": "Bereikbaarheid",
    "AKO": "Koppen van een antwoord",
    "KOP": "Koppen van een verzoek",
    "FOU": "Foutantwoorden",
    "VRG": "Beoordeling van de vraag",
    "SCH": "Schema van het antwoord",
    "SEL": "Betekenis van de selectie",
    "VLG": "Volgorde",
    "MAX": "Maximum en limieten",
    "DET": "Detail",
    "IDS": "Id's",
    "HTT": "HTTP en beveiliging",
    "TIJ": "Tijd en gelijktijdigheid",
    "TST": "Testset",
}
"""What the letters before the dash of an id stand for."""
