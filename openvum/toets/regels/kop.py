"""Headers of a request: required, checked, once."""

from collections.abc import Mapping
from typing import Final

from openvum.client.koppelvlak import Rol
from openvum.toets.baan import Baan
from openvum.toets.model import Ernst, Toets
from openvum.toets.register import regel

_VERSIE: Final = frozenset({400})
_PARTIJ: Final = frozenset({400, 401})
"""Where access is decided on first, a party that is missing is an asker that is not known."""
VREEMD_OIN: Final = "00000099999999990000"
"""A test OIN that is given to nobody."""

_MAG: Final[Mapping[str, frozenset[int]]] = {
    "X-VUM-berichtVersie": _VERSIE,
    "API-Version": _VERSIE,
    "X-VUM-fromParty": _PARTIJ,
    "X-VUM-toParty": _PARTIJ,
    "X-VUM-viaParty": _PARTIJ,
    "X-VUM-SUWIparty": _VERSIE,
}
_FOUT: Final[Mapping[str, str]] = {
    "X-VUM-berichtVersie": "9.9.9",
    "API-Version": "9.9.9",
    "X-VUM-fromParty": "geen-oin",
    "X-VUM-toParty": "geen-oin",
    "X-VUM-viaParty": "geen-oin",
    "X-VUM-SUWIparty": "misschien",
}


def _zonder(naam: str) -> Toets:
    async def toets(b: Baan) -> None:
        for waarde, wat in ((None, "zonder"), ("", "met een lege")):
            wissel = await b.vraag(b.vraagobject(), {naam: waarde})
            b.eis_status(wissel, _MAG[naam], f"een vraag {wat} {naam}")

    return toets


def _verkeerd(naam: str) -> Toets:
    async def toets(b: Baan) -> None:
        wissel = await b.vraag(b.vraagobject(), {naam: _FOUT[naam]})
        b.eis_status(wissel, _MAG[naam], f"een vraag met een verkeerde {naam}")

    return toets


def _dubbel(naam: str) -> Toets:
    async def toets(b: Baan) -> None:
        koppen = b.koppen({"Content-Type": "application/json"})
        waarde = next(w for n, w in koppen if n == naam)
        koppen.append((naam, VREEMD_OIN if waarde.isdigit() else _FOUT[naam]))
        wissel = await b.stuur("POST", f"{b.pad}/matches", koppen, _body(b))
        b.eis_status(wissel, _MAG[naam], f"een vraag met twee keer {naam}")

    return toets


def _detail_zonder(naam: str) -> Toets:
    async def toets(b: Baan) -> None:
        id_ = (await b.verse_ids())[0]
        b.eis_status(await b.open(id_, {naam: None}), _MAG[naam], f"een detailvraag zonder {naam}")

    return toets


def _body(b: Baan) -> bytes:
    gebied = b.kennis.gebied
    return f'{{"vraagObject":{{"selectiegebied":{{"postcode":"{gebied["postcode"]}","afstand":1}}}}}}'.encode()


for _nummer, _naam in enumerate(_MAG, 1):
    _rollen = (Rol.BRON,) if _naam == "X-VUM-SUWIparty" else tuple(Rol)
    _waar = f"{{matches}}.parameters.{_naam}"
    regel(f"KOP-{_nummer:02}", f"Een vraag zonder {_naam} wordt geweigerd", _waar, rollen=_rollen)(_zonder(_naam))
    regel(f"KOP-{_nummer + 10}", f"Een verkeerde {_naam} wordt geweigerd", _waar, rollen=_rollen)(_verkeerd(_naam))
    regel(f"KOP-{_nummer + 20}", f"Een dubbele {_naam} wordt geweigerd", _waar, rollen=_rollen)(_dubbel(_naam))
    regel(
        f"KOP-{_nummer + 30}",
        f"Een detailvraag zonder {_naam} wordt geweigerd",
        f"{{detail}}.parameters.{_naam}",
        rollen=_rollen,
    )(_detail_zonder(_naam))


@regel("KOP-41", "De namen van koppen kennen geen hoofdletters", "RFC 9110, 5.1")
async def hoofdletters(b: Baan) -> None:
    koppen = [(naam.upper(), waarde) for naam, waarde in b.koppen({"Content-Type": "application/json"})]
    wissel = await b.stuur("POST", f"{b.pad}/matches", koppen, _body(b))
    b.eis_status(wissel, {200}, "een vraag met de namen van koppen in hoofdletters")


@regel("KOP-42", "Een onbekende kop heeft geen gevolgen", "RFC 9110, 5.1")
async def onbekende_kop(b: Baan) -> None:
    wissel = await b.vraag(b.vraagobject(), {"X-Onbekend": "iets"})
    b.eis_status(wissel, {200}, "een vraag met een kop die niemand kent")


@regel("KOP-43", "Wie niet bekend is, krijgt geen antwoord", "{matches}.responses.401", ernst=Ernst.WAARSCHUWING)
async def vreemde_vrager(b: Baan) -> None:
    wissel = await b.vraag(b.vraagobject(), {"X-VUM-fromParty": VREEMD_OIN, "X-VUM-viaParty": VREEMD_OIN})
    b.eis_status(wissel, _PARTIJ, "een vraag van een OIN dat aan niemand is gegeven")


@regel(
    "KOP-44",
    "Wie voor een ander bestemd is, wordt geweigerd",
    "{matches}.parameters.X-VUM-toParty",
    ernst=Ernst.WAARSCHUWING,
)
async def vreemde_bestemming(b: Baan) -> None:
    wissel = await b.vraag(b.vraagobject(), {"X-VUM-toParty": VREEMD_OIN})
    b.eis_status(wissel, _PARTIJ, "een vraag voor een OIN dat aan niemand is gegeven")
