"""``openvum certificaat``: how long ours are good, and whether another's would let its holder in."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.adapters.tls import TlsFout
from app.cli.kern import CliFout, Uitgang, lees, meld, toon_tabel
from app.cli.register import maak_tabel
from app.main import lees_certificaten, lees_tls
from app.models.errors import NietGeautoriseerd
from app.privacy.certificaatketen import CertificaatFout
from app.privacy.certificaatketen import lees_certificaten as lees_bestand
from app.privacy.certificaten import Certificaten, waarschuwing
from app.settings import Instellingen

groep = typer.Typer(help="De certificaten van deze node, en die van wie aansluit.", no_args_is_help=True)
_WAT = {"eigen": "eigen certificaat", "uitgevers": "vertrouwde uitgevers", "intrekkingen": "intrekkingslijsten"}


@groep.command("lijst")
def toon() -> int:
    """Toon hoe lang het eigen certificaat, de uitgevers en de intrekkingslijsten geldig zijn; 1: er verloopt iets."""
    certificaten = _inrichting(lees())
    nu = datetime.now(UTC)
    tabel = maak_tabel("Wat", "Geldig tot (UTC)", "Dagen")
    for stand in certificaten.geldigheid():
        tabel.add_row(_WAT[stand.soort], f"{stand.tot:%Y-%m-%d %H:%M}", str(stand.dagen(nu)))
    toon_tabel(tabel)
    verlopend = certificaten.waarschuwingen()
    for stand, dagen in verlopend:
        meld(waarschuwing(stand, dagen))
    return Uitgang.DEELS if verlopend else Uitgang.GOED


@groep.command("keur")
def keur(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het certificaat (PEM); het eerste telt.")],
) -> int:
    """Zeg of de houder van een certificaat ermee binnenkomt, en met welk OIN; 1: nee, met de regel die het breekt."""
    certificaten = _inrichting(lees())
    try:
        der = _eerste(bestand).public_bytes(Encoding.DER)
        houder = certificaten.keur(der)
    except CertificaatFout as fout:
        raise CliFout(str(fout)) from None
    except NietGeautoriseerd as fout:
        raise CliFout(fout.details, Uitgang.DEELS) from None
    meld(f"Het certificaat is goed. OIN: {houder.oin}. Vingerafdruk (x5t#S256): {houder.vingerafdruk}")
    return Uitgang.GOED


def _eerste(bestand: Path) -> x509.Certificate:
    return lees_bestand(bestand)[0]


def _inrichting(instellingen: Instellingen) -> Certificaten:
    try:
        lees_tls(instellingen)
        return lees_certificaten(instellingen)
    except (CertificaatFout, TlsFout) as fout:
        raise CliFout(f"OPENVUM_CERTIFICAAT: {fout}") from None
