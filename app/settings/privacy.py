"""What the privacy layer follows: policy, register of processings, free text, retention, bulk guard."""

from pathlib import Path
from typing import Final, Literal

from pydantic import Field
from pydantic_settings import BaseSettings

_BULK: Final = "0: geen grens. De sandbox meldt alleen en weigert nooit."


class Privacy(BaseSettings):
    """What the privacy layer follows: policy, register of processings, free text, retention, bulk guard."""

    beleid: Path | None = Field(
        None,
        description="Eigen openbaarmakingsbeleid (TOML): kan velden strenger inhouden dan de standaard, nooit ruimer.",
    )
    verwerkingsregister: Path | None = Field(
        None, description="Eigen register van verwerkingsactiviteiten (TOML) in plaats van het meegeleverde."
    )
    verwerkingsregister_uri: str = Field(
        "urn:openvum:verwerkingsactiviteit:",
        pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$",
        description="URI waarachter het id van een verwerkingsactiviteit komt in de verantwoording; zet hier het "
        "adres van het register van uw organisatie.",
    )
    vrije_tekst: Literal["maskeren", "weigeren"] = Field(
        "maskeren",
        description="Wat er gebeurt met een aangeleverd record dat in vrije tekst een BSN of IBAN bevat: maskeren "
        "of weigeren.",
    )
    audit_bewaren_dagen: int = Field(
        1_095, ge=30, le=36_500, description="Hoeveel dagen een regel van de auditlog blijft (1095: drie jaar)."
    )
    organisatie: str | None = Field(
        None, min_length=1, max_length=200, description="Naam van de organisatie, voor `openvum privacy rapport`."
    )
    fg_contact: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="Hoe de functionaris gegevensbescherming te bereiken is, voor `openvum privacy rapport`.",
    )
    bulk_vragen_uur: int = Field(1_000, ge=0, description=f"Meeste vragen per partij en uur. {_BULK}")
    bulk_vragen_dag: int = Field(5_000, ge=0, description=f"Meeste vragen per partij en dag. {_BULK}")
    bulk_details_uur: int = Field(300, ge=0, description=f"Meeste details per partij en uur. {_BULK}")
    bulk_details_dag: int = Field(1_500, ge=0, description=f"Meeste details per partij en dag. {_BULK}")
    bulk_personen_uur: int = Field(10_000, ge=0, description=f"Meeste verschillende personen per uur. {_BULK}")
    bulk_personen_dag: int = Field(30_000, ge=0, description=f"Meeste verschillende personen per dag. {_BULK}")
