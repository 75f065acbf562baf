"""Time, and several questions at once."""

import asyncio

from openvum.toets.baan import Baan
from openvum.toets.model import Ernst
from openvum.toets.register import regel

_TEGELIJK = 5


@regel(
    "TIJ-01",
    "Een vraag is binnen de tijd beantwoord",
    "VUM-afsprakenstelsel; instelbaar met --vraag-seconden",
    ernst=Ernst.WAARSCHUWING,
)
async def vraag_op_tijd(b: Baan) -> None:
    for _ in range(3):
        wissel = await b.vraag(b.vraagobject())
        if not b.eis(wissel.seconden <= b.doel.vraag_seconden, f"langer dan {b.doel.vraag_seconden:g} s", wissel):
            return


@regel(
    "TIJ-02",
    "Een detail is binnen tien seconden beantwoord",
    "README van VUM 1.0.0: tien seconden; instelbaar met --detail-seconden",
)
async def detail_op_tijd(b: Baan) -> None:
    wissel = await b.open((await b.verse_ids())[0])
    b.eis(wissel.seconden <= b.doel.detail_seconden, f"langer dan {b.doel.detail_seconden:g} s", wissel)


@regel("TIJ-03", "Gelijktijdige vragen krijgen elk hun antwoord", "{matches}.responses.200")
async def gelijktijdig(b: Baan) -> None:
    vraag = b.vraagobject()
    wissels = await asyncio.gather(*(b.vraag(vraag) for _ in range(_TEGELIJK)))
    for wissel in wissels:
        if not b.eis_status(wissel, {200}, f"een van {_TEGELIJK} vragen tegelijk"):
            return


@regel("TIJ-04", "Gelijktijdige vragen krijgen niet elkaars antwoord", "{matches}.responses.200")
async def door_elkaar(b: Baan) -> None:
    basis = b.basis()
    leeg = b.vraagobject({"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 99}})
    goed = await asyncio.gather(*(b.selectie(v) for v in (basis.vraag, leeg, basis.vraag, leeg)))
    alleen = await b.selectie(leeg)
    for selectie, verwacht in zip(goed, (basis, alleen, basis, alleen), strict=True):
        b.eis(selectie.telling == verwacht.telling, "een antwoord is dat van een andere vraag", selectie.wissel)
