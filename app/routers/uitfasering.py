"""What an asker of an older version is told: since when it is deprecated, when it ends, and what comes after it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from app.models.versie import Versie
from app.settings import Instellingen


def uitfasering(basis: str, versie: str, instellingen: Instellingen) -> Mapping[str, str]:
    """Give the headers of every answer of a VUM contract: Deprecation (RFC 9745), Sunset (RFC 8594), Link (RFC 5829)."""
    if versie != Versie.V2:
        return {}
    opvolger = basis.removesuffix(Versie.V2.kort) + Versie.V3.kort
    koppen = {"Link": f'<{opvolger}/openapi.json>; rel="successor-version"'}
    if instellingen.v2_verouderd is not None:
        koppen["Deprecation"] = f"@{int(_begin(instellingen.v2_verouderd).timestamp())}"
    if instellingen.v2_einde is not None:
        koppen["Sunset"] = format_datetime(_begin(instellingen.v2_einde), usegmt=True)
    return koppen


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time.min, UTC)
