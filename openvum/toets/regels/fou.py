"""Errors: one body, a code from the table, and nothing of what was sent or of what is inside."""

import re
from typing import Final

import orjson

from openvum.client.koppelvlak import Rol
from openvum.toets.baan import JSON, Baan
from openvum.toets.model import Ernst
from openvum.toets.register import regel
from openvum.toets.wissel import Wissel

MERK: Final = "zqxkanarie82731"
"""A word that nobody would write: where it comes back, input is repeated."""
_MEDIATYPEN: Final = {JSON, "application/problem+json"}
_BINNENKANT: Final = re.compile(
    rb"Traceback|\bat [a-z]+\.[A-Za-z.]+\(|Exception\b|pydantic|sqlalchemy|SQLSTATE|stack ?trace|<html|/usr/|C:\\",
    re.IGNORECASE,
)
_CODES: Final = {400: {"400.01", "400.02"}, 429: {"429.01"}, 500: {"500.1"}, 503: {"500.3"}}
_LENGTES: Final = {"code": 10, "message": 500, "details": 2000}
_TABEL: Final = "VUM-foutentabel (README van VUM 1.0.0, Foutafhandeling)"


async def slechte(b: Baan) -> list[Wissel]:
    """Make a handful of mistakes, one after the other; only what was refused comes back."""
    leeg = await b.post(b"")
    geen_json = await b.post(MERK.encode())
    zonder = await b.post(b'{"vraagObject":{}}')
    postcode = await b.vraag(b.vraagobject(postcode=MERK))
    criterium = await b.vraag(b.vraagobject({"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": MERK}}))
    veld = await b.post(orjson.dumps({"vraagObject": {"selectiegebied": {"postcode": "3511AA", "afstand": MERK}}}))
    onbekend = await b.open(MERK)
    return [w for w in (leeg, geen_json, zonder, postcode, criterium, veld, onbekend) if w.status >= 400]  # noqa: PLR2004


@regel("FOU-01", "Een fout heeft een body met code en message", "{schemas}.Error")
async def vorm(b: Baan) -> None:
    for wissel in await slechte(b):
        for veld, lengte in _LENGTES.items():
            waarde = wissel.object.get(veld)
            if waarde is None and veld == "details":
                continue
            goed = isinstance(waarde, str) and 0 < len(waarde) <= lengte
            if not b.eis(goed, f"{veld} ontbreekt of is geen tekst van hoogstens {lengte} tekens", wissel):
                return


@regel("FOU-02", "Een fout is JSON", "{matches}.responses.400.content")
async def inhoudstype(b: Baan) -> None:
    for wissel in await slechte(b):
        if not b.eis(wissel.inhoudstype in _MEDIATYPEN, f"Content-Type is {wissel.inhoudstype or 'afwezig'}", wissel):
            return


@regel("FOU-03", "De code van een fout hoort bij de status", _TABEL, ernst=Ernst.WAARSCHUWING)
async def code(b: Baan) -> None:
    for wissel in await slechte(b):
        verwacht = _CODES.get(wissel.status)
        if verwacht and not b.eis(
            wissel.object.get("code") in verwacht, f"bij {wissel.status} hoort {' of '.join(sorted(verwacht))}", wissel
        ):
            return


@regel(
    "FOU-04", "Een fout herhaalt geen waarde die gestuurd is", "OWASP API Security, API8:2023", ernst=Ernst.WAARSCHUWING
)
async def geen_echo(b: Baan) -> None:
    for wissel in await slechte(b):
        b.eis(MERK.encode() not in wissel.antwoord, "een gestuurde waarde staat in het foutantwoord", wissel)


@regel("FOU-05", "Een fout toont niets van de binnenkant", "OWASP API Security, API8:2023", ernst=Ernst.WAARSCHUWING)
async def geen_binnenkant(b: Baan) -> None:
    for wissel in await slechte(b):
        b.eis(not _BINNENKANT.search(wissel.antwoord), "het foutantwoord noemt techniek van de binnenkant", wissel)


@regel("FOU-06", "Wat ontbreekt heet onvolledig (400.02)", _TABEL, ernst=Ernst.WAARSCHUWING)
async def onvolledig(b: Baan) -> None:
    for body in (b"", b"{}", b'{"vraagObject":{}}'):
        wissel = await b.post(body)
        if wissel.status == 400:  # noqa: PLR2004
            b.eis(wissel.object.get("code") == "400.02", "een bericht waaraan iets verplichts ontbreekt", wissel)


@regel("FOU-07", "Wat verkeerd is heet ongeldig (400.01)", _TABEL, ernst=Ernst.WAARSCHUWING)
async def ongeldig(b: Baan) -> None:
    wissels = [await b.vraag(b.vraagobject(postcode="12")), await b.open("openvum-toets-onbekend")]
    for wissel in wissels:
        if wissel.status == 400:  # noqa: PLR2004
            b.eis(wissel.object.get("code") == "400.01", "een bericht waaraan iets verkeerd is", wissel)


@regel(
    "FOU-08",
    "Wie problem+json vraagt, krijgt problem+json of JSON",
    "RFC 9457, 3",
    ernst=Ernst.WAARSCHUWING,
    rollen=Rol,
)
async def problem(b: Baan) -> None:
    wissel = await b.post(b'{"vraagObject":{}}', {"Accept": "application/problem+json"})
    b.eis_status(wissel, {400, 406}, "een onvolledige vraag met Accept: application/problem+json")
    b.eis(wissel.inhoudstype in _MEDIATYPEN, f"Content-Type is {wissel.inhoudstype or 'afwezig'}", wissel)
