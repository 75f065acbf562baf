"""How old a record may be."""

from pydantic import Field
from pydantic_settings import BaseSettings


class Kwaliteit(BaseSettings):
    """How old a record may be."""

    verouderd_na_dagen: int = Field(
        0,
        ge=0,
        le=3_650,
        description="Na hoeveel dagen zonder bevestiging door zijn bron een record niet meer in antwoorden komt; elke "
        "aanlevering waarin het staat bevestigt het. 0: nooit.",
    )
