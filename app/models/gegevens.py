"""The parts of the VUM gegevensstandaard that jobseeker and vacancy share.

Class docstrings and field descriptions are Dutch: they are the API descriptions. Attribute names are
the JSON names of the contract. Optional means may be absent, never ``null``. Validate JSON text
(``model_validate_json``): strict mode is only right there.
"""

from datetime import date
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic.json_schema import WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.models.waardelijsten import (
    JaNeeOnbekend,
    NiveauTaalbeheersing,
    SoortRijbewijs,
    SoortVervoermiddel,
    SoortWebadres,
    TypeArbeidscontract,
    TypeOvereenkomst,
)

T = TypeVar("T")

TAK: Final = "tak:"
"""Begins the name of a branch: pydantic puts it in the path of an error, where it means nothing to a client."""

DATUM_PATROON = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
POSTCODE_PATROON = r"^[0-9]{4}[a-zA-Z]{2}$"


class NooitNull:
    """Takes ``None`` out of the schema: an absent field is None in Python, a ``null`` in JSON is refused."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


Optioneel: TypeAlias = Annotated[T | None, NooitNull()]


class VolledigeDatum:
    """An RFC 3339 full-date: pydantic's own reader also takes numbers and times of day."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            _lees_datum,
            core_schema.str_schema(strict=True, pattern=DATUM_PATROON),
            serialization=core_schema.to_string_ser_schema(),
        )


def _lees_datum(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:  # its message holds the value
        raise PydanticCustomError("date_parsing", "not an existing date") from None


Datum = Annotated[date, VolledigeDatum(), WithJsonSchema({"type": "string", "format": "date"})]
Postcode = Annotated[str, StringConstraints(pattern=POSTCODE_PATROON)]
TaalCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
SafeIDString = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_.-]{0,200}$")]
CodeOpleidingsnaam = Annotated[str, StringConstraints(pattern=r"^[0-9]+$", max_length=10)]
Uri = Annotated[str, StringConstraints(max_length=200)]
Url = Annotated[str, StringConstraints(max_length=1000)]
Emailadres = Annotated[str, StringConstraints(max_length=320)]
Telefoonnummer = Annotated[str, StringConstraints(max_length=14)]
Tekst6 = Annotated[str, StringConstraints(max_length=6)]
Tekst10 = Annotated[str, StringConstraints(max_length=10)]
Tekst11 = Annotated[str, StringConstraints(max_length=11)]
Tekst24 = Annotated[str, StringConstraints(max_length=24)]
Tekst35 = Annotated[str, StringConstraints(max_length=35)]
Tekst70 = Annotated[str, StringConstraints(max_length=70)]
Tekst100 = Annotated[str, StringConstraints(max_length=100)]
Tekst120 = Annotated[str, StringConstraints(max_length=120)]
Tekst200 = Annotated[str, StringConstraints(max_length=200)]
Tekst500 = Annotated[str, StringConstraints(max_length=500)]
Tekst2000 = Annotated[str, StringConstraints(max_length=2000)]
Getal99 = Annotated[int, Field(ge=0, le=99)]
Getal999 = Annotated[int, Field(ge=0, le=999)]
Getal99999 = Annotated[int, Field(ge=0, le=99999)]


def optioneel(beschrijving: str, *voorbeelden: Any, alias: str | None = None) -> Any:
    """Declare a field that may be absent, with its Dutch description and examples."""
    return Field(default=None, alias=alias, description=beschrijving, examples=list(voorbeelden) or None)


def verplicht(beschrijving: str, *voorbeelden: Any, alias: str | None = None) -> Any:
    """Declare a field that must be there, with its Dutch description and examples."""
    return Field(alias=alias, description=beschrijving, examples=list(voorbeelden) or None)


def _zonder_null_en_titels(schema: dict[str, Any]) -> None:
    for eigenschap in schema.get("properties", {}).values():
        eigenschap.pop("title", None)
        if eigenschap.get("default", ...) is None:
            del eigenschap["default"]


