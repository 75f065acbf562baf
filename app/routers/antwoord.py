"""From the gate's answer to an HTTP response, and from the path to an id: the same for every contract."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.models.errors import MethodeNietToegestaan
from app.privacy.antwoord import Antwoord
from app.routers.mediatypen import JSON


def json_antwoord(antwoord: Antwoord) -> Response:
    """Send ready-made bytes as they are."""
    return Response(antwoord.body, media_type=JSON, headers=dict(antwoord.headers))


async def lees_id(request: Request) -> str:
    """Dependency; gives the id in the path, unjudged: the gate answers every wrong id alike.

    ``…/matches`` is the path of the question, never an id (OpenAPI: concrete paths go before templated ones).
    """
    (id_,) = request.path_params.values()
    if id_ == "matches":
        raise MethodeNietToegestaan(headers={"Allow": "POST"})
    return str(id_)


PadID = Annotated[str, Depends(lees_id)]
