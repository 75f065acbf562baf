"""Notes in the audit log what the running server sees: policy and keys in force, and who was kept out.

Refusals are added up per party, interface and status, and noted once a minute: a party that keeps trying
makes a number grow, not the log. A process that is killed loses at most the minute that it had not noted;
the application's log has its requests.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from app.domain.audit import ONBEKEND, Auditgebeurtenis, Handeling, Herkomst, Objecttype, Uitkomst, Wie
from app.domain.ports import Opslagfabriek
from app.models.errors import VumFout
from app.models.identiteit import Oin
from app.privacy.audit import Audit
from app.privacy.sleutels import Sleutelbos, Staat

MINUUT: Final = 60.0
MAX_PARTIJEN: Final = 1000
"""Different parties added up in a minute; any more are counted as one: who invents names fills no memory."""


class Geweigerd(NamedTuple):
    """What is added up: ``partij`` is what the request said, not judged yet."""

    api: str
    status: int
    partij: Oin | None


class Telling(NamedTuple):
    """How often, and the id of the first request."""

    aantal: int
    verzoek_id: str


class Auditwacht:
    """One instance per process."""

    def __init__(
        self, audit: Audit, opslag: Opslagfabriek, van_kracht: Callable[[], Sequence[Auditgebeurtenis]]
    ) -> None:
        """``van_kracht`` gives what is in force now; noted when it is not what was noted last."""
        self._audit = audit
        self._opslag = opslag
        self._van_kracht = van_kracht
        self._genoteerd: dict[Handeling, str] = {}
        self._geteld: dict[Geweigerd, Telling] = {}

    def geweigerd(self, api: str, status: int, partij: Oin | None, verzoek_id: str) -> None:
        """Count a request that was refused."""
        sleutel = Geweigerd(api, status, partij)
        if sleutel not in self._geteld and len(self._geteld) >= MAX_PARTIJEN:
            sleutel = Geweigerd(api, status, None)
        eerder = self._geteld.get(sleutel, Telling(0, verzoek_id))
        self._geteld[sleutel] = Telling(eerder.aantal + 1, eerder.verzoek_id)

    async def noteer(self) -> None:
        """Note what there is to note; what cannot be noted now waits for the next time."""
        for stand in self._van_kracht():
            nieuw = self._genoteerd.get(stand.handeling) != stand.object
            if nieuw and await self._audit.noteer(stand, als_anders=True):
                self._genoteerd[stand.handeling] = stand.object
        geteld, self._geteld = self._geteld, {}
        for sleutel, telling in (await self._per_bekende(geteld)).items():
            if not await self._audit.noteer(_gebeurtenis(sleutel, telling)):
                self._tel_op(self._geteld, sleutel, telling)

    @asynccontextmanager
    async def op_de_achtergrond(self, seconden: float = MINUUT) -> AsyncIterator[None]:
        """Note at once, every so many seconds, and at the end."""
        taak = asyncio.create_task(self._herhaal(seconden))
        try:
            yield
        finally:
            taak.cancel()
            await asyncio.gather(taak, return_exceptions=True)
            await self.noteer()

    async def _herhaal(self, seconden: float) -> None:
        while True:
            await self.noteer()
            await asyncio.sleep(seconden)

    async def _per_bekende(self, geteld: dict[Geweigerd, Telling]) -> dict[Geweigerd, Telling]:
        """Keep the names of registered parties alone: what another says of itself may be anything."""
        bekend = await self._bekend({s.partij for s in geteld if s.partij is not None})
        samen: dict[Geweigerd, Telling] = {}
        for sleutel, telling in geteld.items():
            naam = sleutel.partij if sleutel.partij in bekend else None
            self._tel_op(samen, sleutel._replace(partij=naam), telling)
        return samen

    async def _bekend(self, partijen: set[Oin]) -> set[Oin]:
        if not partijen:
            return set()
        try:
            async with self._opslag.lezen() as opslag:
                return partijen & {d.oin for d in await opslag.register.deelnemers()}
        except VumFout:
            return set()

    @staticmethod
    def _tel_op(in_: dict[Geweigerd, Telling], sleutel: Geweigerd, telling: Telling) -> None:
        eerder = in_.get(sleutel, Telling(0, telling.verzoek_id))
        in_[sleutel] = Telling(eerder.aantal + telling.aantal, eerder.verzoek_id)


def beleid_van_kracht(kenmerk: str) -> Auditgebeurtenis:
    """Say which disclosure policy is in force."""
    return Auditgebeurtenis(Handeling.BELEID_VAN_KRACHT, Objecttype.BELEID, kenmerk, Wie())


def sleutels_van_kracht(bos: Sleutelbos) -> Auditgebeurtenis:
    """Say which keys seal, by purpose; the object tells one ring from another by the ids and states of its keys."""
    namen = sorted(f"{s.doel}/{s.kid}/{s.staat}" for s in bos.sleutels)
    actief = {s.doel.value: s.kid for s in bos.sleutels if s.staat is Staat.ACTIEF}
    kenmerk = hashlib.sha256("\n".join(namen).encode()).hexdigest()[:12]
    return Auditgebeurtenis(Handeling.SLEUTELS_VAN_KRACHT, Objecttype.SLEUTEL, kenmerk, Wie(), bijzonderheden=actief)


def _gebeurtenis(sleutel: Geweigerd, telling: Telling) -> Auditgebeurtenis:
    return Auditgebeurtenis(
        Handeling.TOEGANG_GEWEIGERD,
        Objecttype.API,
        sleutel.api,
        Wie(sleutel.partij or ONBEKEND, Herkomst.API, telling.verzoek_id),
        Uitkomst.GEWEIGERD,
        {"status": sleutel.status, "aantal": telling.aantal},
    )
