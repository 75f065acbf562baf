"""The options of ``openvum toets``, and what they ask for."""

import re
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from app.cli.bronnen import lees_url
from app.cli.kern import kies, lees_oin, regel_overtreden
from app.models.partijen import Partijen, Soort
from app.models.versie import Versie
from app.settings import SANDBOX_OIN
from openvum.client import Certificaat, Rol, maak_tls
from openvum.toets import Doel
from openvum.toets.doel import STANDAARD_POSTCODES

_POSTCODE: Final = re.compile(r"[0-9]{4}[A-Za-z]{2}")
_KOPNAAM: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_MAXIMUM: Final = {Rol.BRON: 100, Rol.UITWISSELING: None}

_Url = Annotated[
    str | None, typer.Argument(metavar="URL", help="Basis: wat vóór /werkzoekendeProfielen/matches staat.")
]
_Rol = Annotated[str, typer.Option("--rol", metavar="bron|uitwisseling", help="Wat er getoetst wordt.")]
_VersieOptie = Annotated[str, typer.Option("--versie", metavar="3.0.0|2.0.0", help="Versie van de standaard.")]
_SoortOptie = Annotated[
    list[str] | None, typer.Option("--soort", metavar="werkzoekende|vacature", help="Standaard beide.")
]
_Van = Annotated[str, typer.Option("--van", metavar="OIN", help="Wie vraagt; een SUWI-partij ziet het meest.")]
_Naar = Annotated[str, typer.Option("--naar", metavar="OIN", help="Wie antwoordt.")]
_Via = Annotated[str | None, typer.Option("--via", metavar="OIN", help="De verwerker; standaard wie vraagt.")]
_Suwi = Annotated[bool, typer.Option("--suwi/--geen-suwi", help="Wat X-VUM-SUWIparty zegt.")]
_Ander = Annotated[str | None, typer.Option("--andere-vrager", metavar="OIN", help="Nog een geregistreerde partij.")]
_Kop = Annotated[
    list[str] | None, typer.Option("--kop", metavar="NAAM:WAARDE", help="Extra kop; komt in geen verslag.")
]
_Cert = Annotated[Path | None, typer.Option("--certificaat", metavar="PEM", help="Cliëntcertificaat met keten.")]
_Sleutel = Annotated[Path | None, typer.Option("--sleutel", metavar="PEM", help="Sleutel bij het certificaat.")]
_Ca = Annotated[Path | None, typer.Option("--ca", metavar="PEM", help="Wie het servercertificaat gaf.")]
_Postcode = Annotated[list[str] | None, typer.Option("--postcode", metavar="POSTCODE", help="Waar iets te vinden is.")]
_Maximum = Annotated[int | None, typer.Option("--maximum", min=1, help="Meeste matches per antwoord; bron: 100.")]
_Details = Annotated[int, typer.Option("--details", min=1, help="Meeste details per vraag.")]
_Marge = Annotated[float, typer.Option("--marge", min=0, help="Speling in de afstand, in kilometers.")]
_Seconden = Annotated[float, typer.Option("--seconden", min=0.1, help="Zo lang wachten op een antwoord.")]
_VraagS = Annotated[float, typer.Option("--vraag-seconden", min=0, help="Een vraag mag zo lang duren.")]
_DetailS = Annotated[float, typer.Option("--detail-seconden", min=0, help="Een detail mag zo lang duren.")]
_Testset = Annotated[bool, typer.Option("--testset", help="De testset is geladen: toets ook daarop.")]
_Schrijf = Annotated[
    Path | None, typer.Option("--schrijf-testset", metavar="MAP", help="Schrijf de testset, en toets niet.")
]
_Regels = Annotated[list[str] | None, typer.Option("--regel", metavar="PATROON", help="Alleen deze regels: SEL-*.")]
_Verslag = Annotated[
    list[Path] | None, typer.Option("--verslag", metavar="BESTAND", help=".json, .xml (JUnit) of .html.")
]
_Waarden = Annotated[
    bool, typer.Option("--toon-waarden", help="Toon waarden in het verslag: alleen met verzonnen gegevens!")
]
_Streng = Annotated[bool, typer.Option("--streng", help="Ook een waarschuwing geeft uitgang 1.")]


