"""HTTP around the operations: API Design Rules, RFC 9110, security headers."""

import re
from typing import Final

import orjson

from openvum.toets.baan import JSON, Baan
from openvum.toets.model import Ernst, Toets
from openvum.toets.register import regel
from openvum.toets.wissel import NietTeBeoordelen, Verbroken, Wissel

_ADR: Final = "NL API Design Rules"
_W: Final = Ernst.WAARSCHUWING
_KLIENTFOUT: Final = range(400, 500)
_KOPPEN: Final = {
    "HTT-20": ("Cache-Control", r"no-store", "Een antwoord met gegevens wordt nergens bewaard"),
    "HTT-21": ("Content-Security-Policy", r"frame-ancestors 'none'", "Een antwoord laat zich nergens insluiten"),
    "HTT-22": ("Strict-Transport-Security", r"max-age=[1-9]", "Een antwoord eist een beveiligde verbinding"),
    "HTT-23": ("X-Content-Type-Options", r"nosniff", "Een antwoord laat zijn mediatype niet raden"),
    "HTT-24": ("X-Frame-Options", r"DENY", "Een antwoord laat zich niet in een frame zetten"),
}


def _gewoon(b: Baan) -> Wissel:
    if b.kennis.gewoon is None:
        raise NietTeBeoordelen("een gewone vraag krijgt geen antwoord")
    return b.kennis.gewoon


def _beveiliging(naam: str, patroon: str) -> Toets:
    async def toets(b: Baan) -> None:
        fout = await b.post(b"")
        for wissel in (_gewoon(b), fout):
            waarde = wissel.kop(naam) or ""
            if not b.eis(re.search(patroon, waarde, re.IGNORECASE), f"kop {naam} ontbreekt of is te ruim", wissel):
                return

    return toets


for _id, (_naam, _patroon, _titel) in _KOPPEN.items():
    regel(_id, _titel, f"{_ADR}, /transport/security-headers", ernst=_W)(_beveiliging(_naam, _patroon))


@regel("HTT-01", "Een onbekend pad geeft 404", f"{_ADR}, /core/http-methods", ernst=_W)
async def onbekend_pad(b: Baan) -> None:
    for pad in ("openvum-toets-bestaat-niet", f"{b.pad}/a/b/c"):
        b.eis_status(await b.stuur("GET", pad, b.koppen()), {404}, "een pad dat niet bestaat")


@regel("HTT-02", "Een onbekend pad geeft nooit gegevens of een serverfout", "RFC 9110, 15.5.5")
async def onbekend_pad_is_fout(b: Baan) -> None:
    for pad in ("openvum-toets-bestaat-niet", f"{b.pad}/a/b/c", f"{b.pad}/"):
        wissel = await b.stuur("GET", pad, b.koppen())
        b.eis(wissel.status in _KLIENTFOUT, f"een pad dat niet bestaat kreeg {wissel.status}", wissel)


@regel("HTT-03", "Een schuine streep achter het pad hoort er niet bij", f"{_ADR}, /core/no-trailing-slash", ernst=_W)
async def schuine_streep(b: Baan) -> None:
    koppen = b.koppen({"Content-Type": JSON})
    wissel = await b.stuur("POST", f"{b.pad}/matches/", koppen, orjson.dumps({"vraagObject": b.vraagobject()}))
    b.eis_status(wissel, {404}, "een pad met een schuine streep erachter")


@regel("HTT-04", "Een andere methode geeft 405", "RFC 9110, 15.5.6", ernst=_W)
async def methode(b: Baan) -> None:
    for soort in ("GET", "PUT", "DELETE", "PATCH"):
        b.eis_status(await b.stuur(soort, f"{b.pad}/matches", b.koppen()), {405}, f"{soort} op matches")


@regel("HTT-05", "Een andere methode krijgt nooit gegevens of een serverfout", "RFC 9110, 15.5.6")
async def methode_is_fout(b: Baan) -> None:
    for soort in ("PUT", "DELETE", "PATCH"):
        for pad in (f"{b.pad}/matches", f"{b.pad}/openvum-toets-onbekend"):
            wissel = await b.stuur(soort, pad, b.koppen())
            b.eis(wissel.status in _KLIENTFOUT, f"{soort} kreeg {wissel.status}", wissel)


@regel("HTT-06", "Bij 405 staat in Allow wat wel kan", "RFC 9110, 10.2.1", ernst=_W)
async def allow(b: Baan) -> None:
    wissel = await b.stuur("DELETE", f"{b.pad}/matches", b.koppen())
    if wissel.status == 405:  # noqa: PLR2004
        b.eis("POST" in (wissel.kop("Allow") or ""), "kop Allow ontbreekt of noemt POST niet", wissel)


@regel("HTT-07", "Wat geen JSON heet, wordt geweigerd", "{matches}.requestBody.content", ernst=_W)
async def ander_inhoudstype(b: Baan) -> None:
    body = orjson.dumps({"vraagObject": b.vraagobject()})
    for soort in ("text/plain", "application/xml", "application/x-www-form-urlencoded"):
        b.eis_status(await b.post(body, {"Content-Type": soort}), {415, 400}, f"een vraag als {soort}")


