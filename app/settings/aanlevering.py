"""Deliveries over the API and the command line: where files wait, how large they may be, what must be confirmed."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings


class Aanlevering(BaseSettings):
    """Deliveries over the API and the command line: where files wait, how large they may be, what must be confirmed."""

    aanlevering_map: Path | None = Field(
        None,
        description="Map waarin een aangeleverd bestand staat tot het verwerkt is, alleen leesbaar voor de eigenaar van "
        "het proces. Zonder: naast de database (SQLite) of in de werkmap. Deel haar bij meer dan een machine.",
    )
    aanlevering_bytes: int = Field(
        1_000_000_000, ge=1_000, le=100_000_000_000, description="Grootste aantal bytes in een aangeleverd bestand."
    )
    aanlevering_bevestigen_procent: int = Field(
        20,
        ge=0,
        le=100,
        description="Een levering die meer dan dit deel van de records verwijdert, wacht op bevestiging. 100: nooit.",
    )
    aanlevering_bevestigen_uren: int = Field(
        24, ge=1, le=336, description="Hoe lang een levering op bevestiging wacht; daarna is zij afgebroken."
    )
    aanlevering_bewaren_dagen: int = Field(
        90, ge=1, le=3_650, description="Hoeveel dagen een levering en haar rapport te zien blijven."
    )
