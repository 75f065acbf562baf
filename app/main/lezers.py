"""What is read at start: files and limits that the settings name."""

from collections.abc import Callable
from ssl import SSLContext

from app.adapters.tls import Tlsbestanden, volg
from app.domain.bulkwacht import Bulkgrenzen, Maat
from app.domain.ports import Grenzen
from app.domain.selectiegebied import Postcodekaart
from app.domain.tekstwacht import Tekstwacht
from app.domain.vertaling import GEEN_OMZETTING, Beroepenomzetting
from app.log import Gebeurtenis, log
from app.privacy.certificaten import Certificaatbestanden, Certificaten
from app.privacy.sleutelbestand import Bosbron, Sleutelbewaarder, VasteBos, lees, lees_of_maak
from app.privacy.sleutels import Sleutelbos, uit_json
from app.privacy.verwerkingsregister import Verwerkingsregister, lees_register
from app.privacy.vrijetekst import Keuze, aanleverwacht
from app.settings import Instellingen, Omgeving


def grenzen_van(instellingen: Instellingen) -> Grenzen:
    """Give the agreed limits as the gate uses them."""
    return Grenzen(
        matches_per_bron=instellingen.maximum_matches,
        matches_totaal=instellingen.maximum_matches_totaal,
        details_per_vraag=instellingen.maximum_details,
        vraag_seconden=instellingen.vraag_seconden,
        detail_seconden=instellingen.detail_seconden,
        vraag_geldig_seconden=instellingen.vraag_geldig_seconden,
        body_bytes=instellingen.maximum_body,
        vragen_tegelijk=instellingen.vragen_tegelijk,
    )


def bulkgrenzen_van(instellingen: Instellingen) -> Bulkgrenzen:
    """Give the limits of the bulk guard."""
    uur = {m: getattr(instellingen, f"bulk_{m}_uur") for m in Maat}
    dag = {m: getattr(instellingen, f"bulk_{m}_dag") for m in Maat}
    return Bulkgrenzen(uur, dag)


def lees_certificaten(instellingen: Instellingen) -> Certificaten:
    """Give the certificates, which follow their files. Raises ``CertificaatFout``."""
    i = instellingen
    bestanden = Certificaatbestanden(
        i.certificaat_ca, i.certificaat_crl, i.certificaat, waarschuw_dagen=i.certificaat_waarschuw_dagen
    )
    return Certificaten(
        bestanden,
        bij_herladen=lambda soort: log(Gebeurtenis.CERTIFICATEN_HERLADEN, soort=soort),
        bij_fout=lambda soort: log(Gebeurtenis.CERTIFICATEN_GEWEIGERD, soort=soort),
    )


def lees_tls(instellingen: Instellingen) -> Callable[[], SSLContext]:
    """Give what secures a connection to a source elsewhere, which follows its files. Raises ``TlsFout``."""
    i = instellingen
    productie = i.omgeving is Omgeving.PRODUCTIE
    return volg(
        Tlsbestanden(i.certificaat, i.certificaat_sleutel, i.certificaat_ca, i.certificaat_crl, alleen_groep=productie),
        bij_herladen=lambda: log(Gebeurtenis.CERTIFICATEN_HERLADEN, soort="verbindingen"),
        bij_fout=lambda: log(Gebeurtenis.CERTIFICATEN_GEWEIGERD, soort="verbindingen"),
    )


def lees_kaart(instellingen: Instellingen) -> Postcodekaart:
    """Give the postcodes that are in force. Raises ``PostcodebestandFout``."""
    return Postcodekaart.lees(instellingen.postcodes, instellingen.afstand_eenheid_km)


def lees_omzetting(instellingen: Instellingen) -> Beroepenomzetting:
    """Give the crosswalk of occupations that is in force. Raises ``OmzettingFout``."""
    eigen = instellingen.beroepen_omzetting
    return Beroepenomzetting.lees(eigen) if eigen else GEEN_OMZETTING


def lees_bos(instellingen: Instellingen) -> Sleutelbos:
    """Give the key ring as it is now; a sandbox makes its own. Raises ``SleutelFout``."""
    if instellingen.sleutelbos is not None:
        return uit_json(instellingen.sleutelbos.get_secret_value().encode())
    pad = instellingen.sleutelpad
    return lees(pad) if instellingen.omgeving is Omgeving.PRODUCTIE else lees_of_maak(pad)


def lees_sleutels(instellingen: Instellingen) -> Bosbron:
    """Give the key ring, which follows its file. Raises ``SleutelFout``."""
    if instellingen.sleutelbos is not None:
        return VasteBos(lees_bos(instellingen))
    return Sleutelbewaarder(
        instellingen.sleutelpad,
        alleen_eigenaar=instellingen.omgeving is Omgeving.PRODUCTIE,
        bij_herladen=lambda bos: log(Gebeurtenis.SLEUTELS_HERLADEN, aantal=len(bos.sleutels)),
        bij_fout=lambda _: log(Gebeurtenis.SLEUTELS_GEWEIGERD),
    )


def lees_verwerkingsregister(instellingen: Instellingen) -> Verwerkingsregister:
    """Give the register of processing activities that is in force. Raises ``RegisterFout`` and ``OSError``."""
    eigen = instellingen.verwerkingsregister
    return lees_register(eigen.read_text("utf-8") if eigen else None, instellingen.verwerkingsregister_uri)


def tekstwacht_van(instellingen: Instellingen) -> Tekstwacht:
    """Give the free-text guard that every delivery has to pass."""
    return aanleverwacht(Keuze(instellingen.vrije_tekst))
