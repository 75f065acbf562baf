"""Vacancies that two sources give: equal employer, title and postcode. Counted, never merged.

Persons are never linked over sources.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import orjson

from app.domain.matching import waarde_op
from app.domain.uitwisseling import Treffer
from app.models.identiteit import Oin

_KENMERKEN = ("werkgever.handelsnaamOrganisatie", "naamVacature", "adres.postcode")


def dubbele_vacatures(treffers: Iterable[Treffer]) -> Counter[Oin]:
    """Count per source its vacancies that another source gave as well."""
    bronnen: dict[tuple[str, ...], list[Oin]] = defaultdict(list)
    for bron, match in treffers:
        vacature = orjson.loads(match.profiel)
        kenmerk = tuple(_tekst(waarde_op(vacature, veld)) for veld in _KENMERKEN)
        if all(kenmerk):
            bronnen[kenmerk].append(bron)
    return Counter(bron for gevers in bronnen.values() if len(set(gevers)) > 1 for bron in gevers)


def _tekst(waarde: Any) -> str:
    return " ".join(waarde.casefold().split()) if isinstance(waarde, str) else ""
