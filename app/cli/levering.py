"""Runs of deliveries on the command line: begin and do one, show them, and confirm one that waits."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final
from uuid import uuid4

import orjson
import typer
from rich.table import Table

from app.adapters.rapportblad import maak_blad
from app.adapters.spool import Schijfspool
from app.cli.formaten import kies_formaat
from app.cli.kern import CliFout, Uitgang, lees, lees_oin, meld, opslag_van, toon_tabel, wacht_op, wie
from app.cli.rapport import XLSX, eis_schrijfbaar, kop, schrijf, toon, uitgang
from app.domain.aanlevering import Rapport
from app.domain.audit import Herkomst
from app.domain.leveringport import LEVEND, Run, Staat, Wijze
from app.domain.leveringverloop import Verloop, Werk, ruim_verlaten
from app.domain.ports import Opslagfabriek
from app.domain.rapportdocument import pak_uit
from app.domain.toestemming import plaatselijk
from app.main import spelregels_van, tekstwacht_van
from app.models.errors import Conflict
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.settings import Instellingen

MAX_LIJST: Final = 1_000
_LOOPT: Final = "er loopt al een levering van deze soort; zie `openvum levering lijst`"
_ONBEKEND: Final = "deze levering is er niet"

groep = typer.Typer(help="Leveringen van een bron: wat er binnenkwam en wat ervan kwam.", no_args_is_help=True)
_BronOptie = Annotated[str, typer.Option("--bron", metavar="OIN", help="OIN van de bron.")]
_IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Id van de levering.")]


def nieuwe_run(
    bron: Oin,
    soort: Soort,
    formaat: str,
    *,
    wijze: Wijze,
    grondslag: Grondslag | None,
    grondslag_tot: int | None,
    proef: bool,
    bevestigd: bool,
) -> Run:
    """Make a run that this command will do."""
    nu = int(time.time())
    id_ = str(uuid4())
    return Run(
        bron=bron,
        id=id_,
        soort=soort,
        formaat=formaat,
        wijze=wijze,
        volgorde=time.time_ns() // 1000,
        ontvangen_op=nu,
        bijgewerkt_op=nu,
        proef=proef,
        grondslag=grondslag,
        grondslag_tot=grondslag_tot,
        herkomst=Herkomst.CLI,
        werker=id_,
        levend_tot=nu + LEVEND,
        bevestigd=bevestigd,
    )


async def registreer_run(opslag: Opslagfabriek, run: Run) -> None:
    """Register a run. Raises ``CliFout`` where another of this source and kind is under way."""
    async with opslag.schrijven() as transactie:
        await ruim_verlaten(transactie, run.ontvangen_op)
        if not await transactie.leveringen.registreer(run):
            raise CliFout(_LOOPT)


async def voer_run_uit(
    instellingen: Instellingen, opslag: Opslagfabriek, werk: Werk, voortgang: Callable[[Rapport], None]
) -> Rapport:
    """Do a run. Raises ``CliFout`` where somebody else has it."""
    regels = spelregels_van(instellingen, tekstwacht_van(instellingen), wacht_op_bevestiging=False)
    with ExitStack() as stapel:
        tussen = stapel.enter_context(Schijfspool(instellingen.aanleverpad).tussen()) if werk.ineens else None
        try:
            return await Verloop(opslag, regels).voer_uit(werk, tussen, voortgang)
        except Conflict:
            raise CliFout("deze levering wordt al door een ander verwerkt, of is afgebroken") from None


@groep.command("lijst")
def lijst(
    *,
    bron: _BronOptie,
    aantal: Annotated[int, typer.Option("--aantal", min=1, max=MAX_LIJST, help="Hoeveel, de nieuwste eerst.")] = 20,
) -> int:
    """Toon de leveringen van een bron, de nieuwste eerst."""
    instellingen, oin = lees(), lees_oin("--bron", bron)

    async def haal() -> list[Run]:
        async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
            return list(await transactie.leveringen.lijst(oin, None, aantal))

    tabel = Table("Id", "Ontvangen", "Soort", "Formaat", "Wijze", "Staat", "Gelezen", "Geweigerd")
    for run in wacht_op(haal()):
        telling = [str(run.telling.get(naam, 0)) for naam in ("gelezen", "geweigerd")]
        tabel.add_row(run.id, _moment(run.ontvangen_op), run.soort.value, run.formaat, _wijze(run), run.staat, *telling)
    toon_tabel(tabel)
    return 0


@groep.command("toon")
def toon_een(id_: _IdArgument, *, bron: _BronOptie) -> int:
    """Toon een levering met haar aantallen."""
    run, _ = wacht_op(_haal(lees(), lees_oin("--bron", bron), id_))
    regels = {**kop(run), "Staat": run.staat.value, "Ontvangen": _moment(run.ontvangen_op), "Via": run.herkomst.value}
    if run.vervalt_op is not None:
        regels["Wacht tot"] = _moment(run.vervalt_op)
    for naam, waarde in {**regels, **{naam: str(aantal) for naam, aantal in run.telling.items() if aantal}}.items():
        meld(f"{naam}: {waarde}")
    if run.fout:
        meld(f"Niets veranderd: {run.fout}")
    return 0


@groep.command("rapport")
def rapport(
    id_: _IdArgument,
    *,
    bron: _BronOptie,
    naar: Annotated[
        Path, typer.Option("--rapport", metavar="RAPPORT.json|RAPPORT.xlsx", help="Schrijf het rapport hierheen.")
    ],
) -> int:
    """Schrijf het rapport van een levering als JSON of als werkmap."""
    eis_schrijfbaar(naar)
    run, inhoud = wacht_op(_haal(lees(), lees_oin("--bron", bron), id_))
    if inhoud is None:
        raise CliFout("van deze levering is er (nog) geen rapport")
    als_json = pak_uit(inhoud)
    schrijf(naar, maak_blad(kop(run), orjson.loads(als_json)) if naar.suffix.lower() == XLSX else als_json)
    meld(f"Het rapport staat in {naar}.")
    return 0


@groep.command("bevestig")
def bevestig(id_: _IdArgument, *, bron: _BronOptie) -> int:
    """Verwerk nu een levering die op bevestiging wacht, omdat zij veel records verwijdert."""
    instellingen, oin = lees(), lees_oin("--bron", bron)
    run, _ = wacht_op(_haal(instellingen, oin, id_))
    spool = Schijfspool(instellingen.aanleverpad)
    if run.staat is not Staat.WACHT:
        raise CliFout("deze levering wacht niet op bevestiging")
    if not spool.bestaat(id_):
        raise CliFout("het bestand van deze levering is hier niet (meer); zie OPENVUM_AANLEVERING_MAP")
    vorm = kies_formaat(instellingen, run.formaat, run.soort, oin)

    async def doe() -> Rapport:
        async with opslag_van(instellingen) as opslag:
            verder = await _neem(opslag, run)
            with spool.open(id_) as bestand:
                werk = Werk(verder, vorm.versie, vorm.lees(bestand), vorm.verslag, wie())
                return await voer_run_uit(instellingen, opslag, werk, lambda _: None)

    uitkomst = wacht_op(doe())
    spool.verwijder(id_)
    toon(run.soort.value, run, uitkomst)
    return uitgang(uitkomst)


async def _neem(opslag: Opslagfabriek, run: Run) -> Run:
    nu = int(time.time())
    verder = replace(run, staat=Staat.ONTVANGEN, bevestigd=True, fout="", vervalt_op=None, bijgewerkt_op=nu)
    verder = replace(verder, werker=str(uuid4()), levend_tot=nu + LEVEND)
    async with opslag.schrijven() as transactie:
        if not await transactie.leveringen.zet(verder, {Staat.WACHT}):
            raise CliFout("deze levering wacht niet meer op bevestiging", Uitgang.NIETS)
    return verder


async def _haal(instellingen: Instellingen, bron: Oin, id_: str) -> tuple[Run, bytes | None]:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        run = await transactie.leveringen.lees(bron, id_)
        if run is None:
            raise CliFout(_ONBEKEND)
        return run, await transactie.leveringen.rapport(bron, id_)


def _wijze(run: Run) -> str:
    return f"{run.wijze.value} (proef)" if run.proef else run.wijze.value


def _moment(seconden: int) -> str:
    return plaatselijk(seconden).strftime("%Y-%m-%d %H:%M")
