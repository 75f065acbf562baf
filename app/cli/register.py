"""``openvum deelnemer`` and ``openvum bron``: who may ask, and who answers."""

from typing import Annotated, Final
from urllib.parse import urlsplit

import typer
from rich.table import Table

from app.cli.kern import (
    CliFout,
    is_sandbox,
    lees,
    lees_naam,
    lees_oin,
    meld,
    opslag_van,
    regel_overtreden,
    toon_tabel,
    wacht_op,
    wie,
)
from app.domain.ports import Bronregistratie, Deelnemer
from app.domain.registerwijziging import zet_bron, zet_deelnemer
from app.models.partijen import Partijklasse
from app.settings import Instellingen

VERSIES: Final = ("3.0.0", "2.0.0")
deelnemers = typer.Typer(help="De partijen die mogen vragen.", no_args_is_help=True)
bronnen = typer.Typer(help="De bronnen die antwoorden.", no_args_is_help=True)
_OinOptie = Annotated[str, typer.Option("--oin", metavar="OIN", help="OIN van de organisatie.")]
_NaamOptie = Annotated[str, typer.Option("--naam", metavar="NAAM", help="Naam van de organisatie.")]


@deelnemers.command("toevoegen")
def voeg_deelnemer_toe(
    *,
    oin: _OinOptie,
    naam: _NaamOptie,
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


@deelnemers.command("lijst")
def toon_deelnemers() -> None:
    """Toon de partijen."""
    tabel = _tabel("OIN", "Naam", "Klasse", "Verwerkers", "Uitwisseling")
    for d in wacht_op(_deelnemers(lees())):
        tabel.add_row(d.oin, d.naam, d.klasse, " ".join(sorted(d.verwerkers)), "ja" if d.uitwisseling else "")
    toon_tabel(tabel)


@bronnen.command("toevoegen")
def voeg_bron_toe(
    *,
    oin: _OinOptie,
    naam: _NaamOptie,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Basis van de bron elders; zonder: een bron in deze node."),
    ] = None,
    versie: Annotated[str, typer.Option("--versie", help="Versie van de standaard: 3.0.0 of 2.0.0.")] = VERSIES[0],
    verwerker: Annotated[
        str | None, typer.Option("--verwerker", metavar="OIN", help="Verwerker van de bron; standaard de bron zelf.")
    ] = None,
) -> None:
    """Registreer een bron, of werk haar bij; geldt meteen."""
    instellingen = lees()
    if versie not in VERSIES:
        regel_overtreden("--versie", f"moet een van deze zijn: {', '.join(VERSIES)}")
    bron = Bronregistratie(
        oin=lees_oin("--oin", oin),
        naam=lees_naam("--naam", naam),
        url=None if url is None else lees_url("--url", url, http_mag=is_sandbox(instellingen)),
        versie=versie,
        verwerker=None if verwerker is None else lees_oin("--verwerker", verwerker),
    )
    wacht_op(zet_in_register(instellingen, [], [bron]))
    meld(f"Bron {bron.oin} staat in het register ({bron.url or 'in deze node'}).")


@bronnen.command("lijst")
def toon_bronnen() -> None:
    """Toon de bronnen."""
    tabel = _tabel("OIN", "Naam", "URL", "Versie", "Verwerker")
    for b in wacht_op(_bronnen(lees())):
        tabel.add_row(b.oin, b.naam, b.url or "in deze node", b.versie, b.verwerker or "")
    toon_tabel(tabel)


def lees_url(optie: str, waarde: str, *, http_mag: bool) -> str:
    """Check the base URL of a source: https (http in the sandbox), a host, and nothing that a path cannot follow."""
    try:
        delen = urlsplit(waarde)
        host, _ = delen.hostname, delen.port
    except ValueError:
        regel_overtreden(optie, "moet een geldige URL zijn")
    if delen.scheme not in ({"https", "http"} if http_mag else {"https"}):
        regel_overtreden(optie, "moet met https:// beginnen (http:// kan alleen in de sandbox)")
    if not host or not waarde.isascii() or not waarde.isprintable() or " " in waarde:
        regel_overtreden(optie, "moet een geldige URL met een host zijn")
    if delen.username is not None or "?" in waarde or "#" in waarde:
        regel_overtreden(optie, "mag geen gebruikersnaam, vraagteken of hekje bevatten")
    return waarde.rstrip("/")


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


async def _bronnen(instellingen: Instellingen) -> list[Bronregistratie]:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return list(await transactie.register.bronnen())


def _klasse(*, suwi: bool, publiek: bool, privaat: bool) -> Partijklasse:
    if suwi + publiek + privaat > 1:
        raise CliFout("--suwi, --publiek, --privaat: kies er hoogstens één")
    if suwi:
        return Partijklasse.SUWI
    return Partijklasse.PRIVAAT if privaat else Partijklasse.PUBLIEK


def _tabel(*koppen: str) -> Table:
    tabel = Table()
    for kop in koppen:
        tabel.add_column(kop, no_wrap="OIN" in kop, overflow="fold")
    return tabel
