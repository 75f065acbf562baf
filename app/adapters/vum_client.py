"""A source elsewhere, over the VUM-Bron contract: what it is asked, and what of its answer is believed.

Headers, paths and status codes: contracts VUM-Bron-WerkzoekendeProfielen and VUM-Bron-Vacatures 3.0.0 and
2.0.0, which are alike in them. A question of the other version is asked in the words of the source's own.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import orjson

from app.adapters.bronantwoord import Lezer, Vertaalwijze
from app.adapters.http import Httpantwoord, HttpFout, Httpklant, Httpoorzaak
from app.domain.bronfout import BronFaalt, Reden
from app.domain.bronport import Aanbod, Bronvraag
from app.domain.criteria import Selectievraag
from app.domain.ports import Bronregistratie
from app.domain.selectievraag import schrijf
from app.domain.vertaling import vertaal_vraag
from app.models.errors import OnbekendRecord
from app.models.identiteit import RecordID
from app.models.partijen import Partijen, Soort
from app.models.versie import Versie

__all__ = ["PAD", "PROEF_ID", "Bronverkeer", "Verrebron", "Vertaalwijze", "koppen"]

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
    """One source's requests and responses, whatever the version; ``maximum`` is in bytes per answer.

    ``wie``: over TLS one of these OINs must answer; none: whoever has the host's name.
    """

    def __init__(self, klant: Httpklant, registratie: Bronregistratie, maximum: int, wie: frozenset[str]) -> None:
        self._klant = klant
        self._registratie = registratie
        self._maximum = maximum
        self._wie = wie

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
            url = f"{self._registratie.url}/{pad}"
            return await self._klant.stuur(methode, url, alle, self._maximum, body, wie=self._wie)
        except HttpFout as fout:
            raise BronFaalt(_OORZAAK[fout.oorzaak]) from None


class Verrebron:
    """Implements ``domain.ports.Bron`` for a source elsewhere; its version is that of the register."""

    def __init__(
        self,
        klant: Httpklant,
        registratie: Bronregistratie,
        wijze: Vertaalwijze,
        maximum: int,
        bytes_: int,
        *,
        wie: frozenset[str] = frozenset(),
    ) -> None:
        self._verkeer = Bronverkeer(klant, registratie, bytes_, wie)
        self._registratie = registratie
        self._wijze = wijze
        self._versie = Versie(registratie.versie)
        self._maximum = maximum

    async def zoek(self, vraag: Bronvraag) -> Aanbod:
        """Ask; in its own version with the question as it was sent: what that does not know has no effect there."""
        ruw = vraag.ruw if vraag.vraag.versie is self._versie else self._in_zijn_woorden(vraag.vraag)
        if ruw is None:
            return Aanbod((), meer=False)
        body = orjson.dumps({"vraagObject": ruw})
        antwoord = await self._verkeer.vraag(vraag.vraag.soort, vraag.partijen, body)
        return Lezer(vraag.vraag, self._versie, self._wijze).aanbod(antwoord, self._maximum)

    async def open(self, partijen: Partijen, soort: Soort, id_: RecordID, versie: Versie) -> bytes:
        """Give a record that keeps to the contract, in this version."""
        body = await self._verkeer.open(soort, partijen, id_)
        return self._wijze.detail(soort, id_, body, (self._versie, versie))

    def _in_zijn_woorden(self, vraag: Selectievraag) -> Mapping[str, Any] | None:
        """Give the vraagObject in the source's version; None when none of its records can meet the question."""
        vertaald = vertaal_vraag(vraag, self._versie, self._wijze.omzetting).vraag
        return None if vertaald is None else schrijf(vertaald)

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
