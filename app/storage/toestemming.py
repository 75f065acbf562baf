"""Consents and objections, written through to the records: implements ``domain.ports.Toestemmingen``.

Who changes what a person may be seen by holds that person's key in the table of records first: a delivery
does by writing the record, a change of the register with a row that lives inside its own transaction
where there is no record. So of a delivery and a change at one time, the second sees what the first did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Row, Select, Table, Update, bindparam, delete, select, update

from app.domain.toestemming import Bezwaar, Registerhandeling, Stand, Toestemming, zichtbaarheid
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Grondslag, Omvang
from app.storage.dialect import een_van, voeg_in
from app.storage.tables import werkzoekende, werkzoekende_selectie
from app.storage.toestemmingtabellen import bezwaar, toestemming
from app.storage.verbinding import Verbinding
from app.storage.wissing import Wissingen

_PLAATSHOUDER: Final = ""
"""The version of a row that only holds the key."""

_LEEG: Final[dict[str, Any]] = {
    "versie": _PLAATSHOUDER,
    "inhoud": b"",
    "vingerafdruk": b"",
    "grondslag": Grondslag.TOESTEMMING.value,
    **dict.fromkeys(("aangemaakt_op", "gewijzigd_op", "bevestigd_op"), 0),
    **dict.fromkeys(("suwi_tot", "publiek_tot", "privaat_tot", "contact_tot"), 0),
}
_BESTAAND: Final[Select[Any]] = select(werkzoekende.c.id, werkzoekende.c.grondslag, werkzoekende.c.grondslag_tot).where(
    werkzoekende.c.bron_oin == bindparam("bron"),
    werkzoekende.c.versie != _PLAATSHOUDER,
    een_van(werkzoekende.c.id, "ids"),
)
_PLAATSHOUDERS_WEG: Final = delete(werkzoekende).where(
    werkzoekende.c.bron_oin == bindparam("bron"),
    werkzoekende.c.versie == _PLAATSHOUDER,
    een_van(werkzoekende.c.id, "ids"),
)
_KLASSEN: Final = ("suwi_tot", "publiek_tot", "privaat_tot")


def _zet(tabel: Table, *kolommen: str) -> Update:
    dit = (tabel.c.bron_oin == bindparam("bron"), tabel.c.id == bindparam("dit"))
    return update(tabel).where(*dit).values({naam: bindparam(naam) for naam in kolommen})


_ZET_DOSSIER: Final = _zet(werkzoekende, *_KLASSEN, "contact_tot")
_ZET_SELECTIE: Final = _zet(werkzoekende_selectie, *_KLASSEN)


class Toestemmingen:
    """The register, in one transaction."""

    def __init__(self, verbinding: Verbinding, wissingen: Wissingen) -> None:
        self._verbinding = verbinding
        self._wissingen = wissingen

    async def verwerk(
        self, bron: Oin, handelingen: Sequence[tuple[RecordID, Registerhandeling]], moment: int
    ) -> Sequence[bool]:
        """Make the changes in this order; say of each whether it had an effect: for who was erased it has none."""
        ids = sorted({str(id_) for id_, _ in handelingen})
        await _houd_vast(self._verbinding, bron, ids)
        gewist = await self._wissingen.onder(bron, ids)
        voor = await lees_standen(self._verbinding, bron, ids)
        na = dict(voor)
        effecten = [str(id_) not in gewist and _doe(na, str(id_), wat, moment) for id_, wat in handelingen]
        anders = {id_: stand for id_, stand in na.items() if stand != voor.get(id_)}
        await self._schrijf(bron, voor, anders)
        await self._werk_door(bron, ids, anders)
        return effecten

    async def historie(self, bron: Oin, id_: RecordID) -> Stand:
        """Give all that was ever entered for this person."""
        return (await lees_standen(self._verbinding, bron, [str(id_)])).get(str(id_), Stand())

    async def wis(self, bron: Oin, id_: RecordID) -> bool:
        """Erase all that was entered for this person; False where there was nothing."""
        await _houd_vast(self._verbinding, bron, [str(id_)])
        weg = 0
        for tabel in (toestemming, bezwaar):
            dit = delete(tabel).where(tabel.c.bron_oin == str(bron), tabel.c.id == str(id_))
            weg += (await self._verbinding.voer_uit(dit)).rowcount
        await self._werk_door(bron, [str(id_)], {str(id_): Stand()})
        return weg > 0

    async def _schrijf(self, bron: Oin, voor: Mapping[str, Stand], na: Mapping[str, Stand]) -> None:
        """Add what is new; of what was there, only its end changes."""
        for tabel, veld, einde in (
            (toestemming, "toestemmingen", "ingetrokken_op"),
            (bezwaar, "bezwaren", "opgeheven_op"),
        ):
            rijen = []
            for id_, stand in na.items():
                oud = getattr(voor.get(id_, Stand()), veld)
                nieuw = enumerate(getattr(stand, veld))
                rijen += [_rij(bron, id_, n, regel) for n, regel in nieuw if n >= len(oud) or regel != oud[n]]
            if rijen:
                await self._verbinding.voer_uit(voeg_in(self._verbinding.dialect, tabel, overschrijf=[einde]), rijen)

    async def _werk_door(self, bron: Oin, ids: Sequence[str], anders: Mapping[str, Stand]) -> None:
        await herbereken(self._verbinding, bron, anders)
        await self._verbinding.voer_uit(_PLAATSHOUDERS_WEG, {"bron": str(bron), "ids": list(ids)})


async def herbereken(verbinding: Verbinding, bron: Oin, standen: Mapping[str, Stand]) -> None:
    """Write to the records of these persons, where they have one, until when who may see them.

    The one place where the register meets the records. The caller holds the keys of these persons.
    """
    if not standen:
        return
    bestaand = await verbinding.voer_uit(_BESTAAND, {"bron": str(bron), "ids": list(standen)})
    rijen = [_zicht(bron, rij, standen[rij.id]) for rij in bestaand]
    if rijen:
        await verbinding.voer_uit(_ZET_DOSSIER, rijen)
        await verbinding.voer_uit(_ZET_SELECTIE, rijen)


async def lees_standen(verbinding: Verbinding, bron: Oin, ids: Sequence[str]) -> dict[str, Stand]:
    """Give what the register holds of these persons; of who is not in it, nothing."""
    toestemmingen: dict[str, list[Toestemming]] = {}
    for rij in await _rijen(verbinding, toestemming, bron, ids):
        gegeven = Toestemming(Omvang(rij.omvang), rij.gegeven_op, rij.geldig_tot, rij.wijze, rij.ingetrokken_op)
        toestemmingen.setdefault(rij.id, []).append(gegeven)
    bezwaren: dict[str, list[Bezwaar]] = {}
    for rij in await _rijen(verbinding, bezwaar, bron, ids):
        bezwaren.setdefault(rij.id, []).append(Bezwaar(rij.sinds, rij.opgeheven_op))
    wie = toestemmingen.keys() | bezwaren.keys()
    return {id_: Stand(tuple(toestemmingen.get(id_, ())), tuple(bezwaren.get(id_, ()))) for id_ in wie}


async def _rijen(verbinding: Verbinding, tabel: Table, bron: Oin, ids: Sequence[str]) -> Sequence[Row[Any]]:
    opdracht = select(tabel).where(tabel.c.bron_oin == str(bron), een_van(tabel.c.id, "ids"))
    return (await verbinding.voer_uit(opdracht.order_by(tabel.c.id, tabel.c.volgnummer), {"ids": list(ids)})).all()


async def _houd_vast(verbinding: Verbinding, bron: Oin, ids: Sequence[str]) -> None:
    """Hold these keys until the transaction ends; in order, so that two never wait for each other."""
    opdracht = voeg_in(verbinding.dialect, werkzoekende, overschrijf={"versie": werkzoekende.c.versie})
    await verbinding.voer_uit(opdracht, [{"bron_oin": str(bron), "id": id_, **_LEEG} for id_ in ids])


def _doe(standen: dict[str, Stand], id_: str, handeling: Registerhandeling, moment: int) -> bool:
    voor = standen.get(id_, Stand())
    standen[id_] = handeling.op(voor, moment)
    return standen[id_] != voor


def _rij(bron: Oin, id_: str, volgnummer: int, regel: Toestemming | Bezwaar) -> dict[str, Any]:
    return {"bron_oin": str(bron), "id": id_, "volgnummer": volgnummer, **asdict(regel)}


def _zicht(bron: Oin, rij: Row[Any], stand: Stand) -> dict[str, Any]:
    zicht = zichtbaarheid(Grondslag(rij.grondslag), stand.toestemmingen, stand.bezwaar, rij.grondslag_tot)
    return {"bron": str(bron), "dit": rij.id, **asdict(zicht)}
