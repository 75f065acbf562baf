"""Which type of ours stands for which schema of each official contract of version 2, where it differs from version 3."""

from typing import Any

from app.models import gegevens
from app.models import vacature as vacature_v3
from app.models import werkzoekende as werkzoekende_v3
from app.models.v2 import adres, bericht, vacature, vraag, werkzoekende
from app.models.v2 import gegevens as v2

Typen = dict[str, Any]

ALGEMEEN: Typen = {
    "Beroepsnaam": v2.Beroepsnaam,
    "BeroepsnaamGecodeerd": v2.BeroepsnaamGecodeerd,
    "BeroepsnaamOngecodeerd": v2.BeroepsnaamOngecodeerd,
    "Flexibiliteit": v2.Flexibiliteit,
    "Gedragscompetentie": v2.Gedragscompetentie,
    "MPVervoermiddel": gegevens.VervoermiddelInzet,
    "Opleidingsnaam": v2.Opleidingsnaam,
    "OpleidingsnaamGecodeerd": v2.OpleidingsnaamGecodeerd,
    "OpleidingsnaamOngecodeerd": v2.OpleidingsnaamOngecodeerd,
    "StringCode2": v2.Landcode,
    "URL": v2.Url,
    "Vakvaardigheid": v2.Vakvaardigheid,
    "Webadres": v2.Webadres,
    "codeBeroepsnaam": v2.BocCode,
    "codeBeroepsnaam_selectie": vraag.BeroepscodeVraag,
}
WERKZOEKENDE: Typen = {
    "Arbeidsmarktkwalificatie": werkzoekende.Arbeidsmarktkwalificatie,
    "Cursus": werkzoekende_v3.CursusWerkzoekendeBasis,
    "MPArbeidsmarktkwalificatie": werkzoekende.MPArbeidsmarktkwalificatie,
    "MPCursus": werkzoekende.MPCursusWerkzoekende,
    "MPOpleiding": werkzoekende.MPOpleidingWerkzoekende,
    "MPWerkervaring": werkzoekende.MPWerkervaringWerkzoekende,
    "MPWerkzoekende": vraag.MPWerkzoekende,
    "Mobiliteit": werkzoekende.Mobiliteit,
    "Opleiding": werkzoekende.OpleidingWerkzoekende,
    "Voorkeursland": werkzoekende.Voorkeursland,
    "Werkervaring": werkzoekende.WerkervaringWerkzoekende,
    "Werkzoekende": werkzoekende.Werkzoekende,
    "bemiddelingsberoep_selectie": vraag.BemiddelingsberoepVraag,
    "beroepsnaamGecodeerd_selectie": vraag.BeroepKeuze,
    "verzoek": bericht.WerkzoekendeProfielMatchesRequest,
}
VACATURE: Typen = {
    "AdresBuitenland": adres.AdresBuitenland,
    "AdresHouding": adres.AdresHouding,
    "AdresNederland": adres.AdresNederland,
    "Antwoordnummeradres": adres.Antwoordnummeradres,
    "Cursus": vacature_v3.CursusVacatureBasis,
    "MPAdresBuitenland": adres.MPAdresBuitenland,
    "MPAdresHouding": adres.MPAdresHouding,
    "MPArbeidsVoorwaarden": vacature_v3.ArbeidsVoorwaardenBasis,
    "MPOpleiding": vacature.MPOpleidingVacature,
    "MPOpleidingsnaam": v2.MPOpleidingsnaam,
    "MPOpleidingsnaamOngecodeerd": v2.MPOpleidingsnaamOngecodeerd,
    "MPSollicitatiewijze": vacature_v3.SollicitatiewijzeBasis,
    "MPVacature": vraag.MPVacature,
    "MPWerkgever": vacature.MPWerkgever,
    "Opleiding": vacature.OpleidingVacature,
    "Postbusadres": adres.Postbusadres,
    "PostbusadresBuitenland": adres.PostbusadresBuitenland,
    "Sollicitatiewijze": vacature.Sollicitatiewijze,
    "Straatadres": adres.Straatadres,
    "StraatadresBuitenland": adres.StraatadresBuitenland,
    "String16": adres.Tekst16,
    "String40": adres.Tekst40,
    "String80": adres.Tekst80,
    "String9": adres.Tekst9,
    "StringCode1": adres.Tekst1,
    "StringCode4": adres.Tekst4,
    "Vacature": vacature.Vacature,
    "Werkgever": vacature.Werkgever,
    "verzoek": bericht.VacatureMatchesRequest,
}


def typen(algemeen: Typen, van_werkzoekende: Typen, van_vacature: Typen) -> dict[str, Typen]:
    """Give the types by contract; what is not named here is equal to version 3."""
    w = algemeen | van_werkzoekende | ALGEMEEN | WERKZOEKENDE
    v = algemeen | van_vacature | ALGEMEEN | VACATURE
    match, bronmatch = werkzoekende.MPWerkzoekendeMatch, werkzoekende.MPWerkzoekendeBronMatch
    vmatch, vbronmatch = vacature.MPVacatureMatch, vacature.MPVacatureBronMatch
    return {
        "v2/VUM-Bron-WerkzoekendeProfielen": w
        | {
            "MPWerkzoekendeMatch": bronmatch,
            "WerkzoekendeMatchingProfielen": list[bronmatch],
            "antwoord_matches": bericht.WerkzoekendeProfielMatchesBronResponse,
            "antwoord_detail": werkzoekende.Werkzoekende,
        },
        "v2/VUM-Bron-Vacatures": v
        | {
            "MPVacatureMatch": vbronmatch,
            "VacatureMatchingProfielen": list[vbronmatch],
            "antwoord_matches": bericht.VacatureMatchesBronResponse,
            "antwoord_detail": vacature.Vacature,
        },
        "v2/VUM-Bemiddelaar-WerkzoekendeProfielen": w
        | {
            "MPWerkzoekendeMatch": match,
            "WerkzoekendeMatchingProfielen": list[match],
            "WerkzoekendeProfielMatchesResponse": bericht.WerkzoekendeProfielMatchesResponse,
            "antwoord_matches": bericht.WerkzoekendeProfielMatchesResponse,
            "antwoord_detail": bericht.WerkzoekendeProfielResponse,
        },
        "v2/VUM-Bemiddelaar-Vacatures": v
        | {
            "MPVacatureMatch": vmatch,
            "VacatureMatchingProfielen": list[vmatch],
            "VacaturesMatchesResponse": bericht.VacaturesMatchesResponse,
            "antwoord_matches": bericht.VacaturesMatchesResponse,
            "antwoord_detail": bericht.VacatureResponse,
        },
    }
