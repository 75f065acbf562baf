"""The pages of the sandbox, with what they show of the demo. In productie there are none."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from starlette.routing import Route

from app.adapters.demo import LIJST
from app.adapters.oefenbron import Gedrag, Oefenbron
from app.adapters.scenarios import scenarios
from app.main.lezers import lees_kaart
from app.models.identiteit import Oin
from app.privacy.gate import Poort
from app.routers import oefenbronnen, paginas
from app.routers.fabriek import Beschrijving
from app.settings import Instellingen, Omgeving

TRAAG_SECONDEN: Final = 8.0
"""Longer than a question may take."""


def sandboxpaginas(instellingen: Instellingen, poort: Poort, apis: Sequence[Beschrijving]) -> list[Route]:
    """Give the routes of the pages; none outside the sandbox."""
    if instellingen.omgeving is not Omgeving.SANDBOX:
        return []
    beroepen = {beroep.code: beroep.naam for beroep in sorted(LIJST, key=lambda b: b.naam)}
    eigen = Oin(instellingen.eigen_oin)
    omgeving = paginas.Oefenomgeving(eigen, instellingen.maximum_details, beroepen, scenarios())
    verwijzingen = [paginas.Apiverwijzing(api.naam, api.titel, api.basis) for api in apis]
    return [*paginas.maak_routes(poort.beheer[0], omgeving, verwijzingen), *_oefenbronnen(instellingen)]


def _oefenbronnen(instellingen: Instellingen) -> Sequence[Route]:
    """Give the routes of the sources that the scenarios play; nothing is made before one is asked."""
    kaart = cache(lambda: lees_kaart(instellingen))
    bronnen = {gedrag.value: Oefenbron(gedrag, kaart) for gedrag in Gedrag}
    return oefenbronnen.maak_routes(bronnen, {Gedrag.TRAAG.value: TRAAG_SECONDEN})
