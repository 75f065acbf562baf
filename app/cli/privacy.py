"""``openvum privacy rapport``: the privacy file of this node, from what is running."""

import asyncio
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import orjson
import typer

from app.cli.kern import CliFout, lees, meld, opslag_van, wacht_op
from app.domain.ports import Opslag
from app.main import lees_bos, lees_verwerkingsregister
from app.models.partijen import Soort
from app.privacy.openbaarmaking import BeleidFout
from app.privacy.privacyrapport import Toestand, stel_op
from app.privacy.rapportopmaak import als_markdown
from app.privacy.redaction import lees_beleid
from app.privacy.sleutels import Sleutelbos, SleutelFout
from app.privacy.verwerkingsregister import RegisterFout
from app.settings import Instellingen

NAAM: Final = "privacy-rapport"
groep = typer.Typer(help="Het privacydossier van deze node.", no_args_is_help=True)


@groep.callback()
def _groep() -> None:
    """Het privacydossier van deze node."""


@groep.command("rapport")
def rapport(
    uit: Annotated[Path, typer.Option("--uit", metavar="MAP", help="Map om in te schrijven.")] = Path(),
) -> None:
    """Schrijf privacy-rapport.md en .json: bouwstenen voor DPIA, verwerkingsregister en algoritmeregister."""
    document = stel_op(wacht_op(_toestand(lees())))
    bestanden = {
        uit / f"{NAAM}.md": als_markdown(document).encode(),
        uit / f"{NAAM}.json": orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n",
    }
    try:
        uit.mkdir(parents=True, exist_ok=True)
        for pad, inhoud in bestanden.items():
            pad.write_bytes(inhoud)
    except OSError as fout:
        raise CliFout(f"--uit: {uit} is niet te schrijven: {fout.strerror}") from None
    meld("\n".join(str(pad) for pad in bestanden))
    for punt in document["onbekend"]:
        meld(f"Niet bekend bij de node: {punt}")


async def _toestand(instellingen: Instellingen) -> Toestand:
    try:
        beleid = lees_beleid(instellingen.beleid)
        register = await asyncio.to_thread(lees_verwerkingsregister, instellingen)
    except (BeleidFout, RegisterFout) as fout:
        raise CliFout(str(fout)) from None
    except OSError:
        raise CliFout("OPENVUM_VERWERKINGSREGISTER: het bestand is niet te lezen") from None
    async with opslag_van(instellingen) as fabriek, fabriek.lezen() as opslag:
        return Toestand(
            instellingen=instellingen,
            beleid=beleid,
            register=register,
            deelnemers=await opslag.register.deelnemers(),
            bronnen=await opslag.register.bronnen(),
            aantallen=await _aantallen(opslag),
            sleutels=_sleutels(instellingen),
            versie=version("openvum"),
            dag=datetime.now(UTC).date(),
        )


async def _aantallen(opslag: Opslag) -> dict[tuple[str, Soort], int]:
    bronnen = [b.oin for b in await opslag.register.bronnen() if b.url is None]
    return {(str(oin), soort): await opslag.dossiers.aantal(oin, soort) for oin in bronnen for soort in Soort}


def _sleutels(instellingen: Instellingen) -> Sleutelbos | None:
    if instellingen.sleutelbos is None and not instellingen.sleutelpad.exists():
        return None
    try:
        return lees_bos(instellingen)
    except SleutelFout:
        return None
