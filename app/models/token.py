"""Bodies of the token endpoint (RFC 6749 and 7517): what the published document says of them."""

from pydantic import BaseModel, ConfigDict, Field

from app.models.bericht import Error


class _Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class Tokenverzoek(_Open):
    """Verzoek om een token, als formulier."""

    grant_type: str = Field(description="client_credentials; iets anders wordt geweigerd.", max_length=100)
    client_assertion_type: str = Field(
        description="urn:ietf:params:oauth:client-assertion-type:jwt-bearer.", max_length=100
    )
    client_assertion: str = Field(
        description="JWT die de client met haar eigen sleutel ondertekende: iss en sub haar id, aud het adres van dit "
        "eindpunt, iat, exp (hoogstens tien minuten later) en een jti die nooit eerder is gebruikt.",
        max_length=8192,
    )
    client_id: str | None = Field(None, description="Id van de client; mag ontbreken.", max_length=64)
    scope: str | None = Field(
        None, description="Gevraagde scopes met een spatie ertussen; zonder: alles wat de client heeft.", max_length=500
    )


class Tokenantwoord(BaseModel):
    """Een token."""

    access_token: str = Field(description="Het token (JWT), voor de kop Authorization: Bearer.")
    token_type: str = Field(description="Bearer.")
    expires_in: int = Field(description="Hoeveel seconden het token geldt.")
    scope: str = Field(description="De scopes van het token, met een spatie ertussen.")


class Sleutel(_Open):
    """Openbare sleutel (JWK)."""

    kty: str = Field(description="Soort sleutel.")
    kid: str = Field(description="Naam van de sleutel, zoals een token haar noemt.")
    use: str = Field(description="sig: om een handtekening te controleren.")
    alg: str = Field(description="Algoritme.")
    n: str = Field(description="Modulus van een RSA-sleutel.")
    e: str = Field(description="Exponent van een RSA-sleutel.")


class Sleutelverzameling(BaseModel):
    """Openbare sleutels van de uitgever (JWK Set), ook die bijna zijn uitgediend."""

    keys: list[Sleutel] = Field(description="De sleutels.")


class Tokenfout(Error):
    """Waarom er geen token komt."""

    error: str = Field(description="Fout volgens RFC 6749, bijvoorbeeld invalid_client.")
    error_description: str = Field(description="Uitleg voor een mens.")
