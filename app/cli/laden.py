"""``openvum laden``: take a file of records in."""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final

import orjson
import typer
from rich.console import Console
from rich.progress import Progress

from app.adapters.formaten import Formaat
from app.cli.formaten import celverslag_als_json, kies_formaat, toon_celverslag
from app.cli.kern import (
    CliFout,
    Uitgang,
    is_sandbox,
    kies,
    lees,
    lees_dag,
    lees_oin,
    meld,
    meld_fout,
    opslag_van,
    regel_overtreden,
    wacht_op,
    wie,
)
from app.domain.aanlevering import Levering, Rapport
from app.domain.leveringaudit import lever_aan_met_audit
from app.domain.ports import Bronregistratie, Opslagfabriek
from app.domain.registerwijziging import zet_bron
from app.main import tekstwacht_van
from app.models.identiteit import Oin
from app.models.partijen import Grondslag, Soort
from app.settings import Instellingen

GENOEMD: Final = 20
_APART: Final = frozenset({"weigeringen", "onleesbaar", "bevindingen", "cellen"})
"""What a report does not give as it is."""


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
    proef: Annotated[bool, typer.Option("--proef", help="Controleer alleen; verander niets.")] = False,
    rapport: Annotated[
        Path | None, typer.Option("--rapport", metavar="RAPPORT.json", help="Schrijf het rapport hierheen.")
    ] = None,
) -> int:
    """Laad records van een bron; veilig te herhalen. Uitgang: 0 alles, 1 deels geweigerd, 2 niets gedaan."""
    instellingen = lees()
    gekozen, oin = _SOORT[kies("SOORT", soort, Soorten)], lees_oin("--bron", bron)
    vorm = kies_formaat(instellingen, formaat, gekozen, oin)
    levering = Levering(
        bron=oin,
        soort=gekozen,
        versie=vorm.versie,
        grondslag=_grondslag(gekozen, grondslag, is_sandbox(instellingen), vorm.grondslag),
        grondslag_tot=_grondslag_tot(gekozen, grondslag_tot),
        volledig=volledig,
        proef=proef,
    )
    eis_schrijfbaar(rapport)
    uitkomst = _laad(instellingen, levering, vorm, bestand)
    if rapport is not None:
        schrijf_rapport(rapport, levering, uitkomst)
    _toon(soort, levering, uitkomst)
    return _uitgang(uitkomst)


def eis_schrijfbaar(rapport: Path | None) -> None:
    """Raise ``CliFout`` when a report cannot be written there: better now than after the work."""
    if rapport is not None and not os.access(rapport.parent, os.W_OK):
        regel_overtreden("--rapport", f"{rapport.parent} bestaat niet of is niet te schrijven")


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


def _laad(instellingen: Instellingen, levering: Levering, formaat: Formaat, pad: Path) -> Rapport:
    try:
        bestand = pad.open("rb")
    except OSError as fout:
        raise CliFout(f"{pad} is niet te lezen: {fout.strerror}") from None
    with bestand, _voortgang(bestand) as toon_voortgang:
        return wacht_op(_lever_aan(instellingen, levering, formaat, bestand, toon_voortgang))


async def _lever_aan(
    instellingen: Instellingen,
    levering: Levering,
    formaat: Formaat,
    bestand: BinaryIO,
    toon_voortgang: Callable[[Rapport], None],
) -> Rapport:
    async with opslag_van(instellingen) as opslag:
        await _eis_bron(opslag, levering, is_sandbox(instellingen))
        wacht = tekstwacht_van(instellingen)
        records = formaat.lees(bestand)
        rapport = await lever_aan_met_audit(opslag, levering, records, wie(), toon_voortgang, wacht=wacht)
        rapport.cellen = formaat.verslag
        return rapport


