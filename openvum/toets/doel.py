"""What is checked, on whose behalf and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ssl import SSLContext

from app.models.partijen import Partijen, Soort
from app.models.versie import Versie
from openvum.client.koppelvlak import Rol

STANDAARD_POSTCODES = ("3511AA", "9711AA", "6211AA", "7511AA", "1012AA", "8881AA")
"""Where is looked for records: across the country, and where the test set is."""


@dataclass(frozen=True, slots=True)
class Doel:
    """An interface to check.

    ``maximum``: most matches in one answer (the contract: 100 per source; an exchange merges sources, so None: not judged).
    ``marge``: kilometres that a distance may differ from that between the centres of postcode areas. ``seconden``: after
    this a request counts as not answered. ``testset``: the synthetic set has been loaded. ``ander_oin``: another
    registered party, to see that an id is of one asker alone. ``extra``: headers of one's own, never shown. ``zonder_bewijs``:
    the same security without the client certificate, where one was given.
    """

    url: str
    rol: Rol
    versie: Versie
    partijen: Partijen
    soorten: tuple[Soort, ...] = tuple(Soort)
    postcodes: tuple[str, ...] = STANDAARD_POSTCODES
    maximum: int | None = None
    details: int = 10
    marge: float = 5.0
    seconden: float = 30.0
    vraag_seconden: float = 5.0
    detail_seconden: float = 10.0
    bytes_: int = 20_000_000
    testset: bool = False
    ander_oin: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)
    tls: SSLContext | None = field(default=None, repr=False)
    zonder_bewijs: SSLContext | None = field(default=None, repr=False)

    @property
    def hoogste(self) -> int:
        """The most matches to reckon with."""
        return self.maximum or 100
