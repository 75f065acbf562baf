"""A request and its answer, fit to be shown: no value of a record, no secret, no more than a screenful."""

from typing import Any, Final

import orjson

from openvum.toets.wissel import Koppen, Wissel

LANGST: Final = 2_000
_ELEMENTEN: Final = 2
_HEEL: Final = frozenset({"maximumAantalResultatenBereikt", "code", "message", "status", "type", "title"})
"""What says nothing of anybody."""
_GEHEIM: Final = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization"})
STERREN: Final = "***"


def toon_verzoek(wissel: Wissel) -> str:
    """Give the request as text. What was asked is synthetic, so it is shown; headers that were given are not."""
    regels = [f"{wissel.methode} {wissel.pad}", *_koppen(wissel.koppen, wissel.geheim)]
    if wissel.body:
        regels += ["", _kort(wissel.body.decode("utf-8", "backslashreplace"))]
    return "\n".join(regels)


def toon_antwoord(wissel: Wissel, *, toon_waarden: bool = False) -> str:
    """Give the answer as text; the values in it masked, unless asked otherwise."""
    if wissel.storing:
        return f"(geen antwoord: {wissel.storing})"
    regels = [f"status {wissel.status}, {len(wissel.antwoord)} bytes, {wissel.seconden * 1000:.0f} ms"]
    regels += [*_koppen(wissel.antwoordkoppen, frozenset()), ""]
    if toon_waarden:
        return "\n".join([*regels, _kort(wissel.antwoord.decode("utf-8", "backslashreplace"))])
    if wissel.json is None:
        return "\n".join([*regels, "(leeg)" if not wissel.antwoord else "(geen JSON; niet getoond)"])
    heel = _HEEL | {"details", "detail"} if not wissel.goed else _HEEL
    gemaskeerd = orjson.dumps(_masker(wissel.json, heel), option=orjson.OPT_INDENT_2)
    return "\n".join([*regels, _kort(gemaskeerd.decode())])


def _koppen(koppen: Koppen, geheim: frozenset[str]) -> list[str]:
    return [f"{naam}: {STERREN if naam.lower() in geheim | _GEHEIM else waarde}" for naam, waarde in koppen]


def _masker(waarde: Any, heel: frozenset[str]) -> Any:
    if isinstance(waarde, dict):
        return {naam: deel if _mag(naam, deel, heel) else _masker(deel, heel) for naam, deel in waarde.items()}
    if isinstance(waarde, list):
        over = len(waarde) - _ELEMENTEN
        rest = [f"… nog {over}"] if over > 0 else []
        return [_masker(deel, heel) for deel in waarde[:_ELEMENTEN]] + rest
    return waarde if waarde is None or waarde == "" else STERREN


def _mag(naam: str, waarde: Any, heel: frozenset[str]) -> bool:
    return naam in heel and not isinstance(waarde, dict | list)


def _kort(tekst: str) -> str:
    zichtbaar = "".join(teken if teken.isprintable() or teken in "\n\t" else "·" for teken in tekst[:LANGST])
    return zichtbaar if len(tekst) <= LANGST else f"{zichtbaar}\n… ({len(tekst)} tekens)"
