"""The vacancy: match profile and detail (VUM contract 3.0.0)."""

from app.models.gegevens import (
    Beroep,
    CodeOpleidingsnaam,
    Competentiebeheersing,
    Contractvorm,
    Datum,
    Emailadres,
    Getal99,
    Getal99999,
    Optioneel,
    Postcode,
    Rijbewijs,
    SafeIDString,
    SectorBeroepsEnBedrijfsleven,
    Taalbeheersing,
    Tekst6,
    Tekst11,
    Tekst24,
    Tekst35,
    Tekst100,
    Tekst120,
    Tekst500,
    Tekst2000,
    Telefoonnummer,
    Vervoermiddel,
    VumModel,
    Webadres,
    Werktijden,
    optioneel,
    verplicht,
)
from app.models.identiteit import VumID
from app.models.waardelijsten import (
    JaNeeOnbekend,
    JaNeeOnbekendNvt,
    NiveauOpleiding,
    WerkEnDenkniveauMinimaal,
    WijzeVanSolliciteren,
)


class Adres(VumModel):
    """Nederlands adres waar het werk is."""

    postcode: Postcode = verplicht("Postcode.", "3511AA")
    straatnaam: Optioneel[Tekst24] = optioneel("Naam van de straat.", "Voorbeeldstraat")
    huisnummer: Optioneel[Getal99999] = optioneel("Huisnummer.", 1)
    huisnummertoevoeging: Optioneel[Tekst6] = optioneel("Toevoeging aan het huisnummer.", "A")


class ArbeidsVoorwaardenBasis(VumModel):
    """Voorwaarden waaronder het werk wordt verricht."""

    datumAanvangWerkzaamheden: Optioneel[Datum] = optioneel("Eerste dag van het werk.", "2026-02-01")
    datumEindeWerkzaamheden: Optioneel[Datum] = optioneel("Laatste dag van het werk.", "2027-01-31")
    salarisIndicatie: Optioneel[Tekst100] = optioneel("Indicatie van de hoogte van het salaris.")


class ArbeidsVoorwaarden(ArbeidsVoorwaardenBasis):
    """Voorwaarden waaronder het werk wordt verricht."""

    omschrijvingArbeidsvoorwaarden: Optioneel[Tekst2000] = optioneel("Omschrijving van de arbeidsvoorwaarden.")


class ContactpersoonAfdelingVacature(VumModel):
    """Persoon of afdeling bij wie informatie over de vacature te verkrijgen is."""

    naamContactpersoonAfdeling: Optioneel[Tekst35] = optioneel("Naam van de contactpersoon of afdeling.")
    emailadres: Optioneel[list[Emailadres]] = optioneel("E-mailadressen van de contactpersoon of afdeling.")
    telefoonnummer: Optioneel[list[Telefoonnummer]] = optioneel("Telefoonnummers van de contactpersoon of afdeling.")


class CursusVacatureBasis(VumModel):
    """Cursus die voor de vacature gevraagd wordt."""

    naamCursus: Optioneel[Tekst120] = optioneel("Naam waaronder de cursus bekend staat.")


class CursusVacature(CursusVacatureBasis):
    """Cursus die voor de vacature gevraagd wordt."""

    indicatieCertificaat: Optioneel[JaNeeOnbekendNvt] = optioneel("Wordt een certificaat gevraagd?", 1)
    toelichtingCursus: Optioneel[Tekst2000] = optioneel("Eigen omschrijving van de cursus.")


class FlexibiliteitVacature(VumModel):
    """Wanneer er gewerkt wordt."""

    datumEindeBeschikbaarVoorWerk: Optioneel[Datum] = optioneel("Laatste werkdag.", "2027-12-31")
    indicatieOnregelmatigWerkOfPloegendienst: Optioneel[JaNeeOnbekend] = optioneel(
        "Is het werk op onregelmatige tijden of in ploegendienst?", 1
    )


class OpleidingVacatureBasis(VumModel):
    """Opleiding die voor de vacature gevraagd wordt."""

    codeNiveauOpleiding: Optioneel[NiveauOpleiding] = optioneel("Niveau van de opleiding.", 4)
    indicatieDiploma: Optioneel[JaNeeOnbekendNvt] = optioneel("Wordt een diploma gevraagd?", 1)


class OpleidingVacature(OpleidingVacatureBasis):
    """Opleiding die voor de vacature gevraagd wordt."""

    codeOpleidingsnaam: Optioneel[CodeOpleidingsnaam] = optioneel(
        "Code van de opleidingsnaam uit de codelijst van SuwiML.", "9999999999"
    )
    toelichtingOpleiding: Optioneel[Tekst2000] = optioneel("Eigen omschrijving van de opleiding.")


class SollicitatiewijzeBasis(VumModel):
    """Hoe op de vacature gesolliciteerd kan worden."""

    codeSollicitatiewijze: Optioneel[WijzeVanSolliciteren] = optioneel("Wijze van solliciteren.", "4")


class Sollicitatiewijze(SollicitatiewijzeBasis):
    """Hoe op de vacature gesolliciteerd kan worden."""

    webadres: Optioneel[Webadres] = optioneel("Webadres voor de sollicitatie.")


