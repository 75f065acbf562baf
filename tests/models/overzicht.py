"""Which type of ours stands for which schema of each official contract."""

from typing import Any, Final

from app.models import bericht, gegevens, identiteit, vacature, vraag, waardelijsten, werkzoekende
from tests.models import overzicht_v2

ALGEMEEN: Final[dict[str, Any]] = {
    "Beroep": gegevens.Beroep,
    "Competentiebeheersing": gegevens.Competentiebeheersing,
    "Contractvorm": gegevens.Contractvorm,
    "Date": gegevens.Datum,
    "Emailadres": gegevens.Emailadres,
    "Error": bericht.Error,
    "Indicatie": waardelijsten.JaNeeOnbekend,
    "IndicatieDiploma": waardelijsten.JaNeeOnbekendNvt,
    "Integer1000": gegevens.Getal999,
    "Integer10AsString": gegevens.CodeOpleidingsnaam,
    "Integer2": gegevens.Getal99,
    "Integer5": gegevens.Getal99999,
    "IntegerTaal": waardelijsten.NiveauTaalbeheersing,
    "Postcode": gegevens.Postcode,
    "Rijbewijs": gegevens.Rijbewijs,
    "SafeIDString": gegevens.SafeIDString,
    "SectorBeroepsEnBedrijfsleven": gegevens.SectorBeroepsEnBedrijfsleven,
    "String6": gegevens.Tekst6,
    "String11": gegevens.Tekst11,
    "String14": gegevens.Telefoonnummer,
    "String24": gegevens.Tekst24,
    "String35": gegevens.Tekst35,
    "String70": gegevens.Tekst70,
    "String100": gegevens.Tekst100,
    "String120": gegevens.Tekst120,
    "String200": gegevens.Tekst200,
    "String320": gegevens.Emailadres,
    "String500": gegevens.Tekst500,
    "String2000": gegevens.Tekst2000,
    "StringCode": gegevens.Tekst10,
    "TaalCode3": gegevens.TaalCode,
    "Taalbeheersing": gegevens.Taalbeheersing,
    "Telefoonnummer": gegevens.Telefoonnummer,
    "URI": gegevens.Uri,
    "URL": gegevens.Url,
    "Vervoermiddel": gegevens.Vervoermiddel,
    "VraagID": gegevens.Tekst100,
    "VumID": identiteit.VumID,
    "Webadres": gegevens.Webadres,
    "Werktijden": gegevens.Werktijden,
    "aantalWerkuren": vraag.Werkuren,
    "aantalWerkurenPerWeekMaximaal_selectie": vraag.WerkurenVanafVraag,
    "aantalWerkurenPerWeekMinimaal_selectie": vraag.WerkurenTotVraag,
    "codeBeroepsnaam": gegevens.Uri,
    "codeBeroepsnaam_selectie": vraag.BeroepsnaamVraag,
    "codeNiveauTaalbeheersing_choice": waardelijsten.GevraagdNiveauTaalbeheersing,
    "codeNiveauTaalbeheersing_selectie": vraag.TaalniveauVraag,
    "codeSoortRijbewijs": waardelijsten.SoortRijbewijs,
    "codeSoortRijbewijs_match": vraag.RijbewijsMatch,
    "codeSoortRijbewijs_selectie": vraag.SoortRijbewijsVraag,
    "codeTaal_selectie": vraag.TaalVraag,
    "codeTypeArbeidscontract": waardelijsten.TypeArbeidscontract,
    "indicatieOnregelmatigWerkOfPloegendienst_choice": waardelijsten.JaNee,
    "indicatieOnregelmatigWerkOfPloegendienst_selectie": vraag.JaNeeVraag,
    "rijbewijs_selectie": vraag.RijbewijsVraag,
    "selectiegebied_selectie": vraag.Selectiegebied,
    "taalbeheersing_match": vraag.TaalbeheersingMatch,
    "taalbeheersing_selectie": vraag.TaalbeheersingElement,
    "taalbeheersingen_selectie": vraag.TaalbeheersingVraag,
}

