"""The maximum, the flag that says there is more, and the limit on details."""

from collections.abc import Mapping
from typing import Any, Final

from app.models.partijen import Soort
from openvum.client.koppelvlak import Rol
from openvum.toets import voorraad
from openvum.toets.baan import Baan
from openvum.toets.kaart import kilometers
from openvum.toets.kennis import VER
from openvum.toets.model import Ernst
from openvum.toets.oordeel import POSTCODE, op_pad, voldoet
from openvum.toets.register import regel
from openvum.toets.selectie import Selectie
from openvum.toets.wissel import NietTeBeoordelen

_VLAG: Final = "{matches}.responses.200, maximumAantalResultatenBereikt"
_AFSPRAAK: Final = "VUM-afsprakenstelsel: tien details per vraag; {detail}.responses.429"
_UITWISSELING: Final = (Rol.UITWISSELING,)
_TE_VEEL: Final = 429
_PLEKKEN: Final = 8


@regel("MAX-01", "Een antwoord bevat hoogstens het maximum aantal matches", _VLAG)
async def hoogstens(b: Baan) -> None:
    if b.doel.maximum is None:
        raise NietTeBeoordelen("bij een uitwisseling geldt een maximum alleen als u dat noemt met --maximum")
    for selectie in b.kennis.proeven:
        aantal = len(selectie.matches)
        if not b.eis(aantal <= b.doel.maximum, f"{aantal} matches, meer dan {b.doel.maximum}", selectie.wissel):
            return


@regel("MAX-02", "De vlag zegt alleen ja als er meer is dan gegeven is", _VLAG)
async def vlag_te_veel(b: Baan) -> None:
    ernst = Ernst.WAARSCHUWING if b.rol is Rol.UITWISSELING else Ernst.FOUT
    for selectie in b.kennis.proeven:
        aantal = len(selectie.matches)
        if selectie.meer and aantal < b.doel.hoogste:
            b.meld(f"er zou meer zijn, maar er zijn {aantal} matches gegeven", selectie.wissel, ernst)
            return


@regel("MAX-03", "De vlag zegt nee alleen als er niets meer is", _VLAG)
async def vlag_te_weinig(b: Baan) -> None:
    volledig = [p for p in b.kennis.proeven if not p.meer and p.matches]
    if not volledig:
        raise NietTeBeoordelen("geen antwoord dat volledig zegt te zijn")
    ruim = max(volledig, key=lambda p: len(p.matches))
    for postcode in b.kennis.postcodes(b.soort)[:_PLEKKEN]:
        elders = await b.selectie(b.vraagobject(postcode=postcode, afstand=2))
        mist = sum(elders.sleutel(m) not in ruim.telling for m in elders.matches if _hoort_erin(b, ruim, m))
        if not b.eis(not mist, f"een vraag dichterbij geeft {mist} matches die er ook bij hoorden", elders.wissel):
            return
    for criteria in _smaller(b):
        smal = await b.selectie({**ruim.vraag, **criteria})
        erbij = smal.buiten(ruim)
        if not b.eis(not erbij, f"een smallere vraag geeft {erbij} matches die er niet waren", smal.wissel):
            return


def _hoort_erin(b: Baan, ruim: Selectie, match: Mapping[str, Any]) -> bool:
    """Say whether a match belongs in an answer, by what it shows of its place and reach."""
    gebied, eigen = ruim.vraag["selectiegebied"], op_pad(match, POSTCODE[b.soort])
    km = kilometers(gebied["postcode"], eigen) if isinstance(eigen, str) else None
    bereik = op_pad(match, "mobiliteit.maximaleReisafstand")
    return km is not None and km + b.doel.marge <= min(gebied["afstand"], bereik if isinstance(bereik, int) else VER)


def _smaller(b: Baan) -> list[voorraad.Criteria]:
    """Wide criteria: each leaves a large part, and together they come everywhere."""
    uren = "werktijden.aantalWerkurenPerWeekMaximaal"
    gemeen: list[voorraad.Criteria] = [{uren: {"$gte": n}} for n in (1, 16, 32)]
    if b.soort is Soort.WERKZOEKENDE:
        return [*gemeen, *voorraad.onregelmatig(b), *voorraad.contract(b), *voorraad.kantoortijden(b)]
    return [*gemeen, *list(voorraad.niveau(b))[:4]]


@regel("MAX-04", "Zonder matches zegt de vlag nee", _VLAG)
async def leeg(b: Baan) -> None:
    vraag = b.vraagobject({"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 99}}, afstand=0)
    selectie = await b.selectie(vraag)
    if not selectie.matches:
        b.eis(not selectie.meer, "er zijn geen matches en toch meer", selectie.wissel)


@regel("MAX-05", "Zoveel details als afgesproken zijn te openen", _AFSPRAAK, rollen=_UITWISSELING)
async def zoveel_details(b: Baan) -> None:
    for nummer, id_ in enumerate((await b.verse_ids(2))[: b.doel.details], 1):
        if not b.eis_status(await b.open(id_), {200}, f"detail {nummer} van een vraag"):
            return


@regel("MAX-06", "Meer details dan afgesproken zijn er niet", _AFSPRAAK, rollen=_UITWISSELING)
async def niet_meer_details(b: Baan) -> None:
    wissel = await b.open((await _vol(b))[b.doel.details])
    if b.eis_status(wissel, {_TE_VEEL}, f"detail {b.doel.details + 1} van een vraag"):
        b.eis(wissel.object.get("code") == "429.01", "de code is niet 429.01", wissel)


@regel("MAX-07", "Een detail nog een keer vragen kost niets", _AFSPRAAK, rollen=_UITWISSELING)
async def herhaling_is_gratis(b: Baan) -> None:
    ids = await _vol(b)
    b.eis_status(await b.open(ids[0]), {200}, "een al geopend detail, na het laatste")


async def _vol(b: Baan) -> list[str]:
    """Open as many as agreed, of a question of its own; give all ids."""
    ids = await b.verse_ids(b.doel.details + 1)
    for id_ in ids[: b.doel.details]:
        await b.open(id_)
    return ids


@regel("MAX-08", "Wie een nieuwe vraag stelt, kan weer details openen", _AFSPRAAK, rollen=_UITWISSELING)
async def nieuwe_vraag(b: Baan) -> None:
    await _vol(b)
    b.eis_status(await b.open((await b.verse_ids())[0]), {200}, "een detail van een nieuwe vraag")


@regel("MAX-09", "Een heel ruime vraag wordt gewoon beantwoord", "{schemas}.selectiegebied_selectie.afstand")
async def heel_ruim(b: Baan) -> None:
    ver: Selectie = await b.selectie(b.vraagobject(afstand=VER))
    b.eis(all(voldoet(m, {}) for m in ver.matches), "geen selectie", ver.wissel)
