"""The jobseeker: match profile and detail (VUM contract 3.0.0)."""

from app.models.gegevens import (
    Beroep,
    CodeOpleidingsnaam,
    Competentiebeheersing,
    Contractvorm,
    Datum,
    Emailadres,
    Getal999,
    Optioneel,
    Postcode,
    Rijbewijs,
    SafeIDString,
    SectorBeroepsEnBedrijfsleven,
    Taalbeheersing,
    Tekst35,
    Tekst70,
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
    JaNee,
    JaNeeOnbekend,
    JaNeeOnbekendNvt,
    NiveauOpleiding,
    StatusOpleiding,
    WerkEnDenkniveauWerkzoekende,
)


class ContactpersoonAfdelingWerkzoekende(VumModel):
    """Persoon of afdeling bij wie informatie over de werkzoekende te verkrijgen is."""

    naamContactpersoonAfdeling: Optioneel[Tekst35] = optioneel("Naam van de contactpersoon of afdeling.")
    emailadres: Optioneel[Emailadres] = optioneel("E-mailadres van de contactpersoon of afdeling.")
    telefoonnummer: Optioneel[Telefoonnummer] = optioneel("Telefoonnummer van de contactpersoon of afdeling.")


class CursusWerkzoekendeBasis(VumModel):
    """Cursus die de werkzoekende volgt, heeft gevolgd of gaat volgen."""

    naamCursus: Optioneel[Tekst120] = optioneel("Naam waaronder de cursus bekend staat.")
    datumAanvangVolgenCursus: Optioneel[Datum] = optioneel("Eerste dag van de cursus.", "2024-01-08")
    datumCertificaat: Optioneel[Datum] = optioneel("Datum die op het certificaat staat.", "2024-06-30")
    datumEindeVolgenCursus: Optioneel[Datum] = optioneel("Laatste dag van de cursus.", "2024-06-28")
    naamOpleidingsinstituut: Optioneel[Tekst500] = optioneel("Instituut waar de cursus is gevolgd.")


class CursusWerkzoekende(CursusWerkzoekendeBasis):
    """Cursus die de werkzoekende volgt, heeft gevolgd of gaat volgen."""

    indicatieCertificaat: Optioneel[JaNeeOnbekendNvt] = optioneel("Is er een certificaat behaald?", 1)
    toelichtingCursus: Optioneel[Tekst2000] = optioneel("Eigen omschrijving van de cursus.")


class EisAanWerk(VumModel):
    """Wat de werkzoekende nodig heeft om te kunnen werken."""

    indicatieAanpassingWerkomgeving: Optioneel[JaNeeOnbekend] = optioneel(
        "Is een aanpassing van de werkomgeving nodig?", 2
    )
    indicatieBegeleiding: Optioneel[JaNeeOnbekend] = optioneel("Is begeleiding nodig?", 2)
    indicatieWerkvariatie: Optioneel[JaNeeOnbekend] = optioneel("Is werkvariatie nodig?", 2)


class FlexibiliteitWerkzoekende(VumModel):
    """Wanneer de werkzoekende beschikbaar is."""

    datumAanvangBeschikbaarVoorWerk: Optioneel[Datum] = optioneel("Eerste mogelijke werkdag.", "2026-01-01")
    datumEindeBeschikbaarVoorWerk: Optioneel[Datum] = optioneel("Laatste mogelijke werkdag.", "2027-12-31")
    indicatieOnregelmatigWerkOfPloegendienst: Optioneel[JaNeeOnbekend] = optioneel(
        "Is werk op onregelmatige tijden of in ploegendienst mogelijk?", 1
    )


class Interesse(VumModel):
    """Interesse van de werkzoekende."""

    naamInteresse: Optioneel[Tekst120] = optioneel("Naam van de interesse.", "Techniek")


class MobiliteitBasis(VumModel):
    """Hoe ver de werkzoekende wil reizen."""

    maximaleReisafstand: Optioneel[Getal999] = optioneel("Grootste reisafstand in kilometers.", 30)
    maximaleReistijd: Optioneel[Getal999] = optioneel("Langste reistijd in minuten.", 60)


class Mobiliteit(MobiliteitBasis):
    """Waar de werkzoekende wil werken en hoe ver die wil reizen."""

    bemiddelingspostcode: Postcode = verplicht("Postcode van waaruit bemiddeld wordt.", "3511AA")


class OpleidingWerkzoekendeBasis(VumModel):
    """Opleiding die de werkzoekende volgt of heeft gevolgd."""

    codeNiveauOpleiding: Optioneel[NiveauOpleiding] = optioneel("Niveau van de opleiding.", 4)
    indicatieDiploma: Optioneel[JaNeeOnbekendNvt] = optioneel("Is er een diploma of certificaat behaald?", 1)
    codeStatusOpleiding: Optioneel[StatusOpleiding] = optioneel("Stadium waarin de opleiding is.", 1)
    datumAanvangVolgenOpleiding: Optioneel[Datum] = optioneel("Eerste dag van de opleiding.", "2011-09-01")
    datumDiploma: Optioneel[Datum] = optioneel("Datum die op het diploma staat.", "2015-07-01")
    datumEindeVolgenOpleiding: Optioneel[Datum] = optioneel(
        "Laatste dag van de opleiding, afgerond of afgebroken.", "2015-06-30"
    )
    naamOpleidingsinstituut: Optioneel[Tekst500] = optioneel("Instituut waar de opleiding is gevolgd.")


class OpleidingWerkzoekende(OpleidingWerkzoekendeBasis):
    """Opleiding die de werkzoekende volgt of heeft gevolgd."""

    codeOpleidingsnaam: Optioneel[CodeOpleidingsnaam] = optioneel(
        "Code van de opleidingsnaam uit de codelijst van SuwiML.", "9999999999"
    )
    toelichtingOpleiding: Optioneel[Tekst2000] = optioneel("Eigen omschrijving van de opleiding.")


