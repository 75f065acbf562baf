"""A delivered record as the rows that hold it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from app.domain.ports import Aangeleverd
from app.domain.selectiegebied import Postcodekaart
from app.domain.toestemming import Zichtbaarheid, zichtbaarheid
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.models.versie import Versie
from app.storage.kolommen import Kolommen, Rij, kolommen
from app.storage.tables import SELECTIES, TALEN, werkzoekende_beroep

_KLASSEN = ("suwi_tot", "publiek_tot", "privaat_tot")


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
    grondslag_tot: int | None = None

    def rijen(self, record: Aangeleverd) -> Dossierrij:
        """Derive the rows. Raises ``ValueError`` for a jobseeker without a legal ground."""
        sleutel = {"bron_oin": str(self.bron), "id": str(record.id)}
        vindbaar = kolommen(self.soort, record.gegevens, self.kaart, record.matchgegevens, Versie(self.versie))
        zicht = self._zicht()
        dossier = {
            **sleutel,
            "versie": self.versie,
            "inhoud": record.inhoud,
            "profiel": vindbaar.profiel,
            "vingerafdruk": self._vingerafdruk(record.inhoud, vindbaar),
            "bewaakt": record.bewaakt,
            **dict.fromkeys(("aangemaakt_op", "gewijzigd_op", "bevestigd_op"), self.nu),
        }
        if self.grondslag is not None and zicht is not None:
            dossier |= {"grondslag": self.grondslag.value, "grondslag_tot": self.grondslag_tot, **asdict(zicht)}
        return Dossierrij(
            str(record.id), dossier, _delen(self.soort, sleutel, self._selectie(vindbaar, zicht), vindbaar)
        )

    def _selectie(self, vindbaar: Kolommen, zicht: Zichtbaarheid | None) -> Rij:
        """What a question compares with; empty where nobody can find the record."""
        if not vindbaar.selectie:
            return {}
        klassen = {} if zicht is None else {naam: getattr(zicht, naam) for naam in _KLASSEN}
        return {**vindbaar.selectie, **klassen, "bevestigd_op": self.nu}

    def _zicht(self) -> Zichtbaarheid | None:
        """What the ground alone gives; consents come to it when the record is stored."""
        if self.soort is Soort.VACATURE:
            return None
        if self.grondslag is None:
            raise ValueError("a jobseeker is held on a legal ground")
        return zichtbaarheid(self.grondslag, grondslag_tot=self.grondslag_tot)

    def _vingerafdruk(self, inhoud: bytes, vindbaar: Kolommen) -> bytes:
        """Change with the record, its ground, and with how this code derives what it can be found on."""
        grond = (self.grondslag, self.grondslag_tot)
        afgeleid = (vindbaar.profiel, vindbaar.selectie, vindbaar.talen, vindbaar.beroepen)
        return hashlib.blake2b(repr((self.versie, grond, inhoud, afgeleid)).encode(), digest_size=16).digest()


def _delen(soort: Soort, sleutel: Rij, selectie: Rij, vindbaar: Kolommen) -> dict[str, list[Rij]]:
    return {
        SELECTIES[soort].name: [sleutel | selectie] if selectie else [],
        TALEN[soort].name: [{**sleutel, **taal} for taal in vindbaar.talen],
        werkzoekende_beroep.name: [{**sleutel, **beroep} for beroep in vindbaar.beroepen],
    }
