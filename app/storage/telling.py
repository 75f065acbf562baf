"""The count of different details per question, right over workers and restarts.

The row of the question is locked before anything is counted, so that two workers cannot both take the
last place.
"""

from sqlalchemy import and_, bindparam, case, delete, exists, insert, select, update

from app.storage.dialect import voeg_in
from app.storage.opdrachten import Vast
from app.storage.tables import vraag_detail, vraag_teller
from app.storage.verbinding import Verbinding


def _stand() -> Vast:
    deze = vraag_teller.c.vraag_id == bindparam("vraag")
    dit = and_(vraag_detail.c.vraag_id == bindparam("vraag"), vraag_detail.c.sleutel == bindparam("sleutel"))
    return Vast(select(vraag_teller.c.aantal, exists().where(dit).label("geteld")).where(deze))


_STAND = _stand()


class Detailtelling:
    """The count, in one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def toegestaan(self, vraag: str, sleutel: bytes, maximum: int) -> bool:
        """Say whether this detail may still be asked, without counting it."""
        stand = (await self._verbinding.voer_uit(_STAND, {"vraag": vraag, "sleutel": sleutel})).one_or_none()
        return maximum > 0 if stand is None else bool(stand.geteld) or stand.aantal < maximum

    async def tel(self, vraag: str, sleutel: bytes, maximum: int, verloopt: int) -> bool:
        """Count this detail (a repeat is free); False, and nothing counted, beyond the maximum."""
        await self._zet_op_slot(vraag, verloopt)
        rij = (await self._verbinding.voer_uit(_STAND, {"vraag": vraag, "sleutel": sleutel})).one()
        if rij.geteld or rij.aantal >= maximum:
            return bool(rij.geteld)
        await self._verbinding.voer_uit(insert(vraag_detail), {"vraag_id": vraag, "sleutel": sleutel})
        erbij = update(vraag_teller).where(vraag_teller.c.vraag_id == vraag).values(aantal=rij.aantal + 1)
        await self._verbinding.voer_uit(erbij)
        return True

    async def vergeet(self, voor: int) -> int:
        """Forget the questions that expired before ``voor`` (seconds since 1970); give their number."""
        verlopen = select(vraag_teller.c.vraag_id).where(vraag_teller.c.verloopt < voor)
        await self._verbinding.voer_uit(delete(vraag_detail).where(vraag_detail.c.vraag_id.in_(verlopen)))
        weg = await self._verbinding.voer_uit(delete(vraag_teller).where(vraag_teller.c.verloopt < voor))
        return weg.rowcount

    async def _zet_op_slot(self, vraag: str, verloopt: int) -> None:
        """Make the row of the question, or keep it for as long as its latest detail; either way it is ours."""
        oud = vraag_teller.c.verloopt
        laatste = {"verloopt": case((oud < verloopt, verloopt), else_=oud)}
        opdracht = voeg_in(self._verbinding.dialect, vraag_teller, overschrijf=laatste)
        await self._verbinding.voer_uit(opdracht, {"vraag_id": vraag, "aantal": 0, "verloopt": verloopt})
