"""The answer as the contract describes it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from app.models import bericht
from app.models.gegevens import VumModel
from app.models.lezen import valideer_detail, valideer_match
from app.models.partijen import Soort
from app.models.schending import Schending, schendingen
from app.models.v2 import bericht as v2_bericht
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol
from openvum.toets.baan import Baan
from openvum.toets.register import regel
from openvum.toets.selectie import Selectie
from openvum.toets.wissel import NietTeBeoordelen, Wissel

_MATCHES: Final[Mapping[tuple[Versie, Soort], type[VumModel]]] = {
    (Versie.V3, Soort.WERKZOEKENDE): bericht.WerkzoekendeProfielMatchesResponse,
    (Versie.V3, Soort.VACATURE): bericht.VacaturesMatchesResponse,
    (Versie.V2, Soort.WERKZOEKENDE): v2_bericht.WerkzoekendeProfielMatchesResponse,
    (Versie.V2, Soort.VACATURE): v2_bericht.VacaturesMatchesResponse,
}
_EERSTE: Final = 5
_VAN_PERSOON: Final = {
    "contactpersoon", "emailadres", "telefoonnummer", "persoonlijkePresentatie", "naam", "geboortedatum", "bsn",
}  # fmt: skip


def _proeven(b: Baan) -> list[Selectie]:
    if not any(p.matches for p in b.kennis.proeven):
        raise NietTeBeoordelen("geen matches gevonden")
    return b.kennis.proeven


def _schendingen(b: Baan, selectie: Selectie) -> Iterator[Schending]:
    """At an exchange the whole answer is judged by one model, which knows the match as the exchange gives it."""
    if b.rol is Rol.BRON:
        for match in selectie.matches:
            yield from valideer_match(b.soort, match, b.versie)
        return
    try:
        _MATCHES[b.versie, b.soort].model_validate_json(selectie.wissel.kaal)
    except ValidationError as fout:
        yield from schendingen(fout)


@regel("SCH-01", "Elke match voldoet aan het schema van het matchprofiel", "{schemas}.MP{Soort}Match")
async def match(b: Baan) -> None:
    for selectie in _proeven(b):
        fouten = list(dict.fromkeys(str(s) for s in _schendingen(b, selectie)))
        for fout in fouten[:_EERSTE]:
            b.meld(f"match: {fout}", selectie.wissel)
        if fouten:
            return


@regel("SCH-02", "Het antwoord van de uitwisseling heeft een vraagID", "{schemas}.VraagID", rollen=(Rol.UITWISSELING,))
async def vraag_id(b: Baan) -> None:
    for selectie in b.kennis.proeven[:1]:
        waarde = selectie.wissel.object.get("vraagID")
        b.eis(isinstance(waarde, str) and 0 < len(waarde) <= 100, "vraagID ontbreekt of is te lang", selectie.wissel)  # noqa: PLR2004


@regel("SCH-03", "Een antwoord bevat geen null", "{schemas}: geen enkel veld is nullable")
async def geen_null(b: Baan) -> None:
    for selectie in b.kennis.proeven:
        if not b.eis(not _heeft_null(selectie.wissel.json), "het antwoord bevat null", selectie.wissel):
            return


def _heeft_null(waarde: Any) -> bool:
    delen = waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ()
    return waarde is None or any(_heeft_null(deel) for deel in delen)


@regel("SCH-04", "Een matchprofiel toont niet wie iemand is", "{schemas}.MP{Soort}Match")
async def onder_pseudoniem(b: Baan) -> None:
    for selectie in _proeven(b):
        for match_ in selectie.matches:
            te_veel = sorted(_VAN_PERSOON & match_.keys())
            if te_veel:
                b.meld(f"een match bevat {', '.join(te_veel)}", selectie.wissel)
                return


def record_van(b: Baan, wissel: Wissel) -> Any:
    """Give the record in a detail: the body, or at an exchange the part of it."""
    return wissel.json if b.rol is Rol.BRON else wissel.object.get(b.soort.value)


@regel("SCH-05", "Een detail voldoet aan het schema", "{schemas}.{Soort}")
async def detail(b: Baan) -> None:
    for id_ in (await b.verse_ids())[:3]:
        wissel = await b.open(id_)
        if not b.eis_status(wissel, {200}, "het detail van een match"):
            continue
        record = record_van(b, wissel)
        if not b.eis(isinstance(record, dict), f"het detail bevat geen {b.soort}", wissel):
            continue
        for fout in list(dict.fromkeys(map(str, valideer_detail(b.soort, record, b.versie))))[:_EERSTE]:
            b.meld(f"detail: {fout}", wissel)


@regel("SCH-06", "Een detail van de uitwisseling noemt de bron", "{detail}.responses.200", rollen=(Rol.UITWISSELING,))
async def bron_id(b: Baan) -> None:
    wissel = await b.open((await b.verse_ids())[0])
    if wissel.goed:
        waarde = wissel.object.get("bronID")
        b.eis(isinstance(waarde, str) and 0 < len(waarde) <= 200, "bronID ontbreekt of is te lang", wissel)  # noqa: PLR2004


@regel("SCH-07", "Een antwoord is UTF-8 zonder byte order mark", "RFC 8259, 8.1")
async def utf8(b: Baan) -> None:
    for selectie in b.kennis.proeven[:2]:
        goed = not selectie.wissel.antwoord.startswith(b"\xef\xbb\xbf")
        b.eis(goed, "het antwoord begint met een byte order mark", selectie.wissel)


@regel(
    "SCH-08",
    "Een match draagt geen id van de bron bij de uitwisseling",
    "{schemas}.MP{Soort}Match",
    rollen=(Rol.UITWISSELING,),
)
async def geen_bron_id(b: Baan) -> None:
    for selectie in _proeven(b):
        if any({"idWerkzoekende", "idVacature", "bronID"} & m.keys() for m in selectie.matches):
            b.meld("een match bevat het id bij de bron", selectie.wissel)
            return
