"""``openvum sleutels``: make the key ring, and rotate a key in it."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.audit import noteer_zo_mogelijk
from app.cli.kern import CliFout, kies, meld, wie
from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype
from app.privacy import sleutelbestand
from app.privacy.sleutels import Sleuteldoel, SleutelFout, maak_sleutelbos

groep = typer.Typer(help="De sleutelbos.", no_args_is_help=True)
_Bestand = Annotated[Path, typer.Argument(metavar="BESTAND", help="Het bestand met de sleutelbos.")]


@groep.command("maak")
def maak(bestand: _Bestand) -> None:
    """Maak een nieuwe sleutelbos; een bestaand bestand wordt nooit overschreven."""
    try:
        sleutelbestand.schrijf(maak_sleutelbos(), bestand)
    except SleutelFout as fout:
        raise CliFout(str(fout)) from None
    noteer_zo_mogelijk(Auditgebeurtenis(Handeling.SLEUTELBOS_GEMAAKT, Objecttype.SLEUTEL, "", wie()))
    meld(f"Sleutelbos gemaakt: {bestand}. Bewaar er een kopie van op een veilige plaats.")


@groep.command("roteer")
def roteer(
    bestand: _Bestand,
    doel: Annotated[str, typer.Option("--doel", metavar="DOEL", help=f"Een van: {', '.join(Sleuteldoel)}.")],
    dwing: Annotated[bool, typer.Option("--dwing", help="Ook de pseudoniemsleutel: alleen na een lek.")] = False,
) -> None:
    """Maak een nieuwe actieve sleutel; de vorige opent nog wat er al was. Draaiende processen nemen hem over."""
    gekozen = kies("--doel", doel, Sleuteldoel)
    try:
        bos = sleutelbestand.roteer_bestand(bestand, gekozen, dwing=dwing)
    except SleutelFout as fout:
        raise CliFout(str(fout)) from None
    kid = bos.actief(gekozen).kid
    noteer_zo_mogelijk(Auditgebeurtenis(Handeling.SLEUTEL_GEROTEERD, Objecttype.SLEUTEL, f"{gekozen}/{kid}", wie()))
    meld(f"De sleutel voor {gekozen} is geroteerd; de nieuwe heet {kid}.")
