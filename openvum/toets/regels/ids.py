"""Ids: a source keeps its own, an exchange gives a pseudonym for one question."""

import base64
import binascii
import re
from typing import Final

from app.models.lezen import is_bsn
from app.models.partijen import Soort
from openvum.client.koppelvlak import Rol
from openvum.toets.baan import Baan
from openvum.toets.model import Ernst
from openvum.toets.regels.sch import record_van
from openvum.toets.register import regel
from openvum.toets.selectie import ID_BRON, Selectie
from openvum.toets.wissel import NietTeBeoordelen

_BRON: Final = re.compile(r"[a-zA-Z0-9_.-]{1,200}")
_UITWISSELING: Final = re.compile(r"[a-zA-Z0-9_.-]{1,500}")
_VUMID: Final = "{schemas}.VumID"
_WAAR: Final = "README van VUM: het vumID is een pseudoniem, niet te herleiden tot een bron of profiel"
_ALLEEN_UITWISSELING: Final = (Rol.UITWISSELING,)
_MINSTENS_BSN: Final = 3


def _met_matches(b: Baan) -> Selectie:
    selectie = max(b.kennis.proeven, key=lambda p: len(p.matches))
    if not selectie.matches:
        raise NietTeBeoordelen("geen matches gevonden")
    return selectie


@regel("IDS-01", "Elke match heeft een id van de afgesproken vorm", "{schemas}.MP{Soort}Match.{id}")
async def vorm(b: Baan) -> None:
    patroon = _BRON if b.rol is Rol.BRON else _UITWISSELING
    for selectie in b.kennis.proeven:
        if not all(isinstance(i, str) and patroon.fullmatch(i) for i in selectie.ids):
            b.meld(f"{b.id_veld} ontbreekt of heeft een andere vorm", selectie.wissel)
            return


@regel("IDS-02", "Elk id komt in een antwoord een keer voor", "{schemas}.MP{Soort}Match.{id}")
async def uniek(b: Baan) -> None:
    for selectie in b.kennis.proeven:
        ids = [str(i) for i in selectie.ids]
        if not b.eis(len(set(ids)) == len(ids), f"{b.id_veld} komt vaker dan een keer voor", selectie.wissel):
            return


@regel(
    "IDS-03", "Een id van de bron blijft bij een volgende vraag hetzelfde", "{schemas}.ID{Soort}", rollen=(Rol.BRON,)
)
async def blijft(b: Baan) -> None:
    basis = b.basis()
    opnieuw = await b.selectie(basis.vraag)
    b.eis(set(opnieuw.ids) == set(basis.ids), "dezelfde vraag gaf andere id's", opnieuw.wissel)


@regel(
    "IDS-04", "Een id is geen BSN", "Wabb, art. 10; README van VUM: id's zijn anoniem", soorten=(Soort.WERKZOEKENDE,)
)
async def geen_bsn(b: Baan) -> None:
    ids = [i for i in _met_matches(b).ids if isinstance(i, str)]
    verdacht = sum(map(is_bsn, ids))
    if len(ids) >= _MINSTENS_BSN:
        b.eis(verdacht * 2 <= len(ids), "de id's zien eruit als burgerservicenummers", _met_matches(b).wissel)


@regel("IDS-05", "Twee vragen geven nooit hetzelfde vumID", _WAAR, rollen=_ALLEEN_UITWISSELING)
async def per_vraag(b: Baan) -> None:
    eerste = _met_matches(b)
    tweede = await b.selectie(eerste.vraag)
    gelijk = {str(i) for i in eerste.ids} & {str(i) for i in tweede.ids}
    b.eis(not gelijk, f"{len(gelijk)} vumID's zijn bij een tweede vraag dezelfde", tweede.wissel)


@regel("IDS-06", "Een vumID bevat niet het id bij de bron", _WAAR, rollen=_ALLEEN_UITWISSELING)
async def ondoorzichtig(b: Baan) -> None:
    for id_ in (await b.verse_ids())[:3]:
        wissel = await b.open(id_)
        record = record_van(b, wissel)
        eigen = record.get(ID_BRON[b.soort]) if isinstance(record, dict) else None
        if not isinstance(eigen, str) or len(eigen) < 4:  # noqa: PLR2004 -- shorter ones stand in anything
            continue
        leesbaar = id_ + "".join(map(_ontcijferd, [id_, *id_.split(".")]))
        b.eis(eigen not in leesbaar, "het id bij de bron is in het vumID te lezen", wissel)


def _ontcijferd(deel: str) -> str:
    """Read base64 of both kinds and hexadecimals, as far as they are that."""
    kandidaten = []
    for lees in (lambda d: base64.urlsafe_b64decode(d + "=" * (-len(d) % 4)), bytes.fromhex):
        try:
            kandidaten.append(lees(deel).decode("latin-1"))
        except (ValueError, binascii.Error):
            continue
    return "".join(kandidaten)


@regel("IDS-07", "Een vumID waaraan geknoeid is opent niets", _VUMID, rollen=_ALLEEN_UITWISSELING)
async def geknoeid(b: Baan) -> None:
    id_ = (await b.verse_ids())[0]
    for plek in (len(id_) // 2, len(id_) // 3):
        ander = "A" if id_[plek] != "A" else "B"
        wissel = await b.open(f"{id_[:plek]}{ander}{id_[plek + 1 :]}")
        b.eis_status(wissel, {400}, "een vumID met een ander teken")


@regel("IDS-08", "Elke vraag krijgt een eigen vraagID", "{schemas}.VraagID", rollen=_ALLEEN_UITWISSELING)
async def vraag_id(b: Baan) -> None:
    eerste, tweede = [(await b.vraag(b.vraagobject())).object.get("vraagID") for _ in range(2)]
    b.eis(eerste != tweede, "twee vragen kregen hetzelfde vraagID")


@regel(
    "IDS-09", "Een id van de bron opent niets bij de uitwisseling", _WAAR, rollen=_ALLEEN_UITWISSELING, ernst=Ernst.FOUT
)
async def bron_id(b: Baan) -> None:
    record = record_van(b, await b.open((await b.verse_ids())[0]))
    eigen = record.get(ID_BRON[b.soort]) if isinstance(record, dict) else None
    if not isinstance(eigen, str) or not eigen:
        raise NietTeBeoordelen("het detail toont geen id bij de bron")
    b.eis_status(await b.open(eigen), {400}, "het id bij de bron in plaats van een vumID")