@dataclass(frozen=True, kw_only=True)
class Opties:
    """As given on the command line; ``doel`` judges them."""

    url: _Url = None
    rol: _Rol = "bron"
    versie: _VersieOptie = "3.0.0"
    soort: _SoortOptie = None
    van: _Van = SANDBOX_OIN
    naar: _Naar = SANDBOX_OIN
    via: _Via = None
    suwi: _Suwi = True
    andere_vrager: _Ander = None
    kop: _Kop = None
    certificaat: _Cert = None
    sleutel: _Sleutel = None
    ca: _Ca = None
    postcode: _Postcode = None
    maximum: _Maximum = None
    details: _Details = 10
    marge: _Marge = 5.0
    seconden: _Seconden = 30.0
    vraag_seconden: _VraagS = 5.0
    detail_seconden: _DetailS = 10.0
    testset: _Testset = False
    schrijf_testset: _Schrijf = None
    regel: _Regels = None
    verslag: _Verslag = None
    toon_waarden: _Waarden = False
    streng: _Streng = False

    def gekozen_versie(self) -> Versie:
        """Give the version. Raises ``CliFout``."""
        return kies("--versie", self.versie, Versie)

    def doel(self) -> Doel:
        """Give what is to be checked. Raises ``CliFout``, naming option and rule."""
        if self.url is None:
            regel_overtreden("URL", "is verplicht")
        rol = kies("--rol", self.rol, Rol)
        andere = self.andere_vrager
        return Doel(
            url=lees_url("URL", self.url, http_mag=True),
            rol=rol,
            versie=self.gekozen_versie(),
            partijen=self._partijen(),
            soorten=tuple(kies("--soort", s, Soort) for s in self.soort or Soort),
            postcodes=tuple(map(_postcode, self.postcode or STANDAARD_POSTCODES)),
            maximum=self.maximum or _MAXIMUM[rol],
            details=self.details,
            marge=self.marge,
            seconden=self.seconden,
            vraag_seconden=self.vraag_seconden,
            detail_seconden=self.detail_seconden,
            testset=self.testset,
            ander_oin=None if andere is None else lees_oin("--andere-vrager", andere),
            extra=_extra(self.kop or ()),
            tls=self._tls(),
            zonder_bewijs=None if self.certificaat is None else maak_tls(ca=self.ca),
        )

    def _partijen(self) -> Partijen:
        vrager = lees_oin("--van", self.van)
        via = vrager if self.via is None else lees_oin("--via", self.via)
        return Partijen(vrager, lees_oin("--naar", self.naar), via, self.suwi)

    def _tls(self) -> ssl.SSLContext:
        if self.sleutel is not None and self.certificaat is None:
            regel_overtreden("--sleutel", "hoort bij --certificaat")
        try:
            bewijs = None if self.certificaat is None else Certificaat(self.certificaat, self.sleutel)
            return maak_tls(bewijs, self.ca)
        except (OSError, ssl.SSLError):
            regel_overtreden(
                "--certificaat, --sleutel, --ca", "moeten leesbare PEM-bestanden zijn die bij elkaar horen"
            )


def _postcode(waarde: str) -> str:
    if not _POSTCODE.fullmatch(waarde):
        regel_overtreden("--postcode", "moet een postcode zijn, bijvoorbeeld 3511AA")
    return waarde.upper()


def _extra(koppen: Iterable[str]) -> dict[str, str]:
    uit = {}
    for kop in koppen:
        naam, scheiding, waarde = kop.partition(":")
        if not scheiding or not _KOPNAAM.fullmatch(naam.strip()) or not waarde.strip().isprintable():
            regel_overtreden("--kop", "moet NAAM:WAARDE zijn")
        uit[naam.strip()] = waarde.strip()
    return uit
