"""What the API's say of the quality of a source's records: counts, nothing of a person."""

from datetime import date, datetime

from pydantic import Field

from app.models.beheer import Antwoordmodel, keuzes
from app.models.identiteit import Oin
from app.models.partijen import Soort


class Veldkwaliteit(Antwoordmodel):
    """Wat er aan een veld te verbeteren is."""

    veld: str = Field(description="Pad van het veld in de gegevensstandaard; lijsten zonder haken.")
    van: int = Field(description="Aantal records dat dit veld kan hebben.")
    ontbreekt: int = Field(description="Aantal records zonder dit veld.")
    ongeldig: int = Field(description="Aantal records met een code die in geen geladen lijst staat.")
    kosten: float = Field(
        description="Percentage van de vragen dat een gemiddeld record van deze bron niet vindt door dit veld."
    )


class Leeftijdsgroep(Antwoordmodel):
    """Records naar de tijd sinds hun bron ze bevestigde."""

    totDagen: int | None = Field(description="Hoogstens zoveel dagen geleden; null: langer geleden dan alle andere.")
    records: int = Field(description="Aantal records.")


class Kwaliteitsdag(Antwoordmodel):
    """Cijfers van een dag."""

    dag: date = Field(description="De dag.")
    records: int = Field(description="Aantal records.")
    vindbaarheid: float = Field(description="Hoeveel van wat vragen noemen er goed in staat, van 0 tot 100.")
    verouderd: int = Field(description="Aantal records dat te oud was voor een antwoord.")


class Kwaliteitsmeting(Antwoordmodel):
    """De laatste meting van een soort gegevens van een bron."""

    soort: str = Field(description="Soort gegevens.", json_schema_extra=keuzes(Soort))
    gemetenOp: datetime = Field(description="Wanneer er gemeten is, in UTC.")
    records: int = Field(description="Aantal records.")
    vindbaarheid: float = Field(description="Hoeveel van wat vragen noemen er goed in staat, van 0 tot 100.")
    verouderd: int = Field(description="Aantal records dat te oud is voor een antwoord.")
    leeftijd: list[Leeftijdsgroep] = Field(description="De jongste eerst.")
    verbeterpunten: list[Veldkwaliteit] = Field(description="Wat de meeste vindbaarheid kost eerst.")
    trend: list[Kwaliteitsdag] = Field(description="De gemeten dagen, de oudste eerst.")


class Bronkwaliteit(Antwoordmodel):
    """De kwaliteit van de gegevens van een bron."""

    oin: Oin = Field(description="OIN van de bron.")
    metingen: list[Kwaliteitsmeting] = Field(description="Per soort gegevens; leeg: er is nog niet gemeten.")


class Bronkwaliteiten(Antwoordmodel):
    """De kwaliteit van de gegevens van alle bronnen in deze node."""

    bronnen: list[Bronkwaliteit] = Field(description="Op volgorde van OIN.")
