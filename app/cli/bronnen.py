"""``openvum bron``: who answers, what it holds and where, whether it is asked, and what it did."""

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Final, TypeAlias

import typer

from app.cli.kern import (
    CliFout,
    is_sandbox,
    kies,
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
from app.cli.register import NaamOptie, OinOptie, maak_tabel, zet_in_register
from app.domain.bronadres import lees_bronadres
from app.domain.bronkeuze import lees_gebied, schrijf_gebied
from app.domain.bronstatistiek import DAG, Bronstand, percentiel
from app.domain.ports import Bronregistratie, Bronstaat
from app.domain.registerwijziging import verwijder_bron, zet_bron
from app.models.identiteit import Oin
from app.models.partijen import Soort
from app.settings import Instellingen
from app.storage.bronstatistiek import Bronstatistieken
from app.storage.verbinding import Motoren

VERSIES: Final = ("3.0.0", "2.0.0")
MAX_SECONDEN: Final = 60
_Lezer: TypeAlias = Callable[[Any], Any]
_SOORTEN: Final = {"werkzoekenden": Soort.WERKZOEKENDE, "vacatures": Soort.VACATURE}
bronnen = typer.Typer(help="De bronnen die antwoorden.", no_args_is_help=True)

_Url = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="Basis van de bron elders; zonder: een bron in deze node.")
]
_Verwerker = Annotated[
    str | None, typer.Option("--verwerker", metavar="OIN", help="Verwerker van de bron; standaard de bron zelf.")
]
_Gebied = Annotated[
    str | None,
    typer.Option(
        "--gebied",
        metavar="PC4S",
        help="Waar al haar gegevens liggen, bijvoorbeeld 1000-1999,6211; leeg: overal. Buiten dat gebied wordt "
        "zij niet bevraagd.",
    ),
]
_Soorten = Annotated[
    list[str] | None, typer.Option("--soorten", help="werkzoekenden of vacatures; te herhalen. Standaard beide.")
]
_Seconden = Annotated[
    float | None, typer.Option("--seconden", help="Langste wachttijd op een antwoord van deze bron; 0: de gewone.")
]
_Gelijktijdig = Annotated[
    int | None, typer.Option("--gelijktijdig", help="Meeste vragen tegelijk aan deze bron, per werkproces; 0: geen.")
]
_Versie = Annotated[str | None, typer.Option("--versie", help="Versie van de standaard: 3.0.0 (standaard) of 2.0.0.")]


@bronnen.command("toevoegen")
def voeg_bron_toe(
    *,
    oin: OinOptie,
    naam: NaamOptie,
    url: _Url = None,
    versie: _Versie = None,
    verwerker: _Verwerker = None,
    gebied: _Gebied = None,
    soorten: _Soorten = None,
    seconden: _Seconden = None,
    gelijktijdig: _Gelijktijdig = None,
) -> None:
    """Registreer een bron, of werk haar bij; geldt meteen."""
    instellingen = lees()
    nieuw = Bronregistratie(lees_oin("--oin", oin), lees_naam("--naam", naam))
    gegeven = {"url": url, "versie": versie, "verwerker": verwerker, "gebied": gebied, "soorten": soorten}
    eigen = {"seconden": seconden, "gelijktijdig": gelijktijdig}
    bron = replace(nieuw, **_wijzigingen(instellingen, {**gegeven, **eigen}))
    wacht_op(zet_in_register(instellingen, [], [bron]))
    meld(f"Bron {bron.oin} staat in het register ({bron.url or 'in deze node'}).")


@bronnen.command("zet")
def wijzig_bron(
    *,
    oin: OinOptie,
    naam: Annotated[str | None, typer.Option("--naam", metavar="NAAM", help="Naam van de organisatie.")] = None,
    staat: Annotated[
        str | None, typer.Option("--staat", help="actief, gepauzeerd (doet niet mee) of storing (zou mee moeten doen).")
    ] = None,
    url: _Url = None,
    versie: _Versie = None,
    verwerker: _Verwerker = None,
    gebied: _Gebied = None,
    soorten: _Soorten = None,
    seconden: _Seconden = None,
    gelijktijdig: _Gelijktijdig = None,
) -> None:
    """Wijzig van een bron wat u noemt; de rest blijft. Geldt meteen, in alle werkprocessen."""
    instellingen = lees()
    gegeven = {"url": url, "versie": versie, "verwerker": verwerker, "gebied": gebied, "soorten": soorten}
    eigen = {"seconden": seconden, "gelijktijdig": gelijktijdig, "naam": naam, "staat": staat}
    wijzigingen = _wijzigingen(instellingen, {**gegeven, **eigen})
    bron = wacht_op(_wijzig(instellingen, lees_oin("--oin", oin), wijzigingen))
    meld(f"Bron {bron.oin} is gewijzigd ({bron.staat}, {bron.url or 'in deze node'}).")


@bronnen.command("verwijder")
def haal_bron_weg(*, oin: OinOptie) -> None:
    """Haal een bron uit het register; geldt meteen. Haar gegevens in deze node blijven staan, buiten bereik."""
    instellingen, sleutel = lees(), lees_oin("--oin", oin)

    async def werk() -> bool:
        async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
            return await verwijder_bron(transactie, sleutel, wie())

    if not wacht_op(werk()):
        raise CliFout("--oin: deze bron staat niet in het register")
    meld(f"Bron {sleutel} staat niet meer in het register.")


