"""The formats of this node, made ready for one file at a time: implements ``domain.leveringport.Formaten``."""

import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from app.adapters.formaten import FORMATEN, Formaat
from app.adapters.formaten.catalogus import Catalogus, laad_catalogus
from app.domain.ports import Opslagfabriek
from app.domain.referentieport import naslag_op
from app.domain.toestemming import plaatselijk
from app.domain.vertaling import Beroepenomzetting
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.privacy.pseudoniem import Pseudonimiseerder
from app.settings import Instellingen


class Formatenkast:
    """The mappings are read once per process, when first needed; the reference lists anew for each file: they have dates."""

    def __init__(
        self, instellingen: Instellingen, pseudoniemen: Pseudonimiseerder, omzetting: Beroepenomzetting
    ) -> None:
        self._omzetting = omzetting
        self._instellingen = instellingen
        self._pseudoniemen = pseudoniemen

    def namen(self, soort: Soort) -> Sequence[str]:
        """Give the formats for this kind of record. Raises ``Afbeeldingsfout``."""
        return self._catalogus.namen(soort)

    def grondslag(self, naam: str, soort: Soort) -> Grondslag | None:
        """Give the legal ground that the rows of this format state themselves."""
        if naam in FORMATEN:
            return FORMATEN[naam].grondslag
        return Grondslag.TOESTEMMING if self._catalogus.afbeeldingen[naam, soort].toestemming else None

    async def kies(self, opslag: Opslagfabriek, naam: str, soort: Soort, bron: Oin) -> Formaat:
        """Give a format for one file of this source. Raises ``KeyError``, ``Afbeeldingsfout`` and ``VumFout``."""
        naslag = None
        if naam not in FORMATEN:
            vandaag = plaatselijk(int(time.time())).date()
            async with opslag.lezen() as transactie:
                naslag = await naslag_op(transactie.referentielijsten, vandaag, self._omzetting.uri)
        return self._catalogus.kies(naam, soort, lambda nummer: self._pseudoniemen.lokaal_nummer(bron, nummer), naslag)

    @property
    def _catalogus(self) -> Catalogus:
        return _lees(self._instellingen.formaten)


@cache
def _lees(map_: Path | None) -> Catalogus:
    return laad_catalogus(map_)
