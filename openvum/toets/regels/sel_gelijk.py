"""Questions that mean the same get the same answer; what is asked more narrowly is never more."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets import voorraad
from openvum.toets.baan import Baan
from openvum.toets.kaart import kilometers
from openvum.toets.model import Ernst
from openvum.toets.oordeel import POSTCODE, op_pad
from openvum.toets.regels.sel import kies
from openvum.toets.regels.vrg import beroepscriterium
from openvum.toets.register import regel
from openvum.toets.selectie import Selectie, lees_selectie
from openvum.toets.wissel import NietTeBeoordelen

_GEBIED: Final = "{schemas}.selectiegebied_selectie"
_OPEN: Final = "README van VUM, versionering: onbekende criteria worden aanvaard en genegeerd"
_STRALEN: Final = (0, 2, 10, 50)


def _zelfde(b: Baan, ander: Selectie, wat: str) -> None:
    b.eis(ander.telling == b.basis().telling, wat, ander.wissel)


@regel("SEL-30", "Dezelfde vraag geeft dezelfde matches", "{matches}.responses.200")
async def herhaling(b: Baan) -> None:
    _zelfde(b, await b.selectie(b.basis().vraag), "dezelfde vraag gaf andere matches")


@regel("SEL-31", "Een onbekend criterium heeft geen gevolgen", _OPEN)
async def onbekend_criterium(b: Baan) -> None:
    for extra in ({"onbekendVeld": {"$eq": "x"}}, {"nieuw.veld": {"$gte": 1}}, {"onbekend": "x"}):
        _zelfde(b, await b.selectie({**b.basis().vraag, **extra}), "een onbekend criterium veranderde de matches")


@regel("SEL-32", "Een onbekende operator heeft geen gevolgen", _OPEN)
async def onbekende_operator(b: Baan) -> None:
    extra = {"werktijden.aantalWerkurenPerWeekMaximaal": {"$onbekend": 40}}
    _zelfde(b, await b.selectie({**b.basis().vraag, **extra}), "een onbekende operator veranderde de matches")


@regel("SEL-33", "De letters van een postcode mogen klein zijn", "{schemas}.Postcode")
async def kleine_letters(b: Baan) -> None:
    basis = b.basis()
    gebied = {**basis.vraag["selectiegebied"], "postcode": basis.vraag["selectiegebied"]["postcode"].lower()}
    _zelfde(b, await b.selectie({**basis.vraag, "selectiegebied": gebied}), "kleine letters gaven andere matches")


@regel("SEL-34", "De schrijfwijze van de JSON heeft geen gevolgen", "RFC 8259")
async def schrijfwijze(b: Baan) -> None:
    basis = b.basis(2)
    criteria = kies(b, voorraad.uren_maximaal(b))[0]
    gewoon = await b.selectie({**basis.vraag, **criteria})
    document = {"vraagObject": {**criteria, **basis.vraag}}
    ruw = orjson.dumps(document, option=orjson.OPT_INDENT_2).replace(b"$gte", b"\\u0024gte").replace(b"w", b"\\u0077")
    anders = lees_selectie(await b.post(b"\r\n\t" + ruw), document["vraagObject"], b.rol, b.soort)
    gelijk = anders is not None and anders.telling == gewoon.telling
    b.eis(gelijk, "dezelfde vraag, anders geschreven, gaf iets anders", gewoon.wissel)


@regel("SEL-35", "Een beroep dat niemand heeft geeft geen matches", "{schemas}.codeBeroepsnaam_selectie")
async def niemand(b: Baan) -> None:
    code = "9999999999" if b.versie is Versie.V2 else "https://toets.openvum.example/beroep/van-niemand"
    leeg = await b.selectie({**b.basis().vraag, **beroepscriterium(b, code)})
    b.eis(not leeg.matches, f"{len(leeg.matches)} matches voor een beroep dat niet bestaat", leeg.wissel)


@regel("SEL-36", "Een kleiner gebied geeft nooit iets erbij", _GEBIED)
async def kleiner_gebied(b: Baan) -> None:
    vorig = b.basis()
    gebied = vorig.vraag["selectiegebied"]
    for afstand in sorted((a for a in _STRALEN if a < gebied["afstand"]), reverse=True):
        kleiner = await b.selectie({"selectiegebied": {**gebied, "afstand": afstand}})
        erbij = kleiner.buiten(vorig)
        b.eis(not erbij, f"{erbij} matches staan niet in het antwoord op een groter gebied", kleiner.wissel)
        vorig = kleiner if not kleiner.meer else vorig


async def _te_ver(b: Baan, grens: str) -> None:
    """``grens`` is the path of the match's own reach; empty: judge the area that was asked."""
    geplaatst = 0
    for postcode in b.kennis.postcodes(b.soort)[:4] or [b.kennis.gebied["postcode"]]:
        for afstand in (0, 10, 30):
            selectie = await b.selectie(b.vraagobject(postcode=postcode, afstand=afstand))
            kms = [(m, km) for m in selectie.matches if (km := _afstand(b, postcode, m)) is not None]
            geplaatst += len(kms)
            fout = sum(km > _straal(m, grens, afstand) + b.doel.marge for m, km in kms)
            if fout:
                b.meld(f"{fout} van {len(selectie.matches)} matches liggen te ver weg", selectie.wissel)
                return
    if not geplaatst:
        raise NietTeBeoordelen("geen match toont een postcode die te plaatsen is")


def _afstand(b: Baan, postcode: str, match: Mapping[str, Any]) -> float | None:
    eigen = op_pad(match, POSTCODE[b.soort])
    return kilometers(postcode, eigen) if isinstance(eigen, str) else None


def _straal(match: Mapping[str, Any], grens: str, afstand: int) -> float:
    eigen = op_pad(match, grens) if grens else None
    return eigen if isinstance(eigen, int) else 999 if grens else afstand


@regel("SEL-37", "Een match ligt binnen de gevraagde afstand, in kilometers", f"{_GEBIED}.afstand")
async def binnen_afstand(b: Baan) -> None:
    await _te_ver(b, "")


@regel(
    "SEL-38",
    "Een werkzoekende wil zo ver reizen",
    "Gegevensstandaard werkzoekende: maximaleReisafstand, in kilometers",
    ernst=Ernst.WAARSCHUWING,
    soorten=(Soort.WERKZOEKENDE,),
)
async def binnen_bereik(b: Baan) -> None:
    await _te_ver(b, "mobiliteit.maximaleReisafstand")


@regel("SEL-39", "Wie op een postcode te vinden is, is dat op afstand 0 ook", f"{_GEBIED}.afstand")
async def op_de_plek_zelf(b: Baan) -> None:
    basis = b.basis()
    postcode = next((p for p in b.kennis.postcodes(b.soort) if _dichtbij(basis, b, p)), None)
    if postcode is None:
        raise NietTeBeoordelen("geen match toont een postcode")
    hier = [m for m in basis.matches if str(op_pad(m, POSTCODE[b.soort]) or "")[:4] == postcode[:4]]
    plek = await b.selectie(b.vraagobject(postcode=postcode, afstand=0))
    mist = sum(plek.sleutel(m) not in plek.telling for m in hier)
    if not plek.meer:
        b.eis(not mist, f"{mist} van {len(hier)} matches ontbreken op hun eigen postcode", plek.wissel)


def _dichtbij(basis: Selectie, b: Baan, postcode: str) -> bool:
    return any(str(op_pad(m, POSTCODE[b.soort]) or "")[:4] == postcode[:4] for m in basis.matches)
