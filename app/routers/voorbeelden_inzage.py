"""Synthetic examples for the published document of the inspection API: nobody's data, and valid by its models."""

from collections.abc import Mapping
from typing import Any, Final

_BRON: Final = "00000099000000001000"
_VRAGER: Final = "00000099000000002000"
_EERDER, _MOMENT, _PEIL = "2026-02-01T08:00:00.000Z", "2026-03-01T09:30:00.000Z", "2026-03-02T10:00:00.000Z"
_HISTORIE: Final[dict[str, Any]] = {
    "toestemmingen": [
        {"omvang": "privaat", "gegevenOp": _EERDER, "geldigTot": "2026-12-31", "wijze": "formulier op het werkplein"},
        {"omvang": "contact", "gegevenOp": _EERDER, "ingetrokkenOp": _MOMENT},
    ],
    "bezwaren": [],
}
_VERSTREKKING: Final[dict[str, Any]] = {
    "moment": _MOMENT,
    "rol": "bron",
    "verantwoordelijke": {"oin": _BRON, "naam": "Bron Voorbeeld"},
    "vrager": {"oin": _VRAGER, "naam": "Partij Voorbeeld"},
    "via": _VRAGER,
    "klasse": "privaat",
    "fase": "match",
    "activiteit": {
        "uri": "urn:openvum:verwerkingsactiviteit:bron-werkzoekende-match",
        "naam": "Zoekvraag naar werkzoekenden beantwoorden",
        "doel": "Werkzoekenden en vacatures bij elkaar brengen.",
        "grondslag": "Publieke taak (AVG artikel 6 lid 1 onder e) of toestemming (onder a), vastgelegd per dossier.",
    },
    "omvang": "velden",
    "velden": ["bemiddelingsberoep.codeBeroepsnaam", "werktijden.aantalWerkurenPerWeekMaximaal"],
    "veldenOnderVoorbehoud": [],
    "traceId": "0af7651916cd43dd8448eb211c80319c",
}


def voorbeelden(
    id_: str, werkzoekende: Mapping[str, Any], profiel: Mapping[str, Any]
) -> Mapping[str, Mapping[str, Any]]:
    """Give the examples by name, about this jobseeker."""
    persoon = {"bron": _BRON, "id": id_}
    overzicht = {"totaal": 1, "pagina": 1, "peilmoment": _PEIL, "verstrekkingen": [_VERSTREKKING]}
    export = {
        **persoon,
        "gemaaktOp": _PEIL,
        "standaard": "3.0.0",
        "grondslag": "publieke_taak",
        "werkzoekende": werkzoekende,
        "matchprofiel": profiel,
        "opslag": {"werkzoekende_selectie": [{"bron_oin": _BRON, "id": id_, "pc4": 3511, "uren_max": 32}]},
        **_HISTORIE,
        "verstrekkingen": [_VERSTREKKING],
    }
    return {
        "inzage-persoon": persoon,
        "inzage-verzoek": {**persoon, "pagina": 1, "aantal": 20},
        "inzage-overzicht": overzicht,
        "inzage-export": export,
        "inzage-correctie": {**persoon, "werkzoekende": werkzoekende},
        "inzage-correctieresultaat": {"gewijzigd": True},
        "inzage-wissingsresultaat": {"gegevens": True, "toestemmingen": True},
        "inzage-opheffingsresultaat": {"opgeheven": True},
        "inzage-toestemming": {**persoon, "omvang": "privaat", "geldigTot": "2026-12-31", "wijze": "formulier"},
        "inzage-intrekking": {**persoon, "omvang": "contact"},
        "inzage-historie": _HISTORIE,
        "inzage-registerstand": {"gewijzigd": True, **_HISTORIE},
    }
