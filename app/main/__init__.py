"""The composition root: settings in, ports plugged in, one app per API. The only place that wires."""

from app.main.apis import AANLEVERING, BEHEER, BRON, INZAGE, OAUTH, UITWISSELING, VERSIES
from app.main.levering import spelregels_van
from app.main.lezers import (
    lees_bos,
    lees_certificaten,
    lees_omzetting,
    lees_sleutels,
    lees_tls,
    lees_verwerkingsregister,
    tekstwacht_van,
)
from app.main.node import OPRUIMDREMPELS, maak_app, maak_node
from app.main.samenstel import Samenstel
from app.main.tokens import lees_tokenuitgevers

__all__ = [
    "AANLEVERING",
    "BEHEER",
    "BRON",
    "INZAGE",
    "OAUTH",
    "OPRUIMDREMPELS",
    "UITWISSELING",
    "VERSIES",
    "Samenstel",
    "lees_bos",
    "lees_certificaten",
    "lees_omzetting",
    "lees_sleutels",
    "lees_tls",
    "lees_tokenuitgevers",
    "lees_verwerkingsregister",
    "maak_app",
    "maak_node",
    "spelregels_van",
    "tekstwacht_van",
]
