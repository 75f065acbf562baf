"""``openvum referentielijst``: load lists of codes and names, look in them, and decide what a name means."""

import time
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table

from app.adapters.referentielijsten import Lijstfout, lees_lijst
from app.adapters.referentielijsten.voorstellen import lees_besluiten
from app.cli.kern import CliFout, kies, lees, meld, opslag_van, regel_overtreden, toon_tabel, vandaag, wacht_op, wie
from app.domain.referentielijst import Begrip, Lijst
from app.domain.referentieport import Lijstversie, lijst_op, versie_op, versies
from app.domain.referentiewijziging import OnbekendeCode, besluit_namen, laad_lijst, verwijder_lijst
from app.settings import Instellingen

GETOOND: Final = 50
_Naam = Annotated[str, typer.Argument(metavar="LIJST", help=f"Een van: {', '.join(Lijst)}.")]
_Vanaf = Annotated[str, typer.Option("--geldig-vanaf", metavar="DATUM", help="Eerste dag waarop deze versie geldt.")]
groep = typer.Typer(help="Referentielijsten: codes met hun namen, in versies.", no_args_is_help=True)


@groep.command("laden")
def laden(
    lijst: _Naam,
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="CSV, of SKOS als Turtle, RDF/XML of JSON-LD.")],
    geldig_vanaf: _Vanaf,
    selectie: Annotated[
        str | None, typer.Option("--selectie", metavar="URI", help="SKOS: alleen begrippen van dit type of schema.")
    ] = None,
    proef: Annotated[bool, typer.Option("--proef", help="Controleer alleen; verander niets.")] = False,
) -> int:
    """Laad een versie van een lijst; een versie met dezelfde dag wordt vervangen. Geldt meteen."""
    instellingen, gekozen, vanaf = lees(), kies("LIJST", lijst, Lijst), _dag("--geldig-vanaf", geldig_vanaf)
    try:
        gelezen = lees_lijst(gekozen, bestand, selectie)
    except Lijstfout as fout:
        raise CliFout(str(fout)) from None
    over = (
        f", {gelezen.overgeslagen} overgeslagen (vervallen, of zonder Nederlandse naam)" if gelezen.overgeslagen else ""
    )
    if proef:
        meld(f"{gekozen}: {len(gelezen.begrippen)} begrippen{over} (proef: er is niets veranderd)")
        return 0
    nieuw = wacht_op(_laad(instellingen, gekozen, vanaf, list(gelezen.begrippen.values())))
    stand = "geladen" if nieuw else "ongewijzigd"
    meld(f"{gekozen} vanaf {vanaf}: {len(gelezen.begrippen)} begrippen {stand}{over}")
    return 0


@groep.command("lijst")
def lijst_versies() -> int:
    """Toon welke lijsten er zijn, met hun versies."""
    tabel = Table("Lijst", "Geldig vanaf", "Geldig tot en met", "Begrippen")
    for v in wacht_op(_versies(lees())):
        tabel.add_row(v.lijst.value, str(v.geldig_vanaf), str(v.geldig_tot or ""), str(v.aantal))
    toon_tabel(tabel)
    return 0


@groep.command("toon")
def toon(
    lijst: _Naam,
    dag: Annotated[
        str | None, typer.Option("--dag", metavar="DATUM", help="Zoals zij gold; standaard vandaag.")
    ] = None,
    zoek: Annotated[str | None, typer.Option("--zoek", metavar="NAAM", help="Een code, naam of synoniem.")] = None,
) -> int:
    """Toon de eerste begrippen van een lijst, of zoek er een zoals een aanlevering dat doet."""
    gekozen, op = kies("LIJST", lijst, Lijst), vandaag() if dag is None else _dag("--dag", dag)
    gevonden = wacht_op(_begrippen(lees(), gekozen, op, zoek))
    if gevonden is None:
        raise CliFout(f"{gekozen}: er is geen versie die op {op} geldt")
    tabel = Table("Code", "Naam", "Synoniemen")
    for begrip in gevonden:
        tabel.add_row(begrip.code, begrip.naam, " | ".join(begrip.synoniemen))
    toon_tabel(tabel)
    return 0 if gevonden else 1


@groep.command("synoniemen")
def synoniemen(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Nagekeken bestand van `formaat voorstellen`.")],
    vervang: Annotated[
        bool, typer.Option("--vervang", help="Vergeet wat eerder voor deze lijsten besloten is.")
    ] = False,
) -> int:
    """Leg vast wat namen betekenen: kolommen lijst, naam en code; een regel zonder code telt niet."""
    instellingen = lees()
    try:
        besluiten = lees_besluiten(bestand)
        aantal = wacht_op(_besluit(instellingen, besluiten, vervang=vervang))
    except Lijstfout as fout:
        raise CliFout(str(fout)) from None
    except OnbekendeCode as fout:
        raise CliFout(f"{bestand.name}: {fout}; er is niets vastgelegd") from None
    meld(f"{aantal} namen vastgelegd")
    return 0


@groep.command("verwijder")
def verwijder(lijst: _Naam, geldig_vanaf: _Vanaf) -> int:
    """Verwijder een versie van een lijst; geldt meteen."""
    instellingen, gekozen, vanaf = lees(), kies("LIJST", lijst, Lijst), _dag("--geldig-vanaf", geldig_vanaf)
    if not wacht_op(_verwijder(instellingen, gekozen, vanaf)):
        raise CliFout(f"{gekozen}: er is geen versie vanaf {vanaf}")
    meld(f"{gekozen} vanaf {vanaf} is verwijderd")
    return 0


def _dag(optie: str, waarde: str) -> date:
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        regel_overtreden(optie, "moet een datum zijn, JJJJ-MM-DD")


async def _laad(instellingen: Instellingen, lijst: Lijst, vanaf: date, begrippen: list[Begrip]) -> bool:
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        return await laad_lijst(transactie, lijst, vanaf, begrippen, int(time.time()), wie=wie())


async def _versies(instellingen: Instellingen) -> list[Lijstversie]:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return await versies(transactie.referentielijsten)


async def _begrippen(instellingen: Instellingen, lijst: Lijst, dag: date, zoek: str | None) -> list[Begrip] | None:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        lijsten = transactie.referentielijsten
        versie = await versie_op(lijsten, lijst, dag)
        if versie is None:
            return None
        if zoek is None:
            return list(await lijsten.blad(lijst, versie.geldig_vanaf, dag, "", GETOOND))
        heel = await lijst_op(lijsten, lijst, dag)
        gevonden = heel.zoek(zoek) if heel else None
        return [gevonden] if gevonden else []


async def _besluit(instellingen: Instellingen, besluiten: dict[Lijst, list[tuple[str, str]]], *, vervang: bool) -> int:
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        return await besluit_namen(transactie, besluiten, wie(), vervang=vervang)


async def _verwijder(instellingen: Instellingen, lijst: Lijst, vanaf: date) -> bool:
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        return await verwijder_lijst(transactie, lijst, vanaf, wie())
