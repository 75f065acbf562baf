"""All that is stored of one person, given or erased: implements ``domain.persoon``."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, delete, select

from app.domain.persoon import Persoonsdossier
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Soort
from app.storage.dialect import een_van, voeg_in
from app.storage.persoontabellen import beleid
from app.storage.tables import DOSSIERS, SELECTIES, TALEN, werkzoekende, werkzoekende_beroep
from app.storage.verbinding import Verbinding
from app.storage.wissing import Wissingen

_TABELLEN: Final = (
    DOSSIERS[Soort.WERKZOEKENDE],
    SELECTIES[Soort.WERKZOEKENDE],
    TALEN[Soort.WERKZOEKENDE],
    werkzoekende_beroep,
)
"""Every table that holds a part of a jobseeker's record; a test finds one that is missing here."""
_APART: Final = {"inhoud", "profiel"}


class Personen:
    """Persons, in one transaction."""

    def __init__(self, verbinding: Verbinding, wissingen: Wissingen) -> None:
        self._verbinding = verbinding
        self._wissingen = wissingen

    async def dossier(self, bron: Oin, id_: RecordID) -> Persoonsdossier | None:
        rijen = {str(tabel.name): await self._rijen(tabel, bron, id_) for tabel in _TABELLEN}
        if not rijen[werkzoekende.name]:
            return None
        [record] = rijen[werkzoekende.name]
        return Persoonsdossier(
            inhoud=record["inhoud"],
            profiel=record["profiel"],
            versie=record["versie"],
            grondslag=Grondslag(record["grondslag"]),
            grondslag_tot=record["grondslag_tot"],
            rijen={naam: [_zonder(rij) for rij in reeks] for naam, reeks in rijen.items()},
        )

    async def merk_gewist(self, bron: Oin, id_: RecordID, moment: int) -> None:
        await self._wissingen.zet(bron, id_, moment)

    async def wis(self, bron: Oin, id_: RecordID) -> bool:
        t = werkzoekende.c
        weg = delete(werkzoekende).where(t.bron_oin == str(bron), t.id == str(id_))
        return (await self._verbinding.voer_uit(weg)).rowcount > 0

    async def is_gewist(self, bron: Oin, id_: RecordID) -> bool:
        return bool(await self._wissingen.onder(bron, [id_]))

    async def laat_toe(self, bron: Oin, id_: RecordID) -> bool:
        return await self._wissingen.hef_op(bron, id_)

    async def _rijen(self, tabel: Table, bron: Oin, id_: RecordID) -> list[dict[str, Any]]:
        vraag = select(tabel).where(tabel.c.bron_oin == str(bron), tabel.c.id == str(id_))
        rijen = await self._verbinding.voer_uit(vraag.order_by(*tabel.primary_key))
        return [rij._asdict() for rij in rijen]


class Beleidsarchief:
    """The policies that were in force, in one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def bewaar(self, kenmerk: str, inhoud: bytes, moment: int) -> None:
        rij = {"kenmerk": kenmerk, "inhoud": inhoud, "eerst_gezien": moment}
        await self._verbinding.voer_uit(voeg_in(self._verbinding.dialect, beleid, overschrijf=None), rij)

    async def lees(self, kenmerken: Sequence[str]) -> Mapping[str, bytes]:
        vraag = select(beleid.c.kenmerk, beleid.c.inhoud).where(een_van(beleid.c.kenmerk, "kenmerken"))
        rijen = await self._verbinding.voer_uit(vraag, {"kenmerken": list(kenmerken)})
        return {rij.kenmerk: rij.inhoud for rij in rijen}


def _zonder(rij: Mapping[str, Any]) -> dict[str, Any]:
    return {str(naam): waarde for naam, waarde in rij.items() if naam not in _APART}
