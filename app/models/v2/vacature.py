"""The vacancy: match profile and detail (VUM contract 2.0.0)."""

from app.models.gegevens import Optioneel, SafeIDString, Vervoermiddel, VervoermiddelInzet, optioneel, verplicht
from app.models.identiteit import VumID
from app.models.v2.adres import AdresHouding, MPAdresHouding
from app.models.v2.gegevens import (
    Beroepsnaam,
    Flexibiliteit,
    Gedragscompetentie,
    MPOpleidingsnaam,
    Opleidingsnaam,
    Vakvaardigheid,
    Webadres,
)
from app.models.vacature import (
    ArbeidsVoorwaarden,
    ArbeidsVoorwaardenBasis,
    CursusVacatureBasis,
    OpleidingVacatureBasis,
    SollicitatiewijzeBasis,
    VacatureAanduiding,
    VacatureBasis,
    VacatureTekst,
    WerkgeverBasis,
    WerkgeverContact,
    WerkgeverNaam,
)
from app.models.waardelijsten import JaNee


class MPOpleidingVacature(OpleidingVacatureBasis):
    """Opleiding die voor de vacature gevraagd wordt, in het matchprofiel."""

    opleidingsnaam: Optioneel[MPOpleidingsnaam] = optioneel("Naam van de opleiding.")


class OpleidingVacature(OpleidingVacatureBasis):
    """Opleiding die voor de vacature gevraagd wordt."""

    opleidingsnaam: Optioneel[Opleidingsnaam] = optioneel("Naam van de opleiding.")


class Sollicitatiewijze(SollicitatiewijzeBasis):
    """Hoe op de vacature gesolliciteerd kan worden."""

    webadres: Optioneel[Webadres] = optioneel("Webadres voor de sollicitatie.")


class MPWerkgever(WerkgeverBasis):
    """Werkgever zoals het matchprofiel die toont."""

    adresHouding: Optioneel[list[MPAdresHouding]] = optioneel("Adressen van de werkgever, zonder plaats.")


class Werkgever(WerkgeverBasis, WerkgeverNaam, WerkgeverContact):
    """Werkgever met adressen en contactpersonen."""

    adresHouding: Optioneel[list[AdresHouding]] = optioneel("Adressen van de werkgever.")
    webadres: Optioneel[list[Webadres]] = optioneel("Webadressen van de werkgever.")


class VacatureGedeeld(VacatureBasis):
    """Wat matchprofiel en detail van een vacature gemeen hebben."""

    beroep: Optioneel[Beroepsnaam] = optioneel("Beroep dat gevraagd wordt.")
    cursus: Optioneel[list[CursusVacatureBasis]] = optioneel("Gevraagde cursussen.")
    flexibiliteit: Optioneel[Flexibiliteit] = optioneel("Wanneer er gewerkt wordt.")
    gedragscompetentie: Optioneel[list[Gedragscompetentie]] = optioneel("Gevraagde gedragscompetenties.")
    indicatieLdrRegistratie: Optioneel[JaNee] = optioneel(
        "Is de vacature voor iemand uit het Landelijk Doelgroepregister?", 2
    )
    vakvaardigheid: Optioneel[list[Vakvaardigheid]] = optioneel("Gevraagde vakvaardigheden.")


class MatchGedeeld(VacatureGedeeld):
    """Wat elk matchprofiel van een vacature heeft."""

    arbeidsVoorwaarden: Optioneel[ArbeidsVoorwaardenBasis] = optioneel("Arbeidsvoorwaarden.")
    opleiding: Optioneel[list[MPOpleidingVacature]] = optioneel("Gevraagde opleidingen.")
    sollicitatiewijze: Optioneel[list[SollicitatiewijzeBasis]] = optioneel("Hoe gesolliciteerd kan worden.")
    vervoermiddel: Optioneel[list[VervoermiddelInzet]] = optioneel("Gevraagde of beschikbare vervoermiddelen.")
    werkgever: Optioneel[MPWerkgever] = optioneel("Werkgever.")


class MPVacatureMatch(MatchGedeeld):
    """Matchprofiel van een vacature zoals de uitwisseling het geeft: onder pseudoniem."""

    vumID: VumID = verplicht("Pseudoniem waarmee het detail op te vragen is.")


class MPVacatureBronMatch(MatchGedeeld):
    """Matchprofiel van een vacature zoals een bron het geeft."""

    idVacature: SafeIDString = verplicht("Id van de vacature bij de bron.")


class Vacature(VacatureGedeeld, VacatureTekst, VacatureAanduiding):
    """Detail van een vacature."""

    arbeidsVoorwaarden: Optioneel[ArbeidsVoorwaarden] = optioneel("Arbeidsvoorwaarden.")
    opleiding: Optioneel[list[OpleidingVacature]] = optioneel("Gevraagde opleidingen.")
    sollicitatiewijze: Optioneel[list[Sollicitatiewijze]] = optioneel("Hoe gesolliciteerd kan worden.")
    vervoermiddel: Optioneel[list[Vervoermiddel]] = optioneel("Gevraagde of beschikbare vervoermiddelen.")
    werkgever: Optioneel[Werkgever] = optioneel("Werkgever.")