WERKZOEKENDE: Final[dict[str, Any]] = {
    "Arbeidsmarktkwalificatie": werkzoekende.Arbeidsmarktkwalificatie,
    "ContactpersoonAfdeling": werkzoekende.ContactpersoonAfdelingWerkzoekende,
    "Cursus": werkzoekende.CursusWerkzoekende,
    "EisAanWerk": werkzoekende.EisAanWerk,
    "Flexibiliteit": werkzoekende.FlexibiliteitWerkzoekende,
    "IDWerkzoekende": gegevens.SafeIDString,
    "Interesse": werkzoekende.Interesse,
    "MPWerkzoekende": vraag.MPWerkzoekende,
    "Mobiliteit": werkzoekende.Mobiliteit,
    "Opleiding": werkzoekende.OpleidingWerkzoekende,
    "Werkervaring": werkzoekende.WerkervaringWerkzoekende,
    "Werkzoekende": werkzoekende.Werkzoekende,
    "bemiddelingsberoep_selectie": vraag.BemiddelingsberoepVraag,
    "beroepsnaam_selectie": vraag.BeroepKeuze,
    "codeTypeArbeidscontract_selectie": vraag.ContractvormKeuze,
    "contractvorm_selectie": vraag.ContractvormVraag,
    "datumAanvangBeschikbaarVoorWerk_choice": gegevens.Datum,
    "datumAanvangBeschikbaarVoorWerk_selectie": vraag.DatumTotVraag,
    "indicatieKantoortijden_choice": waardelijsten.JaNee,
    "indicatieKantoortijden_selectie": vraag.JaNeeVraag,
    "verzoek": bericht.WerkzoekendeProfielMatchesRequest,
}

VACATURE: Final[dict[str, Any]] = {
    "Adres": vacature.Adres,
    "ArbeidsVoorwaarden": vacature.ArbeidsVoorwaarden,
    "ContactpersoonAfdeling": vacature.ContactpersoonAfdelingVacature,
    "Cursus": vacature.CursusVacature,
    "Flexibiliteit": vacature.FlexibiliteitVacature,
    "IDVacature": gegevens.SafeIDString,
    "MPVacature": vraag.MPVacature,
    "MPWerkgever": vacature.MPWerkgever,
    "Opleiding": vacature.OpleidingVacature,
    "Sollicitatiewijze": vacature.Sollicitatiewijze,
    "Vacature": vacature.Vacature,
    "Werkervaring": vacature.WerkervaringVacature,
    "Werkgever": vacature.Werkgever,
    "codeWerkEnDenkNiveauMinimaal_selectie": vraag.WerkEnDenkniveauMinimaalVraag,
    "codeWerkEnDenkNiveau_choice": waardelijsten.GevraagdWerkEnDenkniveau,
    "datumAanvangWerkzaamheden_choice": gegevens.Datum,
    "datumAanvangWerkzaamheden_selectie": vraag.DatumVanafVraag,
    "verzoek": bericht.VacatureMatchesRequest,
}

_V3: Final[dict[str, dict[str, Any]]] = {
    "VUM-Bron-WerkzoekendeProfielen": ALGEMEEN
    | WERKZOEKENDE
    | {
        "MPWerkzoekendeMatch": werkzoekende.MPWerkzoekendeBronMatch,
        "WerkzoekendeMatchingProfielen": list[werkzoekende.MPWerkzoekendeBronMatch],
        "antwoord_matches": bericht.WerkzoekendeProfielMatchesBronResponse,
        "antwoord_detail": werkzoekende.Werkzoekende,
    },
    "VUM-Bron-Vacatures": ALGEMEEN
    | VACATURE
    | {
        "MPVacatureMatch": vacature.MPVacatureBronMatch,
        "VacatureMatchingProfielen": list[vacature.MPVacatureBronMatch],
        "antwoord_matches": bericht.VacatureMatchesBronResponse,
        "antwoord_detail": vacature.Vacature,
    },
    "VUM-Bemiddelaar-WerkzoekendeProfielen": ALGEMEEN
    | WERKZOEKENDE
    | {
        "MPWerkzoekendeMatch": werkzoekende.MPWerkzoekendeMatch,
        "WerkzoekendeMatchingProfielen": list[werkzoekende.MPWerkzoekendeMatch],
        "WerkzoekendeProfielMatchesResponse": bericht.WerkzoekendeProfielMatchesResponse,
        "antwoord_matches": bericht.WerkzoekendeProfielMatchesResponse,
        "antwoord_detail": bericht.WerkzoekendeProfielResponse,
    },
    "VUM-Bemiddelaar-Vacatures": ALGEMEEN
    | VACATURE
    | {
        "MPVacatureMatch": vacature.MPVacatureMatch,
        "VacatureMatchingProfielen": list[vacature.MPVacatureMatch],
        "VacaturesMatchesResponse": bericht.VacaturesMatchesResponse,
        "antwoord_matches": bericht.VacaturesMatchesResponse,
        "antwoord_detail": bericht.VacatureResponse,
    },
}

TYPEN: Final = {f"v3/{contract}": typen for contract, typen in _V3.items()} | overzicht_v2.typen(
    ALGEMEEN, WERKZOEKENDE, VACATURE
)
