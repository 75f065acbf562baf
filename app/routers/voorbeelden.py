"""Synthetic examples for the published documents: nobody's data, and valid by the contract."""

from collections.abc import Mapping
from typing import Any, Final

from app.models.versie import Versie
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


_BEROEP_V2: Final = {"beroepsnaamGecodeerd": {"codeBeroepsnaam": "5642", "omschrijvingBeroepsnaam": "Voorbeeldberoep"}}

_VRAAG_WERKZOEKENDE_V2: Final[dict[str, Any]] = {
    "vraagObject": {
        **_VRAAG_WERKZOEKENDE["vraagObject"],
        "bemiddelingsberoep": {"$elemMatch": {"$or": [{"beroepsnaamGecodeerd.codeBeroepsnaam": {"$eq": "5642"}}]}},
    }
}
_WERKZOEKENDE_V2: Final[dict[str, Any]] = {**_WERKZOEKENDE, "bemiddelingsberoep": [_BEROEP_V2]}
_DETAIL_WERKZOEKENDE_V2: Final[dict[str, Any]] = {**_DETAIL_WERKZOEKENDE, "bemiddelingsberoep": [_BEROEP_V2]}

_GEDEELD_V2: Final[dict[str, Any]] = {
    naam: waarde for naam, waarde in _VACATURE.items() if naam not in {"adres", "beroep", "naamVacature"}
}
_VACATURE_V2: Final[dict[str, Any]] = {
    **_GEDEELD_V2,
    "beroep": _BEROEP_V2,
    "werkgever": {"adresHouding": [{"codeFunctieAdres": "E"}]},
}
_DETAIL_VACATURE_V2: Final[dict[str, Any]] = {
    **_GEDEELD_V2,
    "idVacature": ID,
    "beroep": _BEROEP_V2,
    "naamVacature": "Vacature Voorbeeld",
    "werkgever": {
        "handelsnaamOrganisatie": "Voorbeeld BV",
        "adresHouding": [{"codeFunctieAdres": "E", "adres": {"adresNederland": {"postcode": "3511AB"}}}],
    },
}


def _per_operatie(delen: tuple[dict[str, Any], ...], achter: str) -> dict[str, dict[str, Any]]:
    """Name the examples of one version: questions, match profiles and details of both kinds."""
    vraag_w, vraag_v, match_w, match_v, detail_w, detail_v = delen
    vraag_id = {"vraagID": "voorbeeldvraag-0001"}
    alle = {
        "vraag-werkzoekende": vraag_w,
        "vraag-vacature": vraag_v,
        "matches-werkzoekende": _matches({"vumID": VUM_ID}, match_w, **vraag_id),
        "matches-vacature": _matches({"vumID": VUM_ID}, match_v, **vraag_id),
        "bronmatches-werkzoekende": _matches({"idWerkzoekende": ID}, match_w),
        "bronmatches-vacature": _matches({"idVacature": ID}, match_v),
        "detail-werkzoekende": {"bronID": _BRON_ID, "werkzoekende": detail_w},
        "detail-vacature": {"bronID": _BRON_ID, "vacature": detail_v},
        "werkzoekende": detail_w,
        "vacature": detail_v,
    }
    return {naam + achter: voorbeeld for naam, voorbeeld in alle.items()}


def voorbeeldnaam(naam: str, versie: Versie) -> str:
    """Give the name of the example of one version."""
    return naam if versie is Versie.V3 else f"{naam}-{versie.kort}"


_DELEN_V3: Final = (
    *(_VRAAG_WERKZOEKENDE, _VRAAG_VACATURE, _WERKZOEKENDE),
    *(_VACATURE, _DETAIL_WERKZOEKENDE, _DETAIL_VACATURE),
)
_DELEN_V2: Final = (
    *(_VRAAG_WERKZOEKENDE_V2, _VRAAG_VACATURE, _WERKZOEKENDE_V2),
    *(_VACATURE_V2, _DETAIL_WERKZOEKENDE_V2, _DETAIL_VACATURE_V2),
)
VOORBEELDEN: Final[Mapping[str, Mapping[str, Any]]] = {
    **_per_operatie(_DELEN_V3, ""),
    **_per_operatie(_DELEN_V2, "-v2"),
    **voorbeelden_inzage.voorbeelden(ID, _DETAIL_WERKZOEKENDE, _WERKZOEKENDE),
}
"""Served beside the documentation and referred to by name.

They do not stand in the document itself: the official linter takes every key that holds "post" for an
HTTP method (rule nlgov:problem-invalid-input), so also a ``postcode`` in an example.
"""
