"""``openvum toestemming``: give and withdraw consent, object, see the history, load a file of changes.

An id that stands on a command line can be read by every process of the machine: ``--id -`` reads it from
standard input instead.
"""

import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, BinaryIO, Final, TypeVar

import typer
from rich.table import Table

from app.adapters.toestemmingsbestand import lees as lees_bestand
from app.cli.kern import (
    CliFout,
    Uitgang,
    kies,
    lees,
    lees_dag,
    lees_oin,
    meld,
    meld_fout,
    opslag_van,
    regel_overtreden,
    toon_tabel,
    wacht_op,
    wie,
)
from app.cli.rapport import GENOEMD, eis_schrijfbaar, schrijf_json
from app.domain.ports import Opslagfabriek
from app.domain.toestemming import Stand, laatste_dag, plaatselijk
from app.domain.toestemmingsbestand import Registerregel
from app.models.errors import OngeldigeAanroep
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Omvang
from app.privacy import toestemming
from app.privacy.toestemmingslevering import Registerrapport, laad
from app.settings import Instellingen

T = TypeVar("T")
MAX_ID: Final = 1_000
groep = typer.Typer(help="Toestemming en bezwaar van werkzoekenden; geldt meteen.", no_args_is_help=True)
_BronOptie = Annotated[str, typer.Option("--bron", metavar="OIN", help="OIN van de bron.")]
_IdOptie = Annotated[
    str, typer.Option("--id", metavar="ID", help="Het id zoals de bron het aanlevert; - leest het van standaardinvoer.")
]
_OmvangOptie = Annotated[str, typer.Option("--omvang", metavar="OMVANG", help=f"Een van: {', '.join(Omvang)}.")]


@groep.command("geven")
def geven(
    *,
    bron: _BronOptie,
    id_: _IdOptie,
    omvang: _OmvangOptie,
    geldig_tot: Annotated[
        str | None,
        typer.Option("--geldig-tot", metavar="DATUM", help="Laatste dag, JJJJ-MM-DD (Nederlandse tijd); zonder: open."),
    ] = None,
    wijze: Annotated[
        str, typer.Option("--wijze", metavar="TEKST", help="Hoe zij gegeven is, bijvoorbeeld `formulier`.")
    ] = "",
) -> None:
    """Leg vast dat een werkzoekende toestemming geeft; mag ook voordat het record er is."""
    wat = kies("--omvang", omvang, Omvang)
    tot = None if geldig_tot is None else lees_dag("--geldig-tot", geldig_tot)
    gedaan = _doe(bron, id_, lambda o, b, i: toestemming.geef(o, b, i, wat, wie=wie(), geldig_tot=tot, wijze=wijze))
    meld("De toestemming is vastgelegd." if gedaan else "Deze toestemming was al van kracht.")


@groep.command("intrekken")
def intrekken(*, bron: _BronOptie, id_: _IdOptie, omvang: _OmvangOptie) -> int:
    """Trek elke toestemming van deze omvang in; uitgang 1 als er geen is."""
    wat = kies("--omvang", omvang, Omvang)
    if not _doe(bron, id_, lambda o, b, i: toestemming.trek_in(o, b, i, wat, wie=wie())):
        meld_fout("er is bij deze bron en dit id geen toestemming van deze omvang om in te trekken")
        return Uitgang.DEELS
    meld("De toestemming is ingetrokken.")
    return Uitgang.GOED


@groep.command("bezwaar")
def bezwaar(
    *,
    bron: _BronOptie,
    id_: _IdOptie,
    opheffen: Annotated[bool, typer.Option("--opheffen", help="Hef het bezwaar op.")] = False,
) -> int:
    """Leg bezwaar vast: niemand ziet de werkzoekende nog. Met --opheffen: uitgang 1 als er geen is."""
    if not opheffen:
        nieuw = _doe(bron, id_, lambda o, b, i: toestemming.maak_bezwaar(o, b, i, wie=wie()))
        meld("Het bezwaar is vastgelegd." if nieuw else "Er was al bezwaar.")
        return Uitgang.GOED
    if not _doe(bron, id_, lambda o, b, i: toestemming.hef_bezwaar_op(o, b, i, wie=wie())):
        meld_fout("er is bij deze bron en dit id geen bezwaar om op te heffen")
        return Uitgang.DEELS
    meld("Het bezwaar is opgeheven; toestemmingen die nog gelden tellen weer.")
    return Uitgang.GOED


