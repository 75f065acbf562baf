"""The report for programs."""

from typing import Any

import orjson

from openvum.toets.model import Bevinding, Ernst, Oordeel, Uitkomst, Verslag
from openvum.toets.plaats import voluit
from openvum.toets.verslag.masker import toon_antwoord, toon_verzoek

VORM = 1
"""Raised when a field gets another meaning."""


def als_json(verslag: Verslag) -> str:
    """Give the whole report."""
    document = {
        "vorm": VORM,
        "doel": verslag.doel,
        "rol": verslag.rol,
        "versie": verslag.versie,
        "begonnen": verslag.begonnen,
        "seconden": round(verslag.seconden, 3),
        "verzoeken": verslag.verzoeken,
        "aantallen": {
            **{str(oordeel): verslag.aantal(oordeel) for oordeel in Oordeel},
            "fouten": verslag.bevindingen(Ernst.FOUT),
            "waarschuwingen": verslag.bevindingen(Ernst.WAARSCHUWING),
        },
        "regels": [_uitkomst(verslag, u) for u in verslag.uitkomsten],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n"


def _uitkomst(verslag: Verslag, u: Uitkomst) -> dict[str, Any]:
    return {
        "regel": u.regel.id,
        "titel": u.regel.titel,
        "soort": u.soort,
        "ernst": u.regel.ernst,
        "oordeel": u.oordeel,
        "waar": voluit(u.regel.waar, verslag.rol, verslag.versie, u.soort),
        "reden": u.reden,
        "verzoeken": u.verzoeken,
        "bevindingen": [_bevinding(verslag, b) for b in u.bevindingen],
    }


def _bevinding(verslag: Verslag, b: Bevinding) -> dict[str, Any]:
    w = b.wissel
    return {
        "wat": b.wat,
        "ernst": b.ernst,
        "verzoek": "" if w is None else toon_verzoek(w),
        "antwoord": "" if w is None else toon_antwoord(w, toon_waarden=verslag.toon_waarden),
    }
