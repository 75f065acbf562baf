"""``openvum kwaliteit``: what a source should mend first, measured now; of one record for its owner."""

import time
from dataclasses import asdict
from typing import Annotated, Any, Final

import orjson
import typer
from rich.table import Table

from app.cli.kern import (
    CliFout,
    kies,
    lees,
    lees_oin,
    meld,
    opslag_van,
    pseudoniemen_van,
    regel_overtreden,
    toon_tabel,
    wacht_op,
)
from app.domain.kwaliteit import LEEFTIJDEN, Meting, Oordeel
from app.domain.kwaliteitsmeting import Meter
from app.models.identiteit import Oin, RecordID
from app.models.partijen import Soort
from app.settings import Instellingen

GETOOND: Final = 20


def kwaliteit(
    *,
    bron: Annotated[str, typer.Option("--bron", metavar="OIN", help="OIN van de bron.")],
    soort: Annotated[str | None, typer.Option("--soort", help="werkzoekende of vacature; standaard allebei.")] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Eén record: het id zoals aangeleverd (met --soort).")
    ] = None,
    nummer: Annotated[
        str | None,
        typer.Option(
            "--nummer", metavar="NUMMER", help="Eén record: het eigen nummer waar een adapter een id van maakte."
        ),
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Schrijf JSON in plaats van tabellen.")] = False,
) -> int:
    """Meet wat er aan de gegevens van een bron te verbeteren is, wat de meeste vindbaarheid kost eerst."""
    instellingen, oin = lees(), lees_oin("--bron", bron)
    soorten = list(Soort) if soort is None else [kies("--soort", soort, Soort)]
    if id_ is None and nummer is None:
        metingen = wacht_op(_meet(instellingen, oin, soorten))
        _schrijf([_meting_als_json(m) for m in metingen]) if als_json else _toon(metingen, instellingen)
        return 0
    record = _record(instellingen, oin, soorten, id_, nummer)
    gevonden = wacht_op(_oordeel(instellingen, oin, soorten[0], record))
    if gevonden is None:
        raise CliFout("dit record is er niet")
    oordeel, dagen = gevonden
    _schrijf(_oordeel_als_json(oordeel, dagen)) if als_json else _toon_oordeel(oordeel, dagen)
    return 0


def _record(
    instellingen: Instellingen, bron: Oin, soorten: list[Soort], id_: str | None, nummer: str | None
) -> RecordID:
    if len(soorten) > 1 or (id_ is None) is (nummer is None):
        regel_overtreden("--id", "geef bij één record --soort, en één van --id en --nummer")
    try:
        return RecordID(id_) if id_ is not None else pseudoniemen_van(instellingen).lokaal_nummer(bron, nummer or "")
    except ValueError:
        regel_overtreden("--id" if id_ is not None else "--nummer", "heeft niet de vorm van een id")


async def _meet(instellingen: Instellingen, bron: Oin, soorten: list[Soort]) -> list[Meting]:
    async with opslag_van(instellingen) as opslag:
        meter = Meter(opslag, time.time, instellingen.verouderd_na_dagen)
        return [await meter.meet(bron, soort) for soort in soorten]


async def _oordeel(instellingen: Instellingen, bron: Oin, soort: Soort, id_: RecordID) -> tuple[Oordeel, int] | None:
    async with opslag_van(instellingen) as opslag:
        return await Meter(opslag, time.time, instellingen.verouderd_na_dagen).oordeel(bron, soort, id_)


def _toon(metingen: list[Meting], instellingen: Instellingen) -> None:
    for meting in metingen:
        if not meting.records:
            meld(f"{meting.soort}: er zijn geen records")
            continue
        meld(f"{meting.soort}: {meting.records} records, vindbaarheid {meting.vindbaarheid} van 100")
        tabel = Table("Verbeter", "Ontbreekt", "Ongeldig", "Van", "Kost vindbaarheid")
        for naam in meting.verbeterpunten()[:GETOOND]:
            t = meting.velden[naam]
            tabel.add_row(naam, str(t.ontbreekt), str(t.ongeldig), str(t.van), f"{meting.kosten(naam)}%")
        toon_tabel(tabel)
        groepen = [f"{aantal} tot {grens} dagen" for grens, aantal in zip(LEEFTIJDEN, meting.leeftijd, strict=False)]
        meld(f"laatst bevestigd: {', '.join(groepen)}, {meting.leeftijd[-1]} langer geleden")
        if instellingen.verouderd_na_dagen:
            meld(f"niet in antwoorden, want ouder dan {instellingen.verouderd_na_dagen} dagen: {meting.verouderd}")


def _toon_oordeel(oordeel: Oordeel, dagen: int) -> None:
    for wat, velden in (("ontbreekt", oordeel.ontbreekt), ("ongeldige code", oordeel.ongeldig)):
        for veld in sorted(velden):
            meld(f"{wat}: {veld}")
    meld(f"{dagen} dagen geleden bevestigd")


def _meting_als_json(m: Meting) -> dict[str, Any]:
    velden = [{"veld": naam, **asdict(m.velden[naam]), "kosten": m.kosten(naam)} for naam in m.verbeterpunten()]
    leeftijd = dict(zip((*map(str, LEEFTIJDEN), "ouder"), m.leeftijd, strict=True))
    return {
        "soort": m.soort.value,
        "records": m.records,
        "vindbaarheid": m.vindbaarheid,
        "verouderd": m.verouderd,
        "leeftijd": leeftijd,
        "verbeterpunten": velden,
    }


def _oordeel_als_json(oordeel: Oordeel, dagen: int) -> dict[str, Any]:
    return {"ontbreekt": sorted(oordeel.ontbreekt), "ongeldig": sorted(oordeel.ongeldig), "dagen": dagen}


def _schrijf(inhoud: Any) -> None:
    typer.echo(orjson.dumps(inhoud, option=orjson.OPT_INDENT_2).decode())