class WerkervaringVacature(VumModel):
    """Werkervaring die voor de vacature gevraagd wordt."""

    aantalJarenWerkzaamInBeroep: Optioneel[Getal99] = optioneel("Aantal jaren ervaring in het beroep.", 2)


class WerkgeverBasis(VumModel):
    """Werkgever: wat elke versie in elk profiel toont."""

    sector: Optioneel[list[SectorBeroepsEnBedrijfsleven]] = optioneel("Sectoren van de werkgever.")


class WerkgeverNaam(VumModel):
    """Hoe de werkgever heet."""

    handelsnaamOrganisatie: Optioneel[Tekst500] = optioneel("Naam waaronder de organisatie naar buiten treedt.")


class WerkgeverContact(VumModel):
    """Bij wie de werkgever te bereiken is."""

    contactpersoon: Optioneel[list[ContactpersoonAfdelingVacature]] = optioneel("Contactpersonen voor de vacature.")


class MPWerkgever(WerkgeverBasis, WerkgeverNaam):
    """Werkgever zoals het matchprofiel die toont, zonder contactpersonen."""

    webadres: Optioneel[list[Webadres]] = optioneel("Webadressen van de werkgever.")


class Werkgever(MPWerkgever, WerkgeverContact):
    """Werkgever met contactpersonen."""


class VacatureBasis(VumModel):
    """Wat matchprofiel en detail van een vacature in elke versie gemeen hebben."""

    codeWerkEnDenkniveauMinimaal: Optioneel[WerkEnDenkniveauMinimaal] = optioneel(
        "Werk- en denkniveau dat ten minste gevraagd wordt.", "4"
    )
    contractvorm: Optioneel[list[Contractvorm]] = optioneel("Mogelijke contractvormen.")
    rijbewijs: Optioneel[list[Rijbewijs]] = optioneel("Gevraagde rijbewijzen.")
    sector: Optioneel[SectorBeroepsEnBedrijfsleven] = optioneel("Sector van de vacature.")
    sluitingsdatumVacature: Optioneel[Datum] = optioneel("Laatste dag dat de vacature openstaat.", "2026-12-31")
    taalbeheersing: Optioneel[list[Taalbeheersing]] = optioneel("Gevraagde beheersing van talen.")
    werkervaring: Optioneel[list[WerkervaringVacature]] = optioneel("Gevraagde werkervaring.")
    werktijden: Optioneel[Werktijden] = optioneel("Werktijden.")


class VacatureTekst(VumModel):
    """Waar de vacature over gaat."""

    naamVacature: Optioneel[Tekst120] = optioneel("Naam van de vacature.", "Vacature Voorbeeld")
    omschrijvingVacature: Optioneel[Tekst2000] = optioneel("Achtergrond van de vacature.")


class VacatureAanduiding(VumModel):
    """Waaraan een vacature te herkennen is."""

    idVacature: SafeIDString = verplicht("Id van de vacature bij de bron.")
    nummerVacature: Optioneel[Tekst11] = optioneel("Nummer van de vacature.", "V-1")


class VacatureGedeeld(VacatureBasis, VacatureTekst):
    """Wat matchprofiel en detail van een vacature gemeen hebben."""

    arbeidsVoorwaarden: Optioneel[ArbeidsVoorwaarden] = optioneel("Arbeidsvoorwaarden.")
    beroep: Optioneel[Beroep] = optioneel("Beroep dat gevraagd wordt.")
    competentiebeheersing: Optioneel[list[Competentiebeheersing]] = optioneel("Gevraagde competenties.")
    cursus: Optioneel[list[CursusVacature]] = optioneel("Gevraagde cursussen.")
    flexibiliteit: Optioneel[FlexibiliteitVacature] = optioneel("Wanneer er gewerkt wordt.")
    opleiding: Optioneel[list[OpleidingVacature]] = optioneel("Gevraagde opleidingen.")
    sollicitatiewijze: Optioneel[list[Sollicitatiewijze]] = optioneel("Hoe gesolliciteerd kan worden.")
    vervoermiddel: Optioneel[list[Vervoermiddel]] = optioneel("Gevraagde of beschikbare vervoermiddelen.")


class MPVacatureMatch(VacatureGedeeld):
    """Matchprofiel van een vacature zoals de uitwisseling het geeft: onder pseudoniem."""

    adres: Adres = verplicht("Adres waar het werk is.")
    werkgever: Optioneel[MPWerkgever] = optioneel("Werkgever.")
    vumID: VumID = verplicht("Pseudoniem waarmee het detail op te vragen is.")


class MPVacatureBronMatch(VacatureGedeeld):
    """Matchprofiel van een vacature zoals een bron het geeft."""

    adres: Adres = verplicht("Adres waar het werk is.")
    werkgever: Optioneel[MPWerkgever] = optioneel("Werkgever.")
    idVacature: SafeIDString = verplicht("Id van de vacature bij de bron.")


class Vacature(VacatureGedeeld, VacatureAanduiding):
    """Detail van een vacature."""

    adres: Optioneel[Adres] = optioneel("Adres waar het werk is.")
    werkgever: Optioneel[Werkgever] = optioneel("Werkgever.")
