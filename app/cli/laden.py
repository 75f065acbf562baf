"""``openvum laden``: take a file of records in."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer
from rich.console import Console
from rich.progress import Progress

from app.adapters.formaten import Formaat
from app.cli.formaten import kies_formaat
from app.cli.kern import (
    CliFout,
    Uitgang,
    is_sandbox,
    kies,
    lees,
    lees_dag,
    lees_oin,
    meld_fout,
    opslag_van,
    regel_overtreden,
    wacht_op,
    wie,
)
from app.cli.levering import nieuwe_run, registreer_run, voer_run_uit
from app.cli.rapport import eis_schrijfbaar, schrijf_rapport, toon, uitgang
from app.domain.aanlevering import Rapport
from app.domain.leveringport import Run, Wijze
from app.domain.leveringverloop import Werk
from app.domain.ports import Bronregistratie, Opslagfabriek
from app.domain.registerwijziging import zet_bron
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.settings import Instellingen


class Soorten(StrEnum):
    """The kinds of record, by the plural that the command takes."""

    WERKZOEKENDEN = "werkzoekenden"
    VACATURES = "vacatures"


_SOORT: Final = {Soorten.WERKZOEKENDEN: Soort.WERKZOEKENDE, Soorten.VACATURES: Soort.VACATURE}


def laden(
    *,
    soort: Annotated[str, typer.Argument(metavar="werkzoekenden|vacatures", help="Wat er in het bestand staat.")],
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="JSON, csv, xlsx of xml, naar het formaat.")],
    bron: Annotated[str, typer.Option("--bron", metavar="OIN", help="OIN van de bron die aanlevert.")],
    formaat: Annotated[str, typer.Option("--formaat", help="vum3, vum2 of een van `openvum formaat lijst`.")] = "vum3",
    grondslag: Annotated[
        str | None,
        typer.Option("--grondslag", help="publieke_taak of toestemming; verplicht in productie (werkzoekenden)."),
    ] = None,
    grondslag_tot: Annotated[
        str | None,
        typer.Option("--grondslag-tot", metavar="DATUM", help="Laatste dag van de grondslag; daarna ziet niemand ze."),
    ] = None,
    volledig: Annotated[bool, typer.Option("--volledig", help="Vervang alle records van deze bron.")] = False,
    verwijder: Annotated[bool, typer.Option("--verwijder", help="Verwijder wat er in het bestand staat.")] = False,
    bevestig: Annotated[bool, typer.Option("--bevestig", help="Ook als dat een groot deel verwijdert.")] = False,
    proef: Annotated[bool, typer.Option("--proef", help="Controleer alleen; verander niets.")] = False,
    rapport: Annotated[
        Path | None,
        typer.Option("--rapport", metavar="RAPPORT.json|RAPPORT.xlsx", help="Schrijf het rapport hierheen."),
    ] = None,
) -> int:
    """Laad records van een bron; veilig te herhalen. Uitgang: 0 alles, 1 deels geweigerd, 2 niets gedaan."""
    instellingen = lees()
    gekozen, oin = _SOORT[kies("SOORT", soort, Soorten)], lees_oin("--bron", bron)
    vorm = kies_formaat(instellingen, formaat, gekozen, oin)
    run = nieuwe_run(
        oin,
        gekozen,
        formaat,
        wijze=_wijze(volledig=volledig, verwijder=verwijder),
        grondslag=_grondslag(gekozen, grondslag, is_sandbox(instellingen), vorm.grondslag),
        grondslag_tot=_grondslag_tot(gekozen, grondslag_tot),
        proef=proef,
        bevestigd=bevestig,
    )
    return _doe(instellingen, run, vorm, bestand, rapport)


def _doe(instellingen: Instellingen, run: Run, formaat: Formaat, bestand: Path, rapport: Path | None) -> Uitgang:
    eis_schrijfbaar(rapport)
    uitkomst = _laad(instellingen, run, formaat, bestand)
    if rapport is not None:
        schrijf_rapport(rapport, run, uitkomst)
    toon("werkzoekenden" if run.soort is Soort.WERKZOEKENDE else "vacatures", run, uitkomst)
    return uitgang(uitkomst)


def _wijze(*, volledig: bool, verwijder: bool) -> Wijze:
    if volledig and verwijder:
        regel_overtreden("--verwijder", "gaat niet samen met --volledig")
    return Wijze.VERVANGEN if volledig else Wijze.VERWIJDEREN if verwijder else Wijze.AANVULLEN


def _grondslag(soort: Soort, waarde: str | None, sandbox: bool, in_bestand: Grondslag | None) -> Grondslag | None:
    gekozen = in_bestand if waarde is None else kies("--grondslag", waarde, Grondslag)
    if in_bestand and gekozen is not in_bestand:
        regel_overtreden("--grondslag", f"in dit formaat is de grondslag {in_bestand.value}: elke rij zegt haar zelf")
    if soort is Soort.VACATURE:
        if gekozen:
            meld_fout("--grondslag: heeft geen effect; vacatures hebben geen grondslag")
        return None
    if gekozen is None and not sandbox:
        regel_overtreden("--grondslag", "is verplicht in productie: publieke_taak of toestemming")
    return gekozen or Grondslag.PUBLIEKE_TAAK


def _grondslag_tot(soort: Soort, waarde: str | None) -> int | None:
    if waarde is None:
        return None
    if soort is Soort.VACATURE:
        regel_overtreden("--grondslag-tot", "vacatures hebben geen grondslag")
    tot = lees_dag("--grondslag-tot", waarde)
    if tot <= time.time():
        regel_overtreden("--grondslag-tot", "ligt in het verleden")
    return tot


def _laad(instellingen: Instellingen, run: Run, formaat: Formaat, pad: Path) -> Rapport:
    try:
        bestand = pad.open("rb")
    except OSError as fout:
        raise CliFout(f"{pad} is niet te lezen: {fout.strerror}") from None
    with bestand, _voortgang(bestand) as toon_voortgang:
        met_grootte = replace(run, grootte=os.fstat(bestand.fileno()).st_size)
        return wacht_op(_lever_aan(instellingen, met_grootte, formaat, bestand, toon_voortgang))


async def _lever_aan(
    instellingen: Instellingen,
    run: Run,
    formaat: Formaat,
    bestand: BinaryIO,
    toon_voortgang: Callable[[Rapport], None],
) -> Rapport:
    async with opslag_van(instellingen) as opslag:
        await _eis_bron(opslag, run, is_sandbox(instellingen))
        await registreer_run(opslag, run)
        # Batches for what only adds: a large first load never holds up the node for long.
        ineens = run.wijze is not Wijze.AANVULLEN
        werk = Werk(run, formaat.versie, formaat.lees(bestand), formaat.verslag, wie(), ineens=ineens)
        return await voer_run_uit(instellingen, opslag, werk, toon_voortgang)


async def _eis_bron(opslag: Opslagfabriek, run: Run, sandbox: bool) -> None:
    """See to it that the source is registered and lives in this node. Raises ``CliFout``."""
    async with opslag.lezen() as transactie:
        bekend = await transactie.register.bron(run.bron)
    if bekend is not None and bekend.url is not None:
        regel_overtreden("--bron", "deze bron staat elders (zij heeft een URL); laad haar records daar")
    if bekend is None and not sandbox:
        regel_overtreden("--bron", "is niet geregistreerd: voeg haar toe met `openvum bron toevoegen`")
    if bekend is None and not run.proef:
        await _registreer(opslag, run.bron)


async def _registreer(opslag: Opslagfabriek, oin: Oin) -> None:
    async with opslag.schrijven() as transactie:
        await zet_bron(transactie, Bronregistratie(oin, f"Bron {oin}"), wie())


@contextmanager
def _voortgang(bestand: BinaryIO) -> Iterator[Callable[[Rapport], None]]:
    """Show how far the file is read, on a terminal only."""
    grootte = os.fstat(bestand.fileno()).st_size
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as balk:
        taak = balk.add_task("laden", total=grootte or None)
        yield lambda rapport: balk.update(
            taak, completed=bestand.tell(), description=f"{rapport.gelezen} gelezen, {rapport.geweigerd} geweigerd"
        )
