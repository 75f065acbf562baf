"""Ask a VUM exchange or source, from Python: typed, synchronous or not, over version 3 or 2 of the standard.

>>> from openvum.client import UITWISSELING_V3, Klant, WerkzoekendeVraag, partijen
>>> vraag = WerkzoekendeVraag("3511AA", 25).uren(minstens=24).taal("nld", spreken=3)
>>> vraag.als_json()["werktijden.aantalWerkurenPerWeekMaximaal"]
{'$gte': 24}

``Klant`` and ``AsyncKlant`` are alike; see ``docs/client.md``.
"""

from app.models.identiteit import Oin
from app.models.partijen import Partijen, Soort
from app.models.versie import Versie
from openvum.client.antwoord import Antwoord, Detail
from openvum.client.fouten import (
    FoutAntwoord,
    KlantFout,
    LimietBereikt,
    NietBeschikbaar,
    NietGeautoriseerd,
    Onbereikbaar,
    OngeldigAntwoord,
    OngeldigeAanroep,
    Serverfout,
    Tijdslimiet,
    VraagFout,
)
from openvum.client.herhaling import Herhaling
from openvum.client.klant import Klant
from openvum.client.klant_async import AsyncKlant
from openvum.client.koppelvlak import (
    BRON_V2,
    BRON_V3,
    UITWISSELING_V2,
    UITWISSELING_V3,
    Ingang,
    Koppelvlak,
    Rol,
)
from openvum.client.tls import Certificaat, maak_tls
from openvum.client.verkeer import Grenzen, partijen
from openvum.client.vragen import VacatureVraag, WerkzoekendeVraag

__all__ = [
    "BRON_V2",
    "BRON_V3",
    "UITWISSELING_V2",
    "UITWISSELING_V3",
    "Antwoord",
    "AsyncKlant",
    "Certificaat",
    "Detail",
    "FoutAntwoord",
    "Grenzen",
    "Herhaling",
    "Ingang",
    "Klant",
    "KlantFout",
    "Koppelvlak",
    "LimietBereikt",
    "NietBeschikbaar",
    "NietGeautoriseerd",
    "Oin",
    "Onbereikbaar",
    "OngeldigAntwoord",
    "OngeldigeAanroep",
    "Partijen",
    "Rol",
    "Serverfout",
    "Soort",
    "Tijdslimiet",
    "VacatureVraag",
    "Versie",
    "VraagFout",
    "WerkzoekendeVraag",
    "maak_tls",
    "partijen",
]
