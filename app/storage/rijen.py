"""A delivered record as the rows that hold it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from app.domain.ports import Aangeleverd
from app.domain.selectiegebied import Postcodekaart
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.storage.kolommen import Kolommen, Rij, kolommen
from app.storage.tables import SELECTIES, TALEN, werkzoekende_beroep
from app.storage.zichtbaarheid import Zichtbaarheid, zichtbaarheid


@dataclass(frozen=True, slots=True)
class Dossierrij:
    """The row of the record, and per table the rows of its parts."""

    id: str = field(repr=False)
    dossier: Rij = field(repr=False)
    delen: Mapping[str, Sequence[Rij]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rijmaker:
    """Derives the rows of the records of one delivery. A vacancy has no legal ground."""

    bron: Oin
    soort: Soort
    versie: str
    grondslag: Grondslag | None
    kaart: Postcodekaart
    nu: int

    def rijen(self, record: Aangeleverd) -> Dossierrij:
        """Derive the rows. Raises ``ValueError`` for a jobseeker without a legal ground."""
        sleutel = {"bron_oin": str(self.bron), "id": str(record.id)}
        vindbaar = kolommen(self.soort, record.gegevens, self.kaart)
        zicht = _zicht(self.soort, self.grondslag)
        dossier = {
            **sleutel,
            "versie": self.versie,
            "inhoud": record.inhoud,
            "profiel": vindbaar.profiel,
            "vingerafdruk": _vingerafdruk(self.versie, self.grondslag, record.inhoud, vindbaar),
            **dict.fromkeys(("aangemaakt_op", "gewijzigd_op", "bevestigd_op"), self.nu),
        }
        if self.grondslag is not None and zicht is not None:
            dossier |= {"grondslag": self.grondslag.value, **asdict(zicht)}
        return Dossierrij(str(record.id), dossier, _delen(self.soort, sleutel, vindbaar, zicht))


def _zicht(soort: Soort, grondslag: Grondslag | None) -> Zichtbaarheid | None:
    if soort is Soort.VACATURE:
        return None
    if grondslag is None:
        raise ValueError("a jobseeker is held on a legal ground")
    return zichtbaarheid(grondslag)


def _delen(soort: Soort, sleutel: Rij, vindbaar: Kolommen, zicht: Zichtbaarheid | None) -> dict[str, list[Rij]]:
    selectie = {**sleutel, **vindbaar.selectie, **_klassen(zicht)}
    return {
        SELECTIES[soort].name: [selectie] if vindbaar.selectie else [],
        TALEN[soort].name: [{**sleutel, **taal} for taal in vindbaar.talen],
        werkzoekende_beroep.name: [{**sleutel, **beroep} for beroep in vindbaar.beroepen],
    }


def _klassen(zicht: Zichtbaarheid | None) -> Rij:
    if zicht is None:
        return {}
    return {"suwi_tot": zicht.suwi_tot, "publiek_tot": zicht.publiek_tot, "privaat_tot": zicht.privaat_tot}


def _vingerafdruk(versie: str, grondslag: Grondslag | None, inhoud: bytes, vindbaar: Kolommen) -> bytes:
    """Change with the record, its ground, and with how this code derives what it can be found on."""
    afgeleid = (vindbaar.profiel, vindbaar.selectie, vindbaar.talen, vindbaar.beroepen)
    return hashlib.blake2b(repr((versie, grondslag, inhoud, afgeleid)).encode(), digest_size=16).digest()
