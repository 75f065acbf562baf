"""Requests and answers of the inspection API: the rights of the person, asked through the source.

Docstrings and descriptions are Dutch: they are the API descriptions. Every request is a body, so that no
id of a person stands in a URL.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints
from pydantic.json_schema import WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from app.models.gegevens import (
    Datum,
    OpenModel,
    Optioneel,
    Tekst10,
    Tekst200,
    Tekst2000,
    VumModel,
    optioneel,
    verplicht,
)
from app.models.identiteit import IDWerkzoekende, Oin
from app.models.werkzoekende import Mobiliteit, Werkzoekende, WerkzoekendeGedeeld

MAX_PAGINA: Final = 100
"""Most disclosures on one page."""
PAGINA: Final = 20
_OIN: Final = "00000099000000001000"
_ID: Final = "voorbeeld-0001"
_MOMENT: Final = "2026-03-01T09:30:00.000Z"
MOMENT_PATROON: Final = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
)

MOMENT_REGEL: Final = "moet een bestaand moment zijn met zijn afstand tot UTC, als 2026-03-01T09:30:00Z"


class _Moment:
    """An RFC 3339 date-time with its offset; pydantic's own reader takes much more."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            _lees_moment, core_schema.str_schema(strict=True, pattern=MOMENT_PATROON)
        )


def _lees_moment(tekst: str) -> datetime:
    try:
        return datetime.fromisoformat(tekst).astimezone(UTC)
    except (ValueError, OverflowError):  # its message holds the value
        raise ValueError(MOMENT_REGEL) from None


Moment = Annotated[datetime, _Moment(), WithJsonSchema({"type": "string", "format": "date-time"})]
"""A moment, with milliseconds and in UTC where we write it."""

# Spelled out, and not the enums themselves: their English docstrings would come along.
Omvangcode = Literal["suwi", "publiek", "privaat", "contact"]
Klassecode = Literal["suwi", "publiek", "privaat"]
Fasecode = Literal["match", "detail"]
Grondslagcode = Literal["publieke_taak", "toestemming"]
Rolcode = Literal["bron", "uitwisseling", "rechten"]
Verstrektcode = Literal["velden", "alles", "geen", "onbekend"]


class PersoonVerzoek(VumModel):
    """Om wie het gaat: een werkzoekende van een bron in deze node."""

    bron: Oin = verplicht("OIN van de bron die de gegevens houdt.", _OIN)
    id: IDWerkzoekende = verplicht("Id van de werkzoekende, zoals de bron het aanleverde.", _ID)


class InzageVerzoek(PersoonVerzoek):
    """Wie vroeg naar deze persoon."""

    pagina: Annotated[int, Field(ge=1, le=1_000_000)] = Field(default=1, description="Welke pagina, vanaf 1.")
    aantal: Annotated[int, Field(ge=1, le=MAX_PAGINA)] = Field(
        default=PAGINA, description="Hoeveel verstrekkingen op een pagina."
    )
    peilmoment: Optioneel[Moment] = optioneel(
        "Geef alleen verstrekkingen tot en met dit moment. Neem het peilmoment van de eerste pagina over, dan "
        "verschuift er tussen twee pagina's niets. Standaard: nu.",
        _MOMENT,
    )


class CorrectieVerzoek(PersoonVerzoek):
    """De verbeterde gegevens, volledig; zij vervangen wat er staat."""

    werkzoekende: dict[str, Any] = verplicht(
        "De verbeterde gegevens, volgens het detailschema van de versie waarin zij zijn aangeleverd (3.0.0 of 2.0.0). "
        "`idWerkzoekende` is gelijk aan `id`."
    )


class ToestemmingVerzoek(PersoonVerzoek):
    """Toestemming die de persoon geeft."""

    omvang: Omvangcode = verplicht(
        "Waarvoor: zichtbaarheid voor een klasse van partijen, of de contactgegevens.", "privaat"
    )
    geldigTot: Optioneel[Datum] = optioneel("Laatste dag waarop zij geldt. Zonder: tot zij wordt ingetrokken.")
    wijze: Optioneel[Annotated[str, StringConstraints(max_length=200)]] = optioneel(
        "Hoe de toestemming is gegeven; zonder gegevens van de persoon.", "formulier op het werkplein"
    )


class IntrekkingVerzoek(PersoonVerzoek):
    """Toestemming die de persoon intrekt."""

    omvang: Omvangcode = verplicht("Welke toestemming.", "privaat")


class Partij(OpenModel):
    """Een organisatie."""

    oin: Oin = verplicht("OIN.", _OIN)
    naam: Optioneel[Tekst200] = optioneel(
        "Naam in het register van deze node, als zij daarin staat.", "Partij Voorbeeld"
    )


class Verwerkingsactiviteit(OpenModel):
    """Waarvoor het gebeurde, volgens het register van verwerkingsactiviteiten van dat moment."""

    uri: Annotated[str, StringConstraints(max_length=500)] = verplicht("Verwijzing naar het register.")
    naam: Tekst2000 = verplicht("Naam van de activiteit.")
    doel: Optioneel[Tekst2000] = optioneel("Doel.")
    grondslag: Optioneel[Tekst2000] = optioneel("Grondslag.")


