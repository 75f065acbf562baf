"""The door to the rights of the person, asked through the source that holds the person. Each operation:

1. who asks was let in by the edge (``toelating``); its processor must be one of its own (``mandaat``): 401
2. what is asked, judged by its model (``models.inzage``): 400
3. may this party act for the persons of this source (``mandaat``): 403
4. the right itself, recorded before it is done (``rechten``)

No id of a person is in a URL, and no error says what was sent.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from app.domain.ports import Opslagfabriek
from app.domain.toestemming import Bezwaarmaken, Geven, Intrekken, Opheffen, Registerhandeling, einde_van
from app.domain.verwerking import Activiteit, Spoor
from app.models.aanroeper import Aanroeper
from app.models.identiteit import Oin
from app.models.inzage import (
    CorrectieVerzoek,
    IntrekkingVerzoek,
    InzageVerzoek,
    PersoonVerzoek,
    ToestemmingVerzoek,
)
from app.models.lezen import lees_bericht
from app.models.partijen import Omvang
from app.privacy import mandaat
from app.privacy.antwoord import Antwoord
from app.privacy.rechten import Bladzijde, Namens, Persoon, Rechten

_V = TypeVar("_V", bound=PersoonVerzoek)


@dataclass(frozen=True, slots=True)
class Verzoeker:
    """The caller whom the edge has let in, and what it says besides. The trace is as received, not judged."""

    aanroeper: Aanroeper
    via: Oin | None = None
    traceparent: str | None = None
    tracestate: str | None = None


class Inzagepoort:
    """Every operation takes who asks and the body as it was sent."""

    def __init__(self, opslag: Opslagfabriek, rechten: Rechten, eigen_oin: Oin, body_bytes: int) -> None:
        self._opslag = opslag
        self._rechten = rechten
        self._eigen_oin = eigen_oin
        self._body_bytes = body_bytes

    async def inzageverzoek(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /inzageverzoeken``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, InzageVerzoek, body)
        blad = Bladzijde(vraag.pagina, vraag.aantal, vraag.peilmoment)
        return _antwoord(await self._rechten.wie_vroeg(namens, _persoon(vraag), blad))

    async def export(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /exporten``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, PersoonVerzoek, body)
        return _antwoord(await self._rechten.exporteer(namens, _persoon(vraag)))

    async def correctie(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /correcties``."""
        namens, vraag, ruw = await self._toegelaten(verzoeker, CorrectieVerzoek, body)
        return _antwoord(await self._rechten.corrigeer(namens, _persoon(vraag), ruw["werkzoekende"]))

    async def bezwaar(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /bezwaren``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, PersoonVerzoek, body)
        return await self._wijzig(namens, vraag, Activiteit.BEZWAAR_BETROKKENE, Bezwaarmaken())

    async def hef_bezwaar_op(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /bezwaren/opheffingen``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, PersoonVerzoek, body)
        return await self._wijzig(namens, vraag, Activiteit.BEZWAAR_BETROKKENE, Opheffen())

    async def toestemming(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /toestemmingen``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, ToestemmingVerzoek, body)
        tot = None if vraag.geldigTot is None else einde_van(vraag.geldigTot)
        geven = Geven(Omvang(vraag.omvang), tot, (vraag.wijze or "").strip())
        return await self._wijzig(namens, vraag, Activiteit.TOESTEMMING_BETROKKENE, geven)

    async def trek_toestemming_in(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /toestemmingen/intrekkingen``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, IntrekkingVerzoek, body)
        intrekken = Intrekken(Omvang(vraag.omvang))
        return await self._wijzig(namens, vraag, Activiteit.TOESTEMMING_BETROKKENE, intrekken)

    async def toestemmingshistorie(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /toestemmingen/historie``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, PersoonVerzoek, body)
        return _antwoord(await self._rechten.toestemmingen(namens, _persoon(vraag)))

    async def wissing(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /wissingen``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, PersoonVerzoek, body)
        return _antwoord(await self._rechten.wis(namens, _persoon(vraag)))

    async def hef_wissing_op(self, verzoeker: Verzoeker, body: bytes) -> Antwoord:
        """Answer ``POST /wissingen/opheffingen``."""
        namens, vraag, _ = await self._toegelaten(verzoeker, PersoonVerzoek, body)
        return _antwoord(await self._rechten.hef_wissing_op(namens, _persoon(vraag)))

    async def _toegelaten(
        self, verzoeker: Verzoeker, model: type[_V], body: bytes
    ) -> tuple[Namens, _V, dict[str, Any]]:
        async with self._opslag.lezen() as opslag:
            partij = await mandaat.vrager_bij_inzage(
                opslag.register, verzoeker.aanroeper, verzoeker.via, self._eigen_oin
            )
            vraag, ruw = lees_bericht(model, body, self._body_bytes)
            await mandaat.eis_bron_van(opslag.register, verzoeker.aanroeper, vraag.bron, self._eigen_oin)
        spoor = Spoor.lees(verzoeker.traceparent, verzoeker.tracestate)
        return Namens(partij.oin, verzoeker.via or partij.oin, partij.klasse, spoor=spoor), vraag, ruw

    async def _wijzig(
        self, namens: Namens, vraag: PersoonVerzoek, activiteit: Activiteit, handeling: Registerhandeling
    ) -> Antwoord:
        return _antwoord(await self._rechten.wijzig_register(namens, _persoon(vraag), activiteit, handeling))


def _persoon(vraag: PersoonVerzoek) -> Persoon:
    return Persoon(vraag.bron, vraag.id)


def _antwoord(inhoud: dict[str, Any]) -> Antwoord:
    return Antwoord(orjson.dumps(inhoud))