class WerkervaringBasis(VumModel):
    """Werk dat de werkzoekende in een periode heeft gedaan."""

    datumAanvangWerkzaamheden: Optioneel[Datum] = optioneel("Eerste werkdag.", "2016-01-01")
    datumEindeWerkzaamheden: Optioneel[Datum] = optioneel("Laatste werkdag.", "2023-12-31")
    naamOrganisatie: Optioneel[Tekst70] = optioneel("Naam waaronder de organisatie bekend is.")


class WerkervaringWerkzoekende(WerkervaringBasis):
    """Werk dat de werkzoekende in een periode heeft gedaan."""

    beroep: Optioneel[Beroep] = optioneel("Beroep dat is uitgeoefend.")
    toelichtingWerkervaring: Optioneel[Tekst2000] = optioneel("Toelichting op de werkervaring.")


class ArbeidsmarktkwalificatieBasis(VumModel):
    """Wat de werkzoekende kan en heeft gedaan."""

    codeWerkEnDenkniveauWerkzoekende: Optioneel[WerkEnDenkniveauWerkzoekende] = optioneel(
        "Niveau dat door opleiding of werkervaring is bereikt.", 4
    )
    rijbewijs: Optioneel[list[Rijbewijs]] = optioneel("Rijbewijzen.")
    taalbeheersing: Optioneel[list[Taalbeheersing]] = optioneel("Beheersing van talen.")


class Arbeidsmarktkwalificatie(ArbeidsmarktkwalificatieBasis):
    """Wat de werkzoekende kan en heeft gedaan."""

    cursus: Optioneel[list[CursusWerkzoekende]] = optioneel("Cursussen.")
    competentiebeheersing: Optioneel[list[Competentiebeheersing]] = optioneel("Competenties.")
    interesse: Optioneel[list[Interesse]] = optioneel("Interesses.")
    opleiding: Optioneel[list[OpleidingWerkzoekende]] = optioneel("Opleidingen.")
    werkervaring: Optioneel[list[WerkervaringWerkzoekende]] = optioneel("Werkervaring.")


class WerkzoekendeBasis(VumModel):
    """Wat matchprofiel en detail van een werkzoekende in elke versie gemeen hebben."""

    contractvorm: Optioneel[list[Contractvorm]] = optioneel("Gewenste contractvormen.")
    indicatieBeschikbaarheidContactgegevens: Optioneel[JaNee] = optioneel(
        "Zijn er contactgegevens van de werkzoekende of een contactpersoon?", 1
    )
    sector: Optioneel[list[SectorBeroepsEnBedrijfsleven]] = optioneel("Gewenste sectoren.")
    werktijden: Optioneel[Werktijden] = optioneel("Gewenste werktijden.")


class WerkzoekendePersoon(VumModel):
    """Wat het detail van een werkzoekende in elke versie meer heeft dan het matchprofiel."""

    idWerkzoekende: Optioneel[SafeIDString] = optioneel("Id van het profiel bij de bron.")
    contactpersoon: Optioneel[list[ContactpersoonAfdelingWerkzoekende]] = optioneel("Contactpersonen.")
    eisAanWerk: Optioneel[EisAanWerk] = optioneel("Wat de werkzoekende nodig heeft om te kunnen werken.")
    emailadres: Optioneel[list[Emailadres]] = optioneel("E-mailadressen van de werkzoekende.")
    indicatieLdrRegistratie: Optioneel[JaNee] = optioneel(
        "Staat de werkzoekende in het Landelijk Doelgroepregister?", 2
    )
    persoonlijkePresentatie: Optioneel[Tekst2000] = optioneel("Tekst van de werkzoekende over zichzelf.")
    telefoonnummer: Optioneel[list[Telefoonnummer]] = optioneel("Telefoonnummers van de werkzoekende.")


class WerkzoekendeGedeeld(WerkzoekendeBasis):
    """Wat matchprofiel en detail van een werkzoekende gemeen hebben."""

    arbeidsmarktkwalificatie: Optioneel[Arbeidsmarktkwalificatie] = optioneel("Wat de werkzoekende kan.")
    bemiddelingsberoep: Optioneel[list[Beroep]] = optioneel("Beroepen waarin de werkzoekende bemiddeld wil worden.")
    flexibiliteit: Optioneel[FlexibiliteitWerkzoekende] = optioneel("Wanneer de werkzoekende beschikbaar is.")
    vervoermiddel: Optioneel[list[Vervoermiddel]] = optioneel("Beschikbare vervoermiddelen.")


class MPWerkzoekendeMatch(WerkzoekendeGedeeld):
    """Matchprofiel van een werkzoekende zoals de uitwisseling het geeft: onder pseudoniem."""

    mobiliteit: Mobiliteit = verplicht("Waar de werkzoekende wil werken.")
    vumID: VumID = verplicht("Pseudoniem waarmee het detail op te vragen is.")


class MPWerkzoekendeBronMatch(WerkzoekendeGedeeld):
    """Matchprofiel van een werkzoekende zoals een bron het geeft."""

    mobiliteit: Mobiliteit = verplicht("Waar de werkzoekende wil werken.")
    idWerkzoekende: SafeIDString = verplicht("Id van het profiel bij de bron.")


class Werkzoekende(WerkzoekendeGedeeld, WerkzoekendePersoon):
    """Detailprofiel van een werkzoekende."""

    mobiliteit: Optioneel[Mobiliteit] = optioneel("Waar de werkzoekende wil werken.")
    webadres: Optioneel[list[Webadres]] = optioneel("Webadressen van de werkzoekende.")
