"""Reachability: without these nothing else can be judged."""

from openvum.toets.baan import JSON, Baan
from openvum.toets.register import regel
from openvum.toets.wissel import NietTeBeoordelen, Verbroken, Wissel


@regel("BER-01", "Een gewone vraag krijgt antwoord met status 200", "{matches}.responses.200", basis=True)
async def antwoordt(b: Baan) -> None:
    if b.kennis.storing is not None:
        raise Verbroken(b.kennis.storing)
    if b.kennis.gewoon is not None:
        b.eis_status(b.kennis.gewoon, {200}, "een gewone vraag")


@regel(
    "BER-02", "Het antwoord op een vraag is JSON van de afgesproken vorm", "{matches}.responses.200.content", basis=True
)
async def is_selectie(b: Baan) -> None:
    wissel = _beantwoord(b)
    if wissel.json is None:
        b.meld("het antwoord is leeg" if not wissel.antwoord.strip() else "het antwoord is geen geldige JSON", wissel)
        return
    b.eis(isinstance(wissel.json, dict), "het antwoord is geen object", wissel)
    matches = wissel.object.get("matches")
    goed = isinstance(matches, list) and all(isinstance(m, dict) for m in matches)
    b.eis(goed, "matches ontbreekt of is geen lijst van objecten", wissel)
    vlag = wissel.object.get("maximumAantalResultatenBereikt")
    b.eis(isinstance(vlag, bool), "maximumAantalResultatenBereikt ontbreekt of is geen boolean", wissel)


@regel("BER-03", "Een antwoord heeft Content-Type application/json", "{matches}.responses.200.content", basis=True)
async def inhoudstype(b: Baan) -> None:
    wissel = _beantwoord(b)
    b.eis(wissel.inhoudstype == JSON, f"Content-Type is {wissel.inhoudstype or 'afwezig'}", wissel)


def _beantwoord(b: Baan) -> Wissel:
    if b.kennis.gewoon is None or not b.kennis.gewoon.goed:
        raise NietTeBeoordelen("een gewone vraag wordt niet beantwoord")
    return b.kennis.gewoon