class Verstrekking(OpenModel):
    """Eén keer dat gegevens van de persoon werden gebruikt."""

    moment: Moment = verplicht("Wanneer.", _MOMENT)
    rol: Rolcode = verplicht(
        "In welke rol deze node het deed: `bron`, `uitwisseling` (die doorgaf wat een bron gaf; hetzelfde traceId) of "
        "`rechten` (op verzoek van de persoon zelf).",
        "bron",
    )
    verantwoordelijke: Partij = verplicht("Wie voor deze verwerking verantwoordelijk is.")
    vrager: Partij = verplicht("Wie vroeg.")
    via: Oin = verplicht("Verwerker die de vraag overbracht.", _OIN)
    klasse: Klassecode = verplicht("Klasse van de vrager op dat moment.", "privaat")
    fase: Optioneel[Fasecode] = optioneel("Matchprofiel (zonder identiteit) of detail.", "match")
    activiteit: Verwerkingsactiviteit = verplicht("Waarvoor.")
    omvang: Verstrektcode = verplicht(
        "`velden`: de genoemde velden, voor zover ingevuld. `alles`: al wat de bron bewaart. `geen`: geen gegevens uit "
        "het profiel. `onbekend`: het openbaarmakingsbeleid van toen is niet bewaard.",
        "velden",
    )
    velden: list[Tekst200] = verplicht("Velden die aan deze vrager in deze fase gingen, voor zover ingevuld.")
    veldenOnderVoorbehoud: list[Tekst200] = verplicht(
        "Velden die alleen gingen als de bron ze, op grond van toestemming, gaf. De regel van de bron met hetzelfde "
        "traceId zegt het zeker."
    )
    traceId: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")] = verplicht(
        "Verbindt regels die bij één vraag horen.", "0af7651916cd43dd8448eb211c80319c"
    )


class Inzageoverzicht(OpenModel):
    """Wie vroeg, de nieuwste eerst."""

    totaal: Annotated[int, Field(ge=0)] = verplicht("Aantal tot en met het peilmoment.", 1)
    pagina: Annotated[int, Field(ge=1)] = verplicht("Deze pagina.", 1)
    volgendePagina: Optioneel[Annotated[int, Field(ge=2)]] = optioneel("Ontbreekt op de laatste.", 2)
    peilmoment: Moment = verplicht("Geef dit mee bij een volgende pagina.", _MOMENT)
    verstrekkingen: list[Verstrekking] = verplicht("De nieuwste eerst.")


class Toestemmingsregel(OpenModel):
    """Een toestemming zoals zij is gegeven."""

    omvang: Omvangcode = verplicht("Waarvoor.", "privaat")
    gegevenOp: Moment = verplicht("Wanneer zij is gegeven.", _MOMENT)
    geldigTot: Optioneel[Datum] = optioneel("Laatste dag waarop zij geldt; ontbreekt als er geen einde is.")
    wijze: Optioneel[Tekst200] = optioneel("Hoe zij is gegeven.")
    ingetrokkenOp: Optioneel[Moment] = optioneel("Wanneer zij is ingetrokken.", _MOMENT)


class Bezwaarregel(OpenModel):
    """Een bezwaar."""

    sinds: Moment = verplicht("Wanneer het is gemaakt.", _MOMENT)
    opgehevenOp: Optioneel[Moment] = optioneel("Wanneer het is opgeheven; zolang dit ontbreekt geldt het.", _MOMENT)


class Toestemmingshistorie(OpenModel):
    """Alle toestemmingen en bezwaren, de oudste eerst."""

    toestemmingen: list[Toestemmingsregel] = verplicht("Gegeven en ingetrokken toestemmingen.")
    bezwaren: list[Bezwaarregel] = verplicht("Gemaakte en opgeheven bezwaren.")


class Registerstand(Toestemmingshistorie):
    """Wat het register na deze handeling zegt."""

    gewijzigd: bool = verplicht("Of de handeling iets veranderde; herhalen mag.", True)


class Matchprofiel(WerkzoekendeGedeeld):
    """Matchprofiel zoals het is opgeslagen: zonder id."""

    mobiliteit: Mobiliteit = verplicht("Waar de werkzoekende wil werken.")


class Export(Toestemmingshistorie):
    """Alles wat deze node van de persoon bewaart."""

    bron: Oin = verplicht("OIN van de bron.", _OIN)
    id: IDWerkzoekende = verplicht("Id zoals aangeleverd.", _ID)
    gemaaktOp: Moment = verplicht("Wanneer deze kopie is gemaakt.", _MOMENT)
    standaard: Optioneel[Tekst10] = optioneel("Versie van de VUM-gegevensstandaard van `werkzoekende`.", "3.0.0")
    grondslag: Optioneel[Grondslagcode] = optioneel("Grondslag waarop de gegevens worden gehouden.", "publieke_taak")
    werkzoekende: Optioneel[Werkzoekende] = optioneel("De gegevens zoals de bron ze aanleverde.")
    matchprofiel: Optioneel[Matchprofiel] = optioneel("Het matchprofiel: wat zonder identiteit wordt getoond.")
    opslag: dict[str, list[dict[str, Any]]] = verplicht(
        "Wat de database verder bewaart, per tabel: zoekkenmerken die van de gegevens zijn afgeleid, tot wanneer wie "
        "ze mag zien, en wanneer ze kwamen. Momenten in seconden sinds 1970 (UTC)."
    )
    verstrekkingen: list[Verstrekking] = verplicht("Wie vroeg, de nieuwste eerst.")


class Correctieresultaat(OpenModel):
    """Wat de correctie deed."""

    gewijzigd: bool = verplicht("Of de gegevens anders zijn dan ze waren.", True)


class Wissingsresultaat(OpenModel):
    """Wat er is gewist."""

    gegevens: bool = verplicht("Of er gegevens van de persoon waren; die zijn weg.", True)
    toestemmingen: bool = verplicht("Of er toestemmingen of bezwaren waren; die zijn weg.", True)


class Opheffingsresultaat(OpenModel):
    """Wat de opheffing deed."""

    opgeheven: bool = verplicht("Of er een wissing was om op te heffen.", True)
