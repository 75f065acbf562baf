"""What the management API takes to change the register."""

from typing import Annotated, Literal

from pydantic import Field

from app.models.gegevens import Optioneel, VumModel, optioneel, verplicht
from app.models.identiteit import Oin

_Naam = Annotated[str, Field(min_length=1, max_length=200)]
_Klasse = Literal["suwi", "publiek", "privaat"]
_Staat = Literal["actief", "gepauzeerd", "storing"]
_Soorten = Annotated[list[Literal["werkzoekende", "vacature"]], Field(min_length=1, max_length=2)]


class Deelnemerwijziging(VumModel):
    """Een partij zoals zij in het register moet komen te staan; wat ontbreekt, krijgt de standaardwaarde."""

    naam: _Naam = verplicht("Naam van de organisatie.", "Gemeente Voorbeeld")
    klasse: _Klasse = verplicht("Klasse: bepaalt wat zij mag zien.", "publiek")
    verwerkers: Optioneel[Annotated[list[Oin], Field(max_length=100)]] = optioneel(
        "Wie namens haar mag vragen; standaard alleen zijzelf."
    )
    uitwisseling: Optioneel[bool] = optioneel("Mag bronnen bevragen als uitwisseling; standaard niet.", False)


class Bronwijziging(VumModel):
    """Een bron zoals zij in het register moet komen te staan; wat ontbreekt, krijgt de standaardwaarde."""

    naam: _Naam = verplicht("Naam van de organisatie.", "Gemeente Voorbeeld")
    url: Optioneel[Annotated[str, Field(max_length=1000)]] = optioneel(
        "Basis van de bron elders; zonder: een bron in deze node.", "https://bron.example/basis"
    )
    versie: Optioneel[Literal["3.0.0", "2.0.0"]] = optioneel("Versie die de bron spreekt; standaard 3.0.0.", "3.0.0")
    verwerker: Optioneel[Oin] = optioneel("Verwerker van de bron; standaard de bron zelf.")
    staat: Optioneel[_Staat] = optioneel(
        "gepauzeerd: doet niet mee; storing: zou mee moeten doen, maar wordt niet bevraagd. Standaard actief.", "actief"
    )
    soorten: Optioneel[_Soorten] = optioneel("Welke soorten gegevens zij heeft; standaard beide.")
    gebied: Optioneel[Annotated[str, Field(max_length=2000)]] = optioneel(
        "PC4's waar al haar gegevens liggen; standaard overal.", "1000-1999,6211"
    )
    seconden: Optioneel[Annotated[float, Field(gt=0, le=60)]] = optioneel("Langste wachttijd op een antwoord.", 2.5)
    gelijktijdig: Optioneel[Annotated[int, Field(ge=1, le=10_000)]] = optioneel(
        "Meeste vragen tegelijk, per werkproces.", 8
    )
