"""The floor under the node: the same server, routes, headers and validation, and then a constant body.

What an answer costs above it is what searching, judging and recording cost. Started by uvicorn as a factory;
the size of the body comes from ``VLOER_BYTES``.
"""

import gc
import os
from typing import Any

from app.log import configureer
from app.main import OPRUIMDREMPELS, Samenstel, maak_app
from app.privacy.antwoord import Antwoord
from app.routers.fabriek import Node
from app.settings import lees_instellingen


def maak_vloer() -> Node:
    """Build the node with doors behind which nothing happens."""
    instellingen = lees_instellingen()
    configureer()
    samenstel = Samenstel(instellingen)
    bron: Any = samenstel.poort.bron
    inhoud = b"{" + b" " * (int(os.environ["VLOER_BYTES"]) - 2) + b"}"

    async def matches(_partijen: Any, soort: Any, body: bytes, versie: Any) -> Antwoord:
        bron._m.lees_vraag(soort, body, versie)  # noqa: SLF001 - the very step of the gate
        return Antwoord(inhoud)

    async def detail(*_: Any) -> Antwoord:
        return Antwoord(inhoud)

    bron.matches, bron.detail = matches, detail
    node = maak_app(instellingen, samenstel.poort, samenstel.leven)
    gc.freeze()
    gc.set_threshold(*OPRUIMDREMPELS)
    return node
