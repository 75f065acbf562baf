"""How much and how long: limits of questions, answers and details."""

from pydantic import Field
from pydantic_settings import BaseSettings


class Vragen(BaseSettings):
    """How much and how long: limits of questions, answers and details."""

    maximum_matches: int = Field(100, ge=1, le=1000, description="Meeste matches per bron en vraag.")
    maximum_matches_totaal: int = Field(
        100, ge=1, le=10_000, description="Meeste matches in een antwoord van de uitwisseling."
    )
    maximum_details: int = Field(10, ge=1, le=1000, description="Meeste verschillende details per vraag.")
    vragen_tegelijk: int = Field(
        32,
        ge=1,
        le=10_000,
        description="Meeste vragen die de uitwisseling per werkproces tegelijk uitzet; daarboven antwoordt zij 503.",
    )
    bron_bytes: int = Field(
        5_000_000, ge=10_000, le=100_000_000, description="Meeste bytes in een antwoord van een bron elders."
    )
    bron_verbind_seconden: float = Field(
        2.0, gt=0, le=30, description="Langste wachttijd op een verbinding met een bron elders."
    )
    vraag_seconden: float = Field(5.0, gt=0, le=60, description="Tijd voor het beantwoorden van een vraag.")
    detail_seconden: float = Field(10.0, gt=0, le=60, description="Tijd voor het opvragen van een detail.")
    vraag_geldig_seconden: int = Field(
        604_800, ge=60, le=2_592_000, description="Hoe lang de vumID's van een vraag te openen zijn (7 dagen)."
    )
    maximum_body: int = Field(
        100_000, ge=1_000, le=10_000_000, description="Grootste aantal bytes in een vraag (de body van een POST)."
    )
