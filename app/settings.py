"""All settings: read from ``OPENVUM_…`` environment variables, checked at start."""

import os
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "OPENVUM_"
SANDBOX_OIN = "00000001810207357000"
_OIN = r"^[0-9]{8}(?:[A-Za-z0-9]{8}0{4}|[A-Za-z0-9]{9}0{3})$"

_BULK = "0: geen grens. De sandbox meldt alleen en weigert nooit."


class InstellingsFout(Exception):
    """A setting is unknown, missing or out of range; the message says which and what to do."""


class Omgeving(StrEnum):
    """Sandbox believes registered parties by their headers; productie only what is proven."""

    SANDBOX = "sandbox"
    PRODUCTIE = "productie"


class Instellingen(BaseSettings):
    """Every setting has a safe default and says what it does; an unknown one is refused."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

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
    referentielijsten: Path | None = Field(
        None,
        description="Map met lijsten van beroepen en competenties (CSV) waarin adapters namen opzoeken; zie docs/formaten.md.",
    )
    afstand_eenheid_km: float = Field(
        1.0, gt=0, le=100, description="Lengte in kilometer van één eenheid van afstand en maximaleReisafstand."
    )
    maximum_matches: int = Field(100, ge=1, le=1000, description="Meeste matches per bron en vraag.")
    maximum_matches_totaal: int = Field(
        100, ge=1, le=10_000, description="Meeste matches in een antwoord van de uitwisseling."
    )
    maximum_details: int = Field(10, ge=1, le=1000, description="Meeste verschillende details per vraag.")
    vragen_tegelijk: int = Field(
        32,
        ge=1,
        le=10_000,
        description="Meeste vragen die de uitwisseling per werkproces tegelijk uitzet; daarboven antwoordt zij 503.",
    )
    bron_bytes: int = Field(
        5_000_000, ge=10_000, le=100_000_000, description="Meeste bytes in een antwoord van een bron elders."
    )
    bron_verbind_seconden: float = Field(
        2.0, gt=0, le=30, description="Langste wachttijd op een verbinding met een bron elders."
    )
    vraag_seconden: float = Field(5.0, gt=0, le=60, description="Tijd voor het beantwoorden van een vraag.")
    detail_seconden: float = Field(10.0, gt=0, le=60, description="Tijd voor het opvragen van een detail.")
    vraag_geldig_seconden: int = Field(
        604_800, ge=60, le=2_592_000, description="Hoe lang de vumID's van een vraag te openen zijn (7 dagen)."
    )
    bulk_vragen_uur: int = Field(1_000, ge=0, description=f"Meeste vragen per partij en uur. {_BULK}")
    bulk_vragen_dag: int = Field(5_000, ge=0, description=f"Meeste vragen per partij en dag. {_BULK}")
    bulk_details_uur: int = Field(300, ge=0, description=f"Meeste details per partij en uur. {_BULK}")
    bulk_details_dag: int = Field(1_500, ge=0, description=f"Meeste details per partij en dag. {_BULK}")
    bulk_personen_uur: int = Field(10_000, ge=0, description=f"Meeste verschillende personen per uur. {_BULK}")
    bulk_personen_dag: int = Field(30_000, ge=0, description=f"Meeste verschillende personen per dag. {_BULK}")
    maximum_body: int = Field(
        100_000, ge=1_000, le=10_000_000, description="Grootste aantal bytes in een vraag (de body van een POST)."
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
            if self.sleutels is None:
                raise ValueError(
                    "OPENVUM_SLEUTELS is verplicht in productie: maak een sleutelbos met "
                    "`openvum sleutels maak BESTAND` en zet hier het pad"
                )
        return self

    @property
    def eigen_oin(self) -> str:
        """The OIN of this node, the sandbox default filled in."""
        return self.oin or SANDBOX_OIN

    @property
    def sleutelpad(self) -> Path:
        """The key ring's file: the one that was set, or the sandbox's own beside its database."""
        if self.sleutels is not None:
            return self.sleutels
        soort, _, pad = self.database_url.partition(":///")
        database = pad.partition("?")[0] if soort.startswith("sqlite") else ""
        return Path(database or "openvum").with_suffix(".sleutels.json")


def lees_instellingen() -> Instellingen:
    """Read the environment; raises ``InstellingsFout`` with one line per fault, never with a value."""
    bekend = {PREFIX + naam.upper() for naam in Instellingen.model_fields}
    vreemd = sorted(k for k in os.environ if k.upper().startswith(PREFIX) and k.upper() not in bekend)
    regels = [f"{naam}: onbekende instelling; zie `openvum instellingen` voor de bekende" for naam in vreemd]
    try:
        instellingen = Instellingen()
    except ValidationError as fout:
        regels += [_regel(f["loc"], f["msg"]) for f in fout.errors(include_input=False, include_url=False)]
        raise InstellingsFout("\n".join(regels)) from None
    if regels:
        raise InstellingsFout("\n".join(regels))
    return instellingen


def _regel(loc: tuple[int | str, ...], melding: str) -> str:
    naam = "".join(PREFIX + str(deel).upper() + ": " for deel in loc[:1])
    return naam + melding.removeprefix("Value error, ")


@lru_cache(maxsize=1)
def instellingen() -> Instellingen:
    """Give the settings of this process, read once."""
    return lees_instellingen()
