"""Issuers elsewhere whose tokens count, as an administrator wrote them down (TOML; docs/tokens.md).

What an issuer may say is bounded here: which clients it speaks for or in which claim it names the OIN, and
which roles its clients get. No token can widen that.
"""

import tomllib
from collections.abc import Mapping
from typing import Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.models.aanroeper import Rol
from app.models.identiteit import Oin


class UitgeverFout(Exception):
    """The file cannot be used; the message names the field and the rule, never the value."""


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Clientregel(_Streng):
    """One client of an issuer: for whom it acts, and as what."""

    oin: Oin
    rollen: frozenset[Rol] = Field(frozenset({Rol.AANLEVERAAR}), min_length=1)


class Uitgeverregel(_Streng):
    """One issuer."""

    issuer: str = Field(min_length=1, max_length=300)
    jwks_url: str | None = Field(None, pattern=r"^https?://[!-~]+$")
    jwks_bestand: str | None = Field(None, min_length=1)
    algoritmen: frozenset[Literal["RS256", "PS256", "ES256"]] = Field(frozenset({"RS256", "PS256"}), min_length=1)
    audience: str | None = Field(None, min_length=1, max_length=200)
    client_claim: str = Field("azp", min_length=1, max_length=100)
    oin_claim: str | None = Field(None, min_length=1, max_length=100)
    rollen: frozenset[Rol] = Field(frozenset({Rol.AANLEVERAAR}), min_length=1)
    clients: Mapping[str, Clientregel] = {}

    @model_validator(mode="after")
    def _een_bron_en_iemand(self) -> Self:
        if (self.jwks_url is None) == (self.jwks_bestand is None):
            raise ValueError("noem jwks_url of jwks_bestand, een van beide")
        if not self.clients and self.oin_claim is None:
            raise ValueError("noem clients of oin_claim: anders mag niemand binnen")
        return self


class _Bestand(_Streng):
    uitgever: list[Uitgeverregel] = Field(min_length=1)


MAX_REGELS: Final = 5


def lees_uitgevers(tekst: str, *, http_mag: bool) -> list[Uitgeverregel]:
    """Read the issuers. Raises ``UitgeverFout``."""
    try:
        ruw: dict[str, Any] = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError:
        raise UitgeverFout("is geen geldige TOML") from None
    try:
        regels = _Bestand.model_validate(ruw).uitgever
    except ValidationError as fout:
        fouten = fout.errors(include_input=False, include_url=False, include_context=False)[:MAX_REGELS]
        raise UitgeverFout("; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in fouten)) from None
    if len({r.issuer for r in regels}) != len(regels):
        raise UitgeverFout("elke issuer mag maar één keer voorkomen")
    if not http_mag and any(r.jwks_url and not r.jwks_url.startswith("https://") for r in regels):
        raise UitgeverFout("jwks_url moet in productie met https:// beginnen")
    return regels
