"""The runs of deliveries on SQLite and PostgreSQL, in one transaction: implements ``domain.leveringport.Leveringen``."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any, Final

import orjson
from sqlalchemy import Row, Select, and_, delete, or_, select, update

from app.domain.audit import Herkomst
from app.domain.leveringport import OPEN, Run, Staat, Wijze
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.storage.dialect import voeg_in
from app.storage.leveringtabellen import levering, levering_rapport
from app.storage.verbinding import Verbinding

_c = levering.c
_OPEN: Final = [staat.value for staat in sorted(OPEN)]
_VAST: Final = frozenset(
    {"bron_oin", "id", "volgorde", "soort", "formaat", "wijze", "proef", "grondslag", "grondslag_tot", "herkomst"}
    | {"ontvangen_op", "grootte", "vingerafdruk", "verzoek_id"}
)
"""What never changes after a run was registered."""


class Leveringen:
    """The runs, in one transaction."""

    def __init__(self, verbinding: Verbinding) -> None:
        self._verbinding = verbinding

    async def registreer(self, run: Run) -> bool:
        opdracht = voeg_in(self._verbinding.dialect, levering, overschrijf=None)
        return (await self._verbinding.voer_uit(opdracht, _rij(run))).rowcount > 0

    async def lees(self, bron: Oin, id_: str) -> Run | None:
        return await self._een(select(levering).where(*_deze(bron, id_)))

    async def open_van(self, bron: Oin, soort: Soort) -> Run | None:
        return await self._een(select(levering).where(_c.bron_oin == str(bron), _c.slot == soort.value))

    async def met_sleutel(self, bron: Oin, sleutel: bytes) -> Run | None:
        return await self._een(select(levering).where(_c.bron_oin == str(bron), _c.sleutel == sleutel))

    async def lijst(self, bron: Oin, voor: int | None, aantal: int) -> Sequence[Run]:
        vraag = select(levering).where(_c.bron_oin == str(bron)).order_by(_c.volgorde.desc()).limit(aantal)
        return await self._alle(vraag if voor is None else vraag.where(_c.volgorde < voor))

    async def zet(self, run: Run, van: Collection[Staat]) -> bool:
        staten = [staat.value for staat in van]
        waarden = {naam: waarde for naam, waarde in _rij(run).items() if naam not in _VAST}
        opdracht = update(levering).where(*_deze(run.bron, run.id), _c.staat.in_(staten)).values(waarden)
        return (await self._verbinding.voer_uit(opdracht)).rowcount > 0

    async def leef(self, werker: str, tot: int) -> None:
        opdracht = update(levering).where(_c.werker == werker, _c.staat.in_(_OPEN)).values(levend_tot=tot)
        await self._verbinding.voer_uit(opdracht)

    async def verlaten(self, nu: int) -> Sequence[Run]:
        wacht = Staat.WACHT.value
        verlopen = or_(
            and_(_c.staat == wacht, _c.vervalt_op <= nu),
            and_(_c.staat.in_(_OPEN), _c.staat != wacht, _c.levend_tot <= nu),
        )
        return await self._alle(select(levering).where(verlopen).order_by(_c.bron_oin, _c.id))

    async def bewaar_rapport(self, bron: Oin, id_: str, inhoud: bytes) -> None:
        opdracht = voeg_in(self._verbinding.dialect, levering_rapport, overschrijf=["inhoud"])
        await self._verbinding.voer_uit(opdracht, {"bron_oin": str(bron), "id": id_, "inhoud": inhoud})

    async def rapport(self, bron: Oin, id_: str) -> bytes | None:
        r = levering_rapport.c
        vraag = select(r.inhoud).where(r.bron_oin == str(bron), r.id == id_)
        rij = (await self._verbinding.voer_uit(vraag)).one_or_none()
        return None if rij is None else bytes(rij.inhoud)

    async def ids_open(self) -> frozenset[str]:
        rijen = await self._verbinding.voer_uit(select(_c.id).where(_c.staat.in_(_OPEN)))
        return frozenset(rij.id for rij in rijen)

    async def verwijder_voor(self, moment: int) -> int:
        weg = delete(levering).where(_c.bijgewerkt_op < moment, _c.staat.not_in(_OPEN))
        return (await self._verbinding.voer_uit(weg)).rowcount

    async def _een(self, vraag: Select[Any]) -> Run | None:
        return next(iter(await self._alle(vraag)), None)

    async def _alle(self, vraag: Select[Any]) -> list[Run]:
        return [_run(rij) for rij in await self._verbinding.voer_uit(vraag)]


def _deze(bron: Oin, id_: str) -> tuple[Any, ...]:
    return _c.bron_oin == str(bron), _c.id == id_


def _rij(run: Run) -> dict[str, Any]:
    return {
        **{veld.name: getattr(run, veld.name) for veld in fields(run) if veld.name != "bron"},
        "bron_oin": str(run.bron),
        "soort": run.soort.value,
        "wijze": run.wijze.value,
        "staat": run.staat.value,
        "herkomst": run.herkomst.value,
        "grondslag": run.grondslag and run.grondslag.value,
        "telling": orjson.dumps(run.telling, option=orjson.OPT_SORT_KEYS).decode(),
        "slot": run.soort.value if run.open and not run.proef else None,
    }


def _run(rij: Row[Any]) -> Run:
    waarden = rij._asdict()
    bron = Oin(waarden.pop("bron_oin"))
    del waarden["slot"]
    vertaald = {
        "soort": Soort(rij.soort),
        "wijze": Wijze(rij.wijze),
        "staat": Staat(rij.staat),
        "herkomst": Herkomst(rij.herkomst),
        "grondslag": rij.grondslag and Grondslag(rij.grondslag),
        "telling": orjson.loads(rij.telling),
    }
    return Run(bron=bron, **{**waarden, **vertaald})