@groep.command("historie")
def historie(*, bron: _BronOptie, id_: _IdOptie) -> None:
    """Toon alles wat voor een werkzoekende is vastgelegd (Nederlandse tijd)."""
    toon_tabel(_tabel(_doe(bron, id_, toestemming.historie)))


@groep.command("laden")
def laden(
    *,
    bestand: Annotated[
        Path,
        typer.Argument(metavar="BESTAND", help="CSV met kop, of NDJSON: id, omvang, geldig_tot, wijze, handeling."),
    ],
    bron: _BronOptie,
    proef: Annotated[bool, typer.Option("--proef", help="Controleer alleen; verander niets.")] = False,
    rapport: Annotated[
        Path | None, typer.Option("--rapport", metavar="RAPPORT.json", help="Schrijf het rapport hierheen.")
    ] = None,
) -> int:
    """Laad wijzigingen uit een bestand, alles of niets. Uitgang: 0 alles, 1 iets niet gevonden, 2 niets gedaan."""
    oin = lees_oin("--bron", bron)
    eis_schrijfbaar(rapport)
    try:
        with bestand.open("rb") as open_bestand:
            uitkomst = _wacht_op_register(lees(), lambda o: _laad(o, oin, open_bestand, proef=proef))
    except OSError as fout:
        raise CliFout(f"{bestand} is niet te lezen: {fout.strerror}") from None
    if rapport is not None:
        schrijf_json(rapport, {"bron": oin, **asdict(uitkomst)})
    _toon(oin, uitkomst)
    if uitkomst.fout:
        return Uitgang.NIETS
    return Uitgang.DEELS if uitkomst.niet_gevonden else Uitgang.GOED


def _laad(opslag: Opslagfabriek, bron: Oin, bestand: BinaryIO, *, proef: bool) -> Awaitable[Registerrapport]:
    def opnieuw() -> Iterator[Registerregel]:
        bestand.seek(0)
        return lees_bestand(bestand)

    return laad(opslag, bron, opnieuw, wie=wie(), proef=proef)


def _doe(bron: str, id_: str, werk: Callable[[Opslagfabriek, Oin, RecordID], Awaitable[T]]) -> T:
    oin, record = lees_oin("--bron", bron), lees_id("--id", id_)
    return _wacht_op_register(lees(), lambda opslag: werk(opslag, oin, record))


def _wacht_op_register(instellingen: Instellingen, werk: Callable[[Opslagfabriek], Awaitable[T]]) -> T:
    async def met_opslag() -> T:
        async with opslag_van(instellingen) as opslag:
            try:
                return await werk(opslag)
            except OngeldigeAanroep as fout:
                raise CliFout(fout.details) from None

    return wacht_op(met_opslag())


def lees_id(optie: str, waarde: str) -> RecordID:
    """Check the id of a record; ``-`` reads it from standard input. Raises ``CliFout``."""
    tekst = sys.stdin.readline(MAX_ID).strip() if waarde == "-" else waarde
    try:
        return RecordID(tekst)
    except ValueError as fout:
        regel_overtreden(optie, str(fout))


def _tabel(stand: Stand) -> Table:
    tabel = Table("Wat", "Vanaf", "Geldig tot en met", "Wijze", "Ingetrokken of opgeheven")
    for t in stand.toestemmingen:
        tot = "" if t.geldig_tot is None else laatste_dag(t.geldig_tot).isoformat()
        tabel.add_row(f"toestemming {t.omvang}", _moment(t.gegeven_op), tot, t.wijze, _moment(t.ingetrokken_op))
    for b in stand.bezwaren:
        tabel.add_row("bezwaar", _moment(b.sinds), "", "", _moment(b.opgeheven_op))
    return tabel


def _moment(moment: int | None) -> str:
    return "" if moment is None else f"{plaatselijk(moment):%Y-%m-%d %H:%M:%S}"


def _toon(bron: Oin, r: Registerrapport) -> None:
    for opmerking in r.opmerkingen[:GENOEMD]:
        meld_fout(f"{opmerking.plaats}: {'; '.join(opmerking.regels)}")
    if (rest := r.geweigerd + r.niet_gevonden - GENOEMD) > 0:
        meld_fout(f"en nog {rest} regels; zie --rapport")
    if r.fout:
        meld_fout(r.fout)
    einde = "proef: er is niets veranderd" if r.proef else f"{r.gewijzigd} gewijzigd, {r.ongewijzigd} ongewijzigd"
    meld(f"toestemmingen van {bron}: {r.gelezen} gelezen, {r.geweigerd} geweigerd, {einde}")
