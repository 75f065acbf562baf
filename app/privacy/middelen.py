"""What the gate works with, and the step that every question starts with: read it, judged by the contract."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.criteria import Selectievraag
from app.domain.ports import Deelnemer, Grenzen, Klok, Opslagfabriek
from app.domain.selectiegebied import Postcodekaart
from app.domain.selectievraag import ontleed
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting
from app.log import Gebeurtenis, log
from app.models.identiteit import Oin
from app.models.lezen import lees_vraag
from app.models.partijen import Inzage, Soort
from app.models.versie import Versie
from app.privacy.bronstatistiek import Bronstatistiek
from app.privacy.pseudoniem import Pseudonimiseerder, Vumzegel
from app.privacy.redaction import Beleid
from app.privacy.toestemming import inzage
from app.privacy.vastlegging import Vastlegging


@dataclass(frozen=True, slots=True)
class Middelen:
    """Put together by the composition root, once per process."""

    opslag: Opslagfabriek
    kaart: Postcodekaart
    beleid: Beleid
    zegel: Vumzegel
    pseudoniemen: Pseudonimiseerder
    vastlegging: Vastlegging
    statistiek: Bronstatistiek
    eigen_oin: Oin
    sandbox: bool
    grenzen: Grenzen
    klok: Klok = time.time
    omzetting: Beroepenomzetting = GEEN_OMZETTING
    verouderd_na: int = 0
    """Days without a confirmation after which a record is left out of answers; 0: never."""

    def inzage(self, vrager: Deelnemer) -> Inzage:
        """Give what this asker may see now."""
        return inzage(vrager, self.klok(), self.verouderd_na)

    def lees_vraag(self, soort: Soort, body: bytes, versie: Versie) -> tuple[Mapping[str, Any], Selectievraag]:
        """Give the ``vraagObject`` as it was sent and as it is understood. Raises ``VumFout``."""
        ruw = lees_vraag(soort, body, self.grenzen.body_bytes, versie)
        vraag = ontleed(soort, ruw, versie)
        if vraag.genegeerd:
            log(Gebeurtenis.CRITERIA_GENEGEERD, soort=soort.value, aantal=vraag.genegeerd)
        if not self.kaart.bekend(vraag.postcode):
            log(Gebeurtenis.POSTCODE_ONBEKEND, gebruikt_pc4=self.kaart.pc4(vraag.postcode))
        return ruw, vraag
