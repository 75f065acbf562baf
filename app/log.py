"""The catalogue of log events; nothing else logs.

Each event has a static name, a level and the fields it may carry. A field outside the list is a
programming error: the event is still written, without that field, and ``log_veld_geweigerd`` says so.
No event has a field for personal data: identifiers of records, questions' contents and header values
of unregistered parties have no place here.
"""

import logging
import sys
from enum import Enum
from typing import Any

import structlog


class Gebeurtenis(Enum):
    """(name, level, allowed fields)."""

    GESTART = ("gestart", "info", ("omgeving", "oin", "versie"))
    GESTOPT = ("gestopt", "info", ())
    VERZOEK = ("verzoek", "info", ("api", "route", "methode", "status", "ms", "verzoek_id"))
    VRAAG_BEANTWOORD = ("vraag_beantwoord", "info", ("soort", "bron", "aantal", "meer", "genegeerd", "ms"))
    CRITERIA_GENEGEERD = ("criteria_genegeerd", "info", ("soort", "aantal"))
    POSTCODE_ONBEKEND = ("postcode_onbekend", "info", ("gebruikt_pc4",))
    TOEGANG_GEWEIGERD = ("toegang_geweigerd", "warning", ("api", "reden", "partij", "verzoek_id"))
    BRON_ZEKERING = ("bron_zekering", "warning", ("bron", "stand"))
    STATISTIEK_FAALT = ("statistiek_faalt", "error", ("fouttype",))
    BRON_FAALT = ("bron_faalt", "warning", ("bron", "reden"))
    ONVERWACHTE_FOUT = ("onverwachte_fout", "error", ("api", "fouttype", "plaats", "verzoek_id"))
    LEVERING = ("levering", "info", ("bron", "soort", "gelezen", "geladen", "geweigerd", "verwijderd", "proef"))
    TOKEN_UITGEGEVEN = ("token_uitgegeven", "info", ("client", "partij"))
    TOKENSLEUTELS_FALEN = ("tokensleutels_falen", "error", ("uitgever", "fouttype"))
    LEVERING_FAALT = ("levering_faalt", "error", ("bron", "fouttype"))
    BULKWACHT = ("bulkwacht", "warning", ("rol", "bron", "partij", "maat", "venster", "soort"))
    KETEN_GEBROKEN = ("keten_gebroken", "error", ("keten", "gebrek", "plaats"))
    BEGRENZING = ("begrenzing", "warning", ("api", "kring", "partij", "geweigerd"))
    BEGRENZING_TELLER = ("begrenzing_teller", "error", ("gedeeld", "fouttype"))
    ONDERHOUD = ("onderhoud", "info", ("klus", "aantal", "ms"))
    ONDERHOUD_FAALT = ("onderhoud_faalt", "error", ("klus", "fouttype"))
    AUDIT = (
        "audit",
        "info",
        ("handeling", "objecttype", "object", "uitkomst", "actor", "herkomst", "verzoek_id"),
    )
    AUDIT_FAALT = ("audit_faalt", "error", ("handeling", "fouttype"))
    SLEUTELS_HERLADEN = ("sleutels_herladen", "info", ("aantal",))
    SLEUTELS_GEWEIGERD = ("sleutels_geweigerd", "error", ())
    CERTIFICATEN_HERLADEN = ("certificaten_herladen", "info", ("soort",))
    CERTIFICATEN_GEWEIGERD = ("certificaten_geweigerd", "error", ("soort",))
    CERTIFICAAT_VERLOOPT = ("certificaat_verloopt", "warning", ("soort", "dagen"))
    VERANTWOORDING_FAALT = ("verantwoording_faalt", "error", ("fouttype", "aantal"))
    LOG_VELD_GEWEIGERD = ("log_veld_geweigerd", "error", ("gebeurtenis",))


def configureer(niveau: str = "info") -> None:
    """Write events as JSON lines to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, niveau.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def log(gebeurtenis: Gebeurtenis, **velden: Any) -> None:
    """Write one event of the catalogue with its allowed fields."""
    naam, niveau, toegestaan = gebeurtenis.value
    logger = structlog.get_logger()
    if not velden.keys() <= set(toegestaan):
        logger.error(Gebeurtenis.LOG_VELD_GEWEIGERD.value[0], gebeurtenis=naam)
        velden = {k: v for k, v in velden.items() if k in toegestaan}
    getattr(logger, niveau)(naam, **velden)
