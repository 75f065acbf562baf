"""``openvum toets``: check whether a VUM source or exchange, of whatever maker, keeps to the standard."""

import asyncio
import inspect
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from app.cli.kern import CliFout, Uitgang, meld, regel_overtreden, toon_tabel
from app.cli.toetsopties import Opties
from app.models.partijen import Soort
from app.models.versie import Versie
from openvum.toets import Doel, Ernst, Oordeel, Regel, Verslag, toets
from openvum.toets.loop import kies as kies_regels
from openvum.toets.testset import schrijf
from openvum.toets.verslag import VORMEN

_MEEST: Final = 8
UITLEG: Final = (
    "Toets of een VUM-bron of -uitwisseling, van wie ook, zich aan de standaard houdt. "
    "Uitgang 0: niets gevonden; 1: fouten gevonden; 2: er is niet getoetst."
)


def voer_uit(opties: Opties) -> int:
    """Check, say what was found, write the reports that were asked; gives the exit code."""
    if opties.schrijf_testset is not None:
        return _schrijf_testset(opties.schrijf_testset, opties.gekozen_versie())
    if not kies_regels(opties.regel or ()):
        regel_overtreden("--regel", "past op geen enkele regel; docs/toets-regels.md noemt ze")
    for pad in opties.verslag or ():
        if pad.suffix not in VORMEN:
            regel_overtreden("--verslag", f"moet eindigen op {', '.join(VORMEN)}")
    verslag = replace(_toets(opties.doel(), opties.regel or ()), toon_waarden=opties.toon_waarden)
    _schrijf_verslagen(verslag, opties.verslag or ())
    _toon(verslag)
    if verslag.onbereikbaar:
        raise CliFout("het adres is niet bereikbaar; er is niet getoetst")
    slecht = verslag.bevindingen(Ernst.FOUT) + (verslag.bevindingen(Ernst.WAARSCHUWING) if opties.streng else 0)
    return Uitgang.DEELS if slecht else Uitgang.GOED


def _opdracht() -> Callable[..., int]:
    """Give a function that has the options as its parameters: that is what the command line is made of."""

    def toets(**keuzen: object) -> int:
        return voer_uit(Opties(**keuzen))  # type: ignore[arg-type]  # of the types that its signature says

    vars(toets).update(__signature__=inspect.signature(Opties))
    toets.__annotations__ = {naam: p.annotation for naam, p in inspect.signature(Opties).parameters.items()}
    return toets


opdracht: Final = _opdracht()


def _schrijf_testset(map_: Path, versie: Versie) -> int:
    try:
        paden = schrijf(map_, versie)
    except OSError as fout:
        raise CliFout(f"--schrijf-testset: niet te schrijven ({fout.strerror})") from None
    for pad in paden:
        meld(f"geschreven: {pad}")
    return Uitgang.GOED


def _toets(doel: Doel, regels: Iterable[str]) -> Verslag:
    kolommen = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    met_balk = Progress(*kolommen, console=Console(stderr=True), transient=True)
    met_balk.disable = not met_balk.console.is_terminal
    with met_balk as balk:
        taak = balk.add_task("Toetsen", total=None)

        def voortgang(nummer: int, totaal: int, regel: Regel, soort: Soort) -> None:
            balk.update(taak, completed=nummer, total=totaal, description=f"{regel.id} {soort}")

        return asyncio.run(toets(doel, regels=regels, voortgang=voortgang))


def _schrijf_verslagen(verslag: Verslag, paden: Iterable[Path]) -> None:
    for pad in paden:
        try:
            pad.write_text(VORMEN[pad.suffix](verslag), encoding="utf-8")
        except OSError as fout:
            raise CliFout(f"--verslag: niet te schrijven ({fout.strerror})") from None


def _toon(verslag: Verslag) -> None:
    tabel = Table("Regel", "Soort", "Ernst", "Wat")
    for uitkomst in verslag.uitkomsten:
        for bevinding in uitkomst.bevindingen:
            tabel.add_row(
                uitkomst.regel.id, uitkomst.soort, bevinding.ernst, f"{uitkomst.regel.titel}: {bevinding.wat}"
            )
    if tabel.row_count:
        toon_tabel(tabel)
    _toon_niet_beoordeeld(verslag)
    meld(
        f"{verslag.aantal(Oordeel.GOED)} regels in orde, {verslag.bevindingen(Ernst.FOUT)} fouten, "
        f"{verslag.bevindingen(Ernst.WAARSCHUWING)} waarschuwingen, {verslag.aantal(Oordeel.NIET_TE_BEOORDELEN)} niet te "
        f"beoordelen; {verslag.verzoeken} verzoeken in {verslag.seconden:.1f} s"
    )


def _toon_niet_beoordeeld(verslag: Verslag) -> None:
    """By reason; what could not be judged is not in order either."""
    op_reden: dict[str, list[str]] = {}
    for uitkomst in verslag.uitkomsten:
        if uitkomst.oordeel is Oordeel.NIET_TE_BEOORDELEN:
            op_reden.setdefault(uitkomst.reden, []).append(f"{uitkomst.regel.id} {uitkomst.soort}")
    for reden, regels in op_reden.items():
        rest = f" en nog {len(regels) - _MEEST}" if len(regels) > _MEEST else ""
        meld(f"Niet te beoordelen, {reden}: {', '.join(regels[:_MEEST])}{rest}")
