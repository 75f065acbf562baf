"""A run: find out what there is, judge every rule that applies, one at a time."""

import fnmatch
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import httpx
import orjson

from app.models.partijen import Soort
from openvum.toets.baan import JSON, Baan
from openvum.toets.doel import Doel
from openvum.toets.kennis import Kennis, verken
from openvum.toets.lijn import ONBEREIKBAAR, PAD, Lijn
from openvum.toets.model import Oordeel, Regel, Uitkomst, Verslag
from openvum.toets.register import alle_regels
from openvum.toets.selectie import Selectie, lees_selectie
from openvum.toets.wissel import NietTeBeoordelen, Verbroken, Wissel

Voortgang = Callable[[int, int, Regel, Soort], None]
ONVERWACHT: Final = "het antwoord heeft een vorm waarop deze regel niet rekent"
_ZONDER_BASIS: Final = "een gewone vraag krijgt geen bruikbaar antwoord; zie de regels BER"


def kies(patronen: Iterable[str]) -> tuple[Regel, ...]:
    """Give the rules whose id fits one of these patterns (``SEL-*``); without patterns all."""
    keuze = list(patronen)
    return tuple(r for r in alle_regels() if not keuze or any(fnmatch.fnmatchcase(r.id, p) for p in keuze))


async def toets(
    doel: Doel,
    *,
    regels: Iterable[str] = (),
    transport: httpx.AsyncBaseTransport | None = None,
    voortgang: Voortgang = lambda *_: None,
) -> Verslag:
    """Check an interface. Never raises for what the other side does."""
    gekozen = [r for r in kies(regels) if doel.testset or not r.testset]
    begonnen, klok = datetime.now(UTC), time.perf_counter()
    lijn = Lijn(doel, transport)
    loop = _Loop(lijn, gekozen, voortgang)
    try:
        for soort in doel.soorten:
            await loop.soort(soort)
    finally:
        await lijn.sluit()
    return Verslag(
        doel=doel.url,
        rol=doel.rol,
        versie=doel.versie,
        begonnen=begonnen.isoformat(timespec="seconds"),
        seconden=time.perf_counter() - klok,
        uitkomsten=tuple(loop.uitkomsten),
        onbereikbaar=loop.onbereikbaar,
    )


class _Loop:
    def __init__(self, lijn: Lijn, regels: Sequence[Regel], voortgang: Voortgang) -> None:
        self.lijn = lijn
        self.uitkomsten: list[Uitkomst] = []
        self.onbereikbaar = False
        self._voortgang = voortgang
        doel = lijn.doel
        self._regels = {s: [r for r in regels if r.geldt(doel.rol, doel.versie, s)] for s in doel.soorten}
        self._totaal = sum(map(len, self._regels.values()))

    async def soort(self, soort: Soort) -> None:
        """Judge every rule for one kind; when the basis is not there, the others are not judged."""
        kennis, bruikbaar = await self._verken(soort)
        self.onbereikbaar = self.onbereikbaar or (kennis.storing is not None and kennis.storing.storing == ONBEREIKBAAR)
        for regel in self._regels[soort]:
            self._voortgang(len(self.uitkomsten) + 1, self._totaal, regel, soort)
            if regel.basis or bruikbaar:
                self.uitkomsten.append(await self._toets(regel, soort, kennis))
            else:
                self.uitkomsten.append(Uitkomst(regel, soort, Oordeel.NIET_TE_BEOORDELEN, reden=_ZONDER_BASIS))

    async def _verken(self, soort: Soort) -> tuple[Kennis, bool]:
        doel = self.lijn.doel
        eerste: list[Wissel] = []

        async def vraag(vraag: Mapping[str, Any]) -> Selectie | Wissel:
            koppen = [*self.lijn.koppen(), ("Content-Type", JSON)]
            wissel = await self.lijn.stuur(
                "POST", f"{PAD[soort]}/matches", koppen, orjson.dumps({"vraagObject": vraag})
            )
            eerste.append(wissel)
            return lees_selectie(wissel, vraag, doel.rol, soort) or wissel

        try:
            kennis = await verken(vraag, soort, doel.postcodes, doel.hoogste)
        except Verbroken as fout:
            kennis = Kennis({"postcode": doel.postcodes[0], "afstand": 10}, storing=fout.wissel)
            kennis.gewoon = eerste[0] if eerste else fout.wissel
            return kennis, False
        return kennis, bool(kennis.proeven)

    async def _toets(self, regel: Regel, soort: Soort, kennis: Kennis) -> Uitkomst:
        baan = Baan(self.lijn, soort, kennis, regel)
        begin, reden = time.perf_counter(), ""
        try:
            await regel.toets(baan)
        except Verbroken as fout:
            baan.meld(fout.wissel.storing, fout.wissel)
        except NietTeBeoordelen as fout:
            reden = str(fout)
        except Exception as fout:  # noqa: BLE001 -- an answer of a form that nobody thought of must not end the run
            reden = f"{ONVERWACHT} ({type(fout).__name__})"
        oordeel = Oordeel.NIET_TE_BEOORDELEN if reden else Oordeel.GOED
        if baan.bevindingen:
            oordeel = Oordeel.BEVINDING
        return Uitkomst(
            regel=regel,
            soort=soort,
            oordeel=oordeel,
            bevindingen=tuple(baan.bevindingen),
            reden=reden,
            verzoeken=baan.verzoeken,
            seconden=time.perf_counter() - begin,
        )
