"""The records of the sources inside this node: implements ``domain.ports.Dossiers``."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, insert, select, update

from app.domain.criteria import Selectievraag
from app.domain.ports import Aangeleverd, Dossier, Dossierstand, Klok, Selectie, Wijziging
from app.domain.selectiegebied import Gebied, Postcodekaart
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Inzage, Partijklasse, Soort
from app.storage.dialect import een_van, voeg_in
from app.storage.herbewaking import Herbewaking
from app.storage.opdrachten import Vast
from app.storage.rijen import Dossierrij, Rijmaker
from app.storage.schatting import Schatting
from app.storage.selectie import Zoeker
from app.storage.tables import DOSSIERS, SELECTIES, TALEN, behouden, werkzoekende_beroep
from app.storage.toestemming import herbereken, lees_standen
from app.storage.verbinding import Verbinding
from app.storage.wissing import Wissingen

_BLIJFT = {"bron_oin", "id", "aangemaakt_op"}


def _openen(soort: Soort, klasse: Partijklasse | None) -> Vast:
    t = DOSSIERS[soort]
    dit = (t.c.bron_oin == bindparam("bron"), t.c.id == bindparam("id"), t.c.bevestigd_op > bindparam("bevestigd_na"))
    opdracht = select(t.c.versie, t.c.inhoud).where(*dit)
    if klasse is None:
        return Vast(opdracht)
    zichtbaar = t.c[f"{klasse.value}_tot"] > bindparam("moment")
    return Vast(opdracht.add_columns(t.c.grondslag, t.c.contact_tot).where(zichtbaar))


_OPEN: dict[tuple[Soort, Partijklasse | None], Vast] = {
    (Soort.WERKZOEKENDE, klasse): _openen(Soort.WERKZOEKENDE, klasse) for klasse in Partijklasse
}
_OPEN[Soort.VACATURE, None] = _openen(Soort.VACATURE, None)
_INHOUDEN = {
    soort: Vast(select(t.c.id, t.c.inhoud).where(t.c.bron_oin == bindparam("bron"), een_van(t.c.id, "ids")))
    for soort, t in DOSSIERS.items()
}


class Dossiers:
    """The records, in one transaction."""

    def __init__(
        self, verbinding: Verbinding, kaart: Postcodekaart, schatting: Schatting, klok: Klok, wissingen: Wissingen
    ) -> None:
        self._verbinding = verbinding
        self._wissingen = wissingen
        self._kaart = kaart
        self._schatting = schatting
        self._klok = klok

    async def zoek(self, bron: Oin, vraag: Selectievraag, gebied: Gebied, inzage: Inzage, maximum: int) -> Selectie:
        """Give the nearest ``maximum`` records that meet the question and that ``inzage`` may see."""
        return await Zoeker(self._verbinding, self._schatting, bron, vraag, inzage).zoek(gebied, maximum)

    async def inhouden(self, bron: Oin, soort: Soort, ids: Sequence[RecordID]) -> Mapping[RecordID, bytes]:
        """Give the records that ``zoek`` has just found, as delivered."""
        wie = {"bron": str(bron), "ids": [str(id_) for id_ in ids]}
        return {RecordID(rij.id): rij.inhoud for rij in await self._verbinding.voer_uit(_INHOUDEN[soort], wie)}

    async def open(self, bron: Oin, soort: Soort, id_: RecordID, inzage: Inzage) -> Dossier | None:
        """Give the record if it exists and ``inzage`` may see it."""
        wie: dict[str, Any] = {"bron": str(bron), "id": str(id_), "bevestigd_na": inzage.bevestigd_na or -1}
        if soort is Soort.WERKZOEKENDE:
            wie["moment"] = inzage.moment
        opdracht = _OPEN[soort, inzage.klasse if soort is Soort.WERKZOEKENDE else None]
        rij = (await self._verbinding.voer_uit(opdracht, wie)).one_or_none()
        if rij is None:
            return None
        if soort is Soort.VACATURE:
            return Dossier(id_, rij.versie, rij.inhoud)
        return Dossier(id_, rij.versie, rij.inhoud, Grondslag(rij.grondslag), rij.contact_tot)

    async def bewaar(
        self,
        bron: Oin,
        soort: Soort,
        versie: str,
        grondslag: Grondslag | None,
        records: Sequence[Aangeleverd],
        *,
        grondslag_tot: int | None = None,
    ) -> Mapping[Wijziging, int]:
        """Store a batch; the last one wins where an id occurs twice. Who was erased is not stored.

        Always in the order of the ids, so that two deliveries never wait for each other. Raises
        ``ValueError`` for a jobseeker without a legal ground.
        """
        uniek = {str(record.id): record for record in records}
        geweerd = await self._gewist(bron, soort, uniek)
        maker = Rijmaker(bron, soort, versie, grondslag, self._kaart, int(self._klok()), grondslag_tot)
        rijen = [maker.rijen(uniek[id_]) for id_ in sorted(uniek.keys() - geweerd)]
        stand = await self._stand(bron, soort, [rij.id for rij in rijen])
        soorten = [_wijziging(rij, stand) for rij in rijen]
        await self._schrijf(soort, bron, [rij for rij, w in zip(rijen, soorten, strict=True) if _moet(w)])
        await self._bevestig(soort, bron, [rij for rij, w in zip(rijen, soorten, strict=True) if not _moet(w)])
        # An erasure sets its mark before it takes the record: of two at one time, one sees the other.
        for id_ in await self._gewist(bron, soort, [rij.id for rij in rijen]):
            await self.verwijder(bron, soort, RecordID(id_))
        return Counter(soorten) + Counter({Wijziging.GEWEERD: len(geweerd)})

    async def verwijder(self, bron: Oin, soort: Soort, id_: RecordID) -> bool:
        """Remove one record; False where there was none."""
        t = DOSSIERS[soort]
        return (await self._verbinding.voer_uit(delete(t).where(*_dit(t, bron, id_)))).rowcount > 0

    async def verwijder_alle(self, bron: Oin, soort: Soort, ids: Sequence[RecordID]) -> int:
        """Remove these records; give the number of those that were there."""
        t = DOSSIERS[soort]
        weg = delete(t).where(t.c.bron_oin == str(bron), een_van(t.c.id, "ids"))
        return (await self._verbinding.voer_uit(weg, {"ids": [str(id_) for id_ in ids]})).rowcount

    async def lijst(self, bron: Oin, soort: Soort, na: int, aantal: int) -> Sequence[Dossierstand]:
        """Give so many records in the order of their ids, ``na`` of them passed over."""
        t = DOSSIERS[soort]
        kolommen = (t.c[naam] for naam in Dossierstand._fields)
        vraag = select(*kolommen).where(t.c.bron_oin == str(bron)).order_by(t.c.id).offset(na).limit(aantal)
        rijen = await self._verbinding.voer_uit(vraag)
        return [Dossierstand._make((RecordID(rij.id), *rij[1:])) for rij in rijen]

    async def verwijder_behalve(self, bron: Oin, soort: Soort, behouden_: AsyncIterator[Sequence[RecordID]]) -> int:
        """Remove every record of this source and kind that ``behouden_`` does not name; give their number."""
        await self._verbinding.voer_uit(behouden.maak)
        houd = voeg_in(self._verbinding.dialect, behouden.tabel, overschrijf=None)
        async for ids in behouden_:
            if ids:
                await self._verbinding.voer_uit(houd, [{"id": str(id_)} for id_ in ids])
        t = DOSSIERS[soort]
        blijft = select(behouden.tabel).where(behouden.tabel.c.id == t.c.id).exists()
        weg = await self._verbinding.voer_uit(delete(t).where(t.c.bron_oin == str(bron), ~blijft))
        await self._verbinding.voer_uit(behouden.verwijder)
        return weg.rowcount

    async def aantal(self, bron: Oin, soort: Soort) -> int:
        """Count the records of this source and kind."""
        t = DOSSIERS[soort]
        opdracht = select(func.count()).select_from(t).where(t.c.bron_oin == str(bron))
        return int((await self._verbinding.voer_uit(opdracht)).scalar_one())

    async def _gewist(self, bron: Oin, soort: Soort, ids: Iterable[str]) -> frozenset[str]:
        return await self._wissingen.onder(bron, ids) if soort is Soort.WERKZOEKENDE else frozenset()

    async def bewaak_opnieuw(
        self, soort: Soort, versie: int, hoogstens: int, bewaak: Callable[[Aangeleverd], Aangeleverd]
    ) -> int:
        """Rewrite records, of any source, whose free text no guard of ``versie`` has seen; give their number."""
        herbewaking = Herbewaking(self._verbinding, soort, self._kaart, int(self._klok()))
        return await herbewaking.voer_uit(versie, hoogstens, bewaak)

    async def _stand(self, bron: Oin, soort: Soort, ids: list[str]) -> dict[str, bytes]:
        t = DOSSIERS[soort]
        opdracht = select(t.c.id, t.c.vingerafdruk).where(t.c.bron_oin == str(bron), een_van(t.c.id, "ids"))
        return {rij.id: rij.vingerafdruk for rij in await self._verbinding.voer_uit(opdracht, {"ids": ids})}

    async def _schrijf(self, soort: Soort, bron: Oin, rijen: Sequence[Dossierrij]) -> None:
        """Write the records first: that takes their locks, so that no other delivery comes in between.

        Then what the register says of these persons: a consent may be older than the record.
        """
        if not rijen:
            return
        t = DOSSIERS[soort]
        overschrijf = [kolom.name for kolom in t.columns if kolom.name not in _BLIJFT]
        opdracht = voeg_in(self._verbinding.dialect, t, overschrijf=overschrijf)
        await self._verbinding.voer_uit(opdracht, [rij.dossier for rij in rijen])
        ids = [rij.id for rij in rijen]
        for deel in _delen(soort):
            weg = delete(deel).where(deel.c.bron_oin == str(bron), een_van(deel.c.id, "ids"))
            await self._verbinding.voer_uit(weg, {"ids": ids})
            if nieuw := [deelrij for rij in rijen for deelrij in rij.delen[deel.name]]:
                await self._verbinding.voer_uit(insert(deel), nieuw)
        if soort is Soort.WERKZOEKENDE:
            await herbereken(self._verbinding, bron, await lees_standen(self._verbinding, bron, ids))

    async def _bevestig(self, soort: Soort, bron: Oin, rijen: Sequence[Dossierrij]) -> None:
        """Note that the source still delivers these records, and that this guard of free text left them as they are."""
        if not rijen:
            return
        t = DOSSIERS[soort]
        opdracht = update(t).where(t.c.bron_oin == str(bron), een_van(t.c.id, "ids"))
        opdracht = opdracht.values(bevestigd_op=bindparam("nu"), bewaakt=bindparam("wachtversie"))
        versie = min(rij.dossier["bewaakt"] for rij in rijen)
        nu = {"ids": [rij.id for rij in rijen], "nu": int(self._klok())}
        await self._verbinding.voer_uit(opdracht, nu | {"wachtversie": versie})
        s = SELECTIES[soort]
        vindbaar = update(s).where(s.c.bron_oin == str(bron), een_van(s.c.id, "ids"))
        await self._verbinding.voer_uit(vindbaar.values(bevestigd_op=bindparam("nu")), nu)


def _dit(tabel: Table, bron: Oin, id_: RecordID) -> tuple[ColumnElement[bool], ...]:
    return tabel.c.bron_oin == str(bron), tabel.c.id == str(id_)


def _delen(soort: Soort) -> tuple[Table, ...]:
    """Give the tables that hold parts of a record, apart from the record itself."""
    eigen = (werkzoekende_beroep,) if soort is Soort.WERKZOEKENDE else ()
    return SELECTIES[soort], TALEN[soort], *eigen


def _wijziging(rij: Dossierrij, stand: Mapping[str, Any]) -> Wijziging:
    if rij.id not in stand:
        return Wijziging.NIEUW
    gelijk = stand[rij.id] == rij.dossier["vingerafdruk"]
    return Wijziging.ONGEWIJZIGD if gelijk else Wijziging.GEWIJZIGD


def _moet(wijziging: Wijziging) -> bool:
    return wijziging is not Wijziging.ONGEWIJZIGD
