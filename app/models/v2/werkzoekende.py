"""The jobseeker: match profile and detail (VUM contract 2.0.0)."""

from app.models.gegevens import (
    Datum,
    Optioneel,
    Postcode,
    SafeIDString,
    Tekst120,
    Tekst2000,
    Vervoermiddel,
    VervoermiddelInzet,
    VumModel,
    optioneel,
    verplicht,
)
from app.models.identiteit import VumID
from app.models.v2.gegevens import (
    Beroepsnaam,
    Flexibiliteit,
    Gedragscompetentie,
    Landcode,
    Opleidingsnaam,
    Vakvaardigheid,
    Webadres,
)
from app.models.waardelijsten import JaNee, JaNeeOnbekendNvt, NiveauOpleiding
from app.models.werkzoekende import (
    ArbeidsmarktkwalificatieBasis,
    CursusWerkzoekendeBasis,
    Interesse,
    MobiliteitBasis,
    OpleidingWerkzoekendeBasis,
    WerkervaringBasis,
    WerkzoekendeBasis,
    WerkzoekendePersoon,
)


class MPCursusWerkzoekende(VumModel):
    """Cursus die de werkzoekende heeft gevolgd, in het matchprofiel."""

    datumCertificaat: Optioneel[Datum] = optioneel("Datum die op het certificaat staat.", "2024-06-30")
    naamCursus: Optioneel[Tekst120] = optioneel("Naam waaronder de cursus bekend staat.")


class MPOpleidingWerkzoekende(VumModel):
    """Opleiding die de werkzoekende volgt of heeft gevolgd, in het matchprofiel."""

    codeNiveauOpleiding: Optioneel[NiveauOpleiding] = optioneel("Niveau van de opleiding.", 4)
    indicatieDiploma: Optioneel[JaNeeOnbekendNvt] = optioneel("Is er een diploma of certificaat behaald?", 1)
    datumDiploma: Optioneel[Datum] = optioneel("Datum die op het diploma staat.", "2015-07-01")
    opleidingsnaam: Optioneel[Opleidingsnaam] = optioneel("Naam van de opleiding.")


class OpleidingWerkzoekende(OpleidingWerkzoekendeBasis):
    """Opleiding die de werkzoekende volgt of heeft gevolgd."""

    opleidingsnaam: Optioneel[Opleidingsnaam] = optioneel("Naam van de opleiding.")


class MPWerkervaringWerkzoekende(WerkervaringBasis):
    """Werk dat de werkzoekende in een periode heeft gedaan."""

    beroep: Optioneel[Beroepsnaam] = optioneel("Beroep dat is uitgeoefend.")


class WerkervaringWerkzoekende(MPWerkervaringWerkzoekende):
    """Werk dat de werkzoekende in een periode heeft gedaan, met een toelichting."""

    toelichtingWerkervaring: Optioneel[Tekst2000] = optioneel("Toelichting op de werkervaring.")


class KwalificatieGedeeld(ArbeidsmarktkwalificatieBasis):
    """Wat de werkzoekende kan: in matchprofiel en detail."""

    gedragscompetentie: Optioneel[list[Gedragscompetentie]] = optioneel("Gedragscompetenties.")
    vakvaardigheid: Optioneel[list[Vakvaardigheid]] = optioneel("Vakvaardigheden.")


class MPArbeidsmarktkwalificatie(KwalificatieGedeeld):
    """Wat de werkzoekende kan en heeft gedaan, in het matchprofiel."""

    cursus: Optioneel[list[MPCursusWerkzoekende]] = optioneel("Cursussen.")
    opleiding: Optioneel[list[MPOpleidingWerkzoekende]] = optioneel("Opleidingen.")
    werkervaring: Optioneel[list[MPWerkervaringWerkzoekende]] = optioneel("Werkervaring.")


class Arbeidsmarktkwalificatie(KwalificatieGedeeld):
    """Wat de werkzoekende kan en heeft gedaan."""

    cursus: Optioneel[list[CursusWerkzoekendeBasis]] = optioneel("Cursussen.")
    interesse: Optioneel[list[Interesse]] = optioneel("Interesses.")
    opleiding: Optioneel[list[OpleidingWerkzoekende]] = optioneel("Opleidingen.")
    werkervaring: Optioneel[list[WerkervaringWerkzoekende]] = optioneel("Werkervaring.")


class Mobiliteit(MobiliteitBasis):
    """Waar de werkzoekende wil werken en hoe ver die wil reizen."""

    bemiddelingspostcode: Optioneel[Postcode] = optioneel("Postcode van waaruit bemiddeld wordt.", "3511AA")


class Voorkeursland(VumModel):
    """Land waar de werkzoekende wil werken."""

    landencodeIso: Optioneel[Landcode] = optioneel("Land volgens ISO 3166-1.", "BE")


class WerkzoekendeGedeeld(WerkzoekendeBasis):
    """Wat matchprofiel en detail van een werkzoekende gemeen hebben."""

    bemiddelingsberoep: Optioneel[list[Beroepsnaam]] = optioneel(
        "Beroepen waarin de werkzoekende bemiddeld wil worden."
    )
    flexibiliteit: Optioneel[Flexibiliteit] = optioneel("Wanneer de werkzoekende beschikbaar is.")
    voorkeursland: Optioneel[list[Voorkeursland]] = optioneel("Landen waar de werkzoekende wil werken.")


class MatchGedeeld(WerkzoekendeGedeeld):
    """Wat elk matchprofiel van een werkzoekende heeft."""

    arbeidsmarktkwalificatie: Optioneel[MPArbeidsmarktkwalificatie] = optioneel("Wat de werkzoekende kan.")
    indicatieLdrRegistratie: Optioneel[JaNee] = optioneel(
        "Staat de werkzoekende in het Landelijk Doelgroepregister?", 2
    )
    mobiliteit: Mobiliteit = verplicht("Waar de werkzoekende wil werken.")
    vervoermiddel: Optioneel[list[VervoermiddelInzet]] = optioneel("Beschikbare vervoermiddelen.")


class MPWerkzoekendeMatch(MatchGedeeld):
    """Matchprofiel van een werkzoekende zoals de uitwisseling het geeft: onder pseudoniem."""

    vumID: VumID = verplicht("Pseudoniem waarmee het detail op te vragen is.")


class MPWerkzoekendeBronMatch(MatchGedeeld):
    """Matchprofiel van een werkzoekende zoals een bron het geeft."""

    idWerkzoekende: SafeIDString = verplicht("Id van het profiel bij de bron.")


class Werkzoekende(WerkzoekendeGedeeld, WerkzoekendePersoon):
    """Detailprofiel van een werkzoekende."""

    arbeidsmarktkwalificatie: Optioneel[Arbeidsmarktkwalificatie] = optioneel("Wat de werkzoekende kan.")
    mobiliteit: Optioneel[Mobiliteit] = optioneel("Waar de werkzoekende wil werken.")
    vervoermiddel: Optioneel[list[Vervoermiddel]] = optioneel("Beschikbare vervoermiddelen.")
    webadres: Optioneel[list[Webadres]] = optioneel("Webadressen van de werkzoekende.")
