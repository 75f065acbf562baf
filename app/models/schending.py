"""A broken rule of the contract: field path and rule in Dutch, never a value or a made-up key name."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ValidationError

from app.models import beheer_register, bericht, inzage, vacature, vraag, werkzoekende
from app.models.gegevens import DATUM_PATROON, POSTCODE_PATROON, TAK
from app.models.v2 import adres as v2_adres
from app.models.v2 import bericht as v2_bericht
from app.models.v2 import gegevens as v2_gegevens
from app.models.v2 import vacature as v2_vacature
from app.models.v2 import vraag as v2_vraag
from app.models.v2 import werkzoekende as v2_werkzoekende

_MODULEN: Final = (
    *(beheer_register, bericht, inzage, vacature, vraag, werkzoekende),
    *(v2_adres, v2_bericht, v2_gegevens, v2_vacature, v2_vraag, v2_werkzoekende),
)
ONBEKEND_VELD: Final = "bevat een veld dat het contract niet kent"
GEEN_NULL: Final = "mag niet null zijn: laat het veld weg"
ONTBREEKT: Final = "is verplicht"
_DATUM: Final = "moet een bestaande datum zijn als JJJJ-MM-DD"
_ALGEMEEN: Final = "voldoet niet aan het contract"


class Schending(NamedTuple):
    """``pad`` is empty for the document as a whole; lists show their index, unknown names show as ``*``."""

    pad: str
    regel: str

    def __str__(self) -> str:
        return f"{self.pad or 'Het bericht'} {self.regel}"


def schendingen(fout: ValidationError) -> list[Schending]:
    """Give every violation, in the order of the document; equal ones once."""
    fouten = fout.errors(include_url=False, include_input=False)
    return list(dict.fromkeys(_schending(f["type"], f["loc"], f.get("ctx", {})) for f in fouten))


def toon_pad(delen: Iterable[int | str]) -> str:
    """Write a path as ``a.b[0].c``; a name that the contract does not know becomes ``*``."""
    pad = ""
    for deel in delen:
        if isinstance(deel, int):
            pad += f"[{deel}]"
        elif not deel.startswith(TAK):
            naam = deel if deel in bekende_namen() else "*"
            pad += f".{naam}" if pad else naam
    return pad


@cache
def bekende_namen() -> frozenset[str]:
    """Give every JSON name that a contract (or a decision of ours) knows."""
    return frozenset(
        veld.alias or naam
        for module in _MODULEN
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for naam, veld in model.model_fields.items()
    )


def _schending(soort: str, loc: tuple[int | str, ...], ctx: Mapping[str, Any]) -> Schending:
    if soort == "extra_forbidden":
        return Schending(toon_pad(loc[:-1]), ONBEKEND_VELD)
    regel = _VAST.get(soort)
    if regel is None:
        maak = _MET_GRENS.get(soort)
        regel = maak(ctx) if maak else _ALGEMEEN
    return Schending(toon_pad(loc), regel)


_PATRONEN: Final = {
    DATUM_PATROON: _DATUM,
    POSTCODE_PATROON: "moet een postcode zijn: vier cijfers en twee letters",
    r"^[a-z]{3}$": "moet een taalcode van drie kleine letters zijn (ISO 639-3)",
    inzage.MOMENT_PATROON: inzage.MOMENT_REGEL,
    r"^[0-9]+$": "moet uit cijfers bestaan",
    r"^[0-9]{1,10}$": "moet uit 1 tot 10 cijfers bestaan",
    r"^[a-zA-Z0-9_.-]{0,200}$": "mag hoogstens 200 tekens a-z, A-Z, 0-9, punt, streepje of liggend streepje bevatten",
}

_VAST: Final = {
    "missing": ONTBREEKT,
    "literal_error": "moet een van de genoemde waarden zijn",
    "model_type": "moet een object zijn",
    "list_type": "moet een lijst zijn",
    "string_type": "moet tekst zijn",
    "int_type": "moet een geheel getal zijn",
    "int_parsing_size": "moet een geheel getal zijn binnen de grenzen van het contract",
    "bool_type": "moet true of false zijn",
    "date_parsing": _DATUM,
    "json_invalid": "is geen geldige JSON",
    v2_gegevens.EEN_VORM: "moet precies een van de vormen bevatten die het contract noemt",
    vraag.LT_EN_EQ: "mag $lt en $eq niet samen bevatten",
}

_MET_GRENS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "string_too_long": lambda ctx: f"mag hoogstens {ctx['max_length']} tekens bevatten",
    "too_short": lambda ctx: f"moet ten minste {ctx['min_length']} element bevatten",
    "greater_than_equal": lambda ctx: f"moet ten minste {ctx['ge']} zijn",
    "less_than_equal": lambda ctx: f"mag hoogstens {ctx['le']} zijn",
    "enum": lambda ctx: f"moet een van deze codes zijn: {ctx['expected']}",
    "string_pattern_mismatch": lambda ctx: _PATRONEN.get(ctx["pattern"], _ALGEMEEN),
    "value_error": lambda ctx: str(ctx["error"]),
}
