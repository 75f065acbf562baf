"""Files with reference data and formats that an operator may bring."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings


class Gegevens(BaseSettings):
    """Files with reference data and formats that an operator may bring."""

    postcodes: Path | None = Field(
        None,
        description="Eigen CSV met kolommen postcode,latitude,longitude (PC4 of PC6) in plaats van de meegeleverde.",
    )
    beroepen_omzetting: Path | None = Field(
        None,
        description="CSV met kolommen boc;uri die beroepen van versie 2 (UWV) en versie 3 (CompetentNL) in elkaar omzet. "
        "Zonder dit bestand gaan beroepen bij een vertaling verloren.",
    )
    formaten: Path | None = Field(
        None,
        description="Map met eigen afbeeldingen (YAML) van bestandsformaten, naast de meegeleverde; zie docs/formaten.md.",
    )
    afstand_eenheid_km: float = Field(
        1.0, gt=0, le=100, description="Lengte in kilometer van één eenheid van afstand en maximaleReisafstand."
    )