class VumModel(BaseModel):
    """Base of every object that the contract closes (``additionalProperties: false``)."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        serialize_by_alias=True,
        json_schema_extra=_zonder_null_en_titels,
    )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"

    def __str__(self) -> str:
        return repr(self)


class OpenModel(VumModel):
    """Base of every object that the contract leaves open: an unknown field has no effect."""

    model_config = ConfigDict(extra="ignore")


class Beroep(VumModel):
    """Beroep."""

    codeBeroepsnaam: Optioneel[Uri] = optioneel(
        "Unieke code (URI) van de beroepsnaam uit CompetentNL.",
        "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-000000000001",
    )


class Competentiebeheersing(VumModel):
    """Competentie die iemand beheerst of die gevraagd wordt."""

    codeCompetentie: Optioneel[Uri] = optioneel("Unieke code (URI) van de competentie uit CompetentNL.")


class Contractvorm(VumModel):
    """Contractvorm die van toepassing is."""

    codeTypeArbeidscontract: Optioneel[TypeArbeidscontract] = optioneel("Bepaalde of onbepaalde tijd.", "B")
    codeTypeOvereenkomst: Optioneel[TypeOvereenkomst] = optioneel("Soort overeenkomst.", "01")


class Rijbewijs(VumModel):
    """Rijbewijs."""

    codeSoortRijbewijs: Optioneel[SoortRijbewijs] = optioneel("Rijbewijscategorie.", "B")


class SectorBeroepsEnBedrijfsleven(VumModel):
    """Sector van het beroeps- en bedrijfsleven."""

    codeSbi: Optioneel[Getal99999] = optioneel("Code volgens de Standaard Bedrijfsindeling van het CBS.", 62010)


class Taalbeheersing(VumModel):
    """Mate waarin iemand een taal beheerst."""

    codeNiveauTaalbeheersingLezen: Optioneel[NiveauTaalbeheersing] = optioneel("Niveau van lezen.", 3)
    codeNiveauTaalbeheersingLuisteren: Optioneel[NiveauTaalbeheersing] = optioneel("Niveau van luisteren.", 3)
    codeNiveauTaalbeheersingMondeling: Optioneel[NiveauTaalbeheersing] = optioneel("Niveau van spreken.", 3)
    codeNiveauTaalbeheersingSchriftelijk: Optioneel[NiveauTaalbeheersing] = optioneel("Niveau van schrijven.", 3)
    codeTaal: Optioneel[TaalCode] = optioneel("Taal volgens ISO 639-3.", "nld")


class VervoermiddelInzet(VumModel):
    """Waarvoor een vervoermiddel beschikbaar is."""

    indicatieBeschikbaarVoorUitvoeringWerk: Optioneel[JaNeeOnbekend] = optioneel(
        "Is het vervoermiddel beschikbaar voor het uitvoeren van het werk?", 1
    )
    indicatieBeschikbaarVoorWoonWerkverkeer: Optioneel[JaNeeOnbekend] = optioneel(
        "Is het vervoermiddel beschikbaar voor woon-werkverkeer?", 1
    )


class Vervoermiddel(VervoermiddelInzet):
    """Vervoermiddel."""

    codeVervoermiddel: Optioneel[SoortVervoermiddel] = optioneel("Soort vervoermiddel.", 3)


class Webadres(VumModel):
    """Webadres."""

    codeWebadres: Optioneel[SoortWebadres] = optioneel("Soort webadres.", 3)
    url: Optioneel[Url] = optioneel("Het webadres zelf.", "https://voorbeeld.example")


class Werktijden(VumModel):
    """Tijden waarop gewerkt kan worden."""

    aantalWerkurenPerWeekMaximaal: Optioneel[Getal99] = optioneel("Meeste werkuren per week.", 36)
    aantalWerkurenPerWeekMinimaal: Optioneel[Getal99] = optioneel("Minste werkuren per week.", 24)
    indicatieKantoortijden: Optioneel[JaNeeOnbekend] = optioneel("Wordt er op kantoortijden gewerkt?", 1)
