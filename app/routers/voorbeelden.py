"""Synthetic examples for the published documents: nobody's data, and valid by the contract."""

from collections.abc import Mapping
from typing import Any, Final

from app.routers import voorbeelden_inzage

_BEROEP: Final = "https://linkeddata.competentnl.nl/uwv/id/occupation/00000000-0000-4000-8000-000000000001"

_VRAAG_WERKZOEKENDE: Final[dict[str, Any]] = {
    "vraagObject": {
        "selectiegebied": {"postcode": "3511AA", "afstand": 30},
        "bemiddelingsberoep": {"$elemMatch": {"$or": [{"beroep.codeBeroepsnaam": {"$eq": _BEROEP}}]}},
        "arbeidsmarktkwalificatie.rijbewijs": {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}}]},
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24},
    }
}

_VRAAG_VACATURE: Final[dict[str, Any]] = {
    "vraagObject": {
        "selectiegebied": {"postcode": "3511AA", "afstand": 30},
        "rijbewijs": {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": "B"}}}]},
        "werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 24},
    }
}

_WERKZOEKENDE: Final[dict[str, Any]] = {
    "arbeidsmarktkwalificatie": {
        "codeWerkEnDenkniveauWerkzoekende": 4,
        "rijbewijs": [{"codeSoortRijbewijs": "B"}],
        "taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 4}],
    },
    "bemiddelingsberoep": [{"codeBeroepsnaam": _BEROEP}],
    "contractvorm": [{"codeTypeArbeidscontract": "B"}],
    "mobiliteit": {"bemiddelingspostcode": "3511AB", "maximaleReisafstand": 40},
    "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 32},
}

_VACATURE: Final[dict[str, Any]] = {
    "adres": {"postcode": "3511AB"},
    "beroep": {"codeBeroepsnaam": _BEROEP},
    "codeWerkEnDenkniveauMinimaal": "4",
    "naamVacature": "Vacature Voorbeeld",
    "rijbewijs": [{"codeSoortRijbewijs": "B"}],
    "sluitingsdatumVacature": "2026-12-31",
    "werktijden": {"aantalWerkurenPerWeekMinimaal": 16, "aantalWerkurenPerWeekMaximaal": 32},
}

VUM_ID: Final = "voorbeeld.vumID-0001"
ID: Final = "voorbeeld-0001"
_BRON_ID: Final = "00000099000000001000"

_DETAIL_WERKZOEKENDE: Final[dict[str, Any]] = {
    **_WERKZOEKENDE,
    "idWerkzoekende": ID,
    "persoonlijkePresentatie": "Synthetisch voorbeeld van een presentatie.",
}
_DETAIL_VACATURE: Final[dict[str, Any]] = {
    **_VACATURE,
    "idVacature": ID,
    "omschrijvingVacature": "Synthetisch voorbeeld van een omschrijving.",
    "werkgever": {"handelsnaamOrganisatie": "Voorbeeld BV"},
}


def _matches(match_id: dict[str, str], profiel: dict[str, Any], **begin: str) -> dict[str, Any]:
    return {**begin, "maximumAantalResultatenBereikt": False, "matches": [{**match_id, **profiel}]}


VOORBEELDEN: Final[Mapping[str, Mapping[str, Any]]] = {
    "vraag-werkzoekende": _VRAAG_WERKZOEKENDE,
    "vraag-vacature": _VRAAG_VACATURE,
    "matches-werkzoekende": _matches({"vumID": VUM_ID}, _WERKZOEKENDE, vraagID="voorbeeldvraag-0001"),
    "matches-vacature": _matches({"vumID": VUM_ID}, _VACATURE, vraagID="voorbeeldvraag-0001"),
    "bronmatches-werkzoekende": _matches({"idWerkzoekende": ID}, _WERKZOEKENDE),
    "bronmatches-vacature": _matches({"idVacature": ID}, _VACATURE),
    "detail-werkzoekende": {"bronID": _BRON_ID, "werkzoekende": _DETAIL_WERKZOEKENDE},
    "detail-vacature": {"bronID": _BRON_ID, "vacature": _DETAIL_VACATURE},
    "werkzoekende": _DETAIL_WERKZOEKENDE,
    "vacature": _DETAIL_VACATURE,
    **voorbeelden_inzage.voorbeelden(ID, _DETAIL_WERKZOEKENDE, _WERKZOEKENDE),
}
"""Served beside the documentation and referred to by name.

They do not stand in the document itself: the official linter takes every key that holds "post" for an
HTTP method (rule nlgov:problem-invalid-input), so also a ``postcode`` in an example.
"""
