"""The limits on requests, plugged in: where is counted, how much is allowed, and who is told."""

import time

from app.adapters.tellers import EigenTeller, GedeeldeTeller
from app.domain.begrenzing import Kring, Teller
from app.log import Gebeurtenis, log
from app.privacy.begrenzing import Begrenzer
from app.privacy.pseudoniem import Pseudonimiseerder
from app.routers.meting import meet_gedeeld, meet_overschreden
from app.settings import Instellingen, Omgeving


def maak_begrenzer(instellingen: Instellingen, pseudoniemen: Pseudonimiseerder) -> Begrenzer:
    """Give what guards the limits of this node; in the sandbox it reports only."""
    grenzen = {
        Kring.PARTIJ: instellingen.grens_partij_minuut,
        Kring.BEWEZEN: instellingen.grens_verwerker_minuut,
        Kring.ADRES: instellingen.grens_adres_minuut,
    }
    weigert = instellingen.omgeving is Omgeving.PRODUCTIE
    return Begrenzer(
        _maak_teller(instellingen),
        grenzen,
        pseudoniemen.telnaam,
        time.monotonic,
        weigert=weigert,
        tegelijk=instellingen.grens_partij_tegelijk,
        bij_overschrijding=meet_overschreden,
    )


def _maak_teller(instellingen: Instellingen) -> Teller:
    if instellingen.redis_url is None:
        return EigenTeller()
    meet_gedeeld(gedeeld=True)
    return GedeeldeTeller(
        instellingen.redis_url, instellingen.redis_voorvoegsel, instellingen.redis_seconden, _bij_stand
    )


def _bij_stand(gedeeld: bool, fouttype: str) -> None:
    meet_gedeeld(gedeeld)
    log(Gebeurtenis.BEGRENZING_TELLER, gedeeld=gedeeld, fouttype=fouttype)