@regel("HTT-08", "JSON met charset=utf-8 is ook JSON", "RFC 9110, 8.3")
async def charset(b: Baan) -> None:
    body = orjson.dumps({"vraagObject": b.vraagobject()})
    wissel = await b.post(body, {"Content-Type": "application/json; charset=utf-8"})
    b.eis_status(wissel, {200}, "een vraag als application/json; charset=utf-8")


@regel("HTT-09", "Wie alleen XML aanneemt, krijgt 406 of toch JSON", "RFC 9110, 15.5.7", ernst=_W)
async def accept_xml(b: Baan) -> None:
    wissel = await b.vraag(b.vraagobject(), {"Accept": "application/xml"})
    b.eis_status(wissel, {406, 200}, "een vraag met Accept: application/xml")
    b.eis("json" in wissel.inhoudstype, f"Content-Type is {wissel.inhoudstype or 'afwezig'}", wissel)


@regel("HTT-10", "Wie alles of niets aanneemt, krijgt JSON", "RFC 9110, 12.5.1")
async def accept_alles(b: Baan) -> None:
    for accept in ("*/*", "application/*", "application/json, text/plain;q=0.5", None):
        wissel = await b.vraag(b.vraagobject(), {"Accept": accept})
        b.eis_status(wissel, {200}, f"een vraag met Accept: {accept or '(geen)'}")


@regel("HTT-11", "Een antwoord wordt niet ongevraagd gecomprimeerd", "RFC 9110, 12.5.3")
async def codering(b: Baan) -> None:
    wissel = _gewoon(b)
    b.eis((wissel.kop("Content-Encoding") or "identity") == "identity", "het antwoord is gecomprimeerd", wissel)


@regel("HTT-12", "Content-Length klopt", "RFC 9112, 6.3")
async def lengte(b: Baan) -> None:
    wissel = _gewoon(b)
    gezegd = wissel.kop("Content-Length")
    if gezegd is not None:
        b.eis(gezegd == str(len(wissel.antwoord)), "Content-Length is niet de lengte van het antwoord", wissel)


@regel("HTT-13", "Een antwoord zegt niet met welke techniek het gemaakt is", "OWASP API Security, API8:2023", ernst=_W)
async def techniek(b: Baan) -> None:
    wissel = _gewoon(b)
    b.eis(not wissel.kop("X-Powered-By"), "kop X-Powered-By noemt techniek", wissel)
    b.eis(not re.search(r"\d", wissel.kop("Server") or ""), "kop Server noemt een versie", wissel)


@regel("HTT-14", "Een antwoord zet geen cookie", "RFC 6265; VUM kent geen sessies", ernst=_W)
async def cookie(b: Baan) -> None:
    wissel = _gewoon(b)
    b.eis(not wissel.kop_alle("Set-Cookie"), "het antwoord zet een cookie", wissel)


@regel("HTT-15", "Gegevens zijn niet voor elke website te lezen", "OWASP API Security, API8:2023", ernst=_W)
async def cors(b: Baan) -> None:
    wissel = await b.vraag(b.vraagobject(), {"Origin": "https://ergens.example"})
    open_ = (wissel.kop("Access-Control-Allow-Origin") or "") in {"*", "https://ergens.example"}
    b.eis(not open_, "elke website mag het antwoord lezen (Access-Control-Allow-Origin)", wissel)


@regel("HTT-16", "De verbinding is beveiligd", "README van VUM, Beveiliging: altijd HTTPS", ernst=_W)
async def https(b: Baan) -> None:
    b.eis(b.lijn.beveiligd, "het adres begint niet met https")


@regel("HTT-17", "Een onbekende parameter in de URL is geen serverfout", "RFC 9110, 15.6")
async def parameter(b: Baan) -> None:
    koppen = b.koppen({"Content-Type": JSON})
    body = orjson.dumps({"vraagObject": b.vraagobject()})
    wissel = await b.stuur("POST", f"{b.pad}/matches?onbekend=1&x=%27%22", koppen, body)
    b.eis_status(wissel, {200, 400}, "een vraag met een onbekende parameter in de URL")


@regel(
    "HTT-18", "Zonder cliëntcertificaat is er geen antwoord", "README van VUM, Beveiliging: wederzijdse authenticatie"
)
async def zonder_certificaat(b: Baan) -> None:
    if b.doel.zonder_bewijs is None:
        raise NietTeBeoordelen("er is geen cliëntcertificaat gegeven (--certificaat)")
    body = orjson.dumps({"vraagObject": b.vraagobject()})
    async with b.lijn.zonder_bewijs() as lijn:
        try:
            wissel = await lijn.stuur("POST", f"{b.pad}/matches", b.koppen({"Content-Type": JSON}), body)
        except Verbroken:
            return
    b.eis_status(wissel, {400, 401, 403}, "een vraag zonder cliëntcertificaat")
