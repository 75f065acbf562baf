"""Certificates: by whose word a caller is believed, and with what we prove ourselves."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode

UNIX: Final = "unix"
Netwerk = IPv4Network | IPv6Network


class Certificaten(BaseSettings):
    """Certificates: by whose word a caller is believed, and with what we prove ourselves."""

    vertrouwde_proxys: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Wie namens een vrager een certificaat mag doorgeven: adressen of netwerken (10.0.0.5, fd00::/64), "
        "en unix voor wie over een unix-socket komt (`openvum serve --uds`); gescheiden door komma's. Leeg: niemand.",
    )
    certificaat_kop: Literal["rfc9440", "nginx", "traefik", "apache"] = Field(
        "rfc9440",
        description="Hoe de proxy het certificaat doorgeeft: rfc9440 (Client-Cert), nginx en apache (X-SSL-Client-Cert "
        "en X-SSL-Client-Verify) of traefik (X-Forwarded-Tls-Client-Cert); zie docs/certificaten.md.",
    )
    certificaat_ca: Path | None = Field(
        None,
        description="Bestand (PEM) met de root en de tussenliggende uitgevers die vertrouwd worden, van wie ons vraagt en "
        "van wie wij vragen. Zonder dit bestand komt in productie niemand met een certificaat binnen.",
    )
    certificaat_crl: Path | None = Field(
        None,
        description="Bestand (PEM) met van elke uitgever de lijst van ingetrokken certificaten. Zonder dit bestand kijkt "
        "alleen de proxy daarnaar.",
    )
    certificaat: Path | None = Field(
        None,
        description="Ons eigen certificaat (PEM, met de tussenliggende uitgevers erachter), waarmee de uitwisseling zich "
        "bij bronnen elders bewijst. Zonder vraagt zij in productie geen bron elders.",
    )
    certificaat_sleutel: Path | None = Field(
        None, description="De sleutel (PEM, zonder wachtwoord) bij OPENVUM_CERTIFICAAT."
    )
    certificaat_bron_oin: bool = Field(
        True,
        description="Of het certificaat van een bron elders haar OIN of dat van haar verwerker moet dragen (met "
        "OPENVUM_CERTIFICAAT_CA). false: alleen uitgever en hostnaam tellen.",
    )
    certificaat_waarschuw_dagen: int = Field(
        30, ge=1, le=365, description="Hoeveel dagen voor het verlopen van een certificaat wordt gewaarschuwd."
    )

    @field_validator("vertrouwde_proxys", mode="before")
    @classmethod
    def _splits(cls, waarde: object) -> object:
        return tuple(deel.strip() for deel in waarde.split(",") if deel.strip()) if isinstance(waarde, str) else waarde

    @field_validator("vertrouwde_proxys")
    @classmethod
    def _zijn_netwerken(cls, waarde: tuple[str, ...]) -> tuple[str, ...]:
        for deel in waarde:
            try:
                netwerk = None if deel == UNIX else ip_network(deel)
            except ValueError:
                raise ValueError("moet uit adressen, netwerken (10.0.0.0/24) en het woord unix bestaan") from None
            if netwerk is not None and netwerk.prefixlen == 0:
                raise ValueError("een netwerk dat iedereen omvat kan geen vertrouwde proxy zijn")
        return waarde

    @model_validator(mode="after")
    def _horen_bij_elkaar(self) -> Self:
        if (self.certificaat is None) != (self.certificaat_sleutel is None):
            raise ValueError("OPENVUM_CERTIFICAAT en OPENVUM_CERTIFICAAT_SLEUTEL horen bij elkaar: zet ze allebei")
        return self

    @property
    def proxynetwerken(self) -> tuple[Netwerk, ...]:
        """The networks of which every address may pass on a certificate."""
        return tuple(ip_network(deel) for deel in self.vertrouwde_proxys if deel != UNIX)

    @property
    def proxy_over_unix(self) -> bool:
        """Whether who comes over a unix socket may pass on a certificate."""
        return UNIX in self.vertrouwde_proxys
