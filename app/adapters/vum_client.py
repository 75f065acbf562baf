"""A source elsewhere, over the VUM-Bron contract 3.0.0: what it is asked, and what of its answer is believed.

Headers, paths and status codes: contracts VUM-Bron-WerkzoekendeProfielen and VUM-Bron-Vacatures 3.0.0.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

import orjson

from app.adapters.http import Httpantwoord, HttpFout, Httpklant, Httpoorzaak
from app.adapters.vum3_antwoord import lees_aanbod, lees_detail
from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod, Bronvraag
from app.domain.ports import Bronregistratie
from app.domain.selectiegebied import Postcodekaart
from app.models.errors import OnbekendRecord
from app.models.identiteit import RecordID
from app.models.partijen import Partijen, Soort

VERSIE: Final = "3.0.0"
PAD: Final[Mapping[Soort, str]] = {Soort.WERKZOEKENDE: "werkzoekendeProfielen", Soort.VACATURE: "vacatures"}
PROEF_ID: Final = "openvum-proef"
"""An id that no source has: asking for it shows that a source answers, and shows nobody."""
_JSON: Final = "application/json"
_OORZAAK: Final = {Httpoorzaak.VERBINDING: Reden.VERBINDING, Httpoorzaak.TE_GROOT: Reden.TE_GROOT}


def koppen(partijen: Partijen, versie: str) -> dict[str, str]:
    """The headers of a request to a source, as the contract prescribes, and the trace (W3C)."""
    alle = {
        "X-VUM-berichtVersie": versie,
        "API-Version": versie,
        "X-VUM-fromParty": partijen.van,
        "X-VUM-toParty": partijen.naar,
        "X-VUM-viaParty": partijen.via,
        "X-VUM-SUWIparty": "true" if partijen.suwi else "false",
        "Accept": _JSON,
        "Accept-Encoding": "identity",
        "traceparent": partijen.traceparent,
        "tracestate": partijen.tracestate,
    }
    return {naam: str(waarde) for naam, waarde in alle.items() if waarde is not None}


class Bronverkeer:
    """One source's requests and responses, whatever the version; ``maximum`` is in bytes per answer."""

    def __init__(self, klant: Httpklant, registratie: Bronregistratie, maximum: int) -> None:
        self._klant = klant
        self._registratie = registratie
        self._maximum = maximum

    async def vraag(self, soort: Soort, partijen: Partijen, body: bytes) -> bytes:
        """Send a question and give the body of the answer. Raises ``BronFaalt``."""
        extra = {"Content-Type": _JSON}
        antwoord = await self._stuur("POST", f"{PAD[soort]}/matches", partijen, extra, body)
        return _inhoud(antwoord)

    async def open(self, soort: Soort, partijen: Partijen, id_: RecordID) -> bytes:
        """Ask for one record and give the body. Raises ``OnbekendRecord`` or ``BronFaalt``."""
        antwoord = await self._stuur("GET", f"{PAD[soort]}/{quote(id_, safe='')}", partijen)
        if antwoord.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}:
            raise OnbekendRecord
        return _inhoud(antwoord)

    async def proef(self, soort: Soort, partijen: Partijen) -> None:
        """Return when the source answers an innocent request. Raises ``BronFaalt``."""
        antwoord = await self._stuur("GET", f"{PAD[soort]}/{PROEF_ID}", partijen)
        if antwoord.status >= HTTPStatus.INTERNAL_SERVER_ERROR or antwoord.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise BronFaalt(Reden.STATUS)
        if antwoord.status == HTTPStatus.OK and antwoord.soort != _JSON:
            raise BronFaalt(Reden.INHOUDSTYPE)

    async def _stuur(
        self,
        methode: str,
        pad: str,
        partijen: Partijen,
        extra: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Httpantwoord:
        alle = {**koppen(partijen, self._registratie.versie), **(extra or {})}
        try:
            return await self._klant.stuur(methode, f"{self._registratie.url}/{pad}", alle, self._maximum, body)
        except HttpFout as fout:
            raise BronFaalt(_OORZAAK[fout.oorzaak]) from None


class Verrebron:
    """Implements ``domain.ports.Bron`` for a source elsewhere that speaks 3.0.0."""

    def __init__(
        self, klant: Httpklant, registratie: Bronregistratie, kaart: Postcodekaart, maximum: int, bytes_: int
    ) -> None:
        self._verkeer = Bronverkeer(klant, registratie, bytes_)
        self._registratie = registratie
        self._kaart = kaart
        self._maximum = maximum

    async def zoek(self, vraag: Bronvraag) -> Aanbod:
        """Ask with the question as the asker sent it: what this version does not know has no effect there."""
        body = orjson.dumps({"vraagObject": vraag.ruw})
        antwoord = await self._verkeer.vraag(vraag.vraag.soort, vraag.partijen, body)
        return lees_aanbod(antwoord, vraag.vraag, self._kaart, self._maximum)

    async def open(self, partijen: Partijen, soort: Soort, id_: RecordID) -> bytes:
        """Give a record that keeps to the contract."""
        return lees_detail(soort, id_, await self._verkeer.open(soort, partijen, id_))

    async def proef(self, partijen: Partijen) -> None:
        """Say whether the source is there again; raises ``BronFaalt``."""
        soort = min(self._registratie.soorten, default=Soort.VACATURE)
        await self._verkeer.proef(soort, partijen)


def _inhoud(antwoord: Httpantwoord) -> bytes:
    if antwoord.status == HTTPStatus.BAD_REQUEST:
        raise BronFaalt(Reden.GEWEIGERD)
    if antwoord.status != HTTPStatus.OK:
        raise BronFaalt(Reden.STATUS)
    if antwoord.soort != _JSON:
        raise BronFaalt(Reden.INHOUDSTYPE)
    return antwoord.body
