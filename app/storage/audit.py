"""The audit log on SQLite and PostgreSQL, in one transaction: implements ``domain.auditport``.

The head is locked before a row is added, so that rows have one order over all processes. A transaction
therefore notes last what it did, and holds no other lock for long after.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, delete, insert, select, update

from app.domain.audit import (
    LEGE_KOP,
    Auditgebeurtenis,
    Auditkop,
    Auditregel,
    Handeling,
    af_te_snijden,
    kop_klopt,
    nieuwe_regel,
    onderteken,
    volgende_kop,
)
from app.domain.ports import Klok
from app.domain.verwerkingsketen import Ondertekenaar
from app.models.errors import InterneFout
from app.storage.audittabellen import auditkop, auditregel
from app.storage.dialect import voeg_in
from app.storage.verbinding import Verbinding

_r = auditregel.c
_KOP: Final[Select[Any]] = select(*(auditkop.c[naam] for naam in Auditkop._fields))
_REGELS: Final[Select[Any]] = select(*(_r[naam] for naam in Auditregel._fields))


class Auditlog:
    """``zegel`` None: this store can be read, and nothing noted."""

    def __init__(self, verbinding: Verbinding, zegel: Ondertekenaar | None, klok: Klok) -> None:
        self._verbinding = verbinding
        self._eigen_zegel = zegel
        self._klok = klok

    async def noteer(self, gebeurtenis: Auditgebeurtenis) -> int:
        kop = await self._op_slot()
        regel = nieuwe_regel(kop, int(self._klok() * 1000), gebeurtenis)
        await self._verbinding.voer_uit(insert(auditregel), regel._asdict())
        await self._zet(volgende_kop(kop, regel, self._zegel))
        return regel.nummer

    async def noteer_als_anders(self, gebeurtenis: Auditgebeurtenis) -> bool:
        await self._op_slot()
        laatste = await self.nieuwste(None, 1, gebeurtenis.handeling)
        if laatste and laatste[0].object == gebeurtenis.object:
            return False
        await self.noteer(gebeurtenis)
        return True

    async def kop(self) -> Auditkop:
        rij = (await self._verbinding.voer_uit(_KOP)).one_or_none()
        return LEGE_KOP if rij is None else Auditkop._make(rij)

    async def regels(self, na: int, aantal: int) -> Sequence[Auditregel]:
        return await self._lees(_REGELS.where(_r.nummer > na).order_by(_r.nummer).limit(aantal))

    async def nieuwste(self, voor: int | None, aantal: int, handeling: Handeling | None = None) -> Sequence[Auditregel]:
        vraag = _REGELS.order_by(_r.nummer.desc()).limit(aantal)
        if voor is not None:
            vraag = vraag.where(_r.nummer < voor)
        if handeling is not None:
            vraag = vraag.where(_r.handeling == handeling.value)
        return await self._lees(vraag)

    async def verwijder_voor(self, moment: int, aantal: int) -> int:
        kop = await self._op_slot()
        nieuw = af_te_snijden(kop, await self.regels(kop.begin, aantal), moment)
        if nieuw is None or not kop_klopt(kop, self._zegel):
            return 0
        await self._verbinding.voer_uit(delete(auditregel).where(_r.nummer <= nieuw.begin))
        await self._zet(onderteken(nieuw, self._zegel))
        return nieuw.begin - kop.begin

    @property
    def _zegel(self) -> Ondertekenaar:
        if self._eigen_zegel is None:
            raise InterneFout
        return self._eigen_zegel

    async def _op_slot(self) -> Auditkop:
        eerste = voeg_in(self._verbinding.dialect, auditkop, overschrijf=None)
        await self._verbinding.voer_uit(eerste, {"id": 1, **LEGE_KOP._asdict()})
        return Auditkop._make((await self._verbinding.voer_uit(_KOP.with_for_update())).one())

    async def _zet(self, kop: Auditkop) -> None:
        await self._verbinding.voer_uit(update(auditkop).values(kop._asdict()))

    async def _lees(self, vraag: Select[Any]) -> list[Auditregel]:
        return [Auditregel._make(rij) for rij in await self._verbinding.voer_uit(vraag)]
