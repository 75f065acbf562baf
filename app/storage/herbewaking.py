"""Records that were stored under an older free-text guard, made again under the present one.

What a record can be found on does not come from its free text: only the record, its profile and what is
derived from both change.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
from sqlalchemy import Select, bindparam, select, update

from app.domain.ports import Aangeleverd
from app.domain.selectiegebied import Postcodekaart
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Soort
from app.storage.rijen import Rijmaker
from app.storage.tables import DOSSIERS
from app.storage.verbinding import Verbinding

_KOLOMMEN: Final = ("inhoud", "profiel", "vingerafdruk", "bewaakt")


class Herbewaking:
    """One batch, in one transaction; a record that another transaction is changing is left for the next pass."""

    def __init__(self, verbinding: Verbinding, soort: Soort, kaart: Postcodekaart, nu: int) -> None:
        self._verbinding = verbinding
        self._soort = soort
        self._kaart = kaart
        self._nu = nu

    async def voer_uit(self, versie: int, hoogstens: int, bewaak: Callable[[Aangeleverd], Aangeleverd]) -> int:
        """Guard at most ``hoogstens`` records again; give their number."""
        gevonden = await self._verbinding.voer_uit(self._oude(versie, hoogstens))
        nieuw = [self._opnieuw(rij, bewaak) for rij in gevonden.mappings()]
        if nieuw:
            await self._verbinding.voer_uit(self._herschrijf(), nieuw)
        return len(nieuw)

    def _oude(self, versie: int, hoogstens: int) -> Select[Any]:
        t = DOSSIERS[self._soort]
        grond = () if self._soort is Soort.VACATURE else (t.c.grondslag, t.c.grondslag_tot)
        oud = select(t.c.bron_oin, t.c.id, t.c.versie, t.c.inhoud, *grond).where(t.c.bewaakt < versie)
        return oud.limit(hoogstens).with_for_update(skip_locked=True)

    def _opnieuw(self, rij: Mapping[Any, Any], bewaak: Callable[[Aangeleverd], Aangeleverd]) -> dict[str, Any]:
        grondslag = Grondslag(rij["grondslag"]) if "grondslag" in rij else None
        grond = (grondslag, self._kaart, self._nu, rij.get("grondslag_tot"))
        maker = Rijmaker(Oin(rij["bron_oin"]), self._soort, rij["versie"], *grond)
        record = bewaak(Aangeleverd(RecordID(rij["id"]), rij["inhoud"], orjson.loads(rij["inhoud"])))
        dossier = maker.rijen(record).dossier
        sleutel = {"dit_bron_oin": dossier["bron_oin"], "dit_id": dossier["id"]}
        return sleutel | {naam: dossier[naam] for naam in _KOLOMMEN}

    def _herschrijf(self) -> Any:
        t = DOSSIERS[self._soort]
        dit = (t.c.bron_oin == bindparam("dit_bron_oin"), t.c.id == bindparam("dit_id"))
        return update(t).where(*dit).values({naam: bindparam(naam) for naam in _KOLOMMEN})
