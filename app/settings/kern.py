"""What every node needs: its mode, its OIN, its database and keys, and who answers for it."""

from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

SANDBOX_OIN: Final = "00000001810207357000"
_OIN: Final = r"^[0-9]{8}(?:[A-Za-z0-9]{8}0{4}|[A-Za-z0-9]{9}0{3})$"


class Omgeving(StrEnum):
    """Sandbox believes registered parties by their headers; productie only what is proven."""

    SANDBOX = "sandbox"
    PRODUCTIE = "productie"


class Kern(BaseSettings):
    """What every node needs: its mode, its OIN, its database and keys, and who answers for it."""

    omgeving: Omgeving = Field(
        Omgeving.SANDBOX,
        description="sandbox: geregistreerde partijen worden op hun koppen geloofd. productie: alleen een "
        "geverifieerd certificaat of token telt.",
    )
    database_url: str = Field(
        "sqlite+aiosqlite:///openvum.db",
        pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://",
        repr=False,
        description="SQLAlchemy-URL van de database: sqlite+aiosqlite:///PAD of postgresql+asyncpg://…",
    )
    database_verbindingen: int = Field(
        10, ge=1, le=200, description="Grootste aantal verbindingen met de database per werkproces."
    )
    oin: str | None = Field(
        None,
        pattern=_OIN,
        description=f"OIN van deze node. Verplicht in productie; in de sandbox standaard {SANDBOX_OIN}.",
    )
    sleutels: Path | None = Field(
        None,
        description="Bestand met de sleutelbos (maak het met `openvum sleutels maak`). Verplicht in productie; "
        "de sandbox maakt er zelf een naast de database.",
    )
    sleutelbos: SecretStr | None = Field(
        None,
        repr=False,
        description="De sleutelbos zelf (de inhoud van het bestand), voor wie haar alleen als omgevingsvariabele kan "
        "geven; in plaats van OPENVUM_SLEUTELS. Een wijziging telt dan pas na een herstart.",
    )
    contact_naam: str = Field(
        "Beheer van deze OpenVUM-node", min_length=1, description="Wie vragen over de API's beantwoordt."
    )
    contact_url: str = Field(
        "https://openvum.example/contact", pattern=r"^https?://", description="Webpagina van die contactpersoon."
    )
    contact_email: str = Field(
        "openvum@openvum.example", pattern=r"^[^@\s]+@[^@\s]+$", description="E-mailadres van die contactpersoon."
    )
    onderhoud_minuten: int = Field(
        15,
        ge=0,
        le=1_440,
        description="Hoe vaak `openvum serve` het onderhoud doet; 0: nooit (plan `openvum onderhoud`).",
    )
    testmateriaal: Path = Field(
        Path("../shared"), description="Map met officieel testmateriaal; alleen voor de tests van het project."
    )

    @model_validator(mode="after")
    def _productie_is_compleet(self) -> Self:
        if self.omgeving is Omgeving.PRODUCTIE:
            if self.oin is None:
                raise ValueError("OPENVUM_OIN is verplicht in productie: zet het OIN van deze node")
            if self.oin.startswith("00000099"):
                raise ValueError("OPENVUM_OIN: een test-OIN (00000099…) kan niet in productie")
            if self.sleutels is None and self.sleutelbos is None:
                raise ValueError(
                    "OPENVUM_SLEUTELS is verplicht in productie: maak een sleutelbos met "
                    "`openvum sleutels maak BESTAND` en zet hier het pad"
                )
        return self

    @model_validator(mode="after")
    def _een_sleutelbos(self) -> Self:
        if self.sleutels is not None and self.sleutelbos is not None:
            raise ValueError("OPENVUM_SLEUTELS en OPENVUM_SLEUTELBOS zijn allebei gezet: kies er een")
        return self

    @property
    def eigen_oin(self) -> str:
        """The OIN of this node, the sandbox default filled in."""
        return self.oin or SANDBOX_OIN

    @property
    def sleutelpad(self) -> Path:
        """The key ring's file: the one that was set, or the sandbox's own beside its database."""
        return self.sleutels or self.naast_database(".sleutels.json")

    def naast_database(self, achtervoegsel: str) -> Path:
        """Give a path beside the database of SQLite, or in the working folder."""
        soort, _, pad = self.database_url.partition(":///")
        database = pad.partition("?")[0] if soort.startswith("sqlite") else ""
        return Path(database or "openvum").with_suffix(achtervoegsel)
