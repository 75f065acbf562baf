"""Synthetic, valid v3 documents for tests: nobody's data.

Every builder gives a fresh dict; keyword arguments replace top-level fields, and the value ``WEG``
leaves a field out. A name with dots goes in with ``**{"werktijden.indicatieKantoortijden": ...}``.
"""

from copy import deepcopy
from typing import Any, Final

from app.models.partijen import Soort

WEG: Final = object()
"""As a value: leave this field out."""

BEROEP: Final = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-000000000001"
BEROEP_ANDERS: Final = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-000000000002"

_WERKZOEKENDE: Final[dict[str, Any]] = {
    "idWerkzoekende": "synthetisch-w1",
    "arbeidsmarktkwalificatie": {
        "codeWerkEnDenkniveauWerkzoekende": 4,
        "competentiebeheersing": [{"codeCompetentie": "https://linkeddata.competentnl.nl/uwv/id/skill/0001"}],
        "cursus": [
            {
                "naamCursus": "Cursus Voorbeeld",
                "indicatieCertificaat": 1,
                "datumCertificaat": "2024-06-30",
                "datumAanvangVolgenCursus": "2024-01-08",
                "datumEindeVolgenCursus": "2024-06-28",
                "naamOpleidingsinstituut": "Instituut Voorbeeld",
                "toelichtingCursus": "Synthetische toelichting.",
            }
        ],
        "interesse": [{"naamInteresse": "Techniek"}],
        "opleiding": [
            {
                "codeOpleidingsnaam": "12345",
                "codeNiveauOpleiding": 4,
                "codeStatusOpleiding": 1,
                "indicatieDiploma": 1,
                "datumDiploma": "2015-07-01",
                "datumAanvangVolgenOpleiding": "2011-09-01",
                "datumEindeVolgenOpleiding": "2015-06-30",
                "naamOpleidingsinstituut": "School Voorbeeld",
                "toelichtingOpleiding": "",
            }
        ],
        "rijbewijs": [{"codeSoortRijbewijs": "B"}, {"codeSoortRijbewijs": "AM"}],
        "taalbeheersing": [
            {
                "codeTaal": "nld",
                "codeNiveauTaalbeheersingMondeling": 4,
                "codeNiveauTaalbeheersingSchriftelijk": 3,
                "codeNiveauTaalbeheersingLezen": 3,
                "codeNiveauTaalbeheersingLuisteren": 8,
            }
        ],
        "werkervaring": [
            {
                "beroep": {"codeBeroepsnaam": BEROEP},
                "datumAanvangWerkzaamheden": "2016-01-01",
                "datumEindeWerkzaamheden": "2023-12-31",
                "naamOrganisatie": "Bedrijf Voorbeeld",
                "toelichtingWerkervaring": "Synthetische werkervaring.",
            }
        ],
    },
    "bemiddelingsberoep": [{"codeBeroepsnaam": BEROEP}],
    "contactpersoon": [
        {
            "naamContactpersoonAfdeling": "Afdeling Voorbeeld",
            "emailadres": "afdeling@voorbeeld.example",
            "telefoonnummer": "0000000000",
        }
    ],
    "contractvorm": [{"codeTypeArbeidscontract": "B", "codeTypeOvereenkomst": "01"}],
    "eisAanWerk": {"indicatieAanpassingWerkomgeving": 2, "indicatieBegeleiding": 1, "indicatieWerkvariatie": 0},
    "emailadres": ["werkzoekende@voorbeeld.example"],
    "flexibiliteit": {
        "datumAanvangBeschikbaarVoorWerk": "2026-01-01",
        "datumEindeBeschikbaarVoorWerk": "2027-12-31",
        "indicatieOnregelmatigWerkOfPloegendienst": 1,
    },
    "indicatieBeschikbaarheidContactgegevens": 1,
    "indicatieLdrRegistratie": 2,
    "mobiliteit": {"bemiddelingspostcode": "3511AA", "maximaleReisafstand": 50, "maximaleReistijd": 60},
    "persoonlijkePresentatie": "Synthetische presentatie.",
    "sector": [{"codeSbi": 62010}],
    "telefoonnummer": ["0000000000"],
    "vervoermiddel": [
        {
            "codeVervoermiddel": 3,
            "indicatieBeschikbaarVoorUitvoeringWerk": 1,
            "indicatieBeschikbaarVoorWoonWerkverkeer": 1,
        }
    ],
    "webadres": [{"codeWebadres": 1, "url": "https://voorbeeld.example/profiel"}],
    "werktijden": {
        "aantalWerkurenPerWeekMaximaal": 36,
        "aantalWerkurenPerWeekMinimaal": 24,
        "indicatieKantoortijden": 1,
    },
}

