"""Media types: what the asker accepts, and what kind of body it sent (RFC 9110, sections 8.3 and 12.5.1)."""

import math
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.requests import Request

from app.models.errors import NietAcceptabel, VerkeerdInhoudstype

JSON = "application/json"
PROBLEEM = "application/problem+json"
_PRECIES = 2


class Wens(NamedTuple):
    """How much a media type is wanted (0 to 1), and how precisely it was named: 0 (``*/*``) to 2."""

    gewicht: float
    precisie: int


def _gewicht(parameters: list[str]) -> float:
    for parameter in parameters:
        naam, _, waarde = parameter.partition("=")
        if naam.strip().lower() == "q":
            try:
                q = float(waarde)
            except ValueError:
                return 0.0
            return min(q, 1.0) if math.isfinite(q) and q > 0 else 0.0
    return 1.0


def wens(koppen: Headers, mediatype: str) -> Wens:
    """What the ``Accept`` headers say about one media type; without any, everything is wanted."""
    bereiken = [b for kop in koppen.getlist("accept") for b in kop.split(",") if b.strip()]
    if not bereiken:
        return Wens(1.0, 0)
    familie = mediatype.partition("/")[0] + "/*"
    precisies = {"*/*": 0, familie: 1, mediatype: _PRECIES}
    beste = Wens(0.0, -1)
    for bereik in bereiken:
        naam, *parameters = bereik.split(";")
        precisie = precisies.get(naam.strip().lower(), -1)
        if precisie > beste.precisie:
            beste = Wens(_gewicht(parameters), precisie)
    return beste


def fout_mediatype(koppen: Headers) -> str:
    """Media type of an error: JSON, unless the asker names problem+json and does not want it less."""
    probleem = wens(koppen, PROBLEEM)
    gevraagd = probleem.precisie == _PRECIES and probleem.gewicht > 0
    return PROBLEEM if gevraagd and probleem.gewicht >= wens(koppen, JSON).gewicht else JSON


async def eis_json_acceptabel(request: Request) -> None:
    """Dependency; raises ``NietAcceptabel`` when ``Accept`` leaves neither JSON nor problem+json."""
    if not (wens(request.headers, JSON).gewicht or wens(request.headers, PROBLEEM).gewicht):
        raise NietAcceptabel("Deze API antwoordt met application/json.")


def _is_json(inhoudstype: str) -> bool:
    naam, *parameters = (deel.strip().lower() for deel in inhoudstype.split(";"))
    return naam == JSON and all(p in ("", "charset=utf-8", 'charset="utf-8"') for p in parameters)


async def eis_json_inhoud(request: Request) -> None:
    """Dependency; raises ``VerkeerdInhoudstype`` unless the body is plain JSON in UTF-8."""
    types = request.headers.getlist("content-type")
    if len(types) != 1 or not _is_json(types[0]):
        raise VerkeerdInhoudstype("De kop Content-Type moet application/json zijn.")
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise VerkeerdInhoudstype("De inhoud mag niet gecomprimeerd zijn.")
