"""What the management API says: policy, processing activities, audit log, parties and sources."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.models.identiteit import Oin
from app.models.partijen import Fase, Partijklasse, Soort

Moment = Annotated[datetime, Field(description="Moment in UTC.", examples=["2026-11-21T10:00:00Z"])]


def zonder_titel(schema: dict[str, Any]) -> None:
    """Leave out the titles that only repeat the names."""
    schema.pop("title", None)
    for eigenschap in schema.get("properties", {}).values():
        eigenschap.pop("title", None)


def keuzes(soort: type[StrEnum]) -> dict[str, Any]:
    """Give the values of an enum for a schema: their own docstrings are not in Dutch."""
    return {"enum": [lid.value for lid in soort]}


class Antwoordmodel(BaseModel):
    """Wat deze API antwoordt."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=zonder_titel)


class Openbaarmakingsregel(Antwoordmodel):
    """Of een veld in een fase naar een klasse van partijen gaat, en waarom."""

    soort: str = Field(description="Soort gegeven.", json_schema_extra=keuzes(Soort))
    veld: str = Field(description="Pad van het veld in de gegevensstandaard; lijsten zonder haken.")
    fase: str = Field(description="Matchprofiel of detail.", json_schema_extra=keuzes(Fase))
    klasse: str = Field(description="Klasse van de partij die vraagt.", json_schema_extra=keuzes(Partijklasse))
    oordeel: str = Field(
        description="ja, nee of contact (alleen met toestemming `contact`).",
        json_schema_extra={"enum": ["ja", "contact", "nee"]},
    )
    reden: str = Field(description="Waarom dit zo is.")


class Openbaarmaking(Antwoordmodel):
    """Het openbaarmakingsbeleid zoals het nu geldt."""

    kenmerk: str = Field(description="Herkent dit beleid in de verantwoording.")
    regels: list[Openbaarmakingsregel] = Field(description="De cellen van de tabel die gevraagd zijn.")


class Activiteitversie(Antwoordmodel):
    """Een versie van een verwerkingsactiviteit; een versie verandert nooit."""

    nummer: int = Field(description="Volgnummer, vanaf 1.")
    geldigVanaf: date = Field(description="Eerste dag waarop deze versie geldt.")
    naam: str = Field(description="Naam van de activiteit.")
    doel: str = Field(description="Waarvoor gegevens worden verwerkt.")
    grondslag: str = Field(description="Op welke grondslag.")
    betrokkenen: list[str] = Field(description="Categorieën van betrokkenen.")
    categorieen: list[str] = Field(description="Categorieën van gegevens.")
    ontvangers: list[str] = Field(description="Categorieën van ontvangers.")
    bewaartermijn: str = Field(description="Bewaartermijn van de verantwoording, als ISO 8601-duur.")


class Verwerkingsactiviteit(Antwoordmodel):
    """Een verwerkingsactiviteit van deze node."""

    id: str = Field(description="Vast id van de activiteit.")
    uri: str = Field(
        description="URI waaronder de verantwoording naar haar verwijst.", json_schema_extra={"format": "uri"}
    )
    geldend: int = Field(description="Nummer van de versie die nu geldt.")
    versies: list[Activiteitversie] = Field(description="Alle versies, de oudste eerst.")


class Verwerkingsactiviteiten(Antwoordmodel):
    """Het register van verwerkingsactiviteiten."""

    verwerkingsactiviteiten: list[Verwerkingsactiviteit] = Field(description="Alle activiteiten.")


class Auditregelweergave(Antwoordmodel):
    """Een regel van de auditlog."""

    nummer: int = Field(description="Plaats in de keten, vanaf 1.")
    moment: Moment
    handeling: str = Field(description="Wat er is gedaan.")
    objecttype: str = Field(description="Waarmee.")
    object: str = Field(description="Welk: een OIN, het kenmerk van een sleutel of beleid, een API; nooit een persoon.")
    uitkomst: str = Field(description="gelukt, geweigerd of mislukt.")
    actor: str = Field(description="Wie: een OIN, cli:ACCOUNT, systeem of onbekend.")
    herkomst: str = Field(description="cli, api of systeem.")
    verzoekId: str = Field(description="Id van het (eerste) verzoek; leeg buiten de API's.")
    bijzonderheden: dict[str, str] = Field(description="Aantallen en vaste woorden, op naam.")


