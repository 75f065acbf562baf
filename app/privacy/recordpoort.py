"""The door to a source's own records, one by one: put one, take one away, list them. As ``aanleverpoort`` does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from app.domain.audit import Auditgebeurtenis, Handeling, Herkomst, Objecttype, Wie
from app.domain.ports import Aangeleverd, Opslag, Opslagfabriek, Wijziging
from app.domain.tekstwacht import Tekstwacht, bewaakt_record
from app.models.aanlevering import Recordstanden
from app.models.errors import Conflict, NietGevonden, OngeldigeAanroep, OnvolledigeAanroep
from app.models.identiteit import Oin, RecordID
from app.models.lezen import ID_VELD, lees_json, valideer_record
from app.models.partijen import Grondslag, Soort
from app.models.schending import Schending
from app.privacy import mandaat
from app.privacy.aanleverpoort import Aanleveraar, Blad
from app.privacy.leveringopties import kies_grondslag, lees_grondslag, lees_grondslag_tot
from app.privacy.leveringweergave import records

MAX_RECORD: Final = 1_000_000
_STANDAARD: Final = "3.0.0"
_GEEN_RECORD: Final = "Dit record is er niet."
_GEWIST: Final = "Deze persoon is op eigen verzoek gewist; hef de wissing eerst op."
_OPTIES: Final = {"grondslag", "grondslagTot"}


@dataclass(frozen=True, slots=True)
class _Grond:
    """The legal ground of a record, and when it ends."""

    grondslag: Grondslag | None
    tot: int | None


class Recordpoort:
    """Every operation takes who asks and which kind of record."""

    def __init__(self, opslag: Opslagfabriek, wacht: Tekstwacht, *, sandbox: bool) -> None:
        self._opslag = opslag
        self._wacht = wacht
        self._sandbox = sandbox

    async def eis(self, wie: Aanleveraar) -> Oin:
        """Give the source that asks: to be known before anything of a body is read."""
        async with self._opslag.lezen() as opslag:
            return await mandaat.eis_aanleveraar(opslag.register, wie.aanroeper, wie.via)

    async def zet(
        self, wie: Aanleveraar, soort: Soort, id_: str, opties: Mapping[str, str], body: bytes
    ) -> tuple[bool, bytes]:
        """Answer ``PUT``: store one record of version 3; say whether it is new, and give it as it is stored."""
        bron = await self.eis(wie)
        record = self._gekeurd(soort, id_, body)
        async with self._opslag.schrijven() as opslag:
            grond = await self._grond(opslag, bron, soort, record.id, opties)
            uitkomst = await opslag.dossiers.bewaar(
                bron, soort, _STANDAARD, grond.grondslag, [record], grondslag_tot=grond.tot
            )
            if uitkomst.get(Wijziging.GEWEERD):
                raise Conflict(_GEWIST)
            await _noteer(opslag, bron, wie, soort, {w.value: n for w, n in uitkomst.items() if n})
        return uitkomst.get(Wijziging.NIEUW, 0) > 0, record.inhoud

    async def verwijder(self, wie: Aanleveraar, soort: Soort, id_: str) -> None:
        """Answer ``DELETE``. Raises ``NietGevonden``."""
        bron = await self.eis(wie)
        async with self._opslag.schrijven() as opslag:
            if not await opslag.dossiers.verwijder(bron, soort, _record_id(id_)):
                raise NietGevonden(_GEEN_RECORD)
            await _noteer(opslag, bron, wie, soort, {"verwijderd": 1})

    async def lijst(self, wie: Aanleveraar, soort: Soort, lees_blad: Callable[[], Blad]) -> Recordstanden:
        """Answer ``GET`` of the collection: a page in the order of the ids."""
        bron = await self.eis(wie)
        cursor, limiet = lees_blad()
        na = cursor or 0
        async with self._opslag.lezen() as opslag:
            rijen = await opslag.dossiers.lijst(bron, soort, na, limiet + 1)
        return records(rijen, na, limiet)

    def _gekeurd(self, soort: Soort, id_: str, body: bytes) -> Aangeleverd:
        """Judge a record as a delivery would. Raises ``OngeldigeAanroep`` naming field and rule."""
        if not body.strip():
            raise OnvolledigeAanroep("Het bericht is leeg")
        gegevens = lees_json(body, MAX_RECORD)
        inhoud = orjson.dumps(gegevens)
        gebreken: Sequence[Schending] = valideer_record(soort, inhoud)
        if not gebreken and gegevens[ID_VELD[soort]] != id_:
            gebreken = [Schending(ID_VELD[soort], "moet gelijk zijn aan het id in het pad")]
        if not gebreken:
            oordeel = self._wacht(soort, gegevens)
            if not oordeel.schendingen:
                return bewaakt_record(RecordID(id_), inhoud, gegevens, oordeel)
            gebreken = oordeel.schendingen
        raise OngeldigeAanroep(map(str, gebreken))

    async def _grond(self, opslag: Opslag, bron: Oin, soort: Soort, id_: RecordID, opties: Mapping[str, str]) -> _Grond:
        """Give the ground that is asked for; without one a record that is there keeps its own."""
        if not opties.keys() <= _OPTIES:
            raise OngeldigeAanroep(f"dit verzoek kent alleen deze opties: {', '.join(sorted(_OPTIES))}")
        gevraagd = lees_grondslag(opties.get("grondslag"))
        tot = lees_grondslag_tot(soort, opties.get("grondslagTot"))
        if soort is Soort.WERKZOEKENDE and gevraagd is None and tot is None:
            oud = await opslag.personen.dossier(bron, id_)
            if oud is not None:
                return _Grond(oud.grondslag, oud.grondslag_tot)
        return _Grond(kies_grondslag(soort, gevraagd, None, sandbox=self._sandbox), tot)


def _record_id(id_: str) -> RecordID:
    try:
        return RecordID(id_)
    except ValueError:
        raise NietGevonden(_GEEN_RECORD) from None


async def _noteer(opslag: Opslag, bron: Oin, wie: Aanleveraar, soort: Soort, telling: Mapping[str, Any]) -> None:
    namens = Wie(bron, Herkomst.API, wie.verzoek_id)
    gebeurtenis = Auditgebeurtenis(Handeling.LEVERING_VERWERKT, Objecttype.BRON, bron, namens)
    await opslag.audit.noteer(replace(gebeurtenis, bijzonderheden={"soort": soort.value, "wat": "record", **telling}))
