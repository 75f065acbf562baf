"""Tokens for our own APIs: the issuer of our own, issuers elsewhere, and what a token must be."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from app.settings.kern import Kern, Omgeving

SANDBOX_UITGEVER = "http://127.0.0.1:8000/oauth/v1"


class Tokens(Kern):
    """Tokens for our own APIs: the issuer of our own, issuers elsewhere, and what a token must be."""

    token_uitgever: str | None = Field(
        None,
        pattern=r"^https?://[!-~]+/oauth/v1$",
        description="Adres van de eigen tokenuitgever zoals clients het zien, eindigend op /oauth/v1. Zonder is de eigen "
        f"uitgever in productie uit; in de sandbox standaard {SANDBOX_UITGEVER}. Zie docs/tokens.md.",
    )
    token_uitgevers: Path | None = Field(
        None,
        description="Bestand (TOML) met tokenuitgevers elders wier tokens gelden; zie docs/tokens.md. Zonder: geen.",
    )
    token_audience: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="Waarde die in aud van een token moet staan; standaard urn:nld:oin: met het OIN van deze node.",
    )
    token_seconden: int = Field(
        300, ge=60, le=3_600, description="Hoe lang een token van de eigen uitgever geldt, in seconden."
    )
    token_speling_seconden: int = Field(
        30, ge=0, le=120, description="Verschil tussen klokken dat bij exp, nbf en iat wordt toegestaan, in seconden."
    )
    token_certificaat_verplicht: bool = Field(
        False,
        description="Alleen tokens die aan het clientcertificaat van het verzoek zijn gebonden (RFC 8705) gelden.",
    )

    @model_validator(mode="after")
    def _uitgever_over_https(self) -> Self:
        if (
            self.omgeving is Omgeving.PRODUCTIE
            and self.token_uitgever
            and not self.token_uitgever.startswith("https://")
        ):
            raise ValueError("OPENVUM_TOKEN_UITGEVER moet in productie met https:// beginnen")
        return self

    @property
    def eigen_uitgever(self) -> str | None:
        """The identifier of our own issuer; None: it issues nothing."""
        return self.token_uitgever or (SANDBOX_UITGEVER if self.omgeving is Omgeving.SANDBOX else None)

    @property
    def audience(self) -> str:
        """What a token must be meant for."""
        return self.token_audience or f"urn:nld:oin:{self.eigen_oin}"
