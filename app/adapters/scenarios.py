"""The scenarios of the sandbox, as ``app/data/scenarios.toml`` describes them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from app.adapters.demo import demo_oin
from app.adapters.oefenbron import Gedrag
from app.domain.ports import Bronregistratie
from app.models.identiteit import Oin

_EERSTE_OEFENBRON: Final = 401
_EERSTE_REGIOBRON: Final = 501


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is set up, and what its page says: the steps to take and what should be seen.

    ``ziet``: words of the console's answer when all is well. ``toestemmingen``: how many persons consent to
    private parties. ``bronnen``: how many sources come in this node.
    """

    naam: str
    titel: str
    doel: str
    partij: Oin
    vraag: str
    stappen: tuple[str, ...]
    verwacht: tuple[str, ...]
    ziet: str
    bronnen: int = 0
    toestemmingen: int = 0
    oefenbronnen: tuple[Gedrag, ...] = ()

    def registraties(self, basis: str) -> list[Bronregistratie]:
        """Give the sources of this scenario; ``basis``: the address at which this node plays those elsewhere."""
        regio = [regiobron(n) for n in range(self.bronnen)]
        return regio + [oefenbron(gedrag, basis) for gedrag in self.oefenbronnen]


def regiobron(nummer: int) -> Bronregistratie:
    """Give a source of the region, counted from 0."""
    return Bronregistratie(demo_oin(_EERSTE_REGIOBRON + nummer), f"Demo Gemeente {nummer + 1}")


def oefenbron(gedrag: Gedrag, basis: str) -> Bronregistratie:
    """Give a source elsewhere, played by the node at ``basis``."""
    nummer = _EERSTE_OEFENBRON + list(Gedrag).index(gedrag)
    naam = f"Demo Bron {'Versie 2' if gedrag is Gedrag.VERSIE2 else gedrag.value.capitalize()}"
    versie = "2.0.0" if gedrag is Gedrag.VERSIE2 else "3.0.0"
    return Bronregistratie(demo_oin(nummer), naam, f"{basis}/oefenbron/{gedrag.value}", versie)


@cache
def scenarios() -> Mapping[str, Scenario]:
    """Give every scenario by name."""
    tekst = resources.files("app").joinpath("data", "scenarios.toml").read_text("utf-8")
    return {naam: _scenario(naam, velden) for naam, velden in tomllib.loads(tekst).items()}


def _scenario(naam: str, velden: dict[str, object]) -> Scenario:
    rijen = {k: tuple(v) if isinstance(v, list) else v for k, v in velden.items()}
    rijen["partij"] = Oin(str(velden["partij"]))
    rijen["oefenbronnen"] = tuple(Gedrag(g) for g in rijen.pop("oefenbronnen", ()))  # type: ignore[attr-defined]
    return Scenario(naam, **rijen)  # type: ignore[arg-type]