async def _eis_bron(opslag: Opslagfabriek, levering: Levering, sandbox: bool) -> None:
    """See to it that the source is registered and lives in this node. Raises ``CliFout``."""
    async with opslag.lezen() as transactie:
        bekend = await transactie.register.bron(levering.bron)
    if bekend is not None and bekend.url is not None:
        regel_overtreden("--bron", "deze bron staat elders (zij heeft een URL); laad haar records daar")
    if bekend is None and not sandbox:
        regel_overtreden("--bron", "is niet geregistreerd: voeg haar toe met `openvum bron toevoegen`")
    if bekend is None and not levering.proef:
        await _registreer(opslag, levering.bron)


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


def schrijf_rapport(pad: Path, levering: Levering, rapport: Rapport) -> None:
    """Write the report as JSON."""
    schrijf_json(pad, _als_json(levering, rapport))


def schrijf_json(pad: Path, document: dict[str, Any]) -> None:
    """Write what ``--rapport`` asks for, readable by its owner alone, whole or not at all."""
    tijdelijk = pad.with_name(f".{pad.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as uit:
            uit.write(orjson.dumps(document, option=orjson.OPT_INDENT_2))
        tijdelijk.replace(pad)
    except OSError as fout:
        with suppress(OSError):
            tijdelijk.unlink()
        raise CliFout(f"--rapport: {pad} is niet te schrijven: {fout.strerror}", Uitgang.DEELS) from None


def _als_json(levering: Levering, rapport: Rapport) -> dict[str, Any]:
    telling = {f.name: getattr(rapport, f.name) for f in fields(rapport) if f.name not in _APART}
    weigeringen = [
        {"plaats": w.plaats, "id": w.id, "schendingen": [{"veld": s.pad, "regel": s.regel} for s in w.schendingen]}
        for w in rapport.weigeringen
    ]
    return {
        "bron": levering.bron,
        "soort": levering.soort,
        **telling,
        "geldig": rapport.geldig,
        **celverslag_als_json(rapport.cellen),
        "weigeringen": weigeringen,
        "gevonden": rapport.bevindingen.telling,
        "bevindingen": [{"plaats": p, "veld": v.pad, "soort": v.soort} for p, v in rapport.bevindingen.genoemd],
    }


def _toon(soort: str, levering: Levering, rapport: Rapport) -> None:
    for weigering in rapport.weigeringen[:GENOEMD]:
        for schending in weigering.schendingen:
            meld_fout(f"{weigering.plaats}: {schending.pad + ': ' if schending.pad else ''}{schending.regel}")
    if len(rapport.weigeringen) > GENOEMD:
        meld_fout(f"en nog {rapport.geweigerd - GENOEMD} records; zie --rapport")
    if rapport.dubbel:
        meld_fout(f"{rapport.dubbel} keer kwam een id nogmaals voor; het laatste record telt")
    if rapport.geweerd:
        meld_fout(f"{rapport.geweerd} records zijn niet opgeslagen: die personen zijn gewist")
    if gevonden := sorted(rapport.bevindingen.telling.items()):
        soorten = ", ".join(f"{aantal} keer {soort}" for soort, aantal in gevonden)
        meld_fout(f"in vrije tekst gevonden: {soorten}; zie --rapport")
    toon_celverslag(rapport.cellen)
    if rapport.fout:
        meld_fout(rapport.fout)
    meld(_samenvatting(soort, levering, rapport))


def _samenvatting(soort: str, levering: Levering, r: Rapport) -> str:
    begin = f"{soort} van {levering.bron}: {r.gelezen} gelezen, {r.geweigerd} geweigerd"
    if levering.proef:
        return f"{begin}, {r.geldig} geldig (proef: er is niets veranderd)"
    return f"{begin}, {r.nieuw} nieuw, {r.gewijzigd} gewijzigd, {r.ongewijzigd} ongewijzigd, {r.verwijderd} verwijderd"


def _uitgang(rapport: Rapport) -> Uitgang:
    if rapport.fout:
        return Uitgang.NIETS
    afgewezen = rapport.cellen is not None and bool(rapport.cellen.afgewezen_per_kolom)
    return Uitgang.DEELS if rapport.geweigerd or afgewezen else Uitgang.GOED
