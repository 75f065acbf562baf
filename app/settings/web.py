"""What browsers and askers of an older version are told in headers."""

import re
from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode

_HERKOMST: Final = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")


class Web(BaseSettings):
    """What browsers and askers of an older version are told in headers."""

    cors_herkomsten: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Webpagina's van welke herkomst (https://naam of https://naam:poort, gescheiden door komma's) de API's "
        "vanuit een browser mogen aanroepen. Leeg: geen. openapi.json is voor elke herkomst te lezen.",
    )
    v2_verouderd: date | None = Field(
        None,
        description="Dag waarop versie 2.0.0 bij deze node verouderd is (JJJJ-MM-DD): de kop Deprecation (RFC 9745).",
    )
    v2_einde: date | None = Field(
        None, description="Dag waarop deze node met versie 2.0.0 stopt (JJJJ-MM-DD): de kop Sunset (RFC 8594)."
    )

    @field_validator("cors_herkomsten", mode="before")
    @classmethod
    def _splits_herkomsten(cls, waarde: object) -> object:
        return tuple(deel.strip() for deel in waarde.split(",") if deel.strip()) if isinstance(waarde, str) else waarde

    @field_validator("cors_herkomsten")
    @classmethod
    def _zijn_herkomsten(cls, waarde: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_HERKOMST.fullmatch(herkomst) for herkomst in waarde):
            raise ValueError(
                "moet uit herkomsten bestaan: https://naam of https://naam:poort, in kleine letters, zonder pad"
            )
        return waarde

    @model_validator(mode="after")
    def _einde_na_verouderd(self) -> Self:
        if self.v2_verouderd and self.v2_einde and self.v2_einde < self.v2_verouderd:
            raise ValueError("OPENVUM_V2_EINDE ligt voor OPENVUM_V2_VEROUDERD")
        return self
