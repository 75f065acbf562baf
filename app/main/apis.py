"""The APIs of a node as they are built and published."""

from collections.abc import Mapping
from types import ModuleType

from app.models.versie import Versie
from app.routers import aanlevering, beheer, bron, inzage, oauth, uitwisseling
from app.routers.fabriek import Beschrijving

_TAGS = {
    "WerkzoekendeProfielen": "Profielen van werkzoekenden zoeken en opvragen.",
    "Vacatures": "Vacatures zoeken en opvragen.",
}


def _vum(naam: str, basis: str, versie: Versie, contract: ModuleType) -> Beschrijving:
    achter, titel = ("", "") if versie is Versie.V3 else (f"-{versie.kort}", f" {versie} (verouderd)")
    teksten = (contract.TITEL + titel, contract.beschrijving(versie), _TAGS)
    return Beschrijving(naam + achter, f"{basis}/api/{versie.kort}", versie.value, *teksten, contract.MODELLEN[versie])


VERSIES = (Versie.V3, Versie.V2)
UITWISSELING: Mapping[Versie, Beschrijving] = {v: _vum("uitwisseling", "", v, uitwisseling) for v in VERSIES}
BRON: Mapping[Versie, Beschrijving] = {v: _vum("bron", "/bron", v, bron) for v in VERSIES}
BEHEER = Beschrijving(
    "beheer", beheer.BASIS, beheer.VERSIE, beheer.TITEL, beheer.BESCHRIJVING, beheer.TAGS, beheer.MODELLEN, vum=False
)
INZAGE = Beschrijving(
    "inzage", inzage.BASIS, inzage.VERSIE, inzage.TITEL, inzage.BESCHRIJVING, inzage.TAGS, inzage.MODELLEN, vum=False
)
OAUTH = Beschrijving(
    "oauth",
    oauth.BASIS,
    oauth.VERSIE,
    oauth.TITEL,
    oauth.BESCHRIJVING,
    oauth.TAGS,
    oauth.MODELLEN,
    vum=False,
    open=True,
)
AANLEVERING = Beschrijving(
    "aanlevering",
    aanlevering.BASIS,
    aanlevering.VERSIE,
    aanlevering.TITEL,
    aanlevering.BESCHRIJVING,
    aanlevering.TAGS,
    aanlevering.MODELLEN,
    vum=False,
)
