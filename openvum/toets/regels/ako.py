"""Headers of a response: the contract names five, on every response."""

from collections.abc import Iterator

from app.models.identiteit import Oin
from openvum.toets.baan import Baan
from openvum.toets.register import regel
from openvum.toets.wissel import NietTeBeoordelen, Wissel

_KOPPEN = "{matches}.responses.200.headers"
ALLE = ("API-Version", "X-VUM-berichtVersie", "X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty")


def _gewoon(b: Baan) -> Wissel:
    if b.kennis.gewoon is None or not b.kennis.gewoon.goed:
        raise NietTeBeoordelen("een gewone vraag krijgt geen antwoord")
    return b.kennis.gewoon


def _is_oin(waarde: str) -> bool:
    try:
        Oin(waarde)
    except ValueError:
        return False
    return True


def gebreken(b: Baan, wissel: Wissel) -> Iterator[str]:
    """Say what is wrong with the VUM headers of a response to this asker."""
    moet = {
        "API-Version": str(b.versie),
        "X-VUM-berichtVersie": str(b.versie),
        "X-VUM-fromParty": str(b.doel.partijen.naar),
        "X-VUM-toParty": str(b.doel.partijen.van),
        "X-VUM-viaParty": None,
    }
    for naam, waarde in moet.items():
        gekregen = wissel.kop_alle(naam)
        if not gekregen:
            yield f"kop {naam} ontbreekt"
        elif len(gekregen) > 1:
            yield f"kop {naam} staat er {len(gekregen)} keer"
        elif waarde is not None and gekregen[0] != waarde:
            yield f"kop {naam} heeft niet de verwachte waarde {waarde}"
        elif waarde is None and not _is_oin(gekregen[0]):
            yield f"kop {naam} is geen OIN"


def _een_kop(b: Baan, naam: str) -> None:
    wissel = _gewoon(b)
    for gebrek in gebreken(b, wissel):
        if f"kop {naam} " in gebrek:
            b.meld(gebrek, wissel)


@regel("AKO-01", "Een antwoord noemt de versie van de API", f"{_KOPPEN}.API-Version")
async def api_versie(b: Baan) -> None:
    _een_kop(b, "API-Version")


@regel("AKO-02", "Een antwoord noemt de versie van het bericht", f"{_KOPPEN}.X-VUM-berichtVersie")
async def berichtversie(b: Baan) -> None:
    _een_kop(b, "X-VUM-berichtVersie")


@regel("AKO-03", "Een antwoord komt van wie gevraagd is", f"{_KOPPEN}.X-VUM-fromParty")
async def van(b: Baan) -> None:
    _een_kop(b, "X-VUM-fromParty")


@regel("AKO-04", "Een antwoord gaat naar wie vroeg", f"{_KOPPEN}.X-VUM-toParty")
async def naar(b: Baan) -> None:
    _een_kop(b, "X-VUM-toParty")


@regel("AKO-05", "Een antwoord noemt de verwerker", f"{_KOPPEN}.X-VUM-viaParty")
async def via(b: Baan) -> None:
    _een_kop(b, "X-VUM-viaParty")


@regel("AKO-06", "Ook een foutantwoord heeft de koppen van VUM", "{matches}.responses.400.headers")
async def bij_fout(b: Baan) -> None:
    wissel = await b.post(b'{"vraagObject":{}}')
    for gebrek in gebreken(b, wissel):
        b.meld(f"bij status {wissel.status}: {gebrek}", wissel)


@regel("AKO-07", "Een detail heeft de koppen van VUM", "{detail}.responses.200.headers")
async def bij_detail(b: Baan) -> None:
    wissel = await b.open((await b.verse_ids())[0])
    if wissel.goed:
        for gebrek in gebreken(b, wissel):
            b.meld(gebrek, wissel)


@regel("AKO-08", "Het antwoord op een onbekend id heeft de koppen van VUM", "{detail}.responses.400.headers")
async def bij_onbekend_id(b: Baan) -> None:
    wissel = await b.open("openvum-toets-onbekend")
    for gebrek in gebreken(b, wissel):
        b.meld(f"bij status {wissel.status}: {gebrek}", wissel)
