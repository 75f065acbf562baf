"""The doors of the management API, put together."""

import time

from app.domain.bronstatistiek import Statistiekopslag
from app.domain.ports import Opslagfabriek
from app.models.identiteit import Oin
from app.privacy.beheerpoort import Beheerpoort
from app.privacy.gate import Beheer
from app.privacy.kwaliteitspoort import Kwaliteitspoort
from app.privacy.lijstenpoort import Lijstenpoort
from app.privacy.redaction import Beleid
from app.privacy.registerpoort import Registerpoort
from app.privacy.verwerkingsregister import Verwerkingsregister
from app.settings import Instellingen, Omgeving


def beheerdeuren(
    i: Instellingen,
    opslag: Opslagfabriek,
    statistiek: Statistiekopslag,
    beleid: Beleid,
    register: Verwerkingsregister,
) -> Beheer:
    """Give the doors through which an administrator sees and changes this node."""
    eigen, http_mag = Oin(i.eigen_oin), i.omgeving is Omgeving.SANDBOX
    return Beheer(
        Beheerpoort(opslag, beleid, register, eigen, time.time),
        Registerpoort(opslag, statistiek, eigen, time.time, i.maximum_body, http_mag=http_mag),
        Lijstenpoort(opslag, eigen, time.time),
        Kwaliteitspoort(opslag, eigen, time.time),
    )