_VACATURE: Final[dict[str, Any]] = {
    "idVacature": "synthetisch-v1",
    "adres": {
        "postcode": "3511AA",
        "straatnaam": "Voorbeeldstraat",
        "huisnummer": 1,
        "huisnummertoevoeging": "A",
    },
    "arbeidsVoorwaarden": {
        "datumAanvangWerkzaamheden": "2026-02-01",
        "datumEindeWerkzaamheden": "2027-01-31",
        "omschrijvingArbeidsvoorwaarden": "Synthetische voorwaarden.",
        "salarisIndicatie": "schaal 1",
    },
    "beroep": {"codeBeroepsnaam": BEROEP},
    "codeWerkEnDenkniveauMinimaal": "4",
    "competentiebeheersing": [{"codeCompetentie": "https://linkeddata.competentnl.nl/uwv/id/skill/0001"}],
    "contractvorm": [{"codeTypeArbeidscontract": "O", "codeTypeOvereenkomst": "02"}],
    "cursus": [{"naamCursus": "Cursus Voorbeeld", "indicatieCertificaat": 8, "toelichtingCursus": ""}],
    "flexibiliteit": {
        "datumEindeBeschikbaarVoorWerk": "2027-12-31",
        "indicatieOnregelmatigWerkOfPloegendienst": 2,
    },
    "naamVacature": "Vacature Voorbeeld",
    "nummerVacature": "V-1",
    "omschrijvingVacature": "Synthetische vacature.",
    "opleiding": [
        {
            "codeOpleidingsnaam": "12345",
            "codeNiveauOpleiding": 4,
            "indicatieDiploma": 1,
            "toelichtingOpleiding": "Synthetische toelichting.",
        }
    ],
    "rijbewijs": [{"codeSoortRijbewijs": "B"}],
    "sector": {"codeSbi": 62010},
    "sluitingsdatumVacature": "2026-12-31",
    "sollicitatiewijze": [
        {"codeSollicitatiewijze": "4", "webadres": {"codeWebadres": 4, "url": "https://voorbeeld.example/solliciteer"}}
    ],
    "taalbeheersing": [
        {"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 3, "codeNiveauTaalbeheersingSchriftelijk": 2}
    ],
    "vervoermiddel": [{"codeVervoermiddel": 1, "indicatieBeschikbaarVoorWoonWerkverkeer": 1}],
    "werkervaring": [{"aantalJarenWerkzaamInBeroep": 2}],
    "werkgever": {
        "handelsnaamOrganisatie": "Werkgever Voorbeeld",
        "sector": [{"codeSbi": 62010}],
        "webadres": [{"codeWebadres": 3, "url": "https://voorbeeld.example"}],
        "contactpersoon": [
            {
                "naamContactpersoonAfdeling": "Afdeling Voorbeeld",
                "emailadres": ["afdeling@voorbeeld.example"],
                "telefoonnummer": ["0000000000"],
            }
        ],
    },
    "werktijden": {
        "aantalWerkurenPerWeekMaximaal": 40,
        "aantalWerkurenPerWeekMinimaal": 32,
        "indicatieKantoortijden": 1,
    },
}


def een_werkzoekende(**over: Any) -> dict[str, Any]:
    """A jobseeker with every field of the contract filled in."""
    return _met(_WERKZOEKENDE, over)


def een_vacature(**over: Any) -> dict[str, Any]:
    """A vacancy with every field of the contract filled in."""
    return _met(_VACATURE, over)


def een_record(soort: Soort, **over: Any) -> dict[str, Any]:
    return een_werkzoekende(**over) if soort is Soort.WERKZOEKENDE else een_vacature(**over)


def een_vraag(soort: Soort, **over: Any) -> dict[str, Any]:
    """The smallest question (a ``vraagObject``) that reaches the records above; add criteria by keyword."""
    return _met({"selectiegebied": {"postcode": "3511AA", "afstand": 100}}, over)


def een_volle_vraag(soort: Soort, **over: Any) -> dict[str, Any]:
    """A question with every criterion of the contract, which the records above meet."""
    return _met(_VRAAG_WERKZOEKENDE if soort is Soort.WERKZOEKENDE else _VRAAG_VACATURE, over)


_TALEN: Final[dict[str, Any]] = {
    "$all": [
        {
            "$elemMatch": {
                "codeTaal": {"$eq": "nld"},
                "codeNiveauTaalbeheersingMondeling": {"$gte": 3},
                "codeNiveauTaalbeheersingSchriftelijk": {"$gte": 2},
            }
        }
    ]
}
_RIJBEWIJS: Final[dict[str, Any]] = {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}}]}
_SAMEN: Final[dict[str, Any]] = {
    "selectiegebied": {"postcode": "3511AA", "afstand": 100},
    "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 30},
    "werktijden.aantalWerkurenPerWeekMinimaal": {"$lte": 40},
}
_VRAAG_WERKZOEKENDE: Final[dict[str, Any]] = _SAMEN | {
    "arbeidsmarktkwalificatie.rijbewijs": _RIJBEWIJS,
    "arbeidsmarktkwalificatie.taalbeheersing": _TALEN,
    "bemiddelingsberoep": {
        "$elemMatch": {
            "$or": [{"beroep.codeBeroepsnaam": {"$eq": BEROEP}}, {"beroep.codeBeroepsnaam": {"$eq": BEROEP_ANDERS}}]
        }
    },
    "contractvorm": {
        "$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "B"}}, {"codeTypeArbeidscontract": {"$eq": "O"}}]}
    },
    "datumAanvangBeschikbaarVoorWerk": {"$lte": "2026-06-30"},
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": 1},
    "werktijden.indicatieKantoortijden": {"$eq": 1},
}
_VRAAG_VACATURE: Final[dict[str, Any]] = _SAMEN | {
    "beroep.codeBeroepsnaam": {"$eq": BEROEP},
    "codeWerkEnDenkniveauMinimaal": {"$gte": "3", "$lt": "7"},
    "datumAanvangWerkzaamheden": {"$gte": "2026-01-01"},
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": 2},
    "rijbewijs": _RIJBEWIJS,
    "taalbeheersing": _TALEN,
}


def _met(basis: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in (deepcopy(basis) | over).items() if v is not WEG}
