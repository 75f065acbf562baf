"""``openvum verantwoording``: check the processing record, say who saw a person, export."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from time import time as klok
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from app.cli.audit import audit_van
from app.cli.kern import (
    CliFout,
    Uitgang,
    begin_van_dag,
    eis_gemigreerd,
    kies,
    lees,
    lees_oin,
    meld,
    meld_fout,
    regel_overtreden,
    wacht_op,
)
from app.cli.kern import wie as wie_hier
from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype, Uitkomst
from app.domain.verwerkingsketen import Breuk, Gebrek
from app.main import lees_sleutels
from app.models.identiteit import Oin, RecordID
from app.privacy.pseudoniem import Pseudonimiseerder
from app.privacy.sleutels import SleutelFout
from app.privacy.verantwoording import Blik, Verantwoording
from app.privacy.verwerkingscontrole import Uitslag
from app.privacy.verwerkingsexport import Record, ndjson, otlp
from app.privacy.verwerkingsregister import RegisterFout, lees_register
from app.settings import Instellingen
from app.storage.verbinding import Motoren
from app.storage.verwerking import Verwerkingen

groep = typer.Typer(help="De verantwoording: wie zag wat van wie, wanneer en waarom.", no_args_is_help=True)


class Vorm(StrEnum):
    """Forms of the export."""

    NDJSON = "ndjson"
    OTLP = "otlp"


_SCHRIJF: Final[dict[Vorm, Callable[[Sequence[Record]], bytes]]] = {Vorm.NDJSON: ndjson, Vorm.OTLP: otlp}


@groep.command("controleer")
def controleer(
    getuige: Annotated[
        str | None,
        typer.Option("--getuige", metavar="GETUIGE", help="Wat een eerdere controle als getuige gaf, elders bewaard."),
    ] = None,
) -> None:
    """Controleer of niets is gewijzigd, verwijderd of toegevoegd; uitgang 1 noemt de eerste fout."""
    uitslag = wacht_op(_controleer(lees(), getuige))
    if uitslag.breuk is not None:
        meld_fout(f"de verantwoording klopt niet: {_plaats(uitslag.breuk)}")
        raise typer.Exit(Uitgang.DEELS)
    meld(f"De verantwoording klopt: {uitslag.regels} verwerkingen in {uitslag.segmenten} segmenten.")
    if uitslag.getuige:
        meld(f"Getuige: {uitslag.getuige} (bewaar hem buiten deze machine voor een volgende controle)")


@groep.command("wie")
def wie(
    bron: Annotated[str, typer.Option("--bron", metavar="OIN", help="OIN van de bron.")],
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="Het id zoals de bron het aanleverde.")],
) -> None:
    """Toon wie de gegevens van een persoon kreeg, wanneer, waarvoor en welke velden."""
    try:
        record = RecordID(id_)
    except ValueError as fout:
        regel_overtreden("--id", str(fout))
    blikken = wacht_op(_wie(lees(), lees_oin("--bron", bron), record))
    tabel = Table("Moment (UTC)", "Vrager", "Via", "Klasse", "Fase", "Velden", "Doel", "Verantwoordelijke")
    for b in blikken:
        tabel.add_row(_moment(b), b.vrager, b.via, b.klasse, b.fase, b.velden, b.doel, b.verantwoordelijke)
    Console(highlight=False, width=240).print(tabel, markup=False)
    meld(f"{len(blikken)} keer verstrekt.")


@groep.command("export")
def exporteer(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Nieuw bestand; wordt nooit overschreven.")],
    vorm: Annotated[str, typer.Option("--vorm", metavar="VORM", help="ndjson of otlp.")] = Vorm.NDJSON,
    oin: Annotated[
        str | None, typer.Option("--oin", metavar="OIN", help="Alleen van deze verwerkingsverantwoordelijke.")
    ] = None,
    sinds: Annotated[str | None, typer.Option("--sinds", metavar="DATUM", help="Vanaf deze dag (UTC).")] = None,
) -> None:
    """Schrijf de verantwoording als Logboek Dataverwerkingen: NDJSON, of OTLP (een verzoek per regel)."""
    schrijf = _SCHRIJF[kies("--vorm", vorm, Vorm)]
    verantwoordelijke = None if oin is None else lees_oin("--oin", oin)
    vanaf = 0 if sinds is None else begin_van_dag("--sinds", sinds)
    aantal = wacht_op(_exporteer(lees(), bestand, schrijf, verantwoordelijke, vanaf))
    meld(f"{aantal} regels van het logboek geschreven naar {bestand}.")


@asynccontextmanager
async def verantwoording_van(instellingen: Instellingen) -> AsyncIterator[Verantwoording]:
    """Open the processing record for one command. Raises ``CliFout``."""
    await eis_gemigreerd(instellingen)
    try:
        sleutels = lees_sleutels(instellingen)
        register = lees_register(_inhoud(instellingen.verwerkingsregister), instellingen.verwerkingsregister_uri)
    except (SleutelFout, RegisterFout) as fout:
        raise CliFout(str(fout)) from None
    motoren = Motoren(instellingen.database_url, 1)
    try:
        yield Verantwoording(Verwerkingen(motoren), register, sleutels, Pseudonimiseerder(sleutels), klok)
    finally:
        await motoren.sluit()


def _inhoud(pad: Path | None) -> str | None:
    if pad is None:
        return None
    try:
        return pad.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise CliFout("OPENVUM_VERWERKINGSREGISTER: het bestand is niet te lezen") from None


async def _controleer(instellingen: Instellingen, getuige: str | None) -> Uitslag:
    async with verantwoording_van(instellingen) as verantwoording:
        uitslag = await verantwoording.controleer(getuige)
    async with audit_van(instellingen) as audit:
        await audit.noteer(_auditgebeurtenis(uitslag))
    return uitslag


def _auditgebeurtenis(uitslag: Uitslag) -> Auditgebeurtenis:
    stand: dict[str, int | str] = {"segmenten": uitslag.segmenten, "verwerkingen": uitslag.regels}
    uitkomst = Uitkomst.GELUKT
    if (breuk := uitslag.breuk) is not None:
        uitkomst = Uitkomst.MISLUKT
        stand |= {"gebrek": breuk.gebrek.value, "segment": breuk.segment, "nummer": breuk.nummer}
    return Auditgebeurtenis(
        Handeling.VERANTWOORDING_GECONTROLEERD, Objecttype.VERANTWOORDING, "", wie_hier(), uitkomst, stand
    )


async def _wie(instellingen: Instellingen, bron: Oin, id_: RecordID) -> list[Blik]:
    async with verantwoording_van(instellingen) as verantwoording:
        return await verantwoording.wie(bron, id_)


async def _exporteer(
    instellingen: Instellingen,
    bestand: Path,
    schrijf: Callable[[Sequence[Record]], bytes],
    verantwoordelijke: Oin | None,
    sinds: int,
) -> int:
    aantal = 0
    async with verantwoording_van(instellingen) as verantwoording:
        try:
            doel = bestand.open("xb")
        except OSError as fout:
            raise CliFout(f"BESTAND: kan niet worden gemaakt ({fout.strerror})") from None
        with doel:
            async for records in verantwoording.exporteer(verantwoordelijke, sinds):
                if records:
                    doel.write(schrijf(records))
                    aantal += len(records)
    return aantal


def _plaats(breuk: Breuk) -> str:
    plaats = f"segment {breuk.segment}" if breuk.segment else "het begin van de keten"
    if breuk.nummer:
        plaats += f", record {breuk.nummer}"
    schrijver = f" (schrijver {breuk.schrijver[:8]})" if breuk.schrijver else ""
    uitleg = "; de rijen zelf kunnen kloppen" if breuk.gebrek is Gebrek.INDEX else ""
    return f"{plaats}{schrijver}: {breuk.gebrek}{uitleg}"


def _moment(blik: Blik) -> str:
    return datetime.fromtimestamp(blik.moment / 1000, UTC).isoformat(sep=" ", timespec="seconds").removesuffix("+00:00")
