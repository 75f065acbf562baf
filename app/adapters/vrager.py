"""An asker's side of the exchange contract (VUM-Bemiddelaar 3.0.0): put a question, open a detail."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import orjson

from app.adapters.http import Httpantwoord, HttpFout, Httpklant
from app.adapters.vum_client import PAD, koppen
from app.domain.criteria import Selectievraag
from app.domain.selectievraag import schrijf
from app.models.partijen import Partijen, Soort

MAX_BYTES: Final = 50_000_000
_BRONNENKOP: Final = "X-VUM-Bronnen"


class UitwisselingFaalt(Exception):
    """The exchange gave no answer; the message says what it said of it, in one Dutch line."""


@dataclass(frozen=True, slots=True)
class Uitwisselingsantwoord:
    """Matches in random order; ``bronnen`` is the header that counts the sources."""

    matches: list[dict[str, Any]] = field(repr=False)
    meer: bool
    bronnen: str


class Vrager:
    """Asks the exchange at ``basis`` on behalf of these parties."""

    def __init__(self, klant: Httpklant, basis: str, partijen: Partijen, versie: str) -> None:
        self._klant = klant
        self._basis = basis
        self._koppen = koppen(partijen, versie)

    async def vraag(self, vraag: Selectievraag) -> Uitwisselingsantwoord:
        """Put a question. Raises ``UitwisselingFaalt``."""
        body = orjson.dumps({"vraagObject": schrijf(vraag)})
        antwoord = await self._stuur("POST", f"{PAD[vraag.soort]}/matches", body)
        inhoud = _inhoud(antwoord)
        matches, meer = inhoud.get("matches"), inhoud.get("maximumAantalResultatenBereikt")
        if not isinstance(matches, list) or not all(isinstance(m, dict) for m in matches):
            raise UitwisselingFaalt("het antwoord is niet te lezen")
        return Uitwisselingsantwoord(matches, meer is True, antwoord.koppen.get(_BRONNENKOP, ""))

    async def detail(self, soort: Soort, vum_id: str) -> dict[str, Any]:
        """Open one match. Raises ``UitwisselingFaalt``."""
        return _inhoud(await self._stuur("GET", f"{PAD[soort]}/{vum_id}"))

    async def _stuur(self, methode: str, pad: str, body: bytes | None = None) -> Httpantwoord:
        soort = {} if body is None else {"Content-Type": "application/json"}
        alle = {**self._koppen, **soort}
        try:
            return await self._klant.stuur(methode, f"{self._basis}/{pad}", alle, MAX_BYTES, body, lees_fout=True)
        except HttpFout:
            raise UitwisselingFaalt("de uitwisseling is niet bereikbaar") from None


def _inhoud(antwoord: Httpantwoord) -> dict[str, Any]:
    try:
        inhoud = orjson.loads(antwoord.body)
    except orjson.JSONDecodeError:
        inhoud = None
    if antwoord.status != HTTPStatus.OK:
        raise UitwisselingFaalt(f"de uitwisseling antwoordt {antwoord.status}{_uitleg(inhoud)}")
    if not isinstance(inhoud, dict):
        raise UitwisselingFaalt("het antwoord is niet te lezen")
    return inhoud


def _uitleg(inhoud: Any) -> str:
    """What the error body says, as printable text of a line."""
    delen = [inhoud.get(veld) for veld in ("code", "message", "details")] if isinstance(inhoud, dict) else []
    tekst = " ".join(deel for deel in delen if isinstance(deel, str))
    zichtbaar = "".join(teken for teken in tekst if teken.isprintable())[:500]
    return f": {zichtbaar}" if zichtbaar else ""
