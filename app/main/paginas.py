"""The pages of the sandbox, with what they show of the demo. In productie there are none."""

from collections.abc import Sequence

from starlette.routing import Route

from app.adapters.demo import LIJST
from app.models.identiteit import Oin
from app.privacy.gate import Poort
from app.routers import paginas
from app.routers.fabriek import Beschrijving
from app.settings import Instellingen, Omgeving


def sandboxpaginas(instellingen: Instellingen, poort: Poort, apis: Sequence[Beschrijving]) -> list[Route]:
    """Give the routes of the pages; none outside the sandbox."""
    if instellingen.omgeving is not Omgeving.SANDBOX:
        return []
    beroepen = {beroep.code: beroep.naam for beroep in sorted(LIJST, key=lambda b: b.naam)}
    omgeving = paginas.Oefenomgeving(Oin(instellingen.eigen_oin), instellingen.maximum_details, beroepen)
    verwijzingen = [paginas.Apiverwijzing(api.naam, api.titel, api.basis) for api in apis]
    return paginas.maak_routes(poort.beheer[0], omgeving, verwijzingen)