class Auditregels(Antwoordmodel):
    """Een bladzijde van de auditlog, de nieuwste regel eerst."""

    regels: list[Auditregelweergave] = Field(description="De regels van deze bladzijde.")
    volgende: int | None = Field(description="Cursor van de volgende bladzijde; null: dit is de laatste.")


class Deelnemerweergave(Antwoordmodel):
    """Een partij die mag vragen."""

    oin: Oin = Field(description="OIN van de partij.")
    naam: str = Field(description="Naam van de organisatie.")
    klasse: str = Field(description="Klasse: bepaalt wat zij mag zien.", json_schema_extra=keuzes(Partijklasse))
    verwerkers: list[Oin] = Field(description="Wie namens haar mag vragen; leeg: alleen zijzelf.")
    uitwisseling: bool = Field(description="Mag bronnen bevragen als uitwisseling.")


class Deelnemers(Antwoordmodel):
    """De partijen in het register."""

    deelnemers: list[Deelnemerweergave] = Field(description="Op volgorde van OIN.")


class Bronweergave(Antwoordmodel):
    """Een bron die antwoordt."""

    oin: Oin = Field(description="OIN van de bron.")
    naam: str = Field(description="Naam van de organisatie.")
    url: str | None = Field(description="Basis van de bron elders; null: een bron in deze node.")
    versie: str = Field(description="Versie van de standaard die de bron spreekt.")
    verwerker: Oin = Field(description="Verwerker van de bron.")
    staat: str = Field(
        description="Of zij bevraagd wordt; gepauzeerd: doet niet mee, storing: zou mee moeten doen.",
        json_schema_extra={"enum": ["actief", "gepauzeerd", "storing"]},
    )
    soorten: list[str] = Field(description="Welke soorten gegevens zij heeft.")
    gebied: str = Field(description="PC4's waar al haar gegevens liggen; leeg: overal.")
    seconden: float | None = Field(description="Langste wachttijd op een antwoord; null: de gewone.")
    gelijktijdig: int | None = Field(description="Meeste vragen tegelijk, per werkproces; null: geen eigen grens.")


class Bronnen(Antwoordmodel):
    """De bronnen in het register."""

    bronnen: list[Bronweergave] = Field(description="Op volgorde van OIN.")


class Verantwoordingscontrole(Antwoordmodel):
    """Uitkomst van een controle van de verantwoording, zoals de auditlog haar bewaart."""

    nummer: int = Field(description="Nummer van de auditregel.")
    moment: Moment
    klopt: bool = Field(description="Of alles was zoals het geschreven is.")
    actor: str = Field(description="Wie de controle deed.")
    bijzonderheden: dict[str, str] = Field(description="Aantallen, en bij een breuk het gebrek en de plaats.")


class Verantwoordingscontroles(Antwoordmodel):
    """De laatste controles van de verantwoording."""

    verantwoordingscontroles: list[Verantwoordingscontrole] = Field(description="Hoogstens 100, de nieuwste eerst.")


class Bronstatistiek(Antwoordmodel):
    """Wat een bron deed, in dagen (UTC). Aantallen; nooit iets over een persoon of een vraag."""

    oin: Oin = Field(description="OIN van de bron.")
    dagen: int = Field(description="Over hoeveel dagen, vandaag meegeteld.")
    gevraagd: int = Field(description="Vragen waarop zij had moeten antwoorden.")
    geantwoord: int = Field(description="Vragen waarop zij antwoordde.")
    teLaat: int = Field(description="Vragen waarop zij te laat was.")
    kapot: int = Field(description="Vragen waarop zij een fout of een onleesbaar antwoord gaf.")
    overgeslagen: int = Field(description="Vragen die haar bespaard zijn: zij faalde steeds, of was in storing.")
    begrensd: int = Field(description="Antwoorden waarbij zij meer had dan zij gaf.")
    vervallenMatches: int = Field(description="Matches die vervielen: tegen het contract, buiten de vraag of dubbel.")
    genegeerdeCriteria: int = Field(description="Criteria in haar vragen die geen betekenis hebben.")
    dubbeleVacatures: int = Field(description="Vacatures die een andere bron ook gaf.")
    details: int = Field(description="Opgevraagde details.")
    p50Ms: int | None = Field(description="Antwoordtijd die de helft van de antwoorden haalt, naar boven afgerond.")
    p95Ms: int | None = Field(description="Antwoordtijd die 95% haalt.")
    p99Ms: int | None = Field(description="Antwoordtijd die 99% haalt.")
    laatsteAntwoord: datetime | None = Field(description="Wanneer zij het laatst antwoordde; null: in deze dagen niet.")
