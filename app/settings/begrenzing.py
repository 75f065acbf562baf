"""Limits on requests per party, and the Redis in which they are counted together."""

from typing import Final

from pydantic import Field
from pydantic_settings import BaseSettings

_GEEN: Final = "0: geen grens. De sandbox meldt alleen en weigert nooit."


class Begrenzing(BaseSettings):
    """Limits on requests per party, and the Redis in which they are counted together."""

    grens_partij_minuut: int = Field(
        600,
        ge=0,
        le=1_000_000,
        description=f"Meeste verzoeken per minuut van een partij (per bewezen verwerker apart geteld). {_GEEN}",
    )
    grens_verwerker_minuut: int = Field(
        6_000,
        ge=0,
        le=1_000_000,
        description=f"Meeste verzoeken per minuut van een bewezen aanroeper, voor al zijn partijen samen. {_GEEN}",
    )
    grens_adres_minuut: int = Field(
        600,
        ge=0,
        le=1_000_000,
        description=f"Meeste verzoeken per minuut zonder bewijs vanaf een netwerkadres. {_GEEN}",
    )
    grens_partij_tegelijk: int = Field(
        4,
        ge=0,
        le=1_000,
        description="Meeste verzoeken van een partij die een werkproces tegelijk beantwoordt; meer wachten op hun beurt, "
        "zodat een ander er niet op wacht. 0: geen grens. De sandbox begrenst dit niet.",
    )
    redis_url: str | None = Field(
        None,
        pattern=r"^(redis|rediss|unix)://",
        repr=False,
        description="Redis (of Valkey) waarin alle werkprocessen en machines samen tellen: redis://HOST:POORT/NUMMER, "
        "rediss://… (TLS) of unix://PAD. Zonder Redis, of als hij uitvalt, telt elk werkproces voor zich.",
    )
    redis_voorvoegsel: str = Field(
        "openvum",
        pattern=r"^[A-Za-z0-9_.:-]{1,50}$",
        description="Begin van elke sleutel in Redis.",
    )
    redis_seconden: float = Field(
        0.25, gt=0, le=5, description="Langste wachttijd op Redis; daarna telt het werkproces even voor zich."
    )
