"""Erasures: who is kept out of the store, known by keyed pseudonym only."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from app.domain.persoon import Merker
from app.models.errors import InterneFout
from app.models.identiteit import Oin, RecordID
from app.storage.dialect import een_van, voeg_in
from app.storage.persoontabellen import wissing
from app.storage.verbinding import Verbinding


class Wissingen:
    """The marks, in one transaction. Without ``merk`` nothing can be stored at a source that has marks."""

    def __init__(self, verbinding: Verbinding, merk: Merker | None) -> None:
        self._verbinding = verbinding
        self._merk = merk

    async def zet(self, bron: Oin, id_: RecordID, moment: int) -> None:
        """Mark this person, under the present key."""
        rij = {"bron_oin": str(bron), "merk": self._merken(bron, id_)[0], "gewist_op": moment}
        await self._verbinding.voer_uit(voeg_in(self._verbinding.dialect, wissing, overschrijf=None), rij)

    async def hef_op(self, bron: Oin, id_: RecordID) -> bool:
        """Take every mark of this person away; False where there was none."""
        c = wissing.c
        weg = delete(wissing).where(c.bron_oin == str(bron), een_van(c.merk, "merken"))
        return (await self._verbinding.voer_uit(weg, {"merken": self._merken(bron, id_)})).rowcount > 0

    async def onder(self, bron: Oin, ids: Iterable[str]) -> frozenset[str]:
        """Give those of these ids that belong to somebody who was erased."""
        c = wissing.c
        enige = select(c.merk).where(c.bron_oin == str(bron)).limit(1)
        if (await self._verbinding.voer_uit(enige)).first() is None:
            return frozenset()
        op_merk = {merk: id_ for id_ in ids for merk in self._merken(bron, RecordID(id_))}
        vraag = select(c.merk).where(c.bron_oin == str(bron), een_van(c.merk, "merken"))
        gevonden = await self._verbinding.voer_uit(vraag, {"merken": list(op_merk)})
        return frozenset(op_merk[rij.merk] for rij in gevonden)

    def _merken(self, bron: Oin, id_: RecordID) -> list[str]:
        if self._merk is None:
            raise InterneFout("Zonder sleutelbos is niet te zeggen wie gewist is.")
        return list(self._merk(bron, id_))
