"""``openvum sleutels``: make the key ring, show and check it, rotate and withdraw a key in it; never a key itself."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.cli.audit import noteer_zo_mogelijk
from app.cli.kern import CliFout, kies, meld, meld_fout, toon_tabel, wie
from app.domain.audit import Auditgebeurtenis, Handeling, Objecttype
from app.privacy import sleutelbestand
from app.privacy.sleutels import NODIG, Sleutelbos, Sleuteldoel, SleutelFout, Staat, maak_sleutelbos
from app.privacy.sleutels import trek_in as trek_uit_bos

groep = typer.Typer(help="De sleutelbos.", no_args_is_help=True)
_Bestand = Annotated[Path, typer.Argument(metavar="BESTAND", help="Het bestand met de sleutelbos.")]
_Doel = Annotated[str, typer.Option("--doel", metavar="DOEL", help=f"Een van: {', '.join(Sleuteldoel)}.")]
_GEVOLG = {
    Sleuteldoel.VUMID: "Details van vragen die ermee verzegeld zijn gaan niet meer open; de vrager vraagt opnieuw.",
    Sleuteldoel.PSEUDONIEM: "Wie eerder is ingezien of gewist is niet meer terug te vinden.",
    Sleuteldoel.TELLING: "Tellers die ermee zijn gemaakt beginnen opnieuw.",
    Sleuteldoel.VERANTWOORDING: "Wat hij ondertekende in verantwoording en auditlog is niet meer te controleren.",
    Sleuteldoel.TOKEN: "Tokens die ermee ondertekend zijn gelden niet meer.",
}


@groep.command("maak")
def maak(bestand: _Bestand) -> None:
    """Maak een nieuwe sleutelbos; een bestaand bestand wordt nooit overschreven."""
    try:
        sleutelbestand.schrijf(maak_sleutelbos(), bestand)
    except SleutelFout as fout:
        raise CliFout(str(fout)) from None
    noteer_zo_mogelijk(Auditgebeurtenis(Handeling.SLEUTELBOS_GEMAAKT, Objecttype.SLEUTEL, "", wie()))
    meld(f"Sleutelbos gemaakt: {bestand}. Bewaar er een kopie van op een veilige plaats.")


@groep.command("toon")
def toon(bestand: _Bestand) -> None:
    """Toon welke sleutels er zijn: doel, naam, staat en wanneer gemaakt. De sleutels zelf komen nooit in beeld."""
    tabel = Table("Doel", "Naam", "Staat", "Gemaakt")
    for s in sorted(_lees(bestand).sleutels, key=lambda s: (s.doel, list(Staat).index(s.staat), s.gemaakt)):
        tabel.add_row(s.doel, s.kid, s.staat, s.gemaakt)
    toon_tabel(tabel)


@groep.command("controleer")
def controleer(bestand: _Bestand) -> None:
    """Controleer vorm, rechten en sterkte, en of elk doel precies een actieve sleutel heeft."""
    bos = _lees(bestand)
    staten = Counter(s.staat for s in bos.sleutels)
    meld(f"De sleutelbos is goed: {', '.join(f'{staten[staat]} {staat}' for staat in Staat)}.")
    actief = {s.doel for s in bos.sleutels if s.staat is Staat.ACTIEF}
    for doel in sorted(set(Sleuteldoel) - NODIG - actief):
        meld_fout(
            f"voor {doel} is er nog geen sleutel; maak er een met `openvum sleutels roteer {bestand} --doel {doel}`"
        )


@groep.command("roteer")
def roteer(
    bestand: _Bestand,
    doel: _Doel,
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


@groep.command("trek-in")
def trek_in(
    bestand: _Bestand,
    doel: _Doel,
    kid: Annotated[
        str, typer.Option("--kid", metavar="NAAM", help="De naam van de sleutel; zie `openvum sleutels toon`.")
    ],
    ja: Annotated[bool, typer.Option("--ja", help="Vraag niet om bevestiging.")] = False,
    dwing: Annotated[
        bool, typer.Option("--dwing", help="Ook een sleutel voor pseudoniem of verantwoording: alleen na een lek.")
    ] = False,
) -> None:
    """Trek een vorige sleutel in: hij opent niets meer. De actieve wordt geweigerd; roteer eerst."""
    gekozen = kies("--doel", doel, Sleuteldoel)
    _eis_in_te_trekken(bestand, gekozen, kid, dwing=dwing)
    if not ja:
        meld_fout(_GEVOLG[gekozen])
        typer.confirm("Dit is niet terug te draaien. Intrekken?", abort=True, err=True)
    try:
        sleutelbestand.trek_in_bestand(bestand, gekozen, kid, dwing=dwing)
    except SleutelFout as fout:
        raise CliFout(str(fout)) from None
    noteer_zo_mogelijk(Auditgebeurtenis(Handeling.SLEUTEL_INGETROKKEN, Objecttype.SLEUTEL, f"{gekozen}/{kid}", wie()))
    meld(f"De sleutel {gekozen}/{kid} is ingetrokken.")


def _lees(bestand: Path) -> Sleutelbos:
    try:
        return sleutelbestand.lees(bestand)
    except SleutelFout as fout:
        raise CliFout(str(fout)) from None


def _eis_in_te_trekken(bestand: Path, doel: Sleuteldoel, kid: str, *, dwing: bool) -> None:
    """Say what is wrong before anything is asked."""
    try:
        trek_uit_bos(sleutelbestand.lees(bestand), doel, kid, dwing=dwing)
    except SleutelFout as fout:
        raise CliFout(str(fout)) from None
