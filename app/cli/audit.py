"""``openvum audit``: show the audit log, and check that it is as it was written."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from app.cli.kern import (
    CliFout,
    Uitgang,
    begin_van_dag,
    lees,
    meld,
    meld_fout,
    opslag_van,
    richt_log_in,
    wacht_op,
    wie,
    zegel_van,
)
from app.domain.audit import Auditgebeurtenis, Auditregel, Handeling, Objecttype, Uitkomst
from app.privacy.audit import Audit, Audituitslag, meld_in_log
from app.settings import Instellingen, InstellingsFout, lees_instellingen

groep = typer.Typer(help="De auditlog: wat er met deze node is gedaan, en door wie.", no_args_is_help=True)
_BLAD: Final = 200
_BREEDTE: Final = 240


@groep.command("toon")
def toon(
    sinds: Annotated[
        str | None, typer.Option("--sinds", metavar="DATUM", help="Vanaf deze dag (UTC), JJJJ-MM-DD.")
    ] = None,
) -> None:
    """Toon de auditlog, de nieuwste regel eerst."""
    vanaf = 0 if sinds is None else begin_van_dag("--sinds", sinds)
    tabel = Table("Nr", "Moment (UTC)", "Handeling", "Object", "Uitkomst", "Actor", "Herkomst", "Bijzonderheden")
    regels = wacht_op(_regels(lees(), vanaf))
    for r in regels:
        wat = f"{r.objecttype} {r.object}".strip()
        tabel.add_row(str(r.nummer), _tijd(r), r.handeling, wat, r.uitkomst, r.actor, r.herkomst, r.toelichting)
    Console(highlight=False, width=_BREEDTE).print(tabel, markup=False)
    meld(f"{len(regels)} regels.")


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
        plaats = f"regel {uitslag.breuk.nummer}" if uitslag.breuk.nummer else "het einde van de keten"
        meld_fout(f"de auditlog klopt niet: {plaats}: {uitslag.breuk.gebrek}")
        raise typer.Exit(Uitgang.DEELS)
    meld(f"De auditlog klopt: {uitslag.regels} regels.")
    meld(f"Getuige: {uitslag.getuige} (bewaar hem buiten deze machine voor een volgende controle)")


@asynccontextmanager
async def audit_van(instellingen: Instellingen) -> AsyncIterator[Audit]:
    """Open the audit log for one command. Raises ``CliFout`` when the database is not migrated."""
    async with opslag_van(instellingen) as opslag:
        yield Audit(opslag, zegel_van(instellingen), time.time)


def noteer_zo_mogelijk(gebeurtenis: Auditgebeurtenis) -> None:
    """Note what was done outside the database: in the log, and in the audit log where the node is set up.

    Its key ring is not made for this: the one that counts may not be in the settings yet.
    """
    richt_log_in()
    try:
        instellingen = lees_instellingen()
        ingericht = instellingen.sleutelbos is not None or instellingen.sleutelpad.exists()
        if ingericht and wacht_op(_noteer(instellingen, gebeurtenis)):
            return
    except (CliFout, InstellingsFout):
        pass
    meld_in_log(gebeurtenis)


async def _noteer(instellingen: Instellingen, gebeurtenis: Auditgebeurtenis) -> bool:
    async with audit_van(instellingen) as audit:
        return await audit.noteer(gebeurtenis)


async def _regels(instellingen: Instellingen, vanaf: int) -> list[Auditregel]:
    gevonden: list[Auditregel] = []
    async with opslag_van(instellingen) as opslag, opslag.lezen() as transactie:
        blad = await transactie.audit.nieuwste(None, _BLAD)
        while blad and blad[0].moment >= vanaf:
            gevonden += [r for r in blad if r.moment >= vanaf]
            blad = await transactie.audit.nieuwste(blad[-1].nummer, _BLAD)
    return gevonden


async def _controleer(instellingen: Instellingen, getuige: str | None) -> Audituitslag:
    async with audit_van(instellingen) as audit:
        uitslag = await audit.controleer(getuige)
        uitkomst = Uitkomst.GELUKT if uitslag.breuk is None else Uitkomst.MISLUKT
        stand: dict[str, int | str] = {"regels": uitslag.regels}
        if uitslag.breuk is not None:
            stand |= {"gebrek": uitslag.breuk.gebrek.value, "nummer": uitslag.breuk.nummer}
        await audit.noteer(
            Auditgebeurtenis(Handeling.AUDITLOG_GECONTROLEERD, Objecttype.AUDITLOG, "", wie(), uitkomst, stand)
        )
        return uitslag


def _tijd(regel: Auditregel) -> str:
    return f"{datetime.fromtimestamp(regel.moment / 1000, UTC):%Y-%m-%d %H:%M:%S}"
