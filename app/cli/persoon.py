"""``openvum persoon``: the rights of a person, carried out by this node's own officer for a source.

An id that stands on a command line can be read by every process of the machine: ``--id -`` reads it from
standard input instead.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, Final

import orjson
import typer

from app.cli.kern import CliFout, eis_gemigreerd, lees, lees_oin, meld, regel_overtreden, wacht_op
from app.cli.toestemming import lees_id
from app.domain.audit import Herkomst
from app.domain.ports import Deelnemer
from app.main import Samenstel
from app.models.errors import NietGevonden, OngeldigeAanroep
from app.models.identiteit import Oin
from app.models.partijen import Partijklasse
from app.privacy import mandaat
from app.privacy.persoonsbeeld import Json
from app.privacy.rechten import Namens, Persoon, Rechten
from app.settings import Instellingen

groep = typer.Typer(help="De rechten van een persoon: kopie, verbetering en wissing.", no_args_is_help=True)
_BronOptie = Annotated[str, typer.Option("--bron", metavar="OIN", help="OIN van de bron.")]
_IdOptie = Annotated[
    str, typer.Option("--id", metavar="ID", help="Het id zoals de bron het aanlevert; - leest het van standaardinvoer.")
]
MAX_RECORD: Final = 1_000_000
"""Bytes of a corrected record that are read."""
Recht = Callable[[Rechten, Namens, Persoon], Awaitable[Json]]


@groep.command("export")
def exporteer(
    *,
    bron: _BronOptie,
    id_: _IdOptie,
    uit: Annotated[
        Path | None, typer.Option("--uit", metavar="BESTAND", help="Nieuw bestand, alleen voor de eigenaar leesbaar.")
    ] = None,
) -> None:
    """Geef een kopie van alles wat deze node van de persoon bewaart, als JSON."""
    kopie = orjson.dumps(_doe(bron, id_, lambda r, n, p: r.exporteer(n, p)), option=orjson.OPT_INDENT_2)
    if uit is None:
        typer.echo(kopie)
    else:
        _schrijf(uit, kopie)
        meld(f"De kopie staat in {uit}.")


@groep.command("wis")
def wis(
    *,
    bron: _BronOptie,
    id_: _IdOptie,
    opheffen: Annotated[
        bool, typer.Option("--opheffen", help="Hef een eerdere wissing op: een levering kan de persoon weer brengen.")
    ] = False,
) -> None:
    """Wis alles wat deze node van de persoon bewaart, en laat een volgende levering haar niet terugbrengen."""
    if opheffen:
        _doe(bron, id_, lambda r, n, p: r.hef_wissing_op(n, p))
        meld("De wissing is opgeheven; een volgende levering kan de persoon weer brengen.")
        return
    gewist = _doe(bron, id_, lambda r, n, p: r.wis(n, p))
    wat = [naam for naam in ("gegevens", "toestemmingen") if gewist[naam]]
    meld(f"Gewist: {' en '.join(wat)}. De verantwoording houdt tot haar termijn alleen een pseudoniem.")


@groep.command("corrigeer")
def corrigeer(
    *,
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="JSON: het hele verbeterde record.")],
    bron: _BronOptie,
    id_: _IdOptie,
) -> None:
    """Vervang de gegevens van de persoon; grondslag, toestemmingen en bezwaren blijven."""
    gegevens = _lees(bestand)
    gedaan = _doe(bron, id_, lambda r, n, p: r.corrigeer(n, p, gegevens))
    meld("De gegevens zijn verbeterd." if gedaan["gewijzigd"] else "De gegevens waren al zo.")


def _doe(bron: str, id_: str, recht: Recht) -> Json:
    persoon = Persoon(lees_oin("--bron", bron), lees_id("--id", id_))
    return wacht_op(_voer_uit(lees(), persoon, recht))


async def _voer_uit(instellingen: Instellingen, persoon: Persoon, recht: Recht) -> Json:
    await eis_gemigreerd(instellingen)
    samenstel = Samenstel(instellingen)
    try:
        return await recht(samenstel.rechten, await _namens(samenstel, persoon.bron), persoon)
    except (NietGevonden, OngeldigeAanroep) as fout:
        raise CliFout(fout.details) from None
    finally:
        await samenstel.sluit()


async def _namens(samenstel: Samenstel, bron: Oin) -> Namens:
    """Who may run commands here acts as the node's own organisation, for the sources inside it."""
    eigen = Oin(samenstel.instellingen.eigen_oin)
    async with samenstel.database.lezen() as opslag:
        zelf = await opslag.register.deelnemer(eigen) or Deelnemer(eigen, "", Partijklasse.PUBLIEK)
        await mandaat.eis_bron_hier(opslag.register, bron)
    return Namens(eigen, eigen, zelf.klasse, Herkomst.CLI)


def _lees(bestand: Path) -> dict[str, Any]:
    try:
        with bestand.open("rb") as invoer:
            gegevens = orjson.loads(invoer.read(MAX_RECORD))
    except OSError as fout:
        raise CliFout(f"BESTAND: is niet te lezen ({fout.strerror})") from None
    except orjson.JSONDecodeError:
        regel_overtreden("BESTAND", "is geen geldige JSON")
    if not isinstance(gegevens, dict):
        regel_overtreden("BESTAND", "moet een object bevatten")
    return gegevens


def _schrijf(pad: Path, inhoud: bytes) -> None:
    try:
        with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as doel:
            doel.write(inhoud + b"\n")
    except OSError as fout:
        raise CliFout(f"--uit: {pad} kan niet worden gemaakt ({fout.strerror})") from None
