"""``openvum deelnemer``: who may ask; and what it shares with ``openvum bron``."""

from typing import Annotated

import typer
from rich.table import Table

from app.cli.kern import (
    CliFout,
    lees,
    lees_naam,
    lees_oin,
    meld,
    opslag_van,
    toon_tabel,
    wacht_op,
    wie,
)
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.registerwijziging import verwijder_deelnemer, zet_bron, zet_deelnemer
from app.models.partijen import Partijklasse
from app.settings import Instellingen

deelnemers = typer.Typer(help="De partijen die mogen vragen.", no_args_is_help=True)
OinOptie = Annotated[str, typer.Option("--oin", metavar="OIN", help="OIN van de organisatie.")]
NaamOptie = Annotated[str, typer.Option("--naam", metavar="NAAM", help="Naam van de organisatie.")]


@deelnemers.command("toevoegen")
def voeg_deelnemer_toe(
    *,
    oin: OinOptie,
    naam: NaamOptie,
    suwi: Annotated[bool, typer.Option("--suwi", help="Een SUWI-partij.")] = False,
    publiek: Annotated[bool, typer.Option("--publiek", help="Een andere publieke partij (standaard).")] = False,
    privaat: Annotated[bool, typer.Option("--privaat", help="Een private partij.")] = False,
    verwerker: Annotated[
        list[str] | None,
        typer.Option("--verwerker", metavar="OIN", help="Wie namens haar mag vragen; te herhalen. Standaard zijzelf."),
    ] = None,
    uitwisseling: Annotated[
        bool, typer.Option("--uitwisseling", help="Mag bronnen bevragen als uitwisseling.")
    ] = False,
) -> None:
    """Registreer een partij, of werk haar bij; geldt meteen."""
    deelnemer = Deelnemer(
        oin=lees_oin("--oin", oin),
        naam=lees_naam("--naam", naam),
        klasse=_klasse(suwi=suwi, publiek=publiek, privaat=privaat),
        verwerkers=frozenset(lees_oin("--verwerker", v) for v in verwerker or ()),
        uitwisseling=uitwisseling,
    )
    wacht_op(zet_in_register(lees(), [deelnemer], []))
    meld(f"Deelnemer {deelnemer.oin} staat in het register ({deelnemer.klasse}).")


@deelnemers.command("verwijder")
def haal_deelnemer_weg(*, oin: OinOptie) -> None:
    """Haal een partij uit het register; geldt meteen."""
    sleutel = lees_oin("--oin", oin)

    async def werk() -> bool:
        async with opslag_van(lees()) as opslag, opslag.schrijven() as transactie:
            return await verwijder_deelnemer(transactie, sleutel, wie())

    if not wacht_op(werk()):
        raise CliFout("--oin: deze partij staat niet in het register")
    meld(f"Deelnemer {sleutel} staat niet meer in het register.")


@deelnemers.command("lijst")
def toon_deelnemers() -> None:
    """Toon de partijen."""
    tabel = maak_tabel("OIN", "Naam", "Klasse", "Verwerkers", "Uitwisseling")
    for d in wacht_op(_deelnemers(lees())):
        tabel.add_row(d.oin, d.naam, d.klasse, " ".join(sorted(d.verwerkers)), "ja" if d.uitwisseling else "")
    toon_tabel(tabel)


async def zet_in_register(
    instellingen: Instellingen, partijen: list[Deelnemer], bronregistraties: list[Bronregistratie]
) -> None:
    """Store parties and sources, and note who did, in one transaction."""
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        for deelnemer in partijen:
            await zet_deelnemer(transactie, deelnemer, wie())
        for bron in bronregistraties:
            await zet_bron(transactie, bron, wie())


async def _deelnemers(instellingen: Instellingen) -> list[Deelnemer]:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return list(await transactie.register.deelnemers())


def _klasse(*, suwi: bool, publiek: bool, privaat: bool) -> Partijklasse:
    if suwi + publiek + privaat > 1:
        raise CliFout("--suwi, --publiek, --privaat: kies er hoogstens één")
    if suwi:
        return Partijklasse.SUWI
    return Partijklasse.PRIVAAT if privaat else Partijklasse.PUBLIEK


def maak_tabel(*koppen: str) -> Table:
    tabel = Table()
    for kop in koppen:
        tabel.add_column(kop, no_wrap="OIN" in kop, overflow="fold")
    return tabel
