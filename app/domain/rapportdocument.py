"""The report of a delivery as it is kept and given: places, columns, rules and what to do; never a value or an id.

Every fault is one row: where it is, which column, which rule, what its owner can do, and whether the whole
record was refused or one cell left out. The counts add up: read = accepted + refused, and of a delivery that
was done at once, accepted = new + changed + unchanged + kept out + doubled.
"""

import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from app.domain.celverslag import Celverslag
from app.domain.leveringrapport import Rapport
from app.models.schending import GEEN_NULL, ONBEKEND_VELD, ONTBREEKT

RECORD: Final = "record geweigerd"
CEL: Final = "cel niet overgenomen"

_VERBETERING: Final[Mapping[str, str]] = {
    ONTBREEKT: "vul dit veld in",
    ONBEKEND_VELD: "laat weg wat de standaard niet kent, of verbeter de naam van het veld",
    GEEN_NULL: "laat het veld weg als er niets in te vullen is",
    "mag geen BSN zijn": "gebruik een eigen nummer van de persoon, of een formaat dat er een pseudoniem van maakt",
}
_BEGIN: Final[Mapping[str, str]] = {
    "is geen": "maak het bestand opnieuw, als JSON in UTF-8",
    "is leeg": "maak het bestand opnieuw, als JSON in UTF-8",
    "begint met": "bewaar het bestand zonder byte order mark",
    "is niet afgesloten": "het bestand is niet heel: maak het opnieuw en lever het opnieuw aan",
    "is groter": "deel het record op of kort het in",
    "is te diep": "maak het record eenvoudiger",
    "mag geen": "haal het uit de tekst",
    "mag hoogstens": "maak de waarde korter of lager",
    "moet een van deze": "kies een code uit de waardelijst",
}
_STANDAARD: Final = "verbeter de waarde zodat zij aan de regel voldoet"


def verbetering(regel: str) -> str:
    """Say what the owner of the data can do about a broken rule of the standard."""
    if regel in _VERBETERING:
        return _VERBETERING[regel]
    return next((tekst for begin, tekst in _BEGIN.items() if regel.startswith(begin)), _STANDAARD)


def telling(rapport: Rapport) -> dict[str, int]:
    """Give the counts by the names under which they are shown."""
    return {
        "gelezen": rapport.gelezen,
        "geaccepteerd": rapport.geldig,
        "geweigerd": rapport.geweigerd,
        "nieuw": rapport.nieuw,
        "gewijzigd": rapport.gewijzigd,
        "ongewijzigd": rapport.ongewijzigd,
        "geweerd": rapport.geweerd,
        "dubbel": rapport.dubbel,
        "verwijderd": rapport.verwijderd,
        "nietGevonden": rapport.niet_gevonden,
        "toestemmingen": rapport.toestemmingen,
        "aanwezig": rapport.aanwezig,
        "teVerwijderen": rapport.te_verwijderen,
    }


def document(rapport: Rapport) -> dict[str, Any]:
    """Give the report, ready to be written as JSON."""
    gevonden = rapport.bevindingen
    return {
        "fout": rapport.fout or None,
        "telling": telling(rapport),
        "fouten": list(fouten(rapport)),
        "cellen": None if rapport.cellen is None else _cellen(rapport.cellen),
        "vrijeTekst": {
            "telling": dict(gevonden.telling),
            "bevindingen": [{"plaats": plaats, "veld": v.pad, "soort": v.soort} for plaats, v in gevonden.genoemd],
        },
    }


def fouten(rapport: Rapport) -> Iterator[dict[str, str]]:
    """Give every fault, in the order of the file as far as it is known; what an adapter says of a cell once."""
    geweigerd = {weigering.plaats for weigering in rapport.weigeringen}
    gezegd = set()
    for o in rapport.cellen.opmerkingen if rapport.cellen else ():
        gezegd.add((o.plaats, o.kolom, f"{o.regel}; {o.verbetering}"))
        yield _fout(o.plaats, o.kolom, o.regel, o.verbetering, RECORD if o.plaats in geweigerd else CEL)
    for weigering in rapport.weigeringen:
        for s in weigering.schendingen:
            if (weigering.plaats, s.pad, s.regel) not in gezegd:
                yield _fout(weigering.plaats, s.pad, s.regel, verbetering(s.regel), RECORD)


def _fout(plaats: str, kolom: str, regel: str, wat_te_doen: str, gevolg: str) -> dict[str, str]:
    return {"plaats": plaats, "kolom": kolom, "regel": regel, "verbetering": wat_te_doen, "gevolg": gevolg}


def _cellen(verslag: Celverslag) -> dict[str, Any]:
    return {
        "rijen": verslag.rijen,
        "legeRijen": verslag.lege_rijen,
        "gelezen": verslag.cellen,
        "uitkomsten": {uitkomst.value: aantal for uitkomst, aantal in sorted(verslag.telling.items())},
        "afgewezenPerKolom": dict(verslag.afgewezen_per_kolom),
        "onbekendeKolommen": dict(verslag.onbekende_kolommen),
        "ontbrekendeKolommen": list(verslag.ontbrekende_kolommen),
    }


def pak_in(rapport: Rapport) -> bytes:
    """Write the report as it is kept."""
    return zlib.compress(orjson.dumps(document(rapport)))


def pak_uit(inhoud: bytes) -> bytes:
    """Give the JSON of a report that was kept."""
    return zlib.decompress(inhoud)