@bronnen.command("lijst")
def toon_bronnen() -> None:
    """Toon de bronnen."""
    tabel = maak_tabel("OIN", "Naam", "URL", "Versie", "Verwerker", "Staat", "Soorten", "Gebied")
    for b in wacht_op(_bronnen(lees())):
        soorten = " ".join(naam for naam, soort in _SOORTEN.items() if soort in b.soorten)
        plaats = (b.url or "in deze node", b.versie, b.verwerker or "")
        tabel.add_row(b.oin, b.naam, *plaats, b.staat, soorten, schrijf_gebied(b.gebied) or "overal")
    toon_tabel(tabel)


@bronnen.command("statistiek")
def toon_statistiek(
    dagen: Annotated[int, typer.Option("--dagen", min=1, max=31, help="Over hoeveel dagen, vandaag meegeteld.")] = 1,
) -> None:
    """Toon wat de bronnen deden: gevraagd, geantwoord, te laat, kapot, en hoe snel (UTC-dagen)."""
    koppen = ("Gevraagd", "Geantwoord", "Te laat", "Kapot", "Overgeslagen", "Begrensd", "Vervallen", "Details")
    tabel = maak_tabel("OIN", "Naam", *koppen, "p50 ms", "p95 ms")
    instellingen = lees()
    alle = wacht_op(_bronnen(instellingen))
    standen = wacht_op(_standen(instellingen, [b.oin for b in alle], dagen))
    for b in alle:
        s = standen[b.oin]
        aantallen = (s.gevraagd, s.geantwoord, s.te_laat, s.kapot, s.overgeslagen, s.begrensd, s.vervallen, s.details)
        tijden = (percentiel(s.verdeling, deel) for deel in (0.5, 0.95))
        tabel.add_row(b.oin, b.naam, *map(str, aantallen), *(str(t or "") for t in tijden))
    toon_tabel(tabel)


def lees_url(optie: str, waarde: str, *, http_mag: bool) -> str:
    """Check the base URL of a source. Raises ``CliFout``."""
    try:
        return lees_bronadres(waarde, http_mag=http_mag)
    except ValueError as fout:
        regel_overtreden(optie, str(fout))


def _wijzigingen(instellingen: Instellingen, gegeven: dict[str, Any]) -> dict[str, Any]:
    """Check what was given. Raises ``CliFout``, naming the option and the rule."""
    http_mag = is_sandbox(instellingen)
    lezers: dict[str, _Lezer] = {
        "naam": lambda w: lees_naam("--naam", w),
        "staat": lambda w: kies("--staat", w, Bronstaat),
        "url": lambda w: lees_url("--url", w, http_mag=http_mag),
        "versie": _lees_versie,
        "verwerker": lambda w: lees_oin("--verwerker", w),
        "gebied": _lees_gebied,
        "soorten": _lees_soorten,
        "seconden": _lees_seconden,
        "gelijktijdig": _lees_gelijktijdig,
    }
    return {naam: lezers[naam](waarde) for naam, waarde in gegeven.items() if waarde is not None and waarde != []}


def _lees_versie(waarde: str) -> str:
    if waarde not in VERSIES:
        regel_overtreden("--versie", f"moet een van deze zijn: {', '.join(VERSIES)}")
    return waarde


def _lees_gebied(waarde: str) -> tuple[tuple[int, int], ...]:
    try:
        return lees_gebied(waarde)
    except ValueError as fout:
        regel_overtreden("--gebied", str(fout))


def _lees_soorten(waarden: list[str]) -> frozenset[Soort]:
    namen = {naam.strip() for waarde in waarden for naam in waarde.split(",")}
    if not namen <= _SOORTEN.keys():
        regel_overtreden("--soorten", f"moet een van deze zijn: {', '.join(_SOORTEN)}")
    return frozenset(_SOORTEN[naam] for naam in namen)


def _lees_seconden(waarde: float) -> float | None:
    if not 0 <= waarde <= MAX_SECONDEN or math.isnan(waarde):
        regel_overtreden("--seconden", f"moet 0 tot en met {MAX_SECONDEN} zijn")
    return waarde or None


def _lees_gelijktijdig(waarde: int) -> int | None:
    if waarde < 0:
        regel_overtreden("--gelijktijdig", "moet 0 of meer zijn")
    return waarde or None


async def _wijzig(instellingen: Instellingen, oin: Oin, wijzigingen: dict[str, Any]) -> Bronregistratie:
    async with opslag_van(instellingen) as opslag, opslag.schrijven() as transactie:
        bekend = await transactie.register.bron(oin)
        if bekend is None:
            raise CliFout("--oin: deze bron staat niet in het register")
        bron = replace(bekend, **wijzigingen)
        await zet_bron(transactie, bron, wie())
        return bron


async def _bronnen(instellingen: Instellingen) -> list[Bronregistratie]:
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        return list(await transactie.register.bronnen())


async def _standen(instellingen: Instellingen, oins: list[Oin], dagen: int) -> dict[Oin, Bronstand]:
    motoren = Motoren(instellingen.database_url)
    try:
        sinds = (int(time.time()) // DAG - dagen + 1) * DAG
        return dict(await Bronstatistieken(motoren).lees(oins, sinds))
    finally:
        await motoren.sluit()
